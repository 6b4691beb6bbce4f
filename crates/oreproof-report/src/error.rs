//! Why a picture, table or sheet cannot be made.

use miette::Diagnostic;
use thiserror::Error;

/// Why a picture, table or sheet cannot be made.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum ReportError {
    /// What flows into a node of a Sankey diagram is not what flows out of it.
    #[error("`{node}` takes in {inflow} and hands on {outflow}")]
    #[diagnostic(
        code("report::unbalanced"),
        help("give the remainder a stream of its own, so that total in is total out")
    )]
    Unbalanced {
        /// The node.
        node: String,
        /// What comes in.
        inflow: f64,
        /// What goes out.
        outflow: f64,
    },
    /// The streams of a Sankey diagram lead back to where they came from.
    #[error("the streams through `{node}` go round in a circle")]
    #[diagnostic(code("report::circular"), help("money goes forward only; split the node in two"))]
    Circular {
        /// A node on the circle.
        node: String,
    },
    /// A value that a picture must place is no number, or below zero where that means nothing.
    #[error("`{name}` cannot be drawn at {value}")]
    #[diagnostic(
        code("report::not-drawable"),
        help("leave out what is not known; zero is not unknown")
    )]
    NotDrawable {
        /// What the value belongs to.
        name: String,
        /// The value.
        value: f64,
    },
    /// A row has more or fewer cells than the table has columns.
    #[error("row {row} has {found} cells where the table has {expected} columns")]
    #[diagnostic(
        code("report::ragged-table"),
        help("give every row a cell a column, empty if need be")
    )]
    Ragged {
        /// The row, counted from one.
        row: usize,
        /// Its cells.
        found: usize,
        /// The columns.
        expected: usize,
    },
    /// A formula names a cell that no sheet has.
    #[error("no cell is named `{name}`")]
    #[diagnostic(code("report::unknown-cell"), help("name the cell before a formula uses it"))]
    UnknownCell {
        /// The name.
        name: String,
    },
    /// The spreadsheet's writer refused.
    #[error("the spreadsheet cannot be written: {reason}")]
    #[diagnostic(
        code("report::sheet"),
        help("check sheet names (31 letters, none of `[]:*?/\\`) and cell names")
    )]
    Sheet {
        /// What the writer said.
        reason: String,
    },
    /// The packed outlines of countries are damaged.
    #[error("the table of country outlines ends early or is damaged at byte {at}")]
    #[diagnostic(code("report::outlines"), help("run `cargo xtask outlines` to make it again"))]
    Outlines {
        /// Where reading stopped.
        at: usize,
    },
}
