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
    places: [Vec<f64>; 3],
}

/// Where a search keeps its lists between targets.
#[derive(Default)]
pub(crate) struct Scratch {
    /// What a tile of targets may use, in the order of slots.
    candidates: Vec<u32>,
    places: [Vec<f64>; 3],
    /// From the centre of the tile, or from a target.
    squared: Vec<f64>,
    some: Vec<f64>,
    picked: Vec<u32>,
    keys: Vec<u128>,
    holes: Vec<(u32, usize)>,
    /// How far the n-th sample lay from the last centre and, squared, from the last target: where
    /// to look first.
    reach: f64,
    limit: f64,
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
        let places = std::array::from_fn(|axis| {
            order.iter().map(|&idx| placed[idx as usize][axis]).collect()
        });
        Ok(Self { points, search, rotation, low, cell_size, counts, starts, order, places })
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
    #[inline(always)]
    pub(crate) fn gather(
        &self,
        centre: [f64; 3],
        radius: f64,
        withheld: Option<Withheld<'_>>,
        scratch: &mut Scratch,
    ) {
        // Rounding in the sums of distances must not lose a sample on the rim.
        let whole = (1.0 + radius) * (1.0 + 1e-9);
        let spare = withheld.map_or(0, |groups| groups.largest);
        let needed = self.search.max_samples.saturating_add(spare);
        if self.is_limited() || self.points.len() <= needed {
            return self.within(centre, whole, scratch);
        }
        let mut reach = match scratch.reach {
            0.0 => self.cell_size * libm::cbrt(needed as f64 / 4.0),
            last => 1.1 * last + 2.0 * radius,
        };
        loop {
            reach = reach.min(whole);
            self.within(centre, reach, scratch);
            if whole <= reach {
                return;
            }
            if needed <= scratch.candidates.len() {
                break;
            }
            reach *= 1.4;
        }
        scratch.some.clone_from(&scratch.squared);
        let (_, nth, _) = scratch.some.select_nth_unstable_by(needed - 1, f64::total_cmp);
        scratch.reach = nth.sqrt();
        let enough = ((scratch.reach + 2.0 * radius) * (1.0 + 1e-9)).min(whole);
        if enough <= reach {
            scratch.keep(enough * enough);
        } else {
            self.within(centre, enough, scratch);
        }
    }

    fn is_limited(&self) -> bool {
        self.search.max_per_octant.is_some() || self.search.max_per_hole.is_some()
    }

    /// Chooses the neighbours of one target from those gathered.
    ///
    /// They come in the order of slots where only their number is limited, else nearest first.
    #[inline(always)]
    pub(crate) fn choose(
        &self,
        (target, at): (usize, [f64; 3]),
        withheld: Option<Withheld<'_>>,
        scratch: &mut Scratch,
        chosen: &mut Vec<Neighbour>,
    ) {
        chosen.clear();
        scratch.measure(self.place(at));
        if let Some(groups) = withheld {
            let barred = groups.of_target[target];
            for (squared, &slot) in scratch.squared.iter_mut().zip(&scratch.candidates) {
                let group = groups.of_sample[self.order[slot as usize] as usize];
                *squared = if group == barred { f64::INFINITY } else { *squared };
            }
        }
        if self.is_limited() {
            return self.choose_limited(at, scratch, chosen);
        }
        let sample_of = |&slot: &u32| self.order[slot as usize];
        let (limit, last) = scratch.nearest(self.search.max_samples, sample_of);
        scratch.pick(limit);
        for &idx in &scratch.picked {
            let squared = scratch.squared[idx as usize];
            let sample = self.order[scratch.candidates[idx as usize] as usize];
            if squared < limit || sample <= last {
                chosen.push(Neighbour { sample: sample as usize, squared });
            }
        }
    }

    fn choose_limited(&self, at: [f64; 3], scratch: &mut Scratch, chosen: &mut Vec<Neighbour>) {
        let keys = &mut scratch.keys;
        keys.clear();
        for (&slot, squared) in scratch.candidates.iter().zip(&scratch.squared) {
            if *squared <= 1.0 {
                let sample = self.order[slot as usize];
                keys.push(u128::from(squared.to_bits()) << 32 | u128::from(sample));
            }
        }
        keys.sort_unstable();
        let mut octants = [0; 8];
        scratch.holes.clear();
        for &key in keys.iter() {
            if chosen.len() == self.search.max_samples {
                break;
            }
            let sample = key as u32 as usize;
            if self.lets_in(sample, at, &mut octants, &mut scratch.holes) {
                chosen.push(Neighbour { sample, squared: f64::from_bits((key >> 32) as u64) });
            }
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

    #[inline(always)]
    fn within(&self, centre: [f64; 3], reach: f64, scratch: &mut Scratch) {
        scratch.clear();
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
                let slots = self.starts[row + from[0]]..self.starts[row + to[0] + 1];
                scratch.take(slots, &self.places, centre, limit);
            }
        }
    }
}

