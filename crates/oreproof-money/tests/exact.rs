//! Present values and rates against exact rational arithmetic, in the manner of NIST's
//! reference data: the digits that agree, `-log10 |found - exact| / |exact|`.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use oreproof_money::{Convention, Discounting, Moment, Times, irr_of_equal_periods, npv};
use oreproof_units::Timeline;

fn exact(value: f64) -> BigRational {
    BigRational::from_float(value).expect("a finite number")
}

/// The present value of yearly cash, the first not discounted, without rounding.
///
/// With `1 / (1 + rate) = d / s` the sum of `c_t (d / s)^t` is one fraction over `s^T`, so
/// that nothing is brought to lowest terms on the way.
fn exact_npv(cash: &[f64], rate: f64) -> BigRational {
    let growth = BigRational::from_integer(BigInt::from(1)) + exact(rate);
    let (s, d) = (growth.numer(), growth.denom());
    let units: BigInt = BigInt::from(1) << 80_u32;
    let (mut value, mut power) = (BigInt::zero(), BigInt::from(1));
    for (left, cash) in cash.iter().rev().enumerate() {
        if left > 0 {
            power *= s;
            value *= d;
        }
        let cash: BigRational = exact(*cash) * BigRational::from_integer(units.clone());
        assert!(cash.is_integer(), "eighty binary places hold every figure here");
        value += cash.numer() * &power;
    }
    BigRational::new(value, power * units)
}

fn digits(found: f64, expected: &BigRational) -> f64 {
    let off = ((exact(found) - expected) / expected).abs().to_f64().expect("a finite ratio");
    if off == 0.0 { 17.0 } else { -off.log10() }
}

/// Rows of several shapes: long, short, cancelling, with closure after the end.
fn rows() -> Vec<Vec<f64>> {
    let long: Vec<f64> =
        (0..240).map(|p| if p < 8 { -812.37 } else { 95.0 + f64::from(p % 7) * 1.3 }).collect();
    let mut closing: Vec<f64> = (0..45).map(|p| if p < 4 { -1_437.9 } else { 611.03 }).collect();
    closing.extend([-950.0, -120.25, -60.5]);
    vec![
        vec![-100.0, 60.0, 60.0],
        vec![-1e9, 1.0, 1e9 + 7.0, 3.0],
        vec![1e12, -1e12 + 0.001, 0.125],
        long,
        closing,
    ]
}

#[test]
fn present_values_agree_to_fourteen_digits_of_what_is_summed() {
    for row in rows() {
        let discounting = Discounting {
            convention: Convention::FirstUndiscounted,
            at: Moment::StartOf("0".into()),
            past: None,
            rates: vec![],
        };
        let times = Times::new(&discounting, &Timeline::counted(0, true, row.len())).unwrap();
        for rate in [-0.05, 0.0, 0.05, 0.08, 0.1234, 0.35] {
            let expected = exact_npv(&row, rate);
            let found = npv(&row, &times, rate);
            // What cancels cannot be had back: digits count against the size of the terms.
            let size = exact_npv(&row.iter().map(|c| c.abs()).collect::<Vec<_>>(), rate);
            let off = ((exact(found) - expected) / size).abs().to_f64().unwrap();
            assert!(off < 1e-14, "{off:e} at {rate}");
        }
    }
}

/// A rate is right when the exact present value changes sign across it.
#[test]
fn rates_lie_within_thirteen_digits_of_the_exact_crossing() {
    for row in rows() {
        for rate in irr_of_equal_periods(&row).roots {
            let room = 1e-13 * (1.0 + rate.abs());
            let (below, above) = (exact_npv(&row, rate - room), exact_npv(&row, rate + room));
            assert!(below.is_positive() != above.is_positive(), "{rate} in a row of {}", row.len());
        }
    }
}

/// Rates that are known exactly.
#[test]
fn known_rates_agree_to_thirteen_digits() {
    let known: &[(&[f64], &[f64])] = &[
        (&[-100.0, 110.0], &[0.1]),
        (&[-1_000.0, 0.0, 0.0, 1_331.0], &[0.1]),
        (&[-1_600.0, 10_000.0, -10_000.0], &[0.25, 4.0]),
        (&[-8.0, 4.0, 4.0, 4.0, 4.0, -8.0], &[]),
    ];
    for (row, expected) in known {
        let found = irr_of_equal_periods(row).roots;
        if !expected.is_empty() {
            assert_eq!(found.len(), expected.len(), "{row:?}: {found:?}");
        }
        for (found, expected) in found.iter().zip(*expected) {
            assert!(digits(*found, &exact(*expected)) > 13.0, "{found} against {expected}");
        }
    }
}

/// A mine of 50, that earns 51 and 47 and costs 17 a year for three years to put right:
/// 8.23 % and 22.45 % (finance problem 910017, wizedu.com).
#[test]
fn a_mine_with_closure_has_both_its_printed_rates() {
    let found = irr_of_equal_periods(&[-50.0, 51.0, 47.0, -17.0, -17.0, -17.0]).roots;
    let printed: Vec<String> = found.iter().map(|rate| format!("{:.2}", 100.0 * rate)).collect();
    assert_eq!(printed, ["8.23", "22.45"]);
}

/// A strip mine of 2, that earns 14 and costs 11 to put right: 1.64 at 10 % and 2.03 at
/// 20 % (finance problem 924844, wizedu.com).
#[test]
fn a_strip_mine_has_its_printed_present_values() {
    let cash = [-2.0, 14.0, -11.0];
    for (rate, printed) in [(0.1, "1.64"), (0.2, "2.03")] {
        assert_eq!(format!("{:.2}", exact_npv(&cash, rate).to_f64().unwrap()), printed);
        let discounting = Discounting {
            convention: Convention::FirstUndiscounted,
            at: Moment::StartOf("0".into()),
            past: None,
            rates: vec![],
        };
        let times = Times::new(&discounting, &Timeline::counted(0, true, 3)).unwrap();
        assert_eq!(format!("{:.2}", npv(&cash, &times, rate)), printed);
    }
}
