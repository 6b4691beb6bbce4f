//! PDF.
use crate::error::IntakeError;
use crate::layer::{Format, TextLayer};
use crate::limits::Limits;
/// Reads a PDF.
pub fn read(_: &[u8], _: &Limits) -> Result<TextLayer, IntakeError> {
    Err(IntakeError::damaged(Format::Pdf, "not read yet"))
}
