//! Anisotropy: from a step in the ground to a distance in ranges.
//!
//! The angle convention is GSLIB's. The major axis starts at north, is turned clockwise by the
//! azimuth, then tilted by the dip (negative downwards); the rake turns the other two axes about
//! it. At zero angles the axes are north (major), east (minor) and up (vertical).
//!
//! Source: Deutsch and Journel (1998), *GSLIB*, 2nd edition, section II.3.

use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite, positive};

/// The directions of an anisotropy, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Angles {
    /// Of the major axis, clockwise from north.
    pub azimuth: f64,
    /// Of the major axis, negative downwards.
    pub dip: f64,
    /// Turn of the minor and vertical axes about the major one.
    pub rake: f64,
}

/// A linear map that makes an ellipsoid the unit ball.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rotation {
    rows: [[f64; 3]; 3],
}

impl Rotation {
    /// The map of the ellipsoid with these half-axes: major, minor, vertical.
    ///
    /// # Errors
    ///
    /// When an angle is not finite or a half-axis not above zero.
    pub fn new(angles: Angles, half_axes: [f64; 3]) -> Result<Self, GroundError> {
        finite("azimuth", angles.azimuth)?;
        finite("dip", angles.dip)?;
        finite("rake", angles.rake)?;
        for half_axis in half_axes {
            positive("range", half_axis)?;
        }
        let (sin_a, cos_a) = sin_cos(90.0 - angles.azimuth);
        let (sin_b, cos_b) = sin_cos(-angles.dip);
        let (sin_t, cos_t) = sin_cos(angles.rake);
        let axes = [
            [cos_b * cos_a, cos_b * sin_a, -sin_b],
            [
                -cos_t * sin_a + sin_t * sin_b * cos_a,
                cos_t * cos_a + sin_t * sin_b * sin_a,
                sin_t * cos_b,
            ],
            [
                sin_t * sin_a + cos_t * sin_b * cos_a,
                -sin_t * cos_a + cos_t * sin_b * sin_a,
                cos_t * cos_b,
            ],
        ];
        let rows = std::array::from_fn(|axis| axes[axis].map(|c| c / half_axes[axis]));
        Ok(Self { rows })
    }

    /// The directions of the major, minor and vertical axes: east, north, up.
    pub fn axes(&self) -> [[f64; 3]; 3] {
        self.rows.map(|row| {
            let whole = row.iter().map(|part| part * part).sum::<f64>().sqrt();
            row.map(|part| part / whole)
        })
    }

    /// The place of a step in the space where the ellipsoid is the unit ball.
    pub fn apply(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        self.rows.map(|[a, b, c]| a * x + b * y + c * z)
    }

    /// The squared length of a step, in half-axes.
    pub fn squared(&self, step: [f64; 3]) -> f64 {
        let [a, b, c] = self.apply(step);
        a * a + b * b + c * c
    }
}

/// Sine and cosine of degrees, exact at quarter turns so that axes stay axes.
fn sin_cos(degrees: f64) -> (f64, f64) {
    match degrees.rem_euclid(360.0) {
        0.0 => (0.0, 1.0),
        90.0 => (1.0, 0.0),
        180.0 => (0.0, -1.0),
        270.0 => (-1.0, 0.0),
        turned => libm::sincos(turned.to_radians()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_axis_follows_azimuth_and_dip() {
        let angles = Angles { azimuth: 90.0, dip: -30.0, rake: 0.0 };
        let rotation = Rotation::new(angles, [10.0, 1.0, 1.0]).unwrap();
        let down_east = [75.0_f64.sqrt(), 0.0, -5.0];
        let [major, minor, vertical] = rotation.apply(down_east);
        assert!((major - 1.0).abs() < 1e-14 && minor.abs() < 1e-14 && vertical.abs() < 1e-14);
    }

    #[test]
    fn a_flat_ellipsoid_is_refused() {
        let angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
        assert!(Rotation::new(angles, [1.0, 1.0, 0.0]).is_err());
        assert!(Rotation::new(Angles { dip: f64::NAN, ..angles }, [1.0; 3]).is_err());
    }
}
