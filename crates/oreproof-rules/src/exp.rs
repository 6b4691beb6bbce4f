//! Exploration: targets, intercepts and samples.

pub mod words;
mod targets;
pub(crate) mod intercepts;
mod exp001;
mod exp002;
mod exp003;
mod exp004;
mod exp005;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] =
    &[&exp001::EXP001, &exp002::EXP002, &exp003::EXP003, &exp004::EXP004, &exp005::EXP005];
