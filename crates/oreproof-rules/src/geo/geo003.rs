//! # Supply from a conflict area, and no word of care
//!
//! Who buys from ground that armed men hold may be paying them. International guidance asks
//! every buyer to know the chain back to the mine, and to have somebody check it.
//!
//! ## Fires when
//!
//! Armed groups, militias, insurgents, rebels, militants or warlords are spoken of, a plan to buy,
//! sell, export or supply is stated, and the document has no word of due diligence: traceability,
//! chain of custody, an audit of origin, RMAP, OECD.
//!
//! ## Silent when
//!
//! Any such word stands in the document; the conflict is denied, or is one of shareholders.
//!
//! ## Underlines
//!
//! The first conflict phrase.
//! Once per document.

use oreproof_promise::{Hit, Sentence, vocabulary as v};

use crate::geo::words;
use crate::words as shared;

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
        Example::new(
            "Armed groups tax the trucks, and buyers on the coast say they mean to take more concentrate.",
        ),
        Example::new(
            "The district has seen an insurgency for years.\nThe company plans to export 4,000 t of tin a year.",
        ),
        Example::new(
            "A local warlord keeps the gate. Three smelters intend to buy the ore from next month.",
        ),
    ],
    silent_on: &[
        Example::new("Militias hold the road; buyers publish an audited chain of custody."),
        Example::new(
            "Rebels hold the ridge. The smelter will buy only ore that its traceability scheme covers.",
        ),
        Example::new("No armed groups work in the district. The company will export 400 t of tin."),
        Example::new("Rebel shareholders voted against the plan to sell the mine next year."),
        Example::new("Militants closed the road in 2014, and nobody has mined there since."),
    ],
    source: include_str!("geo003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let named = document.says(words::CONFLICT) && document.says(words::DEALING);
    if !named || document.says(words::DILIGENCE) {
        return;
    }
    let reading = document.reading;
    let planned = |sentence: &Sentence| {
        let ahead = sentence.cues.has(v::PROMISE) || sentence.cues.has(words::INTENT);
        ahead && !document.denies(sentence)
    };
    if !reading.sentences_with(words::DEALING).any(|(_, sentence)| planned(sentence)) {
        return;
    }
    for (_, sentence) in reading.sentences_with(words::CONFLICT) {
        let armed = |hit: &&Hit| {
            let covers = |other: &Hit| other.token <= hit.token && hit.token < other.end;
            let denied = |other: &Hit| other.end <= hit.token && hit.token - other.end <= 2;
            !reading.hits_in(sentence, words::NO_CONFLICT).any(covers)
                && !reading.hits_in(sentence, shared::NEGATION).any(denied)
        };
        if let Some(hit) = reading.hits_in(sentence, words::CONFLICT).find(armed) {
            let message = "supply from a conflict area with no due diligence mentioned";
            sink.fire(document.bytes(hit), message);
            return;
        }
    }
}
