//! Surveys: which stations can be used, and the holes they place.

use std::collections::HashSet;
use std::sync::Arc;

use super::super::choices::{Bounds, DipSign, HoleChoices};
use super::super::problem::{Alike, Place, Problem, Unsurveyed};
use super::super::table::{DrillTables, SurveyTable};
use super::super::trace::{Station, Trace, angle_between};
use super::{Collar, Collars, Found, Hole, Known, written};

/// The holes that can be placed.
pub(super) struct Placed {
    pub holes: Vec<Hole>,
    /// The number of each collar among them.
    pub placed: Vec<Option<usize>>,
    /// For each hole the row of its deepest survey.
    pub last_rows: Vec<Option<u32>>,
}

/// Places the holes, and tells what is wrong in their surveys.
pub(super) fn read(
    tables: &DrillTables,
    collars: &Collars<'_>,
    choices: &HoleChoices,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) -> Placed {
    let mut stations = vec![Vec::new(); collars.rows.len()];
    if let Some(table) = &tables.surveys {
        stations = gather(table, collars, choices, problems);
        let upwards =
            |found: &[Row]| !found.is_empty() && found.iter().all(|row| 0.0 < row.station.dip);
        let n_up = stations.iter().filter(|found| upwards(found)).count();
        let n_surveyed = stations.iter().filter(|found| !found.is_empty()).count();
        for (collar, found) in collars.rows.iter().zip(&mut stations) {
            // Where one hole in ten points up, holes are drilled both ways.
            if upwards(found) && 10 * n_up < n_surveyed {
                let at = table.place(found[0].row, &table.dip.column);
                problems.push(Problem::HoleUpwards { at, hole: collar.name.to_owned() });
            }
            check(table, collar, found, choices, bounds, problems);
        }
    }
    let mut holes = Vec::new();
    let (mut placed, mut last_rows) = (Vec::new(), Vec::new());
    for (collar, found) in collars.rows.iter().zip(&stations) {
        let mut used: Vec<Station> = found.iter().map(|row| row.station).collect();
        let n_surveys = used.len();
        let plan = planned(collar, choices);
        if used.is_empty() {
            let column = &tables.collars.hole.column;
            let done = match (choices.unsurveyed, plan) {
                (Unsurveyed::AsPlanned, None) => Unsurveyed::LeaveOut,
                (done, _) => done,
            };
            // A plan in the collar table is the survey of a campaign that has no other.
            if tables.surveys.is_some() || done != Unsurveyed::AsPlanned {
                let (at, hole) = (collars.place_of(collar.name, column), collar.name.to_owned());
                problems.push(Problem::NoSurvey { at, hole, done });
            }
            match done {
                Unsurveyed::LeaveOut => {
                    placed.push(None);
                    continue;
                }
                Unsurveyed::Vertical => {}
                Unsurveyed::AsPlanned => used.extend(plan),
            }
        }
        placed.push(Some(holes.len()));
        last_rows.push(found.last().map(|row| row.row));
        holes.push(Hole {
            name: collar.name.to_owned(),
            collar: collar.at,
            length: collar.length,
            n_surveys,
            trace: Trace::new(collar.at, &used, choices.desurvey),
        });
    }
    Placed { holes, placed, last_rows }
}

/// A station and the row it stands in.
#[derive(Clone, Copy)]
struct Row {
    station: Station,
    row: u32,
}

impl SurveyTable {
    fn place(&self, row: u32, column: &Arc<str>) -> Place {
        Place { file: self.file.clone(), row, column: Some(column.clone()) }
    }
}

fn planned(collar: &Collar<'_>, choices: &HoleChoices) -> Option<Station> {
    let [azimuth, dip] = collar.planned?;
    let dip = downwards(dip, choices);
    let is_direction = dip.abs() <= 90.0 && azimuth.abs() <= 720.0;
    is_direction.then_some(Station { depth: 0.0, azimuth, dip })
}