impl Scratch {
    fn clear(&mut self) {
        self.candidates.clear();
        self.squared.clear();
        for along in &mut self.places {
            along.clear();
        }
    }

    /// Adds those of a row of slots that lie within the limit.
    #[inline(always)]
    fn take(
        &mut self,
        slots: std::ops::Range<u32>,
        [x, y, z]: &[Vec<f64>; 3],
        [east, north, up]: [f64; 3],
        limit: f64,
    ) {
        let range = slots.start as usize..slots.end as usize;
        let (x, y, z) = (&x[range.clone()], &y[range.clone()], &z[range]);
        self.some.clear();
        self.some.extend(x.iter().zip(y).zip(z).map(|((x, y), z)| {
            let (x, y, z) = (x - east, y - north, z - up);
            x * x + y * y + z * z
        }));
        for (idx, &squared) in self.some.iter().enumerate() {
            if squared <= limit {
                self.candidates.push(slots.start + idx as u32);
                self.squared.push(squared);
                self.places[0].push(x[idx]);
                self.places[1].push(y[idx]);
                self.places[2].push(z[idx]);
            }
        }
    }

    /// Drops candidates beyond a limit.
    #[inline(always)]
    fn keep(&mut self, limit: f64) {
        let mut kept = 0;
        for idx in 0..self.candidates.len() {
            self.candidates[kept] = self.candidates[idx];
            for along in &mut self.places {
                along[kept] = along[idx];
            }
            kept += usize::from(self.squared[idx] <= limit);
        }
        self.candidates.truncate(kept);
        for along in &mut self.places {
            along.truncate(kept);
        }
    }

    /// Picks the candidates within a limit, as places in the lists.
    #[inline(always)]
    fn pick(&mut self, limit: f64) {
        // Without a branch: about every second candidate is within, in no order to be guessed.
        self.picked.resize(self.squared.len(), 0);
        let mut picked = 0;
        for (idx, &squared) in self.squared.iter().enumerate() {
            self.picked[picked] = idx as u32;
            picked += usize::from(squared <= limit);
        }
        self.picked.truncate(picked);
    }

    /// The squared distance of every candidate from a place.
    #[inline(always)]
    fn measure(&mut self, [east, north, up]: [f64; 3]) {
        let [x, y, z] = &self.places;
        self.squared.clear();
        self.squared.extend(x.iter().zip(y).zip(z).map(|((x, y), z)| {
            let (x, y, z) = (x - east, y - north, z - up);
            x * x + y * y + z * z
        }));
    }

    /// The squared distance and sample number up to which candidates are the nearest `most` within
    /// one radius.
    ///
    /// Counts how many lie within a limit and moves it until the count is right or nearly so; what
    /// is then between the limits is sorted.
    #[inline(always)]
    fn nearest(&mut self, most: usize, sample_of: impl Fn(&u32) -> u32) -> (f64, u32) {
        let (mut low, mut n_low) = (0.0, 0);
        let (mut high, mut n_high) = (1.0, count_within(&self.squared, 1.0));
        if n_high <= most {
            return (high, u32::MAX);
        }
        let mut limit = self.limit;
        for _ in 0..6 {
            if !(low < limit && limit < high) {
                limit = 0.5 * (low + high);
            }
            let n = count_within(&self.squared, limit);
            if n == most {
                self.limit = limit;
                return (limit, u32::MAX);
            }
            let share = most as f64 + 0.5;
            if n < most {
                (low, n_low) = (limit, n);
            } else {
                (high, n_high) = (limit, n);
            }
            // Far from the mark, numbers grow with the volume; close to it, evenly.
            limit = if 1.0 <= high {
                let wanted = share / n.max(1) as f64;
                limit * if wanted < 1.3 { wanted } else { 1.3 }
            } else {
                low + (high - low) * (share - n_low as f64) / (n_high - n_low) as f64
            };
        }
        self.keys.clear();
        for (slot, &squared) in self.candidates.iter().zip(&self.squared) {
            if (low < squared || n_low == 0) && squared <= high {
                self.keys.push(u128::from(squared.to_bits()) << 32 | u128::from(sample_of(slot)));
            }
        }
        let (_, key, _) = self.keys.select_nth_unstable(most - n_low - 1);
        self.limit = f64::from_bits((*key >> 32) as u64);
        (self.limit, *key as u32)
    }
}

#[inline(always)]
fn count_within(squared: &[f64], limit: f64) -> usize {
    squared.iter().map(|&squared| u64::from(squared <= limit)).sum::<u64>() as usize
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
