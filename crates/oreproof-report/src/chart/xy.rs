//! Values against values: lines, points, bands, bars and rules on two axes.
//!
//! Most pictures of an estimate are this one with other layers: fan chart,
//! exceedance curve, variogram, swath, Q–Q, probability plot, grade–tonnage.
//! [`fan`], [`exceedance`] and their fellows build them.

use super::axis::{Scale, Spread, nice};
use super::drawing::{Area, Drawing, Entry, Fill, Label, Swatch, legend};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::{Notation, Unit};
use crate::table::{Cell, Column, Digits, Table};
use crate::text::width;

/// An axis: what it measures, in what, how spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What it measures.
    pub name: String,
    /// Its unit.
    pub unit: Unit,
    /// How values are spread.
    pub spread: Spread,
    /// The range to show; taken from the values where it is not said.
    pub range: Option<(f64, f64)>,
    /// Whether zero belongs on it.
    pub from_zero: bool,
}

impl Axis {
    /// A linear axis over its values.
    pub fn linear(name: &str, unit: Unit) -> Self {
        Self { name: name.to_owned(), unit, spread: Spread::Linear, range: None, from_zero: false }
    }

    /// A linear axis that holds zero.
    pub fn from_zero(name: &str, unit: Unit) -> Self {
        Self { from_zero: true, ..Self::linear(name, unit) }
    }

    /// A logarithmic axis.
    pub fn log(name: &str, unit: Unit) -> Self {
        Self { spread: Spread::Log, ..Self::linear(name, unit) }
    }

    /// An axis of normal probabilities.
    pub fn normal(name: &str) -> Self {
        Self { spread: Spread::Normal, ..Self::linear(name, Unit::percent()) }
    }

    /// Over this range only.
    pub fn over(mut self, low: f64, high: f64) -> Self {
        self.range = Some((low, high));
        self
    }

    fn label(&self) -> String {
        let unit = match self.unit.name() {
            // Its ticks say it already.
            unit if unit.is_empty() || self.unit.notation == Notation::Percent => self.name.clone(),
            unit => format!("{}, {unit}", self.name),
        };
        if self.spread == Spread::Log { format!("{unit} (log scale)") } else { unit }
    }

    fn span(&self, values: &[f64]) -> (f64, f64) {
        if let Some(range) = self.range {
            return range;
        }
        match self.spread {
            Spread::Linear => nice(values.iter().copied(), 5, self.from_zero),
            Spread::Log => {
                let positive: Vec<f64> =
                    values.iter().map(|v| libm::log10(*v)).filter(|v| v.is_finite()).collect();
                let (low, high) = positive
                    .iter()
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(*v), b.max(*v)));
                if low > high {
                    return (1.0, 10.0);
                }
                // Half a decade is enough; a whole one may be mostly empty.
                let low = libm::floor(low * 2.0 + 0.4) / 2.0;
                let high = libm::ceil(high * 2.0 - 0.1) / 2.0;
                (libm::pow(10.0, low.min(high - 0.5)), libm::pow(10.0, high))
            }
            Spread::Normal => {
                let least = values
                    .iter()
                    .copied()
                    .filter(|p| 0.0 < *p && *p < 1.0)
                    .fold(0.02, |a: f64, p| a.min(p).min(1.0 - p));
                (least, 1.0 - least)
            }
        }
    }
}

/// A point, with how much it stands on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Along.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// Its weight, such as pairs behind a variogram point; sizes its mark.
    pub weight: Option<f64>,
}

/// What a layer draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line; dashed or not.
    Line(Vec<(f64, f64)>, bool),
    /// Points.
    Dots(Vec<Dot>),
    /// Between a low and a high at each x, as dark as said (0 to 1).
    Band(Vec<(f64, f64, f64)>, f64),
    /// Bars from zero between two x.
    Bars(Vec<(f64, f64, f64)>),
    /// A rule across at a height, labelled.
    Across(f64),
    /// A rule upright at a place, labelled.
    Upright(f64),
    /// The line on which both axes agree.
    Identity,
}

/// Something drawn on the axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Its name in the legend, or the words beside a rule.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// What is drawn.
    pub mark: Mark,
    /// Whether it is measured on the axis at the right.
    pub right: bool,
    /// The figure that its values lead to.
    pub figure: Option<String>,
}

