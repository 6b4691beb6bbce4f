//! On whom the United States depend, net import reliance and where imports come from; and what
//! the European Union need not buy, because scrap meets it.

use serde::Serialize;

use crate::production::Place;
use crate::reported::Reported;
use crate::sheet::{Entry, Row};
use crate::source::SourceRef;

/// Net imports as a percentage of consumption in one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportReliance {
    /// The commodity, by the name of its table.
    pub commodity: String,
    /// Which part of it, where several are printed.
    pub part: String,
    /// The year.
    pub year: i16,
    /// Percent of consumption as printed; `E` for a net exporter.
    pub percent: Reported,
    /// Where it was read.
    pub source: SourceRef,
}

impl Entry for ImportReliance {
    const REQUIRED: &'static [&'static str] = &["commodity", "part", "year", "percent", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let year = row.value("year", "a year", |text| text.parse().ok());
        let percent = row.value("percent", "a figure as printed", Reported::parse);
        Some(Self {
            commodity: row.word("commodity")?,
            part: row.text("part").to_owned(),
            year: year?,
            percent: percent?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        let slash = if self.part.is_empty() { "" } else { "/" };
        format!("import-reliance/{}{slash}{}/{}", self.commodity, self.part, self.year)
    }
}

/// The share of one country in the imports of some years.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportSource {
    /// The commodity, by the name of its table.
    pub commodity: String,
    /// Which part of it, where several are printed.
    pub part: String,
    /// From where.
    pub place: Place,
    /// Percent of imports as printed.
    pub percent: Reported,
    /// The first and last year, `2021/2024`.
    pub years: String,
    /// Where it was read.
    pub source: SourceRef,
}

impl Entry for ImportSource {
    const REQUIRED: &'static [&'static str] =
        &["commodity", "part", "country", "percent", "years", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let place = row.value("country", "three capitals, others or world", Place::parse);
        let percent = row.value("percent", "a figure as printed", Reported::parse);
        Some(Self {
            commodity: row.word("commodity")?,
            part: row.text("part").to_owned(),
            place: place?,
            percent: percent?,
            years: row.word("years")?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        let slash = if self.part.is_empty() { "" } else { "/" };
        format!("import-sources/{}{slash}{}/{}", self.commodity, self.part, self.place)
    }
}

/// What part of the European Union's demand for a commodity is met by scrap of used goods.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recycling {
    /// The commodity, by the name of its table.
    pub commodity: String,
    /// The year of the study.
    pub year: i16,
    /// The end-of-life recycling input rate in percent.
    pub percent: Reported,
    /// Where it was read.
    pub source: SourceRef,
}

impl Entry for Recycling {
    const REQUIRED: &'static [&'static str] = &["commodity", "year", "percent", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let year = row.value("year", "a year", |text| text.parse().ok());
        let percent = row.value("percent", "a figure as printed", Reported::parse);
        Some(Self {
            commodity: row.word("commodity")?,
            year: year?,
            percent: percent?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        format!("recycling/{}/{}", self.commodity, self.year)
    }
}
