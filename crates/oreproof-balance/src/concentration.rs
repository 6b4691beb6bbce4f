//! How far a whole lies in few hands, with bounds for what is not known.
//!
//! With the part `s` of each holder, the unknown part `u` and the largest part `m`:
//!
//! ```text
//! HHI      = Σ s²
//! low      = Σ s²                        the unknown lies in hands so many that none counts
//! high     = Σ s² + u²                   it lies in one hand, none of those named
//! high     = Σ s² − m² + (m + u)²        it may be the largest holder's
//! weighted = Σ s² · w                    each square times a weight of its holder
//! ```
//!
//! From 0 to 1; times 10,000 it is the number of competition law.
//!
//! Source: Hirschman (1964), *American Economic Review* 54; weighted by governance in European
//! Commission (2017), *Methodology for establishing the EU list of critical raw materials*.

use serde::Serialize;

use crate::error::{BalanceError, not_negative, within};
use crate::shares::Shares;

/// Between which values an answer lies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bounds {
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
}

impl Bounds {
    /// The narrowest bounds that hold both: how sources in conflict are kept.
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Whether a value lies within, but for the last bits.
    pub fn holds(self, value: f64) -> bool {
        let slack = 1e-12 * (1.0 + value.abs());
        self.low - slack <= value && value <= self.high + slack
    }
}

/// Who may hold the unknown part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unknown {
    /// Others than those named: the countries a table prints as "other".
    Others,
    /// Anyone, those named among them: cargoes whose buyer is not told.
    Anyone,
}

/// The Herfindahl–Hirschman index.
pub fn hhi(shares: &Shares, unknown: Unknown) -> Bounds {
    let low: f64 = shares.named().iter().map(|share| share.part * share.part).sum();
    let u = shares.unknown();
    let most = match unknown {
        Unknown::Others => 0.0,
        Unknown::Anyone => shares.largest().map_or(0.0, |share| share.part),
    };
    Bounds { low, high: low + u * u + 2.0 * most * u }
}

/// A weighted index and whom it leaves out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighted {
    /// The index over the holders that have a weight; `low` leaves the others and the unknown
    /// out, `high` gives each of them the worst weight.
    pub bounds: Bounds,
    /// Holders without a weight.
    pub without: Vec<String>,
}

/// The index with each square times a weight of its holder.
///
/// `worst` is the greatest weight there can be: 10 for governance from 0 to 10.
///
/// # Errors
///
/// When a weight is negative, above `worst`, or no number.
pub fn weighted_hhi(
    shares: &Shares,
    unknown: Unknown,
    worst: f64,
    weight: impl Fn(&str) -> Option<f64>,
) -> Result<Weighted, BalanceError> {
    let worst = not_negative("the greatest weight", worst)?;
    let (mut low, mut high, mut without) = (0.0, 0.0, Vec::new());
    let u = shares.unknown();
    // What the unknown adds at most: one other holder of the worst weight, or a named one.
    let mut rest = u * u * worst;
    for share in shares.named() {
        let square = share.part * share.part;
        let (least, greatest) = match weight(&share.who) {
            Some(value) => {
                let what = format!("the weight of {}", share.who);
                let value = within(what, value, 0.0, worst, "from 0 to the worst")?;
                (value, value)
            }
            None => {
                without.push(share.who.clone());
                (0.0, worst)
            }
        };
        low += square * least;
        high += square * greatest;
        if unknown == Unknown::Anyone {
            rest = rest.max((2.0 * share.part * u + u * u) * greatest);
        }
    }
    Ok(Weighted { bounds: Bounds { low, high: high + rest }, without })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_holder_is_everything_and_equals_share_evenly() {
        let one = Shares::of_parts(&[("a", 1.0)]).unwrap();
        assert_eq!(hhi(&one, Unknown::Others), Bounds { low: 1.0, high: 1.0 });
        let four = Shares::of_amounts(&[("a", 1.0), ("b", 1.0), ("c", 1.0), ("d", 1.0)], 0.0);
        assert_eq!(hhi(&four.unwrap(), Unknown::Anyone), Bounds { low: 0.25, high: 0.25 });
    }

    /// By hand: 0.5² + 0.3² = 0.34; the last fifth in one other hand adds 0.04, in that of the
    /// largest it makes 0.7² + 0.3² = 0.58.
    #[test]
    fn what_is_unknown_widens_the_answer() {
        let shares = Shares::of_parts(&[("a", 0.5), ("b", 0.3)]).unwrap();
        let (others, anyone) = (hhi(&shares, Unknown::Others), hhi(&shares, Unknown::Anyone));
        assert!((others.low - 0.34).abs() < 1e-12 && (others.high - 0.38).abs() < 1e-12);
        assert!((anyone.high - 0.58).abs() < 1e-12);
    }

    #[test]
    fn holders_without_a_weight_are_named_and_bounded() {
        let shares = Shares::of_parts(&[("a", 0.5), ("b", 0.5)]).unwrap();
        let of = |who: &str| (who == "a").then_some(4.0);
        let got = weighted_hhi(&shares, Unknown::Others, 10.0, of).unwrap();
        assert_eq!(got.bounds, Bounds { low: 1.0, high: 3.5 });
        assert_eq!(got.without, ["b"]);
        let wrong = weighted_hhi(&shares, Unknown::Others, 10.0, |_| Some(11.0));
        assert!(matches!(wrong, Err(BalanceError::OutOfRange { .. })));
    }

    proptest! {
        /// However the unknown is handed out, the index lies within the bounds.
        #[test]
        fn whoever_holds_the_unknown_the_bounds_hold(
            parts in prop::collection::vec(0.01..1.0_f64, 2..12), to in 0_usize..13, known in 1_usize..12,
        ) {
            let sum: f64 = parts.iter().sum();
            let names: Vec<String> = (0..parts.len()).map(|at| format!("n{at}")).collect();
            let all: Vec<(&str, f64)> =
                names.iter().map(String::as_str).zip(parts.iter().map(|p| p / sum)).collect();
            let known = known.min(all.len());
            let hidden: f64 = all[known..].iter().map(|row| row.1).sum();
            let shares = Shares::of_parts(&all[..known]).unwrap();
            let truth = hhi(&Shares::of_parts(&all).unwrap(), Unknown::Others);
            prop_assert!(hhi(&shares, Unknown::Others).holds(truth.low));
            let mut given: Vec<(&str, f64)> = all[..known].to_vec();
            given[to % known].1 = (given[to % known].1 + hidden).min(1.0);
            let truth = hhi(&Shares::of_parts(&given).unwrap(), Unknown::Others);
            prop_assert!(hhi(&shares, Unknown::Anyone).holds(truth.low));
        }
    }
}
