//! What a project is, in figures that can be computed: projects and fiscal terms.

use crate::given::Given;
use crate::model::words::ProjectKind;
use crate::refs::{Id, Ref, ToOrigin, ToParty, ToPriceDeck, ToProject, ToSite, ToStudy};
use crate::stated::Confidence;
use crate::table::table;

table! {
    /// A mine, a plant or a trader.
    Project: Project {
        /// Its name in the case.
        id: Id<Project>,
        /// What it is called.
        name: String,
        /// What it does.
        kind: ProjectKind,
        /// Where.
        sites: Vec<Ref<ToSite>>,
        /// Who runs it.
        operator: Option<Ref<ToParty>>,
        /// What was published of it.
        studies: Vec<Ref<ToStudy>>,
        /// The prices that it is computed at, where they are not those of the choices.
        price_deck: Option<Ref<ToPriceDeck>>,
        /// Its figures: the input of station `money`, as docs/case-format.md lists it.
        model: Option<Given<oreproof_money::Project>>,
        /// Why the figures are a reconstruction, where they are.
        reconstruction: Option<String>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// Who takes which part of a project's money.
    FiscalTerms: FiscalTerms {
        /// Its name in the case.
        id: Id<FiscalTerms>,
        /// What it is called.
        title: String,
        /// Of which project.
        project: Ref<ToProject>,
        /// The terms: the input of station `shares`, as docs/case-format.md lists it.
        regime: Given<oreproof_shares::Regime>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}
