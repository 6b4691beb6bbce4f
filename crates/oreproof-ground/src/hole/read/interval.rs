//! Intervals: which can be used, in the order of holes and depths.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::choices::{Bounds, HoleChoices};
use super::super::problem::{Overlap, Place, Problem};
use super::super::table::{IntervalTable, Words};
use super::survey::Strangers;
use super::{Codes, Found, Hole, Intervals, Known, assay, written};

/// An interval that can be used, and its number among the rows of its table.
#[derive(Clone, Copy)]
struct Used {
    hole_idx: usize,
    from: f64,
    to: f64,
    idx: usize,
}

pub(super) fn read(
    table: &IntervalTable,
    known: &Known<'_>,
    holes: &[Hole],
    choices: &HoleChoices,
    bounds: &Bounds,
    problems: &mut Vec<Problem>,
) -> Intervals {
    let mut used = gather(table, known, problems);
    if !used.is_sorted_by(|a, b| (a.hole_idx, a.from) <= (b.hole_idx, b.from)) {
        used.sort_by(|a, b| a.hole_idx.cmp(&b.hole_idx).then(a.from.total_cmp(&b.from)));
    }
    let mut kept = Vec::with_capacity(used.len());
    for of_hole in used.chunk_by(|a, b| a.hole_idx == b.hole_idx) {
        settle(table, of_hole, &holes[of_hole[0].hole_idx], choices, bounds, &mut kept, problems);
    }
    let order: Vec<usize> = kept.iter().map(|interval| interval.idx).collect();
    let count_before = |hole_idx| kept.partition_point(|interval| interval.hole_idx < hole_idx);
    Intervals {
        file: table.file.to_string(),
        first: (0..=holes.len()).map(count_before).collect(),
        from: kept.iter().map(|interval| interval.from).collect(),
        to: kept.iter().map(|interval| interval.to).collect(),
        row: order.iter().map(|&idx| table.rows[idx]).collect(),
        assays: table
            .assays
            .iter()
            .map(|column| assay::read(table, column, &order, choices, bounds, problems))
            .collect(),
        codes: table.codes.iter().map(|column| codes(column, &order)).collect(),
    }
}

fn place(table: &IntervalTable, idx: usize, column: &Arc<str>) -> Place {
    Place { file: table.file.clone(), row: table.rows[idx], column: Some(column.clone()) }
}

/// The rows whose hole and depths can be used.
fn gather(table: &IntervalTable, known: &Known<'_>, problems: &mut Vec<Problem>) -> Vec<Used> {
    let mut used = Vec::with_capacity(table.rows.len());
    let mut strangers = Strangers::default();
    for (idx, &row) in table.rows.iter().enumerate() {
        let name: &str = &table.hole.cells[idx];
        if name.is_empty() {
            problems.push(Problem::NoName { at: place(table, idx, &table.hole.column) });
            continue;
        }
        let hole_idx = match known.find(name) {
            Found::Hole(hole_idx) => hole_idx,
            Found::LeftOut => continue,
            Found::NoCollar => {
                strangers.meet(name, row);
                continue;
            }
        };
        match depths(table, idx) {
            Ok([from, to]) => used.push(Used { hole_idx, from, to, idx }),
            Err(problem) => problems.push(problem),
        }
    }
    let at = |row| Place { file: table.file.clone(), row, column: Some(table.hole.column.clone()) };
    strangers.tell(known, at, problems);
    used
}

