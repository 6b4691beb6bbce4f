//! Yearly bars, stacked up and down from zero, with a line over them.

use super::axis::{Scale, Spread, nice};
use super::drawing::{Drawing, Entry, Fill, Label, Swatch, legend};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::Unit;
use crate::table::{Cell, Column, Digits, Table};
use crate::text::width;

/// One layer of the stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What it is.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// A value a period.
    pub values: Vec<f64>,
    /// The figure that its values lead to.
    pub figure: Option<String>,
}

/// Bars a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// What is measured.
    pub measure: String,
    /// Its unit.
    pub unit: Unit,
    /// The periods, such as years.
    pub periods: Vec<String>,
    /// From zero outwards.
    pub bands: Vec<Band>,
    /// A line over the bars, such as a sum or a running total; its ink is that of text.
    pub overlay: Option<Band>,
}

impl Stack {
    /// The most below and above zero in a period.
    fn reach(&self, period: usize) -> (f64, f64) {
        let values = self.bands.iter().filter_map(|band| band.values.get(period));
        values.fold((0.0, 0.0), |(low, high), v| (low + v.min(0.0), high + v.max(0.0)))
    }
}

impl Plot for Stack {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let narrow = wide <= NARROW;
        let mut d = Drawing::new(id, wide, 0.0);
        let entry = |band: &Band, swatch| Entry {
            name: band.name.clone(),
            swatch,
            figure: band.figure.clone(),
        };
        let bands = self.bands.iter().map(|b| entry(b, Swatch::Fill(Fill::Class(b.ink))));
        let line = self.overlay.iter().map(|b| entry(b, Swatch::Line(b.ink, "")));
        let entries: Vec<Entry> = bands.chain(line).collect();
        let top = legend(&mut d, 0.0, 0.0, &entries) + 28.0;
        d.height = top + if narrow { 230.0 } else { 290.0 } + 28.0;
        let bottom = d.height - 28.0;
        let n = self.periods.len();
        let reaches = (0..n).flat_map(|i| <[f64; 2]>::from(self.reach(i)));
        let over = self.overlay.iter().flat_map(|line| line.values.iter().copied());
        let y = Scale::new(Spread::Linear, nice(reaches.chain(over), 5, true), (bottom, top));
        let digits = super::xy::digits(&y);
        let ticks = y.ticks(5);
        let left = ticks
            .iter()
            .map(|v| width(&self.unit.tick(*v, digits), 12.0, false))
            .fold(0.0, f64::max)
            + 9.0;
        let right = wide - 6.0;
        for value in ticks {
            let h = y.at(value);
            d.rule((left, h), (right, h), "grid");
            d.fit(&Label::new(left - 7.0, h + 4.0, self.unit.tick(value, digits)).end().soft());
        }
        let name = match self.unit.name() {
            unit if unit.is_empty() => self.measure.clone(),
            unit => format!("{}, {unit}", self.measure),
        };
        d.fit(&Label::new(0.0, top - 13.0, name).soft());
        let slot = (right - left) / n.max(1) as f64;
        let half = (slot * 0.39).min(30.0);
        let middle = |i: usize| left + slot * (i as f64 + 0.5);
        let (mut up, mut down) = (vec![0.0; n], vec![0.0; n]);
        for band in &self.bands {
            d.lead(band.figure.as_deref());
            for (i, &value) in band.values.iter().enumerate().take(n) {
                if value == 0.0 || !value.is_finite() {
                    continue;
                }
                let from = if value > 0.0 { &mut up[i] } else { &mut down[i] };
                let span = (y.at(*from), y.at(*from + value));
                *from += value;
                d.rect((middle(i) - half, middle(i) + half), span, Fill::Class(band.ink));
            }
            d.unlead(band.figure.as_deref());
        }
        d.rule((left, y.at(0.0)), (right, y.at(0.0)), "axis");
        if let Some(line) = &self.overlay {
            let values = line.values.iter().take(n).enumerate();
            let points: Vec<_> = values.map(|(i, v)| (middle(i), y.at(*v))).collect();
            d.lead(line.figure.as_deref());
            d.line(&points, line.ink, 2.0, "");
            for point in points.iter().filter(|_| n <= 40) {
                d.circle(*point, 2.6, Fill::Solid(line.ink));
            }
            d.unlead(line.figure.as_deref());
        }
        let widest = self.periods.iter().map(|p| width(p, 12.0, false)).fold(0.0, f64::max) + 10.0;
        let every = (libm::ceil(widest / slot.max(0.1)) as usize).max(1);
        // Years are read in fives and tens.
        let every = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|e| *e >= every).unwrap_or(every);
        for (i, period) in self.periods.iter().enumerate().filter(|(i, _)| i % every == 0) {
            d.fit(&Label::new(middle(i), bottom + 18.0, period.clone()).middle().soft());
        }
        d
    }

    fn table(&self) -> Table {
        let series = || self.bands.iter().chain(&self.overlay);
        let mut columns = vec![Column::words("Period")];
        columns.extend(series().map(|b| Column::numbers(&b.name, self.unit.clone())));
        let rows = self
            .periods
            .iter()
            .enumerate()
            .map(|(i, period)| {
                let numbers = series().map(|b| {
                    let value = b.values.get(i).copied();
                    Cell::maybe(value, Digits::Of(3)).leading(b.figure.as_deref())
                });
                std::iter::once(Cell::text(period.clone())).chain(numbers).collect()
            })
            .collect();
        Table { title: String::new(), columns, rows }
    }
}
