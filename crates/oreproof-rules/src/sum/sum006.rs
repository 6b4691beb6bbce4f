//! # The yearly rate outlasts the ground
//!
//! Tonnes a year times years cannot exceed the tonnes there are. Where they do, the
//! later years rest on rock that nobody has shown.
//!
//! ## Fires when
//!
//! Yearly output times the years of the mine exceeds what the text shows in the
//! ground for the same commodity by more than five per cent – metal against metal,
//! rock against rock – or misses a stated lifetime output by more than ten.
//!
//! ## Silent when
//!
//! Further resources are named as the source of the difference.

use oreproof_promise::{Category, Kind, Modality, Quantity, Sentence, vocabulary};
use oreproof_units::{Base, Bound, Unit, human};

use super::interval::Interval;
use super::linked;
use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM006: Rule = Rule {
    code: "SUM006",
    name: "rate-times-life",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "{rate} for {years} needs {computed}; the text shows {stock}",
    help: "ask which resources the later years come from, and apply recovery to the in-ground figure first",
    norm: "ASX LR 5.16 (production targets); JORC 2012 cl.29 and cl.38; ASIC INFO 214",
    fires_on: &[
        Example::new("From 300,000 t of zinc the mine will ship 40,000 t a year for 15 years."),
        Example::new(
            "The Probable Reserve is 22.5 Mt at 1.6% nickel. A single pit would deliver 3.2 Mt of ore a year for 24 years.",
        ),
        Example::new(
            "The Indicated Resource of 10 Mt at 1.0 g/t gold supports a plan of 40,000 ounces of gold a year over a mine life of 12 years.",
        ),
        Example::new(
            "Iron ore resources are 90 million tonnes, all Inferred (JORC 2012).\nThe mine would produce 9 million tonnes of iron ore a year for 20 years.",
        ),
    ],
    silent_on: &[
        Example::new("From 300,000 t of zinc the mine will ship 18,000 t a year for 15 years."),
        Example::new(
            "Inventory at the pit: 118 million tonnes of coal Measured and 194 million tonnes of coal Indicated. It would open at 4 million tonnes of coal a year for 30 years.",
        ),
        Example::new(
            "Resources contain 127,000 t of nickel Indicated and 220,000 t of nickel Inferred. Output would average 14,500 tonnes of nickel a year for 19 years.",
        ),
        Example::new(
            "From 300,000 t of zinc the mine will ship 40,000 t of zinc a year for 15 years; the later years depend on further drilling.",
        ),
    ],
    source: include_str!("sum006.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for years in &reading.quantities {
        if years.unit != Some(Unit::of(Base::Year)) || !is_life(document, years) {
            continue;
        }
        let sentence = &reading.sentences[years.sentence];
        let further = document.paragraph_says(years.paragraph, words::FURTHER_RESOURCES);
        if !linked::is_prose(sentence) || further || years.bound == Some(Bound::Max) {
            continue;
        }
        let Some(rate) = rate_of(document, years, sentence) else { continue };
        let Some(needed) = needed(rate, years) else { continue };
        let stock = Stock::of(document, rate);
        if let Some(shown) = stock.filter(|shown| 1.05 * shown < needed.low) {
            fire(document, sink, rate, years, shown);
        } else if let Some(total) = lifetime_output(document, rate) {
            let tonnes = Interval::tonnes(total).unwrap_or(needed);
            if needed.gap(tonnes) > 0.10 * tonnes.low {
                fire(document, sink, rate, years, (tonnes.low + tonnes.high) / 2.0);
            }
        }
    }
}

/// Whether a number of years is the life of a mine: “a mine life of 12 years”, “a 12-year
/// mine life”.
fn is_life(document: &Document<'_>, years: &Quantity) -> bool {
    let cursor = document.reading.cursor();
    let end = years.tokens.end;
    let named = cursor.is(end, "mine") && cursor.is(end + 1, "life") || cursor.is(end, "life");
    let worked = cursor.is(end, "of")
        && cursor.is_any(end + 1, &["operation", "operations", "production", "mining", "output"]);
    let kind = years.kind == Kind::MineLife || years.kind == Kind::Duration && (named || worked);
    kind && linked::is_plain(years)
}

