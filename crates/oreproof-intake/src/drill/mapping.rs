//! What each column of the files of a drill campaign holds.

use oreproof_ground::hole::{DipSign, Unit};
use serde::{Deserialize, Serialize};

/// Which file holds what, and which column of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Which sign of dip is downwards.
    pub dip: DipSign,
    /// Where holes start.
    pub collars: CollarColumns,
    /// Which way they run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surveys: Option<SurveyColumns>,
    /// What was measured and logged.
    #[serde(default)]
    pub intervals: Vec<IntervalColumns>,
    /// Standards, blanks and duplicates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<ControlColumns>,
}

/// The columns of a table of collars.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollarColumns {
    /// The file.
    pub file: String,
    /// The name of the hole.
    pub hole: String,
    /// East.
    pub x: String,
    /// North.
    pub y: String,
    /// Elevation.
    pub z: String,
    /// How long the hole is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<String>,
    /// The direction at the collar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub azimuth: Option<String>,
    /// The dip at the collar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dip: Option<String>,
}

/// The columns of a table of surveys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyColumns {
    /// The file.
    pub file: String,
    /// The name of the hole.
    pub hole: String,
    /// Length along the hole.
    pub depth: String,
    /// Clockwise from north, in degrees.
    pub azimuth: String,
    /// In degrees from the horizontal.
    pub dip: String,
}

/// The columns of a table of intervals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntervalColumns {
    /// The file.
    pub file: String,
    /// The name of the hole.
    pub hole: String,
    /// Length along the hole to the start of the interval.
    pub from: String,
    /// Length along the hole to its end.
    pub to: String,
    /// What was measured.
    #[serde(default)]
    pub assays: Vec<AssayColumn>,
    /// What was logged.
    #[serde(default)]
    pub codes: Vec<String>,
}

/// The columns of a table of control samples, in the order of their assaying.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ControlColumns {
    /// Materials with a certificate.
    Standards {
        /// The file.
        file: String,
        /// The name of the material.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        material: Option<String>,
        /// What was assayed.
        assay: String,
        /// What the certificate says.
        certified: String,
        /// The standard deviation that the certificate gives.
        deviation: String,
    },
    /// Material that holds nothing.
    Blanks {
        /// The file.
        file: String,
        /// What was assayed.
        assay: String,
        /// What is still clean, in the unit of the assay.
        limit: f64,
    },
    /// Samples assayed twice.
    Duplicates {
        /// The file.
        file: String,
        /// The first assay.
        original: String,
        /// The second.
        duplicate: String,
    },
}

impl ControlColumns {
    /// The file.
    pub fn file(&self) -> &str {
        match self {
            Self::Standards { file, .. }
            | Self::Blanks { file, .. }
            | Self::Duplicates { file, .. } => file,
        }
    }
}

/// A measured column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssayColumn {
    /// Its head.
    pub column: String,
    /// Its unit.
    #[serde(with = "unit_names")]
    pub unit: Unit,
}

/// Units as a mapping writes them.
mod unit_names {
    use oreproof_ground::hole::Unit;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    const NAMES: [(Unit, &str); 5] = [
        (Unit::Unstated, "unstated"),
        (Unit::Percent, "percent"),
        (Unit::GramsPerTonne, "g/t"),
        (Unit::PartsPerBillion, "ppb"),
        (Unit::Density, "t/m3"),
    ];

    pub(super) fn serialize<S: Serializer>(unit: &Unit, to: S) -> Result<S::Ok, S::Error> {
        let name =
            NAMES.iter().find(|(known, _)| known == unit).map_or("unstated", |(_, name)| name);
        to.serialize_str(name)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Unit, D::Error> {
        let text = String::deserialize(from)?;
        let found = NAMES.iter().find(|(_, name)| *name == text);
        let expected = "expected percent, g/t, ppb, t/m3 or unstated";
        found
            .map(|(unit, _)| *unit)
            .ok_or_else(|| D::Error::custom(format!("{text:?}: {expected}")))
    }
}
