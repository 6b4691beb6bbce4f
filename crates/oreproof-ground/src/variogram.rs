//! Variogram models: a nugget and nested, anisotropic structures.
//!
//! With `h` the length of a step in ranges and each structure of sill `c`:
//!
//! ```text
//! spherical       γ = c (3/2 h - 1/2 h³), and c from h = 1 on
//! exponential     γ = c (1 - exp(-3 h))
//! Gaussian        γ = c (1 - exp(-3 h²))
//! cubic           γ = c (7 h² - 35/4 h³ + 7/2 h⁵ - 3/4 h⁷), and c from h = 1 on
//! Matérn          γ = c (1 - C(h)), of a smoothness: see `matern.rs`
//! power           γ = c h^p, 0 < p < 2: no sill
//! hole effect     γ = c (1 - cos(π h)): valid along one direction only
//! cardinal sine   γ = c (1 - sin(π h) / (π h)): a hole effect valid in three dimensions
//! ```
//!
//! A model that only approaches its sill has reached 95 % of it at its range. Sills are in the
//! square of the variable's unit, ranges in the unit of the coordinates.
//!
//! Source: Deutsch and Journel (1998), *GSLIB*, 2nd edition, section II.3; Chilès and Delfiner
//! (2012), *Geostatistics*, 2nd edition, section 2.5, for the cubic and the cardinal sine.

use std::f64::consts::PI;

use oreproof_risk::elementary::exp;
use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite, positive};
use crate::matern::Matern;
use crate::rotation::{Angles, Rotation};

/// How a structure rises with distance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Straight at the origin, flat from the range on.
    Spherical,
    /// Straight at the origin, approaching its sill.
    Exponential,
    /// Smooth at the origin, approaching its sill; without a nugget, close to singular.
    Gaussian,
    /// Smooth at the origin, flat from the range on.
    Cubic,
    /// As smooth at the origin as is chosen, approaching its sill.
    Matern(Matern),
    /// Rising for ever, with this exponent above 0 and below 2.
    Power(f64),
    /// A cosine, valid only where all points lie along one direction.
    HoleEffect,
    /// A hole effect that dies out, valid in three dimensions.
    CardinalSine,
}

/// One structure as the estimator states it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Structure {
    /// How it rises.
    pub shape: Shape,
    /// Its part of the sill; for a power model, its value at one range.
    pub sill: f64,
    /// Major, minor and vertical range.
    pub ranges: [f64; 3],
    /// The directions of the ranges.
    pub angles: Angles,
}

/// A variogram whose parameters have been checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Variogram {
    nugget: f64,
    structures: Vec<Structure>,
    rotations: Vec<Rotation>,
}

impl Variogram {
    /// A variogram from its nugget and nested structures.
    ///
    /// # Errors
    ///
    /// When a number is not finite, a range is not above zero, a sill or the nugget is below
    /// zero, a power is outside 0 to 2, or nothing varies at all.
    pub fn new(nugget: f64, structures: Vec<Structure>) -> Result<Self, GroundError> {
        not_negative("nugget", nugget)?;
        let mut rotations = Vec::with_capacity(structures.len());
        for structure in &structures {
            not_negative("sill of a structure", structure.sill)?;
            if let Shape::Power(value) = structure.shape
                && !(0.0 < value && value < 2.0)
            {
                let parameter = "exponent of a power model";
                return Err(GroundError::OutOfRange {
                    parameter,
                    value,
                    needs: "above 0, below 2",
                });
            }
            rotations.push(Rotation::new(structure.angles, structure.ranges)?);
        }
        let total = structures.iter().fold(nugget, |sum, structure| sum + structure.sill);
        positive("sill of the variogram", total)?;
        Ok(Self { nugget, structures, rotations })
    }

    /// The jump just after zero.
    pub fn nugget(&self) -> f64 {
        self.nugget
    }

    /// The nested structures.
    pub fn structures(&self) -> &[Structure] {
        &self.structures
    }

    /// The structures with the maps that measure steps in their ranges.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&Structure, &Rotation)> {
        self.structures.iter().zip(&self.rotations)
    }

    /// The total sill, nugget included; none where a structure rises for ever.
    pub fn sill(&self) -> Option<f64> {
        let bounded = self.structures.iter().all(|s| !matches!(s.shape, Shape::Power(_)));
        bounded.then(|| self.structures.iter().fold(self.nugget, |sum, s| sum + s.sill))
    }

    /// Half the mean squared difference between two points this step apart.
    pub fn semivariance(&self, step: [f64; 3]) -> f64 {
        if step == [0.0; 3] {
            // The nugget is a jump just after zero: a sample agrees with itself.
            return 0.0;
        }
        let mut sum = self.nugget;
        for (structure, rotation) in self.parts() {
            sum += structure.sill * structure.shape.rise(rotation.squared(step));
        }
        sum
    }

    /// The covariance of two points this step apart.
    ///
    /// A power model has none; its part is minus its semivariance, which serves wherever weights
    /// sum to one.
    pub fn covariance(&self, step: [f64; 3]) -> f64 {
        let smooth = self.smooth_covariance(step);
        if step == [0.0; 3] { self.nugget + smooth } else { smooth }
    }

    /// The covariance without the nugget: what averages over a block.
    pub(crate) fn smooth_covariance(&self, step: [f64; 3]) -> f64 {
        let mut sum = 0.0;
        for (structure, rotation) in self.parts() {
            sum += structure.sill * structure.shape.correlation(rotation.squared(step));
        }
        sum
    }
}

