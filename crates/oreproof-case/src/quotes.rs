//! Quotes held against the documents they are from.
//!
//! A case keeps the place and the hash of the words it quotes, so that whoever has
//! the document can verify them and whoever has not holds none of its text.

use sha2::{Digest, Sha256};

use crate::case::Case;
use crate::model::Document;
use crate::problem::Problem;

/// The SHA-256 of a text in hexadecimal.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Verifies every passage that a case quotes from a document with this text; how
/// many there were, and what does not stand as quoted.
///
/// The document is known by the hash of its text; where the case has none with that
/// hash, there is nothing to verify.
pub fn verify(case: &Case, text: &str) -> (usize, Vec<Problem>) {
    let hash = sha256(text);
    match case.documents.iter().find(|document| document.sha256 == hash) {
        Some(document) => of(case, document, text),
        None => (0, Vec::new()),
    }
}

fn of(case: &Case, document: &Document, text: &str) -> (usize, Vec<Problem>) {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (mut n, mut problems) = (0, Vec::new());
    if document.chars.is_some_and(|chars| chars as usize + 1 != starts.len()) {
        let found = starts.len() as u64 - 1;
        problems.push(Problem::OtherLength { found, at: document.at.of("chars").clone() });
    }
    let all = case.claims.iter().flat_map(|claim| &claim.spans);
    for span in all.filter(|span| span.document.id == document.id.id) {
        n += 1;
        let byte = |at: u64| usize::try_from(at).ok().and_then(|at| starts.get(at)).copied();
        let words = byte(span.start).zip(byte(span.end)).and_then(|(a, b)| text.get(a..b));
        if words.is_none_or(|words| sha256(words) != span.sha256) {
            problems.push(Problem::QuoteDiffers { at: span.at.whole.clone() });
        }
    }
    (n, problems)
}

/// Verifies the documents whose texts lie in the case.
pub(crate) fn held(files: &[(&str, &[u8])], case: &Case, problems: &mut Vec<Problem>) {
    for document in &case.documents {
        let Some(name) = &document.text else { continue };
        let at = document.at.of("text");
        let path = crate::beside::path(&at.file, name);
        let Some((_, bytes)) = files.iter().find(|(name, _)| *name == path) else {
            problems.push(Problem::NoFile { path, suggestion: None, at: at.clone() });
            continue;
        };
        match std::str::from_utf8(bytes) {
            Ok(text) if sha256(text) == document.sha256 => {
                problems.extend(of(case, document, text).1);
            }
            Ok(_) => problems.push(Problem::OtherText { at: at.clone() }),
            Err(_) => problems.push(Problem::NotText { at: at.clone() }),
        }
    }
}