/// The dip with the negative sign downwards.
fn downwards(dip: f64, choices: &HoleChoices) -> f64 {
    match choices.dip {
        DipSign::NegativeDown => dip,
        // Not -0 for a level hole.
        DipSign::PositiveDown => 0.0 - dip,
    }
}

/// The stations of each collar that can be read, in the order of their depths.
fn gather(
    table: &SurveyTable,
    collars: &Collars<'_>,
    choices: &HoleChoices,
    problems: &mut Vec<Problem>,
) -> Vec<Vec<Row>> {
    let every: Vec<Option<usize>> = (0..collars.rows.len()).map(Some).collect();
    let known = Known::new(collars, &every);
    let mut stations: Vec<Vec<Row>> = vec![Vec::new(); collars.rows.len()];
    let mut strangers = Strangers::default();
    let mut unordered = HashSet::new();
    for (idx, &row) in table.rows.iter().enumerate() {
        let name: &str = &table.hole.cells[idx];
        if name.is_empty() {
            problems.push(Problem::NoName { at: table.place(row, &table.hole.column) });
            continue;
        }
        let collar_idx = match known.find(name) {
            Found::Hole(collar_idx) => collar_idx,
            Found::LeftOut => continue,
            Found::NoCollar => {
                strangers.meet(name, row);
                continue;
            }
        };
        match station(table, idx, choices) {
            Err(problem) => problems.push(problem),
            Ok((station, warning)) => {
                problems.extend(warning);
                let found = &mut stations[collar_idx];
                let is_back = found.last().is_some_and(|above| station.depth < above.station.depth);
                if is_back && unordered.insert(collar_idx) {
                    let at = table.place(row, &table.depth.column);
                    problems.push(Problem::OutOfOrder { at, hole: name.to_owned() });
                }
                found.push(Row { station, row });
            }
        }
    }
    strangers.tell(&known, |row| table.place(row, &table.hole.column), problems);
    for found in &mut stations {
        found.sort_by(|a, b| a.station.depth.total_cmp(&b.station.depth));
    }
    stations
}

/// One station as it can be used, and what is odd about it.
fn station(
    table: &SurveyTable,
    idx: usize,
    choices: &HoleChoices,
) -> Result<(Station, Option<Problem>), Problem> {
    let (row, hole) = (table.rows[idx], table.hole.cells[idx].to_string());
    let columns = [&table.depth, &table.azimuth, &table.dip];
    let number = |column: usize| columns[column].cells[idx].number();
    // A vertical hole has no azimuth, so that none need be written.
    let is_vertical = number(2).is_some_and(|dip| dip.abs() == 90.0);
    let azimuth = number(1).or(is_vertical.then_some(0.0));
    let (Some(depth), Some(azimuth), Some(dip)) = (number(0), azimuth, number(2)) else {
        let bad = if number(0).is_none() { 0 } else { 1 + usize::from(azimuth.is_some()) };
        let at = table.place(row, &columns[bad].column);
        return Err(Problem::SurveyUnreadable {
            at,
            hole,
            written: written(columns[bad].cells.get(idx)),
        });
    };
    if depth < 0.0 {
        let at = table.place(row, &table.depth.column);
        return Err(Problem::SurveyAboveCollar { at, hole, depth });
    }
    if 90.0 < dip.abs() {
        return Err(Problem::DipRange { at: table.place(row, &table.dip.column), hole, dip });
    }
    let at = || table.place(row, &table.azimuth.column);
    if is_marker(azimuth) {
        return Err(Problem::AzimuthMarker { at: at(), hole, azimuth });
    }
    let is_outside = !(0.0..=360.0).contains(&azimuth);
    let warning = is_outside.then(|| Problem::AzimuthRange { at: at(), hole, azimuth });
    Ok((Station { depth, azimuth, dip: downwards(dip, choices) }, warning))
}

/// An azimuth that no instrument gives: beyond a full turn either way, or -9, -99 and the like.
fn is_marker(azimuth: f64) -> bool {
    720.0 < azimuth.abs() || [-1.0, -9.0, -99.0].contains(&azimuth)
}

