//! Rare earths: the ways in which rare-earth claims go wrong.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