impl Layer {
    /// A layer on the left axis.
    pub fn new(name: &str, ink: Ink, mark: Mark) -> Self {
        Self { name: name.to_owned(), ink, mark, right: false, figure: None }
    }

    /// The same leading to a figure.
    #[must_use]
    pub fn leading(mut self, figure: &str) -> Self {
        self.figure = Some(figure.to_owned());
        self
    }

    /// The same on the right axis.
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    fn xs(&self) -> Vec<f64> {
        match &self.mark {
            Mark::Line(points, _) => points.iter().map(|p| p.0).collect(),
            Mark::Dots(dots) => dots.iter().map(|d| d.x).collect(),
            Mark::Band(points, _) => points.iter().map(|p| p.0).collect(),
            Mark::Bars(bars) => bars.iter().flat_map(|b| [b.0, b.1]).collect(),
            Mark::Upright(x) => vec![*x],
            Mark::Across(_) | Mark::Identity => Vec::new(),
        }
    }

    fn ys(&self) -> Vec<f64> {
        match &self.mark {
            Mark::Line(points, _) => points.iter().map(|p| p.1).collect(),
            Mark::Dots(dots) => dots.iter().map(|d| d.y).collect(),
            Mark::Band(points, _) => points.iter().flat_map(|p| [p.1, p.2]).collect(),
            Mark::Bars(bars) => bars.iter().map(|b| b.2).chain([0.0]).collect(),
            Mark::Across(y) => vec![*y],
            Mark::Upright(_) | Mark::Identity => Vec::new(),
        }
    }
}

/// Layers on axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Xy {
    /// Along.
    pub x: Axis,
    /// Up, at the left.
    pub y: Axis,
    /// Up, at the right, for layers that say so.
    pub right: Option<Axis>,
    /// From back to front.
    pub layers: Vec<Layer>,
    /// Words at places, such as counts or names; left out where they would cover others.
    pub notes: Vec<(f64, f64, String)>,
    /// Whether a unit is as long on either axis, as where both are the same thing.
    pub square: bool,
}

impl Xy {
    /// Layers on two axes.
    pub fn new(x: Axis, y: Axis, layers: Vec<Layer>) -> Self {
        Self { x, y, right: None, layers, notes: Vec::new(), square: false }
    }

    fn spans(&self) -> ((f64, f64), (f64, f64), (f64, f64)) {
        let of = |right: bool| -> Vec<f64> {
            self.layers.iter().filter(|l| l.right == right).flat_map(Layer::ys).collect()
        };
        let mut xs: Vec<f64> = self.layers.iter().flat_map(Layer::xs).collect();
        let mut ys = of(false);
        if self.square {
            xs.extend(ys.iter().copied());
            ys = xs.clone();
        }
        let x = self.x.range.unwrap_or_else(|| {
            // Bars and curves end where their values end; only points need air.
            let dots = self.layers.iter().any(|l| matches!(l.mark, Mark::Dots(_)));
            let finite = || xs.iter().copied().filter(|v| v.is_finite());
            if dots || self.x.spread != Spread::Linear {
                self.x.span(&xs)
            } else {
                let (low, high) = finite()
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
                if low < high {
                    (if self.x.from_zero { low.min(0.0) } else { low }, high)
                } else {
                    self.x.span(&xs)
                }
            }
        });
        (x, self.y.span(&ys), self.right.as_ref().map_or((0.0, 1.0), |axis| axis.span(&of(true))))
    }
}

