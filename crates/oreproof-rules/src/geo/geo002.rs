//! # Not in the inventory
//!
//! When the people who list deposits list none, the claim needs newer work than theirs.
//!
//! ## Fires when
//!
//! A deposit or supply of a commodity is claimed for a place while the reference inventory
//! (USGS country tables, a national register) has no entry for it, or the text itself says so.
//!
//! ## Silent when
//!
//! The text presents the claim as a new discovery and shows assays.
//!
//! ## Underlines
//!
//! The quantity of the claim, else the commodity.
//! Once per claim.

use std::ops::Range;

use oreproof_promise::{Commodity, Hit, Sentence, vocabulary as v};

use crate::geo::words;
use crate::words::FUTURE;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const GEO002: Rule = Rule {
    code: "GEO002",
    name: "not-in-reference-inventory",
    severity: Severity::Warn,
    decided_by: DecidedBy::Reference,
    forms: Forms::All,
    tier: 2,
    message: "no entry for {commodity} at {place} in {inventory}",
    help: "name the work that is newer than the inventory, with its samples and laboratory",
    norm: "USGS Mineral Commodity Summaries; EITI Standard 2023 Req. 3.1",
    fires_on: &[
        Example::new("The coast holds gallium, though the survey’s register lists no gallium."),
        Example::new("The ministry will export gallium. The national register lists no gallium."),
        Example::new(
            "The valley holds 55,000 tonnes of antimony. The survey’s list shows no antimony there.",
        ),
        Example::new(
            "The coast is rich in tungsten, they say, but the USGS does not list tungsten for the country.",
        ),
    ],
    silent_on: &[
        Example::new("The survey’s register lists two gallium occurrences on the coast."),
        Example::new("The register lists no lithium, and nobody claims any."),
        Example::new("The survey’s inventory lists 3 Mt of tin ore, Indicated, at Dovla."),
        Example::new("The register lists 11 exploration licences and no mining licence."),
    ],
    source: include_str!("geo002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (at, sentence) in reading.sentences_with(words::ABSENT) {
        if !sentence.cues.has(words::INVENTORY)
            || !sentence.cues.has(v::COMMODITY) && !before_names(document, at)
        {
            continue;
        }
        let Some(commodity) = missing(document, sentence) else { continue };
        let Some((bytes, name)) = claim(document, at, commodity) else { continue };
        sink.fire(
            bytes,
            format!("no entry for {name} in the inventory that the text itself cites"),
        );
    }
}

/// Whether the sentence before names a commodity, so that “none” refers to it.
fn before_names(document: &Document<'_>, at: usize) -> bool {
    at > 0 && document.reading.sentences[at - 1].cues.has(v::COMMODITY)
}

/// The commodity that the inventory lacks.
fn missing(document: &Document<'_>, sentence: &Sentence) -> Option<Commodity> {
    let reading = document.reading;
    let absent = reading.hits_in(sentence, words::ABSENT).next()?;
    let near = |hit: &&Hit| hit.token.abs_diff(absent.token);
    reading.hits_in(sentence, v::COMMODITY).min_by_key(near).map(|hit| reading.commodity(hit))
}

/// The claim that the inventory does not bear out: its quantity, else the commodity's name.
fn claim(
    document: &Document<'_>,
    at: usize,
    commodity: Commodity,
) -> Option<(Range<usize>, &'static str)> {
    let reading = document.reading;
    let quantity = reading.quantities.iter().find(|q| {
        q.is_in_ground()
            && q.commodity == Some(commodity)
            && q.category.is_empty()
            && q.sentence != at
    });
    if let Some(quantity) = quantity {
        return Some((quantity.bytes.clone(), commodity.name()));
    }
    // A promise of it first; then any other claim.
    let find = |promised: bool| {
        let claims = reading
            .sentences_with(v::COMMODITY)
            .filter(|(_, s)| s.cues.has(words::CLAIMED) && !denied(document, s));
        claims.filter(|(_, s)| !promised || s.cues.has(FUTURE)).find_map(|(_, sentence)| {
            let hit = reading
                .hits_in(sentence, v::COMMODITY)
                .find(|hit| reading.commodity(hit) == commodity)?;
            Some(document.bytes(hit))
        })
    };
    find(true).or_else(|| find(false)).map(|bytes| (bytes, commodity.name()))
}

/// A sentence that denies it, the absence itself apart.
fn denied(document: &Document<'_>, sentence: &Sentence) -> bool {
    document.denies(sentence) && !sentence.cues.has(words::ABSENT)
}
