//! Follows the drawing of a page and notes what is written where.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Error, Object, ObjectId};

use super::fonts::{Font, Fonts};

/// Forms nest no deeper.
const FORMS: usize = 8;

/// A page draws no more than this many pieces of text; beyond it the rest of
/// the page is left out. A full page of text has a few thousand.
const SPANS: usize = 200_000;

/// A page runs no more than this many operations.
const OPERATIONS: usize = 5_000_000;

/// A gap of this many em between two pieces of a string is a space.
const SPACE: f64 = 0.17;

/// A piece of text, drawn in one go.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// Where it begins and ends along its direction, and its baseline across
    /// it, upwards; in points.
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    /// Height of the font, in points.
    pub(super) size: f64,
    /// Quarter turns of its direction, counter-clockwise.
    pub(super) turn: u8,
    pub(super) text: String,
}

/// What a page draws.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) spans: Vec<Span>,
    /// How many pictures.
    pub(super) images: usize,
    /// How many codes have a meaning, and how many have none.
    pub(super) mapped: usize,
    pub(super) unmapped: usize,
    /// Whether part of the drawing could not be followed.
    pub(super) broken: bool,
    /// How many bytes its drawing unpacked to.
    pub(super) unpacked: usize,
}

/// Draws a page.
///
/// # Errors
///
/// When its content unpacks to more than `limit` bytes or cannot be read.
pub(super) fn draw<'a>(
    document: &'a Document,
    page: ObjectId,
    fonts: &mut Fonts<'a>,
    limit: usize,
) -> Result<Drawn, Error> {
    let content = document.get_page_content_with_limit(page, limit)?;
    let mut resources = Vec::new();
    let (own, ids) = document.get_page_resources(page)?;
    resources.extend(own);
    resources.extend(ids.iter().filter_map(|id| document.get_dictionary(*id).ok()));
    let drawn = Drawn { unpacked: content.len(), ..Drawn::default() };
    let mut pen = Pen { document, fonts, limit, drawn, n_operations: 0 };
    pen.run(&content, &resources, Matrix::IDENTITY, FORMS);
    Ok(pen.drawn)
}

