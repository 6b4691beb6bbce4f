//! Declustering and normal scores against the reference.

use oreproof_ground::Points;
use oreproof_ground::explore::{
    Clusters, Distribution, LowerTail, NormalScores, Tails, UpperTail, cell_weights,
    declustering_curve,
};

use crate::shared;

/// The clustered samples of GSLIB, as the reference lists them.
fn clustered() -> Option<(Points, shared::Table)> {
    let table = shared::table("expected/cluster_weights.csv")?;
    let [x, y, value] = ["x", "y", "primary"].map(|name| table.numbers(name));
    let n = x.len();
    Some((Points::new([x, y, vec![0.0; n]], value, vec![0; n]).unwrap(), table))
}

#[test]
fn cell_weights_agree_with_the_reference() {
    let Some((points, table)) = clustered() else { return };
    let clusters = Clusters { cell: [5.0; 3], n_origins: 1 };
    let weights = cell_weights(&points, &clusters).unwrap();
    for (found, expected) in weights.iter().zip(table.numbers("weight_cell5_offset1")) {
        assert!((found / expected - 1.0).abs() < 1e-10, "{found} {expected}");
    }
}

#[test]
fn declustered_means_agree_with_the_reference() {
    let Some((points, _)) = clustered() else { return };
    let Some(table) = shared::table("expected/cluster_declustering.csv") else { return };
    let [size, origins, expected] =
        ["cell", "offsets", "declustered_mean"].map(|name| table.numbers(name));
    for n_origins in [1.0, 8.0] {
        let rows: Vec<usize> = (0..size.len()).filter(|&row| origins[row] == n_origins).collect();
        let sizes: Vec<f64> = rows.iter().map(|&row| size[row]).collect();
        let curve = declustering_curve(&points, &sizes, [1.0; 3], n_origins as usize).unwrap();
        assert_eq!(rows.len(), 25);
        for (&row, (_, found)) in rows.iter().zip(&curve.means) {
            assert!((found / expected[row] - 1.0).abs() < 1e-10, "cells of {}", size[row]);
        }
    }
}

/// Scores with GSLIB's own weights; the table is printed to twelve digits.
#[test]
fn normal_scores_agree_with_the_reference() {
    let Some(table) = shared::table("expected/cluster_normal_scores.csv") else { return };
    let [values, weights, expected] =
        ["primary", "weight", "normal_score"].map(|name| table.numbers(name));
    let distribution = Distribution::weighted(&values, &weights).unwrap();
    let tails = Tails { lower: LowerTail::None, upper: UpperTail::None };
    let found = NormalScores::new(&distribution, tails).unwrap().of_given();
    assert_eq!(found.len(), 140);
    for (found, expected) in found.iter().zip(expected) {
        assert!((found.unwrap() - expected).abs() < 1e-10, "{found:?} {expected}");
    }
}
