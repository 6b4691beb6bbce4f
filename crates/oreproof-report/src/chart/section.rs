//! Plans and sections: blocks by class or grade, holes as lines.

use super::axis::{Scale, Spread};
use super::drawing::{Area, Drawing, Fill, Label, Swatch, legend};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::Unit;
use crate::table::{Cell, Column, Digits, Table};

/// A block as it is cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Its middle.
    pub centre: (f64, f64),
    /// Its width and height.
    pub size: (f64, f64),
    /// Which key of the legend it is.
    pub key: usize,
    /// Its grade, for the table.
    pub value: f64,
}

/// A hole projected on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Its name.
    pub name: String,
    /// From the collar down.
    pub points: Vec<(f64, f64)>,
}

/// A plan or a section.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaneView {
    /// The axis along: easting, northing, distance.
    pub along: String,
    /// The axis up: northing or elevation.
    pub up: String,
    /// What both are in: `m`, `ft`.
    pub unit: String,
    /// Times the height is stretched; one in a plan.
    pub exaggeration: f64,
    /// Blocks.
    pub blocks: Vec<Block>,
    /// Keys, each with its colour.
    pub keys: Vec<(String, Ink)>,
    /// Holes.
    pub holes: Vec<Trace>,
    /// What the value of a block is, and its unit.
    pub value: (String, Unit),
}

impl PlaneView {
    /// Which of the classes between `edges` a grade falls in, counted from nought:
    /// below the first edge is nought, from the last on is their number.
    pub fn grade_key(edges: &[f64], grade: f64) -> usize {
        edges.iter().filter(|edge| grade >= **edge).count()
    }

    /// Keys for those classes on the ramp of grades.
    pub fn grade_keys(edges: &[f64], unit: &Unit) -> Vec<(String, Ink)> {
        let n = edges.len();
        let step = |i: usize| Ink::Ramp((i * 6).checked_div(n).unwrap_or(0) as u8);
        let show = |v: f64| unit.tick(v, 3);
        let mut keys = Vec::new();
        for i in 0..=n {
            let name = match i {
                0 => edges.first().map_or("all".into(), |e| format!("< {}", unit.show(*e, 3))),
                i if i == n => format!("≥ {}", unit.show(edges[n - 1], 3)),
                i => format!("{}–{}", show(edges[i - 1]), show(edges[i])),
            };
            keys.push((name, step(i)));
        }
        keys
    }
}

