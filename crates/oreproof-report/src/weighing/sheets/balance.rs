//! Who depends on whom as a sheet: parts as they are stated, concentration as formulas.

use oreproof_balance::Bounds;
use oreproof_balance::power::Held;
use oreproof_weigh::Weighing;
use oreproof_weigh::balance::{Produced, Row};

use super::CLOSE;
use crate::error::ReportError;
use crate::xlsx::{Book, Cell, Line, format};

/// The sheet, where the case has a balance at all.
///
/// # Errors
///
/// When a sheet cannot be written.
pub(super) fn fill(book: &mut Book, weighing: &Weighing) -> Result<(), ReportError> {
    let balance = &weighing.balance;
    if balance.held.is_empty() && balance.mined.is_empty() {
        return Ok(());
    }
    let sheet = book.sheet("Balance");
    book.heading(sheet, "Who depends on whom");
    book.words(
        sheet,
        &["Parts are of one; concentration is the sum of their squares, 0 to 1.", ""],
    );
    book.words(sheet, &["What nobody is named for makes bounds: in countless hands, in one.", ""]);
    for (at, row) in balance.held.iter().enumerate() {
        held(book, sheet, weighing, row, &format!("held_{}", at + 1))?;
    }
    for (at, row) in balance.mined.iter().enumerate() {
        mined(book, sheet, weighing, row, &format!("mined_{}", at + 1))?;
    }
    changes(book, sheet, weighing);
    duties(book, sheet, weighing)
}

fn held(
    book: &mut Book,
    sheet: usize,
    weighing: &Weighing,
    row: &Row,
    tag: &str,
) -> Result<(), ReportError> {
    let Held { role, of, source, shares, hhi } = &row.held;
    book.heading(sheet, &format!("{}: {of}", role.word()));
    let mut cells = Vec::new();
    for (at, (share, figure)) in shares.named().iter().zip(&row.parts).enumerate() {
        let name = format!("{tag}_{}", at + 1);
        let label = weighing.balance.name(&share.who);
        let source = format!("{source}; figure {}", figure.as_str());
        part(book, sheet, &name, label, share.part, &source);
        cells.push(name);
    }
    let rest = format!("{tag}_rest");
    let figure = row.unnamed.as_ref().map(|id| format!("figure {}", id.as_str()));
    part(book, sheet, &rest, "not named", shares.unknown(), &figure.unwrap_or_default());
    let all: Vec<String> = cells.iter().map(|cell| format!("{{{cell}}}")).collect();
    let low = format!("SUMSQ({})", all.join(","));
    let largest = format!("MAX({})", all.join(","));
    concentration(book, sheet, tag, (&low, &format!("{{{rest}}}"), &largest), *hhi, {
        let largest = shares.largest().map_or(0.0, |share| share.part);
        (shares.unknown(), largest)
    })
}

fn mined(
    book: &mut Book,
    sheet: usize,
    weighing: &Weighing,
    row: &Produced,
    tag: &str,
) -> Result<(), ReportError> {
    let mined = &row.mined;
    let part = if mined.part.is_empty() { String::new() } else { format!(" ({})", mined.part) };
    let title = format!("mine production of {}{part}, {}", mined.commodity, mined.year);
    book.heading(sheet, &format!("{title}, edition of {}", mined.edition));
    let source = format!("{}; {}", mined.source, mined.row);
    let mut cells = Vec::new();
    let named = mined.amounts.iter().map(|(who, amount)| (weighing.balance.name(who), *amount));
    for (at, (who, amount)) in named.chain([("others", mined.unnamed)]).enumerate() {
        let name = format!("{tag}_{}", at + 1);
        let (unit, format) = (&*mined.unit, format::GENERAL);
        let line = Line { name: &name, label: who, unit, format, source: &source };
        book.input(sheet, &line, amount);
        cells.push(format!("{{{name}}}"));
    }
    let Some((rest, named)) = cells.split_last() else { return Ok(()) };
    let total: f64 = mined.amounts.iter().map(|(_, amount)| amount).sum::<f64>() + mined.unnamed;
    let whole = format!("{tag}_whole");
    let unit = &*mined.unit;
    let line = Line { name: &whole, label: "in all", unit, format: format::GENERAL, source: "" };
    book.result(sheet, &line, &format!("SUM({})", cells.join(",")), total);
    let low = format!("SUMSQ({})/{{{whole}}}^2", named.join(","));
    let largest = format!("MAX({})/{{{whole}}}", named.join(","));
    let unknown = format!("({rest}/{{{whole}}})");
    let shares = &mined.held.shares;
    let parts = (shares.unknown(), shares.largest().map_or(0.0, |share| share.part));
    concentration(book, sheet, tag, (&low, &unknown, &largest), mined.held.hhi, parts)?;
    let year = mined.governance_year;
    let Bounds { low, high } = mined.weighted.bounds;
    for (value, end) in [(low, "at least"), (high, "at most")] {
        book.row(
            sheet,
            &[
                Cell::Words(format!("weighted by governance of {year}, {end}")),
                Cell::Words("0 to 10".to_owned()),
                Cell::Number(value, format::GENERAL),
                Cell::Words(format!("engine; figure {}", row.weighted.as_str())),
            ],
        );
    }
    Ok(())
}

