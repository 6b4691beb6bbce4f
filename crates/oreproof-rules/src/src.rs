//! Attribution: who says so, and what they gain.

pub mod words;
mod unnamed;
mod interest;
mod src001;
mod src002;
mod src003;
mod src004;
mod src005;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] =
    &[&src001::SRC001, &src002::SRC002, &src003::SRC003, &src004::SRC004, &src005::SRC005];
