//! Arithmetic: numbers that contradict one another.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
