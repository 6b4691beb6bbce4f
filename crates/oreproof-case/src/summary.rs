//! What was understood of a case, in counts.

use crate::case::Case;

/// A count with what is counted, in the singular.
pub type Line = (usize, &'static str);

impl Case {
    /// How many of each kind of entry the case has; kinds that it has none of are
    /// left out.
    pub fn summary(&self) -> Vec<Line> {
        let quotes = self.claims.iter().map(|claim| claim.spans.len()).sum();
        let models = self.projects.iter().filter(|project| project.model.is_some()).count();
        let all = [
            (self.sources.len(), "source"),
            (self.documents.len(), "document"),
            (self.claims.len(), "claim"),
            (quotes, "quoted passage"),
            (self.checks.len(), "check"),
            (self.parties.len(), "party"),
            (self.instruments.len(), "instrument"),
            (self.stage_events.len(), "stage event"),
            (self.milestones.len(), "milestone"),
            (self.titles.len(), "title"),
            (self.holdings.len(), "holding"),
            (self.sites.len(), "site"),
            (self.inventories.len(), "inventory"),
            (self.studies.len(), "study"),
            (self.estimates.len(), "estimate"),
            (self.projects.len(), "project"),
            (models, "computable model"),
            (self.fiscal_terms.len(), "list of fiscal terms"),
            (self.price_decks.len(), "price deck"),
            (self.scenarios.len(), "scenario"),
            (self.incidents.len(), "incident"),
            (self.production.len(), "row of production"),
            (self.trade.len(), "row of trade"),
            (self.tariffs.len(), "tariff"),
            (self.bans.len(), "ban"),
            (self.layers.len(), "layer"),
            (self.figures.len(), "other figure"),
        ];
        all.into_iter().filter(|(n, _)| *n > 0).collect()
    }
}
