//! Sums, shares, ratios and rates of what was said.

use oreproof_case::model::Claim;
use oreproof_units::{Unit, human};

use super::{Answer, Answered, Ask, Outcome, and, percent};
use crate::desk::{Desk, PERCENT, USD, need};
use crate::figure::FigureId;
use crate::spread::Spread;

/// Parts that miss their whole by less than this share are taken to be rounded.
const ROUNDING: f64 = 0.02;

/// The unit of a claim's amount.
fn unit_of(claim: &Claim) -> Unit {
    claim.value.as_ref().map_or(USD, |value| value.unit)
}

/// The whole first, then its parts.
pub(super) fn parts_sum(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let whole = ask.claim(0, "the whole")?;
    ask.claim(1, "a part")?;
    let unit = unit_of(whole);
    let (whole_id, stated) = desk.said_in(whole, unit)?;
    let mut of = vec![whole_id];
    let mut sum = Spread::exact(0.0);
    for part in &ask.claims[1..] {
        let (id, amount) = desk.said_in(part, unit)?;
        of.push(id);
        sum = sum + amount;
    }
    let parts: Vec<&FigureId> = of[1..].iter().collect();
    let sum_id = desk.computed(
        &ask.path("sum"),
        "sum of the parts",
        sum,
        Some(unit),
        "sum of the parts",
        &parts,
    );
    let gap = sum.best / stated.best - 1.0;
    let gap_id = desk.computed(
        &ask.path("gap"),
        "parts over the whole, less one",
        Spread::exact(gap),
        None,
        "sum of the parts / whole - 1",
        &[&sum_id, &of[0]],
    );
    let holds = sum.meets(stated) || gap.abs() <= ROUNDING;
    let sentence = format!(
        "the parts make {}, the whole is said to be {}: a difference of {}",
        human::amount(sum.best, unit),
        written(whole),
        percent(gap)
    );
    let verdict = if holds { Outcome::Pass } else { Outcome::Fail };
    of.extend([sum_id, gap_id]);
    Ok(Answer::new(verdict, sentence, of))
}

/// The headline, then what is named under it.
pub(super) fn cover_ratio(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let (headline, named) =
        (ask.claim(0, "the headline")?, ask.claim(1, "what is named under it")?);
    let unit = unit_of(headline);
    let (headline_id, whole) = desk.said_in(headline, unit)?;
    let (named_id, part) = desk.said_in(named, unit)?;
    // The least that the headline can mean, over what is named.
    let ratio = whole.low / part.best;
    let of = [&headline_id, &named_id];
    let ratio_id = desk.computed(
        &ask.path("ratio"),
        "headline over what is named, at least",
        Spread::exact(ratio),
        None,
        "least of the headline / named",
        &of,
    );
    let uncovered = 1.0 - part.best / whole.low;
    let open_id = desk.computed(
        &ask.path("uncovered"),
        "part of the headline that nothing named covers, at least",
        Spread::exact(uncovered),
        None,
        "1 - named / least of the headline",
        &of,
    );
    let sentence = format!(
        "the headline is at least {ratio:.1} times what is named; at least {} of it has nothing named behind it",
        percent(uncovered)
    );
    let verdict = if ratio <= 1.0 + ROUNDING { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, vec![headline_id, named_id, ratio_id, open_id]))
}

/// The later figure, then the earlier one, by the times they are for where those are known.
pub(super) fn growth(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let (mut later, mut earlier) =
        (ask.claim(0, "the later figure")?, ask.claim(1, "the earlier figure")?);
    if later.as_of.zip(earlier.as_of).is_some_and(|(a, b)| a < b) {
        (later, earlier) = (earlier, later);
    }
    let unit = unit_of(later);
    let (later_id, now) = desk.said_in(later, unit)?;
    let (earlier_id, before) = desk.said_in(earlier, unit)?;
    let growth = now / before - Spread::exact(1.0);
    let id = desk.computed(
        &ask.path("growth"),
        "growth",
        growth,
        None,
        "later / earlier - 1",
        &[&later_id, &earlier_id],
    );
    let sentence =
        format!("{} against {} is {}", written(later), written(earlier), signed(growth.best));
    Ok(Answer::new(Outcome::Info, sentence, vec![later_id, earlier_id, id]))
}

