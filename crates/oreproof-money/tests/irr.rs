//! Present values and internal rates against exact answers.

use oreproof_money::{
    Convention, Discounting, Moment, Times, irr_of_equal_periods, npv, quick_irr,
};
use oreproof_units::Timeline;
use proptest::prelude::*;

fn times(convention: Convention, n: usize) -> Times {
    let discounting =
        Discounting { convention, at: Moment::StartOf("0".into()), past: None, rates: vec![] };
    Times::new(&discounting, &Timeline::counted(0, true, n)).expect("year 0 is the first")
}

fn rates(cash: &[f64]) -> Vec<f64> {
    irr_of_equal_periods(cash).roots
}

#[track_caller]
fn same(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-7, "{found} against {expected}");
    }
}

/// -100, 60, 60 at 10 %, by hand: 500/121, times or over the root of 1.1.
#[test]
fn each_convention_is_half_a_year_from_the_next() {
    let cash = [-100.0, 60.0, 60.0];
    for (convention, printed) in [
        (Convention::FirstUndiscounted, "4.1322"),
        (Convention::MidPeriod, "3.9399"),
        (Convention::EndOfPeriod, "3.7566"),
    ] {
        assert_eq!(format!("{:.4}", npv(&cash, &times(convention, 3), 0.1)), printed);
    }
}

/// Products of `(1 + r - a)`: roots by construction.
#[test]
fn every_real_rate_is_found_and_no_other() {
    same(&rates(&[-100.0, 230.0, -132.0]), &[0.1, 0.2]);
    same(&rates(&[-100.0, 230.0, -140.0]), &[]);
    same(&rates(&[100.0, 20.0]), &[]);
    same(&rates(&[-100.0, 0.0, 121.0]), &[0.1]);
    same(&rates(&[-100.0, 90.0]), &[-0.1]);
    same(&rates(&[0.0, 0.0]), &[]);
    same(&rates(&[]), &[]);
    // (x - 1)(x - 1.1)(x - 1.25) with x = 1 + r, times 1,000.
    same(&rates(&[1_000.0, -3_350.0, 3_725.0, -1_375.0]), &[0.0, 0.1, 0.25]);
}

#[test]
fn a_rate_that_the_row_only_touches_is_listed_once() {
    let found = irr_of_equal_periods(&[-100.0, 220.0, -121.0]);
    same(&found.roots, &[0.1]);
    assert_eq!(found.sign_changes, 2);
}

proptest! {
    /// A row built from chosen rates has those rates, and each is worth nothing at them.
    #[test]
    fn chosen_rates_come_back(a in -0.3_f64..0.5, gap in 0.05_f64..0.5, first in 1.0_f64..1e6) {
        let b = a + gap;
        let (x, y) = (1.0 + a, 1.0 + b);
        let found = rates(&[-first, first * (x + y), -first * x * y]);
        prop_assert_eq!(found.len(), 2);
        prop_assert!((found[0] - a).abs() < 1e-7 && (found[1] - b).abs() < 1e-7);
    }

    #[test]
    fn the_quick_rate_is_the_rate(cash in prop::collection::vec(1.0_f64..1e3, 3..40), outlay in 1.0_f64..2e3) {
        let mut row = vec![-outlay];
        row.extend(cash);
        let slow = rates(&row);
        prop_assert_eq!(slow.len(), 1);
        if let Some(quick) = quick_irr(&row, &times(Convention::EndOfPeriod, row.len()), 0.1) {
            prop_assert!((quick - slow[0]).abs() < 1e-9 * (1.0 + slow[0]), "{} {}", quick, slow[0]);
        }
    }

    #[test]
    fn present_value_is_additive(a in prop::collection::vec(-1e9_f64..1e9, 12), b in prop::collection::vec(-1e9_f64..1e9, 12), rate in -0.2_f64..0.5) {
        let times = times(Convention::MidPeriod, 12);
        let both: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
        let (sum, parts) = (npv(&both, &times, rate), npv(&a, &times, rate) + npv(&b, &times, rate));
        prop_assert!((sum - parts).abs() <= 1e-4, "{} {}", sum, parts);
    }
}

/// Closure after the last production gives a mine a second rate, far below nought; two rates above
/// nought leave none to quote.
#[test]
fn the_rate_to_quote_is_the_one_above_nought() {
    let closed = irr_of_equal_periods(&[-100.0, 60.0, 60.0, 60.0, -5.0]);
    assert_eq!(closed.roots.len(), 2);
    assert!(closed.roots[0] < -0.5 && closed.only().is_none());
    assert_eq!(closed.quoted(), closed.roots.last().copied());
    assert_eq!(irr_of_equal_periods(&[-100.0, 230.0, -132.0]).quoted(), None);
    assert_eq!(irr_of_equal_periods(&[-100.0, 230.0, -140.0]).quoted(), None);
    let lossy = irr_of_equal_periods(&[-100.0, 50.0]);
    assert_eq!(lossy.quoted(), lossy.only());
}
