//! A balance between powers: who holds which part of which role, side by side.
//!
//! A country may sell to one power, borrow from a second and have its mines run by a third. Each
//! role keeps its own shares; they are never added, since a tenth of the lending and a tenth of
//! the buying are not the same tenth. What stands out is the largest single dependence.

use serde::Serialize;

use crate::concentration::{Bounds, Unknown, hhi};
use crate::shares::Shares;

/// What somebody is to a project or a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Mines it.
    Producer,
    /// Buys it, as counted at the border.
    Buyer,
    /// Owns a part.
    Owner,
    /// Lends for it.
    Financier,
    /// Runs it.
    Operator,
    /// Has a right to buy it.
    Offtaker,
    /// Answers for its debt.
    Guarantor,
}

impl Role {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Producer => "producer",
            Self::Buyer => "buyer",
            Self::Owner => "owner",
            Self::Financier => "financier",
            Self::Operator => "operator",
            Self::Offtaker => "offtaker",
            Self::Guarantor => "guarantor",
        }
    }
}

/// The shares of one role, of one thing, by one source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// Which role.
    pub role: Role,
    /// Of what: `antimony ore, 2023`.
    pub of: String,
    /// Who says so. Two sources are two rows.
    pub source: String,
    /// Who holds which part.
    pub shares: Shares,
    /// How concentrated.
    pub hhi: Bounds,
}

impl Held {
    /// Shares with their concentration.
    pub fn new(role: Role, of: String, source: String, shares: Shares, unknown: Unknown) -> Self {
        let hhi = hhi(&shares, unknown);
        Self { role, of, source, shares, hhi }
    }
}

/// One holder in one role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dependence {
    /// Which role.
    pub role: Role,
    /// Of what.
    pub of: String,
    /// By whose account.
    pub source: String,
    /// On whom.
    pub on: String,
    /// With what part.
    pub part: f64,
}

/// The largest single dependence among others than `own`; the first of equals.
pub fn largest<'h>(held: &'h [Held], own: &[&str]) -> Option<Dependence> {
    let each = |held: &'h Held| {
        let mut others =
            held.shares.named().iter().filter(|share| !own.contains(&share.who.as_str()));
        let share = others.next()?;
        Some(Dependence {
            role: held.role,
            of: held.of.clone(),
            source: held.source.clone(),
            on: share.who.clone(),
            part: share.part,
        })
    };
    held.iter()
        .filter_map(each)
        .reduce(|most, next| if most.part < next.part { next } else { most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_dependence_is_named_and_own_parts_do_not_count() {
        let held = |role, parts: &[(&str, f64)]| {
            let shares = Shares::of_parts(parts).unwrap();
            Held::new(role, "ore".into(), "customs".into(), shares, Unknown::Anyone)
        };
        let all = [
            held(Role::Buyer, &[("CHN", 0.7), ("USA", 0.1)]),
            held(Role::Owner, &[("PAK", 0.9), ("CAN", 0.1)]),
        ];
        let got = largest(&all, &["PAK"]).unwrap();
        assert_eq!((got.role, got.on.as_str(), got.part), (Role::Buyer, "CHN", 0.7));
        assert_eq!(largest(&[], &[]), None);
    }
}
