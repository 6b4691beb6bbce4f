//! The ground as a surface: triangles seen from above.

use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite};
use crate::grid::Grid;

/// A surface, such as the topography, sorted so that the elevation at a place is found at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surface {
    faces: Vec<[[f64; 3]; 3]>,
    low: [f64; 2],
    size: f64,
    counts: [usize; 2],
    /// Where the faces of each cell start in `order`.
    starts: Vec<u32>,
    order: Vec<u32>,
}

/// Cells along the longer side, for so many faces each.
const FACES_PER_CELL: f64 = 2.0;

impl Surface {
    /// A surface of triangles; those that stand upright have no elevation and count for nothing.
    ///
    /// # Errors
    ///
    /// When a corner is not finite, or there is no triangle that covers ground.
    pub fn new(faces: &[[[f64; 3]; 3]]) -> Result<Self, GroundError> {
        for coordinate in faces.iter().flatten().flatten() {
            finite("corner of a surface", *coordinate)?;
        }
        let faces: Vec<_> = faces.iter().copied().filter(|face| area(face) != 0.0).collect();
        if faces.is_empty() {
            let what = "triangles that cover ground";
            return Err(GroundError::TooFew { what, given: 0, needed: 1 });
        }
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for corner in faces.iter().flatten() {
            for axis in 0..2 {
                low[axis] = low[axis].min(corner[axis]);
                high[axis] = high[axis].max(corner[axis]);
            }
        }
        let spans = [high[0] - low[0], high[1] - low[1]];
        let cells = (faces.len() as f64 / FACES_PER_CELL).clamp(1.0, 4e6);
        let size = (spans[0] * spans[1] / cells).sqrt();
        let counts = spans.map(|span| (span / size) as usize + 1);
        let mut surface = Self { faces, low, size, counts, starts: Vec::new(), order: Vec::new() };
        let mut starts = vec![0_u32; counts[0] * counts[1] + 1];
        for face in 0..surface.faces.len() {
            surface.cells_of(face, |cell| starts[cell + 1] += 1);
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let mut next = starts.clone();
        let mut order = vec![0; starts.last().copied().unwrap_or(0) as usize];
        for face in 0..surface.faces.len() {
            surface.cells_of(face, |cell| {
                order[next[cell] as usize] = face as u32;
                next[cell] += 1;
            });
        }
        (surface.starts, surface.order) = (starts, order);
        Ok(surface)
    }

    /// A surface through points on a regular grid, in any order; each cell is two triangles.
    ///
    /// # Errors
    ///
    /// When the points are on no regular grid, or two are in one place.
    pub fn of_grid(points: &[[f64; 3]]) -> Result<Self, GroundError> {
        let along = |axis: usize| {
            let mut values: Vec<f64> = points.iter().map(|point| point[axis]).collect();
            values.sort_by(f64::total_cmp);
            values.dedup();
            values
        };
        let (xs, ys) = (along(0), along(1));
        let irregular = |given| {
            let what = "rows and columns of a regular grid";
            GroundError::TooFew { what, given, needed: 2 }
        };
        // A scatter has nearly as many eastings as points: its grid would be almost all holes.
        if xs.len() < 2 || ys.len() < 2 || xs.len() * ys.len() > 4 * points.len() {
            return Err(irregular(xs.len().min(ys.len()).min(1)));
        }
        let mut known: Vec<Option<f64>> = vec![None; xs.len() * ys.len()];
        for [x, y, z] in points {
            let place = |list: &[f64], value: f64| list.partition_point(|known| *known < value);
            let at = place(&xs, *x) + xs.len() * place(&ys, *y);
            if known[at].replace(*z).is_some() {
                let parameter = "number of points of a surface in one place";
                return Err(GroundError::OutOfRange { parameter, value: 2.0, needs: "one" });
            }
        }
        let corner = |i: usize, j: usize| Some([xs[i], ys[j], known[i + xs.len() * j]?]);
        let mut faces = Vec::new();
        for j in 1..ys.len() {
            for i in 1..xs.len() {
                let (a, b) = (corner(i - 1, j - 1), corner(i, j - 1));
                let (c, d) = (corner(i - 1, j), corner(i, j));
                let both = [[a, b, d], [a, d, c]];
                let whole = |[a, b, c]: [Option<[f64; 3]>; 3]| Some([a?, b?, c?]);
                faces.extend(both.into_iter().filter_map(whole));
            }
        }
        Self::new(&faces)
    }

    /// The elevation at a place: the highest where the surface lies over itself. None beside it.
    pub fn at(&self, x: f64, y: f64) -> Option<f64> {
        let [i, j] = self.cell([x, y])?;
        let cell = i + self.counts[0] * j;
        let of_cell = self.starts[cell] as usize..self.starts[cell + 1] as usize;
        let above = self.order[of_cell].iter();
        above.filter_map(|&face| height(&self.faces[face as usize], x, y)).reduce(f64::max)
    }

    /// The part of a grid's cell that is below the surface, by so many columns each way, and
    /// whether some of them lie beside the surface, which count as below it.
    pub fn part_below(&self, grid: &Grid, cell: usize, columns: [usize; 2]) -> (f64, bool) {
        let centre = grid.centre(grid.position(cell));
        let size = grid.block_size;
        let (mut sum, mut is_beside) = (0.0, false);
        for j in 0..columns[1] {
            for i in 0..columns[0] {
                let off = |nth: usize, axis: usize| {
                    ((nth as f64 + 0.5) / columns[axis] as f64 - 0.5) * size[axis]
                };
                let [x, y, _] = grid.turned([off(i, 0), off(j, 1), 0.0]);
                match self.at(centre[0] + x, centre[1] + y) {
                    Some(top) => {
                        let foot = centre[2] - 0.5 * size[2];
                        sum += ((top - foot) / size[2]).clamp(0.0, 1.0);
                    }
                    None => (sum, is_beside) = (sum + 1.0, true),
                }
            }
        }
        (sum / (columns[0] * columns[1]) as f64, is_beside)
    }

    fn cell(&self, at: [f64; 2]) -> Option<[usize; 2]> {
        let mut cell = [0; 2];
        for axis in 0..2 {
            let steps = (at[axis] - self.low[axis]) / self.size;
            if !(0.0..self.counts[axis] as f64).contains(&steps) {
                return None;
            }
            cell[axis] = steps as usize;
        }
        Some(cell)
    }

    fn cells_of(&self, face: usize, mut each: impl FnMut(usize)) {
        let ends = [0, 1].map(|axis| {
            let along = self.faces[face].map(|corner| {
                (((corner[axis] - self.low[axis]) / self.size) as usize).min(self.counts[axis] - 1)
            });
            let [a, b, c] = along;
            (a.min(b).min(c), a.max(b).max(c))
        });
        for j in ends[1].0..=ends[1].1 {
            for i in ends[0].0..=ends[0].1 {
                each(i + self.counts[0] * j);
            }
        }
    }
}

/// Twice the area that a triangle covers, with the sign of its turn.
fn area([a, b, c]: &[[f64; 3]; 3]) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
}

