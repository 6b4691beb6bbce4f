//! The prover proved: a hundred deposits whose truth is known, each drilled and estimated.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use oreproof_ground::deposit::{Deposit, Likeness};
use oreproof_ground::experimental::{Lags, Measure, Pairs, experimental};
use oreproof_ground::{Angles, Drift, Kriging, Search, Support, Withhold, cross_validate, krige};

const DEPOSITS: u64 = 100;
const BLOCK: [f64; 3] = [20.0, 20.0, 10.0];
/// Half the 90 % interval of a normal distribution, in standard deviations.
const NINETY: f64 = 1.644_853_626_951_472_2;

fn likeness() -> Likeness {
    let angles = Angles { azimuth: 30.0, dip: -10.0, rake: 20.0 };
    Likeness { mean: 1.0, sd: 0.25, nugget: 0.2, ranges: [150.0, 90.0, 40.0], angles }
}

fn kriging(deposit: &Deposit) -> Kriging {
    let search = Search {
        radii: [150.0, 110.0, 60.0],
        angles: likeness().angles,
        min_samples: 6,
        max_samples: 24,
        sectors: None,
        max_per_hole: Some(6),
    };
    let support = Support::Block { size: BLOCK, points: [4, 4, 3], azimuth: 0.0 };
    Kriging { variogram: deposit.variogram().unwrap(), search, drift: Drift::Ordinary, support }
}

/// Holes 40 apart, in rows that are moved by half a step, so that blocks lie at all distances.
fn collars() -> Vec<[f64; 2]> {
    (0..36)
        .map(|hole| {
            let (row, column) = (hole / 6, hole % 6);
            [f64::from(column) * 40.0 + f64::from(row % 2) * 20.0, f64::from(row) * 40.0]
        })
        .collect()
}

/// Estimate, kriging variance and truth of blocks all over a deposit.
fn estimated(seed: u64) -> Vec<(f64, f64, f64)> {
    let deposit = Deposit::new(likeness(), seed).unwrap();
    let samples = deposit.drill(&collars(), [0.0, -60.0], 5.0).unwrap();
    let targets: Vec<[f64; 3]> = (0..48)
        .map(|block| {
            let (i, j, k) = (block % 4, block / 4 % 4, block / 16);
            [35.0 + f64::from(i) * 43.0, 35.0 + f64::from(j) * 41.0, -10.0 - f64::from(k) * 20.0]
        })
        .collect();
    let outcomes = krige(&samples, &targets, &kriging(&deposit)).unwrap();
    let pairs = targets.iter().zip(outcomes);
    pairs
        .map(|(target, outcome)| {
            let estimate = outcome.unwrap();
            (estimate.value, estimate.variance, deposit.block(*target, BLOCK, 3))
        })
        .collect()
}

#[test]
fn a_hundred_deposits_are_estimated_without_bias_and_with_honest_intervals() {
    let all: Vec<(f64, f64, f64)> = (0..DEPOSITS).flat_map(estimated).collect();
    let n = all.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64, f64)) -> f64| all.iter().map(of).sum::<f64>() / n;
    let bias = mean(&|block| block.0) / mean(&|block| block.2) - 1.0;
    assert!(bias.abs() < 0.01, "global bias {bias}");

    let inside =
        mean(&|block| f64::from(u8::from((block.0 - block.2).abs() <= NINETY * block.1.sqrt())));
    assert!((0.88..=0.92).contains(&inside), "{inside} of 90 % intervals hold");

    // No conditional bias: truth on estimate has a slope of about one.
    let (e, t) = (mean(&|block| block.0), mean(&|block| block.2));
    let together = mean(&|block| (block.0 - e) * (block.2 - t));
    let slope = together / mean(&|block| (block.0 - e).powi(2));
    assert!((0.95..=1.05).contains(&slope), "slope {slope}");

    // A block that is said to be within 15 % nine times in ten is.
    let precise: Vec<_> =
        all.iter().filter(|block| NINETY * block.1.sqrt() <= 0.15 * block.0).collect();
    let kept = precise.iter().filter(|block| (block.0 - block.2).abs() <= 0.15 * block.0).count();
    assert!(precise.len() > 500, "{} blocks to try it on", precise.len());
    let share = kept as f64 / precise.len() as f64;
    assert!(share >= 0.9, "{share} of the precise blocks are as precise as said");
}

