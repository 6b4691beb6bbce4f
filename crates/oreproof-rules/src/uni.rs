//! Units and currencies that can be read two ways, or not at all.

pub mod words;
mod uni001;
mod uni002;
mod uni003;
mod uni004;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&uni001::UNI001, &uni002::UNI002, &uni003::UNI003, &uni004::UNI004];
