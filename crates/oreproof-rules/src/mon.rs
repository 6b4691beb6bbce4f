//! Money and shares: capital, income, jobs and who receives what.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
