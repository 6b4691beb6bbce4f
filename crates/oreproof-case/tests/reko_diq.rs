//! Reko Diq as the case has it, through stations `money` and `shares`: what was
//! published comes out.

#![expect(clippy::unwrap_used, reason = "a test may fail where it likes")]

use std::fs;
use std::path::Path;

use oreproof_case::{Case, read};
use oreproof_money::cash_flow::LineKind;
use oreproof_money::{Draw, Model, Project};
use oreproof_shares as shares;

fn case() -> Case {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/pakistan-2025");
    let mut files = Vec::new();
    for (prefix, at) in [("", folder.clone()), ("projects/", folder.join("projects"))] {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_str().unwrap();
                files.push((format!("{prefix}{name}"), fs::read(&path).unwrap()));
            }
        }
    }
    read(&files).case
}

fn project(case: &Case, id: &str) -> Project {
    let project = case.projects.iter().find(|project| project.id == *id).unwrap();
    project.model.as_ref().unwrap().value.clone().unwrap()
}

#[track_caller]
fn near(what: &str, found: f64, expected: f64) {
    let off = (found / expected - 1.0).abs();
    assert!(off < 1e-3, "{what}: {found} for {expected}");
}

/// Totals of a yearly table made apart, in Python, to meet the published figures
/// (study of February 2025): pre-tax cash 77,254 million dollars; and the steps
/// between metal in rock and that.
#[test]
fn pre_tax_cash_and_its_steps_come_out() {
    let model = Model::new(&project(&case(), "reko-diq-project"), 0).unwrap();
    let mut ws = model.workspace();
    model.evaluate(&mut ws, &Draw::stated());
    let flow = model.cash_flow(&ws);
    near("payable", flow.total(LineKind::GrossRevenue), 147_822.4e6);
    near("net smelter return", flow.total(LineKind::Nsr), 136_677.7e6);
    let after_costs = flow.total(LineKind::Nsr) - flow.total(LineKind::OperatingCosts);
    near("after costs", after_costs, 97_084e6);
    near("pre-tax cash", flow.total(LineKind::PreTaxCash), 77_254e6);
}

/// The same table after royalties of 7,107 million: cash, present value at 8 % with
/// the first year undiscounted, and rate of return.
#[test]
fn what_is_left_after_royalties_comes_out() {
    let case = case();
    let terms = |id: &str| {
        let terms = case.fiscal_terms.iter().find(|terms| terms.id == *id).unwrap();
        terms.regime.value.clone().unwrap()
    };
    let model = Model::new(&project(&case, "reko-diq-project"), 0).unwrap();
    let study = shares::Model::with(model.clone(), &terms("reko-diq-study-terms")).unwrap();
    let mut ws = study.workspace();
    study.evaluate(&mut ws, &Draw::stated());
    let left = study.after_take(&ws);
    near("after royalty", left.iter().sum(), 70_146.8e6);
    near("NPV at 8 %", oreproof_money::npv(&left, model.times(), 0.08), 13_026e6);
    let irr = oreproof_money::irr(&left, model.times()).only().unwrap();
    assert!((irr - 0.2129).abs() < 1e-4, "{irr}");
    let named = shares::Model::with(model.clone(), &terms("reko-diq-named-terms")).unwrap();
    let mut ws = named.workspace();
    named.evaluate(&mut ws, &Draw::stated());
    near("at 6.5 %", named.after_take(&ws).iter().sum(), 68_370e6);
}

/// The same table with other charges of smelters, after royalties.
#[test]
fn scenarios_that_set_values_come_out() {
    let case = case();
    let project = case.projects.iter().find(|p| p.id == *"reko-diq-project").unwrap();
    let terms = case.fiscal_terms.iter().find(|t| t.id == *"reko-diq-study-terms").unwrap();
    for (id, cash, npv) in
        [("smelters-free", 75_809e6, 14_403e6), ("smelters-dear", 65_193e6, 11_820e6)]
    {
        let scenario = case.scenarios.iter().find(|scenario| scenario.id == *id).unwrap();
        let input = project.with(&scenario.set).unwrap().unwrap();
        let model = Model::new(&input, 0).unwrap();
        let regime = terms.regime.value.as_ref().unwrap();
        let shared = shares::Model::with(model.clone(), regime).unwrap();
        let mut ws = shared.workspace();
        shared.evaluate(&mut ws, &Draw::stated());
        let left = shared.after_take(&ws);
        near(id, left.iter().sum(), cash);
        near(id, oreproof_money::npv(&left, model.times(), 0.08), npv);
    }
}
