//! How prices move from year to year, and what hangs on the choice of a process.

use oreproof_weigh::Weighing;
use oreproof_weigh::odds::{Fitted, Odds, Path, Under};

use crate::number::{Printed, Unit};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};

/// Each price that moves by both processes, what its months say of them, and the odds under both.
pub(super) fn blocks(weighing: &Weighing, odds: &Odds) -> Vec<Block> {
    if odds.under.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Table(moves(odds))];
    let mut notes: Vec<String> = odds.paths.iter().filter_map(Path::verdict).collect();
    for path in &odds.paths {
        if let Some(level) = path.fitted.as_ref().and_then(Fitted::level) {
            notes.push(format!(
                "{} is fitted to return to {level}; the deck stands in its place.",
                path.of
            ));
        }
    }
    blocks.push(Block::List(notes.into_iter().map(|note| vec![Span::Text(note)]).collect()));
    blocks.push(Block::Table(values(weighing, odds)));
    blocks.extend(promises(weighing, odds));
    let chosen = odds.paths.iter().map(|path| format!("{} {}", path.of, path.process));
    let words = format!(
        "The case chooses {}. The same random numbers stand behind all, so that a difference is one of the process.",
        chosen.collect::<Vec<_>>().join(", ")
    );
    blocks.push(Block::Text(vec![Span::Text(words)]));
    blocks
}

fn moves(odds: &Odds) -> Table {
    let columns = vec![
        Column::words("Price"),
        Column::words("Process"),
        Column::words("Volatility"),
        Column::words("Speed of return, a year"),
        Column::words("Factor on the deck after 5 years"),
        Column::words("After 20 years"),
    ];
    let deck = odds.paths.first().map_or("mean", |path| path.deck_is);
    let title = format!(
        "How prices move: one path in ten below, one in ten above; the deck is the {deck} of all paths"
    );
    let mut table = Table::new(&title, columns);
    for path in &odds.paths {
        for moves in &path.drawn {
            let fit = path.fit(moves);
            let after = |at: usize| {
                let (_, [low, high]) = moves.spread[at];
                Cell::text(format!("{low:.2} to {high:.2}"))
            };
            let process = match moves.word() == path.process {
                true => format!("{}, as chosen", moves.word()),
                false => moves.word().to_owned(),
            };
            let row = vec![
                Cell::text(path.of.clone()),
                Cell::text(process),
                Cell::text(moves.volatility(fit)),
                Cell::text(moves.speed(fit).unwrap_or_else(|| "none".to_owned())),
                after(1),
                after(3),
            ];
            table.push(row).expect("six columns, six cells");
        }
    }
    table
}

/// The present value under each process.
fn values(weighing: &Weighing, odds: &Odds) -> Table {
    let money = || Unit::money("US$");
    let columns = vec![
        Column::words("Prices"),
        Column::numbers("One in ten below", money()),
        Column::numbers("The middle", money()),
        Column::numbers("One in ten above", money()),
        Column::numbers("Below nought", Unit::percent()),
    ];
    let mut table =
        Table::new("The present value under each process that prices could follow", columns);
    for under in &odds.under {
        let figure = |id| weighing.figures.get(id);
        let (Some(npv), Some(below)) = (figure(&under.npv), figure(&under.below_nought)) else {
            continue;
        };
        let at = |value| Cell::Number(Printed::of(value, npv.id.as_str()), Digits::Of(3));
        let row = vec![
            Cell::text(name(under)),
            at(npv.value.low),
            at(npv.value.best),
            at(npv.value.high),
            Cell::Number(Printed::of(below.value.best, below.id.as_str()), Digits::Of(2)),
        ];
        table.push(row).expect("five columns, five cells");
    }
    table
}

/// The odds of every promise under each process.
fn promises(weighing: &Weighing, odds: &Odds) -> Option<Block> {
    if odds.promises.is_empty() {
        return None;
    }
    let mut columns = vec![Column::words("Promise"), Column::words("Held against")];
    let processes = odds.under.iter();
    columns.extend(processes.map(|under| Column::numbers(&name(under), Unit::percent())));
    let mut table = Table::new("The chance of each promise under each process", columns);
    for (at, promise) in odds.promises.iter().enumerate() {
        let mut row = vec![Cell::text(promise.says.clone()), Cell::text(promise.measure.label())];
        row.extend(odds.under.iter().map(|under| {
            let figure = under.reached.get(at).and_then(|(_, id)| weighing.figures.get(id));
            figure.map_or(Cell::Empty, |figure| {
                Cell::Number(Printed::of(figure.value.best, figure.id.as_str()), Digits::Of(2))
            })
        }));
        table.push(row).expect("a cell for each process");
    }
    Some(Block::Table(table))
}

fn name(under: &Under) -> String {
    match under.is_chosen && under.process != "as chosen" {
        true => format!("{}, as chosen", under.process),
        false => under.process.to_owned(),
    }
}