/// The part, then the whole.
pub(super) fn share_of(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let (part, whole) = (ask.claim(0, "the part")?, ask.claim(1, "the whole")?);
    let unit = unit_of(whole);
    let (part_id, a) = desk.said_in(part, unit)?;
    let (whole_id, b) = desk.said_in(whole, unit)?;
    let share = a / b;
    let of = [&part_id, &whole_id];
    let id = desk.computed(&ask.path("share"), "share", share, None, "part / whole", &of);
    let sentence = format!("{} is {} of {}", written(part), percent(share.best), written(whole));
    Ok(Answer::new(Outcome::Info, sentence, vec![part_id, whole_id, id]))
}

/// A sum, then other sums as claims, and figures or studies as entries; of a study, the first
/// part of its capital.
pub(super) fn scale(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let sum = ask.claim(0, "the sum")?;
    let (sum_id, amount) = desk.said_in(sum, USD)?;
    let mut figures = vec![sum_id.clone()];
    let mut words = Vec::new();
    let mut beside: Vec<(String, FigureId, Spread)> = Vec::new();
    for claim in &ask.claims[1..] {
        let (id, other) = desk.said_in(claim, USD)?;
        beside.push((said_of(claim), id, other));
    }
    for entry in &ask.about {
        let (label, id) = money_of(desk, entry)?;
        let value = desk.value(&id);
        beside.push((label, id, value));
    }
    if beside.is_empty() {
        return need("sums to set it beside");
    }
    for (at, (label, id, other)) in beside.into_iter().enumerate() {
        let share = amount / other;
        let name = format!("share-{}", at + 1);
        let share_id = desk.computed(
            &ask.path(&name),
            format!("share of: {label}"),
            share,
            None,
            "sum / other",
            &[&sum_id, &id],
        );
        words.push(format!("{} of {label}", percent(share.best)));
        figures.extend([id, share_id]);
    }
    let sentence = format!("{} is {}", written(sum), and(&words));
    Ok(Answer::new(Outcome::Info, sentence, figures))
}

/// A claim as it stands within a sentence: its amount and what it is of.
fn said_of(claim: &Claim) -> String {
    format!("{} ({})", written(claim), claim.says.trim_end_matches('.'))
}

/// A sum of money that an entry of the case states.
fn money_of(desk: &mut Desk<'_>, entry: &str) -> Result<(String, FigureId), crate::desk::Need> {
    if let Some(study) = desk.study(entry)
        && let Some(sum) = study.capital.first()
    {
        let label = format!("{} of {}", sum.name, study.title);
        let source = study.source.as_ref().map(|source| source.id.as_str());
        let id = desk.stated(
            &["studies", entry, "capital", &sum.name],
            &label,
            &sum.amount,
            USD,
            source,
        )?;
        return Ok((label, id));
    }
    let figure = desk.case.figures.iter().find(|figure| figure.id.id == entry);
    match figure.and_then(|figure| Some((figure, figure.value.as_ref()?))) {
        Some((figure, value)) => {
            let source = figure.source.as_ref().map(|source| source.id.as_str());
            let id = desk.stated(&["figures", entry], &figure.what, value, USD, source)?;
            Ok((figure.what.clone(), id))
        }
        None => need(format!("a sum of money in {entry}")),
    }
}

