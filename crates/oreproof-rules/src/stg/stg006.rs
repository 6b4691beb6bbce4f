//! # A counterparty that has not done this before
//!
//! Finding, mining and refining are three trades. Where the text says that the firm's own
//! trade is another one, the reader should ask who will do the work.
//!
//! ## Fires when
//!
//! A memorandum or its kin is the paper of the text; exploration, mining or refining is to be
//! done under it; and a sentence gives the business of a firm as another one: recycling,
//! trading, construction.
//!
//! ## Silent when
//!
//! The same sentence shows the firm at work in a mine, or nothing is to be explored, mined or
//! refined.
//!
//! ## Underlines
//!
//! The words for the firm's own business.
//! Once per document.

use std::ops::Range;

use oreproof_promise::{Sentence, vocabulary as v};

use crate::stg::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const STG006: Rule = Rule {
    code: "STG006",
    name: "counterparty-without-record",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 3,
    message: "{profile}; the text promises {tasks}",
    help: "name what the firm has explored, mined or refined before, or who will do it in its place",
    norm: "OECD Due Diligence Guidance, 3rd ed. (2016), step 2; ASX GN 8 (counterparty of announced memoranda)",
    fires_on: &[
        Example::new(
            "The ministry signed a memorandum of understanding with Pellow Ridge on exploration and mining. Its accounts list trading in scrap metal and fertiliser, and no mining operation.",
        ),
        Example::new(
            "Under the memorandum the firm will explore the belt and build a refinery. The firm specialises in recycling batteries.",
        ),
        Example::new(
            "A letter of intent covers mining at Ghorat. Blackthorn’s core business is real estate.",
        ),
        Example::new("The MoU foresees a smelter. Kestrel is best known for software."),
    ],
    silent_on: &[
        Example::new(
            "The ministry signed a memorandum of understanding with Norvik on exploration and mining. Norvik owns and operates three mines and a recycling plant, its accounts show.",
        ),
        Example::new(
            "The firm specialises in recycling batteries. It signed a memorandum on the collection of used batteries.",
        ),
        Example::new("The firm specialises in recycling batteries and will mine nothing."),
        Example::new("The memorandum foresees a smelter. Norvik specialises in smelting zinc."),
    ],
    source: include_str!("stg006.rs"),
    check,
};

/// What may have to be done, with the word for it.
const TASKS: [(oreproof_promise::Cue, &str); 3] = [
    (words::TASK_EXPLORE, "exploration"),
    (words::TASK_MINE, "mining"),
    (words::TASK_REFINE, "refining"),
];

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !document.says(words::PROFILE) || !document.says(v::SOFT_INSTRUMENT) {
        return;
    }
    for (_, sentence) in reading.sentences_with(words::PROFILE) {
        let Some(tokens) = profile(document, sentence) else { continue };
        let tasks: Vec<&str> = TASKS
            .iter()
            .filter(|(list, _)| promised(document, sentence, *list))
            .map(|(_, name)| *name)
            .collect();
        if tasks.is_empty() {
            continue;
        }
        let bytes = reading.bytes(tokens);
        let message = format!("{}; the text promises {}", reading.quote(&bytes), tasks.join(", "));
        sink.fire(bytes, message);
        return;
    }
}

/// The words that give a firm's own business, where it is another trade.
fn profile(document: &Document<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    let reading = document.reading;
    if sentence.tokens.len() > 120 || sentence.cues.has(words::MINER) {
        return None;
    }
    reading.hits_in(sentence, words::PROFILE).find_map(|hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        let trade = reading.hits_in(sentence, words::OTHER_TRADE).find(|trade| {
            let at = trade.token as usize;
            (token..end + 8).contains(&at)
        })?;
        Some(token..end.max(trade.end as usize))
    })
}

/// Whether another sentence of the text wants a task done, and does not deny it.
fn promised(document: &Document<'_>, profile: &Sentence, list: oreproof_promise::Cue) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    // “Mining minister”, “the Mining Act”: no task.
    let named = |hit: &oreproof_promise::Hit| {
        cursor.is_any(
            hit.end as usize,
            &[
                "minister",
                "ministry",
                "company",
                "companies",
                "officer",
                "act",
                "law",
                "code",
                "sector",
                "industry",
                "correspondent",
                "editor",
                "licence",
                "lease",
                "permit",
                "fair",
                "analyst",
                "engineer",
                "stocks",
                "department",
                "commissioner",
                "rights",
            ],
        )
    };
    reading.sentences_with(list).any(|(_, sentence)| {
        let task = reading.hits_in(sentence, list).any(|hit| !named(hit));
        let ahead = [v::PROMISE, v::SOFT_INSTRUMENT].iter().any(|list| sentence.cues.has(*list));
        // “A memorandum with a trading house to look for antimony” says both in one sentence.
        let own = sentence.tokens == profile.tokens && list != words::TASK_EXPLORE;
        task && !own && ahead && !document.denies(sentence)
    })
}
