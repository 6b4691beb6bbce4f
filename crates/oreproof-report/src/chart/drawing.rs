//! Marks on paper, and the boxes of the words among them.
//!
//! Every word is put down with its box. Words that must stand are `put`; words
//! that may be left to the table twin are `fit`, and stay away where they would
//! cover another.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::palette::Ink;
use crate::table::{anchored, opening};
use crate::text::{clip, escape, two_lines, width};

/// Where a word stands, in pixels of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Area {
    /// Whether two areas share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Which end of a word stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// A word to put down.
#[derive(Clone, Debug)]
pub struct Label {
    x: f64,
    y: f64,
    text: String,
    size: f64,
    anchor: Anchor,
    bold: bool,
    soft: bool,
    halo: bool,
    ink: Option<Ink>,
    figure: Option<String>,
}

impl Label {
    /// Words whose baseline begins at a place.
    pub fn new(x: f64, y: f64, text: impl Into<String>) -> Self {
        Self {
            x,
            y,
            text: text.into(),
            size: 12.0,
            anchor: Anchor::Start,
            bold: false,
            soft: false,
            halo: false,
            ink: None,
            figure: None,
        }
    }

    /// The same words at another place.
    pub fn place(mut self, x: f64, y: f64) -> Self {
        (self.x, self.y) = (x, y);
        self
    }

    /// Anchored otherwise.
    pub fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// Ending at the place.
    pub fn end(self) -> Self {
        self.anchor(Anchor::End)
    }

    /// Centred at the place.
    pub fn middle(self) -> Self {
        self.anchor(Anchor::Middle)
    }

    /// Of another size.
    pub fn size(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    /// In bold.
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// Standing back.
    pub fn soft(mut self) -> Self {
        self.soft = true;
        self
    }

    /// Cleared from what lies beneath.
    pub fn halo(mut self) -> Self {
        self.halo = true;
        self
    }

    /// In a colour.
    pub fn ink(mut self, ink: Ink) -> Self {
        self.ink = Some(ink);
        self
    }

    /// Leading to a figure.
    pub fn figure(mut self, figure: Option<&str>) -> Self {
        self.figure = figure.map(str::to_owned);
        self
    }

    /// The box its letters fill.
    pub fn area(&self) -> Area {
        let wide = width(&self.text, self.size, self.bold);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - wide / 2.0,
            Anchor::End => self.x - wide,
        };
        Area {
            left,
            top: self.y - 0.8 * self.size,
            right: left + wide,
            bottom: self.y + 0.22 * self.size,
        }
    }
}

/// How a shape is filled and edged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// Filled.
    Solid(Ink),
    /// Filled with paper, to cover what lies beneath.
    Paper,
    /// Filled thinly, for bands.
    Wash(Ink, f64),
    /// Outlined and hatched: said, not shown.
    Hatched(Ink),
    /// Outlined only.
    Hollow(Ink),
    /// Filled with the colour and the hatch of a class.
    Class(Ink),
}

/// A drawing that grows mark by mark.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Its id, which its patterns bear.
    pub id: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    body: String,
    words: Vec<(Area, String)>,
    taken: Vec<Area>,
    hatches: BTreeSet<(u8, Ink)>,
    clips: Vec<Area>,
}

impl Drawing {
    /// Empty paper.
    pub fn new(id: &str, width: f64, height: f64) -> Self {
        Self {
            id: id.to_owned(),
            width,
            height,
            body: String::new(),
            words: Vec::new(),
            taken: Vec::new(),
            hatches: BTreeSet::new(),
            clips: Vec::new(),
        }
    }

    /// The marks, with the patterns they need.
    pub fn markup(&self) -> String {
        let mut out = String::new();
        if !self.hatches.is_empty() || !self.clips.is_empty() {
            out.push_str("<defs>\n");
            for (hatch, ink) in &self.hatches {
                out.push_str(&self.pattern(*hatch, *ink));
            }
            for (n, area) in self.clips.iter().enumerate() {
                let _ = writeln!(
                    out,
                    "<clipPath id=\"{}-c{n}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
                    escape(&self.id),
                    at(area.left),
                    at(area.top),
                    at(area.right - area.left),
                    at(area.bottom - area.top)
                );
            }
            out.push_str("</defs>\n");
        }
        out.push_str(&self.body);
        out
    }

    /// The words and their boxes, in the order they were put down.
    pub fn words(&self) -> &[(Area, String)] {
        &self.words
    }

