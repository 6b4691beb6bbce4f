//! Contact analysis: how a grade changes across the contact of two domains, down the holes.
//!
//! Where it jumps the contact is hard, and samples of one domain say nothing of the other; where
//! it changes slowly the contact is soft.

use crate::error::{GroundError, positive};
use crate::hole::Composites;

/// Samples at one distance from a contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContactBin {
    /// From where, in the unit of depth; below zero on the side of the first domain.
    pub from: f64,
    /// To where.
    pub to: f64,
    /// How many samples.
    pub n: usize,
    /// Their mean by sampled length; none where there are none.
    pub mean: Option<f64>,
}

/// Mean grades by distance from the contacts between two domains.
///
/// A contact lies between two composites of one hole, one in each domain, no further apart than
/// `gap`. A composite counts at the distance of its middle from the nearest contact that bounds
/// its own run of one domain, up to `n_bins` times `width` away on either side.
///
/// # Errors
///
/// When there are no domains, one is not among them, nobody measured the variable, or a width is
/// not above zero.
pub fn contact_profile(
    composites: &Composites,
    variable: &str,
    domains: [&str; 2],
    width: f64,
    n_bins: usize,
    gap: f64,
) -> Result<Vec<ContactBin>, GroundError> {
    positive("width of a bin", width)?;
    let unknown = |name: &str, known: Vec<String>| GroundError::UnknownVariable {
        name: name.to_owned(),
        known,
    };
    let Some(codes) = &composites.domain else { return Err(unknown(domains[0], vec![])) };
    let mut sides = [0; 2];
    for (side, name) in sides.iter_mut().zip(domains) {
        let found = codes.names.iter().position(|known| known == name);
        *side = found.ok_or_else(|| unknown(name, codes.names.clone()))? as u32;
    }
    let Some(values) = composites.variables.iter().find(|known| known.name == variable) else {
        let known = composites.variables.iter().map(|variable| variable.name.clone()).collect();
        return Err(unknown(variable, known));
    };
    let side_of = |at: usize| sides.iter().position(|&side| codes.of[at] == Some(side));
    let mut sums = vec![(0_usize, 0.0, 0.0); 2 * n_bins];
    let order = down_the_holes(composites);
    for hole in order.chunk_by(|&a, &b| composites.hole_idx[a] == composites.hole_idx[b]) {
        let contacts = contacts(composites, hole, side_of, gap);
        for (nth, &at) in hole.iter().enumerate() {
            let (Some(side), Some(value)) = (side_of(at), values.values[at]) else { continue };
            let middle = 0.5 * (composites.from[at] + composites.to[at]);
            let Some(distance) = distance(composites, hole, &contacts, nth, middle) else {
                continue;
            };
            let step = (distance / width) as usize;
            if n_bins <= step {
                continue;
            }
            let bin = if side == 0 { n_bins - 1 - step } else { n_bins + step };
            let (n, length, sum) = &mut sums[bin];
            *n += 1;
            *length += values.sampled[at];
            *sum += values.sampled[at] * value;
        }
    }
    let bin = |(nth, &(n, length, sum)): (usize, &(usize, f64, f64))| {
        let from = (nth as f64 - n_bins as f64) * width;
        ContactBin { from, to: from + width, n, mean: (0.0 < length).then(|| sum / length) }
    };
    Ok(sums.iter().enumerate().map(bin).collect())
}

fn down_the_holes(composites: &Composites) -> Vec<usize> {
    let mut order: Vec<usize> = (0..composites.len()).collect();
    order.sort_by(|&a, &b| {
        let by_hole = composites.hole_idx[a].cmp(&composites.hole_idx[b]);
        by_hole.then(composites.from[a].total_cmp(&composites.from[b])).then(a.cmp(&b))
    });
    order
}

/// The depth of the contact between each composite of a hole and the next, where there is one.
fn contacts(
    composites: &Composites,
    hole: &[usize],
    side_of: impl Fn(usize) -> Option<usize>,
    gap: f64,
) -> Vec<Option<f64>> {
    let contact = |pair: &[usize]| {
        let (above, below) = (pair[0], pair[1]);
        let is_contact = side_of(above)? != side_of(below)?;
        let near = composites.from[below] - composites.to[above] <= gap;
        // Composites cut at whole lengths share one where the contact lies inside it.
        (is_contact && near).then(|| 0.5 * (composites.to[above] + composites.from[below]))
    };
    hole.windows(2).map(contact).collect()
}

/// How far the nearest contact is that bounds the run of a composite.
fn distance(
    composites: &Composites,
    hole: &[usize],
    contacts: &[Option<f64>],
    nth: usize,
    middle: f64,
) -> Option<f64> {
    let domain = |nth: usize| composites.domain.as_ref().and_then(|codes| codes.of[hole[nth]]);
    let run = |step: fn(usize) -> Option<usize>, edge: fn(usize) -> Option<usize>| {
        let mut at = nth;
        loop {
            // The place between this composite and the next that way.
            if let Some(depth) = edge(at).and_then(|edge| contacts.get(edge).copied().flatten()) {
                return Some((middle - depth).abs());
            }
            let next = step(at).filter(|&next| next < hole.len())?;
            if domain(next) != domain(nth) {
                return None;
            }
            at = next;
        }
    };
    let above = run(|at| at.checked_sub(1), |at| at.checked_sub(1));
    let below = run(|at| Some(at + 1), Some);
    match (above, below) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hole::{Codes, Composited};

    /// One hole of ten one-metre composites: four of waste, six of ore; and another that starts
    /// in ore and never leaves it.
    fn composites() -> Composites {
        let of = |nth: u32| Some(u32::from(nth < 4));
        let from: Vec<f64> = (0..13).map(|nth| f64::from(nth % 10)).collect();
        let values = (0..13).map(|nth| Some(if nth < 4 { 0.1 } else { 2.0 })).collect();
        Composites {
            hole_idx: (0..13).map(|nth| nth / 10).collect(),
            to: from.iter().map(|from| from + 1.0).collect(),
            from,
            x: vec![0.0; 13],
            y: vec![0.0; 13],
            z: vec![0.0; 13],
            domain: Some(Codes {
                name: "domain".into(),
                names: vec!["ore".into(), "waste".into()],
                of: (0..13).map(of).collect(),
            }),
            variables: vec![Composited { name: "cu".into(), values, sampled: vec![1.0; 13] }],
            ..Composites::default()
        }
    }

    #[test]
    fn a_hard_contact_is_a_step() {
        let bins = contact_profile(&composites(), "cu", ["waste", "ore"], 1.0, 3, 0.1).unwrap();
        let counts: Vec<usize> = bins.iter().map(|bin| bin.n).collect();
        assert_eq!(counts, [1, 1, 1, 1, 1, 1]);
        assert_eq!((bins[0].from, bins[5].to), (-3.0, 3.0));
        assert!(bins[..3].iter().all(|bin| bin.mean == Some(0.1)));
        assert!(bins[3..].iter().all(|bin| bin.mean == Some(2.0)));
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let all = composites();
        assert!(contact_profile(&all, "au", ["waste", "ore"], 1.0, 3, 0.1).is_err());
        assert!(contact_profile(&all, "cu", ["waste", "air"], 1.0, 3, 0.1).is_err());
        assert!(contact_profile(&all, "cu", ["waste", "ore"], 0.0, 3, 0.1).is_err());
    }
}
