//! Rare earths: the ways in which rare-earth claims go wrong.

pub mod words;
mod ree001;
mod ree002;
mod ree003;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&ree001::REE001, &ree002::REE002, &ree003::REE003];
