//! Which samples inform a target.
//!
//! The nearest samples inside an ellipsoid, in the ellipsoid's own measure of distance, so far as
//! the limits per octant and per hole let them in. Octants follow the axes of the coordinates,
//! as GSLIB's do. Samples equally far are taken in sample order, so that a search repeats.
//!
//! Samples lie in a bucket grid in the space where the ellipsoid is the unit ball. Targets are
//! searched a tile at a time: every sample within the n-th distance from the tile's centre plus
//! twice the tile's radius holds all neighbours of all its targets.

use serde::{Deserialize, Serialize};

use crate::error::GroundError;
use crate::rotation::{Angles, Rotation};
use crate::samples::Points;

/// How far and how many.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Search {
    /// Half-axes of the ellipsoid: major, minor, vertical.
    pub radii: [f64; 3],
    /// The directions of the half-axes.
    pub angles: Angles,
    /// Fewer samples than this make no estimate.
    pub min_samples: usize,
    /// No more samples than this are used.
    pub max_samples: usize,
    /// At most this many from one octant.
    pub max_per_octant: Option<usize>,
    /// At most this many from one hole.
    pub max_per_hole: Option<usize>,
}

/// Samples that a target may not use: those of its own group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Withheld<'a> {
    /// The group of each sample.
    pub of_sample: &'a [u32],
    /// The group of each target.
    pub of_target: &'a [u32],
    /// How many samples the largest group has.
    pub largest: usize,
}

/// A sample near a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Neighbour {
    pub sample: usize,
    /// In radii, squared.
    pub squared: f64,
}

/// Samples sorted for search.
pub(crate) struct Index<'a> {
    points: &'a Points,
    search: Search,
    rotation: Rotation,
    low: [f64; 3],
    cell_size: f64,
    counts: [usize; 3],
    /// Where each cell's samples start.
    starts: Vec<u32>,
    /// Sample numbers by cell, and their places in search space.
    order: Vec<u32>,
    place: Vec<[f64; 3]>,
}

