//! World production weighed: who mines what, against indices worked out elsewhere.

use oreproof_reference::Tables;
use oreproof_weigh::balance::mined;

/// HHI of the mine production of 2024 in the edition of 2025: with the unnamed producers
/// as many and as one, and weighted by the mean of six WGI of 2022 on 0 to 10, worked out
/// from the same release in another language and rounded to the digits shown.
const CONCENTRATION: &[(&str, usize, &str, f64, f64, f64, f64)] = &[
    ("copper", 14, "CHL", 23.4, 0.1069, 0.1211, 0.533),
    ("gold", 17, "CHN", 11.7, 0.0479, 0.1055, 0.236),
    ("antimony", 15, "CHN", 57.7, 0.3793, 0.3793, 2.221),
    ("tungsten", 10, "CHN", 82.3, 0.6812, 0.6816, 3.861),
    ("rare earths", 12, "CHN", 68.5, 0.4924, 0.4924, 2.768),
    ("cobalt", 12, "COD", 76.3, 0.5941, 0.5945, 4.837),
    ("nickel", 9, "IDN", 60.2, 0.3798, 0.3865, 1.93),
    ("lithium", 9, "AUS", 37.4, 0.2303, 0.2303, 0.716),
    ("chromium", 7, "ZAF", 44.8, 0.2595, 0.2633, 1.382),
    ("lead", 12, "CHN", 43.8, 0.2180, 0.2323, 1.189),
    ("zinc", 11, "CHN", 33.4, 0.1486, 0.1688, 0.8),
    ("barite", 10, "IND", 31.7, 0.1931, 0.1946, 1.045),
    ("graphite", 18, "CHN", 77.9, 0.6143, 0.6143, 3.485),
    ("manganese", 9, "ZAF", 37.3, 0.2191, 0.2233, 1.14),
    ("tin", 14, "CHN", 23.4, 0.1318, 0.1319, 0.782),
];

#[test]
fn concentration_follows_from_production() {
    for &(commodity, named, largest, percent, low, high, weighted) in CONCENTRATION {
        let all = mined(Tables::built_in(), commodity).unwrap();
        let of_2024 = all.iter().filter(|one| one.edition == 2025 && one.year == 2024);
        let [one] = of_2024.collect::<Vec<_>>()[..] else { panic!("{commodity}: {all:?}") };
        let shares = &one.held.shares;
        let first = shares.largest().unwrap();
        let near = |value: f64, printed: f64, digits: i32| {
            let off = (value - printed).abs();
            assert!(off <= 0.5001 * 10f64.powi(-digits), "{commodity}: {value} is not {printed}");
        };
        assert_eq!((shares.named().len(), first.who.as_str()), (named, largest), "{commodity}");
        near(100.0 * first.part, percent, 1);
        near(one.held.hhi.low, low, 4);
        near(one.held.hhi.high, high, 4);
        assert_eq!(one.governance_year, 2022, "{commodity}");
        near(one.weighted.bounds.low, weighted, 3);
    }
}
