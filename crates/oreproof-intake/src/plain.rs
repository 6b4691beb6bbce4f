//! Plain text and Markdown: the text is the document.

use encoding_rs::Encoding;

use crate::decode::decode;
use crate::error::IntakeError;
use crate::layer::{Format, Metadata, Note, Sha256, TextLayer};
use crate::limits::{Limit, Limits};
use crate::origin::OriginMap;

/// Reads plain text or Markdown.
///
/// UTF-8 is taken as it is, without a copy. A byte-order mark is left out of
/// the text; origins count it.
///
/// # Errors
///
/// When there is nothing but white space, the encoding cannot be told, or the
/// text is over its limit.
pub fn read(bytes: Vec<u8>, format: Format, limits: &Limits) -> Result<TextLayer, IntakeError> {
    read_named(bytes, format, None, limits)
}

/// The same, given the encoding a server named.
pub(crate) fn read_named(
    bytes: Vec<u8>,
    format: Format,
    charset: Option<&str>,
    limits: &Limits,
) -> Result<TextLayer, IntakeError> {
    let sha256 = Sha256::of(&bytes);
    let named = charset.and_then(|charset| Encoding::for_label(charset.as_bytes()));
    let decoded = decode(bytes, named, limits)?;
    if decoded.text.trim_start().is_empty() {
        return Err(IntakeError::Empty);
    }
    let mut notes = decoded.notes;
    let mut text = decoded.text;
    cut(&mut text, &mut notes, limits);
    let origin = decoded.trace.map_or_else(OriginMap::identity, OriginMap::Bytes);
    Ok(TextLayer { text, format, sha256, metadata: Metadata::default(), notes, origin })
}

/// Cuts a text at its limit, and says so.
pub(crate) fn cut(text: &mut String, notes: &mut Vec<Note>, limits: &Limits) {
    if text.len() as u64 > limits.text_bytes {
        let at = text.floor_char_boundary(usize::try_from(limits.text_bytes).unwrap_or(usize::MAX));
        text.truncate(at);
        notes.push(Note::LimitReached { limit: Limit::TextBytes, allowed: limits.text_bytes });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Place;

    #[test]
    fn text_is_kept_as_stored() {
        let stored = "A line\r\nwrapped at eighty columns.\n\n\tTab — dash.";
        let layer = read(stored.into(), Format::Text, &Limits::default()).unwrap();
        assert_eq!(layer.text, stored);
        assert_eq!(layer.origin.place(8..15), Place::Bytes { range: 8..15 });
        assert!(layer.notes.is_empty() && !layer.is_partial());
    }

    #[test]
    fn white_space_is_empty() {
        let error = read(b" \n\t ".to_vec(), Format::Text, &Limits::default()).unwrap_err();
        assert!(matches!(error, IntakeError::Empty));
    }

    #[test]
    fn a_long_text_is_cut_and_said_to_be() {
        let limits = Limits { text_bytes: 5, ..Limits::default() };
        let layer = read("ééé".into(), Format::Text, &limits).unwrap();
        assert_eq!(layer.text, "éé");
        assert!(layer.is_partial());
    }
}
