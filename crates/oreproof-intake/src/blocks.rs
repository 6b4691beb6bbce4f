//! Block models for other programs: Parquet for tables, OMF 2 for the programs of the trade, VTK to
//! look at.
//!
//! What is not known is null, never a number that stands for nothing.

mod columns;
mod datamine;
mod omf;
mod parquet;
mod vti;

use std::collections::BTreeSet;

use miette::Diagnostic;
use thiserror::Error;

pub use datamine::write_datamine;
pub use omf::{About, write_omf};
pub use parquet::{write_numbers, write_parquet};
pub use vti::write_vti;

/// Why a block model cannot be written.
#[derive(Debug, Diagnostic, Error)]
#[non_exhaustive]
pub enum BlocksError {
    /// The file cannot be written to.
    #[error("the block model cannot be written: {0}")]
    #[diagnostic(code("blocks::unwritable"), help("check that the disk has room"))]
    Io(#[from] std::io::Error),
    /// A Parquet file cannot be made.
    #[error("the block model does not make a Parquet file: {0}")]
    #[diagnostic(code("blocks::parquet"), help("look at the names of its grades and domains"))]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// A Datamine table cannot be made.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Datamine(#[from] crate::datamine::DatamineError),
    /// An archive cannot be made.
    #[error("the block model does not make an OMF file: {0}")]
    #[diagnostic(code("blocks::archive"), help("check that the disk has room"))]
    Archive(#[from] zip::result::ZipError),
    /// Two blocks of one domain are in one cell, which no exchange format holds without sub-blocks.
    #[error("the domain {domain:?} has two blocks in cell {cell}")]
    #[diagnostic(code("blocks::two-in-a-cell"), help("join the parts of a domain in a cell first"))]
    TwoInACell {
        /// The domain.
        domain: String,
        /// The number of the cell.
        cell: u32,
    },
    /// A grade has the name of another column.
    #[error("a grade is named {name:?}, as another column is")]
    #[diagnostic(code("blocks::name-taken"), help("name the grade otherwise"))]
    NameTaken {
        /// The name.
        name: String,
    },
    /// There are more domains than a format numbers.
    #[error("the model has {given} domains, and VTK files number up to {most}")]
    #[diagnostic(code("blocks::too-many-domains"), help("join some domains, or use Parquet"))]
    TooManyDomains {
        /// How many there are.
        given: usize,
        /// How many can be.
        most: u8,
    },
    /// A grid has more blocks along an axis than the format counts.
    #[error("the grid has {given} blocks along an axis, and OMF counts up to {most}")]
    #[diagnostic(code("blocks::too-many"), help("split the model"))]
    TooMany {
        /// How many there are.
        given: usize,
        /// How many can be.
        most: u32,
    },
}

/// Refuses names that stand twice, which a reader could not tell apart.
fn check_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<(), BlocksError> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(BlocksError::NameTaken { name: name.to_owned() });
        }
    }
    Ok(())
}
