//! Category and estimate: how sure a tonnage is, and whether the text says so.

pub mod words;
mod basis;
mod sums;
pub(crate) mod historical;
mod cat001;
mod cat002;
mod cat003;
mod cat004;
mod cat005;
mod cat006;
mod cat007;
mod cat008;
mod cat009;
mod cat010;
mod cat011;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[
    &cat001::CAT001,
    &cat002::CAT002,
    &cat003::CAT003,
    &cat004::CAT004,
    &cat005::CAT005,
    &cat006::CAT006,
    &cat007::CAT007,
    &cat008::CAT008,
    &cat009::CAT009,
    &cat010::CAT010,
    &cat011::CAT011,
];
