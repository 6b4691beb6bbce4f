//! Workbooks whose numbers recalculate.
//!
//! Cells are named, and formulas name them in braces: `{price} * {tonnes}`. A
//! line over periods is named too, and `{line}` in a line is its cell of the
//! same period; `{line:all}` is the whole line and `{line:prev}` the period
//! before. Every formula carries the engine's result, so that a reader without
//! a spreadsheet program sees the numbers too.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

use crate::error::ReportError;

/// How a cell's number is shown; spreadsheet number formats.
pub mod format {
    /// Money, whole, negatives in brackets.
    pub const MONEY: &str = "#,##0;(#,##0);\"–\"";
    /// One decimal.
    pub const ONE: &str = "#,##0.0;(#,##0.0);\"–\"";
    /// A fraction as a percentage.
    pub const PERCENT: &str = "0.00%";
    /// As many digits as there are.
    pub const GENERAL: &str = "General";
}

/// What is said of a row of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its name in formulas: letters, digits and underscores, unlike an address.
    pub name: &'a str,
    /// What it is.
    pub label: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// Its number format, such as [`format::MONEY`].
    pub format: &'static str,
    /// Where its numbers come from.
    pub source: &'a str,
}

/// Where a named cell or line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRef {
    /// The sheet's number in the book.
    pub sheet: usize,
    /// Its row, from nought.
    pub row: u32,
    /// Its first column, from nought.
    pub column: u16,
    /// How many columns: one for a cell, the periods for a line.
    pub length: u16,
}

/// A cell of a row that no formula names.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Words(String),
    /// A number and how it is shown.
    Number(f64, &'static str),
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    Text(String),
    Number(f64),
    Formula(String, f64),
}

#[derive(Clone, Debug)]
struct Filled {
    row: u32,
    column: u16,
    content: Content,
    format: &'static str,
    bold: bool,
    input: bool,
    note: Option<String>,
}

/// A sheet that grows row by row.
#[derive(Clone, Debug)]
struct Sheet {
    name: String,
    number: usize,
    next: u32,
    cells: Vec<Filled>,
    periods: u16,
}

/// Sheets and the names of their cells.
#[derive(Clone, Debug, Default)]
pub struct Book {
    sheets: Vec<Sheet>,
    names: BTreeMap<String, CellRef>,
}

/// The columns before the first period: name, unit, total, source.
const LEAD: u16 = 4;

impl Book {
    /// An empty book.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sheet and returns its number.
    pub fn sheet(&mut self, name: &str) -> usize {
        let number = self.sheets.len();
        let sheet = Sheet { name: name.to_owned(), number, next: 0, cells: Vec::new(), periods: 0 };
        self.sheets.push(sheet);
        number
    }

    /// Where a named cell stands.
    pub fn at(&self, name: &str) -> Option<&CellRef> {
        self.names.get(name)
    }

    /// A heading, and a free row above it.
    pub fn heading(&mut self, sheet: usize, text: &str) {
        let sheet = &mut self.sheets[sheet];
        if sheet.next > 0 {
            sheet.next += 1;
        }
        sheet.fill(0, Content::Text(text.to_owned()), format::GENERAL, true);
        sheet.next += 1;
    }

    /// A row of words.
    pub fn words(&mut self, sheet: usize, words: &[&str]) {
        let sheet = &mut self.sheets[sheet];
        for (column, word) in (0..).zip(words) {
            sheet.fill(column, Content::Text((*word).to_owned()), format::GENERAL, false);
        }
        sheet.next += 1;
    }

