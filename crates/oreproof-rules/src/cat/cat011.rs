//! # A metal equivalent without its basis
//!
//! An equivalent grade adds unlike metals by price; without prices and recoveries it can be
//! made as large as one likes.
//!
//! ## Fires when
//!
//! An equivalent grade or content (CuEq, AuEq, zinc-equivalent …) is stated and the document
//! lacks the grades of the metals in it, or the prices and recoveries (or the formula) used.
//!
//! ## Silent when
//!
//! All are present.
//! Lithium carbonate equivalent, oxides and other fixed chemical conversions are not metal
//! equivalents.
//!
//! ## Underlines
//!
//! The first equivalent grade or content.
//! Once per document and metal.

use oreproof_promise::{Commodity, Kind, Modality, Quantity};
use rustc_hash::FxHashSet;

use crate::cat::words;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const CAT011: Rule = Rule {
    code: "CAT011",
    name: "metal-equivalent-basis-missing",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "metal equivalent without {missing}",
    help: "list each metal's grade, the price and recovery of each, and the formula; say that every metal can be recovered and sold",
    norm: "NI 43-101 s.2.3(1)(d); JORC 2012 cl.50; CSA Staff Notice 51-364",
    fires_on: &[
        Example::new("The zone averages 2.2% copper-equivalent."),
        Example::new(
            "The resource holds 1.2 million ounces of gold-equivalent (Inferred, JORC 2012).",
        ),
        Example::new("Hole 9 cut 40 m at 1.9% CuEq."),
        Example::new("Indicated: 9 Mt grading 220 g/t silver-equivalent."),
    ],
    silent_on: &[
        Example::new(
            "The zone averages 1.6% Cu and 0.9 g/t Au (2.2% CuEq = Cu + 0.62 × Au, at US$4/lb, US$2,000/oz, recoveries 88% and 75%).",
        ),
        Example::new("The zone averages 1.6% Cu."),
        Example::new("The brine holds 2 Mt of lithium carbonate equivalent."),
        Example::new(
            "The grade is 1.4% Cu and 0.5 g/t Au, or 1.8% CuEq by the formula Cu + 0.8 × Au.",
        ),
    ],
    source: include_str!("cat011.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let mut basis: Option<Basis> = None;
    let mut seen: FxHashSet<Option<Commodity>> = FxHashSet::default();
    for (quantity, sentence) in document.quantities() {
        let equivalent =
            quantity.kind == Kind::GradeEquivalent || is_equivalent_metal(document, quantity);
        if !equivalent
            || quantity.modality == Modality::Negated
            || sentence.cues.has(words::CHEMICAL)
            || !seen.insert(quantity.commodity)
        {
            continue;
        }
        let basis = basis.get_or_insert_with(|| Basis::of(document));
        let missing = match (basis.metals, basis.worked) {
            (true, true) => continue,
            (false, true) => "the grade of each metal",
            (true, false) => "prices and recoveries",
            (false, false) => "the grade of each metal, prices and recoveries",
        };
        sink.fire(quantity.bytes.clone(), format!("metal equivalent without {missing}"));
    }
}

/// What a document says of how its equivalents were made.
struct Basis {
    /// The grades of at least two metals.
    metals: bool,
    /// Prices and recoveries, or the formula.
    worked: bool,
}

impl Basis {
    fn of(document: &Document<'_>) -> Self {
        let quantities = &document.reading.quantities;
        let has = |kind: Kind| quantities.iter().any(|q| q.kind == kind);
        let grades = quantities.iter().filter(|q| q.kind == Kind::Grade);
        let metals: FxHashSet<Commodity> = grades.filter_map(|q| q.commodity).collect();
        Self {
            metals: metals.len() > 1,
            worked: has(Kind::Price) && has(Kind::Recovery) || document.says(words::FORMULA),
        }
    }
}

/// Contained metal in equivalents: `1.2 million ounces of gold-equivalent`.
fn is_equivalent_metal(document: &Document<'_>, quantity: &Quantity) -> bool {
    let cursor = document.reading.cursor();
    let end = quantity.tokens.end + usize::from(cursor.is(quantity.tokens.end, "of"));
    let hyphen = usize::from(cursor.raw(end + 1) == "-");
    quantity.kind == Kind::Contained
        && (cursor.is_any(end, &["AuEq", "CuEq", "AgEq", "ZnEq"])
            || cursor.is(end + 1 + hyphen, "equivalent"))
}
