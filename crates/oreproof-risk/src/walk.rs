//! Curves that are walked around: paths of several quantities, drawn together.
//!
//! A path is a factor on a curve, one for each time: where the quantity lies over where the curve
//! has it. A returning path is drawn back to the curve, a wandering one is not; both start from
//! the curve, or a stated factor off it, on the day from which nothing is known.
//!
//! A draw takes two numbers a path. The first is the path's level: where its weighted mean lies
//! among all paths, so that a stratified plan stratifies what matters most and a tornado can move
//! it. The second keys a stream of its own for the rest. With independent standard normals `η'`
//! of the stream, the unit vector `v` along which they move the weighted mean, and the normal `Z`
//! of the level,
//!
//! ```text
//! η = η' + v (Z − v·η')
//! ```
//!
//! are again independent standard normals: the part along `v` is exchanged for the level. They
//! are correlated between the paths, time by time, and walked as in [`crate::path`].

use serde::Serialize;

use crate::correlation::Copula;
use crate::elementary::{exp, log, sin_cos_of_turns};
use crate::error::{RiskError, finite, positive};
use crate::on_widest;
use crate::path::Process;
use crate::special::normal_quantile;
use crate::stream::Stream;

/// How many numbers of the unit interval a path takes.
pub const NUMBERS: usize = 2;

/// Which part of all paths lies on the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Centre {
    /// Their mean at each time.
    Mean,
    /// Their median at each time.
    Median,
}

/// What is asked of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// How it moves; its drift and its level are those of the curve and are not looked at.
    pub process: Process,
    /// Which part of all paths is the curve.
    pub centre: Centre,
    /// Where it starts, over the curve.
    pub start: f64,
    /// How much each time counts for its level.
    pub weights: Vec<f64>,
}

/// Paths that go together, made ready.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Walks {
    walks: Vec<Walk>,
    /// How their moves go together; none where each goes alone.
    copula: Option<Copula>,
    /// The times, in years from the day; none is before it.
    times: Vec<f64>,
    /// How many times lie on the day, or would if they were no earlier.
    n_known: usize,
    /// Years from the day to each time; below nought before it.
    after: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Walk {
    process: Process,
    is_mean: bool,
    /// The logarithm of the start.
    start: f64,
    /// For each time, what is kept of the distance from the curve since the time before, and how
    /// far one standard normal moves it.
    steps: Vec<(f64, f64)>,
    /// The direction of the level among the normals of the times.
    along: Vec<f64>,
}

/// How paths are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct How {
    /// By how many years all times are later.
    pub later: f64,
    /// Whether each path is moved without those that go together with it.
    pub alone: bool,
    /// Whether each path is what paths of its level are on average, or in the middle.
    pub on_average: bool,
}

impl Walks {
    /// Makes paths ready for times that lie so many years after the day; what lies before it is
    /// known and stays where the path starts.
    ///
    /// # Errors
    ///
    /// When a process or a start is not what it can be.
    ///
    /// # Panics
    ///
    /// When there is not a weight for each time, or the copula is not of so many paths.
    pub fn new(asked: &[Asked], copula: Option<Copula>, after: &[f64]) -> Result<Self, RiskError> {
        assert!(copula.as_ref().is_none_or(|copula| copula.len() == asked.len()));
        for years in after {
            finite("time", *years)?;
        }
        let times: Vec<f64> = after.iter().map(|years| years.max(0.0)).collect();
        let walks = asked.iter().map(|asked| Walk::new(asked, &times)).collect::<Result<_, _>>()?;
        let n_known = after.partition_point(|years| *years <= 0.0);
        Ok(Self { walks, copula, times, n_known, after: after.to_vec() })
    }

    /// How many paths.
    pub fn len(&self) -> usize {
        self.walks.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.walks.is_empty()
    }

