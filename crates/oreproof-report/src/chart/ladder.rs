//! The value ladder: where a promise shrinks on its way to a purse.

use super::axis::{Scale, Spread, nice};
use super::drawing::{Drawing, Fill, Label, named};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::{Printed, Unit, significant};
use crate::table::{Cell, Column, Digits, Table};
use crate::text::{clip, width};

/// How the lengths of the rungs are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rungs {
    /// Lengths in proportion.
    Linear,
    /// In proportion, and what is longer than this is broken off and says so.
    Broken(f64),
    /// By powers of ten; rungs at or below zero are named, not drawn.
    Log,
}

/// One rung.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// What it is.
    pub name: String,
    /// Its middle, with its figure.
    pub value: Printed,
    /// Its low and high, where known.
    pub range: Option<(f64, f64)>,
    /// On what basis: in situ, 100 %, real US$ of 2025.
    pub basis: String,
    /// The mark of its source, such as `12`.
    pub source: String,
    /// Whether it is only said; else it is shown.
    pub promised: bool,
    /// Significant figures.
    pub digits: Digits,
}

/// Rungs from the headline down.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// The unit of every rung.
    pub unit: Unit,
    /// How lengths are drawn.
    pub rungs_as: Rungs,
    /// From the headline down.
    pub rungs: Vec<Rung>,
}

impl Ladder {
    fn scale(&self, left: f64, right: f64) -> Scale {
        let values = self.rungs.iter().flat_map(|rung| {
            let (low, high) = rung.range.unwrap_or((rung.value.value, rung.value.value));
            [rung.value.value, low, high]
        });
        match self.rungs_as {
            Rungs::Linear => Scale::new(Spread::Linear, nice(values, 5, true), (left, right)),
            Rungs::Broken(most) => {
                let kept: Vec<f64> = values.filter(|v| *v <= most).chain([most]).collect();
                Scale::new(Spread::Linear, nice(kept, 5, true), (left, right))
            }
            Rungs::Log => {
                let logs: Vec<f64> = values
                    .filter(|v| *v > 0.0)
                    .map(libm::log10)
                    .filter(|v| v.is_finite())
                    .collect();
                let low = logs.iter().copied().fold(f64::INFINITY, f64::min);
                let high = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let (low, high) =
                    if low > high { (0.0, 1.0) } else { (libm::floor(low), libm::ceil(high)) };
                // A decade of room below, so that the least rung has a length.
                Scale::new(
                    Spread::Log,
                    (libm::pow(10.0, low - 1.0), libm::pow(10.0, high)),
                    (left, right),
                )
            }
        }
    }

    fn show(&self, rung: &Rung) -> String {
        let digits = rung.digits.count();
        let value = self.unit.show(rung.value.value, digits);
        match rung.range {
            Some((low, high)) if low != high => {
                format!(
                    "{value}  ({}–{})",
                    self.unit.tick(low, digits),
                    self.unit.tick(high, digits)
                )
            }
            _ => value,
        }
    }

    fn factor(above: &Rung, below: &Rung) -> Option<f64> {
        let (from, to) = (above.value.value, below.value.value);
        (from > 0.0 && to > 0.0).then(|| to / from)
    }
}

