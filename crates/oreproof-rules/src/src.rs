//! Attribution: who says so, and what they gain.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
