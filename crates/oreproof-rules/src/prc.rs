//! Price: prices used and prices implied.

pub mod words;
mod reference;
mod prc001;
mod prc002;
mod prc003;
mod prc004;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&prc001::PRC001, &prc002::PRC002, &prc003::PRC003, &prc004::PRC004];
