//! Language: words that sound like numbers or rankings.

pub mod words;
mod lan001;
mod lan002;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&lan001::LAN001, &lan002::LAN002];
