//! Place, tenure and interest: whose, where, and whether anyone has recorded it.

pub mod words;
mod geo001;
mod geo002;
mod geo003;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&geo001::GEO001, &geo002::GEO002, &geo003::GEO003];
