//! Paths of a positive quantity through time: prices, rates.
//!
//! Two processes, both exact at the times asked for, however far apart:
//!
//! ```text
//! wandering        ln P(t+Δ) = ln P(t) + (μ − σ²/2) Δ + σ √Δ ε
//! returning        x = ln P,  x(t+Δ) = m + (x(t) − m) e^(−κΔ) + σ √((1 − e^(−2κΔ)) / 2κ) ε
//! ```
//!
//! Times are in years; `μ` and `σ²` per year; `κ` per year; `m` is the logarithm of the level.
//! A mean over a month is smoother than the price itself. In a series of means over steps that
//! are short beside 1/κ, the variance of a step is 2/3 of that of the price (Working 1960,
//! *Econometrica* 28(4)), and so is what the series gives back of its distance from the level:
//! means hide a third of σ² and of κ, and nothing of σ²/2κ. [`Fits::of_means`] puts it back.
//!
//! Sources: geometric Brownian motion as in Dixit and Pindyck (1994), *Investment under
//! Uncertainty*, chapter 3; the returning process is model 1 of Schwartz (1997), *Journal of
//! Finance* 52(3).

use libm::{exp, expm1, hypot, log, sqrt};
use serde::{Deserialize, Serialize};

use crate::error::{RiskError, finite, not_negative, positive};

/// How a quantity moves through time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", deny_unknown_fields)]
pub enum Process {
    /// A random walk of the logarithm, with a drift: geometric Brownian motion.
    Wandering {
        /// Growth of the mean, per year.
        drift: f64,
        /// Standard deviation of the logarithm over a year, 0 or more.
        volatility: f64,
    },
    /// A pull back to a level: the logarithm is an Ornstein–Uhlenbeck process.
    Returning {
        /// The level that the median returns to, in the unit of the quantity; above 0.
        level: f64,
        /// How fast, per year; above 0. Half the way takes ln 2 ÷ this.
        speed: f64,
        /// Standard deviation of the logarithm over a short time, per √year; 0 or more.
        volatility: f64,
    },
}

/// A process made ready for a start and for steps of one length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steps {
    start: f64,
    /// What the logarithm keeps of its distance from the level in one step.
    keep: f64,
    /// What is added in each step.
    add: f64,
    /// How far one standard normal moves the logarithm.
    spread: f64,
}

impl Process {
    /// The process from `start`, in steps of `step` years.
    ///
    /// # Errors
    ///
    /// When start or level are not above zero, or the volatility is below it.
    pub fn steps(&self, start: f64, step: f64) -> Result<Steps, RiskError> {
        let (start, step) = (log(positive("start", start)?), positive("step", step)?);
        self.check()?;
        let (keep, spread) = self.step(step);
        let add = match *self {
            Self::Wandering { drift, volatility } => (drift - volatility * volatility / 2.0) * step,
            Self::Returning { level, .. } => log(level) * (1.0 - keep),
        };
        Ok(Steps { start, keep, add, spread })
    }

    /// Refuses what is no process.
    ///
    /// # Errors
    ///
    /// When level or speed are not above zero, or the volatility is below it.
    pub fn check(&self) -> Result<(), RiskError> {
        let volatility = match *self {
            Self::Wandering { drift, volatility } => {
                finite("drift", drift)?;
                volatility
            }
            Self::Returning { level, speed, volatility } => {
                positive("level", level)?;
                positive("speed", speed)?;
                volatility
            }
        };
        not_negative("volatility", volatility).map(drop)
    }

    /// What the logarithm keeps of its distance from its course over so many years, and how far
    /// one standard normal moves it.
    pub(crate) fn step(&self, years: f64) -> (f64, f64) {
        match *self {
            Self::Wandering { volatility, .. } => (1.0, volatility * sqrt(years)),
            Self::Returning { speed, volatility, .. } => {
                let variance = -expm1(-2.0 * speed * years) / (2.0 * speed);
                (exp(-speed * years), volatility * sqrt(variance))
            }
        }
    }

    /// Standard deviation of the logarithm over a short time, per √year.
    pub fn volatility(&self) -> f64 {
        match *self {
            Self::Wandering { volatility, .. } | Self::Returning { volatility, .. } => volatility,
        }
    }
}

impl Steps {
    /// Turns standard normal values, one a step, into the path after the start, in place.
    pub fn walk(&self, normals: &mut [f64]) {
        let mut x = self.start;
        for slot in normals {
            x = self.keep * x + self.add + self.spread * *slot;
            *slot = exp(x);
        }
    }

