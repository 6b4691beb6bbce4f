//! Bytes to characters, with the way back.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::IntakeError;
use crate::layer::Note;
use crate::limits::{Limit, Limits};
use crate::origin::Trace;

/// A text, and the way from its bytes back to those it was decoded from.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// Nothing where the text is its source, byte for byte.
    pub(crate) trace: Option<Trace>,
    pub(crate) notes: Vec<Note>,
}

/// Decodes a text, given the encoding its document or its server names.
///
/// A byte-order mark outranks what is named. Bytes which are valid UTF-8 are
/// taken as UTF-8 whatever is named, as no other encoding looks like it by
/// accident; the exception is ISO-2022-JP, which is all ASCII.
///
/// # Errors
///
/// When nothing is named and the bytes are neither UTF-8, UTF-16 nor plausible
/// as windows-1252; or when the encoding changes too often for its limit.
pub(crate) fn decode(
    bytes: Vec<u8>,
    named: Option<&'static Encoding>,
    limits: &Limits,
) -> Result<Decoded, IntakeError> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return with_mark(bytes, encoding, mark, limits);
    }
    let escapes = named.is_some_and(|encoding| !encoding.is_ascii_compatible());
    let bytes = if escapes {
        bytes
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => return Ok(Decoded { text, trace: None, notes: Vec::new() }),
            Err(error) => error.into_bytes(),
        }
    };
    if let Some(encoding) = named.filter(|encoding| *encoding != UTF_8) {
        return in_encoding(&bytes, encoding, 0, false, limits);
    }
    match guess(&bytes) {
        Some(encoding) => in_encoding(&bytes, encoding, 0, encoding != UTF_8, limits),
        None => {
            let at = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
            Err(IntakeError::UnknownEncoding { at: at as u64 })
        }
    }
}

fn with_mark(
    mut bytes: Vec<u8>,
    encoding: &'static Encoding,
    mark: usize,
    limits: &Limits,
) -> Result<Decoded, IntakeError> {
    let mut decoded = if encoding == UTF_8 && std::str::from_utf8(&bytes).is_ok() {
        bytes.drain(..mark);
        let text = String::from_utf8(bytes).unwrap_or_default();
        Decoded { text, trace: Some(Trace::shifted(mark)), notes: Vec::new() }
    } else {
        in_encoding(&bytes, encoding, mark, false, limits)?
    };
    decoded.notes.insert(0, Note::ByteOrderMark);
    Ok(decoded)
}

/// The encoding that bytes which are not UTF-8 are most plausibly in.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let nuls = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if even + odd > 0 {
        // Latin text in UTF-16 has a zero in every other byte.
        let most = sample.len() * 2 / 5;
        return match (even >= most, odd >= most) {
            (true, false) if odd * 20 < even => Some(UTF_16BE),
            (false, true) if even * 20 < odd => Some(UTF_16LE),
            _ => None,
        };
    }
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        return Some(UTF_8);
    }
    let control = |byte: &&u8| byte.is_ascii_control() && !b"\t\n\r\x0c\x1a".contains(byte);
    let n_control = sample.iter().filter(control).count();
    // Five bytes have no meaning in windows-1252; text in it holds none.
    let n_unused = sample.iter().filter(|byte| b"\x81\x8d\x8f\x90\x9d".contains(byte)).count();
    let n_high = sample.iter().filter(|byte| !byte.is_ascii()).count();
    (n_control == 0 && n_unused == 0 && n_high * 10 <= sample.len() * 3).then_some(WINDOWS_1252)
}

/// Decodes byte by byte, so that each character knows the bytes it came from.
fn in_encoding(
    bytes: &[u8],
    encoding: &'static Encoding,
    skip: usize,
    guessed: bool,
    limits: &Limits,
) -> Result<Decoded, IntakeError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut trace = Trace::default();
    let mut out = [0u8; 32];
    let mut n_replaced = 0;
    // Where the bytes of the unfinished character begin.
    let mut begun = skip;
    for (at, byte) in bytes.iter().enumerate().skip(skip) {
        if begun == at && byte.is_ascii() && encoding.is_ascii_compatible() {
            trace.copied(text.len(), at);
            text.push(char::from(*byte));
            begun = at + 1;
            continue;
        }
        let last = at + 1 == bytes.len();
        let (_, _, written, replaced) = decoder.decode_to_utf8(&[*byte], &mut out, last);
        n_replaced += u64::from(replaced);
        let piece = std::str::from_utf8(&out[..written]).unwrap_or_default();
        if !piece.is_empty() {
            trace.stepped(text.len(), begun, piece.len(), at + 1 - begun);
            text.push_str(piece);
            begun = at + 1;
            if trace.len() as u64 > limits.pieces {
                let (limit, allowed) = (Limit::Pieces, limits.pieces);
                return Err(IntakeError::OverLimit { limit, allowed, found: None });
            }
        }
    }
    let mut notes = Vec::new();
    if encoding != UTF_8 {
        notes.push(Note::Decoded { encoding: encoding.name().to_owned(), guessed });
    }
    if n_replaced > 0 {
        notes.push(Note::Replaced { count: n_replaced });
    }
    Ok(Decoded { text, trace: Some(trace), notes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: Vec<u8>, named: Option<&'static Encoding>) -> Result<Decoded, IntakeError> {
        super::decode(bytes, named, &Limits::default())
    }

    #[test]
    fn utf8_is_its_own_source() {
        let decoded = decode("Réko Diq".into(), None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.trace), ("Réko Diq", None));
    }

    #[test]
    fn a_mark_is_left_out_and_counted() {
        let decoded = decode(b"\xef\xbb\xbfGold".to_vec(), None).unwrap();
        assert_eq!(decoded.text, "Gold");
        assert_eq!(decoded.notes, [Note::ByteOrderMark]);
        assert_eq!(decoded.trace.unwrap().source(0..4), 3..7);
    }

    #[test]
    fn windows_1252_is_guessed_and_said() {
        let decoded = decode(b"\x93R\xe9ko\x94 5 Mt".to_vec(), None).unwrap();
        assert_eq!(decoded.text, "“Réko” 5 Mt");
        assert_eq!(
            decoded.notes,
            [Note::Decoded { encoding: "windows-1252".into(), guessed: true }]
        );
        let trace = decoded.trace.unwrap();
        assert_eq!(trace.source(0..3), 0..1, "three bytes of quote from one");
        assert_eq!(trace.source(4..6), 2..3);
        assert_eq!(trace.source(6..7), 3..4);
    }

    #[test]
    fn utf16_leads_back_to_its_pairs() {
        let bytes: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("5 Mt é".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let decoded = decode(bytes.clone(), None).unwrap();
        assert_eq!(decoded.text, "5 Mt é");
        assert_eq!(decoded.trace.unwrap().source(2..3), 6..8);
        let unmarked = decode(bytes[2..].to_vec(), None);
        assert_eq!(unmarked.unwrap().text, "5 Mt é", "the zeros give it away");
    }

    #[test]
    fn cut_utf8_stays_utf8() {
        let decoded = decode("Réko Diq à é".as_bytes()[..14].to_vec(), None).unwrap();
        assert_eq!(decoded.text, "Réko Diq à \u{fffd}");
        assert_eq!(decoded.notes, [Note::Replaced { count: 1 }]);
    }

    #[test]
    fn noise_is_refused() {
        let noise: Vec<u8> = (1..=254u8).rev().collect();
        assert!(matches!(decode(noise, None), Err(IntakeError::UnknownEncoding { at: 0 })));
    }
}
