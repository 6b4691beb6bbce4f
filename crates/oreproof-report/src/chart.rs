//! Charts as SVG, all in one frame.
//!
//! A chart is drawn at two widths and the page shows the one that fits, because
//! a desk's drawing shrunk to a telephone has letters nobody can read.

pub mod palette;
pub mod drawing;
pub mod axis;
pub mod xy;
pub mod ladder;
pub mod timeline;
pub mod sankey;
pub mod stack;
pub mod tornado;
pub mod bars;
pub mod change;
pub mod parts;
pub mod section;
pub mod strip;
pub mod outlines;
pub mod map;

use std::fmt::Write as _;

use crate::table::{Table, anchored};
use crate::text::{escape, wrap};
use drawing::Drawing;
use palette::STYLE;

/// The drawing for a desk or paper, in pixels.
pub const WIDE: f64 = 720.0;
/// The drawing for a telephone.
pub const NARROW: f64 = 340.0;

/// What every chart says beside its picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// Its id on the page: letters, digits and dashes.
    pub id: String,
    /// The finding, in words.
    pub title: String,
    /// What is drawn, with its unit.
    pub subtitle: String,
    /// Where the numbers come from.
    pub source: String,
    /// What to know when reading it: scale, basis, what is left out.
    pub note: String,
    /// What the picture shows, for who cannot see it.
    pub alt: String,
}

/// What can be drawn at a width, and said as a table.
pub trait Plot {
    /// The picture, that many pixels wide. The id makes its patterns unique.
    fn draw(&self, id: &str, width: f64) -> Drawing;
    /// The same numbers as a table.
    fn table(&self) -> Table;
}

/// A picture in its frame.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What is said beside it.
    pub caption: Caption,
    /// The drawing for a desk.
    pub wide: Drawing,
    /// The drawing for a telephone.
    pub narrow: Drawing,
    /// The same numbers as a table.
    pub table: Table,
    /// The figure or run that the chart as a whole leads to.
    pub figure: Option<String>,
}

impl Chart {
    /// Draws a plot at both widths.
    pub fn new(caption: Caption, plot: &impl Plot) -> Self {
        let wide = plot.draw(&format!("{}-w", caption.id), WIDE);
        let narrow = plot.draw(&format!("{}-n", caption.id), NARROW);
        Self { wide, narrow, table: plot.table(), caption, figure: None }
    }

    /// The same leading to a figure or run, and with it every number of its table that leads
    /// nowhere of its own.
    #[must_use]
    pub fn led_by(self, figure: &str) -> Self {
        let table = self.table.led_by(figure);
        Self { table, figure: Some(figure.to_owned()), ..self }
    }

    /// The chart as a figure of a page, with its table folded beneath.
    pub fn html(&self) -> String {
        let Caption { id, title, subtitle, source, note, .. } = &self.caption;
        let id = escape(id);
        let mut out = format!(
            "<figure class=\"chart\" id=\"{id}\">\n<figcaption><h3><a class=\"self\" href=\"#{id}\">{}</a></h3>\n",
            escape(title)
        );
        if !subtitle.is_empty() {
            let _ = writeln!(out, "<p class=\"subtitle\">{}</p>", escape(subtitle));
        }
        out.push_str("</figcaption>\n");
        // On paper a chart is held to half a page, and one of many rows to a whole one.
        let wide = if self.wide.height <= 0.75 * self.wide.width { "wide" } else { "wide tall" };
        for (drawing, class) in [(&self.wide, wide), (&self.narrow, "narrow")] {
            let _ = writeln!(
                out,
                "<svg class=\"{class}\" xmlns=\"http://www.w3.org/2000/svg\" {}>{}\n{}</svg>",
                self.opening(drawing, drawing.height),
                self.words(drawing),
                drawing.markup()
            );
        }
        if !note.is_empty() {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(note));
        }
        if !source.is_empty() {
            let source = anchored(&escape(source), self.figure.as_deref());
            let _ = writeln!(out, "<p class=\"source\">Source: {source}</p>");
        }
        let _ = write!(
            out,
            "<details class=\"twin\"><summary>The same as a table</summary>\n{}</details>\n</figure>\n",
            self.table.html()
        );
        out
    }

    /// The chart as a file of its own, with title and source drawn into it.
    pub fn svg(&self) -> String {
        let drawing = &self.wide;
        let room = drawing.width - 8.0;
        let mut head = String::new();
        let mut y = 0.0;
        let Caption { title, subtitle, source, note, .. } = &self.caption;
        for (words, size, bold, class) in
            [(title, 17.0, true, ""), (subtitle, 13.0, false, " soft")]
        {
            for line in wrap(words, size, bold, room) {
                y += size * 1.3;
                let weight = if bold { " font-weight=\"700\"" } else { "" };
                let _ = writeln!(
                    head,
                    "<text class=\"t{class}\" x=\"0\" y=\"{y:.1}\" font-size=\"{size}\"{weight}>{}</text>",
                    escape(&line)
                );
            }
        }
        let top = y + 12.0;
        let mut foot = String::new();
        let mut y = top + drawing.height + 4.0;
        let source = if source.is_empty() { String::new() } else { format!("Source: {source}") };
        for words in [note, &source] {
            for line in wrap(words, 11.0, false, room) {
                y += 15.0;
                let _ = writeln!(
                    foot,
                    "<text class=\"t soft\" x=\"0\" y=\"{y:.1}\" font-size=\"11\">{}</text>",
                    escape(&line)
                );
            }
        }
        let height = y + 8.0;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" {}>{}\n<style>{STYLE}</style>\n\
             <rect class=\"paper\" x=\"-16\" y=\"-10\" width=\"{}\" height=\"{:.1}\"/>\n{head}\
             <g transform=\"translate(0 {top:.1})\">\n{}</g>\n{foot}</svg>\n",
            self.frame(drawing, height),
            self.words(drawing),
            drawing.width + 32.0,
            height + 20.0,
            drawing.markup()
        )
    }

    fn opening(&self, drawing: &Drawing, height: f64) -> String {
        format!(
            "viewBox=\"0 0 {} {height:.0}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"",
            drawing.width,
            id = escape(&drawing.id)
        )
    }

    fn frame(&self, drawing: &Drawing, height: f64) -> String {
        self.opening(drawing, height).replacen(
            &format!("viewBox=\"0 0 {} {height:.0}\"", drawing.width),
            &format!("viewBox=\"-16 -10 {} {:.0}\"", drawing.width + 32.0, height + 20.0),
            1,
        )
    }

    fn words(&self, drawing: &Drawing) -> String {
        format!(
            "<title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
            escape(&self.caption.title),
            escape(&self.caption.alt),
            id = escape(&drawing.id)
        )
    }
}
