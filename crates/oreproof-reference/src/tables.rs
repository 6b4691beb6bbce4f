//! All the tables together: those compiled in, or some of them replaced.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use jiff::civil::Date;
use oreproof_units::Period;
use rustc_hash::FxHashMap;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::base_rate::{BaseRate, PriceProcess, Topic, TreatmentCharge};
use crate::commodity::Commodities;
use crate::country::{Countries, Population};
use crate::currency::{self, ExchangeRate, IndexYear, RateRange};
use crate::error::{NotKnown, Problem, nearest};
use crate::governance::{Indicator, Series};
use crate::imports::{ImportReliance, ImportSource, Recycling};
use crate::list::{CriticalList, Lists};
use crate::price::{self, Form, Price, PriceRange};
use crate::production::{Edition, Output, Stage};
use crate::sheet::{self, Entry};
use crate::source::{Source, SourceRef};

/// One table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// `sources.csv`: where the figures come from.
    Sources,
    /// `commodities.csv`: names, units, compounds.
    Commodities,
    /// `critical-lists.csv`: official lists and their days.
    CriticalLists,
    /// `prices.csv`: dated prices.
    Prices,
    /// `production.csv`: production, capacity and reserves by country.
    Production,
    /// `import-reliance.csv`: net import reliance of the United States.
    ImportReliance,
    /// `import-sources.csv`: where the imports of the United States come from.
    ImportSources,
    /// `recycling.csv`: what part of demand scrap meets in the European Union.
    Recycling,
    /// `countries.csv`: letters and names.
    Countries,
    /// `population.csv`: people.
    Population,
    /// `governance.csv`: governance indicators.
    Governance,
    /// `base-rates.csv`: what came of earlier projects.
    BaseRates,
    /// `treatment-charges.csv`: smelter benchmarks.
    TreatmentCharges,
    /// `price-processes.csv`: how prices have moved.
    PriceProcesses,
    /// `exchange-rates.csv`: currencies to the US dollar.
    ExchangeRates,
    /// `price-index.csv`: the dollar over the years.
    PriceIndex,
}

/// Every table with its name and the text that is compiled in.
const TABLES: [(Table, &str, &str); 16] = [
    (Table::Sources, "sources", include_str!("../../../reference/sources.csv")),
    (Table::Commodities, "commodities", include_str!("../../../reference/commodities.csv")),
    (Table::CriticalLists, "critical-lists", include_str!("../../../reference/critical-lists.csv")),
    (Table::Prices, "prices", include_str!("../../../reference/prices.csv")),
    (Table::Production, "production", include_str!("../../../reference/production.csv")),
    (
        Table::ImportReliance,
        "import-reliance",
        include_str!("../../../reference/import-reliance.csv"),
    ),
    (Table::ImportSources, "import-sources", include_str!("../../../reference/import-sources.csv")),
    (Table::Recycling, "recycling", include_str!("../../../reference/recycling.csv")),
    (Table::Countries, "countries", include_str!("../../../reference/countries.csv")),
    (Table::Population, "population", include_str!("../../../reference/population.csv")),
    (Table::Governance, "governance", include_str!("../../../reference/governance.csv")),
    (Table::BaseRates, "base-rates", include_str!("../../../reference/base-rates.csv")),
    (
        Table::TreatmentCharges,
        "treatment-charges",
        include_str!("../../../reference/treatment-charges.csv"),
    ),
    (
        Table::PriceProcesses,
        "price-processes",
        include_str!("../../../reference/price-processes.csv"),
    ),
    (Table::ExchangeRates, "exchange-rates", include_str!("../../../reference/exchange-rates.csv")),
    (Table::PriceIndex, "price-index", include_str!("../../../reference/price-index.csv")),
];

impl Table {
    /// All of them, in the order a reader would want.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLES.iter().map(|(table, ..)| *table)
    }

    /// Its name, which is that of its file without the ending.
    pub fn name(self) -> &'static str {
        TABLES[self as usize].1
    }

    /// The table of a name, with or without `.csv`.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.strip_suffix(".csv").unwrap_or(name);
        TABLES.iter().find(|(_, known, _)| *known == name).map(|(table, ..)| *table)
    }

    /// The table whose name is most like a word.
    pub fn nearest(word: &str) -> Option<String> {
        nearest(word.strip_suffix(".csv").unwrap_or(word), TABLES.iter().map(|(_, name, _)| *name))
    }

    fn file(self) -> String {
        format!("{}.csv", self.name())
    }
}