impl Plot for Ladder {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let narrow = wide <= NARROW;
        let row = if narrow { 74.0 } else { 50.0 };
        let name_room = if narrow { wide } else { 218.0 };
        let left = if narrow { 2.0 } else { 230.0 };
        let values =
            self.rungs.iter().map(|r| width(&self.show(r), 12.5, true)).fold(0.0, f64::max);
        let right = if narrow { wide - 10.0 } else { wide - values - 22.0 };
        let scale = self.scale(left, right);
        let mut d = Drawing::new(id, wide, 26.0 + row * self.rungs.len() as f64 + 4.0);
        let bottom = d.height - 4.0;
        for value in scale.ticks(if narrow { 4 } else { 5 }) {
            let x = scale.at(value);
            d.rule((x, 22.0), (x, bottom), "grid");
            let text = self.unit.tick(value, 3);
            let anchored = Label::new(x, 14.0, text).size(11.0).soft();
            let half = anchored.clone().middle();
            if !d.fit(&half) {
                d.fit(&anchored.end());
            }
        }
        let zero = if scale.spread == Spread::Log { left } else { scale.at(0.0) };
        if !narrow {
            d.rule((zero, 22.0), (zero, bottom), "axis");
        }
        for (i, rung) in self.rungs.iter().enumerate() {
            let top = 26.0 + row * i as f64;
            let bar_top = if narrow { top + 36.0 } else { top + 10.0 };
            let bar = (bar_top, bar_top + 20.0);
            let value = rung.value.value;
            let drawable = scale.spread == Spread::Linear || value > 0.0;
            let mut end = zero;
            if drawable {
                let broken = value > scale.to.0;
                end = scale.at(value.min(scale.to.0));
                if let Some(above) = i.checked_sub(1).and_then(|i| self.rungs.get(i)) {
                    lost(&mut d, &scale, above, value, bar);
                }
                let fill = if rung.promised {
                    Fill::Hatched(Ink::Promise)
                } else {
                    Fill::Solid(Ink::Proof)
                };
                d.rect((zero, end), bar, fill);
                if broken {
                    break_mark(&mut d, end, bar);
                }
                if let Some((low, high)) = rung.range {
                    whisker(&mut d, &scale, low, high, (bar.0 + bar.1) / 2.0);
                }
            }
            self.name(&mut d, rung, top, name_room, narrow);
            let high = rung.range.map_or(value, |(_, high)| high.max(value));
            let mut after = zero;
            if drawable {
                // Clear of the whisker, and of what the step took.
                let above = i.checked_sub(1).map_or(value, |i| self.rungs[i].value.value);
                let most = high.max(above).max(value).min(scale.to.0);
                after = scale.at(most.max(scale.from.0)).max(end).max(zero);
            }
            let said = if drawable {
                self.show(rung)
            } else {
                format!("{}, off this scale", self.show(rung))
            };
            let label =
                Label::new(0.0, 0.0, said).size(12.5).bold().figure(rung.value.figure.as_deref());
            if narrow {
                d.put(&label.place(wide, top + 14.0).end().halo());
            } else {
                d.put(&label.place((after + 9.0).min(wide - values - 2.0), bar.1 - 6.0).halo());
            }
            if let Some(above) = i.checked_sub(1).and_then(|i| self.rungs.get(i)) {
                let text = match Self::factor(above, rung) {
                    // A row of noughts is no number that anybody can read.
                    Some(f) if f < 1e-4 => format!("÷ {}", Unit::money("").tick(1.0 / f, 2)),
                    Some(f) => format!("× {}", significant(f, 2)),
                    None => String::new(),
                };
                let place = if narrow { (wide, top + 29.0) } else { (left - 8.0, top + 1.0) };
                let label = Label::new(place.0, place.1, text).size(11.0).soft().end().halo();
                d.fit(&label.figure(rung.value.figure.as_deref()));
            }
        }
        d
    }

    fn table(&self) -> Table {
        let mut table = Table {
            title: String::new(),
            columns: vec![
                Column::words("Rung"),
                Column::numbers("Value", self.unit.clone()),
                Column::numbers("Low", self.unit.clone()),
                Column::numbers("High", self.unit.clone()),
                Column::numbers("Factor", Unit::none()),
                Column::words("Basis"),
                Column::words("Source"),
                Column::words("Standing"),
            ],
            rows: Vec::new(),
        };
        for (i, rung) in self.rungs.iter().enumerate() {
            let above = i.checked_sub(1).and_then(|i| self.rungs.get(i));
            let factor = above.and_then(|above| Self::factor(above, rung));
            table.rows.push(vec![
                Cell::text(rung.name.clone()),
                Cell::Number(rung.value.clone(), rung.digits),
                Cell::maybe(rung.range.map(|r| r.0), rung.digits),
                Cell::maybe(rung.range.map(|r| r.1), rung.digits),
                Cell::maybe(factor, Digits::Of(2)),
                Cell::text(rung.basis.clone()),
                Cell::text(rung.source.clone()),
                Cell::text(if rung.promised { "said" } else { "shown" }),
            ]);
        }
        table
    }
}

impl Ladder {
    fn name(&self, d: &mut Drawing, rung: &Rung, top: f64, room: f64, narrow: bool) {
        let basis = match (rung.basis.as_str(), rung.source.as_str()) {
            (basis, "") => basis.to_owned(),
            ("", source) => format!("[{source}]"),
            (basis, source) => format!("{basis} [{source}]"),
        };
        if narrow {
            let taken = width(&self.show(rung), 12.5, true) + 14.0;
            d.put(
                &Label::new(0.0, top + 14.0, clip(&rung.name, 12.5, true, room - taken))
                    .size(12.5)
                    .bold(),
            );
            d.put(
                &Label::new(0.0, top + 29.0, clip(&basis, 11.0, false, room - 60.0))
                    .size(11.0)
                    .soft(),
            );
            return;
        }
        let note = Label::new(0.0, 0.0, clip(&basis, 11.0, false, room));
        named(d, top + 19.0, &rung.name, note, room - 18.0);
    }
}

/// What went on the way from the rung above, as a pale stretch.
fn lost(d: &mut Drawing, scale: &Scale, above: &Rung, value: f64, bar: (f64, f64)) {
    let from = above.value.value.min(scale.to.0);
    if from > value && (scale.spread == Spread::Linear || from > 0.0) {
        let (a, b) = (scale.at(value), scale.at(from));
        d.rect((a, b), (bar.0 + 6.0, bar.1 - 6.0), Fill::Wash(Ink::Soft, 0.22));
        d.line(&[(b, bar.0 - 14.0), (b, bar.1 - 4.0)], Ink::Soft, 1.0, "2 3");
    }
}

fn break_mark(d: &mut Drawing, end: f64, bar: (f64, f64)) {
    for shift in [-22.0, -16.0] {
        let x = end + shift;
        d.line(&[(x - 3.0, bar.1 + 3.0), (x + 3.0, bar.0 - 3.0)], Ink::Text, 1.6, "");
    }
}

fn whisker(d: &mut Drawing, scale: &Scale, low: f64, high: f64, middle: f64) {
    let clamp = |v: f64| {
        let v = if scale.spread == Spread::Log { v.max(scale.from.0) } else { v };
        scale.at(v.min(scale.to.0))
    };
    let (a, b) = (clamp(low), clamp(high));
    d.line(&[(a, middle), (b, middle)], Ink::Text, 1.6, "");
    for x in [a, b] {
        d.line(&[(x, middle - 5.0), (x, middle + 5.0)], Ink::Text, 1.6, "");
    }
}
