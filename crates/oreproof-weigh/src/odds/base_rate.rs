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

/// Draws of a project that knows nothing of itself against the tables that they are drawn from.
#[cfg(test)]
mod tests {
    use super::*;
    use oreproof_case::model::Gate;
    use oreproof_reference::Topic;
    use oreproof_risk::Stream;
    use oreproof_risk::event::{Gate as Drawn, Gates};

    const N: u64 = 40_000;

    fn draws(name: &str, sigma: Option<f64>) -> Vec<f64> {
        let of = distribution(Tables::built_in(), name, sigma).unwrap().prepare().unwrap();
        let stream = Stream::named(11, name);
        let mut draws: Vec<f64> = (0..N).map(|draw| of.at(stream.uniform(draw, 0))).collect();
        draws.sort_by(f64::total_cmp);
        draws
    }

    /// The mean, the standard deviation, and the standard error of the mean.
    fn moments(draws: &[f64]) -> (f64, f64, f64) {
        let n = draws.len() as f64;
        let mean = draws.iter().sum::<f64>() / n;
        let sd = (draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt();
        (mean, sd, sd / n.sqrt())
    }

    fn printed(name: &str) -> f64 {
        let row = Tables::built_in().base_rates().iter().find(|row| row.name == name).unwrap();
        f64::midpoint(row.low, row.high)
    }

    /// 107 projects: median 1.28, mean 1.38. The table's mu and sigma are rounded to three
    /// digits, which moves both by less than 0.005.
    #[test]
    fn overruns_are_those_of_the_107_projects() {
        let drawn = draws("capital-rcf", None);
        let (mean, _, error) = moments(&drawn);
        assert!((mean - printed("capital-rcf-mean")).abs() < 4.0 * error + 0.005, "{mean}");
        let median = drawn[drawn.len() / 2];
        assert!((median - printed("capital-rcf-median")).abs() < 0.02, "{median}");
    }

    /// 63 projects: mean 1.25, standard deviation 0.3.
    #[test]
    fn overruns_are_those_of_the_63_projects() {
        let (mean, sd, error) = moments(&draws("capital-bertisen-davis-2007", None));
        assert!((mean - printed("capital-bertisen-davis-2007-mean")).abs() < 4.0 * error);
        assert!((sd - printed("capital-bertisen-davis-2007-sd")).abs() < 0.01, "{sd}");
    }

    /// 127 mines: 15.7 years on average, from 6 to 32.
    #[test]
    fn lead_times_are_those_of_the_127_mines() {
        let drawn = draws("lead-sp-2023", None);
        let (mean, _, error) = moments(&drawn);
        assert!((mean - printed("lead-sp-2023-mean")).abs() < 4.0 * error, "{mean}");
        assert!(6.0 <= drawn[0] && drawn[drawn.len() - 1] <= 32.0);
        assert!(drawn[0] < 7.0 && 27.0 < drawn[drawn.len() - 1], "the ends are reached");
    }

    /// Three in ten at design rate within a year, one in ten short after four, 2.5 years on
    /// average: all three at once.
    #[test]
    fn ramp_ups_are_those_of_the_note() {
        let drawn = draws("ramp", None);
        let (mean, _, error) = moments(&drawn);
        assert!((mean - printed("ramp-mean")).abs() < 4.0 * error, "{mean}");
        let share = |years: f64| drawn.partition_point(|t| *t <= years) as f64 / N as f64;
        let slack = 4.0 * (0.25 / N as f64).sqrt();
        assert!((share(1.0) - printed("ramp-within-1-year")).abs() < slack);
        assert!((1.0 - share(4.0) - printed("ramp-short-after-4")).abs() < slack);
    }

    /// Every printed mean of a time or an overrun is that of its draws, whatever its spread.
    #[test]
    fn every_printed_mean_is_drawn() {
        let topics = [Topic::LeadTime, Topic::CapitalOverrun, Topic::ScheduleOverrun];
        let rows = Tables::built_in().base_rates().iter().filter(|row| {
            topics.contains(&row.topic)
                && matches!(row.unit.as_str(), "years" | "ratio")
                && row.measure.starts_with("mean")
        });
        let mut n = 0;
        for row in rows {
            let (mean, _, error) = moments(&draws(&row.name, Some(0.4)));
            assert!((mean - printed(&row.name)).abs() < 4.5 * error, "{}: {mean}", row.name);
            n += 1;
        }
        assert!(20 < n, "{n} rows");
    }

    /// 2,120 of 4,676 discoveries became mines, 17.1 years later on average for copper: a gate
    /// that rests on both gives both back.
    #[test]
    fn a_gate_by_base_rates_gives_them_back() {
        let tables = Tables::built_in();
        let (low, high) = odds_of(tables, "odds-discovery-mine-so-far").unwrap();
        let (mean, unit) = mean_of(tables, "lead-minex-copper").unwrap();
        assert_eq!(unit, "years");
        let gate = r#"
[draws]
seed = 1
n = 2
sampling = "plain"
[[draws.gates]]
name = "discovery to mine"
stage = "S8"
odds_rate = "odds-discovery-mine-so-far"
years_rate = "lead-minex-copper"
sigma = 0.5
holds = "everything"
"#;
        let case = oreproof_case::read(&[("case.toml", gate)]).case;
        let gate: &Gate = &case.draws.as_ref().unwrap().gates[0];
        let time = gate.time(Some(mean)).unwrap();
        assert!((time.mean() - 17.1).abs() < 1e-9);
        let years = distribution(tables, "lead-minex-copper", Some(gate.sigma)).unwrap();
        let odds = f64::midpoint(low, high);
        let walk = [Drawn { name: gate.name.clone(), odds, years }];
        let gates = Gates::new(&walk).unwrap();
        let stream = Stream::new(3, 3);
        let walks = (0..N).map(|d| gates.walk(&[stream.uniform(d, 0), stream.uniform(d, 1)]));
        let mined: Vec<f64> = walks.filter(|w| w.passed == 1).map(|w| w.years).collect();
        let share = mined.len() as f64 / N as f64;
        assert!((share - 2120.0 / 4676.0).abs() < 4.0 * (0.25 / N as f64).sqrt(), "{share}");
        let (drawn, _, error) = moments(&mined);
        assert!((drawn - 17.1).abs() < 4.0 * error, "{drawn}");
    }

    #[test]
    fn what_fixes_no_spread_is_refused() {
        let tables = Tables::built_in();
        let of = |name, sigma| distribution(tables, name, sigma);
        assert!(of("nobody", None).unwrap_err().0.contains("oreproof reference base-rates"));
        assert!(of("capital-mckinsey-2024-mega", None).unwrap_err().0.contains("sigma"));
        assert!(of("capital-mckinsey-2024-mega", Some(0.3)).is_ok());
        assert!(odds_of(tables, "lead-sp-2023-mean").is_err());
        assert!(mean_of(tables, "odds-kidston").is_err());
        assert!(mean_of(tables, "lead-sp-2023-range").is_err());
    }
}
