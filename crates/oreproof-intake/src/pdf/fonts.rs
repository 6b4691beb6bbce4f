//! Codes of a font to characters and widths.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Encoding, Object};

/// The fonts of a document, each prepared once.
pub(super) struct Fonts<'a> {
    document: &'a Document,
    limit: usize,
    prepared: HashMap<*const Dictionary, Rc<Font>>,
}

impl<'a> Fonts<'a> {
    /// `limit` bounds what a font's map of characters may unpack to, in bytes.
    pub(super) fn new(document: &'a Document, limit: usize) -> Self {
        Self { document, limit, prepared: HashMap::new() }
    }

    /// A font, known by where its dictionary stands in memory.
    pub(super) fn get(&mut self, dictionary: &'a Dictionary) -> Rc<Font> {
        let prepare = || Rc::new(Font::new(dictionary, self.document, self.limit));
        self.prepared.entry(std::ptr::from_ref(dictionary)).or_insert_with(prepare).clone()
    }
}

/// Characters and widths of a font's codes.
pub(super) struct Font {
    /// Whether a code is two bytes.
    wide: bool,
    to_unicode: Option<ToUnicode>,
    /// Of one-byte codes.
    named: Vec<Option<String>>,
    widths: Widths,
    /// Size of a glyph's unit, in em.
    unit: f64,
}

/// The characters of a code of so many bytes, by the font's own map.
type ToUnicode = Box<dyn Fn(u32, u8) -> Option<String>>;

enum Widths {
    Simple {
        first: i64,
        widths: Vec<f64>,
        missing: f64,
    },
    Wide {
        default: f64,
        ranges: Vec<(u32, u32, RangeWidth)>,
    },
    /// A font every viewer has, whose widths the file leaves out.
    Standard {
        fixed: bool,
    },
}

enum RangeWidth {
    Same(f64),
    Each(Vec<f64>),
}

/// A code of a string, as drawn.
pub(super) struct Glyph {
    /// Nothing if the font does not say what it means.
    pub(super) text: Option<String>,
    /// In em.
    pub(super) width: f64,
    /// Whether word spacing applies to it.
    pub(super) is_space: bool,
}

impl Font {
    fn new(font: &Dictionary, document: &Document, limit: usize) -> Self {
        let subtype = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let wide = subtype == b"Type0";
        let to_unicode = to_unicode(font, document, limit);
        let named = if wide { Vec::new() } else { named(font, document) };
        let unit = if subtype == b"Type3" { type3_unit(font, document) } else { 0.001 };
        let widths = if wide { wide_widths(font, document) } else { simple_widths(font, document) };
        Self { wide, to_unicode, named, widths, unit }
    }

    /// A font of which nothing is known.
    pub(super) fn unknown() -> Self {
        let widths = Widths::Standard { fixed: false };
        Self { wide: false, to_unicode: None, named: base(b"WinAnsiEncoding"), widths, unit: 0.001 }
    }

    /// The glyphs of a string.
    pub(super) fn glyphs<'b>(&'b self, string: &'b [u8]) -> impl Iterator<Item = Glyph> + 'b {
        string.chunks(if self.wide { 2 } else { 1 }).map(|code| {
            let value = code.iter().fold(0u32, |value, byte| value << 8 | u32::from(*byte));
            Glyph {
                text: self.text(value, code.len()),
                width: self.width(value) * self.unit,
                is_space: code == b" ",
            }
        })
    }

    fn text(&self, code: u32, length: usize) -> Option<String> {
        let length = if length == 2 { 2 } else { 1 };
        let means = |text: &String| !text.is_empty() && !text.contains(['\u{fffd}', '\0']);
        let mapped = self.to_unicode.as_ref().and_then(|map| map(code, length)).filter(means);
        mapped.or_else(|| self.named.get(code as usize).cloned().flatten())
    }

