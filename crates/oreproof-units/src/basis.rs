//! What a tonnage or a value is a tonnage or a value of.

use std::fmt;

use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where on the road from rock to sale an amount stands. Amounts of different bases never add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Rock in place.
    InSitu,
    /// Metal in the rock, before any loss.
    Contained,
    /// Metal that the mine and the plant are expected to save.
    Recoverable,
    /// Metal that the buyer pays for.
    Payable,
}

/// Whether an amount counts the whole project or one holder's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// The whole project.
    Whole,
    /// The holder's share only.
    Attributable,
}

/// An amount together with what it is an amount of.
///
/// Contained copper and payable copper are both tonnes; adding them is a mistake
/// that this type refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Based<T> {
    /// The amount.
    pub value: T,
    /// Where on the road it stands.
    pub basis: Basis,
    /// Whose part it is.
    pub ownership: Ownership,
}

/// Why two amounts do not add.
#[derive(Clone, Copy, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum BasisError {
    /// Rock in place, contained, recoverable and payable metal are different
    /// amounts, each less than the one before.
    #[error("cannot add {right} to {left}")]
    #[diagnostic(
        code("units::two-bases"),
        help("bring both to one basis by mining recovery, plant recovery or payable share first")
    )]
    Bases {
        /// The basis of the first amount.
        left: Basis,
        /// The basis of the second.
        right: Basis,
    },
    /// One amount counts the whole project and the other a holder's part.
    #[error("cannot add a {right} amount to a {left} one")]
    #[diagnostic(
        code("units::two-ownerships"),
        help("multiply the whole project's amount by the holder's interest first")
    )]
    Ownerships {
        /// The ownership of the first amount.
        left: Ownership,
        /// The ownership of the second.
        right: Ownership,
    },
}

impl<T: std::ops::Add<Output = T>> Based<T> {
    /// The sum of two amounts of one basis and one ownership.
    ///
    /// # Errors
    ///
    /// When the bases or the ownerships differ.
    ///
    /// # Examples
    ///
    /// ```
    /// use oreproof_units::{Based, Basis, Ownership};
    ///
    /// let contained = Based { value: 15e6, basis: Basis::Contained, ownership: Ownership::Whole };
    /// let payable = Based { value: 12e6, basis: Basis::Payable, ..contained };
    /// assert!(contained.plus(payable).is_err());
    /// assert_eq!(contained.plus(contained).unwrap().value, 30e6);
    /// ```
    pub fn plus(self, other: Self) -> Result<Self, BasisError> {
        if self.basis != other.basis {
            return Err(BasisError::Bases { left: self.basis, right: other.basis });
        }
        if self.ownership != other.ownership {
            return Err(BasisError::Ownerships { left: self.ownership, right: other.ownership });
        }
        Ok(Self { value: self.value + other.value, ..self })
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InSitu => "in situ",
            Self::Contained => "contained",
            Self::Recoverable => "recoverable",
            Self::Payable => "payable",
        })
    }
}

impl fmt::Display for Ownership {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whole => "100 %",
            Self::Attributable => "attributable",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASES: [Basis; 4] = [Basis::InSitu, Basis::Contained, Basis::Recoverable, Basis::Payable];

    #[test]
    fn only_amounts_of_one_basis_and_ownership_add() {
        for left in BASES {
            for right in BASES {
                let based = |basis| Based { value: 1, basis, ownership: Ownership::Whole };
                let sum = based(left).plus(based(right));
                match left == right {
                    true => assert_eq!(sum.unwrap().value, 2),
                    false => assert_eq!(sum.unwrap_err(), BasisError::Bases { left, right }),
                }
            }
        }
    }

    #[test]
    fn a_holders_part_does_not_add_to_the_whole() {
        let whole = Based { value: 1, basis: Basis::Contained, ownership: Ownership::Whole };
        let part = Based { ownership: Ownership::Attributable, ..whole };
        assert!(matches!(whole.plus(part), Err(BasisError::Ownerships { .. })));
    }
}
