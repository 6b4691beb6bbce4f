//! Scenarios beside the case as it stands.

use oreproof_weigh::{Figure, Weighing};

use super::number;
use crate::chart::tornado::{Swing, Tornado};
use crate::number::{Printed, Unit};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};
use crate::{Caption, Chart};

/// A bar and a row for each scenario, and what those lack that cannot be told.
pub(super) fn blocks(weighing: &Weighing) -> Vec<Block> {
    let figure = |id| weighing.figures.get(id);
    let base = weighing
        .projects
        .iter()
        .find_map(|worked| worked.steps.npv.first())
        .and_then(|(_, id)| figure(id));
    let told: Vec<_> = weighing
        .scenarios
        .iter()
        .filter_map(|scenario| {
            let figures = scenario.outcome.as_ref().ok()?;
            Some((scenario, figures, figure(&figures.npv)?))
        })
        .collect();
    let (Some(base), false) = (base, told.is_empty()) else { return Vec::new() };
    let printed = |figure: &Figure| Printed::of(figure.value.best, figure.id.as_str());
    let mut swings: Vec<Swing> = told
        .iter()
        .map(|(scenario, _, npv)| {
            let (low, high) = match npv.value.best < base.value.best {
                true => (printed(npv), printed(base)),
                false => (printed(base), printed(npv)),
            };
            let input = |is_here: bool| {
                if is_here { "this scenario" } else { "as the case stands" }.to_owned()
            };
            Swing {
                name: scenario.title.clone(),
                low_input: input(npv.value.best < base.value.best),
                high_input: input(base.value.best <= npv.value.best),
                low,
                high,
                non_monotone: false,
            }
        })
        .collect();
    let width = |swing: &Swing| swing.high.value - swing.low.value;
    swings.sort_by(|a, b| width(b).total_cmp(&width(a)));
    let widest = swings[0].name.clone();
    let caption = Caption {
        id: "scenarios-npv".to_owned(),
        title: format!("What moves the present value most: {widest}"),
        subtitle:
            "Present value after royalty and tax, each scenario against the case as it stands"
                .to_owned(),
        source: "Worked out from the case and its scenarios".to_owned(),
        note: "One scenario at a time; how likely each is, is not said here.".to_owned(),
        alt: told
            .iter()
            .map(|(scenario, _, npv)| format!("{}: {npv}", scenario.title))
            .collect::<Vec<_>>()
            .join("; "),
    };
    let picture = Tornado {
        result: "present value after royalty and tax".to_owned(),
        unit: Unit::money("US$"),
        base: printed(base),
        swings,
    };
    let money = || Unit::money("US$");
    let columns = vec![
        Column::words("Scenario"),
        Column::numbers("Cash after royalty and tax", money()),
        Column::numbers("Present value", money()),
        Column::numbers("Rate of return", Unit::plain("%")),
        Column::numbers("Beneficiary over the life", money()),
    ];
    let mut table = Table::new("Scenarios", columns);
    for (scenario, figures, npv) in &told {
        let cell = |figure: Option<&Figure>| match figure {
            Some(figure) => Cell::Number(printed(figure), Digits::Of(4)),
            None => Cell::Empty,
        };
        let row = vec![
            Cell::text(scenario.title.clone()),
            cell(figure(&figures.after_take)),
            cell(Some(npv)),
            cell(figures.irr.as_ref().and_then(figure)),
            cell(figures.beneficiary.as_ref().and_then(figure)),
        ];
        table.push(row).expect("five columns, five cells");
    }
    let mut blocks = vec![
        Block::Text(vec![
            Span::Text("As the case stands, the present value is ".to_owned()),
            number(base),
            Span::Text(".".to_owned()),
        ]),
        Block::Chart(Box::new(Chart::new(caption, &picture).led_by(base.id.as_str()))),
        Block::Table(table),
    ];
    let untold = weighing.scenarios.iter().filter_map(|scenario| {
        let need = scenario.outcome.as_ref().err()?;
        Some(vec![Span::Text(format!("{}: needs {}.", scenario.title, need.0))])
    });
    let untold: Vec<_> = untold.collect();
    if !untold.is_empty() {
        blocks.push(Block::List(untold));
    }
    blocks
}
