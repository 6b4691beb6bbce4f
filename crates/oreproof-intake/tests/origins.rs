//! Every character of a page's text leads back to the bytes it was written
//! with.

#![allow(clippy::unwrap_used, reason = "a test may fail where it likes")]

use oreproof_intake::{Limits, Place, TextLayer, html};
use proptest::prelude::*;

/// Markup, text and references, as they come in pages.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=a>",
    "</div>",
    "<b>",
    "</b>",
    "<br>",
    "<table><tr><td>",
    "<td>",
    "</table>",
    "<ul><li>",
    "<li>",
    "</ul>",
    "<!-- no -->",
    "<script>no()</script>",
    "<h1>",
    "</h1>",
    "<span>",
    "</span>",
    "<sup>",
    "</sup>",
    "<pre>",
    "</pre>",
    "<a href='&amp;'>",
    "</a>",
    "<p",
    ">",
    "<",
    "&",
    "&amp;",
    "&eacute;",
    "&#8212;",
    "&#x27;",
    "&nbsp;",
    "&notin;",
    "&not",
    "&unknown;",
    "&#0;",
    " ",
    "\n",
    "\r\n",
    "\t",
    "gold",
    "Réko",
    "5 Mt",
    "10",
    "6",
    "“",
    "é",
    "…",
    "€",
    "A",
    "z.",
];

/// What a reference stands for.
const REFERENCES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&eacute;", "é"),
    ("&#8212;", "—"),
    ("&#x27;", "'"),
    ("&nbsp;", "\u{a0}"),
    ("\r\n", "\n"),
    ("\r", "\n"),
    ("&notin;", "∉"),
    ("&not", "¬"),
    ("&#0;", "\u{fffd}"),
];

/// Checks each character against its source, decoded.
fn check(
    layer: &TextLayer,
    source: &[u8],
    decode: impl Fn(&[u8]) -> String,
) -> Result<(), TestCaseError> {
    let mut last = 0;
    for (at, c) in layer.text.char_indices() {
        let Place::Bytes { range } = layer.origin.place(at..at + c.len_utf8()) else { panic!() };
        prop_assert!(range.end <= source.len());
        prop_assert!(range.start >= last, "places follow the text");
        last = range.start;
        let spelled = decode(&source[range.clone()]);
        let means = REFERENCES
            .iter()
            .find(|(name, _)| *name == spelled)
            .map_or(&*spelled, |(_, text)| text);
        let is_same = means == c.to_string();
        // One space stands for all white space up to the next word, and what
        // is not text in it.
        let blank = |c: Option<char>| c.is_some_and(|c| c.is_ascii_whitespace());
        let is_space = c == ' ' && blank(spelled.chars().next()) && blank(spelled.chars().last());
        let is_added = range.is_empty() && " \n|^".contains(c);
        prop_assert!(
            is_same || is_space || is_added,
            "{c:?} at {at} comes from {spelled:?} at {range:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_utf8(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let page = pieces.concat();
        if let Ok(layer) = html::read(page.as_bytes(), None, &Limits::default()) {
            check(&layer, page.as_bytes(), |bytes| String::from_utf8(bytes.to_vec()).unwrap())?;
        }
    }

    #[test]
    fn in_windows_1252(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        // With a first letter that makes it no UTF-8, whatever follows.
        let page = format!("é {}", pieces.concat());
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&page);
        if let Ok(layer) = html::read(&bytes, Some("windows-1252"), &Limits::default()) {
            check(&layer, &bytes, |bytes| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned())?;
        }
    }

    #[test]
    fn in_utf16(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let page = pieces.concat();
        let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        if let Ok(layer) = html::read(&bytes, None, &Limits::default()) {
            check(&layer, &bytes, |bytes| encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())?;
        }
    }
}
