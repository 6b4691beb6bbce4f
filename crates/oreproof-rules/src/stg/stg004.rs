//! # Production announced without a study
//!
//! A start date without a feasibility study rests on nothing that a lender would read.
//!
//! ## Fires when
//!
//! The start of construction, mining, production or extraction is stated as certain (will
//! start, will begin, will mine, will extract, production decision) and no completed pre-
//! feasibility or feasibility study is mentioned.
//!
//! ## Silent when
//!
//! The project already produces; or a completed study is named.
//!
//! ## Underlines
//!
//! The verb phrase with its date or quantity; the first one.
//! Once per document.

use std::ops::Range;

use oreproof_promise::{FormGroup, Hit, Sentence};

use crate::stg::{acts, certainty, study, words};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const STG004: Rule = Rule {
    code: "STG004",
    name: "production-without-study",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Issuer, FormGroup::State]),
    tier: 2,
    message: "production announced with no feasibility study shown",
    help: "name the study and its date, or say that the decision was taken without one and what that risks",
    norm: "43-101CP s.4.2(6) (production decision); JORC 2012 cl.29; ASIC INFO 214",
    fires_on: &[
        Example::new("Mining will begin next spring."),
        Example::new("Construction of the pit will start in May, the minister told the House."),
        Example::new("The company has taken a production decision."),
        Example::new("From March the consortium will extract 4,000 tonnes of ore a month."),
        Example::new(
            "The company will start mining in May; its feasibility study will be completed later.",
        ),
    ],
    silent_on: &[
        Example::new("Mining will begin next spring, on the feasibility study completed in March."),
        Example::new("The pre-feasibility study is complete, and construction will start in May."),
        Example::new(
            "The mine produced 4,000 tonnes last year; mining will begin in the south pit in May.",
        ),
        Example::new("Drilling will begin in May."),
        Example::new(
            "Mining will start in 2027, subject to a positive feasibility study that has not yet begun.",
        ),
        Example::new("Construction of the road will begin in May."),
    ],
    source: include_str!("stg004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if study::is_shown(document) {
        return;
    }
    for sentence in &reading.sentences {
        let cued = [words::START, words::DECIDED, words::MINING_ACT];
        if !cued.iter().any(|list| sentence.cues.has(*list))
            || certainty::is_conditional(document, sentence)
            || document.denies(sentence)
        {
            continue;
        }
        let decided = reading
            .hits_in(sentence, words::DECIDED)
            .next()
            .map(|hit| hit.token as usize..hit.end as usize);
        let start =
            reading.hits_in(sentence, words::START).find_map(|hit| start(document, sentence, hit));
        let mined = mined(document, sentence);
        let first = decided.into_iter().chain(start).chain(mined).min_by_key(|tokens| tokens.start);
        let other_mine = |tokens: &Range<usize>| {
            document.shows_operation_of(document.commodity_near(sentence, tokens))
        };
        if let Some(tokens) = first.filter(|tokens| !other_mine(tokens)) {
            let tokens = tokens.start..date_or_quantity(document, sentence, tokens.end);
            sink.fire(
                reading.bytes(tokens),
                "production announced with no feasibility study shown",
            );
            return;
        }
    }
}

/// What starts for certain, with its verb: `Mining will begin`, `Construction of the pit starts`,
/// `will start mining`.
fn start(document: &Document<'_>, sentence: &Sentence, hit: &Hit) -> Option<Range<usize>> {
    let reading = document.reading;
    let (token, end) = (hit.token as usize, hit.end as usize);
    let sure = reading
        .hits_in(sentence, words::CERTAIN)
        .find(|sure| sure.end as usize <= token && token - sure.end as usize <= 2)
        .map(|sure| sure.token as usize);
    // “We start digging next year”: said of oneself, as certain as can be.
    let cursor = document.reading.cursor();
    let we = token > sentence.tokens.start && cursor.is_any(token - 1, &["we", "they"]);
    let sure = sure.or((we && !is_finite(document, token)).then_some(token));
    // The bare present, “Mining starts in May”, needs its subject directly before it.
    let verb = sure.unwrap_or(token);
    let other = |tokens: Range<usize>| {
        reading
            .hits_in(sentence, words::OTHER_WORK)
            .any(|hit| tokens.contains(&(hit.token as usize)))
    };
    let subject = reading
        .hits_in(sentence, words::START_WHAT)
        .filter(|what| (what.end as usize) <= verb && verb - what.end as usize <= 6)
        .last();
    if let Some(subject) = subject {
        let (first, subject_end) = (whole(document, sentence, subject), subject.end as usize);
        let stated = sure.is_some() || is_finite(document, token) && verb - subject_end <= 4;
        let other_before = first.saturating_sub(3).max(sentence.tokens.start)..verb;
        if stated && !other(other_before) && !other(end..(end + 2).min(sentence.tokens.end)) {
            return Some(first..end);
        }
        return None;
    }
    // “We’ll be mining by March”: the verb says what starts.
    let itself = document.reading.cursor().is(token, "be")
        && document
            .reading
            .cursor()
            .is_any(end - 1, &["mining", "producing", "digging", "extracting"]);
    if itself {
        return sure.map(|verb| verb..end);
    }
    let object = reading
        .hits_in(sentence, words::START_WHAT)
        .find(|what| what.token as usize >= end && what.token as usize - end <= 3)?;
    let until = (object.end as usize + 4).min(sentence.tokens.end);
    (sure.is_some() && !other(end..until)).then_some(verb..object.end as usize)
}

/// Where a subject begins, with what it is the start of: `construction of the mine`.
fn whole(document: &Document<'_>, sentence: &Sentence, subject: &Hit) -> usize {
    let reading = document.reading;
    let part = reading.hits_in(sentence, words::START_WHAT).find(|part| {
        let gap = part.end as usize..subject.token as usize;
        (1..=3).contains(&gap.len()) && reading.cursor().is(gap.start, "of")
    });
    part.unwrap_or(subject).token as usize
}

/// Whether a verb of starting is in the third person: `starts`, `begins`, `goes ahead`.
fn is_finite(document: &Document<'_>, token: usize) -> bool {
    let word = document.reading.cursor().lower(token);
    word.as_str().ends_with('s')
}

/// Ore that will be got out for certain: `will extract 4,000 t`, `ore will be mined`.
fn mined(document: &Document<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    let tokens = acts::first(document, sentence, sentence.tokens.clone())?;
    let cursor = document.reading.cursor();
    let sold = ["sell", "export", "ship", "raise", "haul", "truck", "exported", "shipped"];
    let will = cursor.is_any(tokens.start, &["will", "shall", "we'll", "they'll"]);
    let dug = ["mine", "extract", "produce", "dig", "quarry", "pour", "mined", "extracted"];
    let any = |words: &[&str]| tokens.clone().any(|at| cursor.is_any(at, words));
    (will && (any(&dug) || !any(&sold))).then_some(tokens)
}

/// The end of the date or quantity that follows closely.
fn date_or_quantity(document: &Document<'_>, sentence: &Sentence, end: usize) -> usize {
    let reading = document.reading;
    let near = |start: usize| start >= end && start - end <= 6;
    let quantities = reading.quantities_in(sentence).iter().map(|q| q.tokens.clone());
    let dates = reading.dates_in(sentence).iter().map(|dated| dated.tokens.clone());
    let next = quantities
        .chain(dates)
        .filter(|tokens| near(tokens.start))
        .min_by_key(|tokens| tokens.start);
    next.map_or(end, |tokens| tokens.end)
}
