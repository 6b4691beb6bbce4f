//! Reko Diq, rebuilt from its published totals: what it earns and who gets it.
//!
//! Expected values are those of an independent rebuild in another language, printed
//! to the million, and the published headline; every one is met to 0.1 %.

use oreproof_money::{Draw, LineKind, Prices, Project, npv};
use oreproof_shares::{Model, Workspace};
use oreproof_units::{Base, Cash, Price, Series};

mod made;
use made::{as_reported, one_royalty, reko_diq};

#[track_caller]
fn close(found: f64, expected: f64, what: &str) {
    let off = (found - expected).abs() / expected.abs();
    assert!(off <= 1e-3, "{what}: {found} against {expected}");
}

fn evaluated(project: &Project, royalty: f64, spare: usize, draw: &Draw<'_>) -> (Model, Workspace) {
    let model =
        Model::new(project, &one_royalty(royalty), spare).unwrap_or_else(|e| panic!("{e:#?}"));
    let mut ws = model.workspace();
    draw.check(model.money()).expect("the draw fits the model");
    model.evaluate(&mut ws, draw);
    (model, ws)
}

/// What is changed, the project, the royalty, the draw, spare periods for a delay, and what comes
/// out: cash after royalty and NPV8 in millions, and IRR.
type Row<'a> = (&'a str, &'a Project, f64, Draw<'a>, usize, [f64; 3]);

#[test]
fn the_ladder_comes_out_rung_by_rung() {
    let (model, ws) = evaluated(&reko_diq(), 0.052, 0, &Draw::stated());
    let table = model.money().cash_flow(&ws.money);
    let slots = model.money().selling().slots().iter().zip(ws.money.recovered.chunks(40));
    let recovered: f64 = slots
        .map(|(slot, row)| {
            let price = model.money().project().prices.prices[&slot.metal].values()[0].per_tonne();
            price * row.iter().sum::<f64>()
        })
        .sum();
    close(recovered / 1e6, 152_994.0, "recovered");
    close(table.total(LineKind::GrossRevenue) / 1e6, 147_822.4, "payable");
    close(table.total(LineKind::Nsr) / 1e6, 136_677.7, "NSR");
    let operating = table.total(LineKind::Nsr) - table.total(LineKind::OperatingCosts);
    close(operating / 1e6, 97_084.0, "after running cost");
    close(table.total(LineKind::PreTaxCash) / 1e6, 77_254.0, "pre-tax cash");
    let measures = model.measures(&ws);
    close(measures.at[0].after_take / 1e6, 70_146.8, "after royalty");
    close(measures.at[1].after_take / 1e6, 13_026.0, "NPV8");
    close(measures.after_take_irr.only().unwrap(), 0.212_906, "IRR");
    close(measures.at[2].pre_tax / 1e6, 10_111.0, "pre-tax NPV10");
}

/// FARI measures on the rebuild, to their printed digits.
#[test]
fn the_measures_of_the_royalty_come_out() {
    let (model, ws) = evaluated(&reko_diq(), 0.052, 0, &Draw::stated());
    let measures = model.measures(&ws);
    let digits = |found: f64, decimals: usize| format!("{found:.decimals$}");
    assert_eq!(digits(measures.pre_tax_irr.only().unwrap(), 5), "0.22593");
    assert_eq!(digits(measures.after_take_irr.only().unwrap(), 5), "0.21291");
    assert_eq!(digits(measures.metr.unwrap(), 5), "0.05765");
    let aetr: Vec<f64> = measures.at.iter().map(|at| at.aetr.unwrap()).collect();
    assert_eq!(digits(aetr[0], 3), "0.092");
    assert_eq!([digits(aetr[1], 5), digits(aetr[2], 5)], ["0.11518", "0.12768"]);
    assert!(aetr[0] < aetr[1], "a royalty is taken early, so discounting makes it weigh more");
    let factor = model.break_even("Cu", 0.08).unwrap();
    close(4.03 * factor, 2.004, "break-even copper");
}

