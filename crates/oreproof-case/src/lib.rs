//! The case folder: what an author writes, as a typed case.
//!
//! A case is a folder of small TOML files with CSV and GeoJSON beside them. Any
//! entry may stand in any file. [`read`] takes the files as bytes and gives back
//! what it understood together with every problem it met, each with its file,
//! line and column and with what to do about it; reading never stops at the first.
//!
//! Every value says where it is from ([`Stated`]), every entity and every value
//! knows where it is written ([`Place`]), and sources that disagree are all kept.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

mod table;
pub mod place;
pub mod problem;
pub mod field;
pub mod refs;
pub mod quantity;
pub mod stated;
pub mod beside;
pub mod geo;
pub mod model;
pub mod case;
mod reader;
pub mod given;
mod rows;
mod mend;
mod shape;
mod shape_schema;
mod settle;
mod set;
mod estimates;
pub mod draws;
mod check;
pub mod quotes;
mod write;
pub mod known;
pub mod skeleton;
mod summary;
mod read;
pub mod schema;

pub use beside::Beside;
pub use case::Case;
pub use given::{Given, InputOrigin};
pub use known::Later;
pub use place::{Place, Places};
pub use problem::Problem;
pub use quantity::Quantity;
pub use quotes::verify;
pub use read::{Lookup, Parsed, read, read_with};
pub use reader::Reader;
pub use refs::{Behind, Id, Kind, Ref};
pub use skeleton::SKELETON;
pub use stated::{Confidence, Origin, Said, Stated};
pub use write::write;
