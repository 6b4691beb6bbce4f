//! Where composites are cut: by length, by length from each contact, or by bench.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::super::read::{Codes, Intervals};
use super::super::trace::Trace;
use super::SLIVER;
use crate::error::{GroundError, finite, positive};

/// Where composites are cut.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cut {
    /// At whole multiples of a length from the collar; a domain takes its part of each.
    Length {
        /// The length of a composite.
        length: f64,
    },
    /// At multiples of a length from where each run of a domain, or of sampling, starts.
    FromContact {
        /// The length of a composite.
        length: f64,
        /// What becomes of the rest at the end of a run.
        tail: Tail,
    },
    /// Where the hole passes from one bench to the next.
    Bench {
        /// The height of a bench.
        height: f64,
        /// The elevation of the foot of some bench.
        foot: f64,
    },
}

/// What becomes of the rest of a run that is shorter than a composite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tail {
    /// It is a short composite.
    Keep,
    /// It is added to the composite before, if there is one.
    AddToPrevious,
    /// All composites of the run are stretched or shrunk alike to take it up.
    Spread,
}

/// More composites in one hole than this come from a mistaken depth or length.
const MOST: f64 = 1e6;

impl Cut {
    pub(super) fn check(&self) -> Result<(), GroundError> {
        match *self {
            Self::Length { length } | Self::FromContact { length, .. } => {
                positive("composite length", length)?;
            }
            Self::Bench { height, foot } => {
                positive("bench height", height)?;
                finite("foot of a bench", foot)?;
            }
        }
        Ok(())
    }

    /// The stretches of one hole that composites cover, in order, none sharing any depth.
    pub(super) fn windows(
        &self,
        trace: &Trace,
        intervals: &Intervals,
        of_hole: Range<usize>,
        domain: Option<&Codes>,
    ) -> Result<Vec<[f64; 2]>, GroundError> {
        let top = intervals.from[of_hole.start];
        let bottom = intervals.to[of_hole.clone()].iter().copied().fold(top, f64::max);
        match *self {
            Self::Length { length } => {
                let (first, last) = ((top / length).floor(), (bottom / length).ceil());
                few(last - first, length)?;
                let window = |nth: usize| {
                    let nth = first + nth as f64;
                    [nth * length, (nth + 1.0) * length]
                };
                Ok((0..(last - first) as usize).map(window).collect())
            }
            Self::FromContact { length, tail } => {
                few((bottom - top) / length, length)?;
                let mut windows = Vec::new();
                for [from, to] in runs(intervals, of_hole, domain) {
                    cut_run(from, to, length, tail, &mut windows);
                }
                Ok(windows)
            }
            Self::Bench { height, foot } => {
                few((bottom - top) / height, height)?;
                let mut edges = vec![top];
                crossings(trace, top, bottom, height, foot, &mut edges);
                edges.push(bottom);
                Ok(edges.windows(2).map(|pair| [pair[0], pair[1]]).filter(is_long).collect())
            }
        }
    }
}

fn few(n: f64, length: f64) -> Result<(), GroundError> {
    if n <= MOST {
        return Ok(());
    }
    let needs = "long enough to make fewer than a million composites of a hole";
    Err(GroundError::OutOfRange { parameter: "composite length", value: length, needs })
}

fn is_long([from, to]: &[f64; 2]) -> bool {
    SLIVER < to - from
}

/// Stretches of one domain, or of sampling, without a break.
fn runs(intervals: &Intervals, of_hole: Range<usize>, domain: Option<&Codes>) -> Vec<[f64; 2]> {
    let mut runs: Vec<([f64; 2], Option<u32>)> = Vec::new();
    for idx in of_hole {
        let code = domain.and_then(|codes| codes.of[idx]);
        let (from, to) = (intervals.from[idx], intervals.to[idx]);
        let is_silent = domain.is_some() && code.is_none();
        let is_sampled = intervals.assays.iter().any(|assay| assay.values[idx].is_some());
        if is_silent || !is_sampled {
            continue;
        }
        match runs.last_mut() {
            Some(([_, end], of)) if *of == code && from <= *end + SLIVER => *end = end.max(to),
            // Where intervals overlap the run above keeps what it has.
            Some(([_, end], _)) if to <= *end + SLIVER => {}
            Some(([_, end], _)) => {
                let from = from.max(*end);
                runs.push(([from, to], code));
            }
            None => runs.push(([from, to], code)),
        }
    }
    runs.into_iter().map(|(run, _)| run).collect()
}

fn cut_run(from: f64, to: f64, length: f64, tail: Tail, windows: &mut Vec<[f64; 2]>) {
    let steps = (to - from) / length;
    // A rest of rounding is no tail.
    let whole = (steps + SLIVER).floor();
    let has_tail = SLIVER < steps - whole;
    let n = match tail {
        Tail::Keep => whole + f64::from(u8::from(has_tail)),
        Tail::AddToPrevious => whole.max(1.0),
        Tail::Spread => steps.round().max(1.0),
    };
    let step = if tail == Tail::Spread { (to - from) / n } else { length };
    for nth in 0..n as usize {
        let is_last = nth + 1 == n as usize;
        let end = if is_last { to } else { from + (nth + 1) as f64 * step };
        windows.push([from + nth as f64 * step, end]);
    }
}

/// The depths between two others at which the hole passes from one bench to the next.
fn crossings(trace: &Trace, top: f64, bottom: f64, height: f64, foot: f64, edges: &mut Vec<f64>) {
    let inside = |depth: &&f64| top < **depth && **depth < bottom;
    let mut stops = vec![top];
    stops.extend(trace.depths().iter().filter(inside));
    stops.push(bottom);
    for pair in stops.windows(2) {
        // Within a step the elevation turns at most once; at that turn the step is split.
        let turn = turning(trace, pair[0], pair[1]);
        let parts =
            turn.map_or(vec![[pair[0], pair[1]]], |turn| vec![[pair[0], turn], [turn, pair[1]]]);
        for [above, below] in parts {
            let (start, end) = (trace.at(above)[2], trace.at(below)[2]);
            let (low, high) = (start.min(end), start.max(end));
            let first = ((low - foot) / height).floor() + 1.0;
            let n = (((high - foot) / height).ceil() - first).max(0.0) as usize;
            let mut found: Vec<f64> = (0..n)
                .map(|nth| foot + (first + nth as f64) * height)
                .map(|elevation| depth_at(trace, above, below, elevation))
                .collect();
            found.sort_by(f64::total_cmp);
            edges.extend(found);
        }
    }
}

/// Where a hole that starts a step one way ends it the other, up and down.
fn turning(trace: &Trace, above: f64, below: f64) -> Option<f64> {
    let up = |depth: f64| trace.direction(depth)[2];
    let (mut above, mut below) = (above, below);
    // The direction just above the lower station still belongs to this step.
    let end = below - 1e-9 * (below - above);
    if 0.0 <= up(above) * up(end) {
        return None;
    }
    let start = up(above);
    for _ in 0..60 {
        let middle = 0.5 * (above + below);
        if 0.0 < start * up(middle) { above = middle } else { below = middle }
    }
    Some(above)
}

/// The depth at which a hole that only rises or only falls passes an elevation.
fn depth_at(trace: &Trace, mut above: f64, mut below: f64, elevation: f64) -> f64 {
    let falls = trace.at(below)[2] < trace.at(above)[2];
    for _ in 0..80 {
        let middle = 0.5 * (above + below);
        let is_above = (elevation < trace.at(middle)[2]) == falls;
        if is_above { above = middle } else { below = middle }
    }
    0.5 * (above + below)
}
