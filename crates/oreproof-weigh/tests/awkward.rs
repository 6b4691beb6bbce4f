//! Three invented tables that are awkward in the ways that published ones are, put through the
//! case format as a user would write them.
//!
//! The results come from a spreadsheet that was made apart from this program, cell by cell, and
//! shares none of its code.

use std::collections::BTreeSet;

use oreproof_reference::Tables;
use oreproof_weigh::{FigureId, Weighing, weigh};

/// What the spreadsheet gives, in millions, per cent and years.
struct Sheet {
    nsr: f64,
    pre_tax: f64,
    after_take: f64,
    npv_before_tax: f64,
    npv: f64,
    irr: f64,
    payback: f64,
}

fn weighed(files: &[(&str, &str)]) -> Weighing {
    let read = oreproof_case::read(files);
    assert!(read.problems.is_empty(), "{:#?}", read.problems);
    let day = read.case.choices.as_ref().and_then(|choices| choices.as_of).expect("it has a day");
    weigh(&read.case, Tables::built_in(), day, &BTreeSet::new())
}

fn agrees(files: &[(&str, &str)], sheet: &Sheet) {
    let weighing = weighed(files);
    let [worked] = weighing.projects.as_slice() else { panic!("{:?}", weighing.ends) };
    let value = |id: &FigureId| weighing.figures.value(id).best;
    let steps = &worked.steps;
    for (what, got, want, digits) in [
        ("net smelter return", value(&steps.nsr) / 1e6, sheet.nsr, 1e-6),
        ("cash before royalty and tax", value(&steps.pre_tax) / 1e6, sheet.pre_tax, 1e-6),
        ("cash after them", value(&steps.after_take) / 1e6, sheet.after_take, 1e-6),
        ("value before tax", value(&steps.before_tax[0]) / 1e6, sheet.npv_before_tax, 1e-6),
        ("value after tax", value(&steps.npv[0].1) / 1e6, sheet.npv, 1e-6),
        ("rate of return", value(steps.irr.as_ref().expect("it has one")), sheet.irr, 1e-5),
        ("payback", value(steps.payback.as_ref().expect("it has one")), sheet.payback, 1e-5),
    ] {
        assert!((got - want).abs() < digits, "{what}: {got} is not {want}");
    }
}

/// Half-years, gold and silver in doré, a royalty on the net return, half of the silver sold ahead
/// for a deposit, tax as a line that ends in a refund, salvage, working capital that comes back.
/// The money of each half-year stands at its end.
#[test]
fn dore_by_half_years_with_a_stream() {
    let text = include_str!("awkward/dore.toml");
    let mut sheet = Sheet {
        nsr: 259.385503467574,
        pre_tax: 58.885503467574,
        after_take: 33.855128028195,
        npv_before_tax: 46.401132960476,
        npv: 24.128809161058,
        irr: 24.018521344030,
        payback: 1.483054793078,
    };
    agrees(&[("case.toml", text)], &sheet);
    for (convention, before, after) in [
        ("mid-period", 46.970578541940, 24.424923563576),
        ("start-of-period", 47.547012493074, 24.724671951460),
    ] {
        (sheet.npv_before_tax, sheet.npv) = (before, after);
        agrees(&[("case.toml", &text.replace("end-of-period", convention))], &sheet);
    }
}

/// Years from −2 without a year 0, two concentrates that both carry silver, deductions of both
/// kinds, a penalty, a bond that is given back, ten years of care after closure, a tax holiday;
/// the values stand at the start of year 1, with interest on what was spent before.
#[test]
fn two_concentrates_with_a_holiday_and_ten_years_of_care() {
    let sheet = Sheet {
        nsr: 1_369.094930517572,
        pre_tax: 654.294930517572,
        after_take: 502.148785540830,
        npv_before_tax: 396.556034742432,
        npv: 321.313920842950,
        irr: 34.064960970898,
        payback: 2.190383337585,
    };
    let files = [
        ("b.csv", include_str!("awkward/b.csv")),
        ("case.toml", include_str!("awkward/lead-zinc.toml")),
    ];
    agrees(&files, &sheet);
}

/// A product by the tonne, quarters and half-years before years, values on a day within the first
/// quarter with the money in the middle of each period, refunds of tax, salvage.
#[test]
fn potash_by_quarters_half_years_and_years() {
    let sheet = Sheet {
        nsr: 1_201.2,
        pre_tax: 435.7,
        after_take: 260.95,
        npv_before_tax: 191.197458769643,
        npv: 114.578564574314,
        irr: 23.118620869520,
        payback: 2.754448398577,
    };
    agrees(&[("case.toml", include_str!("awkward/potash.toml"))], &sheet);
}
