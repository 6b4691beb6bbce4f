//! How a quantity stands to the facts: promised, estimated, measured, historic or negated.
//!
//! What a kind usually is comes first (an intercept was measured, a resource is an
//! estimate, jobs are promised); words near the quantity change it. What a technical
//! report plans is the result of a study, and so an estimate.

use crate::around::{Around, Side};
use crate::form::Form;
use crate::lex::TokenKind;
use crate::quantity::{Kind, Modality, Quantity};
use crate::reading::Reading;
use crate::sentence::Sentence;
use crate::vocabulary as v;

/// How many years make an estimate historical.
const HISTORIC_YEARS: i16 = 20;

/// Gives every quantity its modality.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    for at in 0..reading.quantities.len() {
        let modality = modality(reading, at);
        reading.quantities[at].modality = modality;
    }
}

fn modality(reading: &Reading<'_>, at: usize) -> Modality {
    let quantity = &reading.quantities[at];
    let sentence = &reading.sentences[quantity.sentence];
    let around = Around::new(reading, at);
    if is_rejected(reading, quantity, sentence, &around) {
        return Modality::Negated;
    }
    let study = reading.about.form == Form::TechnicalReportSummary;
    match quantity.kind {
        Kind::OreTonnage | Kind::Contained => stock(reading, quantity, sentence, &around),
        Kind::Grade | Kind::GradeEquivalent if is_sampled(quantity, sentence) => Modality::Measured,
        Kind::Grade | Kind::GradeEquivalent | Kind::Cutoff => Modality::Estimate,
        Kind::Npv | Kind::Irr | Kind::DiscountRate | Kind::ValuationGross | Kind::Capex => {
            Modality::Estimate
        }
        Kind::Intercept if around.near(v::ESTIMATED, Side::Before, 8) => Modality::Estimate,
        Kind::Intercept | Kind::Depth | Kind::Distance | Kind::Debt | Kind::Cash => {
            Modality::Measured
        }
        Kind::RoyaltyRate | Kind::TaxRate | Kind::Ownership => Modality::Measured,
        Kind::Investment | Kind::Funding => Modality::Promise,
        Kind::Jobs if around.wide().near(v::EMPLOYS, Side::Before, 12) => Modality::Measured,
        Kind::Jobs
            if !names_jobs(reading, quantity)
                && !around.wide().near(v::PROMISE, Side::Both, 30) =>
        {
            Modality::Measured
        }
        Kind::Jobs => Modality::Promise,
        Kind::Price | Kind::Recovery if study || sentence.cues.has(v::ASSUMED) => {
            Modality::Estimate
        }
        Kind::Production | Kind::MineLife | Kind::Cost if study => Modality::Estimate,
        Kind::Change | Kind::Area => Modality::Measured,
        Kind::Production
        | Kind::SalesVolume
        | Kind::ExportVolume
        | Kind::Revenue
        | Kind::ExportValue
        | Kind::MineLife
        | Kind::Cost
        | Kind::DrillingLength => flow(quantity, &around),
        _ if around.wide().near(v::PROMISE, Side::Before, 12) => Modality::Promise,
        _ => Modality::Measured,
    }
}

/// Whether the noun is `jobs` itself rather than people.
fn names_jobs(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    quantity.noun.is_some_and(|noun| reading.cursor().is_any(noun, &["job", "jobs"]))
}

/// Whether a short sentence behind it rejects the number: “That is wrong.”
fn is_rejected_next(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let cursor = reading.cursor();
    let next = reading.sentences.get(quantity.sentence + 1);
    next.is_some_and(|next| {
        next.paragraph == quantity.paragraph
            && next.cues.has(v::REJECTED)
            && next.quantities.is_empty()
            && next.tokens.len() <= 16
            && cursor.is_any(next.tokens.start, &["that", "this", "it", "the", "both", "such"])
    })
}

