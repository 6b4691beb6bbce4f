//! Station `report`: a weighing said in pages, charts, tables and sheets.
//!
//! Plain data in, text or bytes out. A chart is drawn by the program itself as
//! SVG, twice: once for a desk or a sheet of paper and once for a telephone, and
//! it always carries its finding as title, its unit, its source, words for who
//! cannot see it, and a table with the same numbers.

#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod error;
pub mod number;
pub mod text;
pub mod table;
pub mod chart;
pub mod page;
pub mod xlsx;
pub mod weighing;
pub mod ground;

pub use chart::{Caption, Chart, Plot};
pub use error::ReportError;
pub use number::{Printed, Unit};
pub use page::{Page, Section, Source};
pub use table::{Align, Cell, Column, Table};
pub use xlsx::{Book, CellRef, Line};
