//! Web pages: the main content, one line per block, each character traced to
//! the bytes it was written with.
//!
//! The steps: [`tree`] builds a plain tree from the tokens of `html5gum`,
//! which knows the place of every token; [`content`] chooses the part of the
//! tree a visitor came to read; [`lines`] writes that part as lines.
//! `docs/decisions/0005-html-reader.md` says why these and not a readability
//! library.

mod tree;
mod content;
mod lines;
mod meta;

use std::panic::{AssertUnwindSafe, catch_unwind};

use encoding_rs::Encoding;

use crate::decode::decode;
use crate::error::IntakeError;
use crate::layer::{Format, Note, Sha256, TextLayer};
use crate::limits::{Limit, Limits};
use crate::origin::{OriginMap, Trace};
use crate::plain::cut;

/// Reads a web page.
///
/// `charset` is the encoding a server named for it, if any; otherwise the
/// page's own `<meta>` is asked.
///
/// # Errors
///
/// When the encoding cannot be told, or the page has no text.
pub fn read(
    bytes: &[u8],
    charset: Option<&str>,
    limits: &Limits,
) -> Result<TextLayer, IntakeError> {
    let named = charset.and_then(label).or_else(|| meta_charset(bytes));
    let mut decoded = decode(bytes.to_vec(), named, limits)?;
    if decoded.text.trim_start().is_empty() {
        return Err(IntakeError::Empty);
    }
    decoded.text.push(' ');
    // The tokenizer is foreign code: a panic in it is the document's failure,
    // not the program's.
    let page = catch_unwind(AssertUnwindSafe(|| page(&decoded.text, limits))).map_err(|_| {
        let how = "the tokenizer panicked".to_owned();
        IntakeError::ReaderFailed { format: Format::Html, how }
    })?;
    if page.text.is_empty() {
        return Err(IntakeError::NoText { format: Format::Html });
    }
    let mut notes = decoded.notes;
    if page.full {
        notes.push(Note::LimitReached { limit: Limit::Pieces, allowed: limits.pieces });
    }
    if page.whole {
        notes.push(Note::WholePage);
    }
    let mut text = page.text;
    cut(&mut text, &mut notes, limits);
    let trace = match &decoded.trace {
        Some(source) => page.trace.through(source),
        None => page.trace,
    };
    Ok(TextLayer {
        text,
        format: Format::Html,
        sha256: Sha256::of(bytes),
        metadata: page.metadata,
        notes,
        origin: OriginMap::Bytes(trace),
    })
}

struct Page {
    text: String,
    trace: Trace,
    metadata: crate::layer::Metadata,
    whole: bool,
    full: bool,
}

fn page(html: &str, limits: &Limits) -> Page {
    let pieces = usize::try_from(limits.pieces).unwrap_or(usize::MAX);
    let parsed = tree::parse(html, pieces);
    let chosen = content::choose(&parsed.tree);
    let written = lines::write(&parsed.tree, &chosen, pieces);
    Page {
        text: written.text,
        trace: written.trace,
        metadata: parsed.meta.settle(),
        whole: chosen.whole,
        full: parsed.full || written.full,
    }
}

