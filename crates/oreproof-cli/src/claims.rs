//! `oreproof claims`: what was understood of a text, quantity by quantity and
//! claim by claim.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use oreproof::Lines;
use oreproof::promise::{
    About, Claim, Form, Kind, Modality, Places, Quantity, Reading, claims, read,
};
use oreproof::rules::lexicon;
use oreproof::units::{Amount, Basis, Bound, Ownership};
use oreproof_intake::{Source, TextLayer, sources};
use serde::Serialize;

use crate::input::{self, AboutArgs, LimitArgs, NoDocuments};
use crate::origin::{Origin, Stored, origin};
use crate::output::Output;
use crate::table::{Column, table};
use crate::ui::{self, Done, Look, Stop, Style, Ui};

/// Print what was understood: every quantity and claim with what the text says of it.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof claims article.txt --date 2025-09-25
  oreproof claims article.txt --only claims
  oreproof claims report.pdf --format csv > quantities.csv")]
pub(crate) struct Args {
    /// Files, folders, or `-` for standard input [default: -].
    #[arg(value_name = "FILE")]
    paths: Vec<PathBuf>,

    /// How to print it.
    #[arg(long, short, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Print only the quantities or only the claims; CSV holds the quantities unless told.
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Option<Only>,

    #[command(flatten)]
    about: AboutArgs,

    #[command(flatten)]
    limits: LimitArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns, as wide as the terminal.
    Table,
    /// One object, with everything.
    Json,
    /// For a spreadsheet.
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Numbers with their units.
    Quantities,
    /// Statements of record, with who makes them.
    Claims,
}

/// The name and version of the JSON.
const SCHEMA: &str = "oreproof-claims/1";

/// A quantity with its fields; an open end of a range is empty.
#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    byte_start: usize,
    byte_end: usize,
    quote: &'a str,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    bound: Option<Bound>,
    kind: Kind,
    commodity: Option<&'static str>,
    place: Option<String>,
    as_of: Option<String>,
    category: Option<String>,
    speaker: Option<String>,
    modality: Modality,
    basis: Option<Basis>,
    ownership: Option<Ownership>,
    sentence: usize,
}

/// A claim in a row: what does not fit into one is in the JSON.
#[derive(Debug, Serialize)]
struct ClaimRow<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    byte_start: usize,
    byte_end: usize,
    about: String,
    subject: &'a str,
    predicate: &'a str,
    figures: String,
    speaker: &'a str,
    manner: String,
    modality: Modality,
    anonymous: bool,
    interest: String,
    instrument: String,
    commodity: &'a str,
    place: &'a str,
    category: String,
    dates: String,
    sentence: &'a str,
}

/// A document in the JSON.
#[derive(Serialize)]
struct Shape<'a> {
    file: &'a str,
    form: Form,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantities: Option<Vec<Sourced<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Vec<Claim>>,
}

/// A quantity with its place in the stored document.
#[derive(Serialize)]
struct Sourced<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    source: Origin,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let jail = args.limits.jail();
    let paths = input::asked(&args.paths, ui);
    let found = sources(&paths);
    if found.list.is_empty() && found.problems.is_empty() {
        return Err(Stop::of(NoDocuments { paths }));
    }
    let mut failed = !found.problems.is_empty();
    for (path, problem) in &found.problems {
        ui.problem(Some(&path.display().to_string()), problem);
    }
    let several = found.list.len() > 1;
    let mut print = Print { args, out: Output::stdout(), look: ui.look, several, printed: 0 };
    print.begin()?;
    for source in &found.list {
        let (name, (layers, heard)) = (input::name(source), input::open(source, &jail));
        let path = match source {
            Source::File(path) => Some(path.as_path()),
            Source::StandardInput => None,
        };
        for layer in layers {
            match layer {
                Ok(layer) => {
                    let stored = match args.format {
                        Format::Json => Stored::of(&layer, path, heard.as_ref()),
                        Format::Table | Format::Csv => None,
                    };
                    print.document(&name, &layer, stored.as_ref())?;
                }
                Err(error) => {
                    failed = true;
                    print.out.flush()?;
                    ui.problem(Some(&name), &error);
                }
            }
        }
    }
    print.end()?;
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

struct Print<'a> {
    args: &'a Args,
    out: Output,
    look: Look,
    /// Whether each document is named.
    several: bool,
    /// How many documents, or for CSV rows, were printed.
    printed: usize,
}

