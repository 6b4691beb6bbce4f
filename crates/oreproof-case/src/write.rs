//! Writing a case back as one TOML file.
//!
//! What was read from files beside is written with it: rows of CSV files as entries.
//! Layers and columns of project inputs still name their files.

use crate::case::Case;
use crate::field::Field;

/// The case as one TOML file, which reads back as the same case.
pub fn write(case: &Case) -> String {
    // A table of plain values always prints.
    case.write().map(|value| value.to_string()).unwrap_or_default()
}
