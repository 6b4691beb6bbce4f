//! Flows: who pays whom, and for what.

use serde::{Deserialize, Serialize};

use crate::instrument::TakeKind;

/// A side of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// The project, which starts each period with its pre-tax cash and ends it with nothing.
    Project,
    /// A party, by position.
    Party(usize),
}

/// What a flow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowKind {
    /// An instrument's take.
    Take(TakeKind),
    /// Money lent to the project.
    Drawing,
    /// Interest.
    Interest,
    /// Money lent that is repaid.
    Principal,
    /// A lender's fee.
    Fee,
    /// What owners receive.
    Dividend,
    /// What owners pay in.
    Call,
    /// What one pays in for a carried owner.
    Carry,
    /// What a carried owner repays.
    Repayment,
    /// What one party passes on to another.
    Transfer,
}
