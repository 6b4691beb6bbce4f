//! Sectors about a target, so that samples on one side do not crowd out the others.

use serde::{Deserialize, Serialize};

use crate::rotation::Rotation;

/// At most so many samples from each sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sectors {
    /// How the space about a target is cut.
    pub cut: SectorCut,
    /// The most samples from one sector.
    pub most: usize,
}

/// How the space about a target is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectorCut {
    /// Into eight by the planes of east, north and up, as GSLIB does however the ellipsoid lies.
    CoordinateOctants,
    /// Into eight by the three planes of symmetry of the ellipsoid.
    Octants,
    /// Into four by the two planes that hold the ellipsoid's vertical axis.
    Quadrants,
}

impl SectorCut {
    /// The number of the sector that holds a step from a target: below eight.
    pub(crate) fn of(self, step: [f64; 3], ellipsoid: &Rotation) -> usize {
        // At zero angles the major axis is north and the minor one west.
        let along = || {
            let [major, minor, vertical] = ellipsoid.apply(step);
            [-minor, major, vertical]
        };
        match self {
            Self::CoordinateOctants => octant(step),
            Self::Octants => octant(along()),
            Self::Quadrants => {
                let [across, along, _] = along();
                octant([across, along, 0.0])
            }
        }
    }
}

/// The octant of a step; faces belong where GSLIB puts them.
fn octant([x, y, z]: [f64; 3]) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rotation::Angles;

    #[test]
    fn a_level_ellipsoid_has_the_octants_of_the_coordinates() {
        let level = Rotation::new(Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 }, [9.0, 4.0, 2.0]);
        let level = level.unwrap();
        for number in 0..27 {
            let step = [number % 3, number / 3 % 3, number / 9].map(|at| f64::from(at) - 1.0);
            let [by_axes, by_ellipsoid] =
                [SectorCut::CoordinateOctants, SectorCut::Octants].map(|cut| cut.of(step, &level));
            assert_eq!(by_axes, by_ellipsoid, "{step:?}");
            assert_eq!(
                SectorCut::Quadrants.of(step, &level),
                SectorCut::Quadrants.of([step[0], step[1], -7.0], &level)
            );
        }
    }
}
