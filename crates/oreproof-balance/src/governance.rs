//! Governance brought from its published scale to the weights of supply risk.
//!
//! The Worldwide Governance Indicators run from about -2.5 (weak) to +2.5 (strong). Supply risk
//! turns them round, so that more is worse:
//!
//! ```text
//! EU          t = 10 · (2.5 - wgi) / 5        from 0 to 10
//! GeoPolRisk  g =      (2.5 - wgi) / 5        from 0 to 1
//! ```
//!
//! Estimates beyond ±2.5 exist (Somalia, Afghanistan); they are held to the ends of the scale,
//! as both methods do.
//!
//! Sources: European Commission (2017), *Methodology for establishing the EU list of critical
//! raw materials*, section 3; Gemechu et al. (2016), *Journal of Industrial Ecology* 20.

use crate::error::{BalanceError, within};

/// Governance as a weight from 0 (best) to 1 (worst).
///
/// # Errors
///
/// When the estimate is no number, or beyond ±5, which no vintage holds.
pub fn from_0_to_1(wgi: f64) -> Result<f64, BalanceError> {
    let wgi = within("a governance estimate", wgi, -5.0, 5.0, "about -2.5 to 2.5")?;
    Ok(((2.5 - wgi) / 5.0).clamp(0.0, 1.0))
}

/// Governance as a weight from 0 (best) to 10 (worst).
///
/// # Errors
///
/// Those of [`from_0_to_1`].
pub fn from_0_to_10(wgi: f64) -> Result<f64, BalanceError> {
    Ok(10.0 * from_0_to_1(wgi)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_turned_round_and_ends_where_it_ends() {
        assert_eq!(from_0_to_10(2.5), Ok(0.0));
        assert_eq!(from_0_to_10(-2.5), Ok(10.0));
        assert_eq!(from_0_to_1(0.0), Ok(0.5));
        assert_eq!(from_0_to_1(-2.8), Ok(1.0));
        assert!(from_0_to_1(50.0).is_err());
    }
}
