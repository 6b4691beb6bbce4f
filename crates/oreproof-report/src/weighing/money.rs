//! A project's cash flow, and who gets what of it.

use oreproof_case::Case;
use oreproof_money::LineKind;
use oreproof_shares::{Account, FlowKind};
use oreproof_units::human::currency_sign;
use oreproof_weigh::{Weighing, Worked};

use super::{claims::name, number};
use crate::chart::palette::Ink;
use crate::chart::sankey::{Sankey, Stream};
use crate::chart::stack::{Band, Stack};
use crate::number::{Printed, Unit};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};
use crate::{Caption, Chart};

/// Measures, the cash flow by year, and the shares.
pub(super) fn blocks(weighing: &Weighing, case: &Case, worked: &Worked) -> Vec<Block> {
    let mut blocks = vec![measures(weighing, worked)];
    if let Some(project) = case.projects.iter().find(|project| project.id.id == worked.id)
        && let Some(why) = &project.reconstruction
    {
        blocks.push(Block::Aside("A reconstruction".to_owned(), vec![Span::Text(why.clone())]));
    }
    blocks.push(cash(weighing, worked));
    blocks.extend(streams(case, worked));
    blocks.push(yearly(weighing, case, worked));
    blocks.push(Block::Folded("Cash flow by period".to_owned(), vec![Block::Table(lines(worked))]));
    blocks
}

fn measures(weighing: &Weighing, worked: &Worked) -> Block {
    let steps = &worked.steps;
    let lines =
        steps.figures().into_iter().filter_map(|id| weighing.figures.get(id)).map(|figure| {
            // The heading says which project it is.
            let label = figure.label.split_once(": ").map_or(&*figure.label, |(_, rest)| rest);
            vec![Span::Text(format!("{label}: ")), number(figure)]
        });
    let none = steps.irr.as_ref().err();
    let none = none.map(|why| vec![Span::Text(format!("Internal rate of return: {why}"))]);
    Block::List(lines.chain(none).collect())
}

fn caption(worked: &Worked, kind: &str, title: String, subtitle: &str, alt: String) -> Caption {
    Caption {
        id: format!("{kind}-{}", worked.id),
        title,
        subtitle: format!("{} {subtitle}", worked.currency.code()),
        source: "Worked out from the case's project and fiscal terms".to_owned(),
        note: "Money as the case's choices state it; not discounted.".to_owned(),
        alt,
    }
}

/// Where the revenue of each period goes.
fn cash(weighing: &Weighing, worked: &Worked) -> Block {
    let row = |kind, sign: f64| {
        let line = worked.cash.line(kind).map(|line| line.values.clone()).unwrap_or_default();
        line.iter().map(|value| sign * value).collect::<Vec<f64>>()
    };
    let bands = [
        ("net smelter return", LineKind::Nsr, 1.0),
        ("running costs", LineKind::OperatingCosts, -1.0),
        ("capital", LineKind::CapitalTotal, -1.0),
    ];
    let bands = bands.iter().enumerate().map(|(at, (name, kind, sign))| Band {
        name: (*name).to_owned(),
        ink: Ink::Series(at as u8),
        values: row(*kind, *sign),
    });
    let total =
        weighing.figures.get(&worked.steps.pre_tax).map(ToString::to_string).unwrap_or_default();
    let title = format!("Cash before royalty and tax comes to {total} over the life");
    let alt =
        format!("Bars by period of net smelter return, running costs and capital; {total} in all.");
    let picture = Stack {
        measure: "money a period".to_owned(),
        unit: Unit::money(currency_sign(worked.currency)),
        periods: worked.cash.periods.clone(),
        bands: bands.collect(),
        overlay: Some(("cash before royalty and tax".to_owned(), row(LineKind::PreTaxCash, 1.0))),
    };
    Block::Chart(Box::new(Chart::new(caption(worked, "cash", title, "a period", alt), &picture)))
}