fn depths(table: &IntervalTable, idx: usize) -> Result<[f64; 2], Problem> {
    let hole = || table.hole.cells[idx].to_string();
    for column in [&table.from, &table.to] {
        if column.cells[idx].number().is_none() {
            let at = place(table, idx, &column.column);
            let written = written(column.cells.get(idx));
            return Err(Problem::IntervalUnreadable { at, hole: hole(), written });
        }
    }
    let [from, to] = [&table.from, &table.to].map(|c| c.cells[idx].number().unwrap_or_default());
    let at = || place(table, idx, &table.from.column);
    if to < from {
        return Err(Problem::ReversedInterval { at: at(), hole: hole(), from, to });
    }
    if from < 0.0 {
        return Err(Problem::IntervalAboveCollar { at: at(), hole: hole(), from });
    }
    if from == to {
        return Err(Problem::EmptyInterval { at: at(), hole: hole(), from });
    }
    Ok([from, to])
}

/// Settles the overlaps of one hole's intervals, which come in the order of their starts.
fn settle(
    table: &IntervalTable,
    intervals: &[Used],
    hole: &Hole,
    choices: &HoleChoices,
    bounds: &Bounds,
    kept: &mut Vec<Used>,
    problems: &mut Vec<Problem>,
) {
    let name = || hole.name.clone();
    let done = choices.overlap;
    // The interval that reaches deepest so far.
    let mut deepest: Option<Used> = None;
    for interval in intervals {
        let Used { mut from, to, idx, .. } = *interval;
        let at = || place(table, idx, &table.from.column);
        if let Some(above) = deepest {
            let first_row = table.rows[above.idx];
            if from == above.from && to == above.to {
                problems.push(Problem::DuplicateInterval {
                    at: at(),
                    hole: name(),
                    from,
                    to,
                    first_row,
                    done,
                });
            } else if from < above.to - bounds.rounding {
                let until = to.min(above.to);
                problems.push(Problem::Overlapping {
                    at: at(),
                    hole: name(),
                    from,
                    to: until,
                    first_row,
                    done,
                });
            } else if above.to + bounds.rounding < from {
                problems.push(Problem::Gap { at: at(), hole: name(), from: above.to, to: from });
            }
            if done == Overlap::UpperCounts {
                from = from.max(above.to);
            }
        }
        if let Some(length) = hole.length.filter(|length| length + bounds.rounding < to) {
            let at = place(table, idx, &table.to.column);
            problems.push(Problem::BeyondEnd { at, hole: name(), to, length });
        }
        if from < to {
            kept.push(Used { from, ..*interval });
        }
        if deepest.is_none_or(|above| above.to < to) {
            deepest = Some(*interval);
        }
    }
    if let Some(idx) = first_out_of_order(intervals) {
        let at = place(table, idx, &table.from.column);
        problems.push(Problem::OutOfOrder { at, hole: name() });
    }
}

/// The first row of a hole that is shallower than the row of the hole above it in the file.
fn first_out_of_order(intervals: &[Used]) -> Option<usize> {
    if intervals.is_sorted_by_key(|interval| interval.idx) {
        return None;
    }
    let mut by_row = intervals.to_vec();
    by_row.sort_by_key(|interval| interval.idx);
    by_row.windows(2).find(|pair| pair[1].from < pair[0].from).map(|pair| pair[1].idx)
}

fn codes(column: &Words, order: &[usize]) -> Codes {
    let mut names: Vec<String> = Vec::new();
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut of = Vec::with_capacity(order.len());
    for &idx in order {
        let word: &str = &column.cells[idx];
        of.push((!word.is_empty()).then(|| {
            *seen.entry(word).or_insert_with(|| {
                names.push(word.to_owned());
                names.len() as u32 - 1
            })
        }));
    }
    // Sorted, so that the number of a code does not hang on the order of the rows.
    let mut sorted: Vec<u32> = (0..names.len() as u32).collect();
    sorted.sort_by(|&a, &b| names[a as usize].cmp(&names[b as usize]));
    let mut rank = vec![0; sorted.len()];
    for (place, &code) in sorted.iter().enumerate() {
        rank[code as usize] = place as u32;
    }
    names.sort();
    let of = of.into_iter().map(|code| code.map(|code| rank[code as usize])).collect();
    Codes { name: column.column.to_string(), names, of }
}
