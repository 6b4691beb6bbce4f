//! What a new mine, a lost holder or a ban changes: amounts before and after.
//!
//! A new amount grows the whole. Where a holder is lost or barred its amount is gone, and the
//! whole shrinks, unless another holder is said to take it up; nobody is supposed to.

use serde::Serialize;

use crate::concentration::{Bounds, Unknown, hhi};
use crate::error::{BalanceError, not_negative};
use crate::shares::Shares;

/// What happens.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// A holder has so much more: a mine opens.
    More {
        /// Who.
        who: String,
        /// How much, in the unit of the amounts.
        amount: f64,
    },
    /// A holder is gone: a buyer lost, a seller barred.
    Lost {
        /// Who.
        who: String,
        /// Who takes it up; none where it is gone from the whole.
        taken_up_by: Option<String>,
    },
}

/// Shares and concentration before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What happened.
    pub event: Event,
    /// Shares before.
    pub before: Shares,
    /// Shares after.
    pub after: Shares,
    /// Concentration before.
    pub hhi_before: Bounds,
    /// Concentration after.
    pub hhi_after: Bounds,
    /// The whole after over the whole before.
    pub whole: f64,
}

/// What an event makes of amounts.
///
/// # Errors
///
/// When an amount is negative, nothing is left, or who is lost holds nothing.
pub fn change(
    amounts: &[(&str, f64)],
    unnamed: f64,
    unknown: Unknown,
    event: Event,
) -> Result<Change, BalanceError> {
    let before = Shares::of_amounts(amounts, unnamed)?;
    let mut rows: Vec<(&str, f64)> = amounts.to_vec();
    let place = |rows: &[(&str, f64)], who: &str| rows.iter().position(|row| row.0 == who);
    let after = match &event {
        Event::More { who, amount } => {
            let amount = not_negative(format!("the new amount of {who}"), *amount)?;
            match place(&rows, who) {
                Some(at) => rows[at].1 += amount,
                None => rows.push((who, amount)),
            }
            Shares::of_amounts(&rows, unnamed)?
        }
        Event::Lost { who, taken_up_by } => {
            let at = place(&rows, who).filter(|at| 0.0 < rows[*at].1);
            let Some(at) = at else { return Err(BalanceError::NotThere { who: who.clone() }) };
            let (_, amount) = rows.remove(at);
            if let Some(other) = taken_up_by {
                match place(&rows, other) {
                    Some(at) => rows[at].1 += amount,
                    None => rows.push((other, amount)),
                }
            }
            Shares::of_amounts(&rows, unnamed)?
        }
    };
    let sum = |rows: &[(&str, f64)]| rows.iter().map(|row| row.1).sum::<f64>() + unnamed;
    let whole = sum(&rows) / sum(amounts);
    let (hhi_before, hhi_after) = (hhi(&before, unknown), hhi(&after, unknown));
    Ok(Change { before, hhi_before, hhi_after, after, whole, event })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [(&str, f64); 3] = [("CHN", 60.0), ("TJK", 20.0), ("TUR", 20.0)];

    /// By hand: shares 60, 20, 20 of 125 and 25 new: (60² + 20² + 20² + 25²) / 125² = 0.3216.
    #[test]
    fn a_new_mine_thins_the_others() {
        let event = Event::More { who: "PAK".into(), amount: 25.0 };
        let got = change(&ROWS, 0.0, Unknown::Others, event).unwrap();
        assert!((got.hhi_before.low - 0.44).abs() < 1e-12);
        assert!((got.hhi_after.low - 0.3216).abs() < 1e-12);
        assert_eq!((got.whole, got.after.of("PAK")), (1.25, 0.2));
    }

    #[test]
    fn who_is_lost_is_gone_or_taken_up() {
        let lost =
            |by: Option<&str>| Event::Lost { who: "CHN".into(), taken_up_by: by.map(Into::into) };
        let gone = change(&ROWS, 0.0, Unknown::Others, lost(None)).unwrap();
        assert_eq!((gone.hhi_after.low, gone.whole), (0.5, 0.4));
        let taken = change(&ROWS, 0.0, Unknown::Others, lost(Some("TUR"))).unwrap();
        assert_eq!((taken.after.of("TUR"), taken.whole), (0.8, 1.0));
        let nobody = Event::Lost { who: "USA".into(), taken_up_by: None };
        let refused = change(&ROWS, 0.0, Unknown::Others, nobody);
        assert_eq!(refused, Err(BalanceError::NotThere { who: "USA".into() }));
    }
}
