//! What some bytes are: by their first bytes, then by the name of the file.

use std::path::Path;

use crate::error::IntakeError;
use crate::layer::Format;

/// How many of the first bytes [`detect`] looks at.
pub(crate) const HEAD: usize = 4096;

/// Signatures of what cannot be checked, each with its offset and its name.
const FOREIGN: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"RIFF", "a sound or video file"),
    (4, b"ftyp", "an MP4 video or HEIC image"),
    (0, b"\x1aE\xdf\xa3", "a Matroska video"),
    (0, b"OggS", "an Ogg sound file"),
    (0, b"ID3", "an MP3 sound file"),
    (0, b"fLaC", "a FLAC sound file"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90", "a Windows program"),
    (0, b"\xcf\xfa\xed\xfe", "a macOS program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\0asm", "a WebAssembly program"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a", "a RAR archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"PAR1", "a Parquet table"),
    (0, b"{\\rtf", "an RTF document (save it as DOCX or PDF)"),
    (0, b"%!PS", "a PostScript document (save it as PDF)"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"\0\x01\0\0", "a font"),
];

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a document is, from its first [`HEAD`] bytes (or all it has) and its
/// name.
///
/// What the bytes plainly say outranks the name: a PDF called `.txt` is a PDF.
///
/// # Errors
///
/// [`IntakeError::Empty`] for no bytes, [`IntakeError::NotADocument`] for a
/// picture, program or archive, [`IntakeError::Damaged`] for a name that
/// promises PDF or DOCX over bytes that are neither.
pub(crate) fn detect(head: &[u8], name: Option<&Path>) -> Result<Format, IntakeError> {
    if head.is_empty() {
        return Err(IntakeError::Empty);
    }
    if head.starts_with(b"WARC/") || head.starts_with(b"\x1f\x8b") && gzipped_archive(head) {
        return Ok(Format::Warc);
    }
    if head[..head.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    let named = named(name);
    if head.starts_with(b"PK\x03\x04") {
        return zipped(head, named);
    }
    if head.starts_with(OLE) {
        return Err(ole(named));
    }
    if head.starts_with(b"\x1f\x8b") {
        return Err(not_a_document("a gzip archive"));
    }
    if let Some((_, _, looks_like)) =
        FOREIGN.iter().find(|(at, magic, _)| head.get(*at..).is_some_and(|h| h.starts_with(magic)))
    {
        return Err(not_a_document(looks_like));
    }
    if looks_like_html(head) {
        return Ok(Format::Html);
    }
    match named {
        Some(Format::Pdf) => Err(IntakeError::damaged(Format::Pdf, "no `%PDF-` at its start")),
        Some(Format::Docx) => Err(IntakeError::damaged(Format::Docx, "it is not a ZIP package")),
        Some(Format::Warc) => Err(IntakeError::DamagedArchive {
            at: 0,
            what: "expected `WARC/` at its start".to_owned(),
        }),
        named => {
            refuse_binary(head)?;
            Ok(named.unwrap_or(Format::Text))
        }
    }
}

/// The format a file's name promises; nothing for an unknown extension.
pub(crate) fn named(name: Option<&Path>) -> Option<Format> {
    let name = name?.file_name()?.to_str()?.to_ascii_lowercase();
    let endings: &[(&[&str], Format)] = &[
        (&[".txt", ".text"], Format::Text),
        (&[".md", ".markdown"], Format::Markdown),
        (&[".html", ".htm", ".xhtml"], Format::Html),
        (&[".pdf"], Format::Pdf),
        (&[".docx"], Format::Docx),
        (&[".warc", ".warc.gz"], Format::Warc),
    ];
    let ends = |(ends, _): &&(&[&str], Format)| ends.iter().any(|end| name.ends_with(end));
    endings.iter().find(ends).map(|(_, format)| *format)
}

fn not_a_document(looks_like: &str) -> IntakeError {
    IntakeError::NotADocument { looks_like: looks_like.to_owned() }
}

fn gzipped_archive(head: &[u8]) -> bool {
    let mut start = [0; 5];
    let mut unpacked = flate2::read::GzDecoder::new(head);
    std::io::Read::read_exact(&mut unpacked, &mut start).is_ok() && &start == b"WARC/"
}

/// Tells the packages apart by the names of their first entries.
fn zipped(head: &[u8], named: Option<Format>) -> Result<Format, IntakeError> {
    let has = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    if has(b"word/") {
        return Ok(Format::Docx);
    }
    let known: &[(&[u8], &str)] = &[
        (b"xl/", "an Excel workbook (save the sheet as PDF)"),
        (b"ppt/", "a PowerPoint presentation (save it as PDF)"),
        (b"mimetypeapplication/epub", "an EPUB book (save it as HTML or PDF)"),
        (b"mimetypeapplication/vnd.oasis", "an OpenDocument file (save it as DOCX or PDF)"),
    ];
    match known.iter().find(|(name, _)| has(name)) {
        Some((_, looks_like)) => Err(not_a_document(looks_like)),
        // The entry that tells may come late; the reader itself will say.
        None if named == Some(Format::Docx) || has(b"[Content_Types].xml") => Ok(Format::Docx),
        None => Err(not_a_document("a ZIP archive (unpack it and give the folder)")),
    }
}

/// Word wraps an encrypted DOCX in the container of its older format.
fn ole(named: Option<Format>) -> IntakeError {
    match named {
        Some(Format::Docx) => IntakeError::Encrypted { format: Format::Docx },
        _ => not_a_document("an old or encrypted Office file (save it as DOCX or PDF)"),
    }
}

fn looks_like_html(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let start = head[..head.len().min(1024)].to_ascii_lowercase();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return true;
    }
    let markup = [&b"<?xml"[..], b"<!--", b"<!doctype", b"<head", b"<body"];
    markup.iter().any(|tag| start.starts_with(tag))
        && start.windows(5).any(|five| five == b"<html" || five == b"<body" || five == b"<head")
}

