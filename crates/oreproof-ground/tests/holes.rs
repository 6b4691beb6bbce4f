//! Laws of drill holes and composites, on made-up campaigns.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use oreproof_ground::hole::{
    Assay, BelowDetection, Bounds, Cell, CollarTable, CompositeChoices, Composites, Cut, Desurvey,
    DipSign, DrillTables, HoleChoices, Holes, IntervalTable, Numbers, Overlap, SurveyTable, Tail,
    Unsurveyed, Words, composite, overlay, read_holes,
};
use proptest::prelude::*;

/// One hole: its collar, its direction at three depths, its samples as gap, length and grade, and
/// whether each is ore.
#[derive(Clone, Debug)]
struct Drilled {
    collar: [f64; 3],
    directions: Vec<[f64; 2]>,
    samples: Vec<(f64, f64, Option<f64>, bool)>,
}

fn drilled() -> impl Strategy<Value = Drilled> {
    let sample = (
        prop_oneof![3 => Just(0.0), 1 => 0.1..4.0f64],
        0.2..5.0f64,
        proptest::option::weighted(0.8, 0.0..9.0f64),
        any::<bool>(),
    );
    (
        proptest::array::uniform3(-500.0..500.0f64),
        proptest::collection::vec((0.0..360.0f64, -90.0..-40.0f64), 1..4),
        proptest::collection::vec(sample, 1..25),
    )
        .prop_map(|(collar, directions, samples)| Drilled {
            collar,
            directions: directions.into_iter().map(|(azimuth, dip)| [azimuth, dip]).collect(),
            samples,
        })
}

fn numbers(column: &str, values: impl IntoIterator<Item = Option<f64>>) -> Numbers {
    let cell = |value: Option<f64>| value.map_or(Cell::Missing, Cell::Number);
    Numbers { column: column.into(), cells: values.into_iter().map(cell).collect() }
}

fn words(column: &str, values: impl IntoIterator<Item = String>) -> Words {
    Words { column: column.into(), cells: values.into_iter().map(Into::into).collect() }
}

/// The holes of a campaign, in the order that `order` gives.
fn holes(all: &[Drilled], order: &[usize], moved: [f64; 3]) -> Holes {
    let name = |at: usize| format!("H{at}");
    let axis = |axis: usize| order.iter().map(move |&at| Some(all[at].collar[axis] + moved[axis]));
    let mut tables = DrillTables {
        collars: CollarTable {
            rows: (2..).take(order.len()).collect(),
            hole: words("hole", order.iter().map(|&at| name(at))),
            x: numbers("x", axis(0)),
            y: numbers("y", axis(1)),
            z: numbers("z", axis(2)),
            ..CollarTable::default()
        },
        ..DrillTables::default()
    };
    let (mut survey, mut interval) = (vec![], vec![]);
    for &at in order {
        for (nth, [azimuth, dip]) in all[at].directions.iter().enumerate() {
            survey.push((name(at), 15.0 * nth as f64, *azimuth, *dip));
        }
        let mut depth = 0.0;
        for (gap, length, grade, is_ore) in &all[at].samples {
            let from = depth + gap;
            depth = from + length;
            let code = if *is_ore { "ore" } else { "waste" };
            interval.push((name(at), from, depth, *grade, code.to_owned()));
        }
    }
    tables.surveys = Some(SurveyTable {
        rows: (2..).take(survey.len()).collect(),
        hole: words("hole", survey.iter().map(|row| row.0.clone())),
        depth: numbers("depth", survey.iter().map(|row| Some(row.1))),
        azimuth: numbers("azimuth", survey.iter().map(|row| Some(row.2))),
        dip: numbers("dip", survey.iter().map(|row| Some(row.3))),
        ..SurveyTable::default()
    });
    tables.intervals.push(IntervalTable {
        rows: (2..).take(interval.len()).collect(),
        hole: words("hole", interval.iter().map(|row| row.0.clone())),
        from: numbers("from", interval.iter().map(|row| Some(row.1))),
        to: numbers("to", interval.iter().map(|row| Some(row.2))),
        assays: vec![Assay {
            numbers: numbers("cu", interval.iter().map(|row| row.3)),
            ..Assay::default()
        }],
        codes: vec![words("rock", interval.iter().map(|row| row.4.clone()))],
        ..IntervalTable::default()
    });
    let choices = HoleChoices {
        dip: DipSign::NegativeDown,
        desurvey: Desurvey::MinimumCurvature,
        unsurveyed: Unsurveyed::LeaveOut,
        overlap: Overlap::KeepBoth,
        below_detection: BelowDetection::Missing,
        missing: vec![],
    };
    read_holes(&tables, &choices, &Bounds::default()).0
}