    /// Mean of the logarithm and its variance after `n` steps.
    pub fn log_moments(&self, n: u32) -> (f64, f64) {
        let (mut mean, mut variance) = (self.start, 0.0);
        for _ in 0..n {
            mean = self.keep * mean + self.add;
            variance = self.keep * self.keep * variance + self.spread * self.spread;
        }
        (mean, variance)
    }
}

/// A process fitted to a series, with what the series can say of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fit {
    /// The process.
    pub process: Process,
    /// The standard errors of its parameters, each in the parameter's place.
    pub errors: Process,
    /// Log-likelihood of the series under it, given its first value.
    pub log_likelihood: f64,
    /// How many steps it rests on.
    pub n_steps: usize,
}

/// Both processes fitted to one series, since data of this length seldom decide between them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fits {
    /// The random walk.
    pub wandering: Fit,
    /// The returning process; none where the series does not return at all.
    pub returning: Option<Fit>,
    /// Dickey and Fuller's t of no return. Below [`UNIT_ROOT_T`] a random walk is rejected; above
    /// it the series cannot tell.
    pub unit_root_t: f64,
}

/// Dickey and Fuller's t that a random walk stays above in nineteen of twenty series.
///
/// Source: Fuller (1976), *Introduction to Statistical Time Series*, table 8.5.2, with a mean,
/// 100 steps; −2.86 in endless series.
pub const UNIT_ROOT_T: f64 = -2.89;

/// How much of σ² and of κ a series of means shows.
const SHOWN_BY_MEANS: f64 = 2.0 / 3.0;

impl Fits {
    /// The processes of the price itself, where these were fitted to means over each step.
    ///
    /// The level, the growth of the median and the likelihoods stay as they are.
    pub fn of_means(mut self) -> Self {
        let hidden = sqrt(1.0 / SHOWN_BY_MEANS);
        if let Process::Wandering { drift, volatility } = &mut self.wandering.process {
            *drift += *volatility * *volatility / 2.0 * (1.0 / SHOWN_BY_MEANS - 1.0);
            *volatility *= hidden;
        }
        if let Process::Wandering { drift, volatility } = &mut self.wandering.errors {
            *drift *= hidden;
            *volatility *= hidden;
        }
        if let Some(returning) = &mut self.returning {
            for of in [&mut returning.process, &mut returning.errors] {
                if let Process::Returning { speed, volatility, .. } = of {
                    *speed /= SHOWN_BY_MEANS;
                    *volatility *= hidden;
                }
            }
        }
        self
    }

    /// Whether the series rejects a random walk, at one error in twenty.
    pub fn rejects_wandering(&self) -> bool {
        self.unit_root_t < UNIT_ROOT_T
    }
}

/// Fits both processes to values `step` years apart.
///
/// By maximum likelihood, which for both is a regression of each step of the logarithm on the
/// logarithm before it (Dixit and Pindyck, chapter 3 D; Dickey and Fuller 1979).
///
/// # Errors
///
/// When there are fewer than ten values, or one is not above zero.
pub fn fit(values: &[f64], step: f64) -> Result<Fits, RiskError> {
    const NEEDED: usize = 10;
    if values.len() < NEEDED {
        return Err(RiskError::TooFew { what: "a process", given: values.len(), needed: NEEDED });
    }
    let step = positive("step", step)?;
    let logs: Vec<f64> =
        values.iter().map(|&v| positive("values", v).map(log)).collect::<Result<_, _>>()?;
    let before = &logs[..logs.len() - 1];
    let moves: Vec<f64> = logs.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let n = moves.len() as f64;

    let mean = moves.iter().sum::<f64>() / n;
    let squares: f64 = moves.iter().map(|m| (m - mean) * (m - mean)).sum();
    let variance = squares / n;
    let volatility = sqrt(variance / step);
    let wandering = Fit {
        process: Process::Wandering { drift: mean / step + variance / step / 2.0, volatility },
        errors: Process::Wandering {
            drift: sqrt(variance / n) / step,
            volatility: volatility / sqrt(2.0 * n),
        },
        log_likelihood: log_likelihood(variance, n),
        n_steps: moves.len(),
    };

    let x_mean = before.iter().sum::<f64>() / n;
    let xx: f64 = before.iter().map(|x| (x - x_mean) * (x - x_mean)).sum();
    let xy: f64 = before.iter().zip(&moves).map(|(x, m)| (x - x_mean) * (m - mean)).sum();
    let slope = xy / xx;
    let rest = (squares - slope * xy).max(0.0);
    let slope_error = sqrt(rest / (n - 2.0) / xx);
    let unit_root_t = slope / slope_error;

    let keep = 1.0 + slope;
    let returning = (0.0 < keep && keep < 1.0).then(|| {
        let speed = -log(keep) / step;
        let level = x_mean - mean / slope;
        let variance = rest / n;
        let volatility = sqrt(variance * 2.0 * speed / -expm1(-2.0 * speed * step));
        // Mean and slope of a regression about its mean are independent.
        let level_error = hypot(sqrt(variance / n), mean / slope * slope_error) / slope.abs();
        Fit {
            process: Process::Returning { level: exp(level), speed, volatility },
            errors: Process::Returning {
                level: exp(level) * level_error,
                speed: slope_error / keep / step,
                volatility: volatility / sqrt(2.0 * n),
            },
            log_likelihood: log_likelihood(variance, n),
            n_steps: moves.len(),
        }
    });
    Ok(Fits { wandering, returning, unit_root_t })
}

