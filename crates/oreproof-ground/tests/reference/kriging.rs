//! Estimates and variances against a plain double-precision reference, which gstlearn 1.11.1
//! agrees with to 1e-9 and GSLIB's kt3d to the rounding of its output.

use oreproof_ground::hole::{CompositeChoices, Cut, composite};
use oreproof_ground::{
    Angles, Drift, Kriging, Outcome, Points, Rotation, Search, Shape, Structure, Support,
    Variogram, Withhold, cross_validate, krige,
};

use crate::holes;
use crate::shared::{self, Table};

const LEVEL: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

/// Ten significant digits are printed.
const PRINTED: f64 = 1e-9;

/// The composites of Macpass are printed to six decimals, places and grades alike, so that the
/// answers to them may be off by as much again.
const SIX_DECIMALS: f64 = 1e-6;

/// Whether the last sample that a target takes is as far away as the first that it leaves, so that
/// either may be taken. A sample that is left out is `skipped`.
fn tied(points: &Points, target: [f64; 3], search: &Search, skipped: Option<usize>) -> bool {
    let rotation = Rotation::new(search.angles, search.radii).unwrap();
    let from = |idx| {
        let at = points.at(idx);
        rotation.squared(std::array::from_fn(|axis| at[axis] - target[axis]))
    };
    let kept = (0..points.len()).filter(|&idx| Some(idx) != skipped);
    let mut squared: Vec<f64> = kept.map(from).collect();
    squared.sort_by(f64::total_cmp);
    let [last, next] = [0, 1].map(|after| squared[search.max_samples - 1 + after]);
    (next - last).abs() <= 1e-12 * last
}

fn agree(name: &str, outcomes: &[Outcome], expected: &Table, slack: f64) {
    agree_but(name, outcomes, expected, slack, |_| false);
}

/// The same, where rows that are `excused` may differ.
fn agree_but(
    name: &str,
    outcomes: &[Outcome],
    expected: &Table,
    slack: f64,
    excused: impl Fn(usize) -> bool,
) {
    let [values, variances, counts] =
        ["estimate", "variance", "n"].map(|key| expected.numbers(key));
    assert_eq!(outcomes.len(), values.len(), "{name}");
    for (row, outcome) in outcomes.iter().enumerate() {
        let Ok(found) = outcome else {
            assert!(values[row].is_nan(), "{name} in row {row}: {outcome:?}");
            continue;
        };
        assert_eq!(f64::from(found.n_samples), counts[row], "{name} in row {row}: samples");
        for (what, found, printed) in
            [("estimate", found.value, values[row]), ("variance", found.variance, variances[row])]
        {
            let off = (found - printed).abs();
            assert!(
                off <= PRINTED * printed.abs() + slack * (1.0 + printed.abs()) || excused(row),
                "{name} in row {row}: {what} {found}, {printed}"
            );
        }
    }
}

/// Points with their hole and local origin, from columns of text.
fn points(
    table: &Table,
    names: [&str; 3],
    value: &str,
    hole: Option<&str>,
    origin: [f64; 3],
) -> Points {
    let values = table.numbers(value);
    let keep: Vec<usize> = match table.0.get("sampled") {
        Some(_) => {
            let sampled = table.numbers("sampled");
            let least = if value == "CU" { 5.0 } else { 1.0 };
            (0..values.len()).filter(|&idx| least <= sampled[idx]).collect()
        }
        None => (0..values.len()).collect(),
    };
    let mut known: Vec<&String> = Vec::new();
    let holes = keep.iter().map(|&idx| match hole {
        Some(hole) => {
            let name = &table.0[hole][idx];
            known.iter().position(|&other| other == name).unwrap_or_else(|| {
                known.push(name);
                known.len() - 1
            }) as u32
        }
        None => idx as u32,
    });
    let holes = holes.collect();
    let place = [0, 1, 2].map(|axis| {
        let column = if names[axis].is_empty() {
            vec![0.0; values.len()]
        } else {
            table.numbers(names[axis])
        };
        keep.iter().map(|&idx| column[idx] - origin[axis]).collect()
    });
    Points::new(place, keep.iter().map(|&idx| values[idx]).collect(), holes).unwrap()
}