fn metal(all: &[Drilled]) -> f64 {
    let samples = all.iter().flat_map(|hole| &hole.samples);
    samples.filter_map(|(_, length, grade, _)| Some((*grade)? * length)).sum()
}

/// Each composite as a row that can be compared, in the order of holes by name.
fn rows(holes: &Holes, found: &Composites) -> Vec<(String, [u64; 6])> {
    let row = |at: usize| {
        let name = holes.holes[found.hole_idx[at] as usize].name.clone();
        let value = found.variables[0].values[at].unwrap();
        let numbers = [found.from[at], found.to[at], found.x[at], found.y[at], found.z[at], value];
        (name, numbers.map(f64::to_bits))
    };
    let mut rows: Vec<_> = (0..found.len()).map(row).collect();
    rows.sort();
    rows
}

fn cuts(length: f64) -> [Cut; 5] {
    let contact = |tail| Cut::FromContact { length, tail };
    [
        Cut::Length { length },
        contact(Tail::Keep),
        contact(Tail::AddToPrevious),
        contact(Tail::Spread),
        Cut::Bench { height: length, foot: 0.7 },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn composites_keep_the_metal_and_forget_the_order_of_holes(
        all in proptest::collection::vec(drilled(), 1..5), length in 0.5..12.0f64,
        by_domain in any::<bool>(),
    ) {
        let order: Vec<usize> = (0..all.len()).collect();
        let backwards: Vec<usize> = order.iter().rev().copied().collect();
        let (first, second) = (holes(&all, &order, [0.0; 3]), holes(&all, &backwards, [0.0; 3]));
        for cut in cuts(length) {
            let domain = by_domain.then(|| "rock".to_owned());
            let choices = CompositeChoices { cut, domain, density: None, minimum_coverage: 0.0 };
            let found = composite(&first, &first.intervals[0], &choices).unwrap();
            let cu = &found.variables[0];
            let sum: f64 =
                cu.values.iter().zip(&cu.sampled).map(|(value, length)| value.unwrap() * length).sum();
            prop_assert!((sum - metal(&all)).abs() <= 1e-6 * (1.0 + metal(&all)), "{:?}: {} {}", cut, sum, metal(&all));
            for at in 0..found.len() {
                prop_assert!(cu.sampled[at] <= found.to[at] - found.from[at] + 1e-6, "{:?}", cut);
            }
            let again = composite(&second, &second.intervals[0], &choices).unwrap();
            prop_assert_eq!(rows(&first, &found), rows(&second, &again));
        }
    }

    #[test]
    fn holes_move_with_their_collars(
        all in proptest::collection::vec(drilled(), 1..4), moved in proptest::array::uniform3(-99.0..99.0f64),
    ) {
        let order: Vec<usize> = (0..all.len()).collect();
        let (here, there) = (holes(&all, &order, [0.0; 3]), holes(&all, &order, moved));
        for (a, b) in here.holes.iter().zip(&there.holes) {
            for depth in [0.0, 3.7, 15.0, 22.0, 80.0] {
                let (a, b) = (a.trace.at(depth), b.trace.at(depth));
                for axis in 0..3 {
                    prop_assert!((b[axis] - a[axis] - moved[axis]).abs() < 1e-9);
                }
            }
        }
    }

    /// A table cut by itself is itself, and cut by any other keeps its lengths.
    #[test]
    fn an_overlay_keeps_every_length(
        all in proptest::collection::vec(drilled(), 1..4), other in proptest::collection::vec(drilled(), 3),
    ) {
        let order: Vec<usize> = (0..all.len()).collect();
        let here = holes(&all, &order, [0.0; 3]);
        let table = &here.intervals[0];
        let same = overlay(table, table, 1e-9).unwrap();
        prop_assert_eq!((&same.from, &same.to), (&table.from, &table.to));
        let log = holes(&other[..all.len()], &order, [0.0; 3]);
        let cut = overlay(table, &log.intervals[0], 0.0).unwrap();
        let length = |of: &oreproof_ground::hole::Intervals| -> f64 {
            of.from.iter().zip(&of.to).map(|(from, to)| to - from).sum()
        };
        prop_assert!((length(&cut) - length(table)).abs() < 1e-9 * (1.0 + length(table)));
    }
}
