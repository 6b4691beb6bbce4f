//! # Gross sales as public income
//!
//! Sales belong first to those who dug, shipped and paid; the public gets royalty, tax and
//! dividends.
//!
//! ## Fires when
//!
//! Sales, exports or output value are presented as money for the country, the treasury, the
//! province or its people (bring, earn, put, generate … into/for), with no royalty, tax,
//! dividend or cost in the paragraph.
//!
//! ## Silent when
//!
//! The paragraph gives the public share.
//!
//! ## Underlines
//!
//! The amount.
//! Every amount.

use oreproof_promise::{Kind, Modality, Quantity, Sentence, vocabulary as v};

use oreproof_units::Base;

use crate::mon::words;
use crate::words as shared;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const MON002: Rule = Rule {
    code: "MON002",
    name: "gross-as-income",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "gross sales presented as public income",
    help: "give royalty, taxes and dividends by year, net of costs; sales belong first to those who paid for the mine",
    norm: "EITI Standard 2023 Req. 4.1, 5.1 and 6.3",
    fires_on: &[
        Example::new("The mine will put $2 billion a year into our treasury."),
        Example::new("Exports of monazite will bring the country US$900 million a year."),
        Example::new("The mine will earn the province $300 million a year, he promised."),
        Example::new("Sales will pour $3.5bn a year into the state treasury."),
        Example::new("The Treasury will earn $1.2 billion every year from the exports."),
    ],
    silent_on: &[
        Example::new(
            "Of yearly sales of $2 billion the treasury would receive about $150 million in royalty and tax.",
        ),
        Example::new("The mine will put $90 million a year of royalty and tax into the treasury."),
        Example::new("Sales rose to $90 million."),
        Example::new("Exports will not bring the country $900 million."),
        Example::new("The project will bring $400 million of investment into the country."),
    ],
    source: include_str!("mon002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::PUBLIC) {
        let verb = sentence.cues.has(words::BRING) || sentence.cues.has(words::EARN);
        if !verb
            || document.denies(sentence)
            || document.paragraph_says(sentence.paragraph, words::PUBLIC_SHARE)
        {
            continue;
        }
        for quantity in reading.quantities_in(sentence) {
            if is_gross(document, sentence, quantity) && goes_public(document, sentence, quantity) {
                sink.fire(quantity.bytes.clone(), "gross sales presented as public income");
            }
        }
    }
}

/// A sum that is to come in, and is neither invested nor lent.
fn is_gross(document: &Document<'_>, sentence: &Sentence, quantity: &Quantity) -> bool {
    let reading = document.reading;
    let yearly = quantity.unit.is_some_and(|unit| unit.per.is_some_and(Base::is_time));
    let income = match quantity.kind {
        Kind::Revenue | Kind::ExportValue => true,
        Kind::Other | Kind::ValuationGross => yearly,
        _ => false,
    };
    let promised = quantity.modality == Modality::Promise || sentence.cues.has(shared::FUTURE);
    let invested = reading.hits_in(sentence, words::INVESTED).any(|hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        token >= quantity.tokens.end && token - quantity.tokens.end <= 3
            || end <= quantity.tokens.start && quantity.tokens.start - end <= 3
    });
    quantity.is_money() && quantity.modality != Modality::Negated && income && promised && !invested
}

/// The verb stands before the amount and the public purse behind it, or between them; or the
/// public earns the amount from what is sold.
fn goes_public(document: &Document<'_>, sentence: &Sentence, quantity: &Quantity) -> bool {
    let reading = document.reading;
    let before = |end: u32| end as usize <= quantity.tokens.start;
    let brought =
        reading.hits_in(sentence, words::BRING).find(|hit| before(hit.end)).is_some_and(|verb| {
            reading.hits_in(sentence, words::PUBLIC).any(|hit| {
                let behind = hit.token as usize >= quantity.tokens.end
                    && hit.token as usize - quantity.tokens.end <= 8;
                behind || hit.token >= verb.end && before(hit.end)
            })
        });
    // “Sales of $40 million a year would flow into the treasury”
    let flows = || {
        reading.hits_in(sentence, words::BRING).any(|verb| {
            let end = quantity.tokens.end;
            let near = verb.token as usize >= end && verb.token as usize - end <= 4;
            let into = reading.cursor().is_any(verb.end as usize, &["into", "to"]);
            let public = reading
                .hits_in(sentence, words::PUBLIC)
                .any(|hit| hit.token >= verb.end && hit.token - verb.end <= 6);
            near && public && (into || verb.end - verb.token > 1)
        })
    };
    let sold = [v::EXPORT, v::SELL, v::COMMODITY].iter().any(|list| sentence.cues.has(*list));
    let earned = || {
        reading.hits_in(sentence, words::EARN).filter(|hit| before(hit.end)).any(|verb| {
            let subject = |end: u32| end <= verb.token && verb.token - end <= 3;
            reading.hits_in(sentence, words::PUBLIC).any(|hit| subject(hit.end))
        })
    };
    brought || flows() || sold && earned()
}
