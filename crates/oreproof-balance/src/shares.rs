//! Parts of a whole by who holds them, and the part nobody is named for.

use serde::Serialize;

use crate::error::{BalanceError, not_negative, part};

/// What one holder has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Who: a country's three letters, a party, a buyer.
    pub who: String,
    /// Its part of the whole, from 0 to 1.
    pub part: f64,
}

/// Who holds which part; the largest first, equals by name.
///
/// The parts and the unknown add up to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shares {
    named: Vec<Share>,
    unknown: f64,
}

/// How far printed shares may add up above 1 by their rounding.
const ROUNDING: f64 = 0.005;

impl Shares {
    /// Shares of amounts in one unit, with the amount of those not named.
    ///
    /// # Errors
    ///
    /// When an amount is negative or no number, nobody holds anything, or a name comes twice.
    pub fn of_amounts(amounts: &[(&str, f64)], unnamed: f64) -> Result<Self, BalanceError> {
        let mut total = not_negative("the amount of those not named", unnamed)?;
        for (who, amount) in amounts {
            total += not_negative(format!("the amount of {who}"), *amount)?;
        }
        if total == 0.0 {
            return Err(BalanceError::Nothing);
        }
        let named = amounts.iter().map(|(who, amount)| ((*who).to_owned(), amount / total));
        Self::sorted(named.collect(), unnamed / total)
    }

    /// Shares as stated, each a part of one; what is left to the whole is unknown.
    ///
    /// Printed shares may add up to as much as half a percent above the whole by rounding: they
    /// are then brought to their sum.
    ///
    /// # Errors
    ///
    /// When a share lies outside 0 to 1, their sum above 1, or a name comes twice.
    pub fn of_parts(parts: &[(&str, f64)]) -> Result<Self, BalanceError> {
        let mut sum = 0.0;
        for (who, share) in parts {
            sum += part(format!("the share of {who}"), *share)?;
        }
        if 1.0 + ROUNDING < sum {
            return Err(BalanceError::AboveWhole { sum });
        }
        let whole = sum.max(1.0);
        let named = parts.iter().map(|(who, share)| ((*who).to_owned(), share / whole));
        Self::sorted(named.collect(), (1.0 - sum).max(0.0))
    }

    fn sorted(named: Vec<(String, f64)>, unknown: f64) -> Result<Self, BalanceError> {
        let mut named: Vec<Share> =
            named.into_iter().map(|(who, part)| Share { who, part }).collect();
        named.sort_by(|a, b| a.who.cmp(&b.who));
        if let Some(twice) = named.windows(2).find(|pair| pair[0].who == pair[1].who) {
            return Err(BalanceError::Twice { who: twice[0].who.clone() });
        }
        named.retain(|share| 0.0 < share.part);
        named.sort_by(|a, b| b.part.total_cmp(&a.part));
        Ok(Self { named, unknown })
    }

    /// The holders, the largest first.
    pub fn named(&self) -> &[Share] {
        &self.named
    }

    /// The part of which nobody knows the holder.
    pub fn unknown(&self) -> f64 {
        self.unknown
    }

    /// The part of one holder; nought for who is not named.
    pub fn of(&self, who: &str) -> f64 {
        self.named.iter().find(|share| share.who == who).map_or(0.0, |share| share.part)
    }

    /// The largest holder; nobody where all is unknown.
    pub fn largest(&self) -> Option<&Share> {
        self.named.first()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_become_parts_with_the_unnamed_beside() {
        let shares = Shares::of_amounts(&[("b", 1.0), ("a", 2.0), ("c", 0.0)], 1.0).unwrap();
        assert_eq!((shares.of("a"), shares.of("b"), shares.unknown()), (0.5, 0.25, 0.25));
        assert_eq!(shares.largest().unwrap().who, "a");
        assert_eq!(shares.named().len(), 2);
    }

    #[test]
    fn rounded_shares_are_brought_to_their_sum_and_wrong_ones_refused() {
        let shares = Shares::of_parts(&[("a", 0.602), ("b", 0.402)]).unwrap();
        assert!((shares.of("a") + shares.of("b") - 1.0).abs() < 1e-15);
        let above = Shares::of_parts(&[("a", 0.7), ("b", 0.4)]);
        assert!(matches!(above, Err(BalanceError::AboveWhole { .. })));
        let twice = Shares::of_parts(&[("a", 0.2), ("a", 0.2)]);
        assert_eq!(twice, Err(BalanceError::Twice { who: "a".into() }));
        assert!(Shares::of_parts(&[("a", -0.1)]).is_err());
        assert!(Shares::of_parts(&[("a", f64::NAN)]).is_err());
        assert_eq!(Shares::of_amounts(&[], 0.0), Err(BalanceError::Nothing));
    }

    proptest! {
        #[test]
        fn the_parts_and_the_unknown_make_the_whole(
            amounts in prop::collection::vec(0.0..1e9_f64, 1..30), unnamed in 1.0..1e9_f64,
        ) {
            let names: Vec<String> = (0..amounts.len()).map(|at| format!("n{at}")).collect();
            let rows: Vec<(&str, f64)> =
                names.iter().map(String::as_str).zip(amounts).collect();
            let shares = Shares::of_amounts(&rows, unnamed).unwrap();
            let sum: f64 = shares.named().iter().map(|share| share.part).sum();
            prop_assert!((sum + shares.unknown() - 1.0).abs() < 1e-12);
            prop_assert!(shares.named().is_sorted_by(|a, b| b.part <= a.part));
        }
    }
}
