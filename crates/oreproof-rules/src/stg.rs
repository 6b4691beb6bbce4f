//! Stage and instrument: what has been signed, permitted and studied.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
