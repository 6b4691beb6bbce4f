//! # Supply from a conflict area
//!
//! Ore from a road that armed men tax pays the armed men.
//!
//! ## Fires when
//!
//! CONFLICT words (armed group, militia, insurgent, rebel, militant, warlord) are said of the
//! source area, a plan to buy, export or supply is stated, and the document holds no due-
//! diligence word (due diligence, traceability, chain of custody, audit of origin, RMAP, OECD).
//!
//! ## Silent when
//!
//! Any due-diligence word is found.
//!
//! ## Underlines
//!
//! The first conflict phrase.
//! Once per document.

use oreproof_promise::vocabulary as v;

use crate::geo::words;
use crate::words::INTEND as MEAN;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const GEO003: Rule = Rule {
    code: "GEO003",
    name: "conflict-area-no-due-diligence",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "supply from a conflict area with no due diligence mentioned",
    help: "ask the buyer for its policy, its mapping of the chain and its independent audit",
    norm: "OECD Due Diligence Guidance, 3rd ed. (2016), Annex I and II; Regulation (EU) 2017/821",
    fires_on: &[
        Example::new("Militias hold the road, and traders will double their purchases."),
        Example::new("Rebels control the hills. The smelter will buy all the tin that comes down."),
        Example::new(
            "The company plans to export cobalt from a province where insurgents are active.",
        ),
        Example::new("Warlords tax the road, and exports are to double next year."),
    ],
    silent_on: &[
        Example::new("Militias hold the road; buyers publish an audited chain of custody."),
        Example::new("Rebels control the hills, and nothing is mined there."),
        Example::new("Militants held the valley until 2012."),
        Example::new(
            "The company will export cobalt and follows the OECD guidance, although militias are active.",
        ),
    ],
    source: include_str!("geo003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !document.says(words::CONFLICT) || document.says(words::DUE_DILIGENCE) {
        return;
    }
    let planned = reading.sentences_with(words::PLAN).any(|(_, sentence)| {
        let ahead = sentence.cues.has(v::PROMISE) || sentence.cues.has(MEAN);
        ahead && !document.denies(sentence)
    });
    let conflict =
        reading.sentences_with(words::CONFLICT).find(|(_, sentence)| !document.denies(sentence));
    let Some((_, sentence)) = conflict.filter(|_| planned) else { return };
    if let Some(hit) = reading.hits_in(sentence, words::CONFLICT).next() {
        sink.fire(
            document.bytes(hit),
            "supply from a conflict area with no due diligence mentioned",
        );
    }
}
