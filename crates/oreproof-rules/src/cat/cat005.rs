//! # Contained metal without tonnage and grade
//!
//! The same metal in ten times the rock is another deposit, and may be worth nothing.
//!
//! ## Fires when
//!
//! A paragraph gives contained metal with a category but no tonnage and grade for it, or a
//! categorised tonnage with no grade.
//!
//! ## Silent when
//!
//! CAT001 fires on the quantity; the commodity is sold by the tonne of rock (coal, stone,
//! aggregate, salt); or the value repeats one that has its grade elsewhere.
//!
//! ## Underlines
//!
//! The first such quantity of the paragraph.
//! Once per paragraph.

use oreproof_promise::{Categories, Kind, Quantity};

use crate::cat::basis;
use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const CAT005: Rule = Rule {
    code: "CAT005",
    name: "grade-or-tonnage-missing",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{quantity} without the tonnage and grade it comes from",
    help: "give tonnes and grade beside the contained metal; the same metal in ten times the rock is another deposit",
    norm: "NI 43-101 s.2.2(d) and s.3.4(b); JORC 2012 cl.26 and cl.34",
    fires_on: &[
        Example::new("Indicated Resources contain 900,000 ounces of gold."),
        Example::new("The Inferred Resource is 4 million tonnes of nickel ore (JORC 2012)."),
        Example::new("Probable Reserves contain 120,000 tonnes of zinc."),
        Example::new("Measured and Indicated resources hold 2.1 million ounces of gold."),
    ],
    silent_on: &[
        Example::new(
            "Indicated Resources are 14 Mt at 2.0 g/t, containing 900,000 ounces of gold.",
        ),
        Example::new("The Inferred Resource is 4 Mt at 1.2% nickel."),
        Example::new("The Indicated coal resource is 118 million tonnes (JORC 2012)."),
        Example::new("The hill holds 12 million tonnes of copper ore."),
    ],
    source: include_str!("cat005.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for paragraph in &reading.paragraphs {
        if paragraph.quantities.is_empty() {
            continue;
        }
        let quantities = &reading.quantities[paragraph.quantities.clone()];
        let behind = Behind::new(quantities);
        let bare = |q: &&Quantity| {
            basis::is_categorised(q)
                && q.repeats.is_none()
                && !q.commodity.is_some_and(|c| c.is_bulk())
                && !behind.carries(q)
        };
        if let Some(quantity) = quantities.iter().find(bare) {
            sink.fire(
                quantity.bytes.clone(),
                format!("{} without the tonnage and grade it comes from", document.quote(quantity)),
            );
        }
    }
}

/// What a paragraph gives of which category.
#[derive(Default)]
struct Behind {
    graded: Given,
    tonnage: Given,
}

/// The categories of which something is given; `any` where it stands without one.
#[derive(Default)]
struct Given {
    any: bool,
    categories: Categories,
}

impl Behind {
    fn new(quantities: &[Quantity]) -> Self {
        let mut behind = Self::default();
        for quantity in quantities {
            let given = match quantity.kind {
                Kind::OreTonnage => &mut behind.tonnage,
                _ if basis::is_grade(quantity) => &mut behind.graded,
                _ => continue,
            };
            given.any |= quantity.category.is_empty();
            given.categories = given.categories.union(quantity.category);
        }
        behind
    }

    /// Whether a tonnage has its grade here, and contained metal both.
    fn carries(&self, quantity: &Quantity) -> bool {
        let has = |given: &Given| {
            given.any || !given.categories.shared_with(quantity.category).is_empty()
        };
        has(&self.graded) && (quantity.kind != Kind::Contained || has(&self.tonnage))
    }
}