/// The prices with an index by commodity.
#[derive(Clone, Debug, Default, PartialEq)]
struct Prices {
    rows: Vec<Price>,
    of: FxHashMap<String, Vec<usize>>,
}

/// The production rows with an index by commodity.
#[derive(Clone, Debug, Default, PartialEq)]
struct Production {
    rows: Vec<Output>,
    of: FxHashMap<String, Vec<usize>>,
}

/// All reference tables. Each is parsed when first asked for, and once.
#[derive(Clone, Debug)]
pub struct Tables {
    texts: [Cow<'static, str>; TABLES.len()],
    sources: OnceLock<Vec<Source>>,
    commodities: OnceLock<Commodities>,
    lists: OnceLock<Vec<CriticalList>>,
    prices: OnceLock<Prices>,
    production: OnceLock<Production>,
    reliance: OnceLock<Vec<ImportReliance>>,
    import_sources: OnceLock<Vec<ImportSource>>,
    recycling: OnceLock<Vec<Recycling>>,
    countries: OnceLock<Countries>,
    population: OnceLock<Vec<Population>>,
    governance: OnceLock<Vec<Series>>,
    base_rates: OnceLock<Vec<BaseRate>>,
    charges: OnceLock<Vec<TreatmentCharge>>,
    processes: OnceLock<Vec<PriceProcess>>,
    exchange: OnceLock<Vec<ExchangeRate>>,
    index: OnceLock<Vec<IndexYear>>,
}

impl PartialEq for Tables {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
    }
}

impl Default for Tables {
    /// The tables that are compiled in.
    fn default() -> Self {
        Self::of(TABLES.map(|(_, _, text)| Cow::Borrowed(text)))
    }
}