impl Plot for PlaneView {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let mut d = Drawing::new(id, wide, 0.0);
        let entries: Vec<_> =
            self.keys.iter().map(|(n, ink)| (n.clone(), Swatch::Fill(Fill::Class(*ink)))).collect();
        let top = legend(&mut d, 0.0, 0.0, &entries) + 26.0;
        let (x, y) = self.extent();
        // As wide as the longest height written beside the axis.
        let digits = Unit::none().tick(y.0.abs().max(y.1.abs()).round(), 8).chars().count();
        let left = f64::max(52.0, 14.0 + 6.6 * digits as f64);
        let mut right = wide - 10.0;
        let mut pixel = (right - left) / (x.1 - x.0);
        let most = if wide > NARROW { 460.0 } else { 320.0 };
        // A tall section is narrowed so that it stays on a page.
        if (y.1 - y.0) * self.exaggeration * pixel > most {
            pixel = most / ((y.1 - y.0) * self.exaggeration);
            right = left + (x.1 - x.0) * pixel;
        }
        let bottom = top + (y.1 - y.0) * self.exaggeration * pixel;
        d.height = bottom + 42.0;
        let xs = Scale::new(Spread::Linear, x, (left, right));
        let ys = Scale::new(Spread::Linear, y, (bottom, top));
        d.clip(Area { left, top, right, bottom });
        for block in &self.blocks {
            let (cx, cy) = block.centre;
            let (w, h) = (block.size.0 / 2.0, block.size.1 / 2.0);
            let fill = Fill::Class(self.keys.get(block.key).map_or(Ink::Soft, |k| k.1));
            d.rect(
                (xs.at(cx - w) + 0.3, xs.at(cx + w) - 0.3),
                (ys.at(cy - h) - 0.3, ys.at(cy + h) + 0.3),
                fill,
            );
        }
        for hole in &self.holes {
            let points: Vec<_> = hole.points.iter().map(|p| (xs.at(p.0), ys.at(p.1))).collect();
            d.line(&points, Ink::Paper, 4.0, "");
            d.line(&points, Ink::Text, 1.5, "");
            if let Some(collar) = points.first() {
                d.circle(*collar, 3.0, Fill::Solid(Ink::Text));
            }
        }
        d.unclip();
        d.rect((left, right), (top, bottom), Fill::Hollow(Ink::Soft));
        for hole in self.holes.iter().filter(|hole| !hole.name.is_empty()) {
            if let Some(&(hx, hy)) = hole.points.first() {
                let (px, py) = (xs.at(hx), ys.at(hy));
                let label = |x: f64, y: f64| Label::new(x, y, hole.name.clone()).size(11.0).halo();
                d.fit_first(&[
                    label(px, py - 7.0).middle(),
                    label(px + 6.0, py + 4.0),
                    label(px - 6.0, py + 4.0).end(),
                ]);
            }
        }
        let fit = if wide > NARROW { 6 } else { 3 };
        for (scale, upright) in [(xs, false), (ys, true)] {
            for value in scale.ticks(fit) {
                let p = scale.at(value);
                let text = Unit::none().tick(value, 8);
                if upright {
                    d.rule((left - 4.0, p), (left, p), "axis");
                    d.fit(&Label::new(left - 7.0, p + 4.0, text).size(11.0).end().soft());
                } else {
                    d.rule((p, bottom), (p, bottom + 4.0), "axis");
                    d.fit(&Label::new(p, bottom + 16.0, text).size(11.0).middle().soft());
                }
            }
        }
        let stretched = if self.exaggeration == 1.0 {
            String::new()
        } else {
            format!(", height × {}", Unit::none().tick(self.exaggeration, 3))
        };
        d.fit(
            &Label::new(0.0, top - 12.0, format!("{}, {}{stretched}", self.up, self.unit)).soft(),
        );
        d.fit(
            &Label::new(right, bottom + 34.0, format!("{}, {}", self.along, self.unit))
                .end()
                .soft(),
        );
        d
    }

    fn table(&self) -> Table {
        let metres = |name: &str| Column::numbers(name, Unit::plain(&self.unit));
        let columns = vec![
            metres(&self.along),
            metres(&self.up),
            Column::words("Key"),
            Column::numbers(&self.value.0, self.value.1.clone()),
        ];
        // A page carries the first blocks; the block model carries them all.
        let rows = self
            .blocks
            .iter()
            .take(500)
            .map(|b| {
                vec![
                    Cell::Number(b.centre.0.into(), Digits::Of(8)),
                    Cell::Number(b.centre.1.into(), Digits::Of(8)),
                    Cell::text(self.keys.get(b.key).map_or("", |k| k.0.as_str())),
                    Cell::Number(b.value.into(), Digits::Of(3)),
                ]
            })
            .collect();
        let title = if self.blocks.len() > 500 {
            format!("The first 500 of {} blocks", self.blocks.len())
        } else {
            String::new()
        };
        Table { title, columns, rows }
    }
}

impl PlaneView {
    fn extent(&self) -> ((f64, f64), (f64, f64)) {
        let mut x = (f64::INFINITY, f64::NEG_INFINITY);
        let mut y = x;
        let mut hold = |a: f64, b: f64| {
            x = (x.0.min(a), x.1.max(a));
            y = (y.0.min(b), y.1.max(b));
        };
        for block in &self.blocks {
            let (w, h) = (block.size.0 / 2.0, block.size.1 / 2.0);
            hold(block.centre.0 - w, block.centre.1 - h);
            hold(block.centre.0 + w, block.centre.1 + h);
        }
        self.holes.iter().flat_map(|h| &h.points).for_each(|p| hold(p.0, p.1));
        let mend = |r: (f64, f64)| {
            if r.0 < r.1 {
                r
            } else if r.0.is_finite() {
                (r.0 - 1.0, r.0 + 1.0)
            } else {
                (0.0, 1.0)
            }
        };
        (mend(x), mend(y))
    }
}
