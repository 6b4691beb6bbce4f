//! One table of intervals cut by another, so that samples carry the domain they lie in.
//!
//! Samples and logs rarely share their cuts. The overlay keeps every part of the first table, cut
//! wherever the second changes; where the second is silent its columns are too.

use super::read::{Codes, Intervals};
use crate::error::GroundError;
use crate::samples::Variable;

/// A part of an interval of the first table, and the interval of the second it lies in.
struct Piece {
    from: f64,
    to: f64,
    upper: usize,
    lower: Option<usize>,
}

/// Cuts one table by another; the columns of both come along, those of the first table first.
///
/// Parts shorter than `rounding` are dropped, as they come from depths that were rounded
/// differently. Where intervals of the second table overlap, the part is there once for each.
///
/// # Errors
///
/// When the tables are of different sets of holes.
pub fn overlay(
    samples: &Intervals,
    log: &Intervals,
    rounding: f64,
) -> Result<Intervals, GroundError> {
    if samples.first.len() != log.first.len() {
        return Err(GroundError::LengthsDiffer {
            what: "the holes of the second table".to_owned(),
            given: log.first.len().saturating_sub(1),
            expected: samples.first.len().saturating_sub(1),
        });
    }
    let mut first = vec![0];
    let mut pieces = Vec::with_capacity(samples.len() + log.len());
    for hole_idx in 0..samples.first.len().saturating_sub(1) {
        cut_hole(samples, log, hole_idx, rounding, &mut pieces);
        first.push(pieces.len());
    }
    let upper: Vec<_> = pieces.iter().map(|piece| Some(piece.upper)).collect();
    let lower: Vec<_> = pieces.iter().map(|piece| piece.lower).collect();
    let mut assays = picked(&samples.assays, &upper);
    assays.extend(picked(&log.assays, &lower));
    let mut codes = picked_codes(&samples.codes, &upper);
    codes.extend(picked_codes(&log.codes, &lower));
    Ok(Intervals {
        file: samples.file.clone(),
        first,
        from: pieces.iter().map(|piece| piece.from).collect(),
        to: pieces.iter().map(|piece| piece.to).collect(),
        row: pieces.iter().map(|piece| samples.row[piece.upper]).collect(),
        assays,
        codes,
    })
}

fn cut_hole(
    samples: &Intervals,
    log: &Intervals,
    hole_idx: usize,
    rounding: f64,
    pieces: &mut Vec<Piece>,
) {
    let logged = log.of_hole(hole_idx);
    let mut start = logged.start;
    // How deep the log reaches up to each of its intervals; it may overlap itself.
    let mut reached = f64::NEG_INFINITY;
    for upper in samples.of_hole(hole_idx) {
        let (from, to) = (samples.from[upper], samples.to[upper]);
        while start < logged.end && reached.max(log.to[start]) <= from {
            reached = reached.max(log.to[start]);
            start += 1;
        }
        let mut push = |from: f64, to: f64, lower: Option<usize>| {
            if rounding < to - from {
                pieces.push(Piece { from, to, upper, lower });
            }
        };
        let mut silent_from = from;
        for lower in start..logged.end {
            if to <= log.from[lower] {
                break;
            }
            let (top, bottom) = (from.max(log.from[lower]), to.min(log.to[lower]));
            push(silent_from, top, None);
            push(top, bottom, Some(lower));
            silent_from = silent_from.max(bottom);
        }
        push(silent_from, to, None);
    }
}

fn picked(variables: &[Variable], order: &[Option<usize>]) -> Vec<Variable> {
    let pick = |variable: &Variable| Variable {
        name: variable.name.clone(),
        values: order.iter().map(|idx| variable.values[(*idx)?]).collect(),
    };
    variables.iter().map(pick).collect()
}

fn picked_codes(codes: &[Codes], order: &[Option<usize>]) -> Vec<Codes> {
    let pick = |column: &Codes| Codes {
        name: column.name.clone(),
        names: column.names.clone(),
        of: order.iter().map(|idx| column.of[(*idx)?]).collect(),
    };
    codes.iter().map(pick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intervals(of: &[[f64; 2]], values: &[Option<f64>], codes: &[Option<u32>]) -> Intervals {
        let variable = Variable { name: "zn".into(), values: values.to_vec() };
        let names = vec!["ore".into(), "waste".into()];
        Intervals {
            file: "a.csv".into(),
            first: vec![0, of.len()],
            from: of.iter().map(|pair| pair[0]).collect(),
            to: of.iter().map(|pair| pair[1]).collect(),
            row: (2..).take(of.len()).collect(),
            assays: if values.is_empty() { vec![] } else { vec![variable] },
            codes: match codes {
                [] => vec![],
                codes => vec![Codes { name: "domain".into(), names, of: codes.to_vec() }],
            },
        }
    }

    #[test]
    fn samples_are_cut_where_the_log_changes() {
        let samples = intervals(&[[0.0, 2.0], [2.0, 5.0]], &[Some(1.0), Some(2.0)], &[]);
        let log = intervals(&[[0.5, 3.0], [3.0, 4.0]], &[], &[Some(0), Some(1)]);
        let cut = overlay(&samples, &log, 1e-6).unwrap();
        assert_eq!(cut.from, [0.0, 0.5, 2.0, 3.0, 4.0]);
        assert_eq!(cut.to, [0.5, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(cut.assays[0].values, [1.0, 1.0, 2.0, 2.0, 2.0].map(Some));
        assert_eq!(cut.codes[0].of, [None, Some(0), Some(0), Some(1), None]);
        assert_eq!(cut.row, [2, 2, 3, 3, 3]);
    }

    #[test]
    fn a_log_that_overlaps_itself_counts_each_time() {
        let samples = intervals(&[[0.0, 1.0], [1.0, 4.0]], &[Some(1.0), Some(2.0)], &[]);
        let log = intervals(&[[0.0, 4.0], [0.5, 0.8]], &[], &[Some(0), Some(1)]);
        let cut = overlay(&samples, &log, 1e-6).unwrap();
        let spans: Vec<_> = cut.from.iter().zip(&cut.to).zip(&cut.codes[0].of).collect();
        assert_eq!(
            spans,
            [((&0.0, &1.0), &Some(0)), ((&0.5, &0.8), &Some(1)), ((&1.0, &4.0), &Some(0))]
        );
    }

    #[test]
    fn tables_of_other_holes_are_refused() {
        let samples = intervals(&[[0.0, 1.0]], &[Some(1.0)], &[]);
        let error = overlay(&samples, &Intervals::default(), 0.0).unwrap_err();
        assert!(matches!(error, GroundError::LengthsDiffer { .. }));
    }
}
