//! One typed table, said as HTML, Markdown or CSV.
//!
//! People read rounded numbers with their unit at the head of the column;
//! programs read the CSV, where every number is whole.

use std::fmt::Write as _;

use crate::error::ReportError;
use crate::number::{Notation, Printed, Unit};
use crate::text::escape;

/// How sure a number is, and so how many figures it may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// Inferred: two figures.
    Inferred,
    /// Indicated: three.
    Indicated,
    /// Measured, and Reserves: three.
    Measured,
    /// As many as said.
    Of(usize),
}

impl Digits {
    /// How many.
    pub fn count(self) -> usize {
        match self {
            Self::Inferred => 2,
            Self::Indicated | Self::Measured => 3,
            Self::Of(n) => n,
        }
    }
}

/// Where a column's cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column: its name, its unit and its side.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it holds.
    pub name: String,
    /// How its numbers print.
    pub unit: Unit,
    /// Its side.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn words(name: &str) -> Self {
        Self { name: name.to_owned(), unit: Unit::none(), align: Align::Left }
    }

    /// A column of numbers.
    pub fn numbers(name: &str, unit: Unit) -> Self {
        Self { name: name.to_owned(), unit, align: Align::Right }
    }
}

/// What stands in a row under a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// Words that lead somewhere on the page or outside.
    Link {
        /// The words.
        text: String,
        /// Where to, such as `#s3`.
        href: String,
    },
    /// A number in the column's unit.
    Number(Printed, Digits),
    /// Nothing is known.
    Empty,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number to three figures.
    pub fn number(value: impl Into<Printed>) -> Self {
        Self::Number(value.into(), Digits::Of(3))
    }

    /// A number to so many figures, or nothing.
    pub fn maybe(value: Option<f64>, digits: Digits) -> Self {
        value.map_or(Self::Empty, |value| Self::Number(value.into(), digits))
    }

    /// The same leading to a figure, where there is one and the cell holds a number.
    #[must_use]
    pub fn leading(self, figure: Option<&str>) -> Self {
        match self {
            Self::Number(number, digits) => {
                let figure = figure.map(str::to_owned).or(number.figure);
                Self::Number(Printed { value: number.value, figure }, digits)
            }
            other => other,
        }
    }
}

/// Rows under columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows, above it.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    pub fn new(title: &str, columns: Vec<Column>) -> Self {
        Self { title: title.to_owned(), columns, rows: Vec::new() }
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// When it has more or fewer cells than the table has columns.
    pub fn push(&mut self, row: Vec<Cell>) -> Result<(), ReportError> {
        if row.len() != self.columns.len() {
            return Err(ReportError::Ragged {
                row: self.rows.len() + 1,
                found: row.len(),
                expected: self.columns.len(),
            });
        }
        self.rows.push(row);
        Ok(())
    }

    /// Lets every number that leads nowhere of its own lead to a figure.
    #[must_use]
    pub fn led_by(mut self, figure: &str) -> Self {
        for cell in self.rows.iter_mut().flatten() {
            if let Cell::Number(number, _) = cell {
                number.figure.get_or_insert_with(|| figure.to_owned());
            }
        }
        self
    }

    /// As an HTML table whose first cell in each row is its heading.
    pub fn html(&self) -> String {
        let mut out = String::from("<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
        let _ = writeln!(out, " aria-label=\"{}\"><table>", escape(self.label()));
        if !self.title.is_empty() {
            let _ = writeln!(out, "<caption>{}</caption>", escape(&self.title));
        }
        out.push_str("<thead><tr>");
        for column in &self.columns {
            let _ = write!(out, "<th scope=\"col\"{}>{}", side(column.align), escape(&column.name));
            let unit = column.unit.name();
            if !unit.is_empty() {
                let _ = write!(out, " <small>{}</small>", escape(&unit));
            }
            out.push_str("</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &self.rows {
            out.push_str("<tr>");
            for (i, (cell, column)) in row.iter().zip(&self.columns).enumerate() {
                let tag = if i == 0 { "th scope=\"row\"" } else { "td" };
                let _ = write!(
                    out,
                    "<{tag}{}>{}</{}>",
                    if is_day(cell) { " class=\"day\"" } else { side(column.align) },
                    cell_html(cell, column),
                    &tag[..2]
                );
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
        out
    }

    /// As a Markdown table.
    pub fn markdown(&self) -> String {
        let heads: Vec<String> = self
            .columns
            .iter()
            .map(|column| match column.unit.name() {
                unit if unit.is_empty() => cell_markdown(&column.name),
                unit => cell_markdown(&format!("{} ({unit})", column.name)),
            })
            .collect();
        let rules: Vec<&str> = self
            .columns
            .iter()
            .map(|column| if column.align == Align::Right { "--:" } else { ":--" })
            .collect();
        let mut out = format!("| {} |\n| {} |\n", heads.join(" | "), rules.join(" | "));
        for row in &self.rows {
            let cells: Vec<String> = row
                .iter()
                .zip(&self.columns)
                .map(|(cell, column)| match cell {
                    Cell::Link { text, href } => {
                        format!("[{}]({})", cell_markdown(text), href.replace([' ', ')'], ""))
                    }
                    Cell::Number(Printed { figure: Some(id), .. }, _) => {
                        format!("[{}](#{id})", plain(cell, column))
                    }
                    cell => cell_markdown(&plain(cell, column)),
                })
                .collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        out
    }

    /// As comma-separated values, numbers whole and in the unit at the head.
    ///
    /// # Errors
    ///
    /// When a row is ragged.
    pub fn csv(&self) -> Result<String, ReportError> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let heads = self.columns.iter().map(|column| match column.unit.notation {
            // The file holds fractions, not the percentages people read.
            Notation::Percent => format!("{} (fraction)", column.name),
            _ if column.unit.name().is_empty() => column.name.clone(),
            _ => format!("{} ({})", column.name, column.unit.name()),
        });
        let sheet = |error: csv::Error| ReportError::Sheet { reason: error.to_string() };
        writer.write_record(heads).map_err(sheet)?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
                Cell::Number(number, _) if number.value.is_finite() => number.value.to_string(),
                Cell::Number(..) | Cell::Empty => String::new(),
            });
            writer.write_record(cells).map_err(sheet)?;
        }
        let bytes = writer
            .into_inner()
            .map_err(|error| ReportError::Sheet { reason: error.to_string() })?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn label(&self) -> &str {
        if self.title.is_empty() { "Table" } else { &self.title }
    }
}

fn side(align: Align) -> &'static str {
    if align == Align::Right { " class=\"n\"" } else { "" }
}

