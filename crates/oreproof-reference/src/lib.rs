//! Station `reference`: what is known of the world, by table, with its source and its day.
//!
//! Commodities and their names, official lists of critical minerals, dated prices,
//! world mine production and reserves, governance, base rates, exchange rates: each a
//! plain CSV table that a person can read and replace, compiled in and parsed when
//! first asked for. Every row names its source and has an id that a report can point to.
//!
//! A question the tables cannot answer is answered with [`NotKnown`], which says what
//! would be needed, and never with a nearby figure.
//!
//! # Examples
//!
//! ```
//! use jiff::civil::date;
//! use oreproof_reference::{Status, Tables};
//!
//! let tables = Tables::built_in();
//! let day = date(2025, 9, 25);
//! let lists = tables.lists().is_member("copper", day)?;
//! let draft = lists.iter().find(|list| list.status == Status::Draft).unwrap();
//! assert!(draft.on_list);
//!
//! let price = tables.price("gold", day)?;
//! assert!(price.low < 3_700.0 && 3_600.0 < price.high);
//! # Ok::<(), oreproof_reference::NotKnown>(())
//! ```

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod error;
mod sheet;
pub mod source;
pub mod reported;
pub mod commodity;
pub mod list;
pub mod price;
pub mod production;
pub mod imports;
pub mod country;
pub mod governance;
pub mod base_rate;
pub mod currency;
pub mod tables;

pub use base_rate::{BaseRate, PriceProcess, Topic, TreatmentCharge};
pub use commodity::{Commodities, Commodity, Kind};
pub use country::{Country, Population};
pub use currency::{ExchangeRate, IndexYear, RateRange};
pub use error::{NotKnown, Problem};
pub use governance::{Indicator, Series};
pub use imports::{ImportReliance, ImportSource, Recycling};
pub use list::{CriticalList, How, Lists, Membership, Scope, Status};
pub use price::{Averaged, Form, Price, PriceRange};
pub use production::{Edition, Output, Place, Quantity, Stage};
pub use reported::{Measure, Reported};
pub use source::{Confidence, Source, SourceRef};
pub use tables::{Listing, Table, Tables};