impl Plot for Xy {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let tall = if self.square {
            wide.min(460.0)
        } else if wide > NARROW {
            360.0
        } else {
            280.0
        };
        let mut d = Drawing::new(id, wide, tall);
        let (x_span, y_span, right_span) = self.spans();
        let entries: Vec<Entry> = self.layers.iter().filter_map(entry).collect();
        let top = legend(&mut d, 0.0, 0.0, &entries) + 26.0;
        // A second row of legend must not squeeze the picture.
        d.height += (top - 48.0).max(0.0);
        let probe = Scale::new(self.y.spread, y_span, (d.height - 44.0, top));
        let labels = |axis: &Axis, scale: &Scale| -> f64 {
            let digits = digits(scale);
            scale
                .ticks(5)
                .iter()
                .map(|v| width(&axis.unit.tick(*v, digits), 12.0, false))
                .fold(0.0, f64::max)
        };
        let left = labels(&self.y, &probe) + 10.0;
        let mut right = wide - 14.0;
        if let Some(axis) = &self.right {
            right = wide - labels(axis, &Scale::new(axis.spread, right_span, (0.0, 1.0))) - 12.0;
        }
        let bottom = d.height - 44.0;
        if self.square {
            right = right.min(left + bottom - top);
        }
        let x = Scale::new(self.x.spread, x_span, (left, right));
        let y = Scale::new(self.y.spread, y_span, (bottom, top));
        let y2 = Scale::new(
            self.right.as_ref().map_or(Spread::Linear, |a| a.spread),
            right_span,
            (bottom, top),
        );
        self.axes(&mut d, &x, &y, &y2);
        d.clip(Area { left, top: top - 5.0, right: right + 5.0, bottom: bottom + 0.5 });
        for layer in &self.layers {
            d.lead(layer.figure.as_deref());
            paint(&mut d, layer, &x, if layer.right { &y2 } else { &y });
            d.unlead(layer.figure.as_deref());
        }
        d.unclip();
        for layer in &self.layers {
            words(&mut d, layer, &x, if layer.right { &y2 } else { &y });
        }
        for (along, up, text) in &self.notes {
            let (px, py) = (x.at(*along), y.at(*up));
            let label = |x: f64, y: f64| Label::new(x, y, text.clone()).size(11.0).soft().halo();
            d.fit_first(&[
                label(px, py - 8.0).middle(),
                label(px + 7.0, py + 4.0),
                label(px - 7.0, py + 4.0).end(),
                label(px, py + 17.0).middle(),
            ]);
        }
        d
    }

    fn table(&self) -> Table {
        let many = self.layers.len() > 1;
        let mut columns = Vec::new();
        if many {
            columns.push(Column::words("Series"));
        }
        columns.push(Column::numbers(&self.x.name, self.x.unit.clone()));
        columns.push(Column::numbers(&self.y.name, self.y.unit.clone()));
        if let Some(axis) = &self.right {
            columns.push(Column::numbers(&axis.name, axis.unit.clone()));
        }
        let weighted = self
            .layers
            .iter()
            .any(|l| matches!(&l.mark, Mark::Dots(d) if d.iter().any(|d| d.weight.is_some())));
        let banded = self.layers.iter().any(|l| matches!(l.mark, Mark::Band(..)));
        if banded {
            columns.push(Column::numbers("to", self.y.unit.clone()));
        }
        if weighted {
            columns.push(Column::numbers("Count", Unit::none()));
        }
        let mut rows = Vec::new();
        for layer in &self.layers {
            for (x, y, to, weight) in points(layer) {
                let figure = layer.figure.as_deref();
                let cell = |v: Option<f64>| Cell::maybe(v, Digits::Of(4)).leading(figure);
                let mut row = Vec::new();
                if many {
                    row.push(Cell::text(layer.name.clone()));
                }
                row.push(cell(x));
                row.push(cell(y.filter(|_| !layer.right)));
                if self.right.is_some() {
                    row.push(cell(y.filter(|_| layer.right)));
                }
                if banded {
                    row.push(cell(to));
                }
                if weighted {
                    row.push(cell(weight));
                }
                rows.push(row);
            }
        }
        Table { title: String::new(), columns, rows }
    }
}

type Point = (Option<f64>, Option<f64>, Option<f64>, Option<f64>);

fn points(layer: &Layer) -> Vec<Point> {
    match &layer.mark {
        Mark::Line(points, _) => {
            points.iter().map(|p| (Some(p.0), Some(p.1), None, None)).collect()
        }
        Mark::Dots(dots) => dots.iter().map(|d| (Some(d.x), Some(d.y), None, d.weight)).collect(),
        Mark::Band(points, _) => {
            points.iter().map(|p| (Some(p.0), Some(p.1), Some(p.2), None)).collect()
        }
        Mark::Bars(bars) => bars.iter().map(|b| (Some(b.0), Some(b.2), None, None)).collect(),
        Mark::Across(y) => vec![(None, Some(*y), None, None)],
        Mark::Upright(x) => vec![(Some(*x), None, None, None)],
        Mark::Identity => Vec::new(),
    }
}

/// Bars that stand back stay pale, for lines to be read before them.
fn bar_fill(ink: Ink) -> Fill {
    if ink == Ink::Soft { Fill::Wash(ink, 0.4) } else { Fill::Class(ink) }
}

