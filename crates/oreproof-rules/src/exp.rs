//! Exploration: targets, intercepts and samples.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
