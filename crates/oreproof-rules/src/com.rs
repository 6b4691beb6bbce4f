//! Other commodities: basis and form of the product.

pub mod words;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[];
