//! Base rates of the reference tables as distributions.
//!
//! A name is that of one row, or what the rows of one sample begin with. What a sample prints
//! decides what it is drawn from; no two samples are ever mixed.

use oreproof_reference::Tables;
use oreproof_reference::base_rate::BaseRate;
use oreproof_risk::Distribution;
use oreproof_risk::distribution::lognormal_of_mean;

use crate::desk::{Need, need};

/// What of a sample's rows is printed, by measure.
struct Sample<'t> {
    name: String,
    rows: Vec<&'t BaseRate>,
}

impl<'t> Sample<'t> {
    fn of(tables: &'t Tables, name: &str) -> Result<Self, Need> {
        let whole = |row: &&BaseRate| row.name == name;
        let part = format!("{name}-");
        let rates = tables.base_rates();
        let mut rows: Vec<&BaseRate> = rates.iter().filter(whole).collect();
        if rows.is_empty() {
            rows = rates.iter().filter(|row| row.name.starts_with(&part)).collect();
        }
        match rows.is_empty() {
            true => need(format!(
                "a base rate called {name}; `oreproof reference base-rates` lists them"
            )),
            false => Ok(Self { name: name.to_owned(), rows }),
        }
    }

    /// The figure of a measure, where it is one figure.
    fn get(&self, measure: &str) -> Option<f64> {
        let row = self.rows.iter().find(|row| row.measure == measure)?;
        Some(f64::midpoint(row.low, row.high))
    }

    fn range(&self, measure: &str) -> Option<(f64, f64)> {
        self.rows.iter().find(|row| row.measure == measure).map(|row| (row.low, row.high))
    }
}

/// The distribution of a sample; `sigma` spreads one that prints a mean alone.
///
/// - `lognormal mu` and `sigma`, mean and standard deviation, or mean and median: a lognormal.
/// - mean and range: a PERT between the ends of the range.
/// - shares at full rate within a year and still short after four, and a mean: straight lines
///   between these, the last as long as the mean needs.
/// - a mean and `sigma`: a lognormal of that mean.
///
/// # Errors
///
/// When there is no such base rate, or it fixes no distribution.
pub(crate) fn distribution(
    tables: &Tables,
    name: &str,
    sigma: Option<f64>,
) -> Result<Distribution, Need> {
    let sample = Sample::of(tables, name)?;
    let get = |measure: &str| sample.get(measure);
    if let (Some(mu), Some(sigma)) = (get("lognormal mu"), get("lognormal sigma")) {
        return Ok(Distribution::Lognormal { median: libm::exp(mu), sigma, shift: 0.0 });
    }
    let mean = get("mean");
    if let (Some(mean), Some(sd)) = (mean, get("standard deviation")) {
        return lognormal_of_mean(mean, sd).map_err(|error| super::setup::impossible(&error));
    }
    if let (Some(mean), Some(median)) = (mean, get("median"))
        && median < mean
    {
        let sigma = libm::sqrt(2.0 * libm::log(mean / median));
        return Ok(Distribution::Lognormal { median, sigma, shift: 0.0 });
    }
    if let (Some(mean), Some((low, high))) = (mean, sample.range("range")) {
        let mode = (6.0 * mean - low - high) / 4.0;
        if (low..=high).contains(&mode) {
            return Ok(Distribution::Pert { low, mode, high });
        }
    }
    let within = get("share at design rate within a year");
    if let (Some(within), Some(short), Some(mean)) =
        (within, get("share still short after 4 years"), mean)
    {
        return ramp(&sample, within, short, mean);
    }
    if let (Some(sigma), Some(mean)) = (sigma, mean_of(tables, name).ok().map(|(mean, _)| mean)) {
        let median = mean / libm::exp(sigma * sigma / 2.0);
        return Ok(Distribution::Lognormal { median, sigma, shift: 0.0 });
    }
    need(format!(
        "a spread of the base rate {name}: it prints {}; give `sigma` beside a mean",
        sample.rows.iter().map(|row| row.measure.as_str()).collect::<Vec<_>>().join(", ")
    ))
}

/// Years to full rate from the shares there after one and after four years, and the mean.
fn ramp(sample: &Sample<'_>, within: f64, short: f64, mean: f64) -> Result<Distribution, Need> {
    // A hundred steps of one in a hundred hold shares in whole per cent exactly.
    const STEPS: usize = 100;
    let middle = 1.0 - within - short;
    // The mean of straight lines is that of the middles of their ends.
    let end = 2.0 * (mean - within * 0.5 - middle * 2.5) / short - 4.0;
    if !(0.0 < within && 0.0 < short && 0.0 < middle && 4.0 <= end) {
        return need(format!("shares and a mean of {} that fit together", sample.name));
    }
    let at = |p: f64| {
        if p <= within {
            p / within
        } else if p <= within + middle {
            1.0 + 3.0 * (p - within) / middle
        } else {
            4.0 + (end - 4.0) * (p - within - middle) / short
        }
    };
    let values = (0..=STEPS).map(|step| at(step as f64 / STEPS as f64)).collect();
    Ok(Distribution::Empirical { values })
}

/// The mean that a base rate prints, and its unit.
///
/// # Errors
///
/// When there is none.
pub(crate) fn mean_of(tables: &Tables, name: &str) -> Result<(f64, String), Need> {
    let sample = Sample::of(tables, name)?;
    // A row that is named itself is the mean of its sample, whatever its measure adds.
    let row = match sample.rows[..] {
        [one] if matches!(one.unit.as_str(), "years" | "ratio") => Some(one),
        _ => sample.rows.iter().find(|row| row.measure == "mean").copied(),
    };
    match row.filter(|row| !row.measure.starts_with("range")) {
        Some(row) => Ok((f64::midpoint(row.low, row.high), row.unit.clone())),
        None => need(format!("a mean in the base rate {name}")),
    }
}

/// The odds that a base rate prints, from the least to the most.
///
/// # Errors
///
/// When it is no share.
pub(crate) fn odds_of(tables: &Tables, name: &str) -> Result<(f64, f64), Need> {
    let sample = Sample::of(tables, name)?;
    match sample.rows[..] {
        [row] if row.unit == "share" && 0.0 <= row.low && row.high <= 1.0 => {
            Ok((row.low, row.high))
        }
        _ => need(format!("a single share in the base rate {name}")),
    }
}
