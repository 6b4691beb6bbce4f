//! World production, capacity and reserves by country, as printed in an edition.
//!
//! Editions differ for the same year: an estimate is revised a year later. Both stand
//! side by side, and a question names the edition it wants.

use oreproof_units::Period;
use serde::{Serialize, Serializer};

use crate::reported::{MEASURES, Measure, Reported};
use crate::sheet::{Entry, Row};
use crate::source::SourceRef;

/// One printed figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Output {
    /// The edition that prints it.
    pub edition: Edition,
    /// What is counted.
    pub stage: Stage,
    /// The commodity, by the name of its table.
    pub commodity: String,
    /// Which part of it, where an edition prints several: `kaolin`, `iron content`.
    pub part: String,
    /// Where.
    pub place: Place,
    /// The year of the output, or the year the reserves were stated for.
    pub year: i16,
    /// The figure as printed, in `unit`.
    pub printed: Reported,
    /// The unit as printed.
    pub unit: Measure,
    /// Whether the edition calls the figure an estimate.
    pub estimated: bool,
    /// Where it was read.
    pub source: SourceRef,
}

/// An edition of the yearly summaries, by the year in its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Edition(pub i16);

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// What the mines produced in a year.
    Mine,
    /// What smelters, refineries and plants produced in a year.
    Plant,
    /// What plants could produce in a year.
    Capacity,
    /// What is left in the ground and can be mined with profit.
    Reserves,
}

/// Every stage with its word.
pub(crate) const STAGES: [(Stage, &str); 4] = [
    (Stage::Mine, "mine"),
    (Stage::Plant, "plant"),
    (Stage::Capacity, "capacity"),
    (Stage::Reserves, "reserves"),
];

impl Stage {
    /// Its word in the table.
    pub fn name(self) -> &'static str {
        STAGES.iter().find(|(stage, _)| *stage == self).map_or("", |(_, name)| name)
    }
}

/// A country, the rest of the world, or all of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A country by its three letters.
    Country(String),
    /// The countries an edition does not name.
    Others,
    /// The printed world total, rounded: it need not equal the sum.
    World,
}

impl Place {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "world" => Some(Self::World),
            "others" => Some(Self::Others),
            code if is_code(code) => Some(Self::Country(code.to_owned())),
            _ => None,
        }
    }

    /// The three letters of a country.
    pub fn country(&self) -> Option<&str> {
        match self {
            Self::Country(code) => Some(code),
            _ => None,
        }
    }
}

/// Whether a text is the three capitals of a country.
pub(crate) fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Country(code) => code,
            Self::Others => "others",
            Self::World => "world",
        })
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A printed figure brought to tonnes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// The figure in tonnes, with its `>` and `<` kept.
    pub tonnes: Reported,
    /// Whether it is called an estimate.
    pub estimated: bool,
}

impl Output {
    /// The figure in tonnes; `None` for what is counted by volume.
    pub fn tonnes(&self) -> Option<Quantity> {
        let tonnes = self.unit.tonnes(self.printed)?;
        Some(Quantity { tonnes, estimated: self.estimated })
    }

    /// The year as a period.
    pub fn period(&self) -> Option<Period> {
        Period::year(self.year)
    }
}

impl Entry for Output {
    const REQUIRED: &'static [&'static str] = &[
        "edition",
        "stage",
        "commodity",
        "part",
        "country",
        "year",
        "value",
        "unit",
        "estimated",
        "source",
    ];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let year = |text: &str| text.parse::<i16>().ok().filter(|year| (1..=9999).contains(year));
        let edition = row.value("edition", "the year of an edition", year);
        let stage = row.one_of("stage", "mine, plant, capacity or reserves", &STAGES);
        let place = row.value("country", "three capitals, others or world", Place::parse);
        let at = row.value("year", "a year", year);
        let printed = row.value("value", "a figure as printed", Reported::parse);
        let unit = row.one_of("unit", "t, kt, Mt, kg, Mct, kct, Mm3 or Ml", &MEASURES);
        let estimated = row.one_of("estimated", "e or nothing", &[(true, "e"), (false, "")]);
        Some(Self {
            commodity: row.word("commodity")?,
            part: row.text("part").to_owned(),
            edition: Edition(edition?),
            stage: stage?,
            place: place?,
            year: at?,
            printed: printed?,
            unit: unit?,
            estimated: estimated?,
            source: row.source()?,
        })
    }

    /// `production/2025/mine/copper/CHL/2024`; the part stands behind the commodity.
    fn id(&self) -> String {
        let Self { edition: Edition(edition), stage, commodity, part, place, year, .. } = self;
        let (slash, stage) = (if part.is_empty() { "" } else { "/" }, stage.name());
        format!("production/{edition}/{stage}/{commodity}{slash}{part}/{place}/{year}")
    }
}
