//! The geometry of a regular block model.

use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite, positive};

/// A regular grid of blocks, which may be turned about the vertical.
///
/// Blocks are numbered with the first axis fastest: `i + nx · (j + ny · k)`. Layers go up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Where the centre of block (0, 0, 0) lies.
    pub first_centre: [f64; 3],
    /// The size of a block along the axes of the grid.
    pub block_size: [f64; 3],
    /// How many blocks along each axis.
    pub counts: [usize; 3],
    /// How far the axes of the grid are turned clockwise from east and north, in degrees.
    pub azimuth: f64,
}

impl Grid {
    /// A grid from the centre of its first block.
    ///
    /// # Errors
    ///
    /// When a number is not finite, a block has no size, or there are no blocks.
    pub fn from_first_centre(
        first_centre: [f64; 3],
        block_size: [f64; 3],
        counts: [usize; 3],
        azimuth: f64,
    ) -> Result<Self, GroundError> {
        for value in first_centre {
            finite("centre of the first block", value)?;
        }
        for value in block_size {
            positive("block size", value)?;
        }
        finite("azimuth of the grid", azimuth)?;
        if let Some(given) = counts.into_iter().find(|&count| count == 0) {
            return Err(GroundError::TooFew { what: "blocks along an axis", given, needed: 1 });
        }
        Ok(Self { first_centre, block_size, counts, azimuth })
    }

    /// A grid from its lowest corner, about which it is turned.
    ///
    /// # Errors
    ///
    /// When a number is not finite, a block has no size, or there are no blocks.
    pub fn from_corner(
        corner: [f64; 3],
        block_size: [f64; 3],
        counts: [usize; 3],
        azimuth: f64,
    ) -> Result<Self, GroundError> {
        let grid = Self::from_first_centre(corner, block_size, counts, azimuth)?;
        let half = grid.turned(block_size.map(|size| 0.5 * size));
        Ok(Self { first_centre: std::array::from_fn(|axis| corner[axis] + half[axis]), ..grid })
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.counts.iter().product()
    }

    /// A grid has at least one block.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The volume of a block, in the cube of the coordinates' unit.
    pub fn block_volume(&self) -> f64 {
        self.block_size.iter().product()
    }

    /// Where block (i, j, k) stands in the order of blocks.
    pub fn index(&self, [i, j, k]: [usize; 3]) -> usize {
        i + self.counts[0] * (j + self.counts[1] * k)
    }

    /// The place along each axis of the block with this number.
    pub fn position(&self, index: usize) -> [usize; 3] {
        let [nx, ny, _] = self.counts;
        [index % nx, index / nx % ny, index / (nx * ny)]
    }

    /// The centre of block (i, j, k).
    pub fn centre(&self, position: [usize; 3]) -> [f64; 3] {
        let along = std::array::from_fn(|axis| position[axis] as f64 * self.block_size[axis]);
        let from_first = self.turned(along);
        std::array::from_fn(|axis| self.first_centre[axis] + from_first[axis])
    }

    /// The block that holds a point, if any; a point on a shared face belongs to the later block.
    pub fn holding(&self, point: [f64; 3]) -> Option<[usize; 3]> {
        let from_first = std::array::from_fn(|axis| point[axis] - self.first_centre[axis]);
        let along = self.turned_back(from_first);
        let mut position = [0; 3];
        for axis in 0..3 {
            let cell = (along[axis] / self.block_size[axis] + 0.5).floor();
            if !(0.0..self.counts[axis] as f64).contains(&cell) {
                return None;
            }
            position[axis] = cell as usize;
        }
        Some(position)
    }

    /// The block whose centre is nearest along each axis, for a point in the grid or beside it.
    pub(crate) fn nearest(&self, point: [f64; 3]) -> [usize; 3] {
        let along =
            self.turned_back(std::array::from_fn(|axis| point[axis] - self.first_centre[axis]));
        std::array::from_fn(|axis| {
            let last = (self.counts[axis] - 1) as f64;
            (along[axis] / self.block_size[axis]).round().clamp(0.0, last) as usize
        })
    }

    /// A step along the grid's axes as a step east, north and up.
    pub fn turned(&self, [along_i, along_j, up]: [f64; 3]) -> [f64; 3] {
        let (sin, cos) = self.sin_cos();
        [along_i * cos + along_j * sin, along_j * cos - along_i * sin, up]
    }

    fn turned_back(&self, [east, north, up]: [f64; 3]) -> [f64; 3] {
        let (sin, cos) = self.sin_cos();
        [east * cos - north * sin, east * sin + north * cos, up]
    }

    fn sin_cos(&self) -> (f64, f64) {
        if self.azimuth == 0.0 {
            return (0.0, 1.0);
        }
        libm::sincos(self.azimuth.to_radians())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_hold_their_centres() {
        let grid =
            Grid::from_corner([100.0, 200.0, -50.0], [10.0, 5.0, 2.5], [4, 3, 2], 30.0).unwrap();
        assert_eq!(grid.len(), 24);
        for index in 0..grid.len() {
            let position = grid.position(index);
            assert_eq!(grid.index(position), index);
            assert_eq!(grid.holding(grid.centre(position)), Some(position));
        }
        assert_eq!(grid.holding([99.0, 199.0, -49.0]), None);
    }

    /// A quarter turn clockwise: the first axis points south, the second east.
    #[test]
    fn a_grid_turns_clockwise() {
        let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], [3, 3, 1], 90.0).unwrap();
        let [x, y, _] = grid.centre([2, 0, 0]);
        assert!(x.abs() < 1e-12 && (y + 2.0).abs() < 1e-12);
        let [x, y, _] = grid.centre([0, 2, 0]);
        assert!((x - 2.0).abs() < 1e-12 && y.abs() < 1e-12);
    }

    #[test]
    fn a_grid_without_blocks_is_refused() {
        assert!(Grid::from_corner([0.0; 3], [1.0; 3], [1, 0, 1], 0.0).is_err());
        assert!(Grid::from_corner([0.0; 3], [1.0, 0.0, 1.0], [1, 1, 1], 0.0).is_err());
        assert!(Grid::from_corner([f64::NAN, 0.0, 0.0], [1.0; 3], [1, 1, 1], 0.0).is_err());
    }
}
