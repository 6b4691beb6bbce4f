//! Before and after: what a new mine, a tariff or a stake changes.

use super::axis::{Scale, Spread, nice};
use super::drawing::{Drawing, Fill, Label, Swatch, legend};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::{Printed, Unit};
use crate::table::{Cell, Column, Digits, Table};
use crate::text::{clip, width};

/// The room that a name has beside its pair, in pixels.
const LONGEST: f64 = 290.0;

/// One thing before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// What it is.
    pub name: String,
    /// Before.
    pub before: Printed,
    /// After.
    pub after: Printed,
}

/// Pairs in the order given.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is measured.
    pub measure: String,
    /// Its unit.
    pub unit: Unit,
    /// What the earlier state is called.
    pub before: String,
    /// What the later state is called.
    pub after: String,
    /// The pairs.
    pub pairs: Vec<Pair>,
}

impl Plot for Change {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let narrow = wide <= NARROW;
        let row = if narrow { 46.0 } else { 32.0 };
        let mut d = Drawing::new(id, wide, 0.0);
        let entries = [
            (self.before.clone(), Swatch::Dot(Fill::Hollow(Ink::Soft))),
            (self.after.clone(), Swatch::Dot(Fill::Solid(Ink::Proof))),
        ];
        let top = legend(&mut d, 0.0, 0.0, &entries) + 24.0;
        d.height = top + row * self.pairs.len() as f64 + 6.0;
        let names =
            self.pairs.iter().map(|p| width(&p.name, 12.5, false)).fold(0.0, f64::max).min(LONGEST);
        let (left, right) = if narrow { (50.0, wide - 50.0) } else { (names + 70.0, wide - 60.0) };
        let values = self.pairs.iter().flat_map(|p| [p.before.value, p.after.value]);
        let scale = Scale::new(Spread::Linear, nice(values, 5, true), (left, right));
        for value in scale.ticks(if narrow { 3 } else { 5 }) {
            let x = scale.at(value);
            d.rule((x, top - 4.0), (x, d.height - 6.0), "grid");
            d.fit(&Label::new(x, top - 9.0, self.unit.tick(value, 3)).size(11.0).soft().middle());
        }
        for (i, pair) in self.pairs.iter().enumerate() {
            let y = top + row * i as f64;
            let middle = if narrow { y + 31.0 } else { y + 15.0 };
            if narrow {
                d.put(&Label::new(0.0, y + 16.0, clip(&pair.name, 12.5, false, wide)).size(12.5));
            } else {
                d.put(
                    &Label::new(0.0, middle + 4.0, clip(&pair.name, 12.5, false, LONGEST))
                        .size(12.5),
                );
            }
            let (a, b) = (scale.at(pair.before.value), scale.at(pair.after.value));
            d.line(&[(a, middle), (b, middle)], Ink::Soft, 2.0, "");
            d.circle((a, middle), 5.0, Fill::Solid(Ink::Soft));
            d.circle((a, middle), 3.2, Fill::Paper);
            d.circle((b, middle), 5.5, Fill::Solid(Ink::Proof));
            for (x, other, value, bold) in [(a, b, &pair.before, false), (b, a, &pair.after, true)]
            {
                let text = self.unit.tick(value.value, 3);
                // Where nothing changed, one number says it.
                if a == b && !bold {
                    continue;
                }
                let mut label =
                    Label::new(x + 9.0, middle + 4.0, text).figure(value.figure.as_deref()).halo();
                if bold {
                    label = label.bold();
                }
                let leftward = x < other;
                d.fit(&if leftward { label.place(x - 9.0, middle + 4.0).end() } else { label });
            }
        }
        d
    }

    fn table(&self) -> Table {
        let column = |name: &str| Column::numbers(name, self.unit.clone());
        let columns = vec![
            Column::words(&self.measure),
            column(&self.before),
            column(&self.after),
            column("Change"),
        ];
        let rows = self
            .pairs
            .iter()
            .map(|pair| {
                let number = |v: &Printed| Cell::Number(v.clone(), Digits::Of(3));
                vec![
                    Cell::text(pair.name.clone()),
                    number(&pair.before),
                    number(&pair.after),
                    Cell::number(pair.after.value - pair.before.value),
                ]
            })
            .collect();
        Table { title: String::new(), columns, rows }
    }
}
