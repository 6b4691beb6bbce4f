//! The strip log: what a hole went through, track beside track.

use super::axis::{Scale, Spread, nice};
use super::drawing::{Drawing, Fill, Label, Swatch, legend};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::Unit;
use crate::table::{Cell, Column, Digits, Table};
use crate::text::clip;

/// An interval from a depth to a depth.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// From, in metres down the hole.
    pub from: f64,
    /// To.
    pub to: f64,
    /// What was found.
    pub found: Found,
}

/// What was found in an interval.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Which key of the track, such as a rock.
    Key(usize),
    /// An assay.
    Value(f64),
    /// Below the detection limit, which is this.
    Below(f64),
    /// Not sampled.
    Nothing,
}

/// A column of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// What it holds.
    pub name: String,
    /// Its unit, for assays.
    pub unit: Unit,
    /// Its keys, for rocks.
    pub keys: Vec<(String, Ink)>,
    /// Its intervals.
    pub stretches: Vec<Stretch>,
}

/// A hole's log.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The hole.
    pub hole: String,
    /// Its depth in metres.
    pub depth: f64,
    /// Its tracks.
    pub tracks: Vec<Track>,
    /// Depths with a word: standards, blanks, twins.
    pub marks: Vec<(f64, String)>,
}

impl Plot for Strip {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let mut d = Drawing::new(id, wide, 0.0);
        let mut entries: Vec<(String, Swatch)> = self
            .tracks
            .iter()
            .flat_map(|t| &t.keys)
            .map(|(n, ink)| (n.clone(), Swatch::Fill(Fill::Class(*ink))))
            .collect();
        let has = |f: fn(&Found) -> bool| {
            self.tracks.iter().flat_map(|t| &t.stretches).any(|s| f(&s.found))
        };
        if has(|f| matches!(f, Found::Below(_))) {
            entries.push(("below detection".into(), Swatch::Dot(Fill::Hollow(Ink::Soft))));
        }
        if has(|f| *f == Found::Nothing) {
            entries.push(("not sampled".into(), Swatch::Fill(Fill::Wash(Ink::Soft, 0.25))));
        }
        let top = legend(&mut d, 0.0, 0.0, &entries) + 48.0;
        let tall = if wide > NARROW { 440.0 } else { 360.0 };
        let bottom = top + tall;
        d.height = bottom + 10.0;
        let y = Scale::new(Spread::Linear, (0.0, self.depth), (top, bottom));
        let left = 44.0;
        for value in y.ticks(8) {
            d.rule((left, y.at(value)), (wide, y.at(value)), "grid");
            d.fit(
                &Label::new(left - 7.0, y.at(value) + 4.0, Unit::none().tick(value, 5))
                    .end()
                    .soft(),
            );
        }
        d.put(&Label::new(0.0, top - 30.0, "m").soft());
        let notes = if self.marks.is_empty() {
            0.0
        } else if wide > NARROW {
            130.0
        } else {
            70.0
        };
        // Rocks need a column, assays the room that is left.
        let rocks = self.tracks.iter().filter(|t| !t.keys.is_empty()).count() as f64;
        let narrow_track = 46.0;
        let n_assays = self.tracks.len() as f64 - rocks;
        let room = wide - left - notes - rocks * (narrow_track + 12.0);
        let assay = room / n_assays.max(1.0) - 12.0;
        let mut x = left;
        for track in &self.tracks {
            let w = if track.keys.is_empty() { assay } else { narrow_track };
            self.track(&mut d, track, (x, x + w), &y);
            x += w + 12.0;
        }
        for (depth, word) in &self.marks {
            let h = y.at(*depth);
            d.line(&[(x - 4.0, h), (x + 4.0, h)], Ink::Text, 1.5, "");
            d.fit(
                &Label::new(x + 8.0, h + 4.0, clip(word, 11.0, false, wide - x - 9.0)).size(11.0),
            );
        }
        d
    }

    fn table(&self) -> Table {
        let columns = vec![
            Column::words("Track"),
            Column::numbers("From", Unit::plain("m")),
            Column::numbers("To", Unit::plain("m")),
            Column::words("Found"),
        ];
        let rows = self
            .tracks
            .iter()
            .flat_map(|track| track.stretches.iter().map(move |s| (track, s)))
            .map(|(track, s)| {
                let found = match &s.found {
                    Found::Key(key) => {
                        track.keys.get(*key).map_or_else(String::new, |k| k.0.clone())
                    }
                    Found::Value(value) => track.unit.show(*value, 3),
                    Found::Below(limit) => format!("< {}", track.unit.show(*limit, 3)),
                    Found::Nothing => "not sampled".into(),
                };
                vec![
                    Cell::text(track.name.clone()),
                    Cell::Number(s.from.into(), Digits::Of(6)),
                    Cell::Number(s.to.into(), Digits::Of(6)),
                    Cell::text(found),
                ]
            })
            .collect();
        Table { title: self.hole.clone(), columns, rows }
    }
}

impl Strip {
    fn track(&self, d: &mut Drawing, track: &Track, (x0, x1): (f64, f64), y: &Scale) {
        let name = clip(&track.name, 11.5, true, x1 - x0 + 10.0);
        d.put(&Label::new(x0, y.from.1 - 30.0, name).size(11.5).bold());
        let values = track.stretches.iter().filter_map(|s| match s.found {
            Found::Value(v) | Found::Below(v) => Some(v),
            _ => None,
        });
        let x = Scale::new(Spread::Linear, nice(values, 3, true), (x0, x1));
        if track.keys.is_empty() {
            d.fit(&Label::new(x0, y.from.1 - 8.0, "0").size(11.0).soft());
            d.fit(
                &Label::new(x1, y.from.1 - 8.0, track.unit.show(x.to.0, 3)).size(11.0).soft().end(),
            );
        }
        for s in &track.stretches {
            let span = (y.at(s.from) + 0.3, y.at(s.to) - 0.3);
            match s.found {
                Found::Key(key) => {
                    let ink = track.keys.get(key).map_or(Ink::Soft, |k| k.1);
                    d.rect((x0, x1), span, Fill::Class(ink));
                }
                Found::Value(value) => d.rect((x0, x.at(value)), span, Fill::Solid(Ink::Series(1))),
                Found::Below(_) => {
                    d.circle((x0 + 5.0, (span.0 + span.1) / 2.0), 2.4, Fill::Hollow(Ink::Soft));
                }
                Found::Nothing => d.rect((x0, x1), span, Fill::Wash(Ink::Soft, 0.25)),
            }
        }
        d.rect((x0, x1), (y.from.1, y.to.1), Fill::Hollow(Ink::Soft));
    }
}
