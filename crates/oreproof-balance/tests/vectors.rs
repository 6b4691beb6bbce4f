//! Concentration, weights and netback against values worked out elsewhere.
//!
//! The vectors are those of the project's data for economics; the table of concentration was
//! derived apart from the same yearly summary. Both tests are skipped, saying so, where the
//! shared data are not at hand.

use std::fs;
use std::path::{Path, PathBuf};

use oreproof_balance::tariff::{DutyBase, Sale, netback};
use oreproof_balance::{Shares, Unknown, governance, hhi, weighted_hhi};
use oreproof_reference::{Edition, Stage, Tables};

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !path.exists() {
        say_skipped(name);
        return None;
    }
    Some(path)
}

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn say_skipped(name: &str) {
    eprintln!("skipped: {name} is not at hand");
}

fn numbers(value: &serde_json::Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|n| n.as_f64().expect("a number")).collect()
}

#[test]
fn the_vectors_come_out() {
    let Some(path) = shared("economics/test_vectors.json") else { return };
    let vectors: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let vector = &vectors["hhi"];
    let names = ["a", "b", "c", "d"];
    let parts: Vec<(&str, f64)> = names.iter().copied().zip(numbers(&vector["shares"])).collect();
    let shares = Shares::of_parts(&parts).unwrap();
    let got = hhi(&shares, Unknown::Others);
    assert!((got.low - vector["hhi"].as_f64().unwrap()).abs() < 1e-12);
    // The shares add up to one but for the last bits.
    assert!(got.high - got.low < 1e-30);
    let wgi = numbers(&vector["wgi"]);
    let weights: Vec<f64> = wgi.iter().map(|wgi| governance::from_0_to_10(*wgi).unwrap()).collect();
    for (got, expected) in weights.iter().zip(numbers(&vector["t_0_10"])) {
        assert!((got - expected).abs() < 1e-12);
    }
    let weight = |who: &str| names.iter().position(|name| *name == who).map(|at| weights[at]);
    let got = weighted_hhi(&shares, Unknown::Others, 10.0, weight).unwrap();
    assert!((got.bounds.low - vector["hhi_wgi"].as_f64().unwrap()).abs() < 1e-12);

    let vector = &vectors["netback"];
    let of = |name: &str| vector[name].as_f64().unwrap();
    let sale = Sale {
        price: of("price_usd_t"),
        duty: of("tariff"),
        base: DutyBase::Delivered,
        freight: of("freight"),
        charges: of("tc_rc_equiv"),
    };
    // Printed to the cent.
    assert!((netback(&sale).unwrap().value - of("value")).abs() < 0.005);
}

#[test]
fn concentration_of_2024_lies_between_its_bounds() {
    let Some(path) = shared("usgs/concentration_2024.csv") else { return };
    let text = fs::read_to_string(path).unwrap();
    let tables = Tables::built_in();
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let rows: Vec<_> = tables
            .outputs(cells[0], Stage::Mine, Edition(2025))
            .filter(|row| row.year == 2024)
            .collect();
        // Where an edition prints several parts, the first is the one the table was derived from.
        let part = rows.first().map(|row| row.part.clone());
        let Some(part) = part else { continue };
        let (mut amounts, mut unnamed) = (Vec::new(), 0.0);
        for row in rows.iter().filter(|row| row.part == part) {
            let Some(value) = row.printed.value() else { continue };
            match row.place.country() {
                Some(code) => amounts.push((code, value)),
                None if row.place.to_string() == "others" => unnamed += value,
                None => {}
            }
        }
        let got = hhi(&Shares::of_amounts(&amounts, unnamed).unwrap(), Unknown::Others);
        let expected: Vec<f64> = cells[5..7].iter().map(|cell| cell.parse().unwrap()).collect();
        // Printed to four decimals.
        assert!((got.low - expected[0]).abs() < 6e-5, "{}: {got:?}, {expected:?}", cells[0]);
        assert!((got.high - expected[1]).abs() < 6e-5, "{}: {got:?}, {expected:?}", cells[0]);
        compared += 1;
    }
    assert!(12 <= compared, "{compared} commodities");
}
