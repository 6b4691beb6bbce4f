//! A case: everything that its files say.

use crate::model::{
    Ban, Capacity, CaseInfo, Check, Choices, Claim, Document, Draws, Estimate, Figure, FiscalTerms,
    Holding, Incident, IncidentTotal, Instrument, Inventory, Layer, Milestone, Party, Population,
    Price, PriceDeck, Production, Project, Scenario, Site, Source, StageEvent, Study, Table,
    Tariff, Title, Trade,
};
use crate::table::table;

table! {
    /// A file of a case. Any entry may stand in any file; together they are the case.
    Case {
        /// What the case is about.
        case: Option<CaseInfo>,
        /// The choices that move an answer.
        choices: Option<Choices>,
        /// The draws of the risk run.
        draws: Option<Draws>,
        /// What stands behind figures.
        sources: Vec<Source>,
        /// Texts that claims are read from.
        documents: Vec<Document>,
        /// What was said.
        claims: Vec<Claim>,
        /// Checks that the case asks for.
        checks: Vec<Check>,
        /// Who speaks, signs, owns, works or is paid.
        parties: Vec<Party>,
        /// What was signed.
        instruments: Vec<Instrument>,
        /// How far things have gone.
        stage_events: Vec<StageEvent>,
        /// Days that were named, and what became of them.
        milestones: Vec<Milestone>,
        /// Rights to explore and to mine.
        titles: Vec<Title>,
        /// Who holds which part of what.
        holdings: Vec<Holding>,
        /// Places.
        sites: Vec<Site>,
        /// Statements of resources and reserves.
        inventories: Vec<Inventory>,
        /// What studies say.
        studies: Vec<Study>,
        /// Resources that are estimated from drill holes.
        estimates: Vec<Estimate>,
        /// Mines, plants and traders, in figures.
        projects: Vec<Project>,
        /// Who takes which part of a project's money.
        fiscal_terms: Vec<FiscalTerms>,
        /// Dated prices.
        prices: Vec<Price>,
        /// The prices that projects are computed at.
        price_decks: Vec<PriceDeck>,
        /// What mines and plants can make.
        capacities: Vec<Capacity>,
        /// Duties.
        tariffs: Vec<Tariff>,
        /// Bans on trade.
        bans: Vec<Ban>,
        /// People by place.
        populations: Vec<Population>,
        /// Attacks and accidents.
        incidents: Vec<Incident>,
        /// Incidents by area and year.
        incident_totals: Vec<IncidentTotal>,
        /// Output by commodity and year.
        production: Vec<Production>,
        /// Trade by good and year.
        trade: Vec<Trade>,
        /// Other figures.
        figures: Vec<Figure>,
        /// The case with some things otherwise.
        scenarios: Vec<Scenario>,
        /// Shapes beside.
        layers: Vec<Layer>,
        /// CSV files beside; their rows are added to the tables above.
        tables: Vec<Table>,
    }
}
