//! Deposits whose truth is known everywhere, to try an estimate on.
//!
//! The grade is a Gaussian field with an exponential variogram, made as a sum of waves: each wave's
//! direction and length are drawn from the spectrum of the model, so that the sum has that model
//! and can be asked for at any place. Source: Shinozuka and Jan (1972), *Journal of Sound and
//! Vibration* 25(1); the spectrum of an exponential covariance in three dimensions is a Cauchy
//! distribution, Chilès and Delfiner (2012), section 7.5.4.

use std::f64::consts::PI;

use oreproof_risk::special::normal_quantile;
use oreproof_risk::stream::Stream;
use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite, positive};
use crate::rotation::{Angles, Rotation};
use crate::samples::Points;
use crate::variogram::{Shape, Structure, Variogram};

/// What a deposit is like.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// The mean grade.
    pub mean: f64,
    /// The standard deviation of the grade at a point.
    pub sd: f64,
    /// The part of the variance that is there at no distance.
    pub nugget: f64,
    /// The practical ranges: major, minor, vertical.
    pub ranges: [f64; 3],
    /// Their directions.
    pub angles: Angles,
}

/// A deposit.
#[derive(Clone, Debug)]
pub struct Deposit {
    likeness: Likeness,
    rotation: Rotation,
    /// Wave vectors in the space of the ranges, with a phase each.
    waves: Vec<([f64; 3], f64)>,
    nuggets: Stream,
}

/// Enough that no single wave shows.
const WAVES: u32 = 1500;

impl Deposit {
    /// The deposit of a seed.
    ///
    /// # Errors
    ///
    /// When a number is not finite, a range or deviation not above nought, or the nugget not from
    /// 0 to 1.
    pub fn new(likeness: Likeness, seed: u64) -> Result<Self, GroundError> {
        finite("mean grade", likeness.mean)?;
        positive("standard deviation of the grade", likeness.sd)?;
        if !(0.0..=1.0).contains(&likeness.nugget) {
            let (parameter, value) = ("nugget", likeness.nugget);
            return Err(GroundError::OutOfRange { parameter, value, needs: "from 0 to 1" });
        }
        let rotation = Rotation::new(likeness.angles, likeness.ranges)?;
        let stream = Stream::named(seed, "waves");
        let waves = (0..WAVES)
            .map(|wave| {
                let normal = |index| normal_quantile(stream.uniform(wave.into(), index));
                // A quotient of normal numbers is Cauchy; 3 makes the range the practical one.
                let scale = 3.0 / normal(3).abs().max(1e-9);
                let vector = [0, 1, 2].map(|index| scale * normal(index));
                (vector, 2.0 * PI * stream.uniform(wave.into(), 4))
            })
            .collect();
        Ok(Self { likeness, rotation, waves, nuggets: Stream::named(seed, "nuggets") })
    }

    /// The variogram that the grade has.
    ///
    /// # Errors
    ///
    /// None in practice: the parts were checked when the deposit was made.
    pub fn variogram(&self) -> Result<Variogram, GroundError> {
        let Likeness { sd, nugget, ranges, angles, .. } = self.likeness;
        let sill = sd * sd;
        let structure =
            Structure { shape: Shape::Exponential, sill: sill * (1.0 - nugget), ranges, angles };
        Variogram::new(sill * nugget, vec![structure])
    }

    /// The grade at a place without what is there at no distance: what a block is made of.
    pub fn grade(&self, at: [f64; 3]) -> f64 {
        let place = self.rotation.apply(at);
        let sum: f64 = self
            .waves
            .iter()
            .map(|(vector, phase)| {
                let along = vector[0] * place[0] + vector[1] * place[1] + vector[2] * place[2];
                libm::cos(along + phase)
            })
            .sum();
        let field = sum * libm::sqrt(2.0 / f64::from(WAVES));
        let Likeness { mean, sd, nugget, .. } = self.likeness;
        mean + sd * libm::sqrt(1.0 - nugget) * field
    }

    /// The mean grade of a block, by that many points along each side.
    pub fn block(&self, centre: [f64; 3], size: [f64; 3], points: usize) -> f64 {
        let mut sum = 0.0;
        for index in 0..points * points * points {
            let steps = [index % points, index / points % points, index / points / points];
            sum += self.grade(std::array::from_fn(|axis| {
                let part = (steps[axis] as f64 + 0.5) / points as f64 - 0.5;
                centre[axis] + part * size[axis]
            }));
        }
        sum / (points * points * points) as f64
    }

    /// Samples along upright holes, a sample every `length` from `top` down to `bottom`; the holes
    /// stand at the places given. Each sample has its own part at no distance.
    ///
    /// # Errors
    ///
    /// When a place is not finite.
    pub fn drill(
        &self,
        collars: &[[f64; 2]],
        [top, bottom]: [f64; 2],
        length: f64,
    ) -> Result<Points, GroundError> {
        positive("sample length", length)?;
        let per_hole = ((top - bottom) / length).floor().max(0.0) as usize;
        let (mut at, mut value, mut hole) = ([vec![], vec![], vec![]], vec![], vec![]);
        for (number, [x, y]) in collars.iter().enumerate() {
            for sample in 0..per_hole {
                let place = [*x, *y, top - (sample as f64 + 0.5) * length];
                for (axis, coordinate) in at.iter_mut().zip(place) {
                    axis.push(coordinate);
                }
                let index = value.len() as u64;
                let own = normal_quantile(self.nuggets.uniform(index, 0));
                let Likeness { sd, nugget, .. } = self.likeness;
                value.push(self.grade(place) + sd * libm::sqrt(nugget) * own);
                hole.push(number as u32);
            }
        }
        Points::new(at, value, hole)
    }
}
