//! Times and the spans between them.

use jiff::ToSpan;
use oreproof_case::model::Claim;
use oreproof_units::{Base, Period};

use super::amounts::written;
use super::{Answer, Answered, Ask, Outcome};
use crate::desk::{Desk, Need, YEAR, need};
use crate::figure::{Figure, FigureId, Origin};
use crate::spread::Spread;

fn when(claim: &Claim) -> Result<Period, Need> {
    claim.as_of.or(claim.due).ok_or_else(|| Need(format!("the time of claim {}", claim.id)))
}

/// When it began, when it was done, and how long such things are said to take.
pub(super) fn duration_vs_history(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let (begun, done) = (ask.claim(0, "the beginning")?, ask.claim(1, "the end")?);
    let said = ask.claim(2, "the time it is said to take")?;
    let (from, to) = (when(begun)?, when(done)?);
    let years =
        |a: jiff::civil::Date, b: jiff::civil::Date| f64::from(b.year()) - f64::from(a.year());
    let (low, high) = (years(from.last, to.first), years(from.first, to.last));
    let Some(spread) = Spread::new(low, f64::midpoint(low, high), high) else {
        return need("an end after the beginning");
    };
    let (said_id, claimed) = desk.said_in(said, YEAR)?;
    let origin = Origin::Counted { claims: vec![begun.id.id.clone(), done.id.id.clone()] };
    let id = FigureId::path(&ask.path("years"));
    let label = "years that it took in the case's own history";
    let took = desk.figures.add(Figure::new(id, label, spread, Some(YEAR), origin));
    let sentence = format!(
        "it is said to take {}; from {from} to {to} it took {low} to {high} years",
        written(said)
    );
    let verdict = if spread.meets(claimed) { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, vec![said_id, took]))
}

/// A time, a span after it, and the time it leads to; then days that name their weekday.
pub(super) fn date_arithmetic(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let (start, span) = (ask.claim(0, "a time")?, ask.claim(1, "a span")?);
    let end = ask.claim(2, "the time it leads to")?;
    let (from, to) = (when(start)?, when(end)?);
    let id = desk.said(span)?;
    let length = desk.value(&id).best as i32;
    let unit = span.value.as_ref().map(|value| value.unit.of);
    let step = match unit {
        Some(Base::Day) => length.days(),
        Some(Base::Month) => length.months(),
        Some(Base::Year) => length.years(),
        _ => return need("a span in days, months or years"),
    };
    let (Ok(first), Ok(last)) = (from.first.checked_add(step), from.last.checked_add(step)) else {
        return need("a span within the calendar");
    };
    let lands = Period { first, last };
    let mut holds = lands.first <= to.last && to.first <= lands.last;
    let mut sentence = format!("{from} and {} lead to {lands}; said is {to}", written(span));
    for claim in &ask.claims[3..] {
        let day = when(claim)?;
        let name = weekday(day.first);
        let says = claim.says.to_lowercase();
        let named = DAYS.iter().find(|name| says.contains(&name.to_lowercase()));
        let Some(named) = named else {
            return need(format!("the weekday that claim {} names", claim.id));
        };
        holds &= day.is_day() && *named == name;
        sentence = format!("{sentence}; {} is a {name}", day.first);
    }
    let verdict = if holds { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, vec![id]))
}

const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn weekday(date: jiff::civil::Date) -> &'static str {
    DAYS[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)]
}
