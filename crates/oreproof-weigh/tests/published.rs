//! Cash-flow tables of published studies, put in line by line, come out as they were printed.
//!
//! The tables are those that `cases/published-tables` names. What a study prints is rounded, and
//! so are the lines that go in: metal to the million pounds in one of them, money to a tenth of a
//! million in most. The slack of each row says how far that reaches.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use oreproof_money::irr_of_equal_periods;
use oreproof_reference::Tables;
use oreproof_weigh::{FigureId, Weighing, Worked, weigh};

mod made;

/// What a study prints of its table.
struct Printed {
    project: &'static str,
    /// Present value before and after tax, in millions.
    npv: [f64; 2],
    /// Internal rate before and after tax, in per cent.
    irr: [f64; 2],
    /// Whether the printed rates follow from the printed yearly cash. They do not where a study
    /// works by quarters or counts from another day.
    irr_follows: bool,
    /// How far a year's cash may be off for the rounding of its lines, in millions.
    slack: f64,
}

const PRINTED: &[Printed] = &[
    Printed {
        project: "fenn-gib",
        npv: [980.5, 651.7],
        irr: [28.8, 24.1],
        irr_follows: true,
        slack: 0.5,
    },
    Printed {
        project: "new-polaris",
        npv: [666.0, 425.0],
        irr: [38.42, 30.90],
        irr_follows: false,
        slack: 0.4,
    },
    Printed {
        project: "arctic",
        npv: [1_500.3, 1_108.1],
        irr: [25.8, 22.8],
        irr_follows: false,
        slack: 1.2,
    },
    Printed {
        project: "copper-creek",
        npv: [846.5, 713.0],
        irr: [16.5, 15.6],
        irr_follows: true,
        slack: 2.7,
    },
    Printed {
        project: "berg",
        npv: [6_611.0, 4_592.0],
        irr: [23.76, 23.79],
        irr_follows: true,
        slack: 19.0,
    },
    Printed {
        project: "vizcachitas",
        npv: [3_999.0, 2_776.0],
        irr: [28.5, 24.2],
        irr_follows: true,
        slack: 0.2,
    },
];

fn weighed() -> Weighing {
    let case = made::case("published-tables", &|text| text);
    let day = case.choices.as_ref().and_then(|choices| choices.as_of).expect("the case has a day");
    weigh(&case, Tables::built_in(), day, &BTreeSet::new())
}

/// A column of a study's table.
fn column(project: &str, name: &str) -> Vec<f64> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../../cases/published-tables/projects/{project}.csv"));
    let text = fs::read_to_string(path).expect("the table is there");
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let at = lines.next().and_then(|head| head.iter().position(|cell| cell.starts_with(name)));
    let at = at.unwrap_or_else(|| panic!("{project} has no column {name}"));
    lines.map(|row| row[at].parse().expect("a number")).collect()
}

/// A project's yearly cash before and after its taxes, in millions, from the shares to the cent.
fn yearly(worked: &Worked) -> [Vec<f64>; 2] {
    let mut cash = [worked.shares.pre_tax.clone(), worked.shares.pre_tax.clone()];
    for flow in &worked.shares.flows {
        let oreproof_shares::FlowKind::Take(kind) = flow.kind else { continue };
        for (at, row) in cash.iter_mut().enumerate() {
            if at == 1 || !kind.is_tax() {
                row.iter_mut().zip(&flow.cents).for_each(|(cash, cents)| *cash -= cents);
            }
        }
    }
    cash.map(|row| row.iter().map(|cents| *cents as f64 / 1e8).collect())
}

#[test]
fn yearly_cash_is_as_printed() {
    let weighed = weighed();
    assert_eq!(weighed.projects.len(), PRINTED.len());
    for printed in PRINTED {
        let worked = weighed.projects.iter().find(|worked| worked.id == printed.project);
        let worked = worked.unwrap_or_else(|| panic!("no {}", printed.project));
        let rows = yearly(worked);
        for (row, name) in rows.iter().zip(["printed before tax", "printed after tax"]) {
            for (year, (got, want)) in row.iter().zip(column(printed.project, name)).enumerate() {
                assert!(
                    (got - want).abs() <= printed.slack,
                    "{}, {name}, year {year}: {got} is not {want}",
                    printed.project
                );
            }
        }
    }
}

#[test]
fn present_values_and_rates_of_return_are_as_printed() {
    let weighed = weighed();
    let value = |id: &FigureId| weighed.figures.value(id).best;
    for printed in PRINTED {
        let project = printed.project;
        let worked = weighed.projects.iter().find(|worked| worked.id == project).expect("worked");
        let steps = &worked.steps;
        let npv = [value(&steps.before_tax[0]), value(&steps.npv[0].1)];
        for (got, want) in npv.iter().zip(printed.npv) {
            assert!(
                (got / 1e6 / want - 1.0).abs() < 5e-3,
                "{project}: {got} is not {want} million"
            );
        }
        let rates = [steps.irr_before_tax.as_ref(), steps.irr.as_ref().ok()];
        let rows = ["printed before tax", "printed after tax"].map(|name| column(project, name));
        for ((got, want), row) in rates.iter().zip(printed.irr).zip(rows) {
            let got = value(got.unwrap_or_else(|| panic!("{project} has no rate")));
            let of_row = 100.0 * irr_of_equal_periods(&row).quoted().expect("the row has a rate");
            assert!((got - of_row).abs() < 0.1, "{project}: {got} is not the row's {of_row}");
            let follows = (got - want).abs() < 0.1;
            assert_eq!(follows, printed.irr_follows, "{project}: {got}, printed {want}");
        }
    }
}

/// Fenn-Gib prints US$1,203 an ounce with royalty; the others print by-product cost without it.
#[test]
fn unit_costs_are_as_printed() {
    let weighed = weighed();
    let value = |id: &FigureId| weighed.figures.value(id).best;
    let costs = |project: &str| {
        let worked = weighed.projects.iter().find(|worked| worked.id == project).expect("worked");
        let [c1, aisc] = worked.steps.unit_costs.as_slice() else { panic!("{project}: no costs") };
        (value(c1), value(aisc))
    };
    let near =
        |got: f64, want: f64, slack: f64| assert!((got - want).abs() < slack, "{got} {want}");
    near(costs("arctic").0, 0.72, 0.005);
    let (c1, aisc) = costs("copper-creek");
    near(c1, 1.67, 0.01);
    near(aisc, 1.85, 0.01);
    let gold: f64 = column("fenn-gib", "gold").iter().map(|koz| koz * 999.5).sum();
    let royalty: f64 = column("fenn-gib", "royalties").iter().map(|million| million * 1e6).sum();
    near((costs("fenn-gib").0 + royalty / gold) / 1.35, 1_203.0, 3.0);
}
