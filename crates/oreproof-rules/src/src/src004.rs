//! # The only source is the one who gains
//!
//! A promoter may be right; somebody who gains nothing should say so too.
//!
//! ## Fires when
//!
//! An in-ground quantity, a valuation or a benefit is attributed to one named person or office
//! whose stated role gains from it (minister, governor, mayor, government office, chief
//! executive, chairman, director, promoter, adviser to a party, shareholder), and nobody else
//! in the document supports it.
//!
//! ## Silent when
//!
//! The same value is also attributed to a named document or an independent person; a former
//! role does not count.
//!
//! ## Underlines
//!
//! The name with its role, where it first carries such a quantity.
//! Once per speaker.

use oreproof_promise::FormGroup;

use crate::src::interest;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const SRC004: Rule = Rule {
    code: "SRC004",
    name: "interested-sole-source",
    severity: Severity::Info,
    decided_by: DecidedBy::Text,
    forms: Forms::Groups(&[FormGroup::Press]),
    tier: 2,
    message: "only source is {role}",
    help: "say what the speaker gains, and look for someone who gains nothing",
    norm: "IFCN Code of Principles, criterion on the interests of quoted sources; JORC 2012 cl.9 (relationship disclosed)",
    fires_on: &[
        Example::new("Chief executive Dan Moss said the deposit holds two million ounces."),
        Example::new("Governor Ana Reyes said the valley holds 4 million tonnes of tin ore."),
        Example::new(
            "The mine will bring $2 billion a year, according to the prime minister’s office.",
        ),
        Example::new(
            "Mining minister Rolf Stam told reporters that the minerals are worth $90 billion.",
        ),
        Example::new(
            "The deposit contains 40 million tonnes of ore, according to Pavel Orr, the company’s chairman.",
        ),
    ],
    silent_on: &[
        Example::new(
            "The deposit holds two million ounces, according to the technical report and to a university team.",
        ),
        Example::new("Former minister Rolf Stam said the minerals are worth $90 billion."),
        Example::new("Lena Ford, who teaches geology, said the deposit holds 4 million tonnes."),
        Example::new("Minister Rolf Stam said the road would be mended."),
        Example::new("Mining minister Jan Kolar said that 320 people work at the mine today."),
    ],
    source: include_str!("src004.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    for (tokens, role) in interest::speakers(document) {
        sink.fire(document.reading.bytes(tokens), format!("only source is {role}"));
    }
}
