//! Stage and instrument: what has been signed, permitted and studied.

pub mod words;
mod acts;
mod certainty;
pub(crate) mod study;
mod stg001;
mod stg002;
mod stg003;
mod stg004;
mod stg005;
mod stg006;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[
    &stg001::STG001,
    &stg002::STG002,
    &stg003::STG003,
    &stg004::STG004,
    &stg005::STG005,
    &stg006::STG006,
];
