//! Classes without speckles.
//!
//! A lone block of a better class amid a worse one is nothing that can be mined by its class, and
//! a lone gap is nothing that can be left out. Blocks hang together where their cells share a
//! face, or are the same.

use serde::{Deserialize, Serialize};

use crate::blocks::{Blocks, Class};
use crate::error::GroundError;

/// What is too small to stand for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smoothing {
    /// A patch of a class or better with fewer blocks than this falls to the next class.
    pub smallest_patch: usize,
    /// A gap of fewer blocks than this, closed in by blocks of a better class on all its sides,
    /// rises to that class; 0 fills none. Blocks without an estimate never rise.
    pub smallest_gap: usize,
}

/// What was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Smoothed {
    /// How many blocks fell by a class.
    pub n_lowered: usize,
    /// How many rose.
    pub n_raised: usize,
}

/// Lowers small patches and fills small gaps, the best class first.
///
/// Gaps are filled before patches are measured, so that a patch is no smaller for its gaps.
///
/// # Errors
///
/// When the lists of the blocks differ in length, or a cell is not of the grid.
pub fn smooth(blocks: &mut Blocks, smoothing: &Smoothing) -> Result<Smoothed, GroundError> {
    let n = blocks.len();
    if blocks.class.len() != n {
        let (given, expected) = (blocks.class.len(), n);
        return Err(GroundError::LengthsDiffer { what: "classes".to_owned(), given, expected });
    }
    if let Some(&cell) = blocks.cell.iter().find(|&&cell| blocks.grid.len() <= cell as usize) {
        let (parameter, needs) = ("cell of a block", "one of the grid's");
        return Err(GroundError::OutOfRange { parameter, value: f64::from(cell), needs });
    }
    let neighbours = Neighbours::new(blocks);
    let mut smoothed = Smoothed::default();
    let classes = [Class::Measured, Class::Indicated, Class::Inferred];
    for (nth, &class) in classes.iter().enumerate() {
        let reaches = |blocks: &Blocks, at: usize| blocks.class[at].is_some_and(|of| of <= class);
        for patch in patches(&neighbours, n, |at| !reaches(blocks, at)) {
            let is_estimated = |&at: &usize| blocks.values.iter().all(|list| list[at].is_some());
            if patch.blocks.len() < smoothing.smallest_gap
                && patch.is_closed
                && patch.blocks.iter().all(is_estimated)
            {
                smoothed.n_raised += patch.blocks.len();
                for at in patch.blocks {
                    blocks.class[at] = Some(class);
                }
            }
        }
        for patch in patches(&neighbours, n, |at| reaches(blocks, at)) {
            if patch.blocks.len() < smoothing.smallest_patch {
                for at in patch.blocks {
                    // What is of a better class fell to this one a turn before.
                    blocks.class[at] = classes.get(nth + 1).copied();
                    smoothed.n_lowered += 1;
                }
            }
        }
    }
    Ok(smoothed)
}

/// Blocks that hang together.
struct Patch {
    blocks: Vec<usize>,
    /// Whether there are blocks on every side: none lies at the rim of the model.
    is_closed: bool,
}

fn patches(neighbours: &Neighbours, n: usize, is_of: impl Fn(usize) -> bool) -> Vec<Patch> {
    let mut is_met = vec![false; n];
    let mut found = Vec::new();
    for start in 0..n {
        if is_met[start] || !is_of(start) {
            continue;
        }
        is_met[start] = true;
        let mut patch = Patch { blocks: vec![start], is_closed: true };
        let mut next = 0;
        while let Some(&at) = patch.blocks.get(next) {
            patch.is_closed &= neighbours.has_every_side(at);
            for other in neighbours.of(at) {
                if !is_met[other] && is_of(other) {
                    is_met[other] = true;
                    patch.blocks.push(other);
                }
            }
            next += 1;
        }
        found.push(patch);
    }
    found
}

/// Which blocks share a cell, and which cells a face.
struct Neighbours {
    counts: [usize; 3],
    cell: Vec<usize>,
    /// Where the blocks of each cell start in `blocks`; one more entry than cells.
    first: Vec<u32>,
    blocks: Vec<u32>,
}

impl Neighbours {
    fn new(blocks: &Blocks) -> Self {
        let n_cells = blocks.grid.len();
        let mut first = vec![0_u32; n_cells + 1];
        for &cell in &blocks.cell {
            first[cell as usize + 1] += 1;
        }
        for cell in 0..n_cells {
            first[cell + 1] += first[cell];
        }
        let mut next = first.clone();
        let mut list = vec![0_u32; blocks.len()];
        for (block, &cell) in blocks.cell.iter().enumerate() {
            list[next[cell as usize] as usize] = block as u32;
            next[cell as usize] += 1;
        }
        let cell = blocks.cell.iter().map(|&cell| cell as usize).collect();
        Self { counts: blocks.grid.counts, cell, first, blocks: list }
    }