/// Whether a cell is one day and nothing else, which is not to be broken.
fn is_day(cell: &Cell) -> bool {
    let is_of = |c: char| c.is_ascii_digit() || c == '-';
    matches!(cell, Cell::Text(text) if text.len() == 10 && text.chars().all(is_of))
}

fn plain(cell: &Cell, column: &Column) -> String {
    match cell {
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::Number(number, digits) => column.unit.tick(number.value, digits.count()),
        Cell::Empty => "–".to_owned(),
    }
}

fn cell_html(cell: &Cell, column: &Column) -> String {
    let text = escape(&plain(cell, column));
    match cell {
        Cell::Link { href, .. } => format!("<a href=\"{}\">{text}</a>", escape(href)),
        Cell::Number(number, _) => anchored(&text, number.figure.as_deref()),
        _ => text,
    }
}

/// Markup that leads from a printed number to its figure.
pub(crate) fn anchored(markup: &str, figure: Option<&str>) -> String {
    figure.map_or_else(|| markup.to_owned(), |id| format!("{}{markup}</a>", opening(id)))
}

/// The opening of a link to a figure.
pub(crate) fn opening(figure: &str) -> String {
    let id = escape(figure);
    format!("<a class=\"figure\" href=\"#{id}\" data-figure=\"{id}\">")
}

fn cell_markdown(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(
            "Resource",
            vec![
                Column::words("Class"),
                Column::numbers("Tonnage", Unit::si("t")),
                Column::numbers("Share", Unit::percent()),
            ],
        );
        table
            .push(vec![
                Cell::text("Inferred | <b>"),
                Cell::Number(Printed::of(1_234_567.0, "f1"), Digits::Inferred),
                Cell::maybe(None, Digits::Of(2)),
            ])
            .unwrap();
        table
    }

    #[test]
    fn the_same_table_reads_everywhere() {
        let table = table();
        assert!(table.html().contains(
            "<td class=\"n\"><a class=\"figure\" href=\"#f1\" data-figure=\"f1\">1.2\u{a0}Mt</a></td>"
        ));
        assert!(table.html().contains("Inferred | &lt;b&gt;"));
        assert_eq!(
            table.markdown(),
            "| Class | Tonnage (t) | Share (%) |\n| :-- | --: | --: |\n| Inferred \\| &lt;b> | [1.2\u{a0}Mt](#f1) | – |\n"
        );
        assert_eq!(
            table.csv().unwrap(),
            "Class,Tonnage (t),Share (fraction)\nInferred | <b>,1234567,\n"
        );
    }

    #[test]
    fn a_ragged_row_is_refused() {
        let error = table().push(vec![Cell::Empty]).unwrap_err();
        assert_eq!(error, ReportError::Ragged { row: 2, found: 1, expected: 3 });
    }
}
