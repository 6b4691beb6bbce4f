//! Which samples inform a target.
//!
//! The nearest samples inside an ellipsoid, in the ellipsoid's own measure of distance, so far as
//! the limits per sector and per hole let them in. Samples equally far are taken in sample order, so that a search repeats.
//!
//! Samples lie in a bucket grid in the space where the ellipsoid is the unit ball. Targets are
//! searched a tile at a time: every sample within the n-th distance from the tile's centre plus
//! twice the tile's radius holds all neighbours of all its targets.

use serde::{Deserialize, Serialize};

use crate::error::GroundError;
use crate::rotation::{Angles, Rotation};
use crate::samples::Points;
use crate::sector::Sectors;

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
    /// At most so many from one sector.
    pub sectors: Option<Sectors>,
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

impl<'a> Withheld<'a> {
    /// Of targets that are the samples themselves, by their groups.
    pub(crate) fn of(groups: &'a [u32]) -> Self {
        let mut sorted = groups.to_vec();
        sorted.sort_unstable();
        let largest = sorted.chunk_by(|a, b| a == b).map(<[u32]>::len).max().unwrap_or(0);
        Self { of_sample: groups, of_target: groups, largest }
    }
}

/// A sample near a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Neighbour {
    pub sample: u32,
    /// Its place in the order in which samples are searched: near ones lie near in memory.
    pub slot: u32,
    /// In radii, squared.
    pub squared: f64,
}