/// Settles stations at one depth, and looks at how the hole runs.
fn check(
    table: &SurveyTable,
    collar: &Collar<'_>,
    found: &mut Vec<Row>,
    choices: &HoleChoices,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) {
    let hole = || collar.name.to_owned();
    found.dedup_by(|later, first| {
        if later.station.depth != first.station.depth {
            return false;
        }
        let (depth, first_row) = (first.station.depth, first.row);
        let degrees = bend(&first.station, &later.station);
        problems.push(if degrees < 1e-6 {
            let at = table.place(later.row, &table.depth.column);
            Problem::RepeatedSurvey { at, hole: hole(), depth, first_row }
        } else {
            let at = table.place(later.row, &table.azimuth.column);
            Problem::ContradictingSurvey { at, hole: hole(), depth, degrees, first_row }
        });
        true
    });
    let Some(first) = found.first() else { return };
    if 0.0 < first.station.depth {
        let at = table.place(first.row, &table.depth.column);
        problems.push(Problem::NoSurveyAtCollar { at, hole: hole(), depth: first.station.depth });
    }
    if let Some(plan) = planned(collar, choices) {
        let degrees = bend(&plan, &first.station);
        if bounds.plan < degrees {
            let at = table.place(first.row, &table.azimuth.column);
            problems.push(Problem::PlanDiffers { at, hole: hole(), degrees });
        }
    }
    let n_up = found.iter().filter(|row| 0.0 < row.station.dip).count();
    for row in found.iter() {
        if 0.0 < row.station.dip && 2 * n_up < found.len() && first.station.dip < 0.0 {
            // As it is written, with the sign of the table.
            let dip = downwards(row.station.dip, choices);
            let at = table.place(row.row, &table.dip.column);
            problems.push(Problem::DipSign { at, hole: hole(), dip });
        }
        if let Some(length) =
            collar.length.filter(|length| length + bounds.rounding < row.station.depth)
        {
            let at = table.place(row.row, &table.depth.column);
            let depth = row.station.depth;
            problems.push(Problem::SurveyBeyondEnd { at, hole: hole(), depth, length });
        }
    }
    for pair in found.windows(2) {
        let (above, below) = (&pair[0].station, &pair[1].station);
        let degrees = bend(above, below);
        let steps = ((below.depth - above.depth) / bounds.bend.1).max(1.0);
        if bounds.bend.0 * steps < degrees && above.dip.signum() == below.dip.signum() {
            problems.push(Problem::SharpBend {
                at: table.place(pair[1].row, &table.azimuth.column),
                hole: hole(),
                depth: below.depth,
                // Rounded, as the difference of two rounded depths has digits of its own.
                step: ((below.depth - above.depth) * 1e6).round() / 1e6,
                degrees,
            });
        }
    }
}

fn bend(a: &Station, b: &Station) -> f64 {
    angle_between(a.direction(), b.direction()).to_degrees()
}

/// Names without a collar, each with its first row and how many there are.
#[derive(Default)]
pub(super) struct Strangers<'t> {
    found: std::collections::HashMap<&'t str, usize>,
    list: Vec<(&'t str, u32, usize)>,
}

impl<'t> Strangers<'t> {
    pub(super) fn meet(&mut self, name: &'t str, row: u32) {
        let idx = *self.found.entry(name).or_insert_with(|| {
            self.list.push((name, row, 0));
            self.list.len() - 1
        });
        self.list[idx].2 += 1;
    }

    pub(super) fn tell(
        self,
        known: &Known<'_>,
        place: impl Fn(u32) -> Place,
        problems: &mut Vec<Problem>,
    ) {
        for (name, row, n_rows) in self.list {
            let (at, alike) = (place(row), Alike(known.alike(name)));
            problems.push(Problem::NoCollar { at, hole: name.to_owned(), n_rows, alike });
        }
    }
}