fn part(book: &mut Book, sheet: usize, name: &str, label: &str, value: f64, source: &str) {
    let line = Line { name, label, unit: "part", format: format::PERCENT, source };
    book.input(sheet, &line, value);
}

/// The bounds of an index as formulas, each held against the engine.
///
/// `formulas` are those of the low end, of the unknown part and of the largest; whoever the
/// unknown may belong to, the engine's upper bound says.
fn concentration(
    book: &mut Book,
    sheet: usize,
    tag: &str,
    (low, unknown, largest): (&str, &str, &str),
    hhi: Bounds,
    (rest, most): (f64, f64),
) -> Result<(), ReportError> {
    let of_others = hhi.low + rest * rest;
    let is_anyone = CLOSE < (hhi.high - of_others).abs() && 0.0 < most;
    let names = [format!("{tag}_hhi_low"), format!("{tag}_hhi_high")];
    let more = if is_anyone { format!("+2*{largest}*{unknown}") } else { String::new() };
    let high = format!("{{{}}}+{unknown}^2{more}", names[0]);
    let ends = [("at least", low, hhi.low), ("at most", &*high, hhi.high)];
    for (name, (end, formula, value)) in names.iter().zip(ends) {
        let label = format!("concentration, {end}");
        let line = Line { name, label: &label, unit: "0 to 1", format: "0.0000", source: "" };
        book.result(sheet, &line, formula, value);
        book.check(sheet, name, "against the engine", value, CLOSE)?;
    }
    Ok(())
}

fn changes(book: &mut Book, sheet: usize, weighing: &Weighing) {
    let changes = &weighing.balance.changes;
    if changes.is_empty() {
        return;
    }
    book.heading(sheet, "What a new mine, a lost buyer or a ban changes");
    let heads = ["What changes", "HHI before", "HHI after", "figures", "whole, after over before"];
    book.words(sheet, &heads);
    for changed in changes {
        let change = &changed.change;
        let after = match change.hhi_after {
            Some(after) => Cell::Number(after.low, "0.0000"),
            None => Cell::Words("nothing left".to_owned()),
        };
        let figures = changed.after.iter().chain([&changed.before, &changed.whole]);
        let figures: Vec<&str> = figures.map(oreproof_weigh::FigureId::as_str).collect();
        book.row(
            sheet,
            &[
                Cell::Words(changed.says.clone()),
                Cell::Number(change.hhi_before.low, "0.0000"),
                after,
                Cell::Words(figures.join("; ")),
                Cell::Number(change.whole, format::PERCENT),
            ],
        );
    }
}

fn duties(book: &mut Book, sheet: usize, weighing: &Weighing) -> Result<(), ReportError> {
    let balance = &weighing.balance;
    if balance.duties.is_empty() {
        return Ok(());
    }
    book.heading(sheet, "Duties, and what they leave of 100 dollars paid before freight");
    for (at, duty) in balance.duties.iter().enumerate() {
        let [rate, kept] = [&duty.rate, &duty.kept].map(|id| weighing.figures.get(id));
        let (Some(rate), Some(kept)) = (rate, kept) else { continue };
        let names = [format!("duty_{}", at + 1), format!("kept_{}", at + 1)];
        let goods = duty.goods.as_deref().unwrap_or("goods");
        let (to, from) = (balance.name(&duty.importer), balance.name(&duty.exporter));
        let label = format!("{to} on {goods} of {from}");
        let source = format!("figure {}", rate.id.as_str());
        let line = Line {
            name: &names[0],
            label: &label,
            unit: "%",
            format: format::GENERAL,
            source: &source,
        };
        book.input(sheet, &line, rate.value.best);
        let line = Line {
            name: &names[1],
            label: "left of 100 dollars",
            unit: "US$",
            format: "0.00",
            source: "",
        };
        book.result(sheet, &line, &format!("100/(1+{{{}}}/100)", names[0]), kept.value.best);
        book.check(sheet, &names[1], "against the engine", kept.value.best, CLOSE)?;
    }
    Ok(())
}