    fn width(&self, code: u32) -> f64 {
        match &self.widths {
            Widths::Simple { first, widths, missing } => {
                let idx = usize::try_from(i64::from(code) - first).ok();
                idx.and_then(|idx| widths.get(idx)).copied().unwrap_or(*missing)
            }
            Widths::Wide { default, ranges } => ranges
                .iter()
                .find(|(from, to, _)| (*from..=*to).contains(&code))
                .map_or(*default, |(from, _, width)| match width {
                    RangeWidth::Same(width) => *width,
                    RangeWidth::Each(widths) => {
                        widths.get((code - from) as usize).copied().unwrap_or(*default)
                    }
                }),
            Widths::Standard { fixed: true } => 600.0,
            Widths::Standard { fixed: false } => {
                let idx = (code as usize).checked_sub(32);
                let width = idx.and_then(|idx| HELVETICA.get(idx)).copied();
                f64::from(width.unwrap_or(556))
            }
        }
    }
}

/// Widths of Helvetica for the codes 32 to 126, in thousandths of an em
/// (Adobe's metrics of the core fonts).
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The font's own map to characters, which says more than the names of its
/// glyphs.
fn to_unicode(font: &Dictionary, document: &Document, limit: usize) -> Option<ToUnicode> {
    let mut only = Dictionary::new();
    only.set("Type", Object::Name(b"Font".to_vec()));
    only.set("ToUnicode", font.get(b"ToUnicode").ok()?.clone());
    let Ok(Encoding::UnicodeMapEncoding(map)) = only.get_font_encoding_with_limit(document, limit)
    else {
        return None;
    };
    Some(Box::new(move |code, length| {
        let units = map.get(code, length).or_else(|| map.get(code, 3 - length))?;
        String::from_utf16(&units).ok()
    }))
}

