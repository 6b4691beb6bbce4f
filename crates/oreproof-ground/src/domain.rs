//! Which rock a block is of.

use crate::error::GroundError;
use crate::grid::Grid;
use crate::hole::{Codes, Holes, Intervals};
use crate::near::nearest;
use crate::samples::Points;
use crate::search::Search;
use crate::solid::Solid;

/// A part of a grid's cell in a domain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// The number of the cell.
    pub cell: u32,
    /// The number of the domain.
    pub domain: u16,
    /// The part of the cell, above 0 and at most 1.
    pub part: f64,
}

/// The rock along every hole, a point each `step`: the value is the number of the domain, or
/// `outside` where the log says nothing, or something that is of no domain.
///
/// Unsampled stretches count: a hole that met nothing bounds what its neighbours met.
///
/// # Errors
///
/// When the step is not above nought.
pub fn along_holes(
    holes: &Holes,
    log: &Intervals,
    codes: &Codes,
    domain_of: impl Fn(&str) -> Option<u16>,
    outside: u16,
    step: f64,
) -> Result<Points, GroundError> {
    crate::error::positive("step along holes", step)?;
    let of_code: Vec<Option<u16>> = codes.names.iter().map(|name| domain_of(name)).collect();
    let (mut at, mut value, mut hole_idx) = ([vec![], vec![], vec![]], vec![], vec![]);
    for (number, hole) in holes.holes.iter().enumerate() {
        let intervals = log.of_hole(number);
        let logged = intervals.clone().map(|interval| log.to[interval]).fold(0.0, f64::max);
        let length = hole.length.unwrap_or(logged).max(logged);
        let mut next = intervals.start;
        for piece in 0..(length / step).ceil() as usize {
            let depth = ((piece as f64 + 0.5) * step).min(0.5 * (piece as f64 * step + length));
            while next < intervals.end && log.to[next] <= depth {
                next += 1;
            }
            let inside = next < intervals.end && log.from[next] <= depth;
            let code = if inside { codes.of[next] } else { None };
            let domain = code.and_then(|code| of_code[code as usize]).unwrap_or(outside);
            for (axis, coordinate) in at.iter_mut().zip(hole.trace.at(depth)) {
                axis.push(coordinate);
            }
            value.push(f64::from(domain));
            hole_idx.push(number as u32);
        }
    }
    Points::new(at, value, hole_idx)
}

/// The cells whose nearest point along the holes is of a domain, in the measure of that domain's
/// search and within its radii; where several domains claim a cell, the nearest in radii has it.
///
/// # Errors
///
/// When a search cannot be.
pub fn by_nearest(
    grid: &Grid,
    along: &Points,
    searches: &[Search],
) -> Result<Vec<Piece>, GroundError> {
    let targets: Vec<[f64; 3]> =
        (0..grid.len()).map(|cell| grid.centre(grid.position(cell))).collect();
    let mut best: Vec<Option<(f64, u16)>> = vec![None; grid.len()];
    for (domain, search) in searches.iter().enumerate() {
        let found = nearest(along, &targets, search)?;
        for (best, found) in best.iter_mut().zip(found) {
            let Some((sample, distance)) = found else { continue };
            let is_of = along.value[sample] == domain as f64;
            if is_of && best.is_none_or(|(other, _)| distance < other) {
                *best = Some((distance, domain as u16));
            }
        }
    }
    let piece = |(cell, best): (usize, Option<(f64, u16)>)| {
        best.map(|(_, domain)| Piece { cell: cell as u32, domain, part: 1.0 })
    };
    Ok(best.into_iter().enumerate().filter_map(piece).collect())
}

/// The parts of cells inside solids, one a domain, by that many points along each side. Where
/// solids overlap, the first has the part.
pub fn by_solids(grid: &Grid, solids: &[Solid], points: [usize; 3]) -> Vec<Piece> {
    use rayon::prelude::*;
    let pieces: Vec<Vec<Piece>> = (0..grid.len())
        .into_par_iter()
        .with_min_len(1024)
        .map(|cell| {
            let centre = grid.centre(grid.position(cell));
            let mut left = 1.0;
            let mut pieces = Vec::new();
            for (domain, solid) in solids.iter().enumerate() {
                let part = solid.part_of(centre, grid.block_size, grid.azimuth, points);
                let part = f64::min(part, left);
                if part > 0.0 {
                    left -= part;
                    pieces.push(Piece { cell: cell as u32, domain: domain as u16, part });
                }
            }
            pieces
        })
        .collect();
    pieces.into_iter().flatten().collect()
}

/// Every cell, whole, in the only domain.
pub fn everywhere(grid: &Grid) -> Vec<Piece> {
    (0..grid.len()).map(|cell| Piece { cell: cell as u32, domain: 0, part: 1.0 }).collect()
}