fn entry(layer: &Layer) -> Option<Entry> {
    let swatch = match &layer.mark {
        Mark::Line(_, dashed) => Swatch::Line(layer.ink, if *dashed { "5 4" } else { "" }),
        Mark::Dots(_) => Swatch::Dot(Fill::Solid(layer.ink)),
        Mark::Band(_, dark) => Swatch::Fill(Fill::Wash(layer.ink, *dark)),
        Mark::Bars(_) => Swatch::Fill(bar_fill(layer.ink)),
        Mark::Across(_) | Mark::Upright(_) | Mark::Identity => return None,
    };
    let (name, figure) = (layer.name.clone(), layer.figure.clone());
    (!name.is_empty()).then_some(Entry { name, swatch, figure })
}

/// As many figures as tell neighbouring ticks apart.
pub(super) fn digits(scale: &Scale) -> usize {
    if scale.spread != Spread::Linear {
        return 4;
    }
    let ticks = scale.ticks(5);
    let step = ticks.windows(2).map(|w| w[1] - w[0]).fold(f64::INFINITY, f64::min);
    let most = ticks.iter().map(|v| v.abs()).fold(0.0, f64::max);
    if !(step.is_finite() && step > 0.0 && most > 0.0) {
        return 3;
    }
    let figures = libm::floor(libm::log10(most)) - libm::floor(libm::log10(step) + 1e-9) + 1.0;
    (figures as usize).clamp(2, 9)
}

impl Xy {
    fn axes(&self, d: &mut Drawing, x: &Scale, y: &Scale, y2: &Scale) {
        let (left, right, bottom, top) = (x.from.1, x.to.1, y.from.1, y.to.1);
        for (scale, axis, at_right) in [(y, Some(&self.y), false), (y2, self.right.as_ref(), true)]
        {
            let Some(axis) = axis else { continue };
            let digits = digits(scale);
            for value in scale.ticks(5) {
                let h = scale.at(value);
                if !at_right {
                    d.rule((left, h), (right, h), "grid");
                }
                let text = axis.unit.tick(value, digits);
                let label = if at_right {
                    Label::new(right + 7.0, h + 4.0, text)
                } else {
                    Label::new(left - 7.0, h + 4.0, text).end()
                };
                d.fit(&label.soft());
            }
            let name = axis.label();
            if at_right {
                d.fit(&Label::new(d.width, top - 12.0, name).end().soft());
            } else {
                d.fit(&Label::new(0.0, top - 12.0, name).soft());
            }
        }
        let zero = if y.spread == Spread::Linear && y.from.0 < 0.0 && y.to.0 > 0.0 {
            y.at(0.0)
        } else {
            bottom
        };
        d.rule((left, zero), (right, zero), "axis");
        let about = if self.square {
            5
        } else if d.width > NARROW {
            8
        } else {
            4
        };
        let digits = digits(x);
        for value in x.ticks(about) {
            let across = x.at(value);
            d.rule((across, bottom), (across, bottom + 4.0), "axis");
            d.fit(
                &Label::new(across, bottom + 18.0, self.x.unit.tick(value, digits)).middle().soft(),
            );
        }
        d.fit(&Label::new(right, bottom + 36.0, self.x.label()).end().soft());
    }
}

