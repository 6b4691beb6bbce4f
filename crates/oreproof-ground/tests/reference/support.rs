//! Change of support against the whole of Walker Lake, and against gstlearn.

use std::collections::BTreeMap;

use oreproof_ground::explore::Distribution;
use oreproof_ground::support::{Anamorphosis, affine};

use crate::shared;

/// The means of all squares of so many cells of the exhaustive set.
fn squares(x: &[f64], y: &[f64], v: &[f64], side: f64) -> Vec<f64> {
    let mut sums: BTreeMap<(u32, u32), (f64, f64)> = BTreeMap::new();
    for ((x, y), v) in x.iter().zip(y).zip(v) {
        let at = |c: f64| ((c - 1.0) / side).floor() as u32;
        let sum = sums.entry((at(*x), at(*y))).or_default();
        sum.0 += v;
        sum.1 += 1.0;
    }
    sums.values().map(|(sum, n)| sum / n).collect()
}

/// The truth is known everywhere: what the model says of blocks from points and the variance of
/// blocks is laid beside the blocks themselves.
#[test]
fn blocks_of_walker_lake_are_as_the_model_says() {
    let Some(table) = shared::table("walker_lake/exhaustive.csv") else { return };
    let [x, y, v] = ["X", "Y", "V"].map(|name| table.numbers(name));
    let points = Distribution::of(&v).unwrap();
    let model = Anamorphosis::new(&points).unwrap();
    for (side, kept) in [(5.0, 0.837_636), (10.0, 0.748_030)] {
        let truth = Distribution::of(&squares(&x, &y, &v, side)).unwrap();
        assert!((truth.variance() / points.variance() - kept).abs() < 1e-6);
        let grades = model.grades(model.coefficient(truth.variance()).unwrap());
        let mut worst = [0.0_f64; 4];
        for cutoff in [100.0, 200.0, 300.0, 500.0, 800.0] {
            let (share, grade) = truth.above(cutoff);
            let metal = share * grade.unwrap_or(0.0);
            let found = grades.above(cutoff);
            let drawn = affine(&points, kept, cutoff).unwrap();
            for (worst, off) in worst.iter_mut().zip([
                found.share - share,
                (found.metal - metal) / points.mean(),
                drawn.share - share,
                (drawn.metal - metal) / points.mean(),
            ]) {
                *worst = worst.max(off.abs());
            }
        }
        // Of the tonnes to a hundredth, of the metal to a hundredth and a half; the affine
        // correction is farther off.
        assert!(worst[0] < 0.01 && worst[1] < 0.015, "{side}: {worst:?}");
        assert!(worst[2] < 0.02 && worst[3] < 0.02 && worst[0] < worst[2], "{side}: {worst:?}");
    }
}

/// gstlearn 1.11.1 (PyPI): `AnamHermite` fitted to V of the 470 samples, its coefficients from the
/// first, and `Selectivity` for blocks that keep six tenths of the variance, as it prints them.
const COEFFICIENTS: &[f64] = &[
    -293.935_670_0,
    42.832_195_9,
    27.171_539_6,
    10.991_945_7,
    -11.728_238_9,
    -13.679_595_9,
    10.458_500_7,
];
const RECOVERED: &[(f64, f64, f64)] = &[
    (100.0, 0.936, 431.594),
    (200.0, 0.826, 414.813),
    (300.0, 0.688, 379.941),
    (400.0, 0.534, 325.965),
    (600.0, 0.241, 180.928),
    (800.0, 0.066, 60.692),
];

/// It sums thirty polynomials, where the model here is whole, and prints three decimals.
#[test]
fn the_discrete_gaussian_model_is_that_of_gstlearn() {
    let Some(table) = shared::geoeas("walker_lake/walker.dat") else { return };
    let model = Anamorphosis::new(&Distribution::of(&table.numbers("V")).unwrap()).unwrap();
    for (found, expected) in model.coefficients()[1..].iter().zip(COEFFICIENTS) {
        assert!((found - expected).abs() < 2e-3, "{found}, {expected}");
    }
    let coefficient = model.coefficient(0.6 * model.variance()).unwrap();
    assert!((coefficient - 0.612_329_1_f64.sqrt()).abs() < 1e-3, "{coefficient}");
    let grades = model.grades(coefficient);
    for &(cutoff, share, metal) in RECOVERED {
        let found = grades.above(cutoff);
        assert!((found.share - share).abs() < 0.0008, "{found:?}, {share}");
        assert!((found.metal - metal).abs() < 0.1, "{found:?}, {metal}");
    }
}