#[test]
fn samples_left_out_hole_by_hole_are_as_far_off_as_the_model_says() {
    let mut ratio = Vec::new();
    for seed in 0..10 {
        let deposit = Deposit::new(likeness(), seed).unwrap();
        let samples = deposit.drill(&collars(), [0.0, -60.0], 5.0).unwrap();
        let points = Kriging { support: Support::Point, ..kriging(&deposit) };
        let outcomes = cross_validate(&samples, &points, &Withhold::Hole).unwrap();
        for (outcome, truth) in outcomes.iter().zip(&samples.value) {
            let estimate = outcome.unwrap();
            ratio.push((estimate.value - truth).powi(2) / estimate.variance);
        }
    }
    let mean = ratio.iter().sum::<f64>() / ratio.len() as f64;
    assert!((0.93..=1.07).contains(&mean), "squared error over variance {mean}");
}

#[test]
fn a_deposit_has_the_mean_spread_and_likeness_it_says() {
    let likeness = likeness();
    let deposit = Deposit::new(likeness, 7).unwrap();
    assert_eq!(
        deposit.grade([1.0, 2.0, 3.0]),
        Deposit::new(likeness, 7).unwrap().grade([1.0, 2.0, 3.0])
    );
    // Over many deposits at one place and its neighbour, since one deposit is one outcome.
    let step = [20.0, 10.0, -5.0];
    let pairs: Vec<(f64, f64)> = (0..400)
        .map(|seed| {
            let deposit = Deposit::new(likeness, seed).unwrap();
            (deposit.grade([0.0; 3]), deposit.grade(step))
        })
        .collect();
    let n = pairs.len() as f64;
    let mean = pairs.iter().map(|pair| pair.0).sum::<f64>() / n;
    let sd = likeness.sd * (1.0 - likeness.nugget).sqrt();
    assert!((mean - likeness.mean).abs() < 4.0 * sd / n.sqrt(), "mean {mean}");
    let variance = pairs.iter().map(|pair| (pair.0 - likeness.mean).powi(2)).sum::<f64>() / n;
    assert!((variance / (sd * sd) - 1.0).abs() < 0.25, "variance {variance}");
    let variogram = deposit.variogram().unwrap();
    let rise = variogram.covariance([1e-9, 0.0, 0.0]) - variogram.covariance(step);
    let found = pairs.iter().map(|pair| 0.5 * (pair.0 - pair.1).powi(2)).sum::<f64>() / n;
    assert!((found / rise - 1.0).abs() < 0.3, "half squared difference {found}, model {rise}");
}

#[test]
fn what_no_deposit_can_be_is_refused() {
    let good = likeness();
    for bad in [
        Likeness { mean: f64::NAN, ..good },
        Likeness { sd: 0.0, ..good },
        Likeness { nugget: 1.5, ..good },
        Likeness { ranges: [10.0, 0.0, 10.0], ..good },
    ] {
        assert!(Deposit::new(bad, 1).is_err());
    }
    let deposit = Deposit::new(good, 1).unwrap();
    assert!(deposit.drill(&[[0.0, 0.0]], [0.0, -10.0], 0.0).is_err());
}

#[test]
fn kriging_and_variograms_have_the_same_bits_on_any_number_of_threads() {
    let deposit = Deposit::new(likeness(), 5).unwrap();
    let samples = deposit.drill(&collars(), [0.0, -60.0], 5.0).unwrap();
    let targets: Vec<[f64; 3]> = (0..20_000)
        .map(|target| {
            let (i, j, k) = (target % 50, target / 50 % 50, target / 2500);
            [f64::from(i) * 4.4, f64::from(j) * 4.1, -f64::from(k) * 7.3]
        })
        .collect();
    let lags = Lags { width: 10.0, count: 15 };
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let kriged = krige(&samples, &targets, &kriging(&deposit)).unwrap();
            let all = &Pairs::All;
            (kriged, experimental(&samples, &lags, all, Measure::Semivariogram).unwrap())
        })
    };
    let alone = run(1);
    for threads in [2, 8] {
        // Equality of numbers that are no NaN is equality of bits, but for the sign of nought.
        assert_eq!(alone, run(threads), "{threads} threads");
    }
}
