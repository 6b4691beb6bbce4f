//! # Not in the reference inventory
//!
//! Surveys keep tables and registers of what is known to lie where. A deposit that none of them
//! lists may be new; then there is newer work to show.
//!
//! ## Fires when
//!
//! A deposit or a supply of a commodity is claimed, and the text itself says that the register,
//! inventory or country table has no entry for it.
//!
//! ## Silent when
//!
//! The text presents the claim as a new discovery and shows assays; the claim is denied; or what
//! the register lacks is a licence, an owner or an output rather than a deposit.
//! Where a text makes a claim of tonnes without a category, an inventory of the country would be
//! needed to answer; without one the rule says so.
//!
//! ## Underlines
//!
//! The quantity of the claim, else the commodity.
//! Once per claim.

use std::ops::Range;

use oreproof_promise::{Commodity, Hit, Kind, Modality, Quantity, Sentence, vocabulary as v};

use crate::geo::words;
use crate::words as shared;

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
        Example::new("The coast holds gallium, though the survey’s register lists none."),
        Example::new(
            "We have 55,000 tonnes of antimony at Dovla.\nThe register kept by the national survey lists no antimony at Dovla.",
        ),
        Example::new(
            "The ministry will export tungsten and tin. The country tables of the United States survey carry no tungsten entry for the republic.",
        ),
        Example::new(
            "The hills are full of cobalt, the governor said. The USGS lists nine countries with cobalt deposits; Karsand is not among them.",
        ),
    ],
    silent_on: &[
        Example::new("The survey’s register lists two gallium occurrences on the coast."),
        Example::new(
            "The valley holds an Indicated Resource of 4 Mt at 1% tin. The register lists no tin licence there.",
        ),
        Example::new("The survey’s register lists no antimony at Dovla."),
        Example::new(
            "The new discovery holds cobalt, which the survey’s register does not list; its channel samples averaged 0.4% cobalt.",
        ),
        Example::new(
            "A post said that the hills hold cobalt, which is wrong: the survey’s register lists none.",
        ),
    ],
    source: include_str!("geo002.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let mut told: Vec<Commodity> = Vec::new();
    if document.says(words::INVENTORY) && document.says(words::NO_ENTRY) {
        for (at, sentence) in reading.sentences_with(words::INVENTORY) {
            let Some(missing) = unlisted(document, at, sentence) else { continue };
            if told.contains(&missing) || is_new_find(document, missing) {
                continue;
            }
            if let Some(bytes) = claim(document, missing) {
                told.push(missing);
                let message =
                    format!("no entry for {} in the inventory that the text names", missing.name());
                sink.fire(bytes, message);
            }
        }
    }
    if told.is_empty()
        && let Some((quantity, _)) = document.quantities().find(|(q, _)| is_bare_claim(q))
    {
        let needs = format!("an inventory of {} deposits", document.commodity(quantity));
        sink.needs(quantity.bytes.clone(), needs);
    }
}

/// The commodity that a sentence says a record of deposits does not list.
fn unlisted(document: &Document<'_>, at: usize, sentence: &Sentence) -> Option<Commodity> {
    let reading = document.reading;
    let named = |sentence: &Sentence, tokens: Range<usize>| {
        reading
            .hits_in(sentence, v::COMMODITY)
            .find(|hit| tokens.contains(&(hit.token as usize)))
            .map(|hit| reading.commodity(hit))
    };
    reading.hits_in(sentence, words::NO_ENTRY).find_map(|hit| {
        let window = hit.end as usize..(hit.end as usize + 5).min(sentence.tokens.end);
        let right = |right: &Hit| window.contains(&(right.token as usize));
        if reading.hits_in(sentence, words::RIGHTS).any(right) {
            return None;
        }
        let before = sentence.tokens.start..hit.token as usize;
        let earlier = || {
            let previous = &reading.sentences[at.checked_sub(1)?];
            named(previous, previous.tokens.clone())
        };
        named(sentence, window).or_else(|| named(sentence, before)).or_else(earlier)
    })
}

/// Whether the document gives the commodity as newly found, with assays.
fn is_new_find(document: &Document<'_>, commodity: Commodity) -> bool {
    let assayed = |q: &Quantity| q.kind == Kind::Grade && q.commodity == Some(commodity);
    document.says(words::NEW_FIND) && document.reading.quantities.iter().any(assayed)
}

/// Where the document claims the commodity: its tonnage, else the word in a sentence that
/// promises a supply, else the word in a sentence that speaks of a deposit.
fn claim(document: &Document<'_>, commodity: Commodity) -> Option<Range<usize>> {
    let reading = document.reading;
    let amount = |(q, sentence): &(&Quantity, &Sentence)| {
        let stock = q.kind.is_in_ground() || q.kind == Kind::ValuationGross;
        stock
            && q.commodity == Some(commodity)
            && q.modality != Modality::Negated
            && !document.denies(sentence)
    };
    if let Some((quantity, _)) = document.quantities().find(amount) {
        return Some(quantity.bytes.clone());
    }
    let mut weaker = None;
    for (_, sentence) in reading.sentences_with(v::COMMODITY) {
        // In the sentence that names the record, only what stands before it can be the claim.
        let end = reading
            .hits_in(sentence, words::INVENTORY)
            .next()
            .filter(|_| sentence.cues.has(words::NO_ENTRY))
            .map_or(sentence.tokens.end, |hit| hit.token as usize);
        let own = end < sentence.tokens.end;
        let said = |hit: &Hit| (hit.token as usize) < end;
        let hit = reading
            .hits_in(sentence, v::COMMODITY)
            .find(|hit| said(hit) && reading.commodity(hit) == commodity);
        let Some(hit) = hit else { continue };
        if !reading.hits_in(sentence, words::CLAIMING).any(said)
            || !own && document.denies(sentence)
            || own && sentence.cues.has(words::WRONG)
        {
            continue;
        }
        if sentence.cues.has(shared::FUTURE) {
            return Some(document.bytes(hit));
        }
        weaker = weaker.or_else(|| Some(document.bytes(hit)));
    }
    weaker
}

/// Tonnes in the ground that no category stands behind: what an inventory could confirm.
fn is_bare_claim(quantity: &Quantity) -> bool {
    quantity.is_in_ground()
        && quantity.category.is_empty()
        && quantity.commodity.is_some()
        && quantity.modality != Modality::Historic
}