/// The characters of one-byte codes, by the names of their glyphs.
fn named(font: &Dictionary, document: &Document) -> Vec<Option<String>> {
    let encoding = font.get(b"Encoding").ok().and_then(|e| document.dereference(e).ok());
    let default: &[u8] = match font.get(b"Subtype").and_then(Object::as_name) {
        Ok(b"TrueType") => b"WinAnsiEncoding",
        _ => b"StandardEncoding",
    };
    match encoding.map(|(_, encoding)| encoding) {
        Some(Object::Name(name)) => base(name),
        Some(Object::Dictionary(encoding)) => {
            let name = encoding.get(b"BaseEncoding").and_then(Object::as_name);
            let mut codes = base(name.unwrap_or(default));
            let differences = encoding.get(b"Differences").ok();
            let differences = differences.and_then(|d| document.dereference(d).ok());
            let mut code = 0usize;
            for item in differences.and_then(|(_, d)| d.as_array().ok()).into_iter().flatten() {
                match item {
                    Object::Integer(next) => code = usize::try_from(*next).unwrap_or(256),
                    Object::Name(name) => {
                        if let Some(slot) = codes.get_mut(code) {
                            *slot = glyph(name);
                        }
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
            codes
        }
        _ => base(default),
    }
}

/// The characters of a named encoding.
fn base(name: &[u8]) -> Vec<Option<String>> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let nothing = Document::new();
    let Ok(encoding) = font.get_font_encoding(&nothing) else { return vec![None; 256] };
    let character = |code| encoding.bytes_to_string(&[code]).ok().filter(|text| !text.is_empty());
    (0..=255).map(character).collect()
}

/// The characters of a glyph's name: from the Adobe list, or as `uni20AC`,
/// `u20AC`, `f_i`, `a.alt`.
fn glyph(name: &[u8]) -> Option<String> {
    let name = name.split(|byte| *byte == b'.').next().filter(|name| !name.is_empty())?;
    if let Some(listed) = listed(name) {
        return Some(listed);
    }
    let name = std::str::from_utf8(name).ok()?;
    if name.contains('_') {
        return name.split('_').map(|part| listed(part.as_bytes())).collect();
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let code = u32::from_str_radix(hex, 16).ok()?;
    char::from_u32(code).filter(|c| !c.is_control()).map(String::from)
}

/// The character of a name in the Adobe list, which the library keeps to itself
/// but applies to an encoding.
fn listed(name: &[u8]) -> Option<String> {
    let mut encoding = Dictionary::new();
    encoding.set("Differences", vec![Object::Integer(0), Object::Name(name.to_vec())]);
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    let nothing = Document::new();
    // Code 0 has no meaning in the encoding an unknown name falls back to.
    let text = font.get_font_encoding(&nothing).ok()?.bytes_to_string(&[0]).ok()?;
    (!text.is_empty()).then_some(text)
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

fn array<'a>(document: &'a Document, font: &'a Dictionary, key: &[u8]) -> Option<&'a Vec<Object>> {
    document.dereference(font.get(key).ok()?).ok()?.1.as_array().ok()
}

fn numbers(document: &Document, array: &[Object]) -> Vec<f64> {
    let number = |object| document.dereference(object).ok().and_then(|(_, object)| number(object));
    array.iter().map(|object| number(object).unwrap_or(0.0)).collect()
}

fn type3_unit(font: &Dictionary, document: &Document) -> f64 {
    let matrix = array(document, font, b"FontMatrix");
    let unit = matrix.and_then(|matrix| number(matrix.first()?));
    unit.map(f64::abs).filter(|unit| (1e-6..=1.0).contains(unit)).unwrap_or(0.001)
}

fn simple_widths(font: &Dictionary, document: &Document) -> Widths {
    let Some(widths) = array(document, font, b"Widths") else {
        let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let fixed = name.windows(7).any(|seven| seven == b"Courier");
        return Widths::Standard { fixed };
    };
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let descriptor = font.get(b"FontDescriptor").ok().and_then(|d| super::dictionary(document, d));
    let missing = descriptor.and_then(|d| number(d.get(b"MissingWidth").ok()?)).unwrap_or(500.0);
    Widths::Simple { first, widths: numbers(document, widths), missing }
}

fn wide_widths(font: &Dictionary, document: &Document) -> Widths {
    let descendants = array(document, font, b"DescendantFonts");
    let descendant = descendants.and_then(|fonts| super::dictionary(document, fonts.first()?));
    let default = descendant.and_then(|d| number(d.get(b"DW").ok()?)).unwrap_or(1000.0);
    let mut ranges = Vec::new();
    let mut items = descendant.and_then(|d| array(document, d, b"W")).into_iter().flatten();
    while let (Some(from), Some(next)) = (items.next(), items.next()) {
        let code = |object: &Object| object.as_i64().ok().and_then(|code| u32::try_from(code).ok());
        let Some(from) = code(from) else { break };
        match document.dereference(next).map(|(_, next)| next) {
            Ok(Object::Array(each)) => {
                let widths = numbers(document, each);
                let to = from.saturating_add(u32::try_from(widths.len()).unwrap_or(0));
                ranges.push((from, to.saturating_sub(1), RangeWidth::Each(widths)));
            }
            Ok(to) => {
                let (Some(to), Some(width)) = (code(to), items.next().and_then(number)) else {
                    break;
                };
                ranges.push((from, to, RangeWidth::Same(width)));
            }
            Err(_) => break,
        }
    }
    Widths::Wide { default, ranges }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_become_characters() {
        let glyph = |name: &str| glyph(name.as_bytes());
        assert_eq!(glyph("eacute").as_deref(), Some("é"));
        assert_eq!(glyph("uni20AC").as_deref(), Some("€"));
        assert_eq!(glyph("a.alt").as_deref(), Some("a"));
        assert_eq!(glyph("T_h").as_deref(), Some("Th"));
        assert_eq!(glyph("g123"), None);
    }

    #[test]
    fn one_unknown_name_does_not_spoil_the_font() {
        let mut encoding = Dictionary::new();
        let name = |name: &str| Object::Name(name.as_bytes().to_vec());
        encoding.set("Differences", vec![Object::Integer(65), name("g7"), name("B"), name("Euro")]);
        let mut font = Dictionary::new();
        font.set("Encoding", encoding);
        let document = Document::new();
        let font = Font::new(&font, &document, 1000);
        let text: Vec<_> = font.glyphs(b"ABC").map(|glyph| glyph.text).collect();
        assert_eq!(text, [None, Some("B".to_owned()), Some("€".to_owned())]);
    }
}