fn fire(
    document: &Document<'_>,
    sink: &mut Sink<'_>,
    rate: &Quantity,
    years: &Quantity,
    shown: f64,
) {
    let unit = rate.unit.map_or(Unit::of(Base::Tonne), |unit| Unit::of(unit.of));
    let of = oreproof_promise::quantity::tonnes_per(unit.of).unwrap_or(1.0);
    let message = format!(
        "{} for {} needs {}; the text shows {}",
        document.quote(rate),
        document.quote(years),
        human::amount(rate.value() * years.value(), unit),
        human::amount(shown / of, unit)
    );
    sink.fire(years.bytes.clone(), message);
}

/// The yearly rate beside a number of years: the nearest in the sentence.
fn rate_of<'a>(
    document: &Document<'a>,
    years: &Quantity,
    sentence: &'a Sentence,
) -> Option<&'a Quantity> {
    let reading = document.reading;
    let is_rate = |q: &&Quantity| {
        let output = matches!(q.kind, Kind::Production | Kind::SalesVolume | Kind::ExportVolume);
        output
            && q.unit.is_some_and(|unit| unit.of.is_mass() && unit.per == Some(Base::Year))
            && q.modality != Modality::Negated
    };
    let gap = |q: &Quantity| {
        years.tokens.start.saturating_sub(q.tokens.end)
            + q.tokens.start.saturating_sub(years.tokens.end)
    };
    let own = reading.quantities_in(sentence).iter().filter(is_rate).min_by_key(|q| gap(q));
    if own.is_some() {
        return own;
    }
    // The one yearly rate of a text about one project goes with its life.
    let mut all = reading.quantities.iter().filter(is_rate).take(2);
    let only = all.next().filter(|_| all.next().is_none());
    only.filter(|q| q.modality == Modality::Promise && q.paragraph.abs_diff(years.paragraph) <= 4)
}

/// Tonnes that the whole life takes.
fn needed(rate: &Quantity, years: &Quantity) -> Option<Interval> {
    let needed = Interval::tonnes(rate)?.times(Interval::of(years));
    // “Over 21 years” is 21 years long.
    let least = match years.bound {
        Some(Bound::Min) => rate.tonnes()? * years.value() * 0.97,
        _ => needed.low,
    };
    let least = if needed.low > 0.0 { least.max(needed.low) } else { least };
    (least > 0.0).then_some(Interval { low: least, high: needed.high })
}

/// How many quantities around a rate may speak of its project. In a text of many projects the
/// far ones belong to others, and the work stays linear.
const REACH: usize = 300;

/// The quantities around a rate.
fn near<'a>(document: &Document<'a>, rate: &Quantity) -> &'a [Quantity] {
    let quantities = &document.reading.quantities;
    let at = quantities.partition_point(|q| q.tokens.start < rate.tokens.start);
    &quantities[at.saturating_sub(REACH)..(at + REACH).min(quantities.len())]
}

/// What the text shows in the ground.
struct Stock;

impl Stock {
    /// Tonnes of what a rate is a rate of, as much as the text can be read to show.
    fn of(document: &Document<'_>, rate: &Quantity) -> Option<f64> {
        let bulk = rate.commodity.is_some_and(|commodity| {
            commodity.is_bulk()
                || matches!(
                    commodity.name(),
                    "iron ore"
                        | "phosphate"
                        | "bauxite"
                        | "chromite"
                        | "manganese"
                        | "barite"
                        | "fluorspar"
                        | "potash"
                )
        });
        if has_behind(document, rate, words::ROCK_RATE) || bulk {
            let rock = Self::sum(document, rate, Kind::OreTonnage);
            return rock.or_else(|| Self::sum(document, rate, Kind::Contained).filter(|_| bulk));
        }
        if has_behind(document, rate, words::DILUTED_PRODUCT) {
            return None;
        }
        // “13 years at 4 Mtpa”: a rate that names no metal may be one of rock.
        if !names_metal(document, rate)
            && let Some(rock) = Self::sum(document, rate, Kind::OreTonnage)
        {
            return Some(rock);
        }
        Self::sum(document, rate, Kind::Contained).or_else(|| Self::from_grades(document, rate))
    }

