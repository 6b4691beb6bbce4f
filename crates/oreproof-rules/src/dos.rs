//! Dossier: checks against the other documents of the case.

pub mod words;
mod rank;
mod dos001;
mod dos002;
mod dos003;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[&dos001::DOS001, &dos002::DOS002, &dos003::DOS003];