    /// Puts words down, come what may.
    pub fn put(&mut self, label: &Label) {
        self.words.push((label.area(), label.text.clone()));
        let mut attributes = String::from("t");
        if label.soft {
            attributes.push_str(" soft");
        }
        if label.halo {
            attributes.push_str(" halo");
        }
        let mut style = String::new();
        if label.anchor != Anchor::Start {
            let anchor = if label.anchor == Anchor::End { "end" } else { "middle" };
            let _ = write!(style, " text-anchor=\"{anchor}\"");
        }
        if label.bold {
            style.push_str(" font-weight=\"700\"");
        }
        if let Some(ink) = label.ink {
            let _ = write!(style, " style=\"fill:{}\"", ink.css());
        }
        let text = format!(
            "<text class=\"{attributes}\" x=\"{}\" y=\"{}\" font-size=\"{}\"{style}>{}</text>",
            at(label.x),
            at(label.y),
            at(label.size),
            escape(&label.text)
        );
        self.body.push_str(&anchored(&text, label.figure.as_deref()));
        self.body.push('\n');
    }

    /// Puts words down where they cover no others and stay on the paper.
    pub fn fit(&mut self, label: &Label) -> bool {
        let free = self.is_free(&label.area());
        if free {
            self.put(label);
        }
        free
    }

    /// Puts down the first of several that fits.
    pub fn fit_first(&mut self, labels: &[Label]) -> bool {
        labels.iter().any(|label| self.fit(label))
    }

    /// Keeps words away from an area.
    pub fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    fn is_free(&self, area: &Area) -> bool {
        let on_paper = area.left >= 0.0
            && area.top >= 0.0
            && area.right <= self.width
            && area.bottom <= self.height;
        let others = self.words.iter().map(|(area, _)| area).chain(&self.taken);
        on_paper && !others.into_iter().any(|other| other.overlaps(area))
    }

    /// A straight line of a class (`grid`, `axis`).
    pub fn rule(&mut self, (x0, y0): (f64, f64), (x1, y1): (f64, f64), class: &str) {
        let _ = writeln!(
            self.body,
            "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            at(x0),
            at(y0),
            at(x1),
            at(y1)
        );
    }

    /// A line through points, dashed or not.
    pub fn line(&mut self, points: &[(f64, f64)], ink: Ink, thick: f64, dash: &str) {
        if points.len() < 2 {
            return;
        }
        let dash =
            if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        let _ = writeln!(
            self.body,
            "<path d=\"{}\" style=\"stroke:{}\" stroke-width=\"{thick}\" fill=\"none\" stroke-linejoin=\"round\"{dash}/>",
            trace(points, false),
            ink.css()
        );
    }

    /// A closed shape through points.
    pub fn shape(&mut self, points: &[(f64, f64)], fill: Fill) {
        if points.len() > 2 {
            self.path(&trace(points, true), fill);
        }
    }

    /// A path as SVG writes it.
    pub fn path(&mut self, d: &str, fill: Fill) {
        let paint = self.paint(fill);
        let _ = writeln!(self.body, "<path d=\"{d}\"{paint}/>");
    }

    /// A rectangle; sides may be given in either order.
    pub fn rect(&mut self, x: (f64, f64), y: (f64, f64), fill: Fill) {
        let (left, right) = (x.0.min(x.1), x.0.max(x.1));
        let (top, bottom) = (y.0.min(y.1), y.0.max(y.1));
        let paint = self.paint(fill);
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{paint}/>",
            at(left),
            at(top),
            at(right - left),
            at(bottom - top)
        );
    }

    /// A circle.
    pub fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: Fill) {
        let paint = self.paint(fill);
        let _ = writeln!(
            self.body,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{paint}/>",
            at(x),
            at(y),
            at(radius)
        );
    }

    /// Marks from here to [`Self::unlead`] lead to a figure, where there is one.
    pub fn lead(&mut self, figure: Option<&str>) {
        if let Some(figure) = figure {
            self.body.push_str(&opening(figure));
            self.body.push('\n');
        }
    }

    /// Ends what [`Self::lead`] began.
    pub fn unlead(&mut self, figure: Option<&str>) {
        if figure.is_some() {
            self.body.push_str("</a>\n");
        }
    }

    /// Marks from here to [`Self::unclip`] stay within an area.
    pub fn clip(&mut self, area: Area) {
        let n = self.clips.len();
        self.clips.push(area);
        let _ = writeln!(self.body, "<g clip-path=\"url(#{}-c{n})\">", escape(&self.id));
    }

    /// Ends what [`Self::clip`] began.
    pub fn unclip(&mut self) {
        self.body.push_str("</g>\n");
    }

    /// A swatch of a fill, as legends show it.
    pub fn swatch(&mut self, x: f64, y: f64, fill: Fill) {
        self.rect((x, x + 14.0), (y - 9.0, y + 1.0), fill);
    }

    fn paint(&mut self, fill: Fill) -> String {
        match fill {
            Fill::Paper => " class=\"paper\"".to_owned(),
            Fill::Solid(ink) => format!(" style=\"fill:{}\"", ink.css()),
            Fill::Wash(ink, opacity) => {
                format!(" style=\"fill:{}\" fill-opacity=\"{}\"", ink.css(), at2(opacity))
            }
            Fill::Hollow(ink) => {
                format!(" style=\"stroke:{}\" fill=\"none\" stroke-width=\"1.5\"", ink.css())
            }
            Fill::Hatched(ink) => self.hatched(ink, ink.hatch().max(1)),
            Fill::Class(ink) if ink.hatch() == 0 => format!(" style=\"fill:{}\"", ink.css()),
            Fill::Class(ink) => self.hatched(ink, ink.hatch()),
        }
    }

    fn hatched(&mut self, ink: Ink, hatch: u8) -> String {
        self.hatches.insert((hatch, ink));
        format!(
            " style=\"stroke:{}\" fill=\"url(#{})\" stroke-width=\"1.2\"",
            ink.css(),
            self.pattern_id(hatch, ink)
        )
    }

    fn pattern_id(&self, hatch: u8, ink: Ink) -> String {
        let ink: String = ink.css().chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        format!("{}-h{hatch}{ink}", escape(&self.id))
    }

    /// Hatch 1 is what is only said, open on the paper; the others tell classes
    /// apart and are filled beneath.
    fn pattern(&self, hatch: u8, ink: Ink) -> String {
        let id = self.pattern_id(hatch, ink);
        let ink = ink.css();
        let (beneath, lines) = match hatch {
            1 => (0.1, "M0 0V6"),
            2 => (0.3, "M0 0V6M3 0V6"),
            3 => (1.0, "M0 3H6"),
            4 => (0.55, "M0 0V6M0 3H6"),
            _ => (0.35, "M0 3H6"),
        };
        // The third is full, with lines of paper through it.
        let thread = if hatch == 3 { "var(--paper)" } else { &ink };
        let stroke = format!(
            "<path d=\"{lines}\" style=\"stroke:{thread}\" stroke-width=\"1.6\" fill=\"none\"/>"
        );
        format!(
            "<pattern id=\"{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect width=\"6\" height=\"6\" style=\"fill:{ink}\" fill-opacity=\"{beneath}\"/>{stroke}</pattern>\n"
        )
    }
}

