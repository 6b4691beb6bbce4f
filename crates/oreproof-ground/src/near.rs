//! How near the data are to a place.

use rayon::prelude::*;

use crate::error::{GroundError, finite, positive};
use crate::krige::{Estimate, NoEstimate, Outcome, ball};
use crate::rotation::Angles;
use crate::samples::Points;
use crate::search::{Index, Neighbour, Scratch, Search, Withheld, tiles};
use crate::validate::{Withhold, groups};

/// The nearest sample to each target in the measure of the search, with its distance in radii;
/// none beyond the radii.
///
/// # Errors
///
/// When the search cannot be, or a target is not finite.
pub fn nearest(
    points: &Points,
    targets: &[[f64; 3]],
    search: &Search,
) -> Result<Vec<Option<(usize, f64)>>, GroundError> {
    let one = Search { min_samples: 1, max_samples: 1, ..*search };
    around(points, targets, &one, None, |found| {
        found.first().map(|neighbour| (neighbour.sample as usize, neighbour.squared.sqrt()))
    })
}

/// The mean of the samples that the search finds, each weighed by the inverse of its distance in
/// radii to a power; the mean of those at the target where there are any, none where the search
/// finds too few.
///
/// # Errors
///
/// When the search cannot be, a target is not finite, or the power is not above nought.
pub fn inverse_distance(
    points: &Points,
    targets: &[[f64; 3]],
    search: &Search,
    power: f64,
) -> Result<Vec<Option<f64>>, GroundError> {
    positive("power of the distance", power)?;
    around(points, targets, search, None, |near| {
        (search.min_samples <= near.len()).then(|| weighed(points, near, power))
    })
}

/// How samples are weighed that are not kriged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weighing {
    /// The nearest alone.
    Nearest,
    /// By the inverse of the distance in radii to this power, above nought.
    InverseDistance(f64),
}

/// Estimates at targets by distance alone, with what each rests on; `withhold` leaves out of each
/// sample's own estimate what [`crate::cross_validate`] does, and the targets are then the samples.
///
/// Such an estimate has no variance: it is not a number.
///
/// # Errors
///
/// When the search cannot be, a target is not finite, the power is not above nought, or there is not
/// one fold for each sample.
pub fn by_distance(
    points: &Points,
    targets: &[[f64; 3]],
    search: &Search,
    weighing: Weighing,
    withhold: Option<&Withhold>,
) -> Result<Vec<Outcome>, GroundError> {
    if let Weighing::InverseDistance(power) = weighing {
        positive("power of the distance", power)?;
    }
    let groups = withhold.map(|withhold| groups(points, withhold)).transpose()?;
    let withheld = groups.as_deref().map(Withheld::of);
    let found = around(points, targets, search, withheld, |near| {
        Some(if near.len() < search.min_samples {
            Err(NoEstimate::TooFewSamples { found: near.len() as u32 })
        } else {
            Ok(estimate(points, near, weighing))
        })
    })?;
    let nothing = Err(NoEstimate::TooFewSamples { found: 0 });
    Ok(found.into_iter().map(|outcome| outcome.unwrap_or(nothing)).collect())
}

fn estimate(points: &Points, near: &[Neighbour], weighing: Weighing) -> Estimate {
    let value = |of: &Neighbour| points.value[of.sample as usize];
    let order = |a: &&Neighbour, b: &&Neighbour| {
        a.squared.total_cmp(&b.squared).then(a.sample.cmp(&b.sample))
    };
    let first = near.iter().min_by(order);
    let used = match (weighing, first) {
        (Weighing::Nearest, Some(first)) => std::slice::from_ref(first),
        _ => near,
    };
    let n = used.len() as f64;
    let mut holes: Vec<u32> = used.iter().map(|of| points.hole_idx[of.sample as usize]).collect();
    holes.sort_unstable();
    holes.dedup();
    Estimate {
        value: match weighing {
            Weighing::Nearest => first.map_or(f64::NAN, value),
            Weighing::InverseDistance(power) => weighed(points, used, power),
        },
        variance: f64::NAN,
        n_samples: used.len() as u32,
        n_holes: holes.len() as u32,
        mean_distance: used.iter().map(|of| of.squared.sqrt()).sum::<f64>() / n,
        slope: None,
        efficiency: None,
        negative_share: 0.0,
        lagrange: 0.0,
        weight_sum: 1.0,
    }
}

