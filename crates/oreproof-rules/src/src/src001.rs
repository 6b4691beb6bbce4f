//! # An unnamed source
//!
//! Nobody can be asked again, and nobody is held to what was said.
//!
//! ## Fires when
//!
//! A statement is attributed to an unnamed individual (indefinite person noun with a speech
//! verb, “on condition of anonymity”, “a person close to”, “sources”).
//!
//! ## Silent when
//!
//! A name stands in apposition; groups and institutions are not individuals.
//!
//! ## Underlines
//!
//! The noun phrase that stands for the source.
//! Once per source, at its first mention.

use oreproof_promise::vocabulary as v;
use rustc_hash::FxHashSet;

use crate::src::{unnamed, words};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SRC001: Rule = Rule {
    code: "SRC001",
    name: "anonymous-source",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "unnamed source",
    help: "say why the name is withheld and how the source knows; look for the same fact in a document",
    norm: "IFCN Code of Principles, commitment 2 (transparency of sources)",
    fires_on: &[
        Example::new("A senior official said the vein was rich."),
        Example::new("“The vein is rich,” said a mining engineer who asked not to be named."),
        Example::new("According to a person familiar with the talks, the price was agreed."),
        Example::new("Sources close to the ministry say that the licence will be granted."),
        Example::new("“The grades are poor,” one of the drillers said."),
        Example::new(
            "A former accountant of the mine, who would not be named, said the books were lost.",
        ),
    ],
    silent_on: &[
        Example::new("Lena Ford, who logged the core, said the vein was narrow."),
        Example::new("A geologist of the survey, Mara Keel, said the vein was narrow."),
        Example::new("A senior official of the ministry, Dan Roe, said so on Monday."),
        Example::new("The ministry said the licence was granted."),
        Example::new("The estimate was reviewed by an independent geologist, the company said."),
        Example::new("An engineer must sign the plan, the law says."),
    ],
    source: include_str!("src001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for sentence in &reading.sentences {
        let spoken = [words::SPEECH, v::ACCORDING, words::CONDITION]
            .iter()
            .any(|list| sentence.cues.has(*list));
        if !spoken {
            continue;
        }
        for tokens in unnamed::sources(document, sentence) {
            let key = reading.words(tokens.clone()).to_lowercase();
            if seen.insert(key) {
                sink.fire(reading.bytes(tokens), "unnamed source");
            }
        }
    }
}