/// Who is paid what over the life, as streams that balance.
fn streams(case: &Case, worked: &Worked) -> Option<Block> {
    let parties = &worked.shares.parties;
    let hand = |account: Account| match account {
        Account::Project => "the project".to_owned(),
        Account::Party(at) => parties.get(at).map_or_else(String::new, |party| name(case, party)),
    };
    // What owners pay in to build comes back as dividends; what is left is the net of the two.
    let mut streams: Vec<(String, i64)> = Vec::new();
    for flow in &worked.shares.flows {
        let cents: i64 = flow.cents.iter().sum();
        let (kind, sign, who) = match (flow.from, flow.to) {
            (Account::Project, to) => (flow.kind, 1, hand(to)),
            (from, Account::Project) => (flow.kind, -1, hand(from)),
            _ => continue,
        };
        let label = match kind {
            FlowKind::Take(_) => format!("{who}, royalty and tax"),
            _ => format!("{who}, as owner or lender"),
        };
        match streams.iter_mut().find(|(known, _)| *known == label) {
            Some((_, sum)) => *sum += sign * cents,
            None => streams.push((label, sign * cents)),
        }
    }
    streams.retain(|(_, cents)| 0 < *cents);
    let drawn = streams.iter().map(|(to, cents)| Stream {
        from: "cash before royalty and tax".to_owned(),
        to: to.clone(),
        value: Printed::from(*cents as f64 / 100.0),
    });
    let picture = Sankey::new(Unit::money(currency_sign(worked.currency)), drawn.collect()).ok()?;
    let told = streams.iter().map(|(to, cents)| format!("{to} {:.0} million", *cents as f64 / 1e8));
    let alt = format!("Streams from the project's cash: {}.", told.collect::<Vec<_>>().join("; "));
    let biggest = streams.iter().max_by_key(|(_, cents)| *cents)?;
    let total: i64 = streams.iter().map(|(_, cents)| cents).sum();
    let share = 100.0 * biggest.1 as f64 / total as f64;
    let title = format!("{share:.0} % of the cash goes to {}", biggest.0);
    Some(Block::Chart(Box::new(Chart::new(
        caption(worked, "shares", title, "over the life, net of what is paid in", alt),
        &picture,
    ))))
}

/// What each party gets, period by period.
fn yearly(weighing: &Weighing, case: &Case, worked: &Worked) -> Block {
    let bands = worked.shares.parties.iter().enumerate().map(|(at, party)| Band {
        name: name(case, party),
        ink: Ink::Series(at as u8),
        values: worked.shares.net(at).iter().map(|cents| *cents as f64 / 100.0).collect(),
    });
    let first =
        worked.shares.parties.iter().zip(&worked.steps.parties).filter_map(|(party, (_, id))| {
            Some(format!("{} {}", name(case, party), weighing.figures.get(id)?))
        });
    let told = first.collect::<Vec<_>>().join("; ");
    let picture = Stack {
        measure: "money a period".to_owned(),
        unit: Unit::money(currency_sign(worked.currency)),
        periods: worked.shares.periods.clone(),
        bands: bands.collect(),
        overlay: None,
    };
    let title = "Owners pay in first and everyone is paid later".to_owned();
    let alt = format!("Bars by period of what each party gets. Over the life: {told}.");
    Block::Chart(Box::new(Chart::new(
        caption(worked, "yearly", title, "a period, by party", alt),
        &picture,
    )))
}

/// Every line of the cash flow.
fn lines(worked: &Worked) -> Table {
    let mut columns = vec![Column::words("Line")];
    columns.extend(worked.cash.periods.iter().map(|period| Column::numbers(period, Unit::si(""))));
    let mut table = Table::new("Cash flow by period", columns);
    for line in &worked.cash.lines {
        let mut row = vec![Cell::text(line.name.clone())];
        row.extend(line.values.iter().map(|value| Cell::Number((*value).into(), Digits::Of(4))));
        table.push(row).expect("a cell a period");
    }
    table
}
