//! What stands behind each claim.
//!
//! Three questions are kept apart and never blended into one score: how far an instrument has
//! gone (S), how well the rock is known (R), and how well the claim itself is proven (P). Each
//! grade says why it stands where it stands and which one document would raise it.
//!
//! Beside the grades: how long nothing was heard, what became of what a speaker announced
//! before, and where sites and titles lie, as each source puts them.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod standing;
pub mod rock;
pub mod proof;
pub mod grade;
pub mod track;
pub mod geodesy;
pub mod land;
pub mod link;

mod backing;
mod index;

pub use grade::{ClaimEvidence, Evidence, gather};
pub use proof::{P, Proof};
pub use rock::{R, Rock};
pub use standing::{Standing, standings};
pub use track::{Track, tracks};