/// Shares in what an entry names, as the case's holdings give them, or shares as claims.
pub(super) fn shares_sum(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let mut parts: Vec<FigureId> = Vec::new();
    let mut names = Vec::new();
    if let Some(held) = ask.about.first() {
        for (at, holding) in desk.case.holdings.iter().filter(|h| h.of.id == *held).enumerate() {
            let who = desk.name_of(&holding.holder.id);
            let nth = format!("{}-{}", holding.holder.id, at + 1);
            let source = holding.source.as_ref().map(|source| source.id.as_str());
            let label = format!("share of {who}, {}", holding.kind.word().replace('-', " "));
            let id =
                desk.stated(&["holdings", held, &nth], &label, &holding.share, PERCENT, source)?;
            names.push(
                format!("{who} {:.4}", desk.value(&id).best)
                    .trim_end_matches('0')
                    .trim_end_matches('.')
                    .to_owned(),
            );
            parts.push(id);
        }
    } else {
        for claim in &ask.claims {
            let (id, share) = desk.said_in(claim, PERCENT)?;
            names.push(format!("{}", share.best));
            parts.push(id);
        }
    }
    if parts.is_empty() {
        return need("the shares of every holder");
    }
    let sum =
        parts.iter().map(|id| desk.value(id)).fold(Spread::exact(0.0), |sum, part| sum + part);
    let of: Vec<&FigureId> = parts.iter().collect();
    let id = desk.computed(&ask.path("sum"), "sum of the shares", sum, Some(PERCENT), "sum", &of);
    let holds = sum.holds(100.0) || (sum.best - 100.0).abs() < 1e-6;
    let sentence = format!("{} make {} %", and(&names), human::number(sum.best));
    let verdict = if holds { Outcome::Pass } else { Outcome::Fail };
    parts.push(id);
    Ok(Answer::new(verdict, sentence, parts))
}

/// Events, then the heads they are counted over, then since when.
pub(super) fn rate(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let (events, heads) = (ask.claim(0, "the events")?, ask.claim(1, "the people")?);
    let since = ask.claim(2, "since when")?;
    let (Some(from), Some(until)) = (since.as_of, desk.said_on(events)) else {
        return need("the time over which they are counted");
    };
    let unit = unit_of(events);
    let (events_id, n) = desk.said_in(events, unit)?;
    let (heads_id, people) = desk.said_in(heads, unit)?;
    let days = from.first.until((jiff::Unit::Day, until.last)).map_or(0, |span| span.get_days());
    if days <= 0 {
        return need("a time that has passed");
    }
    let years = f64::from(days) / 365.25;
    let share = n.best / people.best;
    let of = [&events_id, &heads_id];
    let share_id = desk.computed(
        &ask.path("share"),
        "events a head",
        Spread::exact(share),
        None,
        "events / people",
        &of,
    );
    let yearly = share * 1e5 / years;
    let how = format!("events / people / {years:.2} years × 100,000");
    let rate_id = desk.computed(
        &ask.path("yearly"),
        "a year and 100,000 people",
        Spread::exact(yearly),
        None,
        &how,
        &of,
    );
    let sentence = format!(
        "{} among {} since {from} is {}, or {yearly:.1} a year for each 100,000",
        written(events),
        written(heads),
        percent(share)
    );
    Ok(Answer::new(Outcome::Info, sentence, vec![events_id, heads_id, share_id, rate_id]))
}

/// An amount as its claim writes it, with its bound.
pub(super) fn written(claim: &Claim) -> String {
    let amount = claim.value.as_ref().map_or_else(String::new, |value| value.written.clone());
    match claim.bound {
        Some(oreproof_case::model::Bound::Min) => format!("at least {amount}"),
        Some(oreproof_case::model::Bound::Max) => format!("at most {amount}"),
        Some(oreproof_case::model::Bound::Approx) => format!("about {amount}"),
        None => amount,
    }
}

/// A change with its sign.
pub(super) fn signed(change: f64) -> String {
    if change < 0.0 { format!("−{}", percent(-change)) } else { format!("+{}", percent(change)) }
}
