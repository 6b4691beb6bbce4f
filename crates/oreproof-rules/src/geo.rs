//! Place, tenure and interest: whose, where, and whether anyone has recorded it.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