/// Whether the sentence rejects the number: “was deleted”, “are false”, “is not worth”.
fn is_rejected(
    reading: &Reading<'_>,
    quantity: &Quantity,
    sentence: &Sentence,
    around: &Around<'_, '_>,
) -> bool {
    let said = matches!(
        quantity.kind,
        Kind::ValuationGross
            | Kind::OreTonnage
            | Kind::Contained
            | Kind::Jobs
            | Kind::Production
            | Kind::Revenue
            | Kind::ExportValue
            | Kind::Investment
            | Kind::Grade
            | Kind::Npv
    );
    if !said {
        return false;
    }
    let denied = around.near(v::NEGATION, Side::Before, 4)
        && !around.near(v::MIN, Side::Before, 1)
        && !around.near(v::MAX, Side::Before, 1);
    let recorded = reading.quantities_in(sentence).iter().any(|q| !q.category.is_empty());
    sentence.cues.has(v::REJECTED) && !recorded
        || denied && quantity.kind == Kind::ValuationGross
        || !recorded && is_rejected_next(reading, quantity)
}

/// Rock and metal in the ground: an estimate, unless it is an old one or is to be sold.
fn stock(
    reading: &Reading<'_>,
    quantity: &Quantity,
    sentence: &Sentence,
    around: &Around<'_, '_>,
) -> Modality {
    let paragraph = &reading.paragraphs[quantity.paragraph];
    let old_word = sentence.cues.has(v::HISTORIC)
        || paragraph.cues.has(v::HISTORIC) && quantity.category.is_empty();
    if old_word || quantity.category.is_empty() && has_old_year(reading, sentence) {
        return Modality::Historic;
    }
    let traded =
        sentence.cues.has(v::EXPORT) || sentence.cues.has(v::SELL) || sentence.cues.has(v::PRODUCE);
    let promised =
        around.near(v::PROMISE, Side::Before, 5) || around.near(v::PROMISE, Side::After, 6);
    if quantity.kind == Kind::Contained && traded && promised {
        Modality::Promise
    } else {
        Modality::Estimate
    }
}

/// Whether a year at least twenty before the document stands in the sentence.
fn has_old_year(reading: &Reading<'_>, sentence: &Sentence) -> bool {
    let Some(date) = reading.about.date else { return false };
    let cursor = reading.cursor();
    let in_quantity =
        |at: usize| reading.quantities_in(sentence).iter().any(|q| q.tokens.contains(&at));
    sentence.tokens.clone().any(|at| {
        let raw = cursor.raw(at);
        let figures = cursor.kind(at) == TokenKind::Number && raw.len() == 4;
        let year = figures.then(|| raw.parse::<i16>().ok()).flatten();
        year.is_some_and(|year| (1800..=date.year() - HISTORIC_YEARS).contains(&year))
            && !in_quantity(at)
    })
}

/// A grade of a sample or a drilled interval, which was assayed.
fn is_sampled(quantity: &Quantity, sentence: &Sentence) -> bool {
    quantity.category.is_empty() && sentence.cues.has(v::SAMPLED)
}

/// What goes out: a promise when a word of promise stands before it, or when it is a yearly
/// rate that nothing says was reached.
fn flow(quantity: &Quantity, around: &Around<'_, '_>) -> Modality {
    let wide = around.wide();
    let promise = wide.distance(v::PROMISE, Side::Before).filter(|d| *d <= 24);
    let promise = promise.or_else(|| wide.distance(v::PROMISE, Side::After).filter(|d| *d <= 4));
    let made = wide.distance(v::MADE, Side::Before).filter(|d| *d <= 12);
    let rate =
        quantity.unit.is_some_and(|unit| unit.per.is_some()) || quantity.kind == Kind::MineLife;
    match (promise, made) {
        (Some(promise), Some(made)) if made < promise => Modality::Measured,
        (Some(_), _) => Modality::Promise,
        (None, None) if rate => Modality::Promise,
        // “The parties estimate revenue of …”
        (None, None)
            if matches!(quantity.kind, Kind::Revenue | Kind::ExportValue)
                && wide.near(v::RECKON, Side::Before, 4) =>
        {
            Modality::Promise
        }
        _ => Modality::Measured,
    }
}
