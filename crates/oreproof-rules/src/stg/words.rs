//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::uni::words::TAKEN;
    /// Words that make an instrument bind.
    BINDING = ["deal+", "contract+", "concession+", "binding", "binding contract+", "binding agreement+", "binding deal+", "binding commitment+", "binding accord+", "agreement is final"];
    /// Money said to be invested already, or for certain.
    INVESTING = ["is investing", "are investing", "will invest", "shall invest", "is to invest", "are to invest", "has invested", "have invested", "has already invested", "have already invested", "will be investing", "is already investing", "are already investing", "going to invest", "invested a", "invests"];
    /// A deal that is no instrument.
    NO_DEAL = ["great deal", "good deal", "to deal with", "can deal with", "must deal with", "will deal with", "deals with", "dealing with", "deals in", "big deal", "a deal of", "non binding", "nonbinding", "not binding", "no deal", "contract law", "contract work", "contract miner+", "contract drilling", "legally binding except", "binding on neither"];
    /// Work that is bought in: a contract for it gives nobody a right.
    SERVICE = ["drilling", "driller+", "drill", "haulage", "catering", "transport", "trucks", "trucking", "employment", "labour", "labor", "service", "services", "supply", "power", "electricity", "equipment", "laboratory", "security", "cleaning", "consultancy", "road", "fuel", "lease of", "concentrate", "mining contractor", "survey"];
    /// A right given.
    GIVEN = ["licence+", "license+", "rights", "exclusive right", "sole right", "mining right", "right to mine", "right to extract", "right to develop", "right to exploit", "mining title+"];
    /// Rights to other things than ground.
    NO_RIGHT = ["human rights", "rights of access", "rights reserved", "voting rights", "termination rights", "rights and obligations", "water rights", "intellectual property rights", "rights to data", "land rights"];
    /// Giving it.
    GIVING = ["give~", "grant~", "hand~", "award~", "receive~", "obtain~", "win~", "gain~", "confer~", "assign~", "allot~", "concede~"];
    /// What may or may not come.
    HYPOTHESIS = ["may", "might", "would", "could", "can", "if", "should", "any", "later", "future", "eventual", "eventually", "possible", "potential", "subsequent", "towards", "negotiate~", "negotiation+", "with a view to", "unless", "draft", "proposed", "hope~", "until", "before a", "before any", "separate"];
    /// An instrument that binds, shown.
    SHOWN_HARD = ["gazetted", "ratified", "ratification", "mining lease", "mineral agreement", "exploitation licence", "signed by parliament", "ratified by", "definitive agreement", "mining licence no", "licence no", "offtake agreement", "purchase agreement", "signed facility", "mining permit", "executed agreement", "concession agreement"];
    /// A right to look, not to mine.
    EXPLORATION_RIGHT = ["exploration licence+", "exploration license+", "exploration permit+", "prospecting licence+", "prospecting license+", "prospecting permit+", "reconnaissance licence+", "reconnaissance permit+", "reconnaissance license+", "exploration right+", "prospecting right+", "exploration title+", "exploration tenement+", "prospecting title+", "permit to prospect", "licence to prospect", "licence to explore", "permit to explore", "exploration concession+", "reconnaissance right+", "exploration lease+", "prospecting lease+", "right to explore", "right to prospect", "exploration authorisation+", "exploration authorization+", "search permit+"];
    /// Getting ore out and away, in every form of the verb.
    MINING_ACT = ["mine", "mines", "mined", "mining", "extract", "extracts", "extracted", "extracting", "produce", "produces", "produced", "producing", "export", "exports", "exported", "exporting", "ship", "ships", "shipped", "shipping", "dig", "digs", "dug", "digging", "quarry", "quarries", "quarried", "quarrying", "truck", "trucks", "trucking", "haul", "hauls", "hauling", "hauled", "sell", "sells", "selling", "raise", "raises", "raising", "pour", "pours", "pouring"];
    /// Getting ore out, as a noun.
    MINING_NOUN = ["mining", "extraction", "production", "quarrying", "digging", "export", "exports", "output"];
    /// Beginning or going on.
    BEGIN = ["start", "starts", "started", "starting", "begin", "begins", "began", "begun", "beginning", "commence", "commences", "commenced", "commencing", "continue", "continues", "resume", "resumes", "resumed", "under way", "underway"];
    /// What is taken for a test.
    SAMPLE = ["sample+", "bulk sample+", "trial", "test+", "core"];
    /// Another mine, at another place.
    OTHER_MINE = ["mine", "neighbouring mine", "operation", "quarry"];
    /// A right to mine, or a conversion to one.
    CONVERSION = ["convert~", "conversion", "mining lease+", "mining licence+", "mining license+", "mining right+", "mining permit+", "mining concession+", "exploitation licence+", "exploitation permit+", "mineral lease+", "upgraded to", "mining title+"];
    /// A preliminary study.
    PRELIMINARY = ["preliminary economic assessment+", "pea", "scoping study", "scoping studies", "initial assessment", "scoping level", "preliminary assessment", "concept study", "conceptual study", "order of magnitude study"];
    /// Economic results in words.
    ECONOMICS = ["payback", "cash flow", "cash flows", "free cash flow", "pays back", "pay back", "net cash", "profit", "ebitda"];
    /// That Inferred is no part of the base.
    NO_INFERRED = ["no inferred", "excludes inferred", "exclude inferred", "excluding inferred", "inferred is excluded", "inferred material is excluded", "inferred resources are excluded", "inferred resource is excluded", "without inferred", "inferred was excluded", "inferred material was excluded", "inferred mineral resources are excluded", "inferred resources were excluded", "inferred is not included", "inferred resources are not included", "none of the inferred"];
    /// That it is preliminary.
    PRELIMINARY_NATURE = ["preliminary in nature", "is preliminary", "are preliminary", "preliminary nature", "low level", "low accuracy", "preliminary technical", "preliminary only", "preliminary and"];
    /// That Inferred is too speculative.
    SPECULATIVE = ["too speculative", "speculative geologically", "considered speculative", "speculative", "low geological confidence", "low level of geological confidence", "too uncertain"];
    /// That the results may never come.
    NOT_REALISED = ["no certainty", "may never be realised", "may never be realized", "not certain", "no assurance", "may not be realised", "may not be realized", "not be realised", "not be realized", "never be realised", "never be realized", "no guarantee", "not be achieved", "no assurances", "cannot be assured"];
    /// Words that say that something is certain to come.
    CERTAIN = ["will", "shall", "'ll", "we'll", "they'll", "it'll", "is to", "are to", "is going to", "are going to", "is set to", "are set to", "is due to", "are due to", "is about to", "are about to", "is scheduled to", "are scheduled to", "must"];
    /// Starting.
    START = ["start", "starts", "begin", "begins", "commence", "commences", "open", "opens", "get under way", "gets under way", "be under way", "go ahead", "goes ahead", "be launched", "be opened", "enter production", "enters production", "go into production", "goes into production", "be in production", "come on stream", "comes on stream", "move into production", "be started", "be begun", "kick off", "kicks off", "get going", "be running", "be built", "be constructed", "come into operation", "be commissioned", "be operational", "be producing", "be mining", "be digging", "be extracting"];
    /// What starts.
    START_WHAT = ["production", "mining", "extraction", "construction", "mine", "mines", "quarrying", "digging", "pit", "pits", "ore", "building", "works", "output", "operations", "smelter", "plant", "concentrator", "kiln", "shaft", "refinery", "mill", "quarry", "adit", "stripping", "pre stripping", "earthworks", "groundbreaking", "processing"];
    /// Work that opens no mine.
    OTHER_WORK = ["road", "roads", "bridge+", "school+", "clinic+", "camp", "canteen", "drilling", "drill programme", "study", "studies", "survey+", "talks", "hearing+", "fence", "railway", "housing", "hospital", "water pipe", "training", "exploration", "sampling", "consultation", "trial mining", "test work", "pilot", "baseline", "hotel", "museum", "tailings wall"];
    /// Deciding for it, or breaking ground.
    DECIDED = ["production decision", "decision to mine", "decided to mine", "decided to build", "construction decision", "decision to build", "final investment decision", "break ground", "breaks ground", "breaking ground", "broke ground", "first pour", "decision to proceed to mining", "decision to construct"];
    /// What makes a start uncertain.
    CONDITIONAL = ["subject to", "if", "provided", "provided that", "conditional on", "conditional upon", "depends on", "depend on", "dependent on", "unless", "pending", "would", "could", "may", "might", "contingent on", "contingent upon", "whether", "should the"];
    /// A study that can carry a decision.
    COMPLETED_STUDY = ["feasibility study", "pre feasibility study", "prefeasibility study", "definitive feasibility study", "bankable feasibility study", "feasibility studies", "dfs", "pfs", "bfs", "feasibility report", "bankable study"];
    /// That a study is not there yet.
    NOT_DONE = ["will be completed", "will be finished", "will be done", "will follow", "is under way", "under way", "underway", "ongoing", "on going", "in progress", "has begun", "has started", "to be completed", "will complete", "will finish", "will start", "will begin", "planned", "plans a", "plan a", "plans to", "is planned", "is expected", "expects to", "expected to", "still to be", "yet to", "is due", "later", "to follow", "a future", "begin a", "start a", "commission~ a", "ordered a", "subject to a", "will commission", "to be ordered", "to come", "being prepared", "may begin", "will be prepared", "will be commissioned", "is being", "before a", "would be"];
    /// Money or buyers said to be sure.
    SECURED = ["secured", "secure", "secures", "fully funded", "fully financed", "fully committed", "fully guaranteed", "fully underwritten", "committed", "guaranteed", "locked in", "lock in", "locks in", "fully secured", "lined up", "fully subscribed", "underwritten", "guarantees", "assured", "in place", "sold out", "tied up", "in the bag", "has been pledged", "already sold", "firm commitment+", "firmly committed", "nailed down", "sewn up", "is certain", "wrapped up", "signed and sealed", "presold", "pre sold", "bankrolled", "is guaranteed"];
    /// An instrument that owes nothing, besides the memorandum and its kin.
    SOFT_FUND = ["subject to", "in principle", "letter of support", "indicative letter", "letter from a bank", "conditional offer", "conditional approval", "credit approval", "comfort letter", "non binding letter", "non binding offer", "non binding proposal"];
    /// What is said to be sure.
    FUND_OBJECT = ["funding", "finance", "financing", "money", "capital", "buyer+", "offtake", "off take", "purchase", "loan+", "output", "sale", "sales", "investment", "investor+", "funds", "equity", "debt", "customer+", "market", "backing", "package", "note", "facility", "million", "billion", "commitment+", "lender+", "payment", "payments", "project", "purchaser+", "partner+", "production", "construction", "build"];
    /// What a firm is said to do.
    PROFILE = ["specialise~ in", "specialize~ in", "own profile", "profile emphasises", "profile emphasizes", "its profile", "core business", "main business", "its business is", "business consists", "accounts list", "accounts show", "known for", "known mainly for", "best known for", "makes its money", "trades in", "trader in", "deals in", "a trading house", "trading company", "recycler", "recycling company", "recycling firm", "shell company", "investment vehicle", "set up to", "website offers", "its line of business", "background is in", "background in", "licensed as", "registered as"];
    /// Trades that open no mine.
    OTHER_TRADE = ["recycl~", "recycle~", "recycling", "recycler", "scrap", "trading", "trader", "fertiliser", "fertilizer", "real estate", "property development", "logistics", "consultancy", "consulting", "software", "construction", "textile+", "shipping", "reprocessing", "reprocess~", "cement", "catering", "hospitality", "hotels", "security services", "cryptocurrency", "advertising", "insurance", "used cars", "furniture", "tourism", "import and export", "e waste", "retail", "telecommunications", "agriculture", "private equity"];
    /// What has to be done to bring out what is promised.
    TASK_EXPLORE = ["explore~", "exploration", "exploring", "prospect~ for", "look~ for", "search~ for"];
    /// Mining itself.
    TASK_MINE = ["mining", "mine", "mines", "extract~", "extraction"];
    /// Refining.
    TASK_REFINE = ["refinery", "refineries", "smelter+", "refine~", "refining", "process~", "processing plant+", "concentrator+"];
    /// A miner's own record.
    MINER = ["operates mines", "operates a mine", "operates the", "runs a mine", "runs mines", "owns and operates", "mining company", "mine operator", "has built mines", "has operated", "miner with", "mining group", "has mined", "developed the", "operates two mines", "operates three mines", "mining major"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::uni::words::TAKEN + LISTS.len() as u16;
