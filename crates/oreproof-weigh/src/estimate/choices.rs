//! The words of a case as the station's own choices.

use oreproof_case::model as case;
use oreproof_ground::blocks::{Class, ClassRule};
use oreproof_ground::hole::{
    BelowDetection, CompositeChoices, Cut, Density, Desurvey, DipSign, HoleChoices, Overlap, Tail,
    Unsurveyed,
};
use oreproof_ground::resource::CutoffGrade;
use oreproof_ground::smooth::Smoothing;
use oreproof_ground::{
    Angles, Grid, GroundError, Matern, Rotation, Search, SectorCut, Sectors, Shape, Structure,
    Variogram,
};
use oreproof_units::{Base, Unit};

pub(super) fn holes(of: &case::HoleTables) -> HoleChoices {
    HoleChoices {
        dip: dip(of.dip),
        desurvey: match of.desurvey {
            case::DesurveyMethod::MinimumCurvature => Desurvey::MinimumCurvature,
            case::DesurveyMethod::Tangential => Desurvey::Tangential,
            case::DesurveyMethod::BalancedTangential => Desurvey::BalancedTangential,
        },
        unsurveyed: match of.unsurveyed {
            case::UnsurveyedHoles::LeaveOut => Unsurveyed::LeaveOut,
            case::UnsurveyedHoles::Vertical => Unsurveyed::Vertical,
            case::UnsurveyedHoles::AsPlanned => Unsurveyed::AsPlanned,
        },
        overlap: match of.overlap {
            case::OverlapRule::KeepBoth => Overlap::KeepBoth,
            case::OverlapRule::UpperCounts => Overlap::UpperCounts,
        },
        below_detection: match of.below_detection {
            case::BelowDetection::Half => BelowDetection::HalfLimit,
            case::BelowDetection::Zero => BelowDetection::Zero,
            case::BelowDetection::Limit => BelowDetection::Limit,
            case::BelowDetection::Missing => BelowDetection::Missing,
        },
        missing: of.missing.clone(),
    }
}

pub(super) fn dip(of: case::DipSign) -> DipSign {
    match of {
        case::DipSign::NegativeDown => DipSign::NegativeDown,
        case::DipSign::PositiveDown => DipSign::PositiveDown,
    }
}

/// How long a unit of the coordinates is, in metres.
pub(super) fn metres(of: case::CoordinateUnit) -> f64 {
    match of {
        case::CoordinateUnit::Metre => 1.0,
        case::CoordinateUnit::Foot => 0.3048,
    }
}

pub(super) fn composites(of: &case::Estimate, domain: Option<String>) -> CompositeChoices {
    let case::Compositing { length, from, tail, coverage, by_density, .. } = &of.composites;
    let (length, by_density) = (*length, *by_density);
    let cut = match from {
        case::CompositeStart::Collar => Cut::Length { length },
        case::CompositeStart::Contact => Cut::FromContact {
            length,
            tail: match tail {
                Some(case::CompositeTail::AddToPrevious) => Tail::AddToPrevious,
                Some(case::CompositeTail::Spread) => Tail::Spread,
                Some(case::CompositeTail::Keep) | None => Tail::Keep,
            },
        },
    };
    let column = of.density.column.clone().filter(|_| by_density);
    let share = coverage.value_in(Unit::of(Base::Percent)).ok().flatten().unwrap_or(0.0);
    CompositeChoices {
        cut,
        domain,
        density: column.map(|column| Density { column, missing: of.density.value }),
        minimum_coverage: share / 100.0,
    }
}

/// The variogram of a choice, whose parts come to one, with this sill.
///
/// # Errors
///
/// When a part, a range or an angle cannot be.
pub fn variogram(of: &case::VariogramChoice, sill: f64) -> Result<Variogram, GroundError> {
    let structures = of.structures.iter().map(|structure| -> Result<Structure, GroundError> {
        let shape = match structure.shape {
            case::VariogramShape::Spherical => Shape::Spherical,
            case::VariogramShape::Exponential => Shape::Exponential,
            case::VariogramShape::Gaussian => Shape::Gaussian,
            case::VariogramShape::Cubic => Shape::Cubic,
            case::VariogramShape::Matern => {
                Shape::Matern(Matern::new(structure.smoothness.unwrap_or_default())?)
            }
        };
        let (ranges, angles) = (structure.ranges, angles(structure.angles));
        Ok(Structure { shape, sill: structure.sill * sill, ranges, angles })
    });
    Variogram::new(of.nugget * sill, structures.collect::<Result<_, GroundError>>()?)
}

/// The directions of a structure's axes.
pub(super) fn rotation(of: &case::VariogramStructure) -> Result<Rotation, GroundError> {
    Rotation::new(angles(of.angles), of.ranges)
}

fn angles([azimuth, dip, rake]: [f64; 3]) -> Angles {
    Angles { azimuth, dip, rake }
}

pub(super) fn search(of: &case::SearchPass) -> Search {
    Search {
        radii: of.radii,
        angles: angles(of.angles),
        min_samples: of.min as usize,
        max_samples: of.max as usize,
        sectors: sectors(of),
        max_per_hole: of.max_per_hole.map(|most| most as usize),
    }
}

/// How the samples of a pass are spread about a block.
fn sectors(of: &case::SearchPass) -> Option<Sectors> {
    let sectors = |cut, most| Sectors { cut, most: most as usize };
    match (of.max_per_octant, of.sectors, of.max_per_sector) {
        (Some(most), ..) => Some(sectors(SectorCut::CoordinateOctants, most)),
        (None, Some(case::SearchSectors::Octants), Some(most)) => {
            Some(sectors(SectorCut::Octants, most))
        }
        (None, Some(case::SearchSectors::Quadrants), Some(most)) => {
            Some(sectors(SectorCut::Quadrants, most))
        }
        _ => None,
    }
}

/// The search of a pass for the one nearest sample, so many times as far.
pub(super) fn reaching(of: &case::SearchPass, reach: f64) -> Search {
    let radii = of.radii.map(|radius| radius * reach);
    Search { radii, sectors: None, max_per_hole: None, ..search(of) }
}

pub(super) fn counts(of: [u64; 3]) -> [usize; 3] {
    of.map(|count| count as usize)
}

pub(super) fn grid(of: &case::BlockChoice) -> Result<Grid, GroundError> {
    Grid::from_corner(of.corner, of.size, counts(of.counts), of.azimuth.unwrap_or(0.0))
}

pub(super) fn class_rule(of: &case::ClassRule) -> ClassRule {
    ClassRule {
        class: match of.class {
            case::ResourceClass::Measured => Class::Measured,
            case::ResourceClass::Indicated => Class::Indicated,
            case::ResourceClass::Inferred => Class::Inferred,
        },
        pass: of.pass.map(|pass| pass as u8),
        min_holes: of.min_holes.map(|holes| holes as u32),
        max_distance: of.max_distance,
        min_slope: of.min_slope,
    }
}

pub(super) fn smoothing(of: &case::ClassSmoothing) -> Smoothing {
    Smoothing { smallest_patch: of.smallest_patch as usize, smallest_gap: of.smallest_gap as usize }
}

pub(super) fn cutoff_grade(of: &case::Estimate) -> CutoffGrade {
    let number = |name: &str| of.grades.iter().position(|grade| grade.name == name);
    let parts = of.cutoff.parts.iter();
    CutoffGrade(parts.filter_map(|part| Some((number(&part.grade)?, part.factor))).collect())
}
