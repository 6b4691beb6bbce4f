//! What is in the ground and where: sites, inventories, studies.

use oreproof_units::Period;

use crate::model::words::{
    Basis, Category, InventoryKind, Ownership, ReportingCode, SiteKind, StudyLevel, Tax,
};
use crate::quantity::{
    Duration, Grade, Length, Mass, MassRate, Money, Price, Quantity, Ratio, Share,
};
use crate::refs::{Behind, Id, Ref, ToDocument, ToOrigin, ToParty, ToProject, ToSite};
use crate::stated::{Confidence, Stated};
use crate::table::table;

table! {
    /// Where a source puts a site. Sources disagree, so a site may have several.
    Position {
        /// Degrees north on WGS 84.
        lat: f64,
        /// Degrees east on WGS 84.
        lon: f64,
        /// How far off it may be.
        within: Option<Quantity<Length>>,
        /// Who says so.
        source: Behind,
        /// The record there.
        record: Option<String>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A record of a site in a data set.
    Record {
        /// The data set.
        source: Behind,
        /// The record.
        record: String,
        /// What it calls the site.
        name: Option<String>,
    }
}

table! {
    /// A place: a deposit, a mine, a plant, a port.
    Site: Site {
        /// Its name in the case.
        id: Id<Site>,
        /// What it is called.
        name: String,
        /// What else it is called.
        aliases: Vec<String>,
        /// What sort of place it is.
        kind: SiteKind,
        /// The country, by its ISO 3166 three-letter code.
        country: Option<String>,
        /// The province or state.
        province: Option<Stated<String>>,
        /// The district.
        district: Option<String>,
        /// What it belongs to.
        part_of: Option<Ref<ToSite>>,
        /// The commodities.
        commodities: Vec<String>,
        /// The type of deposit.
        deposit_type: Option<Stated<String>>,
        /// When it was found.
        discovered: Option<Stated<Period>>,
        /// When it first produced.
        first_produced: Option<Stated<Period>>,
        /// Where it lies, by each source.
        positions: Vec<Position>,
        /// Its records in data sets.
        records: Vec<Record>,
        /// Who says so, where a value does not name its own source.
        source: Option<Ref<ToOrigin>>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// The grade of one commodity.
    GradeOf {
        /// Of what.
        commodity: String,
        /// How much.
        grade: Stated<Quantity<Grade>>,
    }
}

table! {
    /// An amount of one commodity.
    MetalOf {
        /// Of what.
        commodity: String,
        /// How much.
        amount: Stated<Quantity<Mass>>,
        /// Where on the road from rock to sale it stands, where the table around it
        /// does not say.
        basis: Option<Basis>,
    }
}

table! {
    /// One line of an inventory.
    InventoryRow {
        /// How sure the rock is.
        category: Category,
        /// Which part of the site.
        zone: Option<String>,
        /// The ore, in dry tonnes.
        ore: Option<Stated<Quantity<Mass>>>,
        /// Its grades.
        grades: Vec<GradeOf>,
        /// The metal in it, before any loss.
        contained: Vec<MetalOf>,
    }
}

table! {
    /// A statement of resources, reserves or less.
    Inventory: Inventory {
        /// Its name in the case.
        id: Id<Inventory>,
        /// Where.
        site: Ref<ToSite>,
        /// What it is a statement of.
        kind: InventoryKind,
        /// The code that it follows.
        code: ReportingCode,
        /// The category and code as a national system writes them.
        national_code: Option<String>,
        /// Whether it counts the whole project or one holder's share.
        ownership: Option<Ownership>,
        /// Whose share, where it is a share.
        holder: Option<Ref<ToParty>>,
        /// Whether the resource counts the ore of the reserve again.
        inclusive: Option<bool>,
        /// The day it holds for, which is not the day it was published.
        as_of: Option<Period>,
        /// When it was published.
        published: Option<Period>,
        /// Who signed for it.
        competent_person: Option<String>,
        /// The study that it rests on.
        study: Option<StudyLevel>,
        /// The grade below which rock does not count.
        cutoff: Option<Stated<Quantity<Grade>>>,
        /// Its lines.
        rows: Vec<InventoryRow>,
        /// Whether the documents behind it are closed to the public.
        inaccessible: Option<bool>,
        /// Its text, where that is a document of the case.
        document: Option<Ref<ToDocument>>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A sum with a name.
    NamedSum {
        /// Of what.
        name: String,
        /// How much.
        amount: Stated<Quantity<Money>>,
    }
}

table! {
    /// A net present value.
    Npv {
        /// The rate.
        rate: Quantity<Share>,
        /// Before or after tax.
        tax: Tax,
        /// How much.
        value: Stated<Quantity<Money>>,
    }
}

table! {
    /// The price of one commodity.
    PriceOf {
        /// Of what.
        commodity: String,
        /// How much.
        price: Stated<Quantity<Price>>,
    }
}

table! {
    /// What a study says of a project, as published: to compare with, not to
    /// compute from.
    Study: Study {
        /// Its name in the case.
        id: Id<Study>,
        /// What it is called.
        title: String,
        /// How thorough it is.
        level: StudyLevel,
        /// The project.
        project: Option<Ref<ToProject>>,
        /// The site.
        site: Option<Ref<ToSite>>,
        /// Who made it.
        author: Option<Ref<ToParty>>,
        /// When it was published.
        published: Option<Period>,
        /// Whether it counts the whole project or one holder's share.
        ownership: Option<Ownership>,
        /// How long the mine lives.
        life: Option<Stated<Quantity<Duration>>>,
        /// The ore that it mines.
        ore: Option<Stated<Quantity<Mass>>>,
        /// The ore a year.
        throughput: Option<Stated<Quantity<MassRate>>>,
        /// Waste for each tonne of ore.
        strip_ratio: Option<Stated<Quantity<Ratio>>>,
        /// The grades of the ore fed.
        grades: Vec<GradeOf>,
        /// The metal saved over the life.
        recovered: Vec<MetalOf>,
        /// The prices it supposes.
        prices: Vec<PriceOf>,
        /// Capital by part.
        capital: Vec<NamedSum>,
        /// Net present values.
        npv: Vec<Npv>,
        /// The internal rate of return.
        irr: Option<Stated<Quantity<Share>>>,
        /// Cash over the life before tax.
        pre_tax_cash: Option<Stated<Quantity<Money>>>,
        /// Cash over the life from operations.
        operating_cash: Option<Stated<Quantity<Money>>>,
        /// Cash over the life after capital and tax.
        free_cash: Option<Stated<Quantity<Money>>>,
        /// Taxes and royalties over the life.
        taxes: Option<Stated<Quantity<Money>>>,
        /// When the first product is to come.
        first_production: Option<Stated<Period>>,
        /// Its text, where that is a document of the case.
        document: Option<Ref<ToDocument>>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}
