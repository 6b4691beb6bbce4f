//! The odds as sheets: what was drawn, what came out with its sampling error, and by year.

use oreproof_weigh::odds::{Odds, TOLD};
use oreproof_weigh::{FigureId, Weighing};

use crate::xlsx::{Book, Cell, format};

/// The shares below the lines of a band, as the engine tells them.
const LINES: [&str; 5] = ["P10", "P25", "P50", "P75", "P90"];

/// The sheets, where the case is drawn.
pub(super) fn fill(book: &mut Book, weighing: &Weighing) {
    let Ok(odds) = &weighing.odds else { return };
    let sheet = book.sheet("Odds");
    book.heading(sheet, "How sure");
    book.words(
        sheet,
        &["Numbers of this sheet were drawn; each names the figure it stands in.", ""],
    );
    let sampling = format!("{:?}", odds.sampling);
    book.row(sheet, &[words("draws"), words(""), Cell::Number(odds.n as f64, "#,##0")]);
    book.row(sheet, &[words("seed"), words(""), Cell::Number(odds.seed as f64, "0")]);
    book.row(sheet, &[words("laid out"), words(""), Cell::Words(sampling)]);
    book.heading(sheet, "What is drawn");
    book.words(sheet, &["variable", "P10", "P90"]);
    for input in &odds.inputs {
        let [low, high] = match input.ends {
            Some(ends) => ends.map(|end| Cell::Words(end.to_string())),
            None => [words("a step or a stop"), words("")],
        };
        book.row(sheet, &[Cell::Words(input.label.clone()), low, high]);
    }
    outcomes(book, sheet, odds);
    promises(book, sheet, weighing, odds);
    bars(book, sheet, odds);
    rungs(book, sheet, odds);
    timeline(book, sheet, weighing, odds);
    by_year(book, odds);
    curves(book, odds);
}

fn words(text: &str) -> Cell {
    Cell::Words(text.to_owned())
}

fn money(value: f64) -> Cell {
    Cell::Number(value, format::MONEY)
}

fn figure(id: &FigureId) -> Cell {
    Cell::Words(format!("figure {}", id.as_str()))
}

fn outcomes(book: &mut Book, sheet: usize, odds: &Odds) {
    book.heading(sheet, "What comes out, US dollars");
    let told = TOLD.map(|p| format!("P{:.0}", 100.0 * p));
    let heads = ["outcome", "mean", "its error", "figure"].map(str::to_owned);
    let heads: Vec<Cell> = heads.into_iter().chain(told).map(Cell::Words).collect();
    book.row(sheet, &heads);
    for range in &odds.outcomes {
        let [mean, error] = range.mean;
        let lead = [words(&range.label), money(mean), money(error), figure(&range.figure)];
        let quantiles = range.quantiles.iter().map(|quantile| money(quantile.value));
        book.row(sheet, &lead.into_iter().chain(quantiles).collect::<Vec<_>>());
        for (label, end) in [("90 % interval, from", 0), ("90 % interval, to", 1)] {
            let lead = [words(label), words(""), words(""), words("")];
            let ends = range.quantiles.iter().map(|q| money([q.low, q.high][end]));
            book.row(sheet, &lead.into_iter().chain(ends).collect::<Vec<_>>());
        }
    }
}

fn promises(book: &mut Book, sheet: usize, weighing: &Weighing, odds: &Odds) {
    book.heading(sheet, "The odds of what was promised");
    book.words(sheet, &["promise", "promised", "odds", "figure", "least", "most", "percentile"]);
    let value = |id: &FigureId| weighing.figures.get(id).map(|figure| figure.value);
    if let Some(below) = value(&odds.below_nought) {
        book.row(
            sheet,
            &[
                words("a present value below nought"),
                words(""),
                Cell::Number(below.best, format::PERCENT),
                figure(&odds.below_nought),
            ],
        );
    }
    for promise in &odds.promises {
        let (Some(promised), Some(reached)) = (value(&promise.promised), value(&promise.odds))
        else {
            continue;
        };
        book.row(
            sheet,
            &[
                words(&promise.says),
                money(promised.best),
                Cell::Number(reached.best, format::PERCENT),
                figure(&promise.odds),
                Cell::Number(reached.low, format::PERCENT),
                Cell::Number(reached.high, format::PERCENT),
                Cell::Number(promise.percentile, format::PERCENT),
            ],
        );
    }
}