/// Refuses what no encoding of text explains: zeros outside UTF-16, or more
/// than one control character in thirty.
fn refuse_binary(head: &[u8]) -> Result<(), IntakeError> {
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let in_step = zeros * 5 >= head.len() * 2 && {
        let odd_zeros = head.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count();
        odd_zeros * 20 <= zeros || odd_zeros * 20 >= zeros * 19
    };
    // All but zero, backspace, tab, line and form feed, return, end of file and escape.
    const CONTROL: [bool; 256] = {
        let mut control = [false; 256];
        let mut byte = 0;
        while byte < control.len() {
            control[byte] = matches!(byte, 1..=7 | 11 | 14..=25 | 28..=31 | 127);
            byte += 1;
        }
        control
    };
    let n_control = head.iter().filter(|byte| CONTROL[usize::from(**byte)]).count();
    if zeros > 0 && !utf16 && !in_step || n_control * 30 > head.len() {
        return Err(not_a_document("binary data"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(head: &[u8], name: &str) -> Result<Format, String> {
        detect(head, Some(Path::new(name))).map_err(|error| error.to_string())
    }

    #[test]
    fn bytes_outrank_the_name() {
        assert_eq!(format(b"%PDF-1.7\n", "a.txt"), Ok(Format::Pdf));
        assert_eq!(format(b"<!DOCTYPE html><p>x", "a.txt"), Ok(Format::Html));
        assert_eq!(format(b"\n <html>", ""), Ok(Format::Html));
        assert_eq!(format(b"WARC/1.1\r\n", "a"), Ok(Format::Warc));
        assert_eq!(format(b"PK\x03\x04....word/document.xml", "a"), Ok(Format::Docx));
    }

    #[test]
    fn the_name_decides_among_texts() {
        assert_eq!(format(b"# Gold", "a.md"), Ok(Format::Markdown));
        assert_eq!(format(b"# Gold", "a.TXT"), Ok(Format::Text));
        assert_eq!(format(b"<p>Gold", "a.htm"), Ok(Format::Html));
        assert_eq!(format(b"Gold", "no extension"), Ok(Format::Text));
    }

    #[test]
    fn what_is_no_document_is_named() {
        let refused: &[(&[u8], &str, &str)] = &[
            (b"\x89PNG\r\n\x1a\n123", "a.txt", "a PNG image"),
            (b"\x7fELF\x02", "a", "a program"),
            (b"PK\x03\x04....xl/workbook.xml", "a.docx", "an Excel workbook"),
            (b"PK\x03\x04....readme.txt", "a.zip", "a ZIP archive"),
            (b"\x1f\x8b\x08\x00", "a.gz", "a gzip archive"),
            (b"ab\0\0cd\x01\x02efgh", "a.txt", "binary data"),
        ];
        for (bytes, name, looks_like) in refused {
            let error = format(bytes, name).unwrap_err();
            assert!(
                error.starts_with(&format!("not a document: looks like {looks_like}")),
                "{error}"
            );
        }
    }

    #[test]
    fn a_promise_the_bytes_break_is_damage() {
        assert!(format(b"hello", "a.pdf").unwrap_err().contains("damaged"));
        assert!(format(b"hello", "a.docx").unwrap_err().contains("damaged"));
        assert!(format(OLE, "a.docx").unwrap_err().contains("encrypted"));
        assert!(format(b"", "a.txt").unwrap_err().contains("empty"));
    }
}
