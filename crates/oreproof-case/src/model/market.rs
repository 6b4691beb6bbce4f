//! Prices, capacities, duties, people.

use oreproof_units::Period;

use crate::model::words::{OutputStage, Terms};
use crate::quantity::{Count, MassRate, Quantity, Share};
use crate::refs::{Behind, Id, Ref, ToOrigin, ToSite};
use crate::stated::Stated;
use crate::table::table;

table! {
    /// A dated price.
    Price {
        /// Of what.
        commodity: String,
        /// On which day, or over which period.
        date: Period,
        /// How much.
        price: Stated<Quantity<crate::quantity::Price>>,
        /// Which market or series.
        series: Option<String>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A line of a price deck: a price of the case, or a row of the reference
    /// tables.
    DeckPrice {
        /// Of what.
        commodity: String,
        /// How much.
        price: Option<Stated<Quantity<crate::quantity::Price>>>,
        /// A row of the reference tables, such as `reference:prices/copper/2024`.
        reference: Option<String>,
        /// The years it is for; every year where none is named.
        years: Option<Period>,
    }
}

table! {
    /// The prices that a project is computed at.
    PriceDeck: PriceDeck {
        /// Its name in the case.
        id: Id<PriceDeck>,
        /// What it is called.
        title: String,
        /// Whether prices count inflation.
        terms: Terms,
        /// The year of the money, where it does not.
        price_year: Option<Period>,
        /// Its lines.
        prices: Vec<DeckPrice>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// What a mine or plant can make.
    Capacity {
        /// Where.
        site: Ref<ToSite>,
        /// Of what.
        commodity: String,
        /// Which product.
        product: Option<String>,
        /// Where on the way it is counted.
        stage: OutputStage,
        /// How much.
        capacity: Stated<Quantity<MassRate>>,
        /// From when.
        starts: Option<Period>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A duty on goods of one country in another.
    Tariff {
        /// Who levies it, by ISO 3166 three-letter code.
        importer: String,
        /// Whose goods, by ISO 3166 three-letter code.
        exporter: String,
        /// A group of countries that the exporter belongs to.
        group: Option<String>,
        /// On which goods; all where none are named.
        goods: Option<String>,
        /// How much.
        rate: Stated<Quantity<Share>>,
        /// From when.
        starts: Option<Period>,
        /// Until when.
        ends: Option<Period>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A ban on trade between one buyer and one seller: an embargo, a licence refused.
    Ban {
        /// Who may not buy, by ISO 3166 three-letter code.
        importer: String,
        /// Who may not sell, by ISO 3166 three-letter code.
        exporter: String,
        /// Of what; of everything where none is named.
        commodity: Option<String>,
        /// From when.
        starts: Option<Period>,
        /// Until when.
        ends: Option<Period>,
        /// Who says so.
        source: Behind,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// The people of a place.
    Population {
        /// Where.
        place: String,
        /// What the place belongs to.
        part_of: Option<String>,
        /// When they were counted.
        date: Period,
        /// How many.
        people: Stated<Quantity<Count>>,
        /// Who says so.
        source: Behind,
        /// What a reader should know about it.
        note: Option<String>,
    }
}