impl Tables {
    /// The tables that come with the program.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Tables> = LazyLock::new(Tables::default);
        &BUILT_IN
    }

    /// The tables that come with the program, with those given in their place.
    ///
    /// A file is known by its name, `prices.csv`; one without a row makes its table empty.
    ///
    /// # Errors
    ///
    /// With every problem of every file, each with its line and column.
    pub fn read<N: AsRef<str>, T: Into<String>>(
        files: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Self, Vec<Problem>> {
        let mut texts = TABLES.map(|(_, _, text)| Cow::Borrowed(text));
        let (mut problems, mut given) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let file = name.as_ref().to_owned();
            match Table::by_name(&file) {
                None => problems.push(Problem::UnknownFile {
                    nearest: Table::nearest(&file).map(|name| format!("{name}.csv")),
                    known: Table::all().map(Table::file).collect::<Vec<_>>().join(", "),
                    file,
                }),
                Some(table) if given.contains(&table) => problems.push(Problem::Twice { file }),
                Some(table) => {
                    given.push(table);
                    texts[table as usize] = Cow::Owned(text.into());
                }
            }
        }
        let tables = Self::of(texts);
        for table in given {
            tables.check(table, &mut problems);
        }
        if problems.is_empty() { Ok(tables) } else { Err(problems) }
    }

    fn of(texts: [Cow<'static, str>; TABLES.len()]) -> Self {
        Self {
            texts,
            sources: OnceLock::new(),
            commodities: OnceLock::new(),
            lists: OnceLock::new(),
            prices: OnceLock::new(),
            production: OnceLock::new(),
            reliance: OnceLock::new(),
            import_sources: OnceLock::new(),
            recycling: OnceLock::new(),
            countries: OnceLock::new(),
            population: OnceLock::new(),
            governance: OnceLock::new(),
            base_rates: OnceLock::new(),
            charges: OnceLock::new(),
            processes: OnceLock::new(),
            exchange: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    /// Tells every problem of a table's text.
    fn check(&self, table: Table, problems: &mut Vec<Problem>) {
        fn rows<T: Entry>(tables: &Tables, table: Table, problems: &mut Vec<Problem>) {
            sheet::read::<T>(&table.file(), tables.text(table), problems);
        }
        match table {
            Table::Sources => rows::<Source>(self, table, problems),
            Table::Commodities => {
                let rows = sheet::read(&table.file(), self.text(table), problems);
                Commodities::new(&table.file(), rows, problems);
            }
            Table::CriticalLists => rows::<CriticalList>(self, table, problems),
            Table::Prices => rows::<Price>(self, table, problems),
            Table::Production => rows::<Output>(self, table, problems),
            Table::ImportReliance => rows::<ImportReliance>(self, table, problems),
            Table::ImportSources => rows::<ImportSource>(self, table, problems),
            Table::Recycling => rows::<Recycling>(self, table, problems),
            Table::Countries => {
                let rows = sheet::read(&table.file(), self.text(table), problems);
                Countries::new(&table.file(), rows, problems);
            }
            Table::Population => rows::<Population>(self, table, problems),
            Table::Governance => rows::<Series>(self, table, problems),
            Table::BaseRates => rows::<BaseRate>(self, table, problems),
            Table::TreatmentCharges => rows::<TreatmentCharge>(self, table, problems),
            Table::PriceProcesses => rows::<PriceProcess>(self, table, problems),
            Table::ExchangeRates => rows::<ExchangeRate>(self, table, problems),
            Table::PriceIndex => rows::<IndexYear>(self, table, problems),
        }
    }

    /// A table as it was given.
    pub fn text(&self, table: Table) -> &str {
        &self.texts[table as usize]
    }

    /// What a table's first remark calls its version; `None` where it has no such remark.
    pub fn version(&self, table: Table) -> Option<&str> {
        let first = self.text(table).lines().next()?;
        first.strip_prefix("# version ").map(str::trim)
    }

    fn rows<T: Entry>(&self, table: Table) -> Vec<T> {
        self.lined(table).into_iter().map(|(_, row)| row).collect()
    }

    fn lined<T: Entry>(&self, table: Table) -> Vec<(usize, T)> {
        // Texts are checked when given, and those compiled in by a test.
        sheet::rows(&table.file(), self.text(table), &mut Vec::new())
    }

    /// Every source.
    pub fn sources(&self) -> &[Source] {
        self.sources.get_or_init(|| self.rows(Table::Sources))
    }

    /// The source that a row cites; `None` for free text in a table of the reader's own.
    pub fn source(&self, cited: &SourceRef) -> Option<&Source> {
        self.sources().iter().find(|source| source.id == cited.id())
    }

    /// What a reader is told of a row's source.
    pub fn cite(&self, cited: &SourceRef) -> String {
        match (self.source(cited), cited.detail()) {
            (None, _) => cited.as_str().to_owned(),
            (Some(source), None) => source.title.clone(),
            (Some(source), Some(detail)) => format!("{}: {detail}", source.title),
        }
    }

    /// The commodities.
    pub fn commodities(&self) -> &Commodities {
        self.commodities.get_or_init(|| {
            let file = Table::Commodities.file();
            Commodities::new(&file, self.lined(Table::Commodities), &mut Vec::new())
        })
    }

    /// The official lists of critical minerals.
    pub fn lists(&self) -> Lists<'_> {
        let rows = self.lists.get_or_init(|| self.rows(Table::CriticalLists));
        Lists { rows, commodities: self.commodities() }
    }

    /// Every price.
    pub fn prices(&self) -> &[Price] {
        &self.indexed_prices().rows
    }

    fn indexed_prices(&self) -> &Prices {
        self.prices.get_or_init(|| {
            let rows: Vec<Price> = self.rows(Table::Prices);
            let of = self.by_commodity(rows.iter().map(|row| row.commodity.as_str()));
            Prices { rows, of }
        })
    }

    /// Row numbers by the commodities' own names.
    fn by_commodity<'r>(
        &self,
        names: impl Iterator<Item = &'r str>,
    ) -> FxHashMap<String, Vec<usize>> {
        let mut of: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        // Rows of one commodity follow one another, so that most need no look-up.
        let (mut run, mut last): (Vec<usize>, &str) = (Vec::new(), "");
        for (at, name) in names.enumerate() {
            if name != last {
                of.entry(self.commodities().canonical(last).to_owned())
                    .or_default()
                    .append(&mut run);
                last = name;
            }
            run.push(at);
        }
        of.entry(self.commodities().canonical(last).to_owned()).or_default().append(&mut run);
        of
    }

    /// The prices of a commodity, by any of its names, in the order of the table.
    pub fn prices_of(&self, commodity: &str) -> impl Iterator<Item = &Price> {
        let prices = self.indexed_prices();
        let at = prices.of.get(self.commodities().canonical(commodity));
        at.into_iter().flatten().map(|at| &prices.rows[*at])
    }

    /// What the price of a commodity may have been on a day.
    ///
    /// # Errors
    ///
    /// When no row reaches that day, or the commodity is priced in several forms.
    pub fn price(&self, commodity: &str, day: Date) -> Result<PriceRange, NotKnown> {
        self.price_during(commodity, None, Period::day(day))
    }

    /// What the price of one form of a commodity may have been over a stretch of time,
    /// from the finest averages that cover all of it.
    ///
    /// # Errors
    ///
    /// When the rows leave some of it out, or no form is named and there are several.
    pub fn price_during(
        &self,
        commodity: &str,
        form: Option<Form>,
        during: Period,
    ) -> Result<PriceRange, NotKnown> {
        let rows: Vec<&Price> = self.prices_of(commodity).collect();
        let name = match rows.is_empty() {
            true => &self.commodities().named(commodity)?.name,
            false => self.commodities().canonical(commodity),
        };
        price::range(name, &rows, form, during)
    }

    /// Production, capacity and reserves, every row.
    pub fn production(&self) -> &[Output] {
        &self.indexed_production().rows
    }

    fn indexed_production(&self) -> &Production {
        self.production.get_or_init(|| {
            let rows: Vec<Output> = self.rows(Table::Production);
            let of = self.by_commodity(rows.iter().map(|row| row.commodity.as_str()));
            Production { rows, of }
        })
    }

    /// The rows of a commodity, by any of its names, of one stage and edition.
    pub fn outputs(
        &self,
        commodity: &str,
        stage: Stage,
        edition: Edition,
    ) -> impl Iterator<Item = &Output> {
        let all = self.indexed_production();
        let at = all.of.get(self.commodities().canonical(commodity));
        at.into_iter()
            .flatten()
            .map(|at| &all.rows[*at])
            .filter(move |row| row.stage == stage && row.edition == edition)
    }

    /// Net import reliance of the United States, every row.
    pub fn import_reliance(&self) -> &[ImportReliance] {
        self.reliance.get_or_init(|| self.rows(Table::ImportReliance))
    }

    /// Where the imports of the United States come from, every row.
    pub fn import_sources(&self) -> &[ImportSource] {
        self.import_sources.get_or_init(|| self.rows(Table::ImportSources))
    }

    /// What part of demand scrap meets in the European Union, every row.
    pub fn recycling(&self) -> &[Recycling] {
        self.recycling.get_or_init(|| self.rows(Table::Recycling))
    }

    /// The countries.
    pub fn countries(&self) -> &Countries {
        self.countries.get_or_init(|| {
            Countries::new(&Table::Countries.file(), self.lined(Table::Countries), &mut Vec::new())
        })
    }

    /// People, every row.
    pub fn population(&self) -> &[Population] {
        self.population.get_or_init(|| self.rows(Table::Population))
    }

    /// The people of a country (by its letters) or part of it (`PK-BA`) as last counted
    /// in or before a year.
    ///
    /// # Errors
    ///
    /// When no count reaches back so far.
    pub fn people(&self, place: &str, year: i16) -> Result<&Population, NotKnown> {
        let counted = self.population().iter().filter(|row| {
            row.year <= year && (row.part == place || (row.part.is_empty() && row.country == place))
        });
        counted
            .max_by_key(|row| row.year)
            .ok_or_else(|| NotKnown::row(format!("the population of {place} in or before {year}")))
    }

    /// Governance indicators, every series.
    pub fn governance_series(&self) -> &[Series] {
        self.governance.get_or_init(|| self.rows(Table::Governance))
    }

    /// One indicator of a country, by its letters, in one year.
    pub fn governance(&self, country: &str, indicator: Indicator, year: i16) -> Option<f64> {
        let series = self.governance_series().iter();
        let mut of = series.filter(|row| row.country == country && row.indicator == indicator);
        of.find_map(|row| row.in_year(year))
    }

    /// Base rates, every row.
    pub fn base_rates(&self) -> &[BaseRate] {
        self.base_rates.get_or_init(|| self.rows(Table::BaseRates))
    }

    /// Base rates of one topic, side by side: they are not to be averaged.
    pub fn base_rates_of(&self, topic: Topic) -> impl Iterator<Item = &BaseRate> {
        self.base_rates().iter().filter(move |row| row.topic == topic)
    }

    /// Smelter benchmarks, every year that is known.
    pub fn treatment_charges(&self) -> &[TreatmentCharge] {
        self.charges.get_or_init(|| self.rows(Table::TreatmentCharges))
    }

    /// The smelter benchmark of a year.
    ///
    /// # Errors
    ///
    /// When that year is not known.
    pub fn treatment_charge(
        &self,
        commodity: &str,
        year: i16,
    ) -> Result<&TreatmentCharge, NotKnown> {
        let name = self.commodities().canonical(commodity);
        self.treatment_charges()
            .iter()
            .find(|row| row.commodity == name && row.year == year)
            .ok_or_else(|| NotKnown::row(format!("the benchmark charges for {name} of {year}")))
    }

    /// Fitted price processes.
    pub fn price_processes(&self) -> &[PriceProcess] {
        self.processes.get_or_init(|| self.rows(Table::PriceProcesses))
    }

    /// Exchange rates, every row.
    pub fn exchange_rates(&self) -> &[ExchangeRate] {
        self.exchange.get_or_init(|| self.rows(Table::ExchangeRates))
    }

    /// Units of a currency for one US dollar over a stretch of time.
    ///
    /// # Errors
    ///
    /// When no row may speak for it: a mean of a year speaks for the year, not for a day.
    pub fn exchange_rate(&self, currency: &str, during: Period) -> Result<RateRange, NotKnown> {
        currency::rate(self.exchange_rates().iter(), currency, during)
    }

    /// Price indices, every year.
    pub fn price_index(&self) -> &[IndexYear] {
        self.index.get_or_init(|| self.rows(Table::PriceIndex))
    }

    /// What one dollar of a year is worth in dollars of another, by an index.
    ///
    /// # Errors
    ///
    /// When the index lacks one of the two years.
    pub fn deflator(&self, index: &str, from: i16, to: i16) -> Result<f64, NotKnown> {
        let of = |year: i16| {
            self.price_index()
                .iter()
                .find(|row| row.index == index && row.year == year)
                .map(|row| row.value)
                .ok_or_else(|| NotKnown::row(format!("the index {index} of {year}")))
        };
        Ok(of(to)? / of(from)?)
    }

    /// A table as columns and rows of text, each row with its id.
    pub fn listing(&self, table: Table) -> Listing {
        /// The ids of rows, and the columns that rows of their kind may have.
        fn of<'r, T: Entry + 'r>(
            rows: impl IntoIterator<Item = &'r T>,
        ) -> (Vec<String>, [&'static [&'static str]; 2]) {
            (rows.into_iter().map(Entry::id).collect(), [T::REQUIRED, T::OPTIONAL])
        }
        let (ids, known) = match table {
            Table::Sources => of(self.sources()),
            Table::Commodities => of(self.commodities().iter()),
            Table::CriticalLists => of(self.lists().iter()),
            Table::Prices => of(self.prices()),
            Table::Production => of(self.production()),
            Table::ImportReliance => of(self.import_reliance()),
            Table::ImportSources => of(self.import_sources()),
            Table::Recycling => of(self.recycling()),
            Table::Countries => of(self.countries().iter()),
            Table::Population => of(self.population()),
            Table::Governance => of(self.governance_series()),
            Table::BaseRates => of(self.base_rates()),
            Table::TreatmentCharges => of(self.treatment_charges()),
            Table::PriceProcesses => of(self.price_processes()),
            Table::ExchangeRates => of(self.exchange_rates()),
            Table::PriceIndex => of(self.price_index()),
        };
        let mut lines = sheet::lines(self.text(table)).map(|(_, line)| sheet::split(line));
        let known = |name: &str| known.into_iter().flatten().find(|known| **known == name).copied();
        let header = lines.next().unwrap_or_default();
        let columns = header.iter().filter_map(|field| known(&field.text)).collect();
        let texts = |fields: Vec<sheet::Field<'_>>| {
            fields.into_iter().map(|field| field.text.into_owned()).collect()
        };
        let rows = ids.into_iter().zip(lines.map(texts)).collect();
        Listing { table: table.name(), columns, rows }
    }
}

