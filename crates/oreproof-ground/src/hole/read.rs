//! From tables to holes: what can be used is placed in the ground, the rest is told.

mod collar;
mod survey;
mod interval;
mod assay;

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::choices::{Bounds, HoleChoices};
use super::problem::{Place, Problem};
use super::table::{Cell, DrillTables};
use super::trace::Trace;
use crate::samples::Variable;

/// Drilled holes and what was measured and logged in them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Holes {
    /// In the order of their collars.
    pub holes: Vec<Hole>,
    /// One for each table of intervals.
    pub intervals: Vec<Intervals>,
}

/// One hole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hole {
    /// Its name.
    pub name: String,
    /// Where it starts: east, north, up.
    pub collar: [f64; 3],
    /// How long it is, where the collar table says.
    pub length: Option<f64>,
    /// How many surveys place it.
    pub n_surveys: usize,
    /// Where it runs.
    pub trace: Trace,
}

/// A table of intervals, sorted by hole and depth.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Intervals {
    /// The file it comes from.
    pub file: String,
    /// Where the intervals of each hole start in the lists; one more entry than holes.
    pub first: Vec<usize>,
    /// Length along the hole to the start.
    pub from: Vec<f64>,
    /// Length along the hole to the end.
    pub to: Vec<f64>,
    /// The line of each in its file.
    pub row: Vec<u32>,
    /// What was measured.
    pub assays: Vec<Variable>,
    /// What was logged.
    pub codes: Vec<Codes>,
}

/// A logged column: rock, domain, weathering.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Codes {
    /// The head of the column.
    pub name: String,
    /// The codes there are, sorted.
    pub names: Vec<String>,
    /// Which of them each interval has; `None` where nothing is logged.
    pub of: Vec<Option<u32>>,
}

impl Intervals {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.from.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.from.is_empty()
    }

    /// The intervals of one hole.
    pub fn of_hole(&self, hole_idx: usize) -> std::ops::Range<usize> {
        self.first[hole_idx]..self.first[hole_idx + 1]
    }
}

/// Places holes in the ground and tells everything that is wrong in their tables.
///
/// Reading never stops: what cannot be used is left out and told. The problems come in the order
/// of the tables: collars, surveys, intervals; within a table in the order of holes and depths.
pub fn read_holes(
    tables: &DrillTables,
    choices: &HoleChoices,
    bounds: &Bounds,
) -> (Holes, Vec<Problem>) {
    let mut problems = Vec::new();
    let collars = collar::read(&tables.collars, bounds, &mut problems);
    let survey::Placed { holes, placed, last_rows } =
        survey::read(tables, &collars, choices, bounds, &mut problems);
    let known = Known::new(&collars, &placed);
    let intervals: Vec<Intervals> = tables
        .intervals
        .iter()
        .map(|table| interval::read(table, &known, &holes, choices, bounds, &mut problems))
        .collect();
    for (hole_idx, hole) in holes.iter().enumerate() {
        let is_bare = intervals.iter().all(|table| table.of_hole(hole_idx).is_empty());
        if is_bare && !intervals.is_empty() {
            let at = collars.place_of(&hole.name, &tables.collars.hole.column);
            problems.push(Problem::NoIntervals { at, hole: hole.name.clone() });
        }
        if let (Some(table), Some(row)) = (&tables.surveys, last_rows[hole_idx]) {
            let at =
                Place { file: table.file.clone(), row, column: Some(table.depth.column.clone()) };
            problems.extend(far_below(at, hole, hole_idx, &intervals));
        }
    }
    (Holes { holes, intervals }, problems)
}

/// A last survey ten times as deep as anything in a hole of unknown length.
fn far_below(at: Place, hole: &Hole, hole_idx: usize, intervals: &[Intervals]) -> Option<Problem> {
    let depth = *hole.trace.depths().last()?;
    let deepest = deepest(hole_idx, intervals);
    let is_far = hole.length.is_none() && 0.0 < deepest && 10.0 * deepest < depth;
    is_far.then(|| Problem::SurveyFarBelow { at, hole: hole.name.clone(), depth, deepest })
}

