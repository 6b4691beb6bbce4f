//! What matters: how far a result moves when one input moves.

use super::axis::{Scale, Spread, nice};
use super::drawing::{Drawing, Fill, Label, Swatch, legend, named, takes_two};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::{Printed, Unit};
use crate::table::{Cell, Column, Digits, Table};
use crate::text::clip;

/// One input and the result at its ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// The input.
    pub name: String,
    /// Its low end in its unit, such as `3.00 US$/lb`.
    pub low_input: String,
    /// Its high end.
    pub high_input: String,
    /// The result at the low end.
    pub low: Printed,
    /// The result at the high end.
    pub high: Printed,
    /// Whether the result turns back somewhere between.
    pub non_monotone: bool,
}

/// Inputs, the one that matters most first.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The result.
    pub result: String,
    /// Its unit.
    pub unit: Unit,
    /// The result when nothing moves.
    pub base: Printed,
    /// At most twelve are drawn; the table has all.
    pub swings: Vec<Swing>,
}

/// More bars than this and none is seen.
const MOST: usize = 12;

/// Room for the names.
const NAMES: f64 = 185.0;

impl Plot for Tornado {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let narrow = wide <= NARROW;
        let shown = &self.swings[..self.swings.len().min(MOST)];
        let row = match (narrow, shown.iter().any(|swing| takes_two(&swing.name, NAMES))) {
            (true, _) => 52.0,
            (false, true) => 48.0,
            (false, false) => 36.0,
        };
        let mut d = Drawing::new(id, wide, 0.0);
        let entries = [
            ("input low".to_owned(), Swatch::Fill(Fill::Class(Ink::Series(1)))),
            ("input high".to_owned(), Swatch::Fill(Fill::Solid(Ink::Series(0)))),
        ];
        let top = legend(&mut d, 0.0, 0.0, &entries) + 38.0;
        d.height = top + row * shown.len() as f64 + 8.0;
        let left = if narrow { 58.0 } else { 250.0 };
        let right = wide - 62.0;
        let values =
            shown.iter().flat_map(|s| [s.low.value, s.high.value]).chain([self.base.value]);
        let scale = Scale::new(Spread::Linear, nice(values, 5, false), (left, right));
        for value in scale.ticks(if narrow { 3 } else { 5 }) {
            let x = scale.at(value);
            d.rule((x, top - 4.0), (x, d.height - 8.0), "grid");
            d.fit(&Label::new(x, top - 10.0, self.unit.tick(value, 3)).size(11.0).soft().middle());
        }
        let base = scale.at(self.base.value);
        for (i, swing) in shown.iter().enumerate() {
            let y = top + row * i as f64;
            let bar = if narrow { (y + 24.0, y + 42.0) } else { (y + 7.0, y + 27.0) };
            let name =
                if swing.non_monotone { format!("{} ↶", swing.name) } else { swing.name.clone() };
            let inputs = format!("{} – {}", swing.low_input, swing.high_input);
            if narrow {
                d.put(&Label::new(0.0, y + 16.0, clip(&name, 12.0, true, 150.0)).bold());
                d.put(
                    &Label::new(wide, y + 16.0, clip(&inputs, 11.0, false, 180.0))
                        .size(11.0)
                        .soft()
                        .end(),
                );
            } else {
                let note = Label::new(0.0, 0.0, clip(&inputs, 11.0, false, NAMES));
                named(&mut d, y + 15.0, &name, note, NAMES);
            }
            let (low, high) = (scale.at(swing.low.value), scale.at(swing.high.value));
            // Both ends on one side: the longer goes behind.
            let mut ends =
                [(low, Fill::Class(Ink::Series(1))), (high, Fill::Solid(Ink::Series(0)))];
            if (low - base).abs() < (high - base).abs() {
                ends.reverse();
            }
            for (end, fill) in ends {
                d.rect((base, end), bar, fill);
            }
            let sided = (low < base) == (high < base);
            for (end, value) in [(low, &swing.low), (high, &swing.high)] {
                // With both ends on one side, the nearer is named across the base.
                let inner =
                    sided && (end - base).abs() < (low - base).abs().max((high - base).abs());
                let leftward = if inner { end >= base } else { end < base };
                let from = if inner { base } else { end };
                let at = if leftward { from - 6.0 } else { from + 6.0 };
                let label = Label::new(at, bar.0 + 14.0, self.unit.tick(value.value, 3))
                    .figure(value.figure.as_deref())
                    .halo();
                d.fit(&if leftward { label.end() } else { label });
            }
        }
        d.line(&[(base, top - 4.0), (base, d.height - 8.0)], Ink::Text, 1.6, "");
        let said = format!("{} {}", self.result, self.unit.show(self.base.value, 3));
        let label = Label::new(base, top - 26.0, said).bold().figure(self.base.figure.as_deref());
        if !d.fit(&label.clone().middle()) && !d.fit(&label) {
            d.put(&label.place(wide, top - 26.0).end());
        }
        d
    }

    fn table(&self) -> Table {
        let unit = || self.unit.clone();
        let mut table = Table {
            title: String::new(),
            columns: vec![
                Column::words("Input"),
                Column::words("From"),
                Column::words("To"),
                Column::numbers(&format!("{} at low", self.result), unit()),
                Column::numbers("at base", unit()),
                Column::numbers("at high", unit()),
                Column::words("Turns back"),
            ],
            rows: Vec::new(),
        };
        for swing in &self.swings {
            table.rows.push(vec![
                Cell::text(swing.name.clone()),
                Cell::text(swing.low_input.clone()),
                Cell::text(swing.high_input.clone()),
                Cell::Number(swing.low.clone(), Digits::Of(3)),
                Cell::Number(self.base.clone(), Digits::Of(3)),
                Cell::Number(swing.high.clone(), Digits::Of(3)),
                Cell::text(if swing.non_monotone { "yes" } else { "no" }),
            ]);
        }
        table
    }
}
