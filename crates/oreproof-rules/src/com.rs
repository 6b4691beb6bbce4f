//! Other commodities: basis and form of the product.

pub mod words;
mod com001;
mod com002;
mod com003;
mod com004;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&com001::COM001, &com002::COM002, &com003::COM003, &com004::COM004];