/// Where the deepest interval of a hole ends; zero where it has none.
fn deepest(hole_idx: usize, intervals: &[Intervals]) -> f64 {
    let of =
        |table: &Intervals| table.to[table.of_hole(hole_idx)].iter().copied().fold(0.0, f64::max);
    intervals.iter().map(of).fold(0.0, f64::max)
}

impl Holes {
    /// How deep a hole goes as far as the tables tell: its length; where that is not given, the
    /// end of its deepest interval; and where there is none, its last survey.
    pub fn end(&self, hole_idx: usize) -> f64 {
        let hole = &self.holes[hole_idx];
        let deepest = deepest(hole_idx, &self.intervals);
        match hole.length {
            Some(length) => length.max(deepest),
            None if 0.0 < deepest => deepest,
            None => hole.trace.depths().last().copied().unwrap_or_default(),
        }
    }
}

/// The collars that can be used.
struct Collars<'t> {
    file: Arc<str>,
    /// Name, place, length, planned azimuth and dip as written, row.
    rows: Vec<Collar<'t>>,
    /// The collar of each name, also of those that cannot be used.
    by_name: HashMap<&'t str, Option<usize>>,
}

struct Collar<'t> {
    name: &'t str,
    at: [f64; 3],
    length: Option<f64>,
    planned: Option<[f64; 2]>,
    row: u32,
}

impl Collars<'_> {
    fn place_of(&self, name: &str, column: &Arc<str>) -> Place {
        let row = self.by_name.get(name).copied().flatten().map_or(0, |idx| self.rows[idx].row);
        Place { file: self.file.clone(), row, column: Some(column.clone()) }
    }
}

/// What became of the name of a hole.
enum Found {
    /// It is placed in the ground, with this number.
    Hole(usize),
    /// It has a collar and is left out for a reason already told.
    LeftOut,
    /// It has no collar.
    NoCollar,
}

/// The names of holes, and the names that look like them.
struct Known<'t> {
    by_name: HashMap<&'t str, Option<usize>>,
    alike: HashMap<String, &'t str>,
}

impl<'t> Known<'t> {
    /// `placed` has the number of each collar among the holes, where it is one.
    fn new(collars: &Collars<'t>, placed: &[Option<usize>]) -> Self {
        let number = |collar: &Option<usize>| collar.and_then(|idx| placed[idx]);
        let by_name = collars.by_name.iter().map(|(name, idx)| (*name, number(idx))).collect();
        let mut alike = HashMap::new();
        for collar in &collars.rows {
            alike.entry(bare(collar.name)).or_insert(collar.name);
        }
        Self { by_name, alike }
    }

    fn find(&self, name: &str) -> Found {
        match self.by_name.get(name) {
            Some(Some(hole_idx)) => Found::Hole(*hole_idx),
            Some(None) => Found::LeftOut,
            None => Found::NoCollar,
        }
    }

    fn alike(&self, name: &str) -> Option<String> {
        self.alike.get(&bare(name)).map(|name| (*name).to_owned())
    }
}

/// A name without what people write differently: case, blanks, punctuation, leading zeros.
fn bare(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut in_number = false;
    let mut chars = name.chars().filter(|c| c.is_alphanumeric()).peekable();
    while let Some(c) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(char::is_ascii_digit);
        if c == '0' && !in_number && next_is_digit {
            continue;
        }
        in_number = c.is_ascii_digit();
        out.extend(c.to_lowercase());
    }
    out
}

/// What stands in a cell, for a message.
fn written(cell: Option<&Cell>) -> String {
    match cell {
        None | Some(Cell::Missing) => "nothing".to_owned(),
        Some(Cell::Number(number)) => number.to_string(),
        Some(Cell::Below(limit)) => format!("<{limit}"),
        Some(Cell::Above(limit)) => format!(">{limit}"),
        Some(Cell::Text(text)) => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn names_are_alike_without_what_people_vary() {
        for name in ["DDH-001", "ddh1", "DDH 01", "Ddh_0001"] {
            assert_eq!(bare(name), "ddh1", "{name}");
        }
        assert_ne!(bare("DDH-10"), bare("DDH-1"));
        assert_ne!(bare("DDH-100"), bare("DDH-10"));
        assert_eq!(bare("0"), "0");
        assert_ne!(bare("DDH-00"), bare("DDH-10"));
    }
}