    fn in_cell(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        let (start, end) = (self.first[cell] as usize, self.first[cell + 1] as usize);
        self.blocks[start..end].iter().map(|&block| block as usize)
    }

    /// The cells on the six sides of a block; none beyond the grid.
    fn sides(&self, block: usize) -> [Option<usize>; 6] {
        let cell = self.cell[block];
        let [nx, ny, nz] = self.counts;
        let (i, j, k) = (cell % nx, cell / nx % ny, cell / (nx * ny));
        [
            (0 < i).then(|| cell - 1),
            (i + 1 < nx).then(|| cell + 1),
            (0 < j).then(|| cell - nx),
            (j + 1 < ny).then(|| cell + nx),
            (0 < k).then(|| cell - nx * ny),
            (k + 1 < nz).then(|| cell + nx * ny),
        ]
    }

    fn has_every_side(&self, block: usize) -> bool {
        self.sides(block)
            .into_iter()
            .all(|side| side.is_some_and(|cell| self.in_cell(cell).next().is_some()))
    }

    fn of(&self, block: usize) -> impl Iterator<Item = usize> + '_ {
        let sides = self.sides(block).into_iter().flatten();
        [self.cell[block]].into_iter().chain(sides).flat_map(|cell| self.in_cell(cell))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::blocks::Quality;
    use crate::grid::Grid;

    const M: Option<Class> = Some(Class::Measured);
    const D: Option<Class> = Some(Class::Indicated);
    const F: Option<Class> = Some(Class::Inferred);

    fn blocks(counts: [usize; 3], class: Vec<Option<Class>>) -> Blocks {
        let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], counts, 0.0).unwrap();
        let n = grid.len();
        let nothing = Quality {
            pass: 1,
            n_samples: 1,
            n_holes: 1,
            hole_distance: None,
            variance: 0.0,
            slope: None,
            lagrange: 0.0,
        };
        Blocks {
            grid,
            domains: vec!["ore".into()],
            grades: vec!["cu".into()],
            cell: (0..n as u32).collect(),
            domain: vec![0; n],
            part: vec![1.0; n],
            density: vec![2.7; n],
            values: vec![vec![Some(1.0); n]],
            quality: vec![nothing; n],
            class,
        }
    }

    #[test]
    fn a_speckle_falls_class_by_class() {
        let mut line = blocks([6, 1, 1], vec![M, F, F, D, D, F]);
        let found = smooth(&mut line, &Smoothing { smallest_patch: 2, smallest_gap: 0 }).unwrap();
        assert_eq!(line.class, [F, F, F, D, D, F]);
        assert_eq!(found, Smoothed { n_lowered: 2, n_raised: 0 });
        smooth(&mut line, &Smoothing { smallest_patch: 7, smallest_gap: 0 }).unwrap();
        assert_eq!(line.class, [None; 6]);
    }

    #[test]
    fn a_gap_is_filled_only_where_it_is_closed_in() {
        let mut class = vec![D; 27];
        class[13] = F;
        class[0] = F;
        let mut cube = blocks([3, 3, 3], class.clone());
        let found = smooth(&mut cube, &Smoothing { smallest_patch: 1, smallest_gap: 2 }).unwrap();
        assert_eq!(found, Smoothed { n_lowered: 0, n_raised: 1 });
        assert_eq!((cube.class[13], cube.class[0]), (D, F));
        let mut unknown = blocks([3, 3, 3], class);
        unknown.values[0][13] = None;
        smooth(&mut unknown, &Smoothing { smallest_patch: 1, smallest_gap: 2 }).unwrap();
        assert_eq!(unknown.class[13], F);
    }

    proptest! {
        /// No patch smaller than asked for is left, and a second pass changes nothing.
        #[test]
        fn nothing_small_is_left(
            picks in proptest::collection::vec(0..4_usize, 60), smallest_patch in 1..8_usize,
        ) {
            let class = picks.iter().map(|&pick| [M, D, F, None][pick]).collect();
            let mut model = blocks([5, 4, 3], class);
            let smoothing = Smoothing { smallest_patch, smallest_gap: 0 };
            smooth(&mut model, &smoothing).unwrap();
            let neighbours = Neighbours::new(&model);
            for best in [Class::Measured, Class::Indicated, Class::Inferred] {
                let of = |at: usize| model.class[at].is_some_and(|class| class <= best);
                let all = patches(&neighbours, model.len(), of);
                prop_assert!(all.iter().all(|patch| smallest_patch <= patch.blocks.len()));
            }
            prop_assert_eq!(smooth(&mut model, &smoothing).unwrap(), Smoothed::default());
        }
    }
}