/// The mean of samples by the inverse of their distance to a power; of those at the target, where
/// there are any.
fn weighed(points: &Points, near: &[Neighbour], power: f64) -> f64 {
    let mean = |weight: &dyn Fn(&Neighbour) -> f64| {
        let (mut whole, mut sum) = (0.0, 0.0);
        for neighbour in near {
            whole += weight(neighbour);
            sum += weight(neighbour) * points.value[neighbour.sample as usize];
        }
        sum / whole
    };
    // Distances so short that their powers overflow are as good as none.
    let is_there = |neighbour: &Neighbour| neighbour.squared < 1e-20;
    if near.iter().any(is_there) {
        mean(&|neighbour| f64::from(u8::from(is_there(neighbour))))
    } else {
        mean(&|neighbour| libm::pow(neighbour.squared, -0.5 * power))
    }
}

/// The mean distance of each target to its `holes` nearest holes, each by its nearest sample, in
/// the unit of the coordinates and alike in all directions; none where there are fewer holes.
///
/// # Errors
///
/// When `holes` is nought, or a target is not finite.
pub fn hole_distance(
    points: &Points,
    targets: &[[f64; 3]],
    holes: usize,
) -> Result<Vec<Option<f64>>, GroundError> {
    let whole = extent(points, targets);
    let mut found = vec![None; targets.len()];
    let mut left: Vec<usize> = (0..targets.len()).collect();
    // Most targets have their holes close by; the others are asked again, twice as far around.
    let mut reach = whole / 64.0;
    while !left.is_empty() {
        let places: Vec<[f64; 3]> = left.iter().map(|&target| targets[target]).collect();
        let search = Search {
            radii: [reach; 3],
            angles: Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 },
            min_samples: holes,
            max_samples: holes,
            sectors: None,
            max_per_hole: Some(1),
        };
        let distances = around(points, &places, &search, None, |near| {
            let sum: f64 = near.iter().map(|neighbour| neighbour.squared.sqrt()).sum();
            (near.len() == holes).then(|| reach * sum / holes as f64)
        })?;
        for (&target, distance) in left.iter().zip(&distances) {
            found[target] = *distance;
        }
        if whole <= reach {
            break;
        }
        left.retain(|&target| found[target].is_none());
        reach *= 2.0;
    }
    Ok(found)
}

/// A length that no two of the samples and targets are further apart than.
fn extent(points: &Points, targets: &[[f64; 3]]) -> f64 {
    let mut sum: f64 = 0.0;
    for axis in 0..3 {
        let all = (0..points.len()).map(|idx| points.at(idx)).chain(targets.iter().copied());
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| {
            (low.min(at[axis]), high.max(at[axis]))
        });
        sum += (high - low).max(0.0);
    }
    sum.max(1.0)
}

