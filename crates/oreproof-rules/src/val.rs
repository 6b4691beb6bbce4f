//! Valuation: worth attached to what lies in the ground.

pub mod words;
mod val001;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&val001::VAL001];