#[test]
fn every_sensitivity_comes_out() {
    let stated = Draw::stated();
    let mut gold = reko_diq();
    gold.prices.prices.insert("Au".into(), Series::Flat(Price::usd(3_500.0, Base::TroyOunce)));
    let charges = |treatment: f64, refining: f64| {
        let mut project = reko_diq();
        if let oreproof_factors::Terms::Concentrate(terms) = &mut project.products[0].terms {
            terms.treatment_charge = Series::Flat(Cash(treatment));
            terms.metals[0].refining_charge = Some(Series::Flat(Price::usd(refining, Base::Pound)));
        }
        project
    };
    // Priced metals stand in the order of their names: gold, copper.
    let prices = |factors| Draw { prices: Prices::Times(factors), ..Draw::stated() };
    let initial = |factor| Draw { capital: [factor, 1.0, 1.0, 1.0], ..Draw::stated() };
    let lost = [0.9; 44];
    let all_bad = Draw { metal: Some(&lost[..42]), delay: 2, ..initial(1.38) };
    let base = reko_diq();
    let rows: &[Row<'_>] = &[
        ("base", &base, 0.052, stated, 0, [70_147.0, 13_026.0, 0.2129]),
        ("copper -20 %", &base, 0.052, prices(&[1.0, 0.8]), 0, [48_852.0, 7_844.0, 0.1685]),
        ("copper +20 %", &base, 0.052, prices(&[1.0, 1.2]), 0, [91_442.0, 18_208.0, 0.2515]),
        ("gold -20 %", &base, 0.052, prices(&[0.8, 1.0]), 0, [63_415.0, 11_512.0, 0.2012]),
        ("gold 3,500", &gold, 0.052, stated, 0, [94_096.0, 18_412.0, 0.2511]),
        (
            "running cost",
            &base,
            0.052,
            Draw { operating: 1.2, ..stated },
            0,
            [62_228.0, 11_278.0, 0.1997],
        ),
        ("capital +38 %", &base, 0.052, initial(1.38), 0, [68_030.0, 11_173.0, 0.1727]),
        ("capital +79 %", &base, 0.052, initial(1.79), 0, [65_746.0, 9_174.0, 0.1442]),
        ("2 years late", &base, 0.052, Draw { delay: 2, ..stated }, 2, [70_147.0, 10_472.0, 0.173]),
        ("4 years late", &base, 0.052, Draw { delay: 4, ..stated }, 4, [70_147.0, 8_282.0, 0.1475]),
        (
            "a tenth lost",
            &base,
            0.052,
            Draw { metal: Some(&lost[..40]), ..stated },
            0,
            [57_190.0, 9_935.0, 0.1875],
        ),
        ("6.5 %", &base, 0.065, stated, 0, [68_370.0, 12_602.0, 0.2096]),
        ("no charges", &charges(0.0, 0.0), 0.052, stated, 0, [75_809.0, 14_403.0, 0.2237]),
        ("150 and 15 c", &charges(150.0, 0.15), 0.052, stated, 0, [65_193.0, 11_820.0, 0.2032]),
        (
            "all bad",
            &base,
            0.052,
            Draw { prices: Prices::Times(&[1.0, 0.8]), ..all_bad },
            2,
            [35_908.0, 1_971.0, 0.0976],
        ),
    ];
    for (what, project, royalty, draw, spare, [cash, npv8, irr]) in rows {
        let (model, ws) = evaluated(project, *royalty, *spare, draw);
        let measures = model.measures(&ws);
        close(measures.at[0].after_take / 1e6, *cash, what);
        close(measures.at[1].after_take / 1e6, *npv8, what);
        close(measures.after_take_irr.only().unwrap(), *irr, what);
    }
}

#[test]
fn owners_and_governments_split_it_as_the_rebuild_does() {
    let model = Model::new(&reko_diq(), &as_reported(), 0).unwrap();
    let mut ws = model.workspace();
    model.evaluate(&mut ws, &Draw::stated());
    let after = model.after_take(&ws);
    close(after.iter().sum::<f64>() / 1e6, 68_370.0, "left for owners");
    let takes: Vec<f64> = ws.takes.chunks(40).map(|row| row.iter().sum::<f64>() / 1e6).collect();
    for (found, expected) in takes.iter().zip([6_834.0, 1_367.0, 683.0]) {
        close(*found, expected, "take");
    }
    let shares = model.shares(&ws);
    for (p, pre_tax) in shares.pre_tax.iter().enumerate() {
        let parties = (0..4).map(|party| shares.net(party)[p]).sum::<i64>();
        assert_eq!(parties, *pre_tax, "{}", shares.periods[p]);
    }
    // The funding rule: who owns i of what is not carried by others pays i / (1 - 0.1).
    let first: Vec<f64> = (0..4).map(|party| shares.net(party)[0] as f64 / 100.0).collect();
    for (found, part) in first.iter().zip([-0.5 / 0.9, -0.25 / 0.9, 0.0, -0.15 / 0.9]) {
        assert!((found - 720e6 * part).abs() < 1.0, "{found}");
    }
    assert!(npv(&after, model.money().times(), 0.08) > 0.0);
}