    /// The larger of the largest figure and the sum of the distinct single-category ones.
    fn sum(document: &Document<'_>, rate: &Quantity, kind: Kind) -> Option<f64> {
        let mut largest: Option<f64> = None;
        let mut single: Vec<(&Quantity, f64)> = Vec::new();
        for q in near(document, rate).iter().filter(|q| is_stock(document, q, rate, kind)) {
            let Some(Interval { high, .. }) = Interval::tonnes(q) else { continue };
            let larger = largest.is_none_or(|known| known < high);
            largest = if larger { Some(high) } else { largest };
            let known = |(other, _): &(&Quantity, f64)| {
                other.amount == q.amount && other.category == q.category
            };
            if q.category.len() <= 1 && single.len() < 64 && !single.iter().any(known) {
                single.push((q, high));
            }
        }
        let added: f64 = single.iter().map(|(_, tonnes)| tonnes).sum();
        largest.map(|largest| largest.max(added))
    }

    /// Tonnage times grade, where no content is printed.
    fn from_grades(document: &Document<'_>, rate: &Quantity) -> Option<f64> {
        let quantities = near(document, rate);
        let mut total = 0.0;
        for (at, q) in quantities.iter().enumerate() {
            if !is_stock(document, q, rate, Kind::OreTonnage) {
                continue;
            }
            let grade = quantities[at + 1..]
                .iter()
                .take(3)
                .take_while(|g| g.sentence == q.sentence && g.kind != Kind::OreTonnage)
                .find(|g| g.kind == Kind::Grade && g.commodity == rate.commodity)?;
            let share = match (grade.unit?.of, grade.unit?.per) {
                (Base::Percent, None) => 1e-2,
                (Base::Ppm, None) | (Base::Gram, Some(Base::Tonne)) => 1e-6,
                _ => return None,
            };
            total += Interval::tonnes(q)?.high * Interval::of(grade).high * share;
        }
        (total > 0.0).then_some(total)
    }
}

/// A figure of rock or metal in the ground that a rate may draw on.
fn is_stock(document: &Document<'_>, q: &Quantity, rate: &Quantity, kind: Kind) -> bool {
    // “From 300,000 t of zinc the mine will ship …”
    let drawn_on = q.kind == Kind::Production
        && q.sentence == rate.sentence
        && linked::follows(document.reading, q, &["from"]);
    (q.kind == kind || drawn_on && kind == Kind::Contained)
        && q.modality != Modality::Negated
        && q.unit.is_some_and(Unit::is_mass)
        && !q.category.has(Category::Target)
        && linked::same_commodity(q, rate)
        && linked::same_place(document.reading, q, rate)
}

/// Whether a metal stands in or right behind a rate.
fn names_metal(document: &Document<'_>, rate: &Quantity) -> bool {
    let sentence = &document.reading.sentences[rate.sentence];
    let range = rate.tokens.start.saturating_sub(3)..rate.tokens.end + 3;
    document
        .reading
        .hits_in(sentence, vocabulary::COMMODITY)
        .any(|hit| range.contains(&(hit.token as usize)))
}

/// Whether a word of a list stands in or right behind a rate.
fn has_behind(document: &Document<'_>, rate: &Quantity, list: oreproof_promise::Cue) -> bool {
    let sentence = &document.reading.sentences[rate.sentence];
    let range = rate.tokens.start..rate.tokens.end + 5;
    let cursor = document.reading.cursor();
    document.reading.hits_in(sentence, list).any(|hit| {
        let token = hit.token as usize;
        // “2,400 tonnes of WO3 in concentrate”: the metal in it is weighed.
        let held = list == words::DILUTED_PRODUCT && cursor.is(token.wrapping_sub(1), "in");
        range.contains(&token) && !held
    })
}

/// A total output over the whole life, stated in the paragraph.
fn lifetime_output<'a>(document: &Document<'a>, rate: &Quantity) -> Option<&'a Quantity> {
    let reading = document.reading;
    if !document.paragraph_says(rate.paragraph, words::LIFETIME) {
        return None;
    }
    let of_life = |q: &&Quantity| {
        let sentence = &reading.sentences[q.sentence];
        q.kind == Kind::Production
            && q.unit.is_some_and(Unit::is_mass)
            && sentence.cues.has(words::LIFETIME)
            && linked::is_plain(q)
            && q.commodity == rate.commodity
    };
    reading.quantities_of(rate.paragraph).iter().find(of_life)
}
