//! What came of earlier projects: how long, how much over, how many; smelter charges
//! by year; and how prices have moved.

use serde::Serialize;

use crate::sheet::{Entry, Row, finite};
use crate::source::{CONFIDENCES, Confidence, SourceRef};

/// One published figure about a group of earlier projects.
///
/// Samples, years and definitions differ, so that two rows of one topic are two
/// figures, never to be averaged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BaseRate {
    /// A short name that is its own.
    pub name: String,
    /// What it is about.
    pub topic: Topic,
    /// What the number is: `mean`, `median`, `share late`, `p90`.
    pub measure: String,
    /// The figure, or the lowest of a range.
    pub low: f64,
    /// The figure, or the highest of a range.
    pub high: f64,
    /// `ratio`, `share` (as a fraction), `years`, or `count`.
    pub unit: String,
    /// Which projects, and how many.
    pub sample: String,
    /// How far the figure was followed.
    pub confidence: Confidence,
    /// Where it was read.
    pub source: SourceRef,
}

/// What a base rate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Capital spent over capital announced.
    CapitalOverrun,
    /// Time taken over time announced.
    ScheduleOverrun,
    /// From discovery to production.
    LeadTime,
    /// From first ore to design rate.
    RampUp,
    /// From one stage to the next.
    StageOdds,
    /// From money or memoranda announced to money or work done.
    Conversion,
    /// What practitioners take off a category of resource.
    CategoryWeight,
    /// Production lost to what was not planned.
    Disruption,
    /// How near a study of a kind comes to the cost.
    StudyAccuracy,
}

/// Every topic with its word.
pub(crate) const TOPICS: [(Topic, &str); 9] = [
    (Topic::CapitalOverrun, "capital-overrun"),
    (Topic::ScheduleOverrun, "schedule-overrun"),
    (Topic::LeadTime, "lead-time"),
    (Topic::RampUp, "ramp-up"),
    (Topic::StageOdds, "stage-odds"),
    (Topic::Conversion, "conversion"),
    (Topic::CategoryWeight, "category-weight"),
    (Topic::Disruption, "disruption"),
    (Topic::StudyAccuracy, "study-accuracy"),
];

const CONFIDENCE: &str = "verified, seen, approximate, derived or memory";

impl Entry for BaseRate {
    const REQUIRED: &'static [&'static str] =
        &["name", "topic", "measure", "low", "high", "unit", "sample", "confidence", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let topic = row.one_of("topic", "one of the topics of the table's README", &TOPICS);
        let (low, high) = (row.number("low"), row.number("high"));
        let confidence = row.one_of("confidence", CONFIDENCE, &CONFIDENCES);
        let (low, high) = (low?, high?);
        row.ordered(low <= high, "low", "high")?;
        Some(Self {
            name: row.word("name")?,
            topic: topic?,
            measure: row.word("measure")?,
            low,
            high,
            unit: row.word("unit")?,
            sample: row.text("sample").to_owned(),
            confidence: confidence?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        format!("base-rates/{}", self.name)
    }
}

/// The yearly benchmark that copper smelters and mines agree on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TreatmentCharge {
    /// The metal.
    pub commodity: String,
    /// The year.
    pub year: i16,
    /// US dollars per dry tonne of concentrate.
    pub treatment_usd_per_tonne: f64,
    /// US cents per pound of payable metal.
    pub refining_cents_per_lb: f64,
    /// How far the figure was followed.
    pub confidence: Confidence,
    /// Where it was read.
    pub source: SourceRef,
}

impl Entry for TreatmentCharge {
    const REQUIRED: &'static [&'static str] =
        &["commodity", "year", "tc_usd_per_t", "rc_cents_per_lb", "confidence", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let year = row.value("year", "a year", |text| text.parse().ok());
        let (charge, refining) = (row.number("tc_usd_per_t"), row.number("rc_cents_per_lb"));
        let confidence = row.one_of("confidence", CONFIDENCE, &CONFIDENCES);
        Some(Self {
            commodity: row.word("commodity")?,
            year: year?,
            treatment_usd_per_tonne: charge?,
            refining_cents_per_lb: refining?,
            confidence: confidence?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        format!("treatment-charges/{}/{}", self.commodity, self.year)
    }
}

/// A price process fitted to monthly means: mean-reverting in the logarithm when
/// `kappa` is above zero, a geometric Brownian motion with `drift` when it is zero.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriceProcess {
    /// A short name that is its own.
    pub name: String,
    /// The metal.
    pub commodity: String,
    /// The first and last year of the sample.
    pub years: (i16, i16),
    /// Speed of reversion, per year.
    pub kappa: f64,
    /// Level reverted to, in the unit of `level_unit`.
    pub level: Option<f64>,
    /// The unit of the level.
    pub level_unit: Option<String>,
    /// Drift of the logarithm, per year.
    pub drift: Option<f64>,
    /// Volatility of monthly means, per square root of a year.
    pub sigma: f64,
    /// The Dickey–Fuller t of the fit; above about -2.9 a random walk is not rejected.
    pub unit_root_t: Option<f64>,
    /// How far the figures were followed.
    pub confidence: Confidence,
    /// Where they were read, or what they were worked out from.
    pub source: SourceRef,
}

impl PriceProcess {
    /// Years until half of a distance from the level is made good; `None` without reversion.
    pub fn half_life_years(&self) -> Option<f64> {
        (self.kappa > 0.0).then(|| std::f64::consts::LN_2 / self.kappa)
    }
}

impl Entry for PriceProcess {
    const REQUIRED: &'static [&'static str] = &[
        "name",
        "commodity",
        "first",
        "last",
        "kappa",
        "level",
        "level_unit",
        "drift",
        "sigma",
        "unit_root_t",
        "confidence",
        "source",
    ];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let year = |text: &str| text.parse::<i16>().ok();
        let (first, last) = (row.value("first", "a year", year), row.value("last", "a year", year));
        let (kappa, sigma) = (row.number("kappa"), row.number("sigma"));
        let level = row.optional("level", "a number", finite);
        let drift = row.optional("drift", "a number", finite);
        let unit_root_t = row.optional("unit_root_t", "a number", finite);
        let confidence = row.one_of("confidence", CONFIDENCE, &CONFIDENCES);
        let years = (first?, last?);
        row.ordered(years.0 <= years.1, "first", "last")?;
        Some(Self {
            name: row.word("name")?,
            commodity: row.word("commodity")?,
            years,
            kappa: kappa?,
            level: level?,
            level_unit: row.some("level_unit").map(str::to_owned),
            drift: drift?,
            sigma: sigma?,
            unit_root_t: unit_root_t?,
            confidence: confidence?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        format!("price-processes/{}", self.name)
    }
}
