//! What a new mine, a lost holder or a ban changes: amounts before and after.
//!
//! A new amount grows the whole. Where a holder is lost or barred its amount is gone, and the
//! whole shrinks, to nothing where nobody else held a part, unless another holder is said to take
//! it up; nobody is supposed to. A ban between one buyer and one seller is such a loss on both
//! sides: a source for the buyer, an outlet for the seller, and nothing for anybody else.

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
    /// Shares after; none where nothing is left.
    pub after: Option<Shares>,
    /// Concentration before.
    pub hhi_before: Bounds,
    /// Concentration after; none where nothing is left.
    pub hhi_after: Option<Bounds>,
    /// The whole after over the whole before.
    pub whole: f64,
}

/// What an event makes of amounts.
///
/// # Errors
///
/// When an amount is negative, nobody holds anything, or who is lost holds nothing.
pub fn change(
    amounts: &[(&str, f64)],
    unnamed: f64,
    unknown: Unknown,
    event: Event,
) -> Result<Change, BalanceError> {
    let before = Shares::of_amounts(amounts, unnamed)?;
    let mut rows: Vec<(&str, f64)> = amounts.to_vec();
    let place = |rows: &[(&str, f64)], who: &str| rows.iter().position(|row| row.0 == who);
    match &event {
        Event::More { who, amount } => {
            let amount = not_negative(format!("the new amount of {who}"), *amount)?;
            match place(&rows, who) {
                Some(at) => rows[at].1 += amount,
                None => rows.push((who, amount)),
            }
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
        }
    }
    let sum = |rows: &[(&str, f64)]| rows.iter().map(|row| row.1).sum::<f64>() + unnamed;
    let whole = sum(&rows) / sum(amounts);
    let after = if whole == 0.0 { None } else { Some(Shares::of_amounts(&rows, unnamed)?) };
    let hhi_before = hhi(&before, unknown);
    let hhi_after = after.as_ref().map(|after| hhi(after, unknown));
    Ok(Change { before, hhi_before, hhi_after, after, whole, event })
}

/// What one country sells another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flow {
    /// Who sells.
    pub seller: String,
    /// Who buys.
    pub buyer: String,
    /// How much.
    pub amount: f64,
}

/// A ban on the trade between one seller and one buyer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ban {
    /// What the buyer gets from whom.
    pub sources: Change,
    /// What the seller sells to whom.
    pub outlets: Change,
}

/// What a ban between one seller and one buyer makes of trade. All other flows stay as they are.
///
/// # Errors
///
/// When an amount is negative, a pair stands there twice, or the seller sells the buyer nothing.
pub fn ban(
    flows: &[Flow],
    seller: &str,
    buyer: &str,
    unknown: Unknown,
) -> Result<Ban, BalanceError> {
    let lost = |who: &str| Event::Lost { who: who.to_owned(), taken_up_by: None };
    let to: Vec<(&str, f64)> = flows
        .iter()
        .filter(|flow| flow.buyer == buyer)
        .map(|flow| (flow.seller.as_str(), flow.amount))
        .collect();
    let from: Vec<(&str, f64)> = flows
        .iter()
        .filter(|flow| flow.seller == seller)
        .map(|flow| (flow.buyer.as_str(), flow.amount))
        .collect();
    if to.is_empty() || from.is_empty() {
        return Err(BalanceError::NotThere { who: seller.to_owned() });
    }
    Ok(Ban {
        sources: change(&to, 0.0, unknown, lost(seller))?,
        outlets: change(&from, 0.0, unknown, lost(buyer))?,
    })
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
        assert!((got.hhi_after.unwrap().low - 0.3216).abs() < 1e-12);
        assert_eq!((got.whole, got.after.unwrap().of("PAK")), (1.25, 0.2));
    }

    #[test]
    fn who_is_lost_is_gone_or_taken_up() {
        let lost =
            |by: Option<&str>| Event::Lost { who: "CHN".into(), taken_up_by: by.map(Into::into) };
        let gone = change(&ROWS, 0.0, Unknown::Others, lost(None)).unwrap();
        assert_eq!((gone.hhi_after.unwrap().low, gone.whole), (0.5, 0.4));
        let taken = change(&ROWS, 0.0, Unknown::Others, lost(Some("TUR"))).unwrap();
        assert_eq!((taken.after.unwrap().of("TUR"), taken.whole), (0.8, 1.0));
        let nobody = Event::Lost { who: "USA".into(), taken_up_by: None };
        let refused = change(&ROWS, 0.0, Unknown::Others, nobody);
        assert_eq!(refused, Err(BalanceError::NotThere { who: "USA".into() }));
    }

    #[test]
    fn the_only_holder_lost_leaves_nothing() {
        let lost = Event::Lost { who: "CHN".into(), taken_up_by: None };
        let got = change(&[("CHN", 60.0)], 0.0, Unknown::Others, lost).unwrap();
        assert_eq!((got.whole, got.after, got.hhi_after), (0.0, None, None));
    }

    /// By hand: the buyer had 30 of 50 from the seller, which sold 30 of 90 to it; the rest of
    /// the seller's trade, 40 and 20, has the index (2/3)² + (1/3)² = 5/9.
    #[test]
    fn a_ban_takes_a_source_from_one_and_an_outlet_from_the_other() {
        let flow = |seller: &str, buyer: &str, amount| Flow {
            seller: seller.into(),
            buyer: buyer.into(),
            amount,
        };
        let flows = [
            flow("CHN", "USA", 30.0),
            flow("MEX", "USA", 20.0),
            flow("CHN", "JPN", 40.0),
            flow("CHN", "KOR", 20.0),
            flow("MEX", "JPN", 7.0),
        ];
        let got = ban(&flows, "CHN", "USA", Unknown::Others).unwrap();
        assert_eq!((got.sources.whole, got.sources.hhi_after.unwrap().low), (0.4, 1.0));
        assert!((got.outlets.whole - 2.0 / 3.0).abs() < 1e-12);
        assert!((got.outlets.hhi_after.unwrap().low - 5.0 / 9.0).abs() < 1e-12);
        let none = ban(&flows, "MEX", "KOR", Unknown::Others);
        assert_eq!(none, Err(BalanceError::NotThere { who: "MEX".into() }));
    }
}
