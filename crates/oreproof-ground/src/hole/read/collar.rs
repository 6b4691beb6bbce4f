//! Collars: names, places and lengths.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::choices::Bounds;
use super::super::problem::{Place, Problem};
use super::super::table::{Cell, CollarTable, Numbers};
use super::{Collar, Collars, bare, written};

pub(super) fn read<'t>(
    table: &'t CollarTable,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) -> Collars<'t> {
    let mut collars =
        Collars { file: table.file.clone(), rows: Vec::new(), by_name: HashMap::new() };
    for (idx, &row) in table.rows.iter().enumerate() {
        let place = |column: &Arc<str>| Place {
            file: table.file.clone(),
            row,
            column: Some(column.clone()),
        };
        let name: &str = &table.hole.cells[idx];
        if name.is_empty() {
            problems.push(Problem::NoName { at: place(&table.hole.column) });
            continue;
        }
        let axes = [&table.x, &table.y, &table.z];
        let bad = axes.into_iter().find(|axis| axis.cells[idx].number().is_none());
        if let Some(axis) = bad {
            let written = written(axis.cells.get(idx));
            let at = place(&axis.column);
            problems.push(Problem::CollarUnreadable { at, hole: name.to_owned(), written });
            collars.by_name.entry(name).or_insert(None);
            continue;
        }
        let at = axes.map(|axis| axis.cells[idx].number().unwrap_or_default());
        if let Some(Some(first)) = collars.by_name.get(name) {
            let first = &collars.rows[*first];
            problems.push(repeated(place(&table.hole.column), name, first, at));
            continue;
        }
        let length = table.length.as_ref().and_then(|length| match length.cells[idx] {
            Cell::Number(value) if 0.0 < value => Some(value),
            Cell::Missing => None,
            ref other => {
                let written = written(Some(other));
                let at = place(&length.column);
                problems.push(Problem::BadLength { at, hole: name.to_owned(), written });
                None
            }
        });
        let number = |column: &Option<Numbers>| column.as_ref()?.cells[idx].number();
        let planned = number(&table.azimuth).zip(number(&table.dip)).map(|(az, dip)| [az, dip]);
        collars.by_name.insert(name, Some(collars.rows.len()));
        collars.rows.push(Collar { name, at, length, planned, row });
    }
    check_names(&collars, &table.hole.column, problems);
    check_places(&collars, &table.hole.column, problems);
    for (axis, column) in [&table.x, &table.y].into_iter().enumerate() {
        check_area(&collars, axis, &column.column, bounds, problems);
    }
    check_outline(&collars, &table.x.column, bounds, problems);
    check_topography(&collars, &table.z.column, bounds, problems);
    collars
}

fn repeated(at: Place, name: &str, first: &Collar<'_>, here: [f64; 3]) -> Problem {
    let apart = (0..3).map(|axis| (here[axis] - first.at[axis]).powi(2)).sum::<f64>().sqrt();
    let (hole, first_row) = (name.to_owned(), first.row);
    match apart {
        0.0 => Problem::RepeatedCollar { at, hole, first_row },
        apart => Problem::DuplicateCollar { at, hole, first_row, apart },
    }
}

fn check_names(collars: &Collars<'_>, column: &Arc<str>, problems: &mut Vec<Problem>) {
    let mut firsts: HashMap<String, &Collar<'_>> = HashMap::new();
    for collar in &collars.rows {
        let first = firsts.entry(bare(collar.name)).or_insert(collar);
        if first.row != collar.row {
            problems.push(Problem::NamesAlike {
                at: collars.place_of(collar.name, column),
                hole: collar.name.to_owned(),
                other: first.name.to_owned(),
                other_row: first.row,
            });
        }
    }
}

fn check_places(collars: &Collars<'_>, column: &Arc<str>, problems: &mut Vec<Problem>) {
    let mut firsts: HashMap<[u64; 3], &Collar<'_>> = HashMap::new();
    for collar in &collars.rows {
        // Adding zero makes one of the two zeros.
        let first = firsts.entry(collar.at.map(|c| (c + 0.0).to_bits())).or_insert(collar);
        if first.row != collar.row {
            problems.push(Problem::CollarsCoincide {
                at: collars.place_of(collar.name, column),
                hole: collar.name.to_owned(),
                other: first.name.to_owned(),
                other_row: first.row,
            });
        }
    }
}

/// Fewer collars than this have no usual spread.
const ENOUGH: usize = 8;

fn check_area(
    collars: &Collars<'_>,
    axis: usize,
    column: &Arc<str>,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) {
    let mut sorted: Vec<f64> = collars.rows.iter().map(|collar| collar.at[axis]).collect();
    sorted.sort_by(f64::total_cmp);
    let quarter = |nth: usize| sorted.get(nth * sorted.len() / 4).copied().unwrap_or_default();
    let (low, high) = (quarter(1), quarter(3));
    let spread = high - low;
    for collar in &collars.rows {
        let value = collar.at[axis];
        let (hole, at) = (collar.name.to_owned(), || collars.place_of(collar.name, column));
        if let Some(area) = bounds.area {
            let [least, most] = area[axis];
            if !(least..=most).contains(&value) {
                let bound = if value < least { least } else { most };
                problems.push(Problem::CollarOutside { at: at(), hole, value, bound });
            }
            continue;
        }
        let times = (low - value).max(value - high) / spread;
        if ENOUGH <= sorted.len() && 0.0 < spread && bounds.apart < times {
            problems.push(Problem::CollarApart { at: at(), hole, value, times });
        }
    }
}

fn check_outline(
    collars: &Collars<'_>,
    column: &Arc<str>,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) {
    let Some(outline) = &bounds.outline else { return };
    for collar in &collars.rows {
        let [x, y, _] = collar.at;
        if !outline.holds([x, y]) {
            let (at, hole) = (collars.place_of(collar.name, column), collar.name.to_owned());
            problems.push(Problem::OutsideArea { at, hole, away: outline.away([x, y]) });
        }
    }
}

fn check_topography(
    collars: &Collars<'_>,
    column: &Arc<str>,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) {
    if bounds.topography.is_none() && bounds.surface.is_none() {
        return;
    }
    for collar in &collars.rows {
        let [x, y, _] = collar.at;
        let of_grid = bounds.topography.as_ref().and_then(|grid| grid.at(x, y));
        let of_surface = || bounds.surface.as_ref().and_then(|surface| surface.at(x, y));
        let Some(surface) = of_grid.or_else(of_surface) else { continue };
        let off = collar.at[2] - surface;
        if bounds.off_topography < off.abs() {
            let (at, hole) = (collars.place_of(collar.name, column), collar.name.to_owned());
            problems.push(Problem::CollarOffTopography { at, hole, off, surface });
        }
    }
}
