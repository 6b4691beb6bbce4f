//! Promises held against the draws: the chance of each, and where it lies on its curve.

use oreproof_weigh::odds::{Odds, Range};
use oreproof_weigh::{Figure, Weighing};

use crate::chart::palette::Ink;
use crate::chart::xy::{Axis, Layer, Mark, Xy};
use crate::number::{Printed, Unit};
use crate::page::Block;
use crate::table::{Cell, Column, Digits, Table};
use crate::{Caption, Chart};

/// Every promise with its chance.
pub(super) fn table(weighing: &Weighing, odds: &Odds) -> Option<Block> {
    if odds.promises.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words("Promise"),
        Column::words("Held against"),
        Column::numbers("Promised", Unit::money("US$")),
        Column::numbers("Chance", Unit::percent()),
        Column::numbers("At least", Unit::percent()),
        Column::numbers("At most", Unit::percent()),
        Column::numbers("Percentile", Unit::percent()),
    ];
    let mut table = Table::new("Promises, and the chance that each is reached", columns);
    for promise in &odds.promises {
        let figure = |id| weighing.figures.get(id);
        let number = |figure: &Figure, value, digits| {
            Cell::Number(Printed::of(value, figure.id.as_str()), Digits::Of(digits))
        };
        let (Some(promised), Some(chance)) = (figure(&promise.promised), figure(&promise.odds))
        else {
            continue;
        };
        let row = vec![
            Cell::text(promise.says.clone()),
            Cell::text(promise.measure.label()),
            number(promised, promised.value.best, 3),
            number(chance, chance.value.best, 2),
            number(chance, chance.value.low, 2),
            number(chance, chance.value.high, 2),
            number(chance, promise.percentile, 3),
        ];
        table.push(row).expect("seven columns, seven cells");
    }
    Some(Block::Table(table))
}

/// An exceedance curve of the present value, and of every outcome that something was promised of.
pub(super) fn curves(weighing: &Weighing, odds: &Odds) -> Vec<Block> {
    let wanted = odds.outcomes.iter().enumerate();
    let wanted = wanted.filter(|(at, range)| {
        *at == 0 || odds.promises.iter().any(|promise| promise.measure == range.measure)
    });
    wanted.filter_map(|(_, range)| curve(weighing, odds, range)).collect()
}

fn curve(weighing: &Weighing, odds: &Odds, range: &Range) -> Option<Block> {
    // The share of draws that reach a value, between the points of the curve.
    let reached = |value: f64| {
        let after = range.curve.partition_point(|(known, _)| *known < value);
        match (after.checked_sub(1).and_then(|at| range.curve.get(at)), range.curve.get(after)) {
            (Some(a), Some(b)) => a.1 + (b.1 - a.1) * (value - a.0) / (b.0 - a.0),
            (None, _) => 1.0,
            (_, None) => 0.0,
        }
    };
    let band = odds.bands.rungs.iter().find(|rung| rung.measure == range.measure);
    let money = Unit::money("US$");
    let of_draws = range.figure.as_str();
    let mut marks: Vec<(String, f64, f64, &str)> = Vec::new();
    for promise in odds.promises.iter().filter(|promise| promise.measure == range.measure) {
        let promised = weighing.figures.get(&promise.promised)?;
        let share = 1.0 - promise.percentile;
        marks.push(("promised".to_owned(), promised.value.best, share, promised.id.as_str()));
    }
    // The case often states what was promised: then one line says both.
    let is_one = |stated: f64| {
        marks.iter().any(|(_, value, ..)| (value - stated).abs() <= 5e-3 * stated.abs())
    };
    let stated = band.filter(|band| !is_one(band.stated));
    if let Some(band) = stated {
        let share = reached(band.stated);
        marks.push(("as the case states".to_owned(), band.stated, share, band.figure.as_str()));
    }
    let curve = Layer::new("", Ink::Proof, Mark::Line(range.curve.clone(), false));
    let mut layers = vec![curve.leading(of_draws)];
    for (nth, (name, value, share, figure)) in marks.iter().enumerate() {
        let words =
            format!("{name}: {:.0} in 100 reach it (P{:.0})", 100.0 * share, 100.0 * (1.0 - share));
        let ink = if nth + 1 == marks.len() && stated.is_some() { Ink::Text } else { Ink::Promise };
        layers.push(Layer::new(&words, ink, Mark::Upright(*value)).leading(figure));
    }
    let (name, value, share, _) = marks.first()?;
    let shown = money.show(*value, 3);
    let told: Vec<String> = marks
        .iter()
        .map(|(name, value, share, _)| {
            format!("{name} {}: {:.0} draws in 100 reach it", money.show(*value, 3), 100.0 * share)
        })
        .collect();
    let caption = Caption {
        id: format!("exceedance-{}", range.measure.word()),
        title: format!("{:.0} draws in 100 reach the {shown} {name}", 100.0 * share),
        subtitle: format!("Share of draws in which {} is at least so much", range.label),
        source: "Draws of the case's own variables; each names its source in the case".to_owned(),
        note: format!(
            "{} draws. Pn: the value that n draws in 100 lie below. What is not drawn is taken as stated, and that there is a mine is taken for granted here.",
            odds.n
        ),
        alt: format!("Falling curve. {}.", told.join("; ")),
    };
    let mut y = Axis::linear("Share of draws that reach it", Unit::percent()).over(0.0, 1.0);
    y.from_zero = true;
    let picture = Xy::new(Axis::linear(&range.label, money), y, layers);
    Some(Block::Chart(Box::new(Chart::new(caption, &picture).led_by(of_draws))))
}