/// A coordinate to a tenth of a pixel.
pub fn at(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn at2(value: f64) -> String {
    format!("{value:.2}")
}

/// Points as an SVG path.
pub fn trace(points: &[(f64, f64)], closed: bool) -> String {
    let mut out = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let _ = write!(out, "{}{} {}", if i == 0 { 'M' } else { 'L' }, at(*x), at(*y));
    }
    if closed {
        out.push('Z');
    }
    out
}

/// Size of the names of rows.
const NAMED: f64 = 12.5;

/// Whether a row's name takes two lines.
pub fn takes_two(name: &str, room: f64) -> bool {
    width(name, NAMED, true) > room
}

/// The name of a row in bold, its line at `y` or its two lines around that, and a note below.
pub fn named(drawing: &mut Drawing, y: f64, name: &str, note: Label, room: f64) {
    let lines = two_lines(name, NAMED, true, room);
    let mut y = if lines.len() > 1 { y - 5.0 } else { y };
    for line in lines {
        drawing.put(&Label::new(0.0, y, line).size(NAMED).bold());
        y += 14.0;
    }
    drawing.put(&note.place(0.0, y).size(11.0).soft());
}

/// A row of swatches and names, broken where the paper ends. Returns the height
/// it took.
pub fn legend<E>(drawing: &mut Drawing, left: f64, top: f64, entries: &[E]) -> f64
where
    E: Clone + Into<Entry>,
{
    let (mut x, mut y) = (left, top + 12.0);
    for entry in entries {
        let Entry { name, swatch, figure } = entry.clone().into();
        let name = clip(&name, 12.0, false, drawing.width - left - 22.0);
        let wide = 20.0 + width(&name, 12.0, false) + 16.0;
        if x > left && x + wide - 16.0 > drawing.width {
            x = left;
            y += 18.0;
        }
        match swatch {
            Swatch::Fill(fill) => drawing.swatch(x, y, fill),
            Swatch::Line(ink, dash) => {
                drawing.line(&[(x, y - 4.0), (x + 15.0, y - 4.0)], ink, 2.5, dash);
            }
            Swatch::Dot(fill) => drawing.circle((x + 7.0, y - 4.0), 4.0, fill),
        }
        drawing.put(&Label::new(x + 20.0, y, name).figure(figure.as_deref()));
        x += wide;
    }
    if entries.is_empty() { 0.0 } else { y - top + 10.0 }
}

/// A line of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What is drawn so.
    pub name: String,
    /// How it is drawn.
    pub swatch: Swatch,
    /// The figure that it leads to.
    pub figure: Option<String>,
}

impl From<(String, Swatch)> for Entry {
    fn from((name, swatch): (String, Swatch)) -> Self {
        Self { name, swatch, figure: None }
    }
}

/// How a legend shows an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Swatch {
    /// A filled rectangle.
    Fill(Fill),
    /// A stretch of line with its dash.
    Line(Ink, &'static str),
    /// A point.
    Dot(Fill),
}
