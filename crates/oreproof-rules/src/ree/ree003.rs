//! # Not a rare earth
//!
//! Lithium, cobalt and gallium have their own geology, their own plants and their own prices.
//!
//! ## Fires when
//!
//! An element outside the seventeen (the fifteen lanthanides, yttrium, scandium) is listed as a
//! rare earth (rare earths such as, like, including).
//!
//! ## Silent when
//!
//! The list reads “rare earths and …” or “… as well as rare earths”.
//!
//! ## Underlines
//!
//! The wrong elements, from first to last.
//! Once per list.

use std::ops::Range;

use oreproof_promise::{Sentence, vocabulary as v};

use crate::ree::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const REE003: Rule = Rule {
    code: "REE003",
    name: "ree-misnomer",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{elements} are not rare earths",
    help: "name the metals by themselves; their geology, price and processing differ",
    norm: "IUPAC Red Book 2005 (IR-3.6.2); USGS Mineral Commodity Summaries (rare earths)",
    fires_on: &[
        Example::new("Rare earths such as lithium and tungsten abound."),
        Example::new("They confirm rare earth minerals such as lithium, cobalt and tantalum."),
        Example::new("The crust holds rare earths, including niobium, beryllium and gallium."),
        Example::new("Rare earth elements like copper will be exported."),
    ],
    silent_on: &[
        Example::new("Lithium and tungsten, and also rare earths, have been reported."),
        Example::new("Rare earths such as neodymium and dysprosium abound."),
        Example::new("Antimony, copper and rare earth elements will be exported."),
        Example::new("Lithium, as well as rare earths, has been found."),
    ],
    source: include_str!("ree003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::INTRO) {
        for group in reading
            .hits_in(sentence, v::COMMODITY)
            .filter(|hit| reading.commodity(hit).name() == "rare earths")
        {
            let Some(tokens) = wrong(document, sentence, group.end as usize) else { continue };
            let bytes = reading.bytes(tokens);
            let message = format!("{} are not rare earths", reading.quote(&bytes));
            sink.fire(bytes, message);
            break;
        }
    }
}

/// The elements of the list behind the group's name that do not belong to it, from first to last.
fn wrong(document: &Document<'_>, sentence: &Sentence, end: usize) -> Option<Range<usize>> {
    let reading = document.reading;
    let cursor = reading.cursor();
    let intro = reading
        .hits_in(sentence, words::INTRO)
        .find(|hit| (end..end + 4).contains(&(hit.token as usize)))?;
    let mut at = intro.end as usize;
    let mut found: Option<Range<usize>> = None;
    while at < sentence.tokens.end {
        let metal = reading.hits_in(sentence, v::COMMODITY).find(|hit| hit.token as usize == at);
        let other = reading.hits_in(sentence, words::WRONG).find(|hit| hit.token as usize == at);
        if let Some(hit) = metal {
            if !reading.commodity(hit).is_rare_earth() {
                found = Some(found.map_or(at, |f| f.start)..hit.end as usize);
            }
            at = hit.end as usize;
        } else if let Some(hit) = other {
            found = Some(found.map_or(at, |f| f.start)..hit.end as usize);
            at = hit.end as usize;
        } else if matches!(cursor.raw(at), "," | "and" | "or" | "&" | "the" | "even")
            || at == intro.end as usize && cursor.is_any(at, &["metals", "elements"])
        {
            at += 1;
        } else {
            break;
        }
    }
    found
}
