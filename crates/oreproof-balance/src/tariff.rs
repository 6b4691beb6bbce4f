//! What a duty leaves at the mine.
//!
//! The buyer pays the world price for the metal, landed and with duty paid; of it the seller
//! gets what duty, freight and charges leave:
//!
//! ```text
//! on the delivered value   netback = price / (1 + duty) - freight - charges
//! on the value at the port netback = (price - freight) / (1 + duty) - charges
//! ```
//!
//! Which base holds is the customs law of the buyer: most of the world values what is delivered
//! (CIF), the United States the goods at the port of loading (FOB, 19 U.S.C. § 1401a(b)(4)).

use serde::{Deserialize, Serialize};

use crate::error::{BalanceError, not_negative, within};

/// On what value the duty is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DutyBase {
    /// The value with freight, at the buyer's port.
    Delivered,
    /// The value without freight, at the port of loading.
    AtPort,
}

/// A sale to one market; money in one unit, such as dollars a tonne.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sale {
    /// The price in the market with duty paid.
    pub price: f64,
    /// The duty, as a part of its base.
    pub duty: f64,
    /// On what it is counted.
    pub base: DutyBase,
    /// Freight and insurance.
    pub freight: f64,
    /// Treatment, refining and other charges.
    pub charges: f64,
}

/// What a sale leaves at the mine, and the duty in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Netback {
    /// What the seller gets; below nought where the sale costs more than it brings.
    pub value: f64,
    /// What customs gets.
    pub duty: f64,
}

/// The netback of a sale.
///
/// # Errors
///
/// When a sum is negative, or the duty is outside 0 to 100 times its base.
pub fn netback(sale: &Sale) -> Result<Netback, BalanceError> {
    let price = not_negative("the price", sale.price)?;
    let freight = not_negative("freight", sale.freight)?;
    let charges = not_negative("charges", sale.charges)?;
    let rate = within("the duty", sale.duty, 0.0, 100.0, "a part of the value, 0 or more")?;
    let (value, duty) = match sale.base {
        DutyBase::Delivered => {
            let before = price / (1.0 + rate);
            (before - freight - charges, price - before)
        }
        DutyBase::AtPort => {
            let before = (price - freight) / (1.0 + rate);
            (before - charges, price - freight - before)
        }
    };
    Ok(Netback { value, duty })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_a_duty_the_base_does_not_matter() {
        let sale = |base| Sale { price: 100.0, duty: 0.0, base, freight: 10.0, charges: 5.0 };
        assert_eq!(netback(&sale(DutyBase::Delivered)), netback(&sale(DutyBase::AtPort)));
        assert_eq!(netback(&sale(DutyBase::AtPort)).unwrap().value, 85.0);
    }

    #[test]
    fn a_negative_duty_is_refused() {
        let base = DutyBase::AtPort;
        let sale = Sale { price: 1.0, duty: -0.1, base, freight: 0.0, charges: 0.0 };
        assert!(netback(&sale).is_err());
    }

    proptest! {
        /// Price = netback + duty + freight + charges, whatever the base.
        #[test]
        fn the_parts_of_a_sale_make_its_price(
            price in 1e3..1e5_f64, duty in 0.0..3.0_f64, freight in 0.0..500.0_f64, charges in 0.0..500.0_f64,
        ) {
            for base in [DutyBase::Delivered, DutyBase::AtPort] {
                let sale = Sale { price, duty, base, freight, charges };
                let got = netback(&sale).unwrap();
                prop_assert!((got.value + got.duty + freight + charges - price).abs() < 1e-9 * price);
            }
        }
    }
}
