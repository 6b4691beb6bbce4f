//! Every rule in catalogue order, and the one function that runs them.

use std::sync::LazyLock;

use oreproof_promise::{Lexicon, PhraseList, vocabulary};

use crate::document::Document;
use crate::finding::{Finding, Sink, Unanswered};
use crate::rule::Rule;
use crate::{
    cat, com, dos, exp, geo, lan, mon, prc, precedence, ree, src, stg, sum, tim, uni, val, words,
};

/// The families in catalogue order, each with its rules and word lists.
const FAMILIES: &[(&[&Rule], &[PhraseList])] = &[
    (val::RULES, val::words::LISTS),
    (cat::RULES, cat::words::LISTS),
    (exp::RULES, exp::words::LISTS),
    (sum::RULES, sum::words::LISTS),
    (uni::RULES, uni::words::LISTS),
    (stg::RULES, stg::words::LISTS),
    (src::RULES, src::words::LISTS),
    (tim::RULES, tim::words::LISTS),
    (mon::RULES, mon::words::LISTS),
    (prc::RULES, prc::words::LISTS),
    (geo::RULES, geo::words::LISTS),
    (ree::RULES, ree::words::LISTS),
    (com::RULES, com::words::LISTS),
    (lan::RULES, lan::words::LISTS),
    (dos::RULES, dos::words::LISTS),
];

/// Every rule, in catalogue order.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|(rules, _)| rules.iter().copied())
}

/// The rule of a code, whatever its capitals.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The word lists of the reader and of every rule, ready for matching.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let mut lists = vec![vocabulary::COMMODITY_LIST, vocabulary::LISTS, words::LISTS];
        lists.extend(FAMILIES.iter().map(|(_, lists)| *lists));
        Lexicon::new(&lists)
    });
    &LEXICON
}

/// Runs the rules that `wanted` lets through over a document.
///
/// Findings come in order of place and then of rule; what a rule could not
/// answer comes beside them.
pub fn check(
    document: &Document<'_>,
    wanted: impl Fn(&Rule) -> bool,
) -> (Vec<Finding>, Vec<Unanswered>) {
    let (mut findings, mut unanswered) = (Vec::new(), Vec::new());
    // A rule that is switched off may still silence another, so all run first.
    for rule in rules().filter(|rule| rule.forms.include(document.form())) {
        let asked = unanswered.len();
        let mut sink = Sink { rule, findings: &mut findings, unanswered: &mut unanswered };
        (rule.check)(document, &mut sink);
        if !wanted(rule) {
            unanswered.truncate(asked);
        }
    }
    precedence::settle(&mut findings);
    findings.retain(|finding| wanted(finding.rule));
    findings.sort_by(|a, b| {
        (a.bytes.start, a.bytes.end, a.rule.code).cmp(&(b.bytes.start, b.bytes.end, b.rule.code))
    });
    (findings, unanswered)
}