fn paint(d: &mut Drawing, layer: &Layer, x: &Scale, y: &Scale) {
    let place = |(a, b): (f64, f64)| (x.at(a), y.at(b));
    match &layer.mark {
        Mark::Line(points, dashed) => {
            let points: Vec<_> = points.iter().copied().map(place).collect();
            d.line(&points, layer.ink, 2.2, if *dashed { "5 4" } else { "" });
        }
        Mark::Dots(dots) => {
            let most = dots.iter().filter_map(|p| p.weight).fold(0.0, f64::max);
            for dot in dots {
                // The area of a mark, not its width, says how much it stands on.
                let share = dot.weight.map_or(0.25, |w| if most > 0.0 { w / most } else { 0.25 });
                let radius = 2.0 + 5.0 * libm::sqrt(share.max(0.0));
                let radius = if dot.weight.is_none() {
                    if dots.len() > 80 { 2.4 } else { 3.6 }
                } else {
                    radius
                };
                let fill = if dots.len() > 80 {
                    Fill::Wash(layer.ink, 0.6)
                } else {
                    Fill::Wash(layer.ink, 0.9)
                };
                d.circle(place((dot.x, dot.y)), radius, fill);
            }
        }
        Mark::Band(points, dark) => {
            let upper = points.iter().map(|p| place((p.0, p.2)));
            let lower = points.iter().rev().map(|p| place((p.0, p.1)));
            let around: Vec<_> = upper.chain(lower).collect();
            d.shape(&around, Fill::Wash(layer.ink, *dark));
        }
        Mark::Bars(bars) => {
            for (from, to, up) in bars {
                let (a, b) = (x.at(*from), x.at(*to));
                let gap = ((b - a).abs() * 0.06).min(1.5);
                d.rect(
                    (a.min(b) + gap, a.max(b) - gap),
                    (y.at(0.0), y.at(*up)),
                    bar_fill(layer.ink),
                );
            }
        }
        Mark::Across(up) => {
            let h = y.at(*up);
            d.line(&[(x.from.1, h), (x.to.1, h)], layer.ink, 1.6, "6 4");
        }
        Mark::Upright(along) => {
            let across = x.at(*along);
            d.line(&[(across, y.from.1), (across, y.to.1)], layer.ink, 1.6, "6 4");
        }
        Mark::Identity => {
            let (low, high) = (x.from.0.max(y.from.0), x.to.0.min(y.to.0));
            d.line(&[place((low, low)), place((high, high))], Ink::Soft, 1.2, "3 3");
        }
    }
}

/// The words beside a rule.
fn words(d: &mut Drawing, layer: &Layer, x: &Scale, y: &Scale) {
    let label = |x: f64, y: f64| {
        let label = Label::new(x, y, layer.name.clone()).bold().ink(layer.ink).halo();
        label.figure(layer.figure.as_deref())
    };
    match layer.mark {
        Mark::Across(up) => {
            let h = y.at(up);
            d.fit_first(&[
                label(x.to.1, h - 6.0).end(),
                label(x.to.1, h + 15.0).end(),
                label(x.from.1 + 4.0, h - 6.0),
                label(x.from.1 + 4.0, h + 15.0),
            ]);
        }
        Mark::Upright(along) => {
            let across = x.at(along);
            let rows = [10.0, 26.0, 42.0, 58.0, 80.0].map(|down| y.to.1 + down);
            let tries: Vec<Label> = rows
                .into_iter()
                .flat_map(|row| [label(across + 6.0, row), label(across - 6.0, row).end()])
                .filter(|l| l.area().left > x.from.1 && l.area().right < x.to.1 + 8.0)
                .collect();
            if !d.fit_first(&tries) {
                d.fit_first(&[
                    label(x.to.1, y.to.1 + 10.0).end(),
                    label(x.from.1 + 4.0, y.to.1 + 10.0),
                ]);
            }
        }
        _ => {}
    }
}

/// Years of a fan chart: the year, its low tenth, low quarter, middle, high
/// quarter and high tenth.
pub type FanYear = (f64, [f64; 5]);

/// What may come, year by year, with what was promised.
pub fn fan(y: Axis, years: &[FanYear], promised: &[(f64, f64)], promise: &str) -> Xy {
    let band = |low: usize, high: usize| years.iter().map(|(x, q)| (*x, q[low], q[high])).collect();
    let middle = years.iter().map(|(x, q)| (*x, q[2])).collect();
    let mut layers = vec![
        Layer::new("8 in 10 (low tenth to high tenth)", Ink::Proof, Mark::Band(band(0, 4), 0.2)),
        Layer::new("half", Ink::Proof, Mark::Band(band(1, 3), 0.35)),
        Layer::new("middle", Ink::Proof, Mark::Line(middle, false)),
    ];
    if !promised.is_empty() {
        layers.push(Layer::new(promise, Ink::Promise, Mark::Line(promised.to_vec(), true)));
    }
    Xy::new(Axis::linear("Year", Unit::year()), y, layers)
}