/// The elevation of a triangle at a place that it covers.
fn height(face: &[[f64; 3]; 3], x: f64, y: f64) -> Option<f64> {
    let [a, b, c] = *face;
    let whole = area(face);
    let at = [x, y, 0.0];
    let parts = [area(&[at, b, c]) / whole, area(&[a, at, c]) / whole, area(&[a, b, at]) / whole];
    // A place on an edge belongs to both sides, whatever rounding says.
    let is_inside = parts.iter().all(|part| -1e-12 <= *part);
    is_inside.then(|| parts[0] * a[2] + parts[1] * b[2] + parts[2] * c[2])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A plane that falls to the east by one in two, as a grid of points.
    fn slope() -> Vec<[f64; 3]> {
        (0..25)
            .map(|n| (f64::from(n % 5) * 10.0, f64::from(n / 5) * 10.0))
            .map(|(x, y)| [x, y, 100.0 - 0.5 * x])
            .collect()
    }

    /// By hand: a block of 10 whose middle the plane cuts is half below it.
    #[test]
    fn blocks_are_cut_by_the_part_below() {
        let surface = Surface::of_grid(&slope()).unwrap();
        let grid = Grid::from_first_centre([15.0, 15.0, 82.5], [10.0; 3], [1, 1, 4], 0.0).unwrap();
        let part = |cell| surface.part_below(&grid, cell, [4, 4]);
        assert_eq!((part(0), part(3)), ((1.0, false), (0.0, false)));
        assert!((part(1).0 - 0.5).abs() < 1e-12);
        let beside =
            Grid::from_first_centre([45.0, 15.0, 82.5], [20.0; 3], [1, 1, 1], 0.0).unwrap();
        assert!(surface.part_below(&beside, 0, [4, 4]).1);
    }

    #[test]
    fn what_is_no_surface_is_refused() {
        assert!(Surface::new(&[]).is_err());
        let upright = [[0.0, 0.0, 0.0], [0.0, 0.0, 9.0], [1.0, 0.0, 0.0]];
        assert!(Surface::new(&[upright]).is_err());
        assert!(Surface::new(&[[[f64::NAN; 3]; 3]]).is_err());
        let scatter: Vec<[f64; 3]> =
            (0..9).map(|n| [f64::from(n), f64::from(n * n), 1.0]).collect();
        assert!(Surface::of_grid(&scatter).is_err());
        let twice = [slope(), slope()].concat();
        assert!(Surface::of_grid(&twice).is_err());
    }

    proptest! {
        #[test]
        fn a_plane_is_met_wherever_it_is_asked(x in 0.0..40.0f64, y in 0.0..40.0f64) {
            let surface = Surface::of_grid(&slope()).unwrap();
            prop_assert!((surface.at(x, y).unwrap() - (100.0 - 0.5 * x)).abs() < 1e-9);
            prop_assert_eq!(surface.at(x - 41.0, y), None);
        }
    }
}
