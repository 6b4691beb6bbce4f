//! Cross-validation: each sample estimated from others.

use crate::error::GroundError;
use crate::krige::{Drift, Kriging, Outcome, krige_without};
use crate::samples::Points;
use crate::search::Withheld;

/// Which samples an estimate of a sample may not use.
#[derive(Clone, Debug, PartialEq)]
pub enum Withhold {
    /// The sample itself.
    Itself,
    /// Its whole hole: what a new hole would have met.
    Hole,
    /// All samples of its fold; one fold number per sample.
    Folds(Vec<u32>),
}

/// Estimates each sample from those it may use, in sample order.
///
/// Values at external drift targets are those at the samples.
///
/// # Errors
///
/// When a choice cannot be, or there is not one fold for each sample.
pub fn cross_validate(
    points: &Points,
    kriging: &Kriging,
    withhold: &Withhold,
) -> Result<Vec<Outcome>, GroundError> {
    let groups = groups(points, withhold)?;
    let withheld = Withheld::of(&groups);
    let targets: Vec<[f64; 3]> = (0..points.len()).map(|idx| points.at(idx)).collect();
    let mut kriging = kriging.clone();
    if let Drift::External { at_samples, at_targets } = &mut kriging.drift {
        at_targets.clone_from(at_samples);
    }
    krige_without(points, &targets, &kriging, Some(withheld))
}

/// The number of the group of each sample, none of which tells another.
pub(crate) fn groups(points: &Points, withhold: &Withhold) -> Result<Vec<u32>, GroundError> {
    match withhold {
        Withhold::Itself => Ok((0..points.len() as u32).collect()),
        Withhold::Hole => Ok(points.hole_idx.clone()),
        Withhold::Folds(folds) if folds.len() == points.len() => Ok(folds.clone()),
        Withhold::Folds(folds) => {
            let (what, given) = ("folds".to_owned(), folds.len());
            Err(GroundError::LengthsDiffer { what, given, expected: points.len() })
        }
    }
}
