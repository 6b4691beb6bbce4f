//! # “Up to” gives a ceiling without a floor
//!
//! “Up to 70,000 jobs” is true of three. The highest figure is remembered, and nothing
//! has been said.
//!
//! ## Fires when
//!
//! “Up to”, “as much as” or “as many as” stands before a grade, an in-ground quantity,
//! money, output or jobs.
//!
//! ## Silent when
//!
//! The quantity is a legal limit, a cap, a distance, a depth or a duration, or a lower
//! bound is given too.

use oreproof_promise::{Kind, Modality, Quantity, Sentence};

use super::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};
use crate::sum::linked;

/// The rule.
pub const LAN001: Rule = Rule {
    code: "LAN001",
    name: "up-to-number",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "“up to” gives a ceiling without a floor",
    help: "give the range, and the average",
    norm: "NI 43-101 s.3.3(2)(d); JORC 2012 cl.19; IFCN commitment 4",
    fires_on: &[
        Example::new("Up to 70,000 jobs will follow."),
        Example::new("Rock-chip samples assayed up to 96 g/t gold."),
        Example::new("Investment in later phases could reach as much as US$5 billion."),
        Example::new("The hills hold up to 40 million tonnes of ore."),
        Example::new("As many as 45,000 jobs are on their way."),
    ],
    silent_on: &[
        Example::new("Between 300 and 500 people would be employed."),
        Example::new("Norvik bears the cost of the study, up to a cap of £2.5 million."),
        Example::new("The holes reach up to 400 m below surface and stand up to 2 km apart."),
        Example::new("The Act allows a fine of up to $5,000 for a late report."),
        Example::new("A train can wait there for up to three days."),
    ],
    source: include_str!("lan001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::UP_TO) {
        if !linked::is_short(sentence) {
            continue;
        }
        for hit in reading.hits_in(sentence, words::UP_TO) {
            let (token, end) = (hit.token as usize, hit.end as usize);
            let article = usize::from(reading.cursor().is_any(end, &["a", "an", "some"]));
            let of_it = |q: &&Quantity| (end..=end + article).contains(&q.tokens.start);
            let quantity = reading.quantities_in(sentence).iter().find(of_it);
            let Some(quantity) = quantity.filter(|q| is_asked(q)) else { continue };
            if is_limit(document, sentence, token, quantity)
                || has_floor(document, sentence, token, quantity)
            {
                continue;
            }
            let start = reading.tokens[token].start as usize;
            sink.fire(start..quantity.bytes.end, "“up to” gives a ceiling without a floor");
        }
    }
}

/// A grade, something in the ground, money, output or jobs.
fn is_asked(quantity: &Quantity) -> bool {
    let kind = match quantity.kind {
        Kind::Grade
        | Kind::GradeEquivalent
        | Kind::OreTonnage
        | Kind::Contained
        | Kind::Production
        | Kind::SalesVolume
        | Kind::ExportVolume
        | Kind::Jobs => true,
        Kind::RoyaltyRate | Kind::TaxRate => false,
        _ => quantity.is_money(),
    };
    kind && quantity.modality != Modality::Negated
}

/// Whether a law or contract sets the ceiling, said near it.
fn is_limit(
    document: &Document<'_>,
    sentence: &Sentence,
    token: usize,
    quantity: &Quantity,
) -> bool {
    let behind = quantity.tokens.end.max(token);
    let near = |hit: &oreproof_promise::Hit| {
        (hit.token as usize).abs_diff(token) <= 10
            || hit.token as usize >= behind && hit.token as usize - behind <= 6
    };
    document.reading.hits_in(sentence, words::LEGAL_LIMIT).any(near)
}

/// Whether a lower end is given too: “from 300 up to 500”, “at least 200 and up to 400”.
fn has_floor(
    document: &Document<'_>,
    sentence: &Sentence,
    token: usize,
    quantity: &Quantity,
) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let before = reading.quantities_in(sentence).iter().rfind(|q| q.tokens.end <= token);
    let near = before.filter(|q| token - q.tokens.end <= 3);
    near.filter(|q| q.unit == quantity.unit || q.unit.is_none()).is_some_and(|q| {
        let floor = q.bound == Some(oreproof_units::Bound::Min);
        let from = q.tokens.start > 0 && cursor.is_any(q.tokens.start - 1, &["from", "between"]);
        floor || from || q.tokens.end == token
    })
}
