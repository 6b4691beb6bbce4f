//! Category and estimate: how sure a tonnage is, and whether the text says so.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
