//! Reference tables that some rules need. An empty table makes them say what they lack.
//!
//! Two tables come with the program: dated prices, and official lists of critical
//! minerals. Both are plain text with one row a line, its fields parted by commas
//! and free of commas and quotes, `#` before a remark, and their fields named in the
//! first line:
//!
//! ```text
//! commodity,form,unit,first,last,low,high,basis,source
//! id,issuer,title,scope,status,from,to,entries,members,source
//! ```

use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use miette::Diagnostic;
use oreproof_promise::quantity::tonnes_per;
use oreproof_units::{Period, Unit, parse_unit};
use thiserror::Error;

/// The tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// Dated prices.
    pub prices: Vec<PriceRow>,
    /// Critical-minerals lists with the days on which they held.
    pub lists: Vec<ListRow>,
}

/// The range of a price over a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceRow {
    /// The commodity's plain name.
    pub commodity: String,
    /// The product it is the price of.
    pub form: Form,
    /// What it is a price per, with its currency.
    pub unit: Unit,
    /// The days it refers to.
    pub period: Period,
    /// Lowest price of that time.
    pub low: f64,
    /// Highest price of that time.
    pub high: f64,
    /// Over how long each of the two was averaged.
    pub basis: Averaged,
    /// Where it was read.
    pub source: String,
}

/// What a price is the price of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Refined metal or bullion.
    Metal,
    /// An oxide, by its own weight.
    Oxide,
    /// A carbonate, by its own weight.
    Carbonate,
    /// A concentrate, by its own weight.
    Concentrate,
    /// Rock as it is sold, by its own weight.
    Ore,
    /// The element or oxide that an ore or concentrate holds.
    InConcentrate,
}

/// Every form with its name in the table.
const FORMS: [(Form, &str); 6] = [
    (Form::Metal, "metal"),
    (Form::Oxide, "oxide"),
    (Form::Carbonate, "carbonate"),
    (Form::Concentrate, "concentrate"),
    (Form::Ore, "ore"),
    (Form::InConcentrate, "in concentrate"),
];

/// Over how long a price was averaged, which hides how far it swung in that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Averaged {
    /// Not at all: the lowest and the highest price of the time.
    No,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// One issue of an official list of critical minerals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Who keeps it.
    pub issuer: String,
    /// Its name and year.
    pub title: String,
    /// Whether it held, or was only open for comment.
    pub status: Status,
    /// The day from which it held (or was open for comment, for a draft).
    pub from: Date,
    /// The day before the next took its place.
    pub to: Option<Date>,
    /// How many entries it has.
    pub entries: u32,
    /// Its entries, by plain names, where the table gives them.
    pub members: Vec<String>,
    /// Where it was read.
    pub source: String,
}

/// The standing of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Open for comment; it holds nothing.
    Draft,
    /// In force.
    Final,
}

/// Which table a mistake stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// `prices.csv`.
    Prices,
    /// `critical-lists.csv`.
    Lists,
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Prices => "prices.csv",
            Self::Lists => "critical-lists.csv",
        })
    }
}

/// Why a reference table cannot be read.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableError {
    /// The first line that is no remark names the fields; a table with other fields
    /// would be read wrongly without anybody noticing.
    #[error("{table}, line {line}: expected the fields {expected}, found {found}")]
    #[diagnostic(code("table::header"), help("start from the table that comes with the program"))]
    Header {
        /// Which table.
        table: Table,
        /// Which line, counted from 1.
        line: usize,
        /// The names it should have.
        expected: &'static str,
        /// The names it has.
        found: String,
    },
    /// A row has more or fewer fields than the first line names.
    #[error("{table}, line {line}: expected {expected} fields, found {found}")]
    #[diagnostic(
        code("table::fields"),
        help("fields hold no commas; write “;” or “and” inside a field")
    )]
    Fields {
        /// Which table.
        table: Table,
        /// Which line, counted from 1.
        line: usize,
        /// How many the first line names.
        expected: usize,
        /// How many the row has.
        found: usize,
    },
    /// A field does not hold what its name says: a date, a number, a unit or one of a few words.
    #[error("{table}, line {line}: expected {expected} in field `{field}`, found {found:?}")]
    #[diagnostic(
        code("table::value"),
        help("dates are written 2025-09-25, units USD/t, numbers with a point")
    )]
    Value {
        /// Which table.
        table: Table,
        /// Which line, counted from 1.
        line: usize,
        /// Which field.
        field: &'static str,
        /// What it should hold.
        expected: &'static str,
        /// What it holds.
        found: String,
    },
    /// The first of two dates, or the lower of two prices, is the greater one.
    #[error("{table}, line {line}: `{first}` lies behind `{second}`")]
    #[diagnostic(code("table::order"), help("the earlier date and the lower price come first"))]
    Order {
        /// Which table.
        table: Table,
        /// Which line, counted from 1.
        line: usize,
        /// The field that should hold the smaller value.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
}