/// A table as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The name of the table.
    pub table: &'static str,
    /// The names of its columns.
    pub columns: Vec<&'static str>,
    /// Each row's id and fields, in the order of the columns.
    pub rows: Vec<(String, Vec<String>)>,
}

impl Listing {
    /// Keeps the rows whose field of a column passes; `false` when there is no such column.
    pub fn keep(&mut self, column: &str, passes: impl Fn(&str) -> bool) -> bool {
        let at = self.columns.iter().position(|name| *name == column);
        if let Some(at) = at {
            self.rows.retain(|(_, fields)| passes(&fields[at]));
        }
        at.is_some()
    }
}

/// A row with the id that a report points to.
#[derive(Serialize)]
struct Identified<'t, T: Serialize> {
    id: String,
    #[serde(flatten)]
    row: &'t T,
}

/// One table of the dump.
#[derive(Serialize)]
struct Dump<'t, T: Serialize> {
    version: Option<&'t str>,
    rows: Vec<Identified<'t, T>>,
}

impl Tables {
    fn dump<'t, T: Entry + Serialize + 't>(
        &'t self,
        table: Table,
        rows: impl IntoIterator<Item = &'t T>,
    ) -> Dump<'t, T> {
        let rows = rows.into_iter().map(|row| Identified { id: row.id(), row }).collect();
        Dump { version: self.version(table), rows }
    }
}

