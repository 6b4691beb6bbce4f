//! Laws that hold for every project and regime, and small cases worked by hand.

use oreproof_money::{
    Capital, CapitalKind, Draw, Line, Prices, Production, Project, Spend, StatedLine,
};
use oreproof_shares::{
    Carry, Funders, Holding, Instrument, Model, Party, PartyKind, Problem, Regime, RentTax,
    RentTier, Terms, Until, clause_values,
};
use oreproof_units::{Amounts, Fraction, Scale, Series, Timeline};
use proptest::prelude::*;

mod made;
use made::{full_list, reko_diq};

/// A project whose cash is what is stated.
fn stated(cash: &[f64]) -> Project {
    let amounts =
        |values: Vec<f64>| Amounts { scale: Scale::Units, values: Series::ByPeriod(values) };
    let mut project = reko_diq();
    project.timeline = Timeline::years(2025, cash.len());
    project.production = Production::Unstated;
    (project.products, project.costs) = (vec![], vec![]);
    project.unit_of_cost = None;
    project.prices.prices.clear();
    project.stated = vec![StatedLine {
        line: Line::GrossRevenue,
        name: None,
        amounts: amounts(cash.iter().map(|c| c.max(0.0)).collect()),
    }];
    project.capital = vec![Capital {
        name: "build".into(),
        kind: CapitalKind::Initial,
        spend: Spend::Amounts(amounts(cash.iter().map(|c| (-c).max(0.0)).collect())),
        moves_with_production: false,
    }];
    project
}

const CASH: [f64; 7] = [-1_000.0, -500.0, 300.0, 500.0, 600.0, 600.0, 500.0];

fn tenth(carry: Carry) -> Regime {
    let party = |id: &str, kind| Party { id: id.into(), name: id.into(), kind };
    let holding =
        |id: &str, share, carry| Holding { party: id.into(), share: Fraction(share), carry };
    Regime {
        parties: vec![party("company", PartyKind::Investor), party("state", PartyKind::National)],
        holdings: vec![holding("company", 0.9, Carry::Paid), holding("state", 0.1, carry)],
        instruments: vec![],
        debts: vec![],
        transfers: vec![],
    }
}

fn state_cash(regime: &Regime) -> Vec<f64> {
    let model = Model::new(&stated(&CASH), regime, 0).expect("sound");
    let mut ws = model.workspace();
    model.evaluate(&mut ws, &Draw::stated());
    let mut cash = vec![0.0; CASH.len()];
    model.party_cash(&ws, 1, &mut cash);
    cash
}

#[track_caller]
fn printed(found: &[f64], expected: &[f64]) {
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 5e-5, "{found} against {expected}");
    }
}

/// A tenth of a small project held free, on a loan at 8 %, and paid for.
#[test]
fn state_participation_comes_out_on_its_three_terms() {
    let free = Carry::Free { until: Until::Always, by: Funders::Others };
    printed(&state_cash(&tenth(free.clone())), &[0.0, 0.0, 30.0, 50.0, 60.0, 60.0, 50.0]);
    // Present values at 8 %, the first year undiscounted, to the printed digits.
    let npv8 = |cash: &[f64]| cash.iter().rev().fold(0.0, |later, cash| cash + later / 1.08);
    assert_eq!(format!("{:.3}", npv8(&state_cash(&tenth(free)))), "181.857");
    let loan = Carry::Loan {
        interest: Fraction(0.08),
        repaid_from: Fraction(1.0),
        until: Until::Always,
        by: Funders::Others,
    };
    printed(&state_cash(&tenth(loan.clone())), &[0.0, 0.0, 0.0, 0.0, 0.0, 5.9541, 50.0]);
    assert_eq!(format!("{:.4}", npv8(&state_cash(&tenth(loan)))), "35.5607");
    printed(&state_cash(&tenth(Carry::Paid)), &[-100.0, -50.0, 30.0, 50.0, 60.0, 60.0, 50.0]);
    assert_eq!(format!("{:.4}", npv8(&state_cash(&tenth(Carry::Paid)))), "35.5607");
}

#[test]
fn a_rent_tax_waits_for_its_return() {
    let mut regime = tenth(Carry::Paid);
    regime.instruments.push(Instrument {
        id: "rent".into(),
        name: "rent tax".into(),
        payee: "state".into(),
        deductible: false,
        terms: Terms::RentTax(RentTax::RateOfReturn(vec![RentTier {
            uplift: Fraction(0.1),
            part: Fraction(0.25),
        }])),
    });
    let model = Model::new(&stated(&CASH), &regime, 0).unwrap();
    let mut ws = model.workspace();
    model.evaluate(&mut ws, &Draw::stated());
    printed(&ws.takes, &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 103.4785]);
}

#[test]
fn bad_regimes_are_refused_with_their_places() {
    let found = |change: fn(&mut Regime)| {
        let mut regime = full_list();
        change(&mut regime);
        Model::new(&reko_diq(), &regime, 0).expect_err("a problem")
    };
    assert!(matches!(
        found(|r| r.holdings[0].share = Fraction(0.9))[..],
        [Problem::NotWhole { .. }]
    ));
    assert!(
        found(|r| r.holdings[0].share = Fraction(-0.1))
            .iter()
            .any(|p| matches!(p, Problem::NotAPart { .. }))
    );
    assert!(matches!(
        found(|r| r.instruments[0].payee = "moon".into())[..],
        [Problem::NoSuchParty { .. }]
    ));
    assert!(matches!(found(|r| r.debts[0].tenor_years = 90.0)[..], [Problem::DebtOutlives { .. }]));
    assert!(
        found(|r| r.instruments.swap(0, 1))
            .iter()
            .any(|p| matches!(p, Problem::NoSuchInstrument { .. }))
    );
}

#[test]
fn a_clause_is_worth_what_its_absence_costs_and_nothing_to_all_together() {
    for value in clause_values(&reko_diq(), &full_list()).unwrap() {
        // The parties share one sum, so what one gains by a clause others lose.
        let sum: f64 = value.parties.iter().sum();
        let size: f64 = value.parties.iter().map(|v| v.abs()).sum();
        assert!(sum.abs() <= 1e-9 * size.max(1e9), "{}: {sum}", value.instrument);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parties_add_up_to_the_project_to_the_cent(
        prices in prop::array::uniform2(0.1_f64..3.0),
        operating in 0.5_f64..2.0,
        capital in 0.5_f64..2.0,
        delay in 0_usize..4,
    ) {
        let model = Model::new(&reko_diq(), &full_list(), 4).unwrap();
        let mut ws = model.workspace();
        let draw = Draw {
            prices: Prices::Times(&prices), operating, delay, capital: [capital; 4], ..Draw::stated()
        };
        model.evaluate(&mut ws, &draw);
        let shares = model.shares(&ws);
        let nets: Vec<Vec<i64>> = (0..shares.parties.len()).map(|party| shares.net(party)).collect();
        for (p, pre_tax) in shares.pre_tax.iter().enumerate() {
            prop_assert_eq!(nets.iter().map(|net| net[p]).sum::<i64>(), *pre_tax);
        }
        prop_assert!(ws.takes.iter().all(|take| *take >= 0.0), "no rule here refunds");
    }
}