/// An affine map: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(operands: &[Object]) -> Option<Self> {
        let mut values = [0.0; 6];
        for (value, operand) in values.iter_mut().zip(operands) {
            *value = f64::from(operand.as_float().ok()?);
        }
        (operands.len() >= 6 && values.iter().all(|value| value.is_finite()))
            .then_some(Self(values))
    }

    /// This map first, then the other.
    fn then(self, other: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [g, h, i, j, k, l] = other.0;
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    fn moved(self, x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// The part of the graphics state that text depends on.
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Rc<Font>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

struct Pen<'a, 'f> {
    document: &'a Document,
    fonts: &'f mut Fonts<'a>,
    limit: usize,
    drawn: Drawn,
    n_operations: usize,
}

impl<'a> Pen<'a, '_> {
    fn run(&mut self, content: &[u8], resources: &[&'a Dictionary], ctm: Matrix, depth: usize) {
        let fonts = named(self.document, resources, b"Font");
        let objects = named(self.document, resources, b"XObject");
        let mut state = State {
            ctm,
            font: Rc::new(Font::unknown()),
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        for operation in Content::decode_iter(content) {
            self.n_operations += 1;
            let too_much = self.n_operations > OPERATIONS || self.drawn.spans.len() > SPANS;
            let Some(operation) = operation.ok().filter(|_| !too_much) else {
                // What follows an error in the content cannot be drawn.
                self.drawn.broken = true;
                return;
            };
            let Operation { operator, operands } = &operation;
            let number = |at: usize| {
                let number = operands.get(at).and_then(|operand| operand.as_float().ok());
                number.map(f64::from).filter(|number| number.is_finite())
            };
            match operator.as_str() {
                "q" if saved.len() < 256 => saved.push(state.clone()),
                "Q" => {
                    if let Some(before) = saved.pop() {
                        state = before;
                    }
                }
                "cm" => {
                    if let Some(matrix) = Matrix::of(operands) {
                        state.ctm = matrix.then(state.ctm);
                    }
                }
                "BT" => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    let font = name.and_then(|name| fonts.get(name));
                    state.font = match font.and_then(|font| super::dictionary(self.document, font))
                    {
                        Some(font) => self.fonts.get(font),
                        None => Rc::new(Font::unknown()),
                    };
                    state.size = number(1).unwrap_or(state.size);
                }
                "Tc" => state.char_space = number(0).unwrap_or(0.0),
                "Tw" => state.word_space = number(0).unwrap_or(0.0),
                "Tz" => state.scale = number(0).unwrap_or(100.0) / 100.0,
                "TL" => state.leading = number(0).unwrap_or(0.0),
                "Ts" => state.rise = number(0).unwrap_or(0.0),
                "Td" | "TD" => {
                    if let (Some(x), Some(y)) = (number(0), number(1)) {
                        if operator == "TD" {
                            state.leading = -y;
                        }
                        line = line.moved(x, y);
                        text = line;
                    }
                }
                "Tm" => {
                    if let Some(matrix) = Matrix::of(operands) {
                        (text, line) = (matrix, matrix);
                    }
                }
                "T*" => {
                    line = line.moved(0.0, -state.leading);
                    text = line;
                }
                "Tj" => text = self.write(&state, text, operands),
                "TJ" => {
                    if let Some(Object::Array(pieces)) = operands.first() {
                        text = self.write(&state, text, pieces);
                    }
                }
                "'" | "\"" => {
                    if operator == "\"" {
                        state.word_space = number(0).unwrap_or(0.0);
                        state.char_space = number(1).unwrap_or(0.0);
                    }
                    line = line.moved(0.0, -state.leading);
                    text = self.write(&state, line, &operands[operands.len().saturating_sub(1)..]);
                }
                "BI" => self.drawn.images += 1,
                "Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    if let Some(object) = name.and_then(|name| objects.get(name)) {
                        self.object(object, resources, state.ctm, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// Draws a form, or counts a picture.
    fn object(
        &mut self,
        object: &'a Object,
        resources: &[&'a Dictionary],
        ctm: Matrix,
        depth: usize,
    ) {
        let Ok((_, Object::Stream(stream))) = self.document.dereference(object) else { return };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.drawn.images += 1,
            Ok(b"Form") if depth > 0 => {
                let room = self.limit.saturating_sub(self.drawn.unpacked);
                let Ok(content) = stream.get_plain_content_with_limit(room) else {
                    self.drawn.broken = true;
                    return;
                };
                self.drawn.unpacked += content.len();
                let matrix = stream.dict.get(b"Matrix").ok().and_then(|m| m.as_array().ok());
                let matrix = matrix.and_then(|m| Matrix::of(m)).unwrap_or(Matrix::IDENTITY);
                let own = stream.dict.get(b"Resources").ok();
                let own = own.and_then(|own| super::dictionary(self.document, own));
                let resources = own.map_or(resources.to_vec(), |own| vec![own]);
                self.run(&content, &resources, matrix.then(ctm), depth - 1);
            }
            _ => {}
        }
    }

    /// Writes strings and gaps, and returns where the text then stands.
    fn write(&mut self, state: &State, mut text: Matrix, pieces: &[Object]) -> Matrix {
        let mut begin = text;
        let mut written = String::new();
        // Where the last visible glyph ended, to leave trailing gaps out.
        let mut end = text;
        for piece in pieces {
            match piece {
                Object::String(string, _) => {
                    for glyph in state.font.glyphs(string) {
                        match &glyph.text {
                            Some(glyph) => push(&mut written, glyph),
                            None => self.drawn.unmapped += 1,
                        }
                        self.drawn.mapped += usize::from(glyph.text.is_some());
                        let word = if glyph.is_space { state.word_space } else { 0.0 };
                        let advance = glyph.width * state.size + state.char_space + word;
                        text = text.moved(advance * state.scale, 0.0);
                        if glyph.text.as_deref().is_some_and(|text| !text.trim().is_empty()) {
                            end = text;
                        }
                    }
                }
                gap => {
                    let Some(gap) = gap.as_float().ok().map(f64::from) else { continue };
                    let gap = -gap / 1000.0;
                    text = text.moved(gap * state.size * state.scale, 0.0);
                    let ends_word = !written.is_empty() && !written.ends_with(' ');
                    if gap > super::lines::CELL_GAP {
                        // A gap between cells, which `lines` sees in the places.
                        self.place(state, begin, end, &mut written);
                        (begin, end) = (text, text);
                    } else if gap > SPACE && ends_word {
                        written.push(' ');
                    }
                }
            }
        }
        self.place(state, begin, end, &mut written);
        text
    }

    fn place(&mut self, state: &State, begin: Matrix, end: Matrix, written: &mut String) {
        let text = std::mem::take(written);
        if text.trim().is_empty() {
            return;
        }
        let begin = begin.moved(0.0, state.rise).then(state.ctm);
        let end = end.moved(0.0, state.rise).then(state.ctm);
        let [a, b, c, d, x, y] = begin.0;
        let turn: u8 = match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        // Coordinates in which the text runs to the right.
        let turned = |x: f64, y: f64| match turn {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        let (x, y) = turned(x, y);
        let (end, _) = turned(end.0[4], end.0[5]);
        let size = state.size.abs() * c.hypot(d).max(a.hypot(b) * 0.1);
        if ![x, y, end, size].iter().all(|value| value.is_finite()) {
            return;
        }
        let lead = text.len() - text.trim_start().len();
        let x = x + lead as f64 * 0.25 * size;
        let text = text.trim().to_owned();
        self.drawn.spans.push(Span { x, end: end.max(x), y, size, turn, text });
    }
}

/// Appends a glyph's characters: ligatures as letters, soft hyphens as hyphens,
/// control characters and white space as spaces.
fn push(written: &mut String, glyph: &str) {
    for c in glyph.chars() {
        match c {
            '\u{fb00}' => written.push_str("ff"),
            '\u{fb01}' => written.push_str("fi"),
            '\u{fb02}' => written.push_str("fl"),
            '\u{fb03}' => written.push_str("ffi"),
            '\u{fb04}' => written.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => written.push_str("st"),
            '\u{ad}' => written.push('-'),
            c if c.is_control() || c.is_whitespace() && c != '\u{a0}' => {
                if !written.ends_with(' ') {
                    written.push(' ');
                }
            }
            c => written.push(c),
        }
    }
}

/// The named things of one kind that a drawing may use, the nearest first.
fn named<'a>(
    document: &'a Document,
    resources: &[&'a Dictionary],
    kind: &[u8],
) -> BTreeMap<&'a [u8], &'a Object> {
    let mut found = BTreeMap::new();
    for resources in resources {
        let of_kind =
            resources.get(kind).ok().and_then(|of_kind| super::dictionary(document, of_kind));
        for (name, object) in of_kind.into_iter().flat_map(Dictionary::iter) {
            found.entry(name.as_slice()).or_insert(object);
        }
    }
    found
}
