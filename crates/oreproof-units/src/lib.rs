//! Quantities of the minerals trade, as every station of the road speaks them.
//!
//! A number in a mineral promise is never a bare number: it is an [`Amount`]
//! (exact, a range, or only a floor or a ceiling) of a [`Unit`] (a tonne, a troy
//! ounce, a dollar of a stated currency, a gram per tonne, a tonne a year) on a
//! [`Basis`] (in situ, contained, recoverable, payable) for a [`Period`].
//! Amounts of different bases never add.
//!
//! Conversions are exact fractions of whole numbers, so that a troy ounce is
//! 31.1034768 g and never an avoirdupois one.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod amount;
pub mod unit;
pub mod currency;
pub mod convert;
pub mod basis;
pub mod period;
pub mod parse;
pub mod money;
pub mod oxide;
pub mod human;
pub mod quantity;
pub mod series;
pub mod timeline;

pub use amount::{Amount, Bound};
pub use basis::{Based, Basis, BasisError, Ownership};
pub use convert::{ConvertError, Dimension, Factor, convert, convert_amount, factor};
pub use currency::Currency;
pub use money::{Money, PriceTerms};
pub use parse::{ParseError, parse_amount, parse_scaled_unit, parse_unit};
pub use period::Period;
pub use quantity::{Cash, Fraction, Grade, Price, PriceBasis, Scale, Tonnes};
pub use series::{Amounts, ByYear, Series, SeriesError};
pub use timeline::{First, Run, Step, Timeline, TimelineError};
pub use unit::{Base, Unit};
