//! Covariances of several systems side by side.
//!
//! Functions here are inlined always, so that a caller compiled for wide vectors has them too.

use crate::solve::{LANES, Lanes};
use crate::variogram::Shape;

/// The shape is chosen outside the loops, so that each runs side by side.
macro_rules! by_shape {
    ($shape:expr, $known:ident => $body:expr) => {
        match $shape {
            Shape::Spherical => {
                let $known = Shape::Spherical;
                $body
            }
            Shape::Exponential => {
                let $known = Shape::Exponential;
                $body
            }
            Shape::Gaussian => {
                let $known = Shape::Gaussian;
                $body
            }
            Shape::Cubic => {
                let $known = Shape::Cubic;
                $body
            }
            $known => $body,
        }
    };
}

/// Adds a structure's covariances between one place and others, in its ranges.
#[inline(always)]
pub(crate) fn add(
    shape: Shape,
    sill: f64,
    from: &[Lanes; 3],
    others: &[[Lanes; 3]],
    into: &mut [Lanes],
) {
    let from = *from;
    by_shape!(shape, known => {
        for (covariance, other) in into.iter_mut().zip(others) {
            side_by_side();
            let squared = squared(&from, other);
            for lane in 0..LANES {
                covariance[lane] += sill * known.correlation(squared[lane]);
            }
        }
    });
}

/// Adds a structure's mean covariances between a block, by the points that stand for it as steps
/// from its centre, and places.
#[inline(always)]
pub(crate) fn add_block(
    shape: Shape,
    sill: f64,
    (centre, inside): (&[Lanes; 3], &[[f64; 3]]),
    places: &[[Lanes; 3]],
    into: &mut [Lanes],
) {
    let share = sill / inside.len() as f64;
    by_shape!(shape, known => {
        for (covariance, place) in into.iter_mut().zip(places) {
            side_by_side();
            let mut from_centre = [[0.0; LANES]; 3];
            for axis in 0..3 {
                for lane in 0..LANES {
                    from_centre[axis][lane] = place[axis][lane] - centre[axis][lane];
                }
            }
            let mut sum = [0.0; LANES];
            for step in inside {
                let squared = squared(&from_centre, &step.map(|along| [along; LANES]));
                for lane in 0..LANES {
                    sum[lane] += known.correlation(squared[lane]);
                }
            }
            for lane in 0..LANES {
                covariance[lane] += share * sum[lane];
            }
        }
    });
}

/// Keeps a loop over rows in order: a compiler would rather take four rows of one system than one
/// row of four systems, and spend its time moving numbers about.
#[inline(always)]
fn side_by_side() {
    std::hint::black_box(());
}

#[inline(always)]
fn squared(a: &[Lanes; 3], b: &[Lanes; 3]) -> Lanes {
    let mut squared = [0.0; LANES];
    for lane in 0..LANES {
        let (x, y, z) = (a[0][lane] - b[0][lane], a[1][lane] - b[1][lane], a[2][lane] - b[2][lane]);
        squared[lane] = x * x + y * y + z * z;
    }
    squared
}