fn label(charset: &str) -> Option<&'static Encoding> {
    // A page whose bytes can be searched for a label is not in UTF-16.
    Encoding::for_label(charset.trim().as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

/// The charset a page names for itself in its first bytes.
fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let mut rest = &head[..];
    while let Some(at) = rest.windows(7).position(|seven| seven == b"charset") {
        rest = &rest[at + 7..];
        let value = rest.trim_ascii_start();
        let Some(value) = value.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let is_end = |byte: &u8| b"\"' ;>/\t\r\n".contains(byte);
        let value = &value[..value.iter().position(is_end).unwrap_or(value.len())];
        if let Some(encoding) = std::str::from_utf8(value).ok().and_then(label) {
            return Some(encoding);
        }
    }
    let declaration = head.strip_prefix(b"<?xml")?;
    let at = declaration.windows(10).position(|ten| ten == b"encoding=\"")?;
    let value = &declaration[at + 10..];
    let value = &value[..value.iter().position(|byte| *byte == b'"')?];
    std::str::from_utf8(value).ok().and_then(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Place;

    fn text(html: &str) -> String {
        read(html.as_bytes(), None, &Limits::default()).unwrap().text
    }

    #[test]
    fn blocks_are_never_glued() {
        let html = "<div>Promise<p>Proof</p>Some <b>text</b> bold.<ul><li>1<li>2</ul></div>";
        assert_eq!(text(html), "Promise\nProof\nSome text bold.\n1\n2\n");
    }

    #[test]
    fn entities_lead_back_to_their_spelling() {
        let html = "<p>R&eacute;ko &amp; Diq&nbsp;&#8212; 5&#x20;Mt</p>";
        let layer = read(html.as_bytes(), None, &Limits::default()).unwrap();
        assert_eq!(layer.text, "Réko & Diq\u{a0}— 5 Mt\n");
        let source = |quote: &str| {
            let at = layer.text.find(quote).unwrap();
            match layer.origin.place(at..at + quote.len()) {
                Place::Bytes { range } => &html[range],
                place => panic!("{place}"),
            }
        };
        assert_eq!(source("é"), "&eacute;");
        assert_eq!(source("& Diq"), "&amp; Diq");
        assert_eq!(source("—"), "&#8212;");
        assert_eq!(source("5 Mt"), "5&#x20;Mt");
    }

    #[test]
    fn the_charset_of_the_page_counts_and_that_of_the_server_more() {
        let html = b"<meta charset='windows-1251'><p>\xc7\xee\xeb\xee\xf2\xee</p>";
        let layer = |charset| read(html, charset, &Limits::default()).unwrap();
        assert_eq!(layer(None).text, "Золото\n");
        assert_eq!(layer(Some("iso-8859-1")).text, "Çîëîòî\n");
        let Place::Bytes { range } = layer(None).origin.place(2..4) else { panic!() };
        assert_eq!(&html[range], b"\xee");
    }

    #[test]
    fn a_page_drawn_by_a_script_has_no_text() {
        let html = "<!doctype html><body><div id=root></div><script>render()</script>";
        let error = read(html.as_bytes(), None, &Limits::default()).unwrap_err();
        assert!(matches!(error, IntakeError::NoText { .. }));
    }

    #[test]
    fn a_page_of_too_many_pieces_is_cut_and_said_to_be() {
        let html = "<p>Gold.</p>".repeat(100);
        let limits = Limits { pieces: 50, ..Limits::default() };
        let layer = read(html.as_bytes(), None, &limits).unwrap();
        assert!(layer.text.starts_with("Gold.\nGold.\n") && layer.text.len() < 300);
        assert!(layer.is_partial());
    }

    #[test]
    fn what_the_page_says_about_itself_is_kept() {
        let html = r#"<title>Promise &amp; proof | Daily</title>
            <meta property="og:title" content="Promise &amp; proof">
            <meta property="article:published_time" content="2025-09-25T05:00Z">
            <meta name=author content="A. Reporter"><link rel=canonical href="https://example.org/a">
            <p>Text."#;
        let metadata = read(html.as_bytes(), None, &Limits::default()).unwrap().metadata;
        assert_eq!(metadata.title.as_deref(), Some("Promise & proof"));
        assert_eq!(metadata.date.as_deref(), Some("2025-09-25T05:00Z"));
        assert_eq!(metadata.author.as_deref(), Some("A. Reporter"));
        assert_eq!(metadata.uri.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn structured_data_dates_a_page() {
        let html = r#"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",
            "headline":"Gold","datePublished":"2025-09-25"}]}</script><p>Text."#;
        let metadata = read(html.as_bytes(), None, &Limits::default()).unwrap().metadata;
        assert_eq!(metadata.date.as_deref(), Some("2025-09-25"));
        assert_eq!(metadata.title.as_deref(), Some("Gold"));
    }
}
