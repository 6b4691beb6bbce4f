//! What a case holds: an entity a table, a value a key.

pub mod words;
pub mod said;
pub mod deal;
pub mod rock;
pub mod ground;
pub mod project;
pub mod market;
pub mod record;
pub mod choice;

pub use choice::{
    CaseInfo, Choices, Correlation, Disruption, Draws, Gate, HeldAgainst, PerPerson, PriceChange,
    PriceClause, PricePath, Scenario, Setting, Variable,
};
pub use deal::{
    Holding, Identifier, Instrument, Milestone, Party, ShapeOf, Signatory, StageEvent, Title,
};
pub use ground::{
    BlockChoice, ClassRule, ClassSmoothing, Compositing, Cutoff, CutoffPart, DomainChoice,
    Estimate, GradeColumn, GradeTails, HoleTable, HoleTables, RockDensity, SearchPass,
    SelectionChoice, SimulationChoice, VariogramChoice, VariogramStructure,
};
pub use market::{Ban, Capacity, DeckPrice, Population, Price, PriceDeck, Tariff};
pub use project::{FiscalTerms, Project};
pub use record::{Figure, Incident, IncidentTotal, Layer, Production, Table, Trade};
pub use rock::{
    GradeOf, Inventory, InventoryRow, MetalOf, NamedSum, Npv, Position, PriceOf, Record, Site,
    Study,
};
pub use said::{Check, Claim, Document, Link, Outcome, Source, Span};
pub use words::*;
