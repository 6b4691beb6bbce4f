//! Governance indicators by country and year, about -2.5 (weak) to +2.5 (strong).

use serde::Serialize;

use crate::production::is_code;
use crate::sheet::{Entry, Row, finite};
use crate::source::SourceRef;

/// What an indicator measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Indicator {
    /// Political stability and absence of violence.
    PoliticalStability,
    /// Control of corruption.
    ControlOfCorruption,
    /// Effectiveness of government.
    GovernmentEffectiveness,
    /// Quality of regulation.
    RegulatoryQuality,
    /// Rule of law.
    RuleOfLaw,
    /// Voice and accountability.
    VoiceAndAccountability,
    /// The plain mean of the six.
    Mean,
}

/// Every indicator with its word.
pub(crate) const INDICATORS: [(Indicator, &str); 7] = [
    (Indicator::PoliticalStability, "political-stability"),
    (Indicator::ControlOfCorruption, "control-of-corruption"),
    (Indicator::GovernmentEffectiveness, "government-effectiveness"),
    (Indicator::RegulatoryQuality, "regulatory-quality"),
    (Indicator::RuleOfLaw, "rule-of-law"),
    (Indicator::VoiceAndAccountability, "voice-and-accountability"),
    (Indicator::Mean, "mean"),
];

impl Indicator {
    /// Its word in the table.
    pub fn name(self) -> &'static str {
        INDICATORS.iter().find(|(known, _)| *known == self).map_or("", |(_, name)| name)
    }
}

/// One indicator of one country over the years, from one source.
///
/// Vintages differ: the office revises earlier years, so that a series is kept whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// The country, by its three letters.
    pub country: String,
    /// What is measured.
    pub indicator: Indicator,
    /// Year and estimate, the years rising.
    pub values: Vec<(i16, f64)>,
    /// Where it was read.
    pub source: SourceRef,
}

impl Series {
    /// The estimate of a year; years between are never filled in.
    pub fn in_year(&self, year: i16) -> Option<f64> {
        self.values.iter().find(|(known, _)| *known == year).map(|(_, value)| *value)
    }
}

impl Entry for Series {
    const REQUIRED: &'static [&'static str] = &["country", "indicator", "values", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let country =
            row.value("country", "three capitals", |text| is_code(text).then(|| text.to_owned()));
        let indicator = row.one_of("indicator", "political-stability, … or mean", &INDICATORS);
        let values =
            row.value("values", "years and estimates such as 2022:-0.33 2023:-0.4", |text| {
                let pairs: Option<Vec<(i16, f64)>> = text
                    .split_whitespace()
                    .map(|pair| {
                        let (year, value) = pair.split_once(':')?;
                        Some((year.parse().ok()?, finite(value)?))
                    })
                    .collect();
                pairs.filter(|pairs| !pairs.is_empty() && pairs.is_sorted_by(|a, b| a.0 < b.0))
            });
        Some(Self {
            country: country?,
            indicator: indicator?,
            values: values?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        let Self { country, indicator, values, .. } = self;
        // The mean of the six comes from two vintages, each with its own years.
        let from = values.first().map_or(0, |(year, _)| *year);
        format!("governance/{country}/{}/{from}", indicator.name())
    }
}
