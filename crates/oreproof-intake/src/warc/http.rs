//! An archived answer of a web server: headers, and the content unpacked.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::error::IntakeError;

/// Named values, as WARC and HTTP write them; the first of a name counts.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Parses header lines; the line which names the protocol is passed over.
    pub(super) fn parse(headers: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in headers.split(|byte| *byte == b'\n').skip(1) {
            let line = String::from_utf8_lossy(line);
            if line.starts_with([' ', '\t']) {
                // A continued line, as old servers wrote them.
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// The value of a name in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A parameter of a header's value: the charset of a content type.
pub(super) fn parameter<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// A successful answer.
pub(super) struct Response<'a> {
    fields: Fields,
    body: &'a [u8],
}

/// Parses an answer; nothing if it is none or did not succeed.
pub(super) fn response(block: &[u8]) -> Option<Response<'_>> {
    let status = block.strip_prefix(b"HTTP/")?;
    let status = status.split(|byte| *byte == b' ').nth(1)?;
    if !status.starts_with(b"2") {
        return None;
    }
    let (headers, body) = split_headers(block);
    Some(Response { fields: Fields::parse(headers), body })
}

/// Splits after the first empty line.
fn split_headers(block: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(end) = block[at..].iter().position(|byte| *byte == b'\n') {
        let line = &block[at..at + end];
        at += end + 1;
        if line.trim_ascii().is_empty() {
            return block.split_at(at);
        }
    }
    (block, &[])
}

impl Response<'_> {
    pub(super) fn content_type(&self) -> &str {
        self.fields.get("content-type").unwrap_or("text/html")
    }

    /// The content, unpacked up to `most` bytes; and whether that is all of it.
    pub(super) fn content(&self, most: u64) -> Result<(Vec<u8>, bool), IntakeError> {
        let chunked = self.fields.get("transfer-encoding").unwrap_or_default();
        let body = if chunked.to_ascii_lowercase().contains("chunked") {
            join_chunks(self.body)
        } else {
            Cow::Borrowed(self.body)
        };
        let coding = self.fields.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
        let unpacked = match coding.trim() {
            // Some archives keep the header of what they have unpacked.
            "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
                unpack(MultiGzDecoder::new(&*body), most)
            }
            // The name means zlib, but servers also sent the bare stream.
            "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => {
                unpack(ZlibDecoder::new(&*body), most)
            }
            "deflate" => unpack(DeflateDecoder::new(&*body), most),
            "" | "identity" | "gzip" | "x-gzip" | "none" | "utf-8" => {
                return Ok((body.into_owned(), true));
            }
            coding => return Err(IntakeError::UnknownCoding { coding: coding.to_owned() }),
        };
        Ok(unpacked)
    }
}

/// What can be unpacked, up to `most` bytes.
fn unpack(packed: impl Read, most: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let whole = packed.take(most.saturating_add(1)).read_to_end(&mut bytes).is_ok();
    let fits = bytes.len() as u64 <= most;
    bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    (bytes, whole && fits)
}

/// Joins the chunks of a body. A body which does not begin with the size of a
/// chunk was joined when it was archived.
fn join_chunks(body: &[u8]) -> Cow<'_, [u8]> {
    let mut joined = Vec::new();
    let mut rest = body;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let size = rest[..end].split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
        let size =
            std::str::from_utf8(size).ok().and_then(|hex| usize::from_str_radix(hex, 16).ok());
        let Some(size) = size else { break };
        let chunk = &rest[end + 1..];
        let chunk = &chunk[..size.min(chunk.len())];
        joined.extend_from_slice(chunk);
        rest = &rest[end + 1 + chunk.len()..];
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
        if size == 0 {
            return Cow::Owned(joined);
        }
    }
    if joined.is_empty() { Cow::Borrowed(body) } else { Cow::Owned(joined) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(&*join_chunks(b"4\r\nGold\r\n5;x=y\r\n 5 Mt\r\n0\r\n\r\n"), b"Gold 5 Mt");
        assert_eq!(&*join_chunks(b"<p>joined already\n"), b"<p>joined already\n");
        assert_eq!(&*join_chunks(b"ff\r\ncut"), b"cut");
    }

    #[test]
    fn only_success_is_a_page() {
        assert!(response(b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n").is_none());
        let page =
            response(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"KOI8-R\"\r\n\r\n<p>")
                .unwrap();
        assert_eq!(page.body, b"<p>");
        assert_eq!(parameter(page.content_type(), "charset"), Some("KOI8-R"));
    }
}