    /// Draws the paths: a row of factors each, one after the other.
    ///
    /// # Panics
    ///
    /// When there are not [`NUMBERS`] units a path, or not a factor for each path and time.
    pub fn draw(&self, units: &[f64], how: How, factors: &mut [f64]) {
        let (walks, n) = (self, self.times.len());
        assert_eq!((units.len(), factors.len()), (NUMBERS * self.len(), n * self.len()));
        if 0 < n {
            on_widest!(draw(walks: &Walks, units: &[f64], how: How, factors: &mut [f64]) -> ());
        }
    }

    /// From the normals of one path to its factors.
    #[inline(always)]
    fn walk(&self, walk: &Walk, how: How, row: &mut [f64]) {
        let later = |at: usize| (self.after[at] + how.later).max(0.0);
        // What was known or began on the day comes later too; all steps after it are as long as
        // they were.
        let n_own = if how.later == 0.0 { 0 } else { row.len().min(self.n_known + 1) };
        let own = (0..n_own).map(|at| {
            let before = if at == 0 { 0.0 } else { later(at - 1) };
            walk.process.step(later(at) - before)
        });
        let half = if walk.is_mean { 0.5 } else { 0.0 };
        let others = walk.steps[n_own..].iter().copied();
        // Distance from the curve, what of it varies, and what is left of the start.
        let (mut x, mut variance, mut start) = (0.0, 0.0, walk.start);
        if how.on_average {
            // Of all paths of one level, what their level does is not spread but where they lie:
            // the logarithm moves by `b` normals, and their mean is at exp(b Z - b²/2).
            let mut b = 0.0;
            let steps = own.chain(others);
            for ((slot, (keep, spread)), along) in row.iter_mut().zip(steps).zip(&walk.along) {
                x = keep * x + spread * *slot;
                start *= keep;
                b = keep * b + spread * along;
                *slot = x + start - half * b * b;
            }
        } else {
            let mut go = |slot: &mut f64, (keep, spread): (f64, f64)| {
                x = keep * x + spread * *slot;
                start *= keep;
                variance = keep * keep * variance + spread * spread;
                *slot = x + start - half * variance;
            };
            let (first, rest) = row.split_at_mut(n_own);
            first.iter_mut().zip(own).for_each(|(slot, step)| go(slot, step));
            rest.iter_mut().zip(others).for_each(|(slot, step)| go(slot, step));
        }
        row.iter_mut().for_each(|slot| *slot = exp(*slot));
    }

    /// The factor that a path stays below with chance `p` at each time.
    ///
    /// # Panics
    ///
    /// When there is no such path.
    pub fn quantiles(&self, path: usize, p: f64) -> Vec<f64> {
        let walk = &self.walks[path];
        let normal = normal_quantile(p);
        let (mut variance, mut start) = (0.0, walk.start);
        let at = walk.steps.iter().map(|(keep, spread)| {
            variance = keep * keep * variance + spread * spread;
            start *= keep;
            let centre = if walk.is_mean { -variance / 2.0 } else { 0.0 };
            exp(normal * libm::sqrt(variance) + centre + start)
        });
        at.collect()
    }
}

impl Walk {
    fn new(asked: &Asked, times: &[f64]) -> Result<Self, RiskError> {
        assert_eq!(asked.weights.len(), times.len(), "one weight a time");
        asked.process.check()?;
        let start = libm::log(positive("start", asked.start)?);
        let before = std::iter::once(0.0).chain(times.iter().copied());
        let steps: Vec<(f64, f64)> =
            times.iter().zip(before).map(|(t, before)| asked.process.step(t - before)).collect();
        // A move is felt at its own time, and at each later one by what is kept of it.
        let mut along = vec![0.0; times.len()];
        let mut felt = 0.0;
        for at in (0..times.len()).rev() {
            felt = asked.weights[at] + steps.get(at + 1).map_or(0.0, |(keep, _)| keep * felt);
            along[at] = steps[at].1 * felt;
        }
        let length = libm::sqrt(along.iter().map(|part| part * part).sum());
        if 0.0 < length {
            along.iter_mut().for_each(|part| *part /= length);
        }
        let is_mean = asked.centre == Centre::Mean;
        Ok(Self { process: asked.process, is_mean, start, steps, along })
    }
}

