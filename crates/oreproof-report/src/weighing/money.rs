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
    let band = |name: &str, ink, kind, sign: f64| {
        let at = worked.cash.lines.iter().position(|line| line.kind == kind);
        let line = at.and_then(|at| worked.cash.lines.get(at));
        let values = line.iter().flat_map(|line| &line.values).map(|value| sign * value);
        let figure = at.and_then(|at| worked.steps.lines.get(at));
        Band {
            name: name.to_owned(),
            ink,
            values: values.collect(),
            figure: figure.map(ToString::to_string),
        }
    };
    let bands = [
        ("net smelter return", LineKind::Nsr, 1.0),
        ("running costs", LineKind::OperatingCosts, -1.0),
        ("capital", LineKind::CapitalTotal, -1.0),
    ];
    let bands = (0..).zip(bands);
    let bands = bands.map(|(at, (name, kind, sign))| band(name, Ink::Series(at), kind, sign));
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
        overlay: Some(band("cash before royalty and tax", Ink::Text, LineKind::PreTaxCash, 1.0)),
    };
    let chart = Chart::new(caption(worked, "cash", title, "a period", alt), &picture);
    Block::Chart(Box::new(chart.led_by(worked.steps.pre_tax.as_str())))
}

/// Who is paid what over the life, as streams that balance.
fn streams(case: &Case, worked: &Worked) -> Option<Block> {
    let parties = &worked.shares.parties;
    let hand = |account: Account| match account {
        Account::Project => "the project".to_owned(),
        Account::Party(at) => parties.get(at).map_or_else(String::new, |party| name(case, party)),
    };
    let figure = |account: Account| match account {
        Account::Project => None,
        Account::Party(at) => worked.steps.parties.get(at).map(|(_, id)| id.to_string()),
    };
    // What owners pay in to build comes back as dividends; what is left is the net of the two.
    let mut streams: Vec<(String, i64, Option<String>)> = Vec::new();
    for flow in &worked.shares.flows {
        let cents: i64 = flow.cents.iter().sum();
        let (sign, account) = match (flow.from, flow.to) {
            (Account::Project, to) => (1, to),
            (from, Account::Project) => (-1, from),
            _ => continue,
        };
        let who = hand(account);
        let label = match flow.kind {
            FlowKind::Take(_) => format!("{who}, royalty and tax"),
            _ => format!("{who}, as owner or lender"),
        };
        match streams.iter_mut().find(|(known, ..)| *known == label) {
            Some((_, sum, _)) => *sum += sign * cents,
            None => streams.push((label, sign * cents, figure(account))),
        }
    }
    streams.retain(|(_, cents, _)| 0 < *cents);
    // A stream leads to what its party gets in all, of which it is a part.
    let drawn = streams.iter().map(|(to, cents, figure)| Stream {
        from: "cash before royalty and tax".to_owned(),
        to: to.clone(),
        value: Printed { value: *cents as f64 / 100.0, figure: figure.clone() },
    });
    let picture = Sankey::new(Unit::money(currency_sign(worked.currency)), drawn.collect()).ok()?;
    let told =
        streams.iter().map(|(to, cents, _)| format!("{to} {:.0} million", *cents as f64 / 1e8));
    let alt = format!("Streams from the project's cash: {}.", told.collect::<Vec<_>>().join("; "));
    let biggest = streams.iter().max_by_key(|(_, cents, _)| *cents)?;
    let total: i64 = streams.iter().map(|(_, cents, _)| cents).sum();
    let share = 100.0 * biggest.1 as f64 / total as f64;
    let title = format!("{share:.0} % of the cash goes to {}", biggest.0);
    let caption = caption(worked, "shares", title, "over the life, net of what is paid in", alt);
    let chart = Chart::new(caption, &picture);
    Some(Block::Chart(Box::new(chart.led_by(worked.steps.pre_tax.as_str()))))
}

/// What each party gets, period by period.
fn yearly(weighing: &Weighing, case: &Case, worked: &Worked) -> Block {
    let bands = worked.shares.parties.iter().enumerate().map(|(at, party)| Band {
        name: name(case, party),
        ink: Ink::Series(at as u8),
        values: worked.shares.net(at).iter().map(|cents| *cents as f64 / 100.0).collect(),
        figure: worked.steps.parties.get(at).map(|(_, id)| id.to_string()),
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
    let title = paid(&picture);
    let alt = format!("Bars by period of what each party gets. Over the life: {told}.");
    let chart = Chart::new(caption(worked, "yearly", title, "a period, by party", alt), &picture);
    Block::Chart(Box::new(chart.led_by(worked.steps.after_take.as_str())))
}

/// When more is paid in than out, and when money first comes.
fn paid(picture: &Stack) -> String {
    let net = |at: usize| picture.bands.iter().map(|band| band.values[at]).sum::<f64>();
    // A table that counts its periods names them by their number alone.
    let named =
        |name: &String| if name.len() < 4 { format!("period {name}") } else { name.clone() };
    let periods = || picture.periods.iter().map(named).enumerate();
    let n_in = periods().filter(|(at, _)| net(*at) < 0.0).count();
    match (periods().find(|(at, _)| 0.0 < net(*at)), n_in) {
        (None, _) => "Nobody is ever paid more than is paid in".to_owned(),
        (Some((_, first)), 0) => format!("Money comes from {first} on, and nobody pays in"),
        (Some((at, first)), n) if n == at => {
            format!("Owners pay in first; from {first} on there is money to share")
        }
        (Some((_, first)), n) => {
            let all = picture.periods.len();
            format!(
                "Money first comes in {first}; in {n} of {all} periods more is paid in than out"
            )
        }
    }
}

/// Every line of the cash flow.
fn lines(worked: &Worked) -> Table {
    let mut columns = vec![Column::words("Line")];
    columns.extend(worked.cash.periods.iter().map(|period| Column::numbers(period, Unit::si(""))));
    let mut table = Table::new("Cash flow by period", columns);
    for (line, figure) in worked.cash.lines.iter().zip(&worked.steps.lines) {
        let mut row = vec![Cell::text(line.name.clone())];
        let cell = |value: &f64| Cell::Number(Printed::of(*value, figure.as_str()), Digits::Of(4));
        row.extend(line.values.iter().map(cell));
        table.push(row).expect("a cell a period");
    }
    table
}