/// Samples sorted for search.
pub(crate) struct Index<'a> {
    points: &'a Points,
    search: Search,
    rotation: Rotation,
    low: [f64; 3],
    extent: [f64; 3],
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
    /// How many candidates there are: what a tile of targets may use, in the order of slots. The
    /// lists that follow have room for more.
    count: usize,
    slots: Vec<u32>,
    places: [Vec<f64>; 3],
    /// From the centre of the tile, or from a target.
    squared: Vec<f64>,
    /// The groups of candidates, where some are withheld.
    groups: Vec<u32>,
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
        Ok(Self { points, search, rotation, low, extent, cell_size, counts, starts, order, places })
    }

    /// A place in the space of the search.
    pub(crate) fn place(&self, at: [f64; 3]) -> [f64; 3] {
        self.rotation.apply(at)
    }

    /// Where a sample lies.
    pub(crate) fn at(&self, sample: u32) -> [f64; 3] {
        self.points.at(sample as usize)
    }

    /// Whether every sample is a neighbour of whatever lies at a place in the space of the search,
    /// as is certain from the box about them.
    pub(crate) fn reaches_all(&self, place: [f64; 3]) -> bool {
        let mut farthest = 0.0;
        for ((at, low), extent) in place.iter().zip(&self.low).zip(&self.extent) {
            let away = (at - low).abs().max((at - low - extent).abs());
            farthest += away * away;
        }
        !self.is_limited()
            && (self.search.min_samples..=self.search.max_samples).contains(&self.points.len())
            && farthest * (1.0 + 1e-9) <= 1.0
    }

    /// The sum of the distances of all samples from a place in the space of the search.
    pub(crate) fn distance_to_all(&self, place: [f64; 3]) -> f64 {
        let [x, y, z] = &self.places;
        let samples = x.iter().zip(y).zip(z);
        samples.map(|((&x, &y), &z)| squared([x, y, z], place).sqrt()).sum()
    }

    /// The samples in the order of slots.
    pub(crate) fn order(&self) -> &[u32] {
        &self.order
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
        self.gather_all(centre, radius, withheld.map_or(0, |groups| groups.largest), scratch);
        scratch.groups.clear();
        if let Some(groups) = withheld {
            let group = |&slot: &u32| groups.of_sample[self.order[slot as usize] as usize];
            scratch.groups.extend(scratch.slots[..scratch.count].iter().map(group));
        }
    }

    #[inline(always)]
    fn gather_all(&self, centre: [f64; 3], radius: f64, spare: usize, scratch: &mut Scratch) {
        // Rounding in the sums of distances must not lose a sample on the rim.
        let whole = (1.0 + radius) * (1.0 + 1e-9);
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
            if needed <= scratch.count {
                break;
            }
            reach *= 1.4;
        }
        scratch.some.clear();
        scratch.some.extend_from_slice(&scratch.squared[..scratch.count]);
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
        self.search.sectors.is_some() || self.search.max_per_hole.is_some()
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
            for (squared, &group) in scratch.squared.iter_mut().zip(&scratch.groups) {
                *squared = if group == barred { f64::INFINITY } else { *squared };
            }
        }
        if self.is_limited() {
            return self.choose_limited(at, scratch, chosen);
        }
        let most = self.search.max_samples;
        let (limit, last) = scratch.nearest(most, &self.order);
        let mut n = scratch.pick(limit);
        while last == u32::MAX && most < n {
            scratch.drop_farthest(n, &self.order);
            n -= 1;
        }
        chosen.extend(scratch.picked[..n].iter().map(|&idx| {
            let slot = scratch.slots[idx as usize];
            let squared = scratch.squared[idx as usize];
            Neighbour { sample: self.order[slot as usize], slot, squared }
        }));
        if last != u32::MAX {
            chosen.retain(|found| found.squared < limit || found.sample <= last);
        }
    }

    fn choose_limited(&self, at: [f64; 3], scratch: &mut Scratch, chosen: &mut Vec<Neighbour>) {
        let keys = &mut scratch.keys;
        keys.clear();
        for (&slot, squared) in scratch.slots.iter().zip(&scratch.squared[..scratch.count]) {
            if *squared <= 1.0 {
                keys.push(key(*squared, self.order[slot as usize], slot));
            }
        }
        keys.sort_unstable();
        let mut sectors = [0; 8];
        scratch.holes.clear();
        for &key in keys.iter() {
            if chosen.len() == self.search.max_samples {
                break;
            }
            let (squared, sample, slot) = unlocked(key);
            if self.lets_in(sample as usize, at, &mut sectors, &mut scratch.holes) {
                chosen.push(Neighbour { sample, slot, squared });
            }
        }
    }

    fn lets_in(
        &self,
        sample: usize,
        at: [f64; 3],
        in_sector: &mut [usize; 8],
        holes: &mut Vec<(u32, usize)>,
    ) -> bool {
        let hole = self.points.hole_idx[sample];
        let in_hole = holes.iter().position(|&(known, _)| known == hole);
        let from_hole = in_hole.map_or(0, |slot| holes[slot].1);
        if self.search.max_per_hole.is_some_and(|most| most <= from_hole) {
            return false;
        }
        if let Some(Sectors { cut, most }) = self.search.sectors {
            let place = self.points.at(sample);
            let step = std::array::from_fn(|axis| place[axis] - at[axis]);
            let sector = &mut in_sector[cut.of(step, &self.rotation)];
            if most <= *sector {
                return false;
            }
            *sector += 1;
        }
        match in_hole {
            Some(slot) => holes[slot].1 += 1,
            None => holes.push((hole, 1)),
        }
        true
    }

    #[inline(always)]
    fn within(&self, centre: [f64; 3], reach: f64, scratch: &mut Scratch) {
        scratch.count = 0;
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
        // Cells may have been rounded to the other side of a sample.
        let rounding = 1e-6 * self.cell_size;
        let gap = |axis: usize, cell: usize| {
            let start = self.low[axis] + cell as f64 * self.cell_size - rounding;
            let end = start + self.cell_size + 2.0 * rounding;
            (start - centre[axis]).max(centre[axis] - end).max(0.0)
        };
        let last = (self.counts[0] - 1) as f64;
        for k in from[2]..=to[2] {
            let up = gap(2, k);
            for j in from[1]..=to[1] {
                let north = gap(1, j);
                let left = limit - north * north - up * up;
                if left < 0.0 {
                    continue;
                }
                // Only the part of the row that the ball reaches.
                let reach = left.sqrt() + rounding;
                let first = (centre[0] - reach - self.low[0]) / self.cell_size;
                let end = (centre[0] + reach - self.low[0]) / self.cell_size;
                let (first, end) = (first.clamp(0.0, last) as usize, end.clamp(0.0, last) as usize);
                let row = self.counts[0] * (j + self.counts[1] * k);
                // The cells of a row lie one after another.
                let slots = self.starts[row + first]..self.starts[row + end + 1];
                scratch.take(slots, &self.places, centre, limit);
            }
        }
    }
}