#[inline(always)]
fn draw(walks: &Walks, units: &[f64], how: How, factors: &mut [f64]) {
    let n = walks.times.len();
    let rows = factors.chunks_exact_mut(n);
    for ((walk, units), row) in walks.walks.iter().zip(units.chunks_exact(NUMBERS)).zip(rows) {
        let level = normal_quantile(units[0]);
        if how.on_average {
            row.iter_mut().zip(&walk.along).for_each(|(slot, along)| *slot = level * along);
            continue;
        }
        normals(Stream::new(units[1].to_bits(), 0), row);
        let had: f64 = row.iter().zip(&walk.along).map(|(normal, along)| normal * along).sum();
        let change = level - had;
        row.iter_mut().zip(&walk.along).for_each(|(slot, along)| *slot += change * along);
    }
    if let Some(copula) = walks.copula.as_ref().filter(|_| !how.alone) {
        copula.correlate_rows(factors);
    }
    for (walk, row) in walks.walks.iter().zip(factors.chunks_exact_mut(n)) {
        walks.walk(walk, how, row);
    }
}

/// Blocks of random bits that are made side by side.
const LANES: usize = 8;

/// Fills a row with standard normal values of a stream, two from each block of random bits.
///
/// Source: Box and Muller (1958), *The Annals of Mathematical Statistics* 29(2).
#[inline(always)]
fn normals(stream: Stream, row: &mut [f64]) {
    for (first, slots) in (0..).step_by(LANES).zip(row.chunks_mut(2 * LANES)) {
        let [mut across, mut up] = stream.pairs::<LANES>(first);
        for (across, up) in across.iter_mut().zip(&mut up) {
            let radius = (-2.0 * log(*across)).sqrt();
            let (sin, cos) = sin_cos_of_turns(*up);
            (*across, *up) = (radius * cos, radius * sin);
        }
        let (some, more) = slots.split_at_mut(slots.len().min(LANES));
        some.copy_from_slice(&across[..some.len()]);
        more.copy_from_slice(&up[..more.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::special::normal_cdf;

    const RETURNING: Process = Process::Returning { level: 1.0, speed: 0.4, volatility: 0.25 };
    const WANDERING: Process = Process::Wandering { drift: 0.0, volatility: 0.2 };
    const AFTER: [f64; 6] = [-0.25, 0.75, 1.75, 2.75, 3.75, 4.75];

    fn asked(process: Process, centre: Centre) -> Asked {
        Asked { process, centre, start: 1.0, weights: vec![0.0, 1.0, 0.9, 0.8, 0.7, 0.6] }
    }

    fn draws(walks: &Walks, how: How, n: u64) -> Vec<Vec<f64>> {
        let stream = Stream::new(17, 4);
        let one = |draw: u64| {
            let units: Vec<f64> =
                (0..NUMBERS * walks.len()).map(|at| stream.uniform(draw, at as u32)).collect();
            let mut factors = vec![0.0; walks.len() * AFTER.len()];
            walks.draw(&units, how, &mut factors);
            factors
        };
        (0..n).map(one).collect()
    }

    fn mean(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
        let n = values.clone().count() as f64;
        let mean = values.clone().sum::<f64>() / n;
        (mean, (values.map(|v| (v - mean) * (v - mean)).sum::<f64>() / n / n).sqrt())
    }

    /// Exchanging the level leaves the law of the path as it was: at each time the logarithm has
    /// the variance of its process, and the mean or the median lies on the curve.
    #[test]
    fn paths_have_the_law_of_their_process() {
        for process in [RETURNING, WANDERING] {
            for centre in [Centre::Mean, Centre::Median] {
                let walks = Walks::new(&[asked(process, centre)], None, &AFTER).unwrap();
                let drawn = draws(&walks, How::default(), 40_000);
                assert!(drawn.iter().all(|path| path[0] == 1.0), "what is known does not move");
                for (at, t) in AFTER.iter().enumerate().skip(1) {
                    let expected = match process {
                        Process::Returning { speed, volatility, .. } => {
                            volatility * volatility * (1.0 - (-2.0 * speed * t).exp()) / 2.0 / speed
                        }
                        Process::Wandering { volatility, .. } => volatility * volatility * t,
                    };
                    let (log, error) = mean(drawn.iter().map(|path| path[at].ln()));
                    let (square, slack) =
                        mean(drawn.iter().map(|path| (path[at].ln() - log).powi(2)));
                    assert!((square - expected).abs() < 5.0 * slack, "{process:?} {t}: {square}");
                    match centre {
                        Centre::Median => assert!(log.abs() < 5.0 * error, "{log}"),
                        Centre::Mean => {
                            let (mean, error) = mean(drawn.iter().map(|path| path[at]));
                            assert!((mean - 1.0).abs() < 5.0 * error, "{process:?} {t}: {mean}");
                        }
                    }
                }
            }
        }
    }

    /// Steps one time apart keep their covariance, which the law of each time does not show.
    #[test]
    fn moves_of_different_times_are_independent() {
        let walks = Walks::new(&[asked(WANDERING, Centre::Median)], None, &AFTER).unwrap();
        let drawn = draws(&walks, How::default(), 40_000);
        let step = |path: &[f64], at: usize| (path[at] / path[at - 1]).ln();
        for (a, b) in [(2, 3), (2, 5), (3, 4)] {
            let (product, error) = mean(drawn.iter().map(|path| step(path, a) * step(path, b)));
            assert!(product.abs() < 5.0 * error, "{a} {b}: {product}");
        }
    }

    #[test]
    fn moves_go_together_as_asked() {
        let copula = Copula::of_normals(&[vec![1.0, 0.6], vec![0.6, 1.0]]).unwrap();
        let both = [asked(RETURNING, Centre::Mean), asked(WANDERING, Centre::Mean)];
        let walks = Walks::new(&both, Some(copula), &AFTER).unwrap();
        let drawn = draws(&walks, How::default(), 40_000);
        let n = AFTER.len();
        let Process::Returning { speed, .. } = RETURNING else { unreachable!() };
        let keep = (-speed).exp();
        let move_of = |path: &[f64], at: usize| {
            // Where the mean is the curve, what it adds is the same in every draw.
            let returning = path[at].ln() - keep * path[at - 1].ln();
            (returning, (path[n + at] / path[n + at - 1]).ln())
        };
        let pairs: Vec<(f64, f64)> = drawn.iter().map(|path| move_of(path, 3)).collect();
        let (a, _) = mean(pairs.iter().map(|pair| pair.0));
        let (b, _) = mean(pairs.iter().map(|pair| pair.1));
        let (cross, _) = mean(pairs.iter().map(|pair| (pair.0 - a) * (pair.1 - b)));
        let (aa, _) = mean(pairs.iter().map(|pair| (pair.0 - a).powi(2)));
        let (bb, _) = mean(pairs.iter().map(|pair| (pair.1 - b).powi(2)));
        let got = cross / (aa * bb).sqrt();
        assert!((got - 0.6).abs() < 4.0 / 200.0, "{got}");
    }

    #[test]
    fn no_volatility_is_the_curve_to_the_bit() {
        let still = |process| asked(process, Centre::Mean);
        let both = [
            still(Process::Returning { level: 1.0, speed: 0.4, volatility: 0.0 }),
            still(Process::Wandering { drift: 0.0, volatility: 0.0 }),
        ];
        let walks = Walks::new(&both, None, &AFTER).unwrap();
        let later = How { later: 2.5, ..How::default() };
        for how in [How::default(), later, How { on_average: true, ..How::default() }] {
            assert!(draws(&walks, how, 10).into_iter().flatten().all(|factor| factor == 1.0));
        }
    }

    /// A wandering path that is two years later has had two years more, and what was known on the
    /// day has had them too.
    #[test]
    fn what_comes_later_wanders_longer() {
        let walks = Walks::new(&[asked(WANDERING, Centre::Mean)], None, &AFTER).unwrap();
        let drawn = draws(&walks, How { later: 2.0, ..How::default() }, 40_000);
        for (at, t) in AFTER.iter().enumerate() {
            let (log, _) = mean(drawn.iter().map(|path| path[at].ln()));
            let (square, slack) = mean(drawn.iter().map(|path| (path[at].ln() - log).powi(2)));
            let expected = 0.04 * (t + 2.0);
            assert!((square - expected).abs() < 5.0 * slack, "{t}: {square} is not {expected}");
        }
    }

    /// The average of paths of one level is what `on_average` shows: paths drawn at a level of
    /// P90 average to it at each time.
    #[test]
    fn a_level_shows_what_its_paths_are_on_average() {
        for process in [RETURNING, WANDERING] {
            let walks = Walks::new(&[asked(process, Centre::Mean)], None, &AFTER).unwrap();
            let mut shown = vec![0.0; AFTER.len()];
            walks.draw(&[0.9, 0.5], How { on_average: true, ..How::default() }, &mut shown);
            let stream = Stream::new(3, 3);
            let drawn: Vec<Vec<f64>> = (0..40_000)
                .map(|draw| {
                    let mut row = vec![0.0; AFTER.len()];
                    walks.draw(&[0.9, stream.uniform(draw, 0)], How::default(), &mut row);
                    row
                })
                .collect();
            for (at, shown) in shown.iter().enumerate() {
                let (mean, error) = mean(drawn.iter().map(|path| path[at]));
                assert!((mean - shown).abs() <= 5.0 * error + 1e-12, "{at}: {mean} {shown}");
            }
        }
    }

    #[test]
    fn a_start_off_the_curve_is_made_good_by_returning_alone() {
        let off = |process| Asked { start: 1.5, ..asked(process, Centre::Median) };
        let walks = Walks::new(&[off(RETURNING), off(WANDERING)], None, &AFTER).unwrap();
        let half = |path| walks.quantiles(path, 0.5);
        for (at, t) in AFTER.iter().enumerate().skip(1) {
            let expected = (1.5_f64.ln() * (-0.4 * t).exp()).exp();
            assert!((half(0)[at] - expected).abs() < 1e-12 && (half(1)[at] - 1.5).abs() < 1e-12);
        }
    }

    /// The worth of a floor K under a price F·f with E f = 1 after t years, by Black (1976):
    /// E max(P, K) = F N(d) + K N(−d + s), with s the standard deviation of ln f and
    /// d = ln(F/K)/s + s/2; for both processes, whose variances differ.
    #[test]
    fn floors_are_worth_what_blacks_formula_says() {
        for process in [RETURNING, WANDERING] {
            let walks = Walks::new(&[asked(process, Centre::Mean)], None, &AFTER).unwrap();
            let drawn = draws(&walks, How::default(), 40_000);
            let t = AFTER[5];
            let s = match process {
                Process::Returning { .. } => (0.0625 * (1.0 - (-0.8 * t).exp()) / 0.8).sqrt(),
                Process::Wandering { .. } => (0.04 * t).sqrt(),
            };
            let (deck, floor) = (4.0_f64, 3.8);
            let d = (deck / floor).ln() / s + s / 2.0;
            let expected = deck * normal_cdf(d) + floor * normal_cdf(s - d);
            let (mean, error) = mean(drawn.iter().map(|path| (deck * path[5]).max(floor)));
            assert!((mean - expected).abs() < 4.0 * error, "{mean} is not {expected}");
        }
    }

    #[test]
    fn what_is_no_process_is_refused() {
        let bad = |process| Walks::new(&[asked(process, Centre::Mean)], None, &AFTER);
        let none = Process::Wandering { drift: 0.0, volatility: -0.2 };
        assert!(matches!(bad(none), Err(RiskError::OutOfRange { parameter: "volatility", .. })));
        let still = Process::Returning { level: 1.0, speed: 0.0, volatility: 0.2 };
        assert!(matches!(bad(still), Err(RiskError::OutOfRange { parameter: "speed", .. })));
    }
}