/// Where a search keeps its lists between targets.
#[derive(Default)]
pub(crate) struct Scratch {
    candidates: Vec<u32>,
    keys: Vec<u128>,
    distances: Vec<f64>,
    holes: Vec<(u32, usize)>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(points: &'a Points, search: Search) -> Result<Self, GroundError> {
        if search.max_samples == 0 || search.min_samples == 0 {
            let parameter = "number of samples";
            return Err(GroundError::OutOfRange { parameter, value: 0.0, needs: "1 or more" });
        }
        if search.max_samples < search.min_samples {
            let value = search.max_samples as f64;
            let needs = "at least the minimum number of samples";
            let parameter = "maximum number of samples";
            return Err(GroundError::OutOfRange { parameter, value, needs });
        }
        let rotation = Rotation::new(search.angles, search.radii)?;
        let placed: Vec<_> = (0..points.len()).map(|idx| rotation.apply(points.at(idx))).collect();
        let (low, extent) = bounds(&placed);
        let cell_size = cell_size(extent, points.len(), 4.0);
        let counts = extent.map(|length| (length / cell_size) as usize + 1);
        let cell_of = |place: &[f64; 3]| {
            let at = |axis: usize| {
                (((place[axis] - low[axis]) / cell_size) as usize).min(counts[axis] - 1)
            };
            at(0) + counts[0] * (at(1) + counts[1] * at(2))
        };
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        let cells: Vec<usize> = placed.iter().map(cell_of).collect();
        order.sort_by_key(|&idx| cells[idx as usize]);
        let mut starts = vec![0_u32; counts.iter().product::<usize>() + 1];
        for &cell in &cells {
            starts[cell + 1] += 1;
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let place = order.iter().map(|&idx| placed[idx as usize]).collect();
        Ok(Self { points, search, rotation, low, cell_size, counts, starts, order, place })
    }

    /// A place in the space of the search.
    pub(crate) fn place(&self, at: [f64; 3]) -> [f64; 3] {
        self.rotation.apply(at)
    }

    /// Where a sample lies.
    pub(crate) fn at(&self, sample: usize) -> [f64; 3] {
        self.points.at(sample)
    }

    /// Gathers every sample that a target within `radius` of `centre` could use.
    pub(crate) fn gather(
        &self,
        centre: [f64; 3],
        radius: f64,
        withheld: Option<Withheld<'_>>,
        scratch: &mut Scratch,
    ) {
        // Rounding in the sums of distances must not lose a sample on the rim.
        let whole = (1.0 + radius) * (1.0 + 1e-9);
        let limited = self.search.max_per_octant.is_some() || self.search.max_per_hole.is_some();
        let spare = withheld.map_or(0, |groups| groups.largest);
        let needed = self.search.max_samples + spare;
        if limited || self.points.len() <= needed {
            return self.within(centre, whole, scratch);
        }
        let mut reach = self.cell_size * libm::cbrt(needed as f64 / 4.0);
        loop {
            self.within(centre, reach.min(whole), scratch);
            if whole <= reach {
                return;
            }
            if needed <= scratch.candidates.len() {
                break;
            }
            reach *= 1.5;
        }
        scratch.distances.clear();
        for &slot in &scratch.candidates {
            scratch.distances.push(squared(self.place[slot as usize], centre));
        }
        let (_, nth, _) = scratch.distances.select_nth_unstable_by(needed - 1, f64::total_cmp);
        let reach = (nth.sqrt() + 2.0 * radius) * (1.0 + 1e-9);
        self.within(centre, reach.min(whole), scratch);
    }

    /// Chooses the neighbours of one target from those gathered, nearest first.
    pub(crate) fn choose(
        &self,
        (target, at): (usize, [f64; 3]),
        withheld: Option<Withheld<'_>>,
        scratch: &mut Scratch,
        chosen: &mut Vec<Neighbour>,
    ) {
        chosen.clear();
        let place = self.place(at);
        let keys = &mut scratch.keys;
        keys.clear();
        for &slot in &scratch.candidates {
            let squared = squared(self.place[slot as usize], place);
            let sample = self.order[slot as usize];
            let barred = withheld.is_some_and(|groups| {
                groups.of_sample[sample as usize] == groups.of_target[target]
            });
            if squared <= 1.0 && !barred {
                keys.push(u128::from(squared.to_bits()) << 32 | u128::from(sample));
            }
        }
        let limited = self.search.max_per_octant.is_some() || self.search.max_per_hole.is_some();
        let most = self.search.max_samples;
        if !limited && most < keys.len() {
            keys.select_nth_unstable(most - 1);
            keys.truncate(most);
        }
        keys.sort_unstable();
        let mut octants = [0; 8];
        scratch.holes.clear();
        for &key in keys.iter() {
            if chosen.len() == most {
                break;
            }
            let sample = key as u32 as usize;
            if limited && !self.lets_in(sample, at, &mut octants, &mut scratch.holes) {
                continue;
            }
            chosen.push(Neighbour { sample, squared: f64::from_bits((key >> 32) as u64) });
        }
    }

    fn lets_in(
        &self,
        sample: usize,
        at: [f64; 3],
        octants: &mut [usize; 8],
        holes: &mut Vec<(u32, usize)>,
    ) -> bool {
        let hole = self.points.hole_idx[sample];
        let in_hole = holes.iter().position(|&(known, _)| known == hole);
        let from_hole = in_hole.map_or(0, |slot| holes[slot].1);
        let octant = octant(self.points.at(sample), at);
        if self.search.max_per_hole.is_some_and(|most| most <= from_hole)
            || self.search.max_per_octant.is_some_and(|most| most <= octants[octant])
        {
            return false;
        }
        octants[octant] += 1;
        match in_hole {
            Some(slot) => holes[slot].1 += 1,
            None => holes.push((hole, 1)),
        }
        true
    }

    fn within(&self, centre: [f64; 3], reach: f64, scratch: &mut Scratch) {
        scratch.candidates.clear();
        let mut from = [0; 3];
        let mut to = [0; 3];
        for axis in 0..3 {
            let last = (self.counts[axis] - 1) as f64;
            let low = (centre[axis] - reach - self.low[axis]) / self.cell_size;
            let high = (centre[axis] + reach - self.low[axis]) / self.cell_size;
            if high < 0.0 || last + 1.0 < low {
                return;
            }
            from[axis] = low.clamp(0.0, last) as usize;
            to[axis] = high.clamp(0.0, last) as usize;
        }
        let limit = reach * reach;
        for k in from[2]..=to[2] {
            for j in from[1]..=to[1] {
                let row = self.counts[0] * (j + self.counts[1] * k);
                // The cells of a row lie one after another.
                for slot in self.starts[row + from[0]]..self.starts[row + to[0] + 1] {
                    if squared(self.place[slot as usize], centre) <= limit {
                        scratch.candidates.push(slot);
                    }
                }
            }
        }
    }
}

/// Groups targets into tiles: runs of a list of target numbers that lie close together.
pub(crate) fn tiles(places: &[[f64; 3]], per_tile: f64) -> (Vec<u32>, Vec<usize>) {
    let (low, extent) = bounds(places);
    let size = cell_size(extent, places.len(), per_tile);
    let cell = |idx: u32| {
        let at = |axis: usize| ((places[idx as usize][axis] - low[axis]) / size) as u64;
        at(2) << 42 | at(1) << 21 | at(0)
    };
    let mut keyed: Vec<(u64, u32)> = (0..places.len() as u32).map(|idx| (cell(idx), idx)).collect();
    keyed.sort_unstable();
    let mut starts: Vec<usize> =
        (0..keyed.len()).filter(|&at| at == 0 || keyed[at].0 != keyed[at - 1].0).collect();
    starts.push(keyed.len());
    (keyed.into_iter().map(|(_, idx)| idx).collect(), starts)
}

pub(crate) fn squared(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// The octant of a sample as seen from a target; faces belong where GSLIB puts them.
fn octant(sample: [f64; 3], at: [f64; 3]) -> usize {
    let [x, y, z] = [sample[0] - at[0], sample[1] - at[1], sample[2] - at[2]];
    let quadrant = if x <= 0.0 && 0.0 < y {
        0
    } else if 0.0 < x && 0.0 <= y {
        1
    } else if x < 0.0 && y <= 0.0 {
        2
    } else {
        3
    };
    if z < 0.0 { quadrant + 4 } else { quadrant }
}

fn bounds(places: &[[f64; 3]]) -> ([f64; 3], [f64; 3]) {
    let mut low = [f64::INFINITY; 3];
    let mut high = [f64::NEG_INFINITY; 3];
    for place in places {
        for axis in 0..3 {
            low[axis] = low[axis].min(place[axis]);
            high[axis] = high[axis].max(place[axis]);
        }
    }
    if places.is_empty() {
        return ([0.0; 3], [0.0; 3]);
    }
    (low, std::array::from_fn(|axis| high[axis] - low[axis]))
}

/// The side of cubes that hold this many of the places each, were they evenly spread.
fn cell_size(extent: [f64; 3], count: usize, per_cell: f64) -> f64 {
    let longest = extent.into_iter().fold(0.0, f64::max);
    if longest == 0.0 {
        return 1.0;
    }
    // A flat axis counts as one layer, so that a plane of samples is cut into squares.
    let cells = (count as f64 / per_cell).max(1.0);
    let mut size = longest / cells;
    for _ in 0..64 {
        let spanned: f64 = extent.map(|length| (length / size).floor() + 1.0).iter().product();
        if spanned <= cells.max(1.0) * 1.5 {
            break;
        }
        size *= 1.25;
    }
    size.max(longest / 1_000_000.0)
}