const PRICE_FIELDS: &str = "commodity,form,unit,first,last,low,high,basis,source";
const LIST_FIELDS: &str = "id,issuer,title,scope,status,from,to,entries,members,source";

impl Tables {
    /// The tables that come with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Tables> = LazyLock::new(|| {
            let prices = include_str!("../../../reference/prices.csv");
            let lists = include_str!("../../../reference/critical-lists.csv");
            Tables::parse(prices, lists).expect("the tables that come with the program are tested")
        });
        &BUILTIN
    }

    /// Reads both tables; an empty text makes an empty table.
    ///
    /// # Errors
    ///
    /// At the first line that cannot be read, with its number.
    pub fn parse(prices: &str, lists: &str) -> Result<Self, TableError> {
        Ok(Self {
            prices: rows(Table::Prices, PRICE_FIELDS, prices, price)?,
            lists: rows(Table::Lists, LIST_FIELDS, lists, list)?,
        })
    }

    /// The prices of a commodity that reach into a stretch of time.
    pub fn prices_of<'t>(
        &'t self,
        commodity: &'t str,
        during: Period,
    ) -> impl Iterator<Item = &'t PriceRow> + 't {
        self.prices.iter().filter(move |row| {
            row.commodity == commodity
                && row.period.first <= during.last
                && during.first <= row.period.last
        })
    }

    /// The list of an issuer that held on a day.
    pub fn list_on(&self, issuer: &str, day: Date) -> Option<&ListRow> {
        self.lists.iter().find(|list| {
            list.status == Status::Final
                && list.issuer == issuer
                && list.from <= day
                && list.to.is_none_or(|to| day <= to)
        })
    }

    /// The draft of an issuer that was open on a day.
    pub fn draft_on(&self, issuer: &str, day: Date) -> Option<&ListRow> {
        self.lists.iter().find(|list| {
            list.status == Status::Draft
                && list.issuer == issuer
                && list.from <= day
                && list.to.is_none_or(|to| day <= to)
        })
    }
}

impl PriceRow {
    /// Lowest and highest price of a tonne, with what averaging hides allowed for.
    ///
    /// A yearly mean hides swings of a third within the year as a matter of course; a
    /// monthly one little.
    pub fn per_tonne(&self) -> Option<(f64, f64)> {
        let hidden = match self.basis {
            Averaged::No => 0.0,
            Averaged::Month => 0.02,
            Averaged::Year => 0.3,
        };
        let per = tonnes_per(self.unit.per?)?;
        Some((self.low / per * (1.0 - hidden), self.high / per * (1.0 + hidden)))
    }
}

/// One row, by the names of its fields.
struct Row<'t> {
    table: Table,
    line: usize,
    names: &'static str,
    fields: Vec<&'t str>,
}

/// Reads every row of a table.
fn rows<T>(
    table: Table,
    names: &'static str,
    text: &str,
    read: impl Fn(&Row<'_>) -> Result<T, TableError>,
) -> Result<Vec<T>, TableError> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let mut lines = numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let Some((line, header)) = lines.next() else { return Ok(Vec::new()) };
    if header != names {
        let found = header.to_owned();
        return Err(TableError::Header { table, line, expected: names, found });
    }
    let expected = names.split(',').count();
    let mut all = Vec::new();
    for (line, text) in lines {
        let fields: Vec<&str> = text.split(',').map(str::trim).collect();
        if fields.len() != expected {
            return Err(TableError::Fields { table, line, expected, found: fields.len() });
        }
        all.push(read(&Row { table, line, names, fields })?);
    }
    Ok(all)
}

fn price(row: &Row<'_>) -> Result<PriceRow, TableError> {
    let form = |word: &str| FORMS.iter().find(|(_, name)| *name == word).map(|(form, _)| *form);
    let unit = |word: &str| parse_unit(word).ok().filter(|unit| unit.is_price());
    let basis = |word: &str| match word {
        "range" => Some(Averaged::No),
        "month" => Some(Averaged::Month),
        "year" => Some(Averaged::Year),
        _ => None,
    };
    let number =
        |word: &str| word.parse().ok().filter(|price: &f64| price.is_finite() && *price > 0.0);
    let (first, last) = (row.date("first")?, row.date("last")?);
    let low = row.parsed("low", "a price above zero", number)?;
    let high = row.parsed("high", "a price above zero", number)?;
    row.ordered(first <= last, "first", "last")?;
    row.ordered(low <= high, "low", "high")?;
    Ok(PriceRow {
        commodity: row.field("commodity").to_owned(),
        form: row.parsed(
            "form",
            "metal, oxide, carbonate, concentrate, ore or in concentrate",
            form,
        )?,
        unit: row.parsed("unit", "a price per mass", unit)?,
        period: Period { first, last },
        low,
        high,
        basis: row.parsed("basis", "range, month or year", basis)?,
        source: row.field("source").to_owned(),
    })
}