impl Scratch {
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
        let (start, n) = (self.count, x.len());
        if self.slots.len() < start + n {
            self.grow(start + n);
        }
        let into_slots = &mut self.slots[start..start + n];
        let into_squared = &mut self.squared[start..start + n];
        let [into_x, into_y, into_z] = &mut self.places;
        let (into_x, into_y, into_z) = (
            &mut into_x[start..start + n],
            &mut into_y[start..start + n],
            &mut into_z[start..start + n],
        );
        // Without a branch: about every second is within, in no order to be guessed.
        let mut taken = 0;
        for ((&x, (&y, &z)), slot) in x.iter().zip(y.iter().zip(z)).zip(slots) {
            let (from_x, from_y, from_z) = (x - east, y - north, z - up);
            let squared = from_x * from_x + from_y * from_y + from_z * from_z;
            into_slots[taken] = slot;
            into_squared[taken] = squared;
            (into_x[taken], into_y[taken], into_z[taken]) = (x, y, z);
            taken += usize::from(squared <= limit);
        }
        self.count += taken;
    }

    #[cold]
    fn grow(&mut self, needed: usize) {
        let room = 2 * needed;
        self.slots.resize(room, 0);
        self.squared.resize(room, 0.0);
        self.picked.resize(room, 0);
        for along in &mut self.places {
            along.resize(room, 0.0);
        }
    }

    /// Drops candidates beyond a limit.
    #[inline(always)]
    fn keep(&mut self, limit: f64) {
        let mut kept = 0;
        for idx in 0..self.count {
            self.slots[kept] = self.slots[idx];
            for along in &mut self.places {
                along[kept] = along[idx];
            }
            kept += usize::from(self.squared[idx] <= limit);
        }
        self.count = kept;
    }

    /// Picks the candidates within a limit, as places in the lists, and says how many there are.
    #[inline(always)]
    fn pick(&mut self, limit: f64) -> usize {
        let squared = &self.squared[..self.count];
        let picked = &mut self.picked[..self.count];
        let mut n = 0;
        for (idx, &squared) in squared.iter().enumerate() {
            picked[n] = idx as u32;
            n += usize::from(squared <= limit);
        }
        n
    }

    /// The squared distance of every candidate from a place.
    #[inline(always)]
    fn measure(&mut self, [east, north, up]: [f64; 3]) {
        let [x, y, z] = &self.places;
        let places = x[..self.count].iter().zip(&y[..self.count]).zip(&z[..self.count]);
        for (squared, ((x, y), z)) in self.squared[..self.count].iter_mut().zip(places) {
            let (x, y, z) = (x - east, y - north, z - up);
            *squared = x * x + y * y + z * z;
        }
    }

    /// Drops the farthest of so many that have been picked; of equals, the last sample.
    #[inline(always)]
    fn drop_farthest(&mut self, n: usize, order: &[u32]) {
        let sample = |idx: u32| order[self.slots[idx as usize] as usize];
        let (mut at, mut farthest) = (0, self.squared[self.picked[0] as usize]);
        for (other, &idx) in self.picked[..n].iter().enumerate().skip(1) {
            let squared = self.squared[idx as usize];
            if farthest < squared || (farthest == squared && sample(self.picked[at]) < sample(idx))
            {
                (at, farthest) = (other, squared);
            }
        }
        self.picked.copy_within(at + 1..n, at);
    }

    /// The squared distance and sample number up to which candidates are the nearest `most` within
    /// one radius; up to [`SPARE`] more where every sample number is let in.
    ///
    /// Counts how many lie within a limit and moves it until the count is nearly right; where it
    /// will not be, as many are equally far, what is between two limits is sorted.
    #[inline(always)]
    fn nearest(&mut self, most: usize, order: &[u32]) -> (f64, u32) {
        let squared = &self.squared[..self.count];
        let (mut low, mut n_low) = (0.0, 0);
        let (mut high, mut n_high) = (1.0, usize::MAX);
        let mut limit = if 0.0 < self.limit && self.limit < 1.0 { self.limit } else { 1.0 };
        for _ in 0..8 {
            let n = count_within(squared, limit);
            if most <= n && n <= most + SPARE {
                self.limit = limit;
                return (limit, u32::MAX);
            }
            if n < most && limit == 1.0 {
                return (limit, u32::MAX);
            }
            let share = most as f64 + 0.5 * SPARE as f64;
            if n < most {
                (low, n_low) = (limit, n);
            } else {
                (high, n_high) = (limit, n);
            }
            // Far from the mark, numbers grow with the volume; close to it, evenly.
            limit = if n_high == usize::MAX {
                let wanted = share / n.max(1) as f64;
                (limit * if wanted < 1.5 { wanted } else { 1.5 }).min(1.0)
            } else {
                low + (high - low) * (share - n_low as f64) / (n_high - n_low) as f64
            };
            if n_high != usize::MAX && !(low < limit && limit < high) {
                limit = 0.5 * (low + high);
            }
        }
        self.keys.clear();
        for (&slot, &squared) in self.slots.iter().zip(squared) {
            if (low < squared || n_low == 0) && squared <= high {
                self.keys.push(key(squared, order[slot as usize], slot));
            }
        }
        if self.keys.len() < most - n_low {
            return (1.0, u32::MAX);
        }
        let (_, key, _) = self.keys.select_nth_unstable(most - n_low - 1);
        let (limit, sample, _) = unlocked(*key);
        self.limit = limit;
        (limit, sample)
    }
}

/// How many more than asked for are as good as found: the farthest of few are soon dropped.
const SPARE: usize = 3;

/// A number that sorts by distance, then by sample.
fn key(squared: f64, sample: u32, slot: u32) -> u128 {
    u128::from(squared.to_bits()) << 64 | u128::from(sample) << 32 | u128::from(slot)
}

/// Distance, sample and slot of a key.
fn unlocked(key: u128) -> (f64, u32, u32) {
    (f64::from_bits((key >> 64) as u64), (key >> 32) as u32, key as u32)
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
