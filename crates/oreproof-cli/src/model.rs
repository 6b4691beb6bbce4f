//! A model file of `variogram` and `krige`: in TOML, in the words of a case's `[[estimates]]`.

use std::fs;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use oreproof_ground::coregion::{Coregionalisation, SharedStructure};
use oreproof_ground::fit::Fitted;
use oreproof_ground::{
    Angles, GroundError, Matern, Search, SectorCut, Sectors, Shape, Structure, Variogram,
};
use serde::{Deserialize, Serialize};

use crate::ui::{Done, Stop};

/// A variogram: nugget and sills in the square of the value's unit, or, where `sill` is given, in
/// parts of it that come to one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VariogramWords {
    /// The whole sill that the parts are of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sill: Option<f64>,
    pub nugget: f64,
    #[serde(default)]
    pub structures: Vec<StructureWords>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StructureWords {
    pub shape: ShapeWord,
    /// Only of a power model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exponent: Option<f64>,
    /// Only of a Matérn model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smoothness: Option<f64>,
    pub sill: f64,
    pub ranges: [f64; 3],
    pub angles: [f64; 3],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ShapeWord {
    /// Straight at the origin, flat from the range on.
    Spherical,
    /// Straight at the origin, approaching its sill.
    Exponential,
    /// Smooth at the origin, approaching its sill.
    Gaussian,
    /// Smooth at the origin, flat from the range on.
    Cubic,
    /// As smooth at the origin as its smoothness says, approaching its sill.
    Matern,
    /// Rising for ever, with an exponent; it cannot be fitted.
    Power,
    /// A cosine, along one direction only.
    HoleEffect,
    /// A hole effect that dies out.
    CardinalSine,
}

/// A model of several grades: nugget and sills in the product of the two grades' units.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CoregionWords {
    /// The grades, the one that is estimated first.
    pub columns: Vec<String>,
    pub nugget: Vec<Vec<f64>>,
    #[serde(default)]
    pub structures: Vec<SharedWords>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SharedWords {
    pub shape: ShapeWord,
    /// Only of a Matérn model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smoothness: Option<f64>,
    pub sills: Vec<Vec<f64>>,
    pub ranges: [f64; 3],
    pub angles: [f64; 3],
}

/// A pass of the search.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PassWords {
    pub radii: [f64; 3],
    pub angles: [f64; 3],
    pub min: usize,
    pub max: usize,
    pub max_per_hole: Option<usize>,
    /// Of east, north and up, as GSLIB counts.
    pub max_per_octant: Option<usize>,
    /// Of the ellipsoid; the two go together.
    pub sectors: Option<SectorWord>,
    pub max_per_sector: Option<usize>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SectorWord {
    Octants,
    Quadrants,
}

/// Why a model file is none.
#[derive(Debug, Diagnostic, thiserror::Error)]
pub(crate) enum ModelFault {
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("model::unreadable"), help("check the path and the permissions"))]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("{} is no model: {why}", .path.display())]
    #[diagnostic(code("model::wrong"), help("docs/samples.md shows a whole one"))]
    Wrong { path: PathBuf, why: String },
    #[error("the nugget and sills come to {sum}, and are said to be parts of `sill`")]
    #[diagnostic(
        code("model::parts"),
        help("let them come to one, or leave out `sill` and give them in the square of the unit")
    )]
    Parts { sum: f64 },
    #[error("an exponent and the shape `{shape:?}` do not go together")]
    #[diagnostic(code("model::exponent"), help("a power model, and no other, has an `exponent`"))]
    Exponent { shape: ShapeWord },
    #[error("a smoothness and the shape `{shape:?}` do not go together")]
    #[diagnostic(
        code("model::smoothness"),
        help("a Matérn model, and no other, has a `smoothness`, such as 1.5")
    )]
    Smoothness { shape: ShapeWord },
    #[error("a pass does not say once how many samples each side may give")]
    #[diagnostic(
        code("model::sectors"),
        help("give `max_per_octant`, or both `sectors` and `max_per_sector`")
    )]
    Sectors,
}

/// Reads a file of TOML.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Done<T> {
    let text = fs::read_to_string(path).map_err(|error| {
        let path = path.to_owned();
        Stop::of(ModelFault::Unreadable { path, error })
    })?;
    toml::from_str(&text).map_err(|error| {
        let why = error.to_string().trim().to_owned();
        Stop::of(ModelFault::Wrong { path: path.to_owned(), why })
    })
}

impl VariogramWords {
    /// The model that was written.
    pub(crate) fn variogram(&self) -> Done<Variogram> {
        let sum = self.structures.iter().fold(self.nugget, |sum, of| sum + of.sill);
        if self.sill.is_some() && (sum - 1.0).abs() > 1e-6 {
            return Err(Stop::of(ModelFault::Parts { sum }));
        }
        let scale = self.sill.unwrap_or(1.0);
        let mut structures = Vec::new();
        for of in &self.structures {
            let shape = of.shape.shape(of.exponent, of.smoothness)?;
            let angles = angles(of.angles);
            structures.push(Structure { shape, sill: of.sill * scale, ranges: of.ranges, angles });
        }
        Variogram::new(self.nugget * scale, structures).map_err(Stop::of)
    }

