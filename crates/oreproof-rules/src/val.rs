//! Valuation: worth attached to what lies in the ground.

pub mod words;
mod gross;
mod val001;
mod val002;
mod val003;
mod val004;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&val001::VAL001, &val002::VAL002, &val003::VAL003, &val004::VAL004];
