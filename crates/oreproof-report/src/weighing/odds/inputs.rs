//! What is drawn and what says so, and what hangs on the figures that nobody says.

use oreproof_weigh::odds::{Hangs, Input, Odds};

use crate::number::{Printed, Unit};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};

/// Every input.
pub(super) fn table(odds: &Odds) -> Vec<Block> {
    let columns = vec![
        Column::words("Input"),
        Column::words("Drawn as"),
        Column::words("One in ten below, one in ten above"),
        Column::words("What says so"),
    ];
    let mut table = Table::new("What is drawn, and what says so", columns);
    for input in &odds.inputs {
        let ends = input.ends.map(|[low, high]| format!("{low} to {high}"));
        let row = vec![
            Cell::text(input.label.clone()),
            Cell::text(input.drawn.clone()),
            ends.map_or(Cell::Empty, Cell::text),
            Cell::text(from(input)),
        ];
        table.push(row).expect("four columns, four cells");
    }
    let mut blocks = vec![Block::Table(table)];
    let pairs = odds.together.iter().map(|pair| {
        let error = pair.error.map(|error| format!(" ± {error:.2}")).unwrap_or_default();
        let words = format!(
            "{} and {} go together, with a rank correlation of {:.2}{error}.",
            pair.a, pair.b, pair.rho
        );
        vec![Span::Text(words)]
    });
    let pairs: Vec<_> = pairs.collect();
    if !pairs.is_empty() {
        blocks.push(Block::List(pairs));
    }
    blocks
}

fn from(input: &Input) -> String {
    let mut from = input.from.clone();
    if !input.supposed.is_empty() {
        from.push(format!("supposed: {}", input.supposed.join(", ")));
    }
    from.join("; ")
}

/// The answer with each supposed figure halved and doubled.
pub(super) fn hangs(odds: &Odds) -> Option<Block> {
    if odds.hangs.is_empty() {
        return None;
    }
    let money = || Unit::money("US$");
    let columns = vec![
        Column::words("Supposed"),
        Column::words("Figure"),
        Column::numbers("Present value at half of it", money()),
        Column::numbers("As supposed", money()),
        Column::numbers("At twice", money()),
        Column::words("First sale late, and odds of a mine, at half and at twice"),
    ];
    let title =
        "Figures that nobody says, and the middle present value with each at half and at twice";
    let mut table = Table::new(title, columns);
    for hangs in &odds.hangs {
        let at = |idx: usize| match hangs.answers[idx] {
            Some(answer) => Cell::Number(Printed::from(answer.npv), Digits::Of(3)),
            None => Cell::Empty,
        };
        let row = vec![
            Cell::text(format!("{}, {}", hangs.of, hangs.key)),
            Cell::text(hangs.written.clone()),
            at(0),
            at(1),
            at(2),
            Cell::text(dates(hangs).unwrap_or_else(|| "as supposed".to_owned())),
        ];
        table.push(row).expect("six columns, six cells");
    }
    let npv = odds.outcomes.first().map_or("", |range| range.figure.as_str());
    Some(Block::Table(table.led_by(npv)))
}

/// The first sale and the odds of a mine at half and at twice; none where neither moves.
fn dates(hangs: &Hangs) -> Option<String> {
    let [half, stated, twice] = hangs.answers;
    let (half, stated, twice) = (half?, stated?, twice?);
    let alike = |other: oreproof_weigh::odds::Answer| {
        other.mine == stated.mine && other.late == stated.late
    };
    if alike(half) && alike(twice) {
        return None;
    }
    let told = |answer: oreproof_weigh::odds::Answer| {
        format!("{:.1} years and {:.0} %", answer.late, 100.0 * answer.mine)
    };
    Some(format!("{}; {}", told(half), told(twice)))
}