fn list(row: &Row<'_>) -> Result<ListRow, TableError> {
    let status = |word: &str| match word {
        "draft" => Some(Status::Draft),
        "final" => Some(Status::Final),
        _ => None,
    };
    let from = row.date("from")?;
    let to = if row.field("to").is_empty() { None } else { Some(row.date("to")?) };
    row.ordered(to.is_none_or(|to| from <= to), "from", "to")?;
    let members = row.field("members").split(';').map(str::trim).filter(|name| !name.is_empty());
    Ok(ListRow {
        issuer: row.field("issuer").to_owned(),
        title: row.field("title").to_owned(),
        status: row.parsed("status", "draft or final", status)?,
        from,
        to,
        entries: row.parsed("entries", "a whole number", |word| word.parse().ok())?,
        members: members.map(str::to_owned).collect(),
        source: row.field("source").to_owned(),
    })
}

impl<'t> Row<'t> {
    fn field(&self, name: &str) -> &'t str {
        let at = self.names.split(',').position(|known| known == name);
        at.map_or("", |at| self.fields[at])
    }

    fn parsed<T>(
        &self,
        field: &'static str,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, TableError> {
        let found = self.field(field);
        let wrong = || TableError::Value {
            table: self.table,
            line: self.line,
            field,
            expected,
            found: found.to_owned(),
        };
        read(found).ok_or_else(wrong)
    }

    fn date(&self, field: &'static str) -> Result<Date, TableError> {
        self.parsed(field, "a date", |word| Date::from_str(word).ok())
    }

    fn ordered(
        &self,
        holds: bool,
        first: &'static str,
        second: &'static str,
    ) -> Result<(), TableError> {
        let wrong = TableError::Order { table: self.table, line: self.line, first, second };
        if holds { Ok(()) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_tables_that_come_with_the_program_can_be_read() {
        let tables = Tables::builtin();
        assert!(tables.prices.len() > 300);
        assert!(
            tables.prices.iter().all(|row| !row.source.is_empty() && row.per_tonne().is_some())
        );
        assert!(tables.lists.iter().all(|row| !row.source.is_empty()));
    }

    /// As the notices count them; where every member has an entry of its own, both agree.
    #[test]
    fn lists_have_as_many_members_as_entries() {
        for list in &Tables::builtin().lists {
            assert_eq!(list.members.len(), list.entries as usize, "{}", list.title);
        }
    }

    /// The list of 2022 held until that of November 2025 took its place; the draft between
    /// them held nothing.
    #[test]
    fn a_draft_is_not_in_force() {
        let day = date(2025, 9, 25);
        let tables = Tables::builtin();
        assert_eq!(tables.list_on("United States", day).map(|list| list.entries), Some(50));
        assert_eq!(tables.draft_on("United States", day).map(|list| list.entries), Some(54));
        let later = date(2025, 11, 7);
        assert_eq!(tables.list_on("United States", later).map(|list| list.entries), Some(60));
        assert_eq!(tables.draft_on("United States", later), None);
    }

    #[test]
    fn gold_has_a_price_for_every_month_of_ten_years() {
        let during = |year| Period::year(year).unwrap();
        for year in 2015..=2025 {
            assert_eq!(Tables::builtin().prices_of("gold", during(year)).count(), 12, "{year}");
        }
    }

    #[test]
    fn a_wrong_row_is_named_by_its_line() {
        let with = |row: &str| Tables::parse(&format!("# remark\n{PRICE_FIELDS}\n{row}\n"), "");
        let line = |result: Result<Tables, TableError>| match result {
            Err(
                TableError::Fields { line, .. }
                | TableError::Value { line, .. }
                | TableError::Order { line, .. },
            ) => Some(line),
            _ => None,
        };
        for wrong in [
            "gold,metal,USD/ozt,2020-01-01",
            "gold,metal,USD/ozt,2020-01-01,2020-13-01,1,2,month,s",
            "gold,metal,USD/ozt,2020-01-01,2019-01-01,1,2,month,s",
            "gold,metal,USD/ozt,2020-01-01,2020-02-01,2,1,month,s",
            "gold,metal,USD,2020-01-01,2020-02-01,1,2,month,s",
            "gold,nugget,USD/ozt,2020-01-01,2020-02-01,1,2,month,s",
            "gold,metal,USD/ozt,2020-01-01,2020-02-01,-1,2,month,s",
        ] {
            assert_eq!(line(with(wrong)), Some(3), "{wrong}");
        }
        assert!(matches!(
            Tables::parse("commodity,price\n", ""),
            Err(TableError::Header { line: 1, .. })
        ));
        assert!(with("gold,metal,USD/ozt,2020-01-01,2020-02-01,1,2,month,s").is_ok());
        assert_eq!(Tables::parse("", ""), Ok(Tables::default()));
    }
}
