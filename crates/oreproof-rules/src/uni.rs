//! Units: units and currencies that can be read two ways, or not at all.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