impl Print<'_> {
    fn begin(&mut self) -> Done<()> {
        if self.args.format == Format::Json {
            write!(self.out, "{{\n\"schema\": \"{SCHEMA}\",\n\"documents\": [\n")?;
        }
        Ok(())
    }

    fn document(&mut self, file: &str, layer: &TextLayer, stored: Option<&Stored>) -> Done<()> {
        let asked = &self.args.about;
        let date = asked.date.or_else(|| input::own_date(layer));
        let about = About { form: asked.form.unwrap_or_default(), date };
        let reading = read(&layer.text, about, lexicon());
        let (places, lines) = (Places::new(&layer.text), Lines::new(&layer.text));
        let rows = || reading.quantities.iter().map(|of| row(file, &reading, of, &places, &lines));
        let (wants_rows, wants_claims) =
            (self.args.only != Some(Only::Claims), self.args.only != Some(Only::Quantities));
        match self.args.format {
            Format::Table => {
                self.title(file)?;
                if wants_rows {
                    let rows: Vec<Row<'_>> = rows().collect();
                    self.table("quantities", rows.len(), quantity_columns(&rows, self.look))?;
                }
                if wants_rows && wants_claims {
                    writeln!(self.out)?;
                }
                if wants_claims {
                    let claims = claims(&reading);
                    let rows = claims.iter().map(|of| claim_row(file, of, &places, &lines));
                    let rows: Vec<ClaimRow<'_>> = rows.collect();
                    self.table("claims", rows.len(), claim_columns(&rows))?;
                }
                Ok(())
            }
            Format::Csv if wants_rows => self.csv(rows()),
            Format::Csv => {
                let claims = claims(&reading);
                self.csv(claims.iter().map(|of| claim_row(file, of, &places, &lines)))
            }
            Format::Json => {
                let place = |byte| lines.place(byte, &places);
                let sourced = |row| -> Sourced<'_> {
                    let Row { byte_start, byte_end, .. } = row;
                    Sourced { source: origin(layer, stored, &(byte_start..byte_end), place), row }
                };
                let shape = Shape {
                    file,
                    form: about.form,
                    date: date.map(|date| date.to_string()),
                    quantities: wants_rows.then(|| rows().map(sourced).collect()),
                    claims: wants_claims.then(|| claims(&reading)),
                };
                let json = serde_json::to_string_pretty(&shape)
                    .expect("names, numbers and text always serialise");
                let parting = if self.printed > 0 { ",\n" } else { "" };
                self.printed += 1;
                Ok(write!(self.out, "{parting}{json}")?)
            }
        }
    }

    fn title(&mut self, file: &str) -> Done<()> {
        if self.several {
            let gap = if self.printed > 0 { "\n" } else { "" };
            writeln!(self.out, "{gap}{}", self.look.paint(Style::Bold, ui::plain(file)))?;
        }
        self.printed += 1;
        Ok(())
    }

    fn table(&mut self, what: &str, n: usize, columns: Vec<Column>) -> Done<()> {
        let text = if n == 0 { format!("no {what}\n") } else { table(columns, self.look) };
        Ok(self.out.write_all(text.as_bytes())?)
    }

    fn csv(&mut self, rows: impl Iterator<Item = impl Serialize>) -> Done<()> {
        let mut writer =
            csv::WriterBuilder::new().has_headers(self.printed == 0).from_writer(&mut self.out);
        for row in rows {
            writer.serialize(row).map_err(csv_error)?;
            self.printed += 1;
        }
        Ok(writer.flush()?)
    }

    fn end(mut self) -> Done<()> {
        if self.args.format == Format::Json {
            self.out.write_all(b"\n]\n}\n")?;
        }
        Ok(self.out.finish()?)
    }
}

/// A row of text and numbers fails to be written only where the output does.
fn csv_error(error: csv::Error) -> Stop {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => std::io::Error::other(format!("{other:?}")).into(),
    }
}

fn row<'a>(
    file: &'a str,
    reading: &'a Reading<'a>,
    of: &Quantity,
    places: &Places<'_>,
    lines: &Lines,
) -> Row<'a> {
    let span = places.span(of.bytes.clone());
    let at = lines.place(of.bytes.start, places);
    let Amount { low, high } = of.amount;
    Row {
        file,
        line: at.line,
        column: at.column,
        start: span.start,
        end: span.end,
        byte_start: span.byte_start,
        byte_end: span.byte_end,
        quote: reading.quote(&of.bytes),
        low,
        high,
        unit: of.unit.map(|unit| unit.to_string()),
        bound: of.bound,
        kind: of.kind,
        commodity: of.commodity.map(|commodity| commodity.name()),
        place: of.place.clone().map(|tokens| reading.place_name(tokens)),
        as_of: of.as_of.map(|period| period.to_string()),
        category: (!of.category.is_empty()).then(|| of.category.to_string()),
        speaker: reading.speaker_of(of).map(|speaker| speaker.label(reading)),
        modality: of.modality,
        basis: of.basis,
        ownership: of.ownership,
        sentence: of.sentence + 1,
    }
}

