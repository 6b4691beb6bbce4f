//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::uni::words::TAKEN;
    /// Words that make an instrument bind.
    BINDING = ["deal+", "contract+", "concession+", "binding", "is investing", "are investing", "will invest", "has invested", "have invested", "has already invested", "agreement is final", "binding contract"];
    /// A deal that is no instrument.
    NO_DEAL = ["great deal", "good deal", "to deal with", "can deal with", "must deal with", "will deal with", "deals with", "dealing with", "deals in", "big deal", "a deal of", "non binding", "nonbinding", "deal with the question", "no deal"];
    /// A right given.
    GIVEN = ["licence+", "license+", "rights", "right", "title+"];
    /// Giving it.
    GIVING = ["give~", "grant~", "hand~", "award~", "receive~", "obtain~", "win~", "gain~"];
    /// An instrument that binds, shown.
    SHOWN_HARD = ["gazetted", "ratified", "ratification", "mining lease", "mineral agreement", "exploitation licence", "signed by parliament", "ratified by", "definitive agreement", "mining licence no", "licence no", "offtake agreement", "purchase agreement", "signed facility", "mining permit"];
    /// A right to look, not to mine.
    EXPLORATION_RIGHT = ["exploration licence+", "exploration license+", "exploration permit+", "prospecting licence+", "prospecting license+", "prospecting permit+", "reconnaissance licence+", "reconnaissance permit+", "reconnaissance license+", "exploration right+", "prospecting right+", "exploration title+", "exploration tenement+", "prospecting title+", "permit to prospect", "licence to prospect", "licence to explore", "permit to explore", "exploration concession+", "reconnaissance right+"];
    /// Mining, producing or exporting.
    MINING_VERB = ["will mine", "will extract", "will produce", "will export", "will ship", "will dig", "shall mine", "shall extract", "shall export", "is mining", "are mining", "is extracting", "mines", "extracts", "exports", "is exporting", "is producing", "will be mined", "will be extracted", "will be exported", "will haul", "will start mining", "will begin mining", "will deliver", "has begun to mine", "has started mining", "is already mining", "has been mining", "to mine", "to extract", "is trucking", "trucks out", "is shipping", "ships", "will sell", "sells", "takes out", "is digging", "will start to mine", "will begin to extract", "will raise", "raises", "will quarry"];
    /// A conversion to a mining right.
    CONVERSION = ["convert~", "conversion", "mining lease", "mining licence would", "mining right", "mining licence+", "once a mining", "upgraded to"];
    /// A preliminary study.
    PRELIMINARY = ["preliminary economic assessment", "pea", "scoping study", "initial assessment", "scoping level"];
    /// That it is preliminary.
    PRELIMINARY_NATURE = ["preliminary in nature", "is preliminary", "are preliminary", "preliminary nature", "low level", "low accuracy", "preliminary technical"];
    /// That Inferred is too speculative.
    SPECULATIVE = ["too speculative", "speculative geologically", "considered speculative", "speculative"];
    /// That the results may never come.
    NOT_REALISED = ["no certainty", "may never be realised", "may never be realized", "not certain", "no assurance", "may not be realised", "may not be realized", "not be realised", "not be realized", "never be realised"];
    /// A start said as certain.
    START = ["will start", "will begin", "will commence", "will open", "shall start", "shall begin", "shall commence", "starts in", "begins in", "opens in", "will get under way", "will be under way", "is to start", "is to begin", "will go ahead", "will be launched", "will be opened", "will enter production", "will go into production", "will be in production", "will come on stream", "will move into production", "starts this", "begins this", "starts next", "begins next"];
    /// What starts.
    START_WHAT = ["production", "mining", "extraction", "construction", "mine", "mines", "quarrying", "digging", "pit", "ore", "building", "works", "output", "operations", "smelter", "plant", "concentrator", "kiln", "shaft"];
    /// Mining said as certain.
    WILL_MINE = ["will mine", "will extract", "will produce", "will dig", "shall mine", "shall extract", "shall produce", "production decision", "decision to mine", "decided to mine", "decided to build", "will pour", "will be mined", "will be extracted", "will quarry", "will be producing", "construction decision"];
    /// A completed study that carries a decision.
    COMPLETED_STUDY = ["feasibility study", "pre feasibility study", "prefeasibility study", "definitive feasibility study", "bankable feasibility study", "feasibility studies", "dfs", "pfs", "bfs", "feasibility report"];
    /// Money or buyers said to be sure.
    SECURED = ["secured", "secure", "fully funded", "fully financed", "committed", "guaranteed", "locked in", "fully secured", "lined up", "fully subscribed", "underwritten", "guarantees", "assured", "in place", "sold out", "tied up", "in the bag", "has been pledged", "already sold"];
    /// An instrument that owes nothing.
    SOFT_FUND = ["letter+ of interest", "letter+ of intent", "term sheet+", "indicative", "non binding", "nonbinding", "expression+ of interest", "subject to", "memorandum", "memorandum of understanding", "mou", "heads of terms", "letter of support", "in principle"];
    /// What is said to be sure.
    FUND_OBJECT = ["funding", "finance", "financing", "money", "capital", "buyer+", "offtake", "off take", "purchase", "loan+", "output", "sales", "investment", "investor+", "funds", "equity", "debt", "customer+", "market", "backing", "package", "note", "facility", "million", "billion", "commitment+", "lender+", "payment", "payments"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::uni::words::TAKEN + LISTS.len() as u16;
