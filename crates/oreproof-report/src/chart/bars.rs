//! Bars side by side with the range each lies in: concentration, comparables.

use super::axis::{Scale, Spread, nice};
use super::drawing::{Drawing, Fill, Label, Swatch, legend};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::{Printed, Unit};
use crate::table::{Cell, Column, Digits, Table};
use crate::text::{clip, width};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it measures.
    pub name: String,
    /// How much.
    pub value: Printed,
    /// Between what bounds, where the data leave room.
    pub bounds: Option<(f64, f64)>,
    /// Its class.
    pub ink: Ink,
    /// Significant figures.
    pub digits: Digits,
}

/// Bars in the order given.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What is measured.
    pub measure: String,
    /// Its unit.
    pub unit: Unit,
    /// The bars.
    pub bars: Vec<Bar>,
    /// A value to compare with, and its name.
    pub marker: Option<(f64, String)>,
    /// What the colours mean.
    pub legend: Vec<(String, Ink)>,
}

impl Bars {
    fn show(&self, bar: &Bar) -> String {
        let digits = bar.digits.count();
        match bar.bounds {
            Some((low, high)) if low != high => format!(
                "{}  ({}–{})",
                self.unit.show(bar.value.value, digits),
                self.unit.tick(low, digits),
                self.unit.tick(high, digits)
            ),
            _ => self.unit.show(bar.value.value, digits),
        }
    }
}

impl Plot for Bars {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let narrow = wide <= NARROW;
        let row = if narrow { 44.0 } else { 28.0 };
        let mut d = Drawing::new(id, wide, 0.0);
        let entries: Vec<_> = self
            .legend
            .iter()
            .map(|(n, ink)| (n.clone(), Swatch::Fill(Fill::Class(*ink))))
            .collect();
        let top =
            legend(&mut d, 0.0, 0.0, &entries) + if self.marker.is_some() { 42.0 } else { 24.0 };
        d.height = top + row * self.bars.len() as f64 + 6.0;
        let names =
            self.bars.iter().map(|b| width(&b.name, 12.5, false)).fold(0.0, f64::max).min(210.0);
        let said = self.bars.iter().map(|b| width(&self.show(b), 12.0, true)).fold(0.0, f64::max);
        let left = if narrow { 0.0 } else { names + 12.0 };
        let right = if narrow { wide - 14.0 } else { wide - said - 16.0 };
        let values = self
            .bars
            .iter()
            .flat_map(|b| {
                [b.value.value, b.bounds.map_or(0.0, |r| r.0), b.bounds.map_or(0.0, |r| r.1)]
            })
            .chain(self.marker.iter().map(|m| m.0));
        let scale = Scale::new(Spread::Linear, nice(values, 4, true), (left, right));
        for value in scale.ticks(4) {
            let x = scale.at(value);
            d.rule((x, top - 4.0), (x, d.height - 6.0), "grid");
            let label = Label::new(x, top - 9.0, self.unit.tick(value, 3)).size(11.0).soft();
            if !d.fit(&label.clone().middle()) {
                d.fit(&label);
            }
        }
        if let Some((value, name)) = &self.marker {
            let x = scale.at(*value);
            d.line(&[(x, top - 6.0), (x, d.height - 6.0)], Ink::Promise, 1.6, "6 4");
            let label = Label::new(x, top - 26.0, name.clone()).bold().ink(Ink::Promise);
            if !d.fit(&label.clone().middle()) && !d.fit(&label) {
                d.put(&label.place(wide, top - 26.0).end());
            }
        }
        let zero = scale.at(0.0);
        for (i, bar) in self.bars.iter().enumerate() {
            let y = top + row * i as f64;
            let span = if narrow { (y + 21.0, y + 37.0) } else { (y + 5.0, y + 22.0) };
            let end = scale.at(bar.value.value);
            d.rect((zero, end), span, Fill::Class(bar.ink));
            let mut after = end.max(zero);
            if let Some((low, high)) = bar.bounds {
                let middle = (span.0 + span.1) / 2.0;
                let (a, b) = (scale.at(low), scale.at(high));
                d.line(&[(a, middle), (b, middle)], Ink::Text, 1.5, "");
                for x in [a, b] {
                    d.line(&[(x, middle - 5.0), (x, middle + 5.0)], Ink::Text, 1.5, "");
                }
                after = after.max(b);
            }
            let label = Label::new(after + 7.0, span.1 - 4.0, self.show(bar))
                .bold()
                .figure(bar.value.figure.as_deref());
            if narrow {
                d.put(&label.place(wide, y + 16.0).end().halo());
                d.put(
                    &Label::new(0.0, y + 16.0, clip(&bar.name, 12.5, false, wide - said - 12.0))
                        .size(12.5)
                        .halo(),
                );
            } else {
                d.put(&label.halo());
                d.put(
                    &Label::new(left - 9.0, span.1 - 4.0, clip(&bar.name, 12.5, false, 210.0))
                        .size(12.5)
                        .end(),
                );
            }
        }
        if !narrow {
            d.rule((zero, top - 4.0), (zero, d.height - 6.0), "axis");
        }
        d
    }

    fn table(&self) -> Table {
        let column = |name: &str| Column::numbers(name, self.unit.clone());
        let columns =
            vec![Column::words("Name"), column(&self.measure), column("Low"), column("High")];
        let rows = self
            .bars
            .iter()
            .map(|bar| {
                vec![
                    Cell::text(bar.name.clone()),
                    Cell::Number(bar.value.clone(), bar.digits),
                    Cell::maybe(bar.bounds.map(|b| b.0), bar.digits),
                    Cell::maybe(bar.bounds.map(|b| b.1), bar.digits),
                ]
            })
            .collect();
        Table { title: String::new(), columns, rows }
    }
}
