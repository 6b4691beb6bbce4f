//! What happened, year by year: incidents, output, trade, and other figures; and
//! the files beside that hold many of them.

use oreproof_units::Period;

use crate::beside::Beside;
use crate::geo::Feature;
use crate::model::words::{Flow, LayerKind, OutputStage, TableKind};
use crate::quantity::{Any, Quantity, Share};
use crate::refs::{Behind, Id, Ref, ToOrigin, ToSite, ToSubject};
use crate::stated::{Confidence, Stated};
use crate::table::table;

table! {
    /// An attack or an accident.
    Incident {
        /// When.
        date: Period,
        /// Where.
        place: String,
        /// The province or state.
        province: Option<String>,
        /// What was hit.
        target: Option<String>,
        /// Which trade.
        sector: Option<String>,
        /// People killed.
        killed: Option<u64>,
        /// People hurt.
        injured: Option<u64>,
        /// Foreigners killed.
        foreigners_killed: Option<u64>,
        /// Foreigners hurt.
        foreigners_injured: Option<u64>,
        /// The foreigners' country, by its ISO 3166 three-letter code.
        nationality: Option<String>,
        /// The site it was at or near.
        site: Option<Ref<ToSite>>,
        /// Who says so.
        source: Behind,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// Incidents of an area and a year.
    IncidentTotal {
        /// Where.
        area: String,
        /// When.
        period: Period,
        /// How many.
        attacks: u64,
        /// People killed.
        killed: Option<u64>,
        /// Who says so.
        source: Behind,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// Output of a country or a site.
    Production {
        /// Of what.
        commodity: String,
        /// Where: a country by its ISO 3166 three-letter code, or another place.
        place: String,
        /// The site, where it is of one.
        site: Option<Ref<ToSite>>,
        /// When.
        period: Period,
        /// Where on the way it is counted.
        stage: OutputStage,
        /// How much.
        amount: Quantity<Any>,
        /// Who says so.
        source: Behind,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// Trade in a good.
    Trade {
        /// Whose trade: a country by its ISO 3166 three-letter code.
        reporter: String,
        /// Which way.
        flow: Flow,
        /// The good, by its Harmonized System code.
        hs: Option<String>,
        /// Of what.
        commodity: Option<String>,
        /// The good in words.
        good: Option<String>,
        /// When.
        period: Period,
        /// What it was worth.
        value: Option<Quantity<Any>>,
        /// How much, by gross weight.
        quantity: Option<Quantity<Any>>,
        /// With whom; the world where nobody is named.
        partner: Option<String>,
        /// The partner's part of the trade with the world, by value.
        partner_share: Option<Quantity<Share>>,
        /// Who says so.
        source: Behind,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// Another figure that the case needs.
    Figure: Figure {
        /// Its name in the case.
        id: Id<Figure>,
        /// What it is a figure of, in words.
        what: String,
        /// What it is about.
        subjects: Vec<Ref<ToSubject>>,
        /// The commodity.
        commodity: Option<String>,
        /// The place.
        place: Option<String>,
        /// How much.
        value: Option<Stated<Quantity<Any>>>,
        /// What it says, where that is no quantity.
        text: Option<Stated<String>>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// Rows of a CSV file beside this one.
    Table {
        /// What its rows are.
        kind: TableKind,
        /// The file.
        file: Beside<()>,
        /// Who says so, where a row does not.
        source: Option<Ref<ToOrigin>>,
    }
}

table! {
    /// Shapes of a GeoJSON file beside this one.
    Layer: Layer {
        /// Its name in the case.
        id: Id<Layer>,
        /// What it is called.
        title: String,
        /// What it shows.
        kind: LayerKind,
        /// The file.
        file: Beside<Vec<Feature>>,
        /// Whether its lines are not agreed.
        disputed: bool,
        /// On what terms it may be used.
        licence: Option<String>,
        /// Who drew it.
        source: Ref<ToOrigin>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}