impl Shape {
    /// The rise at a squared distance in ranges, for a sill of one.
    pub fn rise(self, squared: f64) -> f64 {
        match self {
            Self::Power(_) => -self.correlation(squared),
            _ => 1.0 - self.correlation(squared),
        }
    }

    /// One less the rise; for a power model, minus the rise.
    #[inline(always)]
    pub(crate) fn correlation(self, squared: f64) -> f64 {
        match self {
            Self::Spherical => {
                let h = at_most_one(squared.sqrt());
                1.0 - h * (1.5 - 0.5 * h * h)
            }
            Self::Exponential => exp(-3.0 * squared.sqrt()),
            Self::Gaussian => exp(-3.0 * squared),
            Self::Cubic => {
                let s = at_most_one(squared);
                let h = s.sqrt();
                1.0 - s * (7.0 - h * (8.75 - s * (3.5 - 0.75 * s)))
            }
            Self::Matern(matern) => matern.correlation(squared),
            Self::Power(exponent) => -libm::pow(squared, 0.5 * exponent),
            Self::HoleEffect => libm::cos(PI * squared.sqrt()),
            Self::CardinalSine => {
                let angle = PI * squared.sqrt();
                if angle == 0.0 { 1.0 } else { libm::sin(angle) / angle }
            }
        }
    }
}

/// One instruction, where `min` takes several to heed what is not a number.
#[inline(always)]
fn at_most_one(h: f64) -> f64 {
    if h < 1.0 { h } else { 1.0 }
}

fn not_negative(parameter: &'static str, value: f64) -> Result<(), GroundError> {
    if finite(parameter, value)? < 0.0 {
        return Err(GroundError::OutOfRange { parameter, value, needs: "0 or more" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(shape: Shape) -> Variogram {
        let angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
        let structure = Structure { shape, sill: 1.0, ranges: [100.0; 3], angles };
        Variogram::new(0.0, vec![structure]).unwrap()
    }

    /// By hand from the formulas: no nugget, sill 1, range 100, at 50.
    #[test]
    fn semivariance_follows_the_formulas() {
        let at_half = |shape| unit(shape).semivariance([30.0, 40.0, 0.0]);
        let by_hand: &[(Shape, f64)] = &[
            (Shape::Spherical, 11.0 / 16.0),
            (Shape::Exponential, 0.776_869_839_851_570_2),
            (Shape::Gaussian, 0.527_633_447_258_985_3),
            (Shape::Cubic, 7.0 / 4.0 - 35.0 / 32.0 + 7.0 / 64.0 - 3.0 / 512.0),
            (Shape::Power(1.0), 0.5),
            (Shape::HoleEffect, 1.0),
            (Shape::CardinalSine, 1.0 - 2.0 / PI),
        ];
        for &(shape, expected) in by_hand {
            assert!((at_half(shape) - expected).abs() < 2e-16 * 8.0, "{shape:?}");
            assert_eq!(unit(shape).semivariance([0.0; 3]), 0.0, "{shape:?}");
        }
    }

    #[test]
    fn a_power_model_has_no_sill() {
        assert_eq!(unit(Shape::Power(1.5)).sill(), None);
        assert_eq!(unit(Shape::Cubic).sill(), Some(1.0));
    }

    #[test]
    fn a_model_that_cannot_be_is_refused() {
        let good = unit(Shape::Spherical).structures[0];
        assert!(Variogram::new(-1.0, vec![good]).is_err());
        assert!(Variogram::new(0.0, vec![]).is_err());
        assert!(Variogram::new(0.0, vec![Structure { sill: -0.5, ..good }]).is_err());
        assert!(Variogram::new(0.0, vec![Structure { ranges: [1.0, 0.0, 1.0], ..good }]).is_err());
        for exponent in [0.0, 2.0, f64::NAN] {
            let power = Structure { shape: Shape::Power(exponent), ..good };
            assert!(Variogram::new(0.0, vec![power]).is_err());
        }
    }
}
