//! Measured columns: what each cell counts as, and whether the column can be what its head says.

use super::super::choices::{Bounds, HoleChoices};
use super::super::problem::{BelowDetection, Place, Problem, Suspicion};
use super::super::table::{Assay, Cell, IntervalTable, Unit};
use crate::samples::Variable;

pub(super) fn read(
    table: &IntervalTable,
    assay: &Assay,
    order: &[usize],
    choices: &HoleChoices,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) -> Variable {
    let suspicion = suspicion(assay, order);
    let cells = &assay.numbers.cells;
    let mut values = Vec::with_capacity(order.len());
    for &idx in order {
        let (value, problem) = match &cells[idx] {
            Cell::Missing => (None, None),
            Cell::Number(value) if is_plain(*value, assay.unit, bounds) => (Some(*value), None),
            cell => {
                let at = Place {
                    file: table.file.clone(),
                    row: table.rows[idx],
                    column: Some(assay.numbers.column.clone()),
                };
                let hole = table.hole.cells[idx].to_string();
                settle(cell, at, hole, assay.unit, suspicion.is_some(), choices, bounds)
            }
        };
        problems.extend(problem);
        values.push(value);
    }
    let head =
        Place { file: table.file.clone(), row: 1, column: Some(assay.numbers.column.clone()) };
    problems.extend(whole(head, &values, suspicion));
    Variable { name: assay.numbers.column.to_string(), values }
}

/// A number that needs no second look.
fn is_plain(value: f64, unit: Unit, bounds: &Bounds) -> bool {
    let most = match unit {
        Unit::Percent => 100.0,
        Unit::Density => return (bounds.density[0]..=bounds.density[1]).contains(&value),
        _ => GSLIB_MISSING,
    };
    (0.0..=most).contains(&value)
}

/// GSLIB programs write 1e31, or a number trimmed from it, for what is missing.
const GSLIB_MISSING: f64 = 1e21;

/// What a cell that is not a plain number counts as.
fn settle(
    cell: &Cell,
    at: Place,
    hole: String,
    unit: Unit,
    is_suspect: bool,
    choices: &HoleChoices,
    bounds: &Bounds,
) -> (Option<f64>, Option<Problem>) {
    match cell {
        Cell::Missing => (None, None),
        Cell::Text(written) => {
            (None, Some(Problem::AssayText { at, hole, written: written.to_string() }))
        }
        &Cell::Above(limit) => (Some(limit), Some(Problem::AboveLimit { at, hole, limit })),
        &Cell::Below(limit) => {
            let done = choices.below_detection;
            let value = match done {
                BelowDetection::Missing => None,
                BelowDetection::Zero => Some(0.0),
                BelowDetection::HalfLimit => Some(0.5 * limit),
                BelowDetection::Limit => Some(limit),
            };
            (value, Some(Problem::BelowDetection { at, hole, limit, done }))
        }
        &Cell::Number(value) if choices.missing.contains(&value) => (None, None),
        &Cell::Number(value) if is_marker(value) => {
            (None, Some(Problem::MissingMarker { at, hole, value }))
        }
        &Cell::Number(value) if value < 0.0 => {
            (None, Some(Problem::NegativeAssay { at, hole, value }))
        }
        // The column as a whole is told of once, and its numbers are left as they are.
        &Cell::Number(value) if is_suspect => (Some(value), None),
        &Cell::Number(value) if unit == Unit::Density => {
            let [least, most] = bounds.density;
            (Some(value), Some(Problem::OddDensity { at, hole, value, least, most }))
        }
        &Cell::Number(value) => (None, Some(Problem::OverHundred { at, hole, value })),
    }
}

/// A run of nines below zero, or what GSLIB programs write.
fn is_marker(value: f64) -> bool {
    const NINES: [f64; 8] = [-9.0, -99.0, -999.0, -9999.0, -99999.0, -999_999.0, -999.25, -9999.25];
    NINES.contains(&value) || GSLIB_MISSING < value.abs()
}

/// What the numbers of a column look like, where they do not fit its head.
fn suspicion(assay: &Assay, order: &[usize]) -> Option<Suspicion> {
    let median = median(order.iter().filter_map(|&idx| assay.numbers.cells[idx].number()))?;
    let is_precious = {
        let letters = |c: char| !c.is_ascii_alphabetic();
        let metal = assay.numbers.column.split(letters).next().unwrap_or_default();
        ["au", "gold", "pt", "pd"].iter().any(|name| metal.eq_ignore_ascii_case(name))
    };
    match assay.unit {
        Unit::Unstated | Unit::GramsPerTonne if is_precious && 100.0 <= median => {
            Some(Suspicion::PartsPerBillion)
        }
        Unit::Percent if 100.0 < median => Some(Suspicion::PartsPerMillion),
        Unit::Density if 100.0 < median => Some(Suspicion::KilogramsPerCubicMetre),
        _ => None,
    }
}

/// The median of what is above zero and no marker.
fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.filter(|v| 0.0 < *v && *v < GSLIB_MISSING).collect();
    let middle = values.len().checked_sub(1)? / 2;
    Some(*values.select_nth_unstable_by(middle, f64::total_cmp).1)
}

/// Fewer equal values than this may well be measured.
const ENOUGH: usize = 10;

fn whole(at: Place, values: &[Option<f64>], suspicion: Option<Suspicion>) -> Option<Problem> {
    let mut known = values.iter().flatten().copied();
    let Some(first) = known.next() else {
        return (!values.is_empty()).then_some(Problem::NothingMeasured { at });
    };
    if let Some(suspicion) = suspicion {
        let median = median(values.iter().flatten().copied()).unwrap_or(first);
        return Some(Problem::UnitMixUp { at, median, suspicion });
    }
    let n = 1 + known.clone().count();
    (ENOUGH <= n && known.all(|value| value == first)).then_some(Problem::Constant {
        at,
        n,
        value: first,
    })
}