#[test]
fn walker_lake_agrees_at_points_and_over_blocks() {
    let Some(data) = shared::geoeas("walker_lake/walker.dat") else { return };
    let points = points(&data, ["Xlocation", "Ylocation", ""], "V", None, [0.0; 3]);
    assert_eq!(points.len(), 470);
    for name in
        ["walker_v_ok_point", "walker_v_sk_point", "walker_v_trend1_point", "walker_v_ok_block"]
    {
        let case = shared::case(name).unwrap();
        let (targets, kriging) = (shared::targets(&case), shared::kriging(&case));
        let outcomes = krige(&points, &targets, &kriging).unwrap();
        let expected = shared::table(&format!("expected/{name}.csv")).unwrap();
        // The samples lie on whole coordinates, so that some are equally far.
        let excused = |row: usize| tied(&points, targets[row], &kriging.search, None);
        assert!((0..targets.len()).filter(|&row| excused(row)).count() < targets.len() / 20);
        agree_but(name, &outcomes, &expected, 0.0, excused);
    }
    let case = shared::case("walker_v_ok_xval").unwrap();
    let kriging = shared::kriging(&case);
    let outcomes = cross_validate(&points, &kriging, &Withhold::Itself).unwrap();
    let expected = shared::table("expected/walker_v_ok_xval.csv").unwrap();
    let excused = |row: usize| tied(&points, points.at(row), &kriging.search, Some(row));
    assert!((0..points.len()).filter(|&row| excused(row)).count() < points.len() / 20);
    agree_but("xval", &outcomes, &expected, 0.0, excused);
}

#[test]
fn jura_agrees_at_the_validation_points() {
    let Some(data) = shared::table("jura/prediction.csv") else { return };
    let points = points(&data, ["Xloc", "Yloc", ""], "Cd", None, [0.0; 3]);
    let case = shared::case("jura_cd_ok_validation").unwrap();
    let expected = shared::table("expected/jura_cd_ok_validation.csv").unwrap();
    let [x, y] = ["x", "y"].map(|name| expected.numbers(name));
    let targets: Vec<_> = x.iter().zip(&y).map(|(&x, &y)| [x, y, 0.0]).collect();
    let outcomes = krige(&points, &targets, &shared::kriging(&case)).unwrap();
    agree("jura", &outcomes, &expected, 0.0);
}

#[test]
fn macpass_agrees_over_dipping_blocks_and_left_out() {
    let Some(data) = shared::table("expected/macpass_boundary_prime_zn_2m.csv") else { return };
    let case = shared::case("macpass_boundary_zn_ok_block").unwrap();
    let origin = shared::list(&case["local_origin"]);
    let points = points(&data, ["x", "y", "z"], "Zn", Some("HoleID"), origin);
    let outcomes = krige(&points, &shared::targets(&case), &shared::kriging(&case)).unwrap();
    agree(
        "macpass",
        &outcomes,
        &shared::table("expected/macpass_boundary_zn_ok_block.csv").unwrap(),
        SIX_DECIMALS,
    );
    let case = shared::case("macpass_boundary_zn_ok_xval").unwrap();
    let outcomes = cross_validate(&points, &shared::kriging(&case), &Withhold::Itself).unwrap();
    agree(
        "xval",
        &outcomes,
        &shared::table("expected/macpass_boundary_zn_ok_xval.csv").unwrap(),
        SIX_DECIMALS,
    );
}

