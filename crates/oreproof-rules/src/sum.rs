//! Arithmetic: numbers that contradict one another.

pub mod words;
pub(crate) mod interval;
pub(crate) mod linked;
mod sum001;
mod sum002;
mod sum003;
mod sum004;
mod sum005;
mod sum006;
mod sum007;
mod sum008;
mod sum009;
mod sum010;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[
    &sum001::SUM001,
    &sum002::SUM002,
    &sum003::SUM003,
    &sum004::SUM004,
    &sum005::SUM005,
    &sum006::SUM006,
    &sum007::SUM007,
    &sum008::SUM008,
    &sum009::SUM009,
    &sum010::SUM010,
];
