//! Drill tables from comma-separated files, Parquet files and workbooks.
//!
//! No two companies head their columns alike, so that what each column holds is a [`Mapping`],
//! which is printed, can be kept beside the files, and is never guessed without saying so:
//! [`detect`] proposes one from the heads and cells, and tells what it cannot decide.
//! [`tables`] then reads the files by a mapping; every cell keeps its row.

mod sheet;
mod workbook;
mod head;
mod mapping;
mod detect;
mod fill;
mod problem;

pub use detect::{Detected, DipEvidence, detect, dip_evidence};
pub use fill::tables;
pub use mapping::{
    AssayColumn, CollarColumns, ControlColumns, IntervalColumns, Mapping, SurveyColumns,
};
pub use problem::TableProblem;
pub use sheet::{Sheet, field_in_line};