fn bars(book: &mut Book, sheet: usize, odds: &Odds) {
    book.heading(sheet, "What moves the present value, one variable at a time, US dollars");
    book.words(
        sheet,
        &["variable", "at P10", "at P90", "widest first", "at P30", "at P50", "at P70"],
    );
    for bar in &odds.bars {
        let [p10, p30, p50, p70, p90] = bar.outcomes.map(money);
        let name = odds.input(bar).map_or(&*bar.name, |input| &input.label);
        book.row(sheet, &[words(name), p10, p90, words(""), p30, p50, p70]);
    }
}

fn rungs(book: &mut Book, sheet: usize, odds: &Odds) {
    book.heading(sheet, "The value ladder with bands, US dollars");
    let heads = ["rung", "stated", "", "figure"].into_iter().chain(LINES);
    book.words(sheet, &heads.collect::<Vec<_>>());
    for rung in &odds.bands.rungs {
        let lead =
            [words(rung.measure.label()), money(rung.stated), words(""), figure(&rung.figure)];
        let lines = rung.lines.iter().map(|line| money(*line));
        book.row(sheet, &lead.into_iter().chain(lines).collect::<Vec<_>>());
    }
}

fn timeline(book: &mut Book, sheet: usize, weighing: &Weighing, odds: &Odds) {
    let Some(timeline) = &odds.timeline else { return };
    let share = |id: &FigureId| match weighing.figures.get(id) {
        Some(figure) => Cell::Number(figure.value.best, format::PERCENT),
        None => words(""),
    };
    book.heading(sheet, "When, and whether");
    let heads = ["step", "stage", "odds", "figure"].into_iter().chain(LINES);
    book.words(sheet, &heads.collect::<Vec<_>>());
    let days = |days: &[jiff::civil::Date; 5]| days.map(|day| Cell::Words(day.to_string()));
    for gate in &timeline.gates {
        let mut row = vec![words(&gate.name), words(&gate.stage)];
        match (&gate.odds, &gate.on) {
            (Some(id), Some(on)) => {
                row.extend([share(id), figure(id)]);
                row.extend(days(&on.days));
            }
            _ => row.push(words("behind it")),
        }
        book.row(sheet, &row);
    }
    let mut row = vec![words("first sale, where there is a mine"), words(""), words("")];
    row.push(figure(&timeline.first_sale.figure));
    row.extend(days(&timeline.first_sale.days));
    book.row(sheet, &row);
    let id = &timeline.no_mine;
    book.row(sheet, &[words("no mine at all"), words(""), share(id), figure(id)]);
    for kept in &timeline.kept {
        let row = [
            words(&kept.says),
            Cell::Words(kept.due.to_string()),
            share(&kept.odds),
            figure(&kept.odds),
        ];
        book.row(sheet, &row);
    }
    book.heading(sheet, "Something sold by the end of the year");
    for (year, odds) in &timeline.sold_by {
        let row =
            [Cell::Number(f64::from(*year), "0"), words(""), Cell::Number(*odds, format::PERCENT)];
        book.row(sheet, &row);
    }
}

/// Yearly cash: the stated line, and the lines that so many draws lie below.
fn by_year(book: &mut Book, odds: &Odds) {
    if odds.bands.fans.is_empty() {
        return;
    }
    let sheet = book.sheet("Odds by year");
    for fan in &odds.bands.fans {
        book.heading(sheet, &format!("{}, US dollars", fan.label));
        let heads = ["", "stated"].into_iter().chain(LINES).chain(["figure"]);
        book.words(sheet, &heads.collect::<Vec<_>>());
        for (at, period) in odds.bands.periods.iter().enumerate() {
            let mut row = vec![words(period)];
            row.push(fan.stated.get(at).map_or_else(|| words(""), |value| money(*value)));
            row.extend(fan.lines.iter().map(|line| money(line[at])));
            row.extend(fan.figures.get(at).map(figure));
            book.row(sheet, &row);
        }
    }
}

/// The exceedance curves, value and share of the draws that reach it.
fn curves(book: &mut Book, odds: &Odds) {
    let sheet = book.sheet("Odds curves");
    book.heading(sheet, "The share of the draws that reach a value, US dollars");
    let mut heads = vec![words("share")];
    heads.extend(odds.outcomes.iter().map(|range| words(&range.label)));
    book.row(sheet, &heads);
    let points = odds.outcomes.first().map_or(0, |range| range.curve.len());
    for at in 0..points {
        let share = odds.outcomes[0].curve[at].1;
        let mut row = vec![Cell::Number(share, format::PERCENT)];
        row.extend(odds.outcomes.iter().map(|range| money(range.curve[at].0)));
        book.row(sheet, &row);
    }
}