fn claim_row<'a>(file: &'a str, of: &'a Claim, places: &Places<'_>, lines: &Lines) -> ClaimRow<'a> {
    let span = of.sentence.span;
    let at = lines.place(span.byte_start, places);
    let list = |items: Vec<String>| items.join("; ");
    ClaimRow {
        file,
        line: at.line,
        column: at.column,
        start: span.start,
        end: span.end,
        byte_start: span.byte_start,
        byte_end: span.byte_end,
        about: named(&of.kind),
        subject: of.subject.as_ref().map_or("", |words| &words.quote),
        predicate: of.predicate.as_ref().map_or("", |words| &words.quote),
        figures: list(of.figures.iter().map(|figure| figure.words.quote.clone()).collect()),
        speaker: of.source.as_ref().map_or("", |source| &source.name),
        manner: of
            .source
            .as_ref()
            .and_then(|source| source.manner.as_ref())
            .map(named)
            .unwrap_or_default(),
        modality: of.modality,
        anonymous: of.source.as_ref().is_some_and(|source| source.anonymous),
        interest: of
            .source
            .as_ref()
            .and_then(|source| source.interest.as_ref())
            .map(named)
            .unwrap_or_default(),
        commodity: of.commodity.map_or("", |commodity| commodity.name()),
        category: of.category.to_string(),
        instrument: of.instrument.as_ref().map(|paper| named(&paper.what)).unwrap_or_default(),
        place: of.place.as_deref().unwrap_or_default(),
        dates: list(of.dates.iter().map(|date| date.period.to_string()).collect()),
        sentence: &of.sentence.quote,
    }
}

/// A column with one cell of each row.
fn column<T>(rows: &[T], name: &'static str, least: usize, cell: impl Fn(&T) -> String) -> Column {
    let shown = |row| ui::plain(&cell(row).replace('\n', " ")).into_owned();
    Column { name, least, cells: rows.iter().map(shown).collect() }
}

fn quantity_columns(rows: &[Row<'_>], look: Look) -> Vec<Column> {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        column(rows, "place", 1, |row| format!("{}:{}", row.line, row.column)),
        column(rows, "words", 12, |row| row.quote.to_owned()),
        column(rows, "value", 8, |row| value(row, look)),
        column(rows, "unit", 3, |row| or_empty(&row.unit)),
        column(rows, "kind", 6, |row| named(&row.kind)),
        column(rows, "commodity", 6, |row| row.commodity.unwrap_or_default().to_owned()),
        column(rows, "where", 6, |row| or_empty(&row.place)),
        column(rows, "as of", 7, |row| or_empty(&row.as_of)),
        column(rows, "category", 6, |row| or_empty(&row.category)),
        column(rows, "basis", 5, |row| row.basis.as_ref().map(named).unwrap_or_default()),
        column(rows, "share", 5, |row| row.ownership.as_ref().map(named).unwrap_or_default()),
        column(rows, "who", 6, |row| or_empty(&row.speaker)),
        column(rows, "modality", 6, |row| named(&row.modality)),
    ]
}

fn claim_columns(rows: &[ClaimRow<'_>]) -> Vec<Column> {
    vec![
        column(rows, "place", 1, |row| format!("{}:{}", row.line, row.column)),
        column(rows, "about", 6, |row| row.about.clone()),
        column(rows, "subject", 8, |row| row.subject.to_owned()),
        column(rows, "says", 6, |row| row.predicate.to_owned()),
        column(rows, "figures", 8, |row| row.figures.clone()),
        column(rows, "who", 6, |row| row.speaker.to_owned()),
        column(rows, "how", 6, |row| row.manner.clone()),
        column(rows, "modality", 6, |row| named(&row.modality)),
        column(rows, "paper", 6, |row| row.instrument.clone()),
        column(rows, "where", 6, |row| row.place.to_owned()),
        column(rows, "when", 7, |row| row.dates.clone()),
    ]
}

/// The amount as people write it, with its bound before it.
fn value(row: &Row<'_>, look: Look) -> String {
    let (at_least, at_most) = (look.glyph("≥ ", ">= "), look.glyph("≤ ", "<= "));
    let about = look.glyph("≈ ", "~ ");
    match (row.low, row.high) {
        (Some(low), Some(high)) => {
            let bound = match row.bound {
                Some(Bound::Min) => at_least,
                Some(Bound::Max) => at_most,
                Some(Bound::Approx) => about,
                None => "",
            };
            let dash = look.glyph("–", "-");
            match low == high {
                true => format!("{bound}{}", number(low)),
                false => format!("{bound}{}{dash}{}", number(low), number(high)),
            }
        }
        (Some(low), None) => format!("{at_least}{}", number(low)),
        (None, Some(high)) => format!("{at_most}{}", number(high)),
        (None, None) => String::new(),
    }
}

/// A number with its thousands apart; very large ones with their power.
fn number(value: f64) -> String {
    if value.abs() >= 1e15 {
        return format!("{value:e}");
    }
    let plain = value.abs().to_string();
    let (whole, rest) = plain
        .split_once('.')
        .map_or((plain.as_str(), String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let mut grouped = String::new();
    for (nth, digit) in whole.chars().enumerate() {
        if nth > 0 && (whole.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}{rest}", if value < 0.0 { "-" } else { "" })
}

/// The name of a value as it stands in JSON, so that table and JSON agree.
fn named(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (value, shown) in [
            (0.0, "0"),
            (999.0, "999"),
            (1234.5, "1,234.5"),
            (-2e6, "-2,000,000"),
            (0.62, "0.62"),
            (6e18, "6e18"),
        ] {
            assert_eq!(number(value), shown);
        }
    }
}