    /// A row of words and numbers.
    pub fn row(&mut self, sheet: usize, cells: &[Cell]) {
        let sheet = &mut self.sheets[sheet];
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Words(text) => {
                    sheet.fill(column, Content::Text(text.clone()), format::GENERAL, false);
                }
                Cell::Number(value, format) => {
                    sheet.fill(column, Content::Number(*value), format, false);
                }
            }
        }
        sheet.next += 1;
    }

    /// An input that formulas may name.
    pub fn input(&mut self, sheet: usize, line: &Line<'_>, value: f64) {
        let s = &mut self.sheets[sheet];
        s.lead(line, false);
        s.fill(2, Content::Number(value), line.format, false);
        if let Some(cell) = s.cells.last_mut() {
            cell.input = true;
            cell.note = (!line.source.is_empty()).then(|| line.source.to_owned());
        }
        self.end(sheet, line.name, 2, 1);
    }

    /// A result of one cell: its formula and what the engine found.
    pub fn result(&mut self, sheet: usize, line: &Line<'_>, formula: &str, value: f64) {
        let s = &mut self.sheets[sheet];
        s.lead(line, true);
        s.fill(2, Content::Formula(formula.to_owned(), value), line.format, true);
        self.end(sheet, line.name, 2, 1);
    }

    /// The row of periods that the lines beneath it run over.
    pub fn periods(&mut self, sheet: usize, name: &str, periods: &[f64]) {
        let s = &mut self.sheets[sheet];
        for (column, word) in (0..).zip(["Line", "Unit", "Total", "Source"]) {
            s.fill(column, Content::Text(word.to_owned()), format::GENERAL, true);
        }
        for (column, period) in (LEAD..).zip(periods) {
            s.fill(column, Content::Number(*period), format::GENERAL, true);
        }
        s.periods = periods.len() as u16;
        self.end(sheet, name, LEAD, periods.len() as u16);
    }

    /// A line of stated values, one a period.
    pub fn stated(&mut self, sheet: usize, line: &Line<'_>, values: &[f64]) {
        self.over_periods(sheet, line, values, Content::Number);
    }

    /// A line of one formula over the periods, with the engine's values.
    pub fn formula(&mut self, sheet: usize, line: &Line<'_>, formula: &str, values: &[f64]) {
        self.over_periods(sheet, line, values, |value| Content::Formula(formula.to_owned(), value));
    }

    fn over_periods(
        &mut self,
        sheet: usize,
        line: &Line<'_>,
        values: &[f64],
        content: impl Fn(f64) -> Content,
    ) {
        let s = &mut self.sheets[sheet];
        s.lead(line, false);
        let total = Content::Formula(format!("SUM({{{}:all}})", line.name), values.iter().sum());
        s.fill(2, total, line.format, false);
        for (column, value) in (LEAD..).zip(values) {
            s.fill(column, content(*value), line.format, false);
            if let Some(cell) = s.cells.last_mut() {
                cell.input = matches!(cell.content, Content::Number(_));
            }
        }
        self.end(sheet, line.name, LEAD, values.len() as u16);
    }

    /// Names the row just filled and goes on to the next.
    fn end(&mut self, sheet: usize, name: &str, column: u16, length: u16) {
        let s = &mut self.sheets[sheet];
        let place = CellRef { sheet, row: s.next, column, length };
        s.next += 1;
        self.names.insert(name.to_owned(), place);
    }

    /// A check: the cell equals what the engine found, to a relative tolerance.
    ///
    /// # Errors
    ///
    /// When no cell has that name.
    pub fn check(
        &mut self,
        sheet: usize,
        name: &str,
        label: &str,
        engine: f64,
        tolerance: f64,
    ) -> Result<(), ReportError> {
        if !self.names.contains_key(name) {
            return Err(ReportError::UnknownCell { name: name.to_owned() });
        }
        let s = &mut self.sheets[sheet];
        s.fill(0, Content::Text(label.to_owned()), format::GENERAL, false);
        s.fill(1, Content::Number(engine), format::GENERAL, false);
        let formula = format!(
            "IF(ABS({{{name}}}-B{row})<={tolerance:?}*MAX(1,ABS(B{row})),1,0)",
            row = s.next + 1
        );
        s.fill(2, Content::Formula(formula, 1.0), "[=1]\"agrees\";[=0]\"DIFFERS\";General", true);
        self.end(sheet, &format!("{name}_check"), 2, 1);
        Ok(())
    }

    /// The workbook as bytes. The same book gives the same bytes.
    ///
    /// # Errors
    ///
    /// When a formula names a cell no sheet has, or a sheet's name is no name.
    pub fn bytes(&self) -> Result<Vec<u8>, ReportError> {
        let refused = |error: XlsxError| ReportError::Sheet { reason: error.to_string() };
        let mut book = Workbook::new();
        // The day of writing is no part of what is said.
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1).map_err(refused)?;
        book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
        for sheet in &self.sheets {
            let out = book.add_worksheet();
            out.set_name(&sheet.name).map_err(refused)?;
            for cell in &sheet.cells {
                self.write(out, sheet, cell)?;
            }
            out.set_column_width(0, 38).map_err(refused)?;
            out.set_column_width(1, 14).map_err(refused)?;
            out.set_column_width(2, 14).map_err(refused)?;
            out.set_column_width(3, if sheet.periods > 0 { 18 } else { 60 }).map_err(refused)?;
            if let Some(line) =
                self.names.values().find(|p| p.sheet == sheet.number && p.length > 1)
            {
                out.set_freeze_panes(line.row + 1, LEAD).map_err(refused)?;
            }
        }
        for (name, place) in &self.names {
            let target = format!("={}", self.address(place, None, true));
            book.define_name(name.clone(), &target).map_err(refused)?;
        }
        book.save_to_buffer().map_err(refused)
    }

    fn write(&self, out: &mut Worksheet, sheet: &Sheet, cell: &Filled) -> Result<(), ReportError> {
        let refused = |error: XlsxError| ReportError::Sheet { reason: error.to_string() };
        let mut format = Format::new().set_num_format(cell.format);
        if cell.bold {
            format = format.set_bold();
        }
        if cell.input {
            // The trade's habit: what may be changed is blue.
            format =
                format.set_font_color(Color::RGB(0x0b_68_a8)).set_border_bottom(FormatBorder::Hair);
        }
        if cell.row == 0 && sheet.periods > 0 && cell.column >= LEAD {
            format = format.set_align(FormatAlign::Right);
        }
        match &cell.content {
            Content::Text(text) => {
                out.write_string_with_format(cell.row, cell.column, text, &format)
            }
            Content::Number(value) => {
                out.write_number_with_format(cell.row, cell.column, *value, &format)
            }
            Content::Formula(formula, value) => {
                let formula = Formula::new(format!(
                    "={}",
                    self.resolved(formula, sheet.number, cell.column)?
                ));
                out.write_formula_with_format(
                    cell.row,
                    cell.column,
                    formula.set_result(value.to_string()),
                    &format,
                )
            }
        }
        .map_err(refused)?;
        if let Some(note) = &cell.note {
            out.insert_note(cell.row, cell.column, &Note::new(note).set_author("Source"))
                .map_err(refused)?;
        }
        Ok(())
    }

    /// The formula with addresses for names.
    fn resolved(&self, formula: &str, sheet: usize, column: u16) -> Result<String, ReportError> {
        let mut out = String::new();
        let mut rest = formula;
        while let Some((before, after)) = rest.split_once('{') {
            let (inner, next) = after.split_once('}').unwrap_or((after, ""));
            let (name, part) = inner.split_once(':').unwrap_or((inner, ""));
            let place = self
                .names
                .get(name)
                .ok_or_else(|| ReportError::UnknownCell { name: name.to_owned() })?;
            out.push_str(before);
            let one = |column: u16| CellRef { column, length: 1, ..place.clone() };
            out.push_str(&match part {
                "all" => self.address(place, Some(sheet), true),
                // Before the first period there was nothing.
                "prev" if column <= place.column => "0".to_owned(),
                "prev" => self.address(&one(column - 1), Some(sheet), false),
                _ if place.length == 1 => self.address(place, Some(sheet), true),
                _ => self.address(&one(column), Some(sheet), false),
            });
            rest = next;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// The address of a place, with its sheet where that is another.
    fn address(&self, place: &CellRef, from: Option<usize>, fixed: bool) -> String {
        let mark = if fixed { "$" } else { "" };
        let cell = |column: u16| {
            format!(
                "{mark}{}{mark}{}",
                rust_xlsxwriter::utility::column_number_to_name(column),
                place.row + 1
            )
        };
        let sheet = if from == Some(place.sheet) {
            String::new()
        } else {
            format!("'{}'!", self.sheets[place.sheet].name.replace('\'', "''"))
        };
        match place.length {
            0 | 1 => format!("{sheet}{}", cell(place.column)),
            n => format!("{sheet}{}:{}", cell(place.column), cell(place.column + n - 1)),
        }
    }
}

impl Sheet {
    /// What stands before the numbers of a row.
    fn lead(&mut self, line: &Line<'_>, bold: bool) {
        for (column, text) in [(0, line.label), (1, line.unit), (3, line.source)] {
            self.fill(column, Content::Text(text.to_owned()), format::GENERAL, bold && column == 0);
        }
    }

    fn fill(&mut self, column: u16, content: Content, format: &'static str, bold: bool) {
        if content == Content::Text(String::new()) {
            return;
        }
        let row = self.next;
        self.cells.push(Filled { row, column, content, format, bold, input: false, note: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_names_what_it_needs() {
        let mut book = Book::new();
        let inputs = book.sheet("Inputs");
        let cash = book.sheet("Cash flow");
        let line =
            |name, unit| Line { name, label: name, unit, format: format::ONE, source: "plan" };
        book.input(inputs, &line("price", "US$/lb"), 4.0);
        book.periods(cash, "year", &[2028.0, 2029.0]);
        book.stated(cash, &line("tonnes", "t"), &[1.0, 2.0]);
        book.formula(cash, &line("revenue", "US$"), "{price}*{tonnes}", &[4.0, 8.0]);
        assert_eq!(book.resolved("{price}*{tonnes}", cash, 5).unwrap(), "'Inputs'!$C$1*F2");
        assert_eq!(book.resolved("{tonnes:prev}", cash, 4).unwrap(), "0");
        assert_eq!(book.resolved("{tonnes:prev}", cash, 5).unwrap(), "E2");
        assert_eq!(
            book.resolved("SUM({tonnes:all})", inputs, 2).unwrap(),
            "SUM('Cash flow'!$E$2:$F$2)"
        );
        assert_eq!(
            book.resolved("{nothing}", cash, 4),
            Err(ReportError::UnknownCell { name: "nothing".into() })
        );
        assert_eq!(book.bytes().unwrap(), book.bytes().unwrap());
    }
}
