//! PDF: pages of placed glyphs, read as lines and joined to paragraphs.
//!
//! [`fonts`] turns codes into characters and widths, [`spans`] follows the
//! drawing of a page, [`lines`] groups what was drawn into lines, and
//! [`paragraphs`] joins lines into the text. `lopdf` reads the file itself.
//!
//! To be called in a process with limits: see [`crate::jail`].

mod fonts;
mod spans;
mod lines;
mod paragraphs;

use lopdf::{
    DecompressError, Dictionary, Document, Error, LoadOptions, Object, decode_text_string,
};

use crate::error::IntakeError;
use crate::layer::{Format, Metadata, Note, Sha256, TextLayer};
use crate::limits::{Limit, Limits};
use crate::origin::OriginMap;
use crate::plain::cut;
use fonts::Fonts;

/// Reads a PDF.
///
/// A page that is only a picture is noted. Running headers and footers are kept
/// the first time they appear.
///
/// # Errors
///
/// When it opens only with a password, is damaged beyond reading, unpacks to
/// more than its limit, is a scan without text, or has no text at all.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<TextLayer, IntakeError> {
    let unpacked = usize::try_from(limits.unpacked_bytes).unwrap_or(usize::MAX);
    let options = LoadOptions::with_max_decompressed_size(unpacked);
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|e| refused(&e, limits))?;
    if document.is_encrypted() {
        return Err(IntakeError::Encrypted { format: Format::Pdf });
    }

    let mut notes = Vec::new();
    if !bytes[bytes.len().saturating_sub(2048)..].windows(5).any(|five| five == b"%%EOF") {
        notes.push(Note::CutOff);
    }
    let mut pages = Vec::new();
    let (mut n_pages, mut n_scanned) = (0u64, 0u64);
    let mut fonts = Fonts::new(&document, unpacked);
    // What the pages unpack to together, so that a thousand bombs are one.
    let mut budget = unpacked;
    for (page, id) in (1u32..).zip(document.page_iter()) {
        if n_pages == limits.pages {
            notes.push(Note::LimitReached { limit: Limit::Pages, allowed: limits.pages });
            break;
        }
        n_pages += 1;
        let drawn = match spans::draw(&document, id, &mut fonts, budget) {
            Ok(drawn) => drawn,
            Err(error) if is_limit(&error) => {
                let (limit, allowed) = (Limit::UnpackedBytes, limits.unpacked_bytes);
                notes.push(Note::LimitReached { limit, allowed });
                if budget < unpacked / 2 {
                    break;
                }
                continue;
            }
            Err(_) => {
                notes.push(Note::UnreadablePage { page });
                continue;
            }
        };
        budget = budget.saturating_sub(drawn.unpacked / 4);
        if drawn.unmapped * 4 > drawn.mapped && drawn.unmapped > 0 {
            notes.push(Note::UnmappedFont { page });
        }
        if drawn.broken {
            notes.push(Note::UnreadablePage { page });
        }
        let lines = lines::group(&drawn.spans);
        if lines.is_empty() && drawn.images > 0 {
            n_scanned += 1;
            notes.push(Note::ScannedPage { page });
        }
        pages.push((page, lines));
    }

    let (mut text, mut marks) = paragraphs::join(pages);
    if text.is_empty() {
        return Err(nothing(n_pages, n_scanned, &notes, limits));
    }
    cut(&mut text, &mut notes, limits);
    marks.retain(|mark| mark.start < text.len());
    Ok(TextLayer {
        text,
        format: Format::Pdf,
        sha256: Sha256::of(bytes),
        metadata: metadata(&document),
        notes,
        origin: OriginMap::Pages(marks),
    })
}

/// Why there is no text: a limit, a scan, or nothing there.
fn nothing(n_pages: u64, n_scanned: u64, notes: &[Note], limits: &Limits) -> IntakeError {
    let limit = notes.iter().find_map(|note| match note {
        Note::LimitReached { limit, .. } => Some(*limit),
        _ => None,
    });
    match limit {
        Some(limit) => IntakeError::OverLimit { limit, allowed: limits.value(limit), found: None },
        None if n_pages == 0 => IntakeError::damaged(Format::Pdf, "no page can be found"),
        None if notes.iter().any(|note| matches!(note, Note::UnreadablePage { .. })) => {
            IntakeError::damaged(Format::Pdf, "no page can be drawn")
        }
        None if n_scanned > 0 => IntakeError::Scan { pages: n_pages },
        None => IntakeError::NoText { format: Format::Pdf },
    }
}

fn is_limit(error: &Error) -> bool {
    matches!(error, Error::Decompress(DecompressError::MemoryLimitExceeded { .. }))
}

fn refused(error: &Error, limits: &Limits) -> IntakeError {
    match error {
        error if is_limit(error) => {
            let (limit, allowed) = (Limit::UnpackedBytes, limits.unpacked_bytes);
            IntakeError::OverLimit { limit, allowed, found: None }
        }
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => {
            IntakeError::Encrypted { format: Format::Pdf }
        }
        error => IntakeError::damaged(Format::Pdf, error.to_string()),
    }
}

fn metadata(document: &Document) -> Metadata {
    let info = document.trailer.get(b"Info").ok().and_then(|info| dictionary(document, info));
    let text = |key: &[u8]| {
        let (_, value) = document.dereference(info?.get(key).ok()?).ok()?;
        let text = decode_text_string(value).ok()?;
        let text = text.trim().trim_matches('\0').to_owned();
        (!text.is_empty()).then_some(text)
    };
    Metadata {
        title: text(b"Title"),
        date: text(b"CreationDate").map(|date| iso_date(&date)),
        author: text(b"Author"),
        uri: None,
        fetched: None,
    }
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

/// `D:20250925053000Z` as `2025-09-25`; what is spelt otherwise is kept.
fn iso_date(date: &str) -> String {
    let digits = date.trim_start_matches("D:");
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    match (digits.get(..4), digits.get(4..6), digits.get(6..8)) {
        (Some(year), Some(month), Some(day)) if end >= 8 => format!("{year}-{month}-{day}"),
        (Some(year), Some(month), _) if end >= 6 => format!("{year}-{month}"),
        (Some(year), _, _) if end >= 4 => year.to_owned(),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_loses_its_prefix_and_its_hour() {
        assert_eq!(iso_date("D:20250925053000+05'00'"), "2025-09-25");
        assert_eq!(iso_date("D:2025"), "2025");
        assert_eq!(iso_date("25 September 2025"), "25 September 2025");
    }
}
