//! Drill tables from files to problems: real campaigns, and broken ones.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop, and says when it is skipped"
)]

mod campaign;
mod real;
mod broken;
mod any;
