//! DOCX.
use crate::error::IntakeError;
use crate::layer::{Format, TextLayer};
use crate::limits::Limits;
/// Reads a DOCX.
pub fn read(_: &[u8], _: &Limits) -> Result<TextLayer, IntakeError> {
    Err(IntakeError::damaged(Format::Docx, "not read yet"))
}