/// The chance of at least so much, with the promise on it. `sorted` are the
/// draws, ascending.
pub fn exceedance(x: Axis, sorted: &[f64], promise: Option<(f64, &str)>) -> Xy {
    let n = sorted.len().max(1) as f64;
    // A page does not show more than a few hundred steps.
    let every = (sorted.len() / 300).max(1);
    let curve: Vec<(f64, f64)> = sorted
        .iter()
        .enumerate()
        .filter(|(i, _)| i % every == 0 || i + 1 == sorted.len())
        .map(|(i, v)| (*v, (n - i as f64) / n))
        .collect();
    let mut layers = vec![Layer::new("", Ink::Proof, Mark::Line(curve, false))];
    let mut notes = Vec::new();
    if let Some((value, name)) = promise {
        let reached = sorted.iter().filter(|v| **v >= value).count() as f64 / n;
        let chance = Unit::percent().show(reached, 2);
        layers.push(Layer::new(
            &format!("{name}: {chance} chance"),
            Ink::Promise,
            Mark::Upright(value),
        ));
        let dot = vec![Dot { x: value, y: reached, weight: None }];
        layers.push(Layer::new("", Ink::Promise, Mark::Dots(dot)));
        notes.push((value, reached, chance));
    }
    let mut y = Axis::linear("Chance of at least this", Unit::percent()).over(0.0, 1.0);
    y.from_zero = true;
    Xy { notes, ..Xy::new(x, y, layers) }
}

/// How often values fall between edges.
pub fn histogram(x: Axis, edges: &[f64], counts: &[f64], ink: Ink) -> Xy {
    let bars = edges.windows(2).zip(counts).map(|(e, n)| (e[0], e[1], *n)).collect();
    Xy::new(x, Axis::from_zero("Count", Unit::none()), vec![Layer::new("", ink, Mark::Bars(bars))])
}

/// Two sets of numbers that should agree, with the line on which they would.
pub fn scatter(x: Axis, y: Axis, points: &[(f64, f64)], ink: Ink) -> Xy {
    let dots = points.iter().map(|(x, y)| Dot { x: *x, y: *y, weight: None }).collect();
    let layers = vec![Layer::new("", ink, Mark::Identity), Layer::new("", ink, Mark::Dots(dots))];
    Xy { square: true, ..Xy::new(x, y, layers) }
}

/// Values on a logarithmic axis against their cumulative probability on a
/// normal one: a lognormal population is a straight line.
pub fn log_probability(x: Axis, sorted: &[f64], ink: Ink) -> Xy {
    let n = sorted.len() as f64;
    let dots = sorted
        .iter()
        .enumerate()
        .map(|(i, v)| Dot { x: *v, y: (i as f64 + 0.5) / n, weight: None })
        .collect();
    Xy::new(x, Axis::normal("Cumulative probability"), vec![Layer::new("", ink, Mark::Dots(dots))])
}

/// Experimental points sized by their pairs, and the model through them.
pub fn variogram(
    lag: Axis,
    gamma: Axis,
    directions: &[(&str, Vec<Dot>)],
    model: &[(f64, f64)],
    sill: f64,
) -> Xy {
    let mut layers: Vec<Layer> = vec![Layer::new("sill", Ink::Soft, Mark::Across(sill))];
    layers.extend(
        (0u8..)
            .zip(directions)
            .map(|(i, (name, dots))| Layer::new(name, Ink::Series(i), Mark::Dots(dots.clone()))),
    );
    layers.push(Layer::new("model", Ink::Text, Mark::Line(model.to_vec(), false)));
    Xy::new(lag, gamma, layers)
}

/// A row of a grade–tonnage curve: what lies above a cut-off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Above {
    /// The cut-off.
    pub cutoff: f64,
    /// Tonnes: low, middle, high.
    pub tonnes: [f64; 3],
    /// Mean grade: low, middle, high.
    pub grade: [f64; 3],
}

/// Tonnes and grade above a cut-off, each with its band.
pub fn grade_tonnage(cutoff: Axis, tonnes: Axis, grade: Axis, rows: &[Above]) -> Xy {
    let band = |pick: fn(&Above) -> [f64; 3]| {
        let points = rows.iter().map(|row| (row.cutoff, pick(row)[0], pick(row)[2]));
        Mark::Band(points.collect(), 0.2)
    };
    let middle = |pick: fn(&Above) -> [f64; 3], dashed: bool| {
        Mark::Line(rows.iter().map(|row| (row.cutoff, pick(row)[1])).collect(), dashed)
    };
    let layers = vec![
        Layer::new("", Ink::Series(0), band(|row| row.tonnes)),
        Layer::new("", Ink::Series(1), band(|row| row.grade)).right(),
        Layer::new("tonnage (left)", Ink::Series(0), middle(|row| row.tonnes, false)),
        Layer::new("grade (right)", Ink::Series(1), middle(|row| row.grade, true)).right(),
    ];
    Xy { right: Some(grade), ..Xy::new(cutoff, tonnes, layers) }
}