/// Of normal residuals whose variance is the one that makes them likeliest.
fn log_likelihood(variance: f64, n: f64) -> f64 {
    -n / 2.0 * (log(2.0 * std::f64::consts::PI * variance) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::special::{normal_cdf, normal_quantile};
    use crate::stream::Stream;

    const COPPER: Process = Process::Returning { level: 9_000.0, speed: 0.4, volatility: 0.25 };
    const GOLD: Process = Process::Wandering { drift: 0.03, volatility: 0.15 };

    fn normals(seed: u64, draw: u64, n: u32) -> Vec<f64> {
        let stream = Stream::new(seed, 1);
        (0..n).map(|index| normal_quantile(stream.uniform(draw, index))).collect()
    }

    /// The conditional moments of both processes (Schwartz 1997, equation 5; Dixit and Pindyck,
    /// chapter 3), against their steps and against 20,000 walks.
    #[test]
    fn walks_have_the_moments_of_their_process() {
        let (start, years) = (10_000.0_f64, 8_u32);
        let t = f64::from(years);
        let level = 9_000.0_f64.ln();
        let expected = [
            (
                COPPER,
                level + (start.ln() - level) * (-0.4 * t).exp(),
                0.0625 * (1.0 - (-0.8 * t).exp()) / 0.8,
            ),
            (GOLD, start.ln() + (0.03 - 0.01125) * t, 0.0225 * t),
        ];
        for (process, mean, variance) in expected {
            let steps = process.steps(start, 1.0).unwrap();
            let (m, v) = steps.log_moments(years);
            assert!((m - mean).abs() < 1e-12 && (v - variance).abs() < 1e-12, "{process:?}");
            let n = 20_000;
            let ends: Vec<f64> = (0..n)
                .map(|draw| {
                    let mut path = normals(4, draw, years);
                    steps.walk(&mut path);
                    path[years as usize - 1].ln()
                })
                .collect();
            let n = n as f64;
            let got = ends.iter().sum::<f64>() / n;
            assert!((got - mean).abs() < 5.0 * (variance / n).sqrt(), "{process:?}");
            let spread = ends.iter().map(|x| (x - got) * (x - got)).sum::<f64>() / n;
            assert!((spread - variance).abs() < 5.0 * variance * (2.0 / n).sqrt(), "{process:?}");
        }
    }

    /// The worth of a floor K under a price after t years without discounting, by Black (1976):
    /// E max(P, K) = F N(d) + K N(−d + σ√t), with d = ln(F/K)/σ√t + σ√t/2 and F = E P.
    #[test]
    fn a_floor_under_the_price_is_worth_what_blacks_formula_says() {
        let (start, floor, t, sigma) = (4_000.0, 3_800.0_f64, 5_u32, 0.15);
        let forward = start * (0.03 * f64::from(t)).exp();
        let spread = sigma * f64::from(t).sqrt();
        let d = (forward / floor).ln() / spread + spread / 2.0;
        let expected = forward * normal_cdf(d) + floor * normal_cdf(spread - d);
        let steps = GOLD.steps(start, 1.0).unwrap();
        let n = 40_000_u64;
        let floored: Vec<f64> = (0..n)
            .map(|draw| {
                let mut path = normals(8, draw, t);
                steps.walk(&mut path);
                path[t as usize - 1].max(floor)
            })
            .collect();
        let mean = floored.iter().sum::<f64>() / n as f64;
        let variance = floored.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n as f64;
        let slack = 4.0 * (variance / n as f64).sqrt();
        assert!((mean - expected).abs() < slack, "{mean} is not {expected} ± {slack}");
    }

    #[test]
    fn no_volatility_is_the_curve_itself() {
        let flat = Process::Wandering { drift: 0.0, volatility: 0.0 }.steps(9_500.0, 1.0).unwrap();
        let mut path = normals(1, 1, 5);
        flat.walk(&mut path);
        assert!(path.iter().all(|p| (p - 9_500.0).abs() < 1e-9), "{path:?}");
    }

    /// A long walk gives back what it was made with, within three standard errors.
    #[test]
    fn a_fit_gives_back_what_made_the_series() {
        let step = 1.0 / 12.0;
        let mut path = normals(21, 0, 12_000);
        COPPER.steps(9_000.0, step).unwrap().walk(&mut path);
        let fits = fit(&path, step).unwrap();
        let returning = fits.returning.unwrap();
        let Process::Returning { level, speed, volatility } = returning.process else {
            panic!("{returning:?}");
        };
        let Process::Returning { level: level_error, speed: speed_error, .. } = returning.errors
        else {
            panic!("{returning:?}");
        };
        assert!((speed - 0.4).abs() < 3.0 * speed_error, "{speed} ± {speed_error}");
        assert!((level - 9_000.0).abs() < 3.0 * level_error, "{level} ± {level_error}");
        assert!((volatility - 0.25).abs() < 0.01 && (level / 9_000.0).ln().abs() < 0.1);
        assert!(fits.rejects_wandering(), "a thousand years show the return");
        assert!(fits.wandering.log_likelihood < returning.log_likelihood);
    }

    /// Errors of a fit are the spread of fits: of 200 series of twenty years each, the standard
    /// deviation of what is fitted lies within a fifth of the error that the fits tell (the
    /// sampling error of a standard deviation of 200 is one in twenty).
    #[test]
    fn errors_of_a_fit_are_how_far_fits_spread() {
        let step = 1.0 / 12.0;
        let (mut drifts, mut told) = (Vec::new(), 0.0);
        let mut volatilities = Vec::new();
        for draw in 0..200 {
            let mut path = normals(33, draw, 240);
            GOLD.steps(2_000.0, step).unwrap().walk(&mut path);
            let fit = fit(&path, step).unwrap().wandering;
            let (Process::Wandering { drift, volatility }, Process::Wandering { drift: error, .. }) =
                (fit.process, fit.errors)
            else {
                panic!("{fit:?}");
            };
            drifts.push(drift);
            volatilities.push(volatility);
            told += error / 200.0;
        }
        let spread = |values: &[f64]| {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64)
                .sqrt()
        };
        assert!((spread(&drifts) / told - 1.0).abs() < 0.2, "{} {told}", spread(&drifts));
        let expected = 0.15 / 480.0_f64.sqrt();
        assert!((spread(&volatilities) / expected - 1.0).abs() < 0.2);
    }

    /// A price walked in 20 steps a month and shown by its monthly means: what means hide is
    /// given back, within three standard errors and a fiftieth (months are not endlessly short).
    #[test]
    fn what_means_hide_is_put_back() {
        const DAYS: usize = 20;
        let day = 1.0 / 12.0 / DAYS as f64;
        for process in [COPPER, GOLD] {
            let mut path = normals(5, 7, (DAYS * 6_000) as u32);
            process.steps(9_000.0, day).unwrap().walk(&mut path);
            let means: Vec<f64> =
                path.chunks(DAYS).map(|days| days.iter().sum::<f64>() / DAYS as f64).collect();
            let fits = fit(&means, 1.0 / 12.0).unwrap().of_means();
            match process {
                Process::Wandering { volatility, .. } => {
                    let got = fits.wandering.process.volatility();
                    assert!((got / volatility - 1.0).abs() < 0.02 + 3.0 / 12_000.0_f64.sqrt());
                }
                Process::Returning { speed, volatility, .. } => {
                    let fit = fits.returning.unwrap();
                    let (
                        Process::Returning { speed: got, volatility: moves, .. },
                        Process::Returning { speed: error, .. },
                    ) = (fit.process, fit.errors)
                    else {
                        panic!("{fit:?}");
                    };
                    assert!((got - speed).abs() < 0.02 * speed + 3.0 * error, "{got} ± {error}");
                    assert!((moves / volatility - 1.0).abs() < 0.02 + 3.0 / 12_000.0_f64.sqrt());
                }
            }
        }
    }

    #[test]
    fn a_short_or_impossible_series_is_refused() {
        assert!(matches!(fit(&[1.0; 5], 1.0), Err(RiskError::TooFew { .. })));
        let mut series = vec![1.0; 20];
        series[7] = -1.0;
        assert!(matches!(fit(&series, 1.0), Err(RiskError::OutOfRange { .. })));
        let none = Process::Wandering { drift: 0.0, volatility: -0.1 };
        assert!(matches!(none.steps(1.0, 1.0), Err(RiskError::OutOfRange { .. })));
    }
}