    /// The words for a model that was fitted.
    pub(crate) fn of(fitted: &Fitted) -> Self {
        let structures = fitted.structures.iter().map(|of| StructureWords {
            shape: ShapeWord::of(of.shape),
            exponent: if let Shape::Power(exponent) = of.shape { Some(exponent) } else { None },
            smoothness: smoothness(of.shape),
            sill: of.sill,
            ranges: of.ranges,
            angles: [of.angles.azimuth, of.angles.dip, of.angles.rake],
        });
        Self { sill: None, nugget: fitted.nugget, structures: structures.collect() }
    }
}

impl CoregionWords {
    /// The model that was written.
    pub(crate) fn coregionalisation(&self) -> Done<Coregionalisation> {
        let structure = |of: &SharedWords| -> Done<SharedStructure> {
            Ok(SharedStructure {
                shape: of.shape.shape(None, of.smoothness)?,
                sills: of.sills.clone(),
                ranges: of.ranges,
                angles: angles(of.angles),
            })
        };
        let structures = self.structures.iter().map(structure).collect::<Done<_>>()?;
        Coregionalisation::new(self.nugget.clone(), structures).map_err(Stop::of)
    }

    /// The words for a model that was fitted.
    pub(crate) fn of(columns: &[String], model: &Coregionalisation) -> Self {
        let structures = model.structures().iter().map(|of| SharedWords {
            shape: ShapeWord::of(of.shape),
            smoothness: smoothness(of.shape),
            sills: of.sills.clone(),
            ranges: of.ranges,
            angles: [of.angles.azimuth, of.angles.dip, of.angles.rake],
        });
        let (columns, nugget) = (columns.to_vec(), model.nugget().to_vec());
        Self { columns, nugget, structures: structures.collect() }
    }
}

impl ShapeWord {
    pub(crate) fn shape(self, exponent: Option<f64>, smoothness: Option<f64>) -> Done<Shape> {
        if (self == Self::Matern) != smoothness.is_some() {
            return Err(Stop::of(ModelFault::Smoothness { shape: self }));
        }
        Ok(match (self, exponent) {
            (Self::Matern, None) => {
                Shape::Matern(Matern::new(smoothness.unwrap_or_default()).map_err(Stop::of)?)
            }
            (Self::Power, Some(exponent)) => Shape::Power(exponent),
            (Self::Power, None) | (_, Some(_)) => {
                return Err(Stop::of(ModelFault::Exponent { shape: self }));
            }
            (Self::Spherical, None) => Shape::Spherical,
            (Self::Exponential, None) => Shape::Exponential,
            (Self::Gaussian, None) => Shape::Gaussian,
            (Self::Cubic, None) => Shape::Cubic,
            (Self::HoleEffect, None) => Shape::HoleEffect,
            (Self::CardinalSine, None) => Shape::CardinalSine,
        })
    }

    fn of(shape: Shape) -> Self {
        match shape {
            Shape::Spherical => Self::Spherical,
            Shape::Exponential => Self::Exponential,
            Shape::Gaussian => Self::Gaussian,
            Shape::Cubic => Self::Cubic,
            Shape::Matern(_) => Self::Matern,
            Shape::Power(_) => Self::Power,
            Shape::HoleEffect => Self::HoleEffect,
            Shape::CardinalSine => Self::CardinalSine,
        }
    }
}

fn smoothness(of: Shape) -> Option<f64> {
    if let Shape::Matern(matern) = of { Some(matern.smoothness()) } else { None }
}

impl PassWords {
    pub(crate) fn search(&self) -> Done<Search> {
        let sectors = match (self.max_per_octant, self.sectors, self.max_per_sector) {
            (None, None, None) => None,
            (Some(most), None, None) => Some((SectorCut::CoordinateOctants, most)),
            (None, Some(SectorWord::Octants), Some(most)) => Some((SectorCut::Octants, most)),
            (None, Some(SectorWord::Quadrants), Some(most)) => Some((SectorCut::Quadrants, most)),
            _ => return Err(Stop::of(ModelFault::Sectors)),
        };
        Ok(Search {
            radii: self.radii,
            angles: angles(self.angles),
            min_samples: self.min,
            max_samples: self.max,
            sectors: sectors.map(|(cut, most)| Sectors { cut, most }),
            max_per_hole: self.max_per_hole,
        })
    }
}

pub(crate) fn angles([azimuth, dip, rake]: [f64; 3]) -> Angles {
    Angles { azimuth, dip, rake }
}

/// The axes of an ellipsoid at these angles: major, minor, vertical.
pub(crate) fn axes(of: Angles) -> Result<[[f64; 3]; 3], GroundError> {
    Ok(oreproof_ground::Rotation::new(of, [1.0; 3])?.axes())
}
