//! In which order nodes are visited, and which of them lie near each other.

use oreproof_risk::Stream;
use rayon::prelude::*;

use super::{Near, Simulation};
use crate::error::GroundError;
use crate::grid::Grid;
use crate::rotation::Rotation;

/// The order of visits to the nodes that lie on no datum.
pub(super) struct Path {
    pub(super) nodes: Vec<u32>,
    /// The visit of each node; for one on a datum, which stands for it, later than any.
    pub(super) visit: Vec<u32>,
}

/// A step between nodes of a grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// In blocks along the axes of the grid.
    pub(super) blocks: [i32; 3],
    /// East, north and up.
    pub(super) along: [f64; 3],
    /// In radii, squared.
    pub(super) squared: f64,
}

impl Path {
    pub(super) fn new(
        grid: &Grid,
        simulation: &Simulation,
        number: u32,
        on_data: &[(u32, u32)],
    ) -> Self {
        let stream = Stream::named(simulation.seed, "path");
        let mut keyed: Vec<(u32, u64, u32)> = (0..grid.len() as u32)
            .into_par_iter()
            .filter(|node| on_data.binary_search_by_key(node, |&(node, _)| node).is_err())
            .map(|node| {
                let [a, b, ..] = stream.words(u64::from(node), number);
                let finer = simulation.coarse_grids - coarseness(grid, simulation, node);
                (finer, u64::from(a) << 32 | u64::from(b), node)
            })
            .collect();
        keyed.par_sort_unstable();
        let nodes: Vec<u32> = keyed.into_iter().map(|(.., node)| node).collect();
        let mut visit = vec![u32::MAX; grid.len()];
        for (at, &node) in nodes.iter().enumerate() {
            visit[node as usize] = at as u32;
        }
        Self { nodes, visit }
    }
}

impl Path {
    /// The path along the numbers of nodes.
    pub(super) fn in_order(grid: &Grid, on_data: &[(u32, u32)]) -> Self {
        let is_free = |node: &u32| on_data.binary_search_by_key(node, |&(node, _)| node).is_err();
        let nodes = (0..grid.len() as u32).filter(is_free).collect();
        Self { nodes, visit: Vec::new() }
    }
}

/// The coarsest of the grids, counted from the finest, that a node belongs to.
fn coarseness(grid: &Grid, simulation: &Simulation, node: u32) -> u32 {
    let [i, j, k] = grid.position(node as usize);
    // Trailing zeros of all three at once: how often each can be halved.
    (i | j | k).trailing_zeros().min(simulation.coarse_grids)
}

/// The steps inside the ellipsoid, nearest first; equally long ones in the order of the grid.
pub(super) fn template(grid: &Grid, near: Near) -> Result<Vec<Step>, GroundError> {
    let rotation = Rotation::new(near.angles, near.radii)?;
    let longest = near.radii.into_iter().fold(0.0, f64::max);
    let reach: [i32; 3] = std::array::from_fn(|axis| {
        (longest / grid.block_size[axis]).min((grid.counts[axis] - 1) as f64) as i32
    });
    let mut steps = Vec::new();
    for k in -reach[2]..=reach[2] {
        for j in -reach[1]..=reach[1] {
            for i in -reach[0]..=reach[0] {
                let blocks = [i, j, k];
                let along = grid.turned(std::array::from_fn(|axis| {
                    f64::from(blocks[axis]) * grid.block_size[axis]
                }));
                let squared = rotation.squared(along);
                if squared <= 1.0 && blocks != [0; 3] {
                    steps.push(Step { blocks, along, squared });
                }
            }
        }
    }
    // A stable sort keeps the order of the grid.
    steps.sort_by(|a, b| a.squared.total_cmp(&b.squared));
    Ok(steps)
}
