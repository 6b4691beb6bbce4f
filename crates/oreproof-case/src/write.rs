//! Writing a case back as one TOML file.
//!
//! What was read from files beside is written with it: rows of CSV files as entries.
//! Layers and columns of project inputs still name their files.

use crate::case::Case;
use crate::field::Field;

/// The case as one TOML file, which reads back as the same case.
pub fn write(case: &Case) -> String {
    let table = case.write().unwrap_or_else(|| toml::Table::new().into());
    toml::to_string(&table).expect("a table of plain values always prints")
}
