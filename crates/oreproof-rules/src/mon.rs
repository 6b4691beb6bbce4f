//! Money and shares: capital, income, jobs and who receives what.

pub mod words;
mod mon001;
mod mon002;
mod mon003;
mod mon004;
mod mon005;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] =
    &[&mon001::MON001, &mon002::MON002, &mon003::MON003, &mon004::MON004, &mon005::MON005];