/// Something of the samples that each target's search finds, in the order of the targets.
fn around<T: Send + Clone>(
    points: &Points,
    targets: &[[f64; 3]],
    search: &Search,
    withheld: Option<Withheld<'_>>,
    of: impl Fn(&[Neighbour]) -> Option<T> + Sync,
) -> Result<Vec<Option<T>>, GroundError> {
    for coordinate in targets.iter().flatten() {
        finite("coordinate of a target", *coordinate)?;
    }
    let index = Index::new(points, *search)?;
    let places: Vec<[f64; 3]> = targets.iter().map(|&at| index.place(at)).collect();
    let (order, starts) = tiles(&places, 16.0);
    let places: Vec<[f64; 3]> = order.iter().map(|&target| places[target as usize]).collect();
    let parts: Vec<Vec<(u32, Option<T>)>> = starts
        .par_windows(2)
        .with_min_len(64)
        .map(|tile| {
            let (mut scratch, mut chosen) = (Scratch::default(), Vec::new());
            let members = &order[tile[0]..tile[1]];
            let (centre, radius) = ball(&places[tile[0]..tile[1]]);
            index.gather(centre, radius, withheld, &mut scratch);
            let mut found = Vec::with_capacity(members.len());
            for &target in members {
                let at = (target as usize, targets[target as usize]);
                index.choose(at, withheld, &mut scratch, &mut chosen);
                found.push((target, of(&chosen)));
            }
            found
        })
        .collect();
    let mut all = vec![None; targets.len()];
    for (target, found) in parts.into_iter().flatten() {
        all[target as usize] = found;
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holes() -> Points {
        // Three upright holes of two samples, 10 apart.
        let x = vec![0.0, 0.0, 10.0, 10.0, 20.0, 20.0];
        let z = vec![0.0, -5.0, 0.0, -5.0, 0.0, -5.0];
        Points::new([x, vec![0.0; 6], z], vec![1.0; 6], vec![0, 0, 1, 1, 2, 2]).unwrap()
    }

    #[test]
    fn holes_are_as_far_as_their_nearest_sample() {
        let targets = [[0.0, 0.0, 0.0], [10.0, 0.0, -5.0], [10.0, 3.0, 4.0]];
        assert_eq!(hole_distance(&holes(), &targets, 1).unwrap()[..2], [Some(0.0), Some(0.0)]);
        let two = hole_distance(&holes(), &targets, 2).unwrap();
        assert!((two[0].unwrap() - 5.0).abs() < 1e-12);
        assert!((two[1].unwrap() - 5.0).abs() < 1e-12);
        let one = hole_distance(&holes(), &targets, 1).unwrap();
        assert!((one[2].unwrap() - 5.0).abs() < 1e-12);
        assert_eq!(hole_distance(&holes(), &targets, 4).unwrap(), [None; 3]);
        assert!(hole_distance(&holes(), &targets, 0).is_err());
    }

    #[test]
    fn inverse_distance_by_hand() {
        let points = Points::new(
            [vec![0.0, 3.0, 0.0], vec![0.0; 3], vec![0.0, 0.0, 50.0]],
            vec![1.0, 4.0, 9.0],
            vec![0; 3],
        )
        .unwrap();
        let search = Search {
            radii: [10.0; 3],
            angles: Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 },
            min_samples: 2,
            max_samples: 8,
            sectors: None,
            max_per_hole: None,
        };
        let targets = [[1.0, 0.0, 0.0], [3.0, 0.0, 0.0], [0.0, 0.0, 50.0]];
        let at = |power| inverse_distance(&points, &targets, &search, power).unwrap();
        // Weights 1 and 1/4, then 1 and 1/2; at a sample its own value, alone too few.
        assert!((at(2.0)[0].unwrap() - 1.6).abs() < 1e-12);
        assert!((at(1.0)[0].unwrap() - 2.0).abs() < 1e-12);
        assert_eq!(at(2.0)[1..], [Some(4.0), None]);
        assert!(inverse_distance(&points, &targets, &search, 0.0).is_err());
    }

    /// The same samples by both functions; and without its hole, a sample has the next hole's value.
    #[test]
    fn estimates_by_distance_say_what_they_rest_on() {
        let points = Points::new(
            [vec![0.0, 3.0, 9.0], vec![0.0; 3], vec![0.0; 3]],
            vec![1.0, 4.0, 9.0],
            vec![0, 0, 1],
        )
        .unwrap();
        let search = Search {
            radii: [10.0; 3],
            angles: Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 },
            min_samples: 2,
            max_samples: 8,
            sectors: None,
            max_per_hole: None,
        };
        let at = [[1.0, 0.0, 0.0]];
        let of = |weighing| by_distance(&points, &at, &search, weighing, None).unwrap()[0].unwrap();
        let (near, mean) = (of(Weighing::Nearest), of(Weighing::InverseDistance(2.0)));
        assert_eq!((near.value, near.n_samples, near.n_holes), (1.0, 1, 1));
        assert!((near.mean_distance - 0.1).abs() < 1e-15 && near.variance.is_nan());
        assert_eq!((mean.n_samples, mean.n_holes), (3, 2));
        let same = inverse_distance(&points, &at, &search, 2.0).unwrap()[0].unwrap();
        assert_eq!(mean.value, same);
        let samples: Vec<[f64; 3]> = (0..3).map(|idx| points.at(idx)).collect();
        let one = Search { min_samples: 1, ..search };
        let left = |withhold| {
            by_distance(&points, &samples, &one, Weighing::Nearest, Some(&withhold)).unwrap()
        };
        assert_eq!(left(Withhold::Itself).map_values(), [4.0, 1.0, 4.0]);
        assert_eq!(left(Withhold::Hole).map_values(), [9.0, 9.0, 4.0]);
        assert!(by_distance(&points, &at, &search, Weighing::InverseDistance(0.0), None).is_err());
    }

    trait Values {
        fn map_values(&self) -> Vec<f64>;
    }

    impl Values for Vec<Outcome> {
        fn map_values(&self) -> Vec<f64> {
            self.iter().map(|outcome| outcome.unwrap().value).collect()
        }
    }

    #[test]
    fn nearest_goes_by_the_search() {
        let flat = Search {
            radii: [30.0, 30.0, 3.0],
            angles: Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 },
            min_samples: 1,
            max_samples: 1,
            sectors: None,
            max_per_hole: None,
        };
        let found = nearest(&holes(), &[[4.0, 0.0, -4.0], [0.0, 0.0, -50.0]], &flat).unwrap();
        assert_eq!(found[0].unwrap().0, 1);
        assert_eq!(found[1], None);
    }
}