/// The JSON dump: every table under its name, with its version and typed rows.
impl Serialize for Tables {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut all = to.serialize_map(Some(TABLES.len()))?;
        for table in Table::all() {
            let name = table.name();
            match table {
                Table::Sources => all.serialize_entry(name, &self.dump(table, self.sources())),
                Table::Commodities => {
                    all.serialize_entry(name, &self.dump(table, self.commodities().iter()))
                }
                Table::CriticalLists => {
                    all.serialize_entry(name, &self.dump(table, self.lists().iter()))
                }
                Table::Prices => all.serialize_entry(name, &self.dump(table, self.prices())),
                Table::Production => {
                    all.serialize_entry(name, &self.dump(table, self.production()))
                }
                Table::ImportReliance => {
                    all.serialize_entry(name, &self.dump(table, self.import_reliance()))
                }
                Table::ImportSources => {
                    all.serialize_entry(name, &self.dump(table, self.import_sources()))
                }
                Table::Recycling => all.serialize_entry(name, &self.dump(table, self.recycling())),
                Table::Countries => {
                    all.serialize_entry(name, &self.dump(table, self.countries().iter()))
                }
                Table::Population => {
                    all.serialize_entry(name, &self.dump(table, self.population()))
                }
                Table::Governance => {
                    all.serialize_entry(name, &self.dump(table, self.governance_series()))
                }
                Table::BaseRates => all.serialize_entry(name, &self.dump(table, self.base_rates())),
                Table::TreatmentCharges => {
                    all.serialize_entry(name, &self.dump(table, self.treatment_charges()))
                }
                Table::PriceProcesses => {
                    all.serialize_entry(name, &self.dump(table, self.price_processes()))
                }
                Table::ExchangeRates => {
                    all.serialize_entry(name, &self.dump(table, self.exchange_rates()))
                }
                Table::PriceIndex => {
                    all.serialize_entry(name, &self.dump(table, self.price_index()))
                }
            }?;
        }
        all.end()
    }
}
