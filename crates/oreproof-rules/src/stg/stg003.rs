//! # Preliminary economics without the caution
//!
//! A first assessment may count rock that is too uncertain for any reserve; half of them prove
//! wrong.
//!
//! ## Fires when
//!
//! Economic results of a preliminary economic assessment, scoping study or initial assessment
//! are given, Inferred is part of the base, and the caution (preliminary;
//! Inferred too speculative; no certainty that the results will be realised) is missing.
//!
//! ## Silent when
//!
//! All three elements are found.
//!
//! ## Underlines
//!
//! The first NPV, IRR or other economic result.
//! Once per document.

use oreproof_promise::{Category, FormGroup, Kind, Modality, Quantity, Sentence, vocabulary as v};

use crate::stg::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const STG003: Rule = Rule {
    code: "STG003",
    name: "pea-caution-missing",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Issuer]),
    tier: 1,
    message: "preliminary economics without the caution",
    help: "add the caution as prominently as the result, and say how much of the feed is Inferred",
    norm: "NI 43-101 s.2.3(3); JORC 2012 cl.38 and ASX scoping-study guidance (2016); S-K 1300 Item 1302(d)(4)",
    fires_on: &[
        Example::new("The PEA gives an NPV of $300 million on Inferred Resources."),
        Example::new("The scoping study, which rests on Inferred Resources, shows an IRR of 31%."),
        Example::new(
            "The preliminary economic assessment of the Inferred Resource gives an after-tax NPV of US$90 million at 8%.",
        ),
        Example::new(
            "An initial assessment puts the NPV at $40 million; part of the feed is Inferred.",
        ),
    ],
    silent_on: &[
        Example::new(
            "The PEA is preliminary, includes Inferred Resources that are too speculative for economic analysis, and may never be realised.",
        ),
        Example::new(
            "The PEA is preliminary in nature, includes Inferred resources that are too speculative, and there is no certainty that its NPV of $90 million will be realised.",
        ),
        Example::new("The feasibility study gives an NPV of $90 million."),
        Example::new("The scoping study has begun."),
        Example::new(
            "The PEA rests on Indicated Resources only and shows an NPV of US$90 million; no Inferred material is included.",
        ),
    ],
    source: include_str!("stg003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !document.says(words::PRELIMINARY) || crate::stg::study::is_all_to_come(document) {
        return;
    }
    let cautioned = [words::PRELIMINARY_NATURE, words::SPECULATIVE, words::NOT_REALISED]
        .iter()
        .all(|list| document.says(*list));
    let inferred = !document.says(words::NO_INFERRED)
        && (reading.quantities.iter().any(|q| q.category.has(Category::Inferred))
            || reading.sentences.iter().any(|s| says_inferred(document, s)));
    if cautioned || !inferred {
        return;
    }
    let first = |test: &dyn Fn(&Quantity) -> bool| {
        reading.quantities.iter().find(|q| q.modality != Modality::Negated && test(q))
    };
    // “Payback of 2.1 years”, “yearly cash flow of US$40 million”.
    let other = |q: &Quantity| {
        let result = q.is_money() || q.unit.is_some_and(|unit| unit.of.is_time());
        result && reading.sentences[q.sentence].cues.has(words::ECONOMICS)
    };
    let result = first(&|q| matches!(q.kind, Kind::Npv | Kind::Irr) || other(q));
    if let Some(result) = result {
        sink.fire(result.bytes.clone(), "preliminary economics without the caution");
    }
}

fn says_inferred(document: &Document<'_>, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let mut hits = reading.hits_in(sentence, v::CATEGORY);
    hits.any(|hit| reading.cursor().is(hit.token as usize, "inferred"))
}
