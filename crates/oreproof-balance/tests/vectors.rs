//! Concentration, weights and netback against values worked out elsewhere.
//!
//! The vectors were worked out by hand for the project's data on economics; the table of
//! concentration was derived apart, in Python, from the same yearly summary.

use oreproof_balance::tariff::{DutyBase, Sale, netback};
use oreproof_balance::{Shares, Unknown, governance, hhi, weighted_hhi};
use oreproof_reference::{Edition, Indicator, Stage, Tables};

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
const PARTS: [f64; 4] = [0.6, 0.2, 0.1, 0.1];

fn four() -> Shares {
    let parts: Vec<(&str, f64)> = NAMES.into_iter().zip(PARTS).collect();
    Shares::of_parts(&parts).expect("four shares")
}

/// 0.6² + 0.2² + 0.1² + 0.1² = 0.42, or 4,200 of 10,000.
#[test]
fn the_vector_of_hhi_comes_out() {
    let got = hhi(&four(), Unknown::Others);
    assert!((got.low - 0.42).abs() < 1e-12 && (1e4 * got.low - 4200.0).abs() < 1e-8);
    // The shares add up to one but for the last bits.
    assert!(got.high - got.low < 1e-30);
}

/// Estimates -0.5, 1.2, 0.3 and -1 make the weights 6, 2.6, 4.4 and 7, and the index 2.378.
#[test]
fn the_vector_of_hhi_by_governance_comes_out() {
    let weights = [-0.5, 1.2, 0.3, -1.0].map(|wgi| governance::from_0_to_10(wgi).expect("weights"));
    for (got, expected) in weights.into_iter().zip([6.0, 2.6, 4.4, 7.0]) {
        assert!((got - expected).abs() < 1e-12);
    }
    let weight = |who: &str| NAMES.iter().position(|name| *name == who).map(|at| weights[at]);
    let got = weighted_hhi(&four(), Unknown::Others, 10.0, weight).expect("an index");
    assert!((got.bounds.low - 2.378).abs() < 1e-12);
}

/// 9,500 / 1.5 - 120 - 400, printed to the cent.
#[test]
fn the_vector_of_netback_comes_out() {
    let base = DutyBase::Delivered;
    let sale = Sale { price: 9500.0, duty: 0.5, base, freight: 120.0, charges: 400.0 };
    assert!((netback(&sale).expect("a netback").value - 5813.33).abs() < 0.005);
}

/// Commodity, index with what nobody is named for in countless hands, in one, and the first
/// weighted by the mean of six indicators of 2022.
const CONCENTRATION_2024: &[(&str, f64, f64, f64)] = &[
    ("Copper", 0.1069, 0.1211, 0.533),
    ("Gold", 0.0479, 0.1055, 0.236),
    ("Antimony", 0.3793, 0.3793, 2.221),
    ("Tungsten", 0.6812, 0.6816, 3.861),
    ("Rare earths", 0.4924, 0.4924, 2.768),
    ("Cobalt", 0.5941, 0.5945, 4.837),
    ("Nickel", 0.3798, 0.3865, 1.93),
    ("Lithium", 0.2303, 0.2303, 0.716),
    ("Chromium", 0.2595, 0.2633, 1.382),
    ("Lead", 0.218, 0.2323, 1.189),
    ("Zinc", 0.1486, 0.1688, 0.8),
    ("Barite", 0.1931, 0.1946, 1.045),
    ("Graphite", 0.6143, 0.6143, 3.485),
    ("Manganese", 0.2191, 0.2233, 1.14),
    ("Tin", 0.1318, 0.1319, 0.782),
];

#[test]
fn concentration_of_2024_lies_between_its_bounds() {
    let tables = Tables::built_in();
    for &(commodity, low, high, weighted) in CONCENTRATION_2024 {
        let rows: Vec<_> = tables
            .outputs(commodity, Stage::Mine, Edition(2025))
            .filter(|row| row.year == 2024)
            .collect();
        // Where an edition prints several parts, the first is the one the table was derived from.
        let part = rows.first().map(|row| row.part.clone());
        let part = part.unwrap_or_else(|| panic!("{commodity} has rows"));
        let (mut amounts, mut unnamed) = (Vec::new(), 0.0);
        for row in rows.iter().filter(|row| row.part == part) {
            let Some(value) = row.printed.value() else { continue };
            match row.place.country() {
                Some(code) => amounts.push((code, value)),
                None if row.place.to_string() == "others" => unnamed += value,
                None => {}
            }
        }
        let shares = Shares::of_amounts(&amounts, unnamed).expect("shares");
        let got = hhi(&shares, Unknown::Others);
        // Printed to four decimals, the weighted one to three.
        assert!((got.low - low).abs() < 6e-5, "{commodity}: {got:?}, {low}");
        assert!((got.high - high).abs() < 6e-5, "{commodity}: {got:?}, {high}");
        let weight = |code: &str| {
            let estimate = tables.governance(code, Indicator::Mean, 2022)?;
            governance::from_0_to_10(estimate).ok()
        };
        let got = weighted_hhi(&shares, Unknown::Others, 10.0, weight).expect("an index");
        assert!((got.bounds.low - weighted).abs() < 6e-4, "{commodity}: {got:?}, {weighted}");
    }
}
