//! # More digits than an estimate can have
//!
//! A tonnage worked out between drill holes is good to two or three figures. Five
//! say only how many digits the spreadsheet showed.
//!
//! ## Fires when
//!
//! A tonnage or contained quantity in the ground that has no category, is historical,
//! is a target or lies in a resource category shows five or more significant figures.
//!
//! ## Silent when
//!
//! It is a reserve, or measured output.

use oreproof_promise::Modality;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SUM008: Rule = Rule {
    code: "SUM008",
    name: "false-precision",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 2,
    message: "{quantity} is more precise than any estimate can be",
    help: "round to the digits that the category supports: two for Inferred, three at most for Indicated",
    norm: "JORC 2012 cl.25; CIM Definition Standards 2014 (guidance)",
    fires_on: &[
        Example::new("The Inferred Resource is 18,642,310 tonnes."),
        Example::new("Beneath the crust lie 18,642,500 tonnes of rare earths."),
        Example::new("Indicated Resources contain 912,345 ounces of gold."),
        Example::new("Soviet-era teams counted 7,318,450 t of iron ore at Mirsk."),
    ],
    silent_on: &[
        Example::new("The Inferred Resource is about 19 million tonnes."),
        Example::new("Probable Reserves are 18,642,310 tonnes at 1.2% nickel."),
        Example::new("The mine produced 182,437 t of manganese ore in the quarter."),
        Example::new("Indicated Resources contain 1,095,000 ounces of gold."),
    ],
    source: include_str!("sum008.rs"),
    check,
};

/// Significant figures that no estimate of a resource supports.
const TOO_MANY: u8 = 5;

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for quantity in &document.reading.quantities {
        let stock = quantity.is_in_ground() && quantity.modality != Modality::Measured;
        if stock && quantity.figures >= TOO_MANY && !quantity.category.is_reserve() {
            let quote = document.quote(quantity);
            sink.fire(
                quantity.bytes.clone(),
                format!("{quote} is more precise than any estimate can be"),
            );
        }
    }
}