/// From the holes themselves: placed, composited, kriged at points, over blocks, by octants and
/// with at most so many samples a hole.
#[test]
fn babbitt_agrees_under_every_limit_of_the_search() {
    let Some((holes, _)) = holes::babbitt() else { return };
    let choices = CompositeChoices {
        cut: Cut::Length { length: 10.0 },
        domain: None,
        density: None,
        // At least 5 ft of 10, less the rounding of depths.
        minimum_coverage: 0.5 - 1e-9,
    };
    let found = composite(&holes, &holes.intervals[0], &choices).unwrap().samples();
    for limit in ["point", "block", "octant", "perhole"] {
        let name = format!("babbitt_cu_ok_{limit}");
        let case = shared::case(&name).unwrap();
        let origin = shared::list(&case["local_origin"]);
        let raw = found.points("CU").unwrap();
        let less = |list: &[f64], axis: usize| list.iter().map(|at| at - origin[axis]).collect();
        let place = [less(&raw.x, 0), less(&raw.y, 1), less(&raw.z, 2)];
        let points = Points::new(place, raw.value, raw.hole_idx).unwrap();
        assert_eq!(points.len(), 21_408);
        let outcomes = krige(&points, &shared::targets(&case), &shared::kriging(&case)).unwrap();
        let expected = shared::table(&format!("expected/{name}.csv")).unwrap();
        agree(&name, &outcomes, &expected, 0.0);
    }
}

/// Log zinc by R gstat 2.1: known and unknown drifts, all data and the nearest 24, points and
/// blocks of 40 m.
#[test]
fn meuse_agrees_with_gstat() {
    let Some(data) = shared::table("meuse/meuse.csv") else { return };
    let expected = shared::table("expected/meuse_lzinc_gstat.csv").unwrap();
    let [x, y, zinc, dist] = ["x", "y", "zinc", "dist"].map(|name| data.numbers(name));
    let n = x.len();
    let log = zinc.iter().map(|zinc| zinc.ln()).collect();
    let points = Points::new([x, y, vec![0.0; n]], log, (0..n as u32).collect()).unwrap();
    let [east, north, drift] = ["x", "y", "sqrt_dist"].map(|name| expected.numbers(name));
    let targets: Vec<[f64; 3]> = east.iter().zip(&north).map(|(x, y)| [*x, *y, 0.0]).collect();
    let model = |sill, range: f64, nugget| {
        let structure =
            Structure { shape: Shape::Spherical, sill, ranges: [range; 3], angles: LEVEL };
        Variogram::new(nugget, vec![structure]).unwrap()
    };
    let (plain, under) = (model(0.59, 897.0, 0.05), model(0.15, 880.0, 0.06));
    let trend = Drift::Trend { order: 1, axes: [true, true, false] };
    let external = Drift::External {
        at_samples: vec![dist.iter().map(|dist| dist.sqrt()).collect()],
        at_targets: vec![drift],
    };
    let block = Support::Block { size: [40.0, 40.0, 1.0], points: [4, 4, 1], azimuth: 0.0 };
    let cases = [
        ("ok_all", &plain, n, Drift::Ordinary, Support::Point),
        ("ok_24", &plain, 24, Drift::Ordinary, Support::Point),
        ("trend1_all", &under, n, trend.clone(), Support::Point),
        ("trend1_24", &under, 24, trend, Support::Point),
        ("ked_all", &under, n, external.clone(), Support::Point),
        ("ked_24", &under, 24, external, Support::Point),
        ("ok_block40_24", &plain, 24, Drift::Ordinary, block),
    ];
    for (name, variogram, max_samples, drift, support) in cases {
        let search = Search {
            radii: [1e5; 3],
            angles: LEVEL,
            min_samples: 1,
            max_samples,
            sectors: None,
            max_per_hole: None,
        };
        let kriging = Kriging { variogram: variogram.clone(), search, drift, support };
        let outcomes = krige(&points, &targets, &kriging).unwrap();
        let [values, variances] =
            ["est", "var"].map(|what| expected.numbers(&format!("{name}_{what}")));
        for (row, outcome) in outcomes.iter().enumerate() {
            let found = outcome.unwrap();
            let off = (found.value / values[row] - 1.0).abs();
            assert!(off < 1e-9, "{name} in row {row}: {} {}", found.value, values[row]);
            let off = (found.variance / variances[row] - 1.0).abs();
            assert!(off < 1e-9, "{name} in row {row}: {} {}", found.variance, variances[row]);
        }
    }
}
