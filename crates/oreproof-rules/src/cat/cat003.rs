//! # Inferred added to higher categories
//!
//! Inferred tonnage rests on so little that part of it may never be confirmed.
//! A sum that holds it has no single confidence.
//!
//! ## Fires when
//!
//! A single quantity is stated to be made up of Inferred together with Measured, Indicated or
//! reserves (“Measured, Indicated and Inferred”, “including Inferred”, “Inferred included”,
//! “all categories”, a total whose listed parts include Inferred, or a headline value that
//! equals such a sum).
//!
//! ## Silent when
//!
//! The code is JORC, SAMREC or PERC and each part is given with its own tonnage and grade.
//!
//! ## Underlines
//!
//! The combined quantity, where its make-up is stated.
//! Once per distinct total.

use oreproof_promise::{Categories, Category, Hit, Quantity, Sentence};
use oreproof_units::Unit;
use rustc_hash::FxHashSet;

use crate::cat::{basis, sums, words};
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const CAT003: Rule = Rule {
    code: "CAT003",
    name: "inferred-added",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "inferred added to higher categories in {quantity}",
    help: "give each category on its own line; an Inferred tonnage may never be measured, so the sum has no single confidence",
    norm: "NI 43-101 s.2.2(c); S-K 1300 Items 1303(b)(3) and 1304(d); JORC 2012 cl.26",
    fires_on: &[
        Example::new("Total resources now stand at 5 million ounces, Inferred included."),
        Example::new(
            "The deposit holds Measured, Indicated and Inferred resources of 40 Mt at 0.5% copper (NI 43-101).",
        ),
        Example::new("Resources in all categories, Inferred included, come to 900,000 ounces."),
        Example::new(
            "Indicated: 10 Mt at 1.0% copper. Inferred: 20 Mt at 0.8% copper. Total: 30 Mt at 0.87% copper (NI 43-101).",
        ),
        Example::new(
            "Mineral Resources (NI 43-101) are 41 Mt at 1.2% zinc, of which 12 Mt is Inferred.",
        ),
        Example::new(
            "Resource grows to 30 Mt\nIndicated: 10 Mt at 1.0% copper. Inferred: 20 Mt at 0.8% copper (NI 43-101).",
        ),
        Example::new(
            "Indicated and Inferred resources together are 12 million tonnes at 1.4% zinc.",
        ),
    ],
    silent_on: &[
        Example::new(
            "Indicated 2.1 million ounces; Inferred 2.9 million ounces, reported separately.",
        ),
        Example::new(
            "Measured 2 Mt at 1.0%, Indicated 3 Mt at 0.9% and Inferred 5 Mt at 0.8% copper, for a total of 10 Mt at 0.87% (JORC 2012).",
        ),
        Example::new("The Inferred Resource is 4 Mt at 1% tin."),
        Example::new(
            "Resource grows to 30 Mt\nIndicated: 10 Mt at 1.0% copper. Inferred: 20 Mt at 0.8% copper (JORC).",
        ),
        Example::new(
            "Measured: 10 Mt at 1.0% copper. Indicated: 20 Mt at 0.8% copper. Total: 30 Mt at 0.87% copper (NI 43-101).",
        ),
        Example::new("Measured and Indicated resources are 9 Mt at 1.1% nickel."),
    ],
    source: include_str!("cat003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    if !reading.quantities.iter().any(|q| q.category.has(Category::Inferred))
        && !document.says(words::ALL_CATEGORIES)
    {
        return;
    }
    let own_code = document.says(words::EACH_ITS_OWN);
    let given = if own_code { sums::given_apart(reading) } else { Categories::default() };
    let totals = sums::with_inferred(reading);
    let mut seen: FxHashSet<(u64, Option<Unit>)> = FxHashSet::default();
    for (at, (quantity, sentence)) in document.quantities().enumerate() {
        if !basis::is_stock(quantity) || quantity.repeats.is_some() {
            continue;
        }
        let named = quantity.category.has(Category::Inferred) && quantity.category.len() > 1;
        let summed =
            sentence.cues.has(words::ALL_CATEGORIES) && says_all(document, quantity, sentence);
        let total = totals.get(&at).copied();
        if !(named || summed || total.is_some() || holds_inferred(document, at, sentence)) {
            continue;
        }
        let parts = quantity.category.union(total.unwrap_or_default());
        let apart = given.has(Category::Inferred) && given.len() > 1 && given.contains(parts);
        if own_code && apart {
            continue;
        }
        if seen.insert((quantity.value().to_bits(), quantity.unit)) {
            let message = format!(
                "inferred added to higher categories in {}",
                reading.quote(&quantity.bytes)
            );
            sink.fire(quantity.bytes.clone(), message);
        }
    }
}

/// “41 Mt, of which 12 Mt is Inferred”: whether the next amount is a smaller, Inferred part.
fn holds_inferred(document: &Document<'_>, at: usize, sentence: &Sentence) -> bool {
    if !sentence.cues.has(words::PART) {
        return false;
    }
    let reading = document.reading;
    let whole = &reading.quantities[at];
    let rest = &reading.quantities[at + 1..sentence.quantities.end];
    let part = rest.iter().find(|q| q.kind == whole.kind && q.unit == whole.unit);
    part.is_some_and(|part| {
        part.value() < whole.value()
            && part.category.len() == 1
            && part.category.has(Category::Inferred)
            && reading.hits_in(sentence, words::PART).any(|hit| {
                whole.tokens.end <= hit.token as usize && hit.end as usize <= part.tokens.start
            })
    })
}

/// Whether the words for a sum over all categories stand with this quantity, and no part of it does.
fn says_all(document: &Document<'_>, quantity: &Quantity, sentence: &Sentence) -> bool {
    let reading = document.reading;
    let cursor = reading.cursor();
    let near = |hit: &Hit| {
        let (token, end) = (hit.token as usize, hit.end as usize);
        // “total resources” says nothing by itself: Inferred must be named too.
        let bare = cursor.is_any(token, &["total", "global"])
            && !sentence.tokens.clone().any(|at| cursor.is(at, "inferred"));
        let gap = if token >= quantity.tokens.end {
            token - quantity.tokens.end
        } else {
            quantity.tokens.start.saturating_sub(end)
        };
        gap <= 12 && !bare
    };
    let first = reading.quantities_in(sentence).iter().find(|q| basis::is_stock(q));
    // “…, or 226 kt all told, Inferred included”
    let directly = |hit: &Hit| {
        let token = hit.token as usize;
        token >= quantity.tokens.end && token - quantity.tokens.end <= 4
    };
    let own = reading
        .hits_in(sentence, words::ALL_CATEGORIES)
        .any(|hit| directly(hit) && !cursor.is_any(hit.token as usize, &["total", "global"]));
    (own || first.is_some_and(|first| first.tokens == quantity.tokens))
        && reading.hits_in(sentence, words::ALL_CATEGORIES).any(near)
}
