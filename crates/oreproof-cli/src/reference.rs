//! `oreproof reference`: look something up in the reference tables.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil::Date;
use miette::Diagnostic;
use oreproof::reference::{Listing, Membership, Status, Table, Tables};
use serde_json::{Map, Value, json};

use crate::output::Output;
use crate::table::{self, Column};
use crate::tables;
use crate::ui::{Done, Look, Stop, Ui};

/// Look something up in the reference tables.
///
/// Without a table it names them all.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof reference
  oreproof reference critical copper --on 2025-09-25
  oreproof reference prices gold --on 2025-09-25
  oreproof reference production copper --country Chile
  oreproof reference base-rates --format csv")]
pub(crate) struct Args {
    /// Which table; `critical` for the lists of critical minerals.
    table: Option<String>,

    /// The commodity, by any of its names.
    #[arg(value_name = "COMMODITY", conflicts_with = "commodity")]
    named: Option<String>,

    /// Only rows of this commodity, by any of its names.
    #[arg(long, value_name = "NAME")]
    commodity: Option<String>,

    /// Only rows of this country, by any of its names or its letters.
    #[arg(long, value_name = "NAME")]
    country: Option<String>,

    /// Only what held on this day; a commodity is critical for a list and a day.
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,

    /// How to print the rows.
    #[arg(long, short, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Folder with reference tables; each stands in the place of the built-in one.
    #[arg(long, value_name = "FOLDER")]
    tables: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns, for people.
    Table,
    /// For programs.
    Json,
    /// As the tables are written.
    Csv,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let own = args.tables.as_deref().map(|folder| tables::read(folder, ui)).transpose()?;
    let tables = own.as_ref().unwrap_or_else(|| Tables::built_in());
    let (listing, found) = match args.table.as_deref() {
        None => (overview(tables), true),
        Some(name) => {
            let listing = look_up(tables, name, args)?;
            let found = !listing.rows.is_empty();
            (listing, found)
        }
    };
    let text = match args.format {
        Format::Table => shown(&listing, ui.look),
        Format::Json => format!("{:#}\n", objects(&listing)),
        Format::Csv => csv(&listing),
    };
    let mut out = Output::stdout();
    out.write_all(text.as_bytes())?;
    out.finish()?;
    Ok(if found { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Every table, with how many rows it has and how old it is.
fn overview(tables: &Tables) -> Listing {
    let row = |table: Table| {
        let listing = tables.listing(table);
        let version = tables.version(table).unwrap_or_default().to_owned();
        let fields = vec![listing.rows.len().to_string(), version, listing.columns.join(", ")];
        (table.name().to_owned(), fields)
    };
    Listing {
        table: "tables",
        columns: vec!["rows", "version", "columns"],
        rows: Table::all().map(row).collect(),
    }
}

fn look_up(tables: &Tables, name: &str, args: &Args) -> Done<Listing> {
    let table = match name {
        "critical" | "lists" => Table::CriticalLists,
        name => Table::by_name(name).ok_or_else(|| {
            Stop::of(NoSuchTable { name: name.to_owned(), nearest: Table::nearest(name) })
        })?,
    };
    let commodity = args.commodity.as_deref().or(args.named.as_deref());
    if let (Table::CriticalLists, Some(commodity)) = (table, commodity) {
        let day = args.on.ok_or_else(|| Stop::of(NoDay { commodity: commodity.to_owned() }))?;
        let answers = tables.lists().is_member(commodity, day).map_err(Stop::of)?;
        return Ok(memberships(&answers));
    }
    let mut listing = tables.listing(table);
    if let Some(commodity) = commodity {
        let wanted = &tables.commodities().named(commodity).map_err(Stop::of)?.name;
        let is = |text: &str| tables.commodities().get(text).is_some_and(|c| c.name == *wanted);
        let column = if table == Table::Commodities { "name" } else { "commodity" };
        keep(&mut listing, table, column, is)?;
    }
    if let Some(country) = &args.country {
        let wanted = &tables.countries().named(country).map_err(Stop::of)?.iso3;
        let column = if table == Table::Countries { "iso3" } else { "country" };
        keep(&mut listing, table, column, |text| text == wanted)?;
    }
    if let Some(day) = args.on {
        let date = |text: &str| text.parse::<Date>().ok();
        let (from, to) =
            if table == Table::CriticalLists { ("from", "to") } else { ("first", "last") };
        keep(&mut listing, table, from, |text| date(text).is_some_and(|from| from <= day))?;
        keep(&mut listing, table, to, |text| date(text).is_none_or(|to| day <= to))?;
    }
    Ok(listing)
}

fn keep(
    listing: &mut Listing,
    table: Table,
    column: &'static str,
    passes: impl Fn(&str) -> bool,
) -> Done<()> {
    match listing.keep(column, passes) {
        true => Ok(()),
        false => Err(Stop::of(NoColumn { table: table.name(), column })),
    }
}

/// What every list says, those in force first.
fn memberships(answers: &[Membership<'_>]) -> Listing {
    let row = |answer: &Membership<'_>| {
        let list = answer.list;
        let says = match (answer.on_list, answer.status) {
            (true, Status::Final) => "yes",
            (true, _) => "not in force",
            (false, _) => "no",
        };
        let fields = [
            says.to_owned(),
            answer.status.to_string(),
            list.issuer.clone(),
            list.title.clone(),
            list.from.to_string(),
            list.to.map_or(String::new(), |to| to.to_string()),
            answer.as_member_names.join("; "),
        ];
        (format!("lists/{}", list.id), fields.to_vec())
    };
    Listing {
        table: "critical",
        columns: vec!["listed", "status", "issuer", "list", "from", "to", "as"],
        rows: answers.iter().map(row).collect(),
    }
}

fn shown(listing: &Listing, look: Look) -> String {
    let ids = listing.rows.iter().map(|(id, _)| id.clone()).collect();
    let mut columns = vec![Column { name: "id", least: 12, cells: ids }];
    for (at, name) in listing.columns.iter().enumerate() {
        let cells = listing.rows.iter().map(|(_, fields)| fields[at].clone()).collect();
        columns.push(Column { name, least: 6, cells });
    }
    match listing.rows.is_empty() {
        true => "no row\n".to_owned(),
        false => table::table(columns, look),
    }
}

/// An object a row, with its id and its fields as they are written.
fn objects(listing: &Listing) -> Value {
    let object = |(id, fields): &(String, Vec<String>)| {
        let mut object = Map::new();
        object.insert("id".to_owned(), json!(id));
        for (name, field) in listing.columns.iter().zip(fields) {
            object.insert((*name).to_owned(), json!(field));
        }
        Value::Object(object)
    };
    Value::Array(listing.rows.iter().map(object).collect())
}

/// The columns and rows as a table of one's own could hold them.
fn csv(listing: &Listing) -> String {
    let quoted = |field: &str| match field.contains([',', '"']) || field.starts_with('#') {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    };
    let line = |fields: &[String]| fields.iter().map(|f| quoted(f)).collect::<Vec<_>>().join(",");
    let mut text = format!("{}\n", listing.columns.join(","));
    for (_, fields) in &listing.rows {
        text.push_str(&line(fields));
        text.push('\n');
    }
    text
}

/// No table has that name.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("no table is called `{name}`{}", nearest.as_ref().map_or(String::new(), |n| format!(", did you mean `{n}`?")))]
#[diagnostic(code("cli::no-such-table"), help("`oreproof reference` names them all"))]
struct NoSuchTable {
    name: String,
    nearest: Option<String>,
}

/// A commodity is critical for a list, its status and a day.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("is {commodity} critical on which day?")]
#[diagnostic(code("cli::no-day"), help("lists change: say `--on 2025-09-25`"))]
struct NoDay {
    commodity: String,
}

/// The rows of a table have nothing that a filter could look at.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("the table `{table}` has no column `{column}` to choose rows by")]
#[diagnostic(code("cli::no-column"), help("`oreproof reference` names the columns of every table"))]
struct NoColumn {
    table: &'static str,
    column: &'static str,
}
