//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::src::words::TAKEN;
    /// First production.
    FIRST_PRODUCTION = ["first production", "first ore", "first metal", "first concentrate", "first pour", "first shipment+", "first output", "first bar+", "first ingot+", "first cargo", "first cargoes", "first gold", "first copper", "first nickel", "first tin", "first zinc", "first lithium", "first antimony", "first tungsten", "first silver", "first lead", "first cobalt", "first graphite", "first uranium", "first manganese", "first molybdenum", "first phosphate", "first potash", "first bauxite", "first alumina", "first iron", "first platinum", "first palladium", "first vanadium", "first niobium", "first tantalum", "first gallium", "first germanium", "first rare earth+", "first oxide+", "first carbonate", "first hydroxide", "first matte", "first iron ore", "first chromite", "first titanium", "first fluorspar", "first magnesium", "first coal", "first doré", "first dore", "first tonnes", "first tonne", "first cathode+", "first exports", "production will start", "production will begin", "production will commence", "production is to start", "production starts", "production begins", "start production", "begin production", "commence production", "start producing", "begin producing", "mine opens", "mine will open", "mine to open", "mine is to open", "mining will start", "mining will begin", "mining will commence", "mining starts", "mining begins", "start mining", "begin mining", "will mine", "will extract", "shall mine", "shall extract", "will export", "shall export", "be mining", "be producing", "be digging", "be exporting", "be in production", "enter production", "go into production", "into production", "on stream", "commercial production", "will be poured", "operations will start", "operations will begin", "production from", "production in", "production by", "extraction will begin", "extraction will start", "extraction begins", "extraction starts", "making", "turning out", "in operation by", "operational by", "producing by", "will produce", "will be in operation", "start of production", "start of mining", "production is planned", "production is expected", "production is scheduled", "production is targeted", "production is set", "mine will be running", "mine will run", "will ship its first", "shipping by"];
    /// Starting, said of a mine or of its output.
    STARTING = ["start~", "begin~", "commence~", "open~", "come on stream", "coming on stream", "bring on stream", "be in operation", "into operation", "into production", "up and running", "be operational", "be running", "be producing", "enter~ production", "be commissioned", "be exporting", "be mining", "be shipping"];
    /// What starts: a mine, or what comes out of it.
    STARTED = ["production", "digging", "mining", "extraction", "output", "exports", "export", "exporting", "producing", "shipments", "shipping", "mine", "mines", "deposit", "pit", "smelter", "refinery", "concentrator", "operations", "quarrying", "deliveries", "supply", "supplies"];
    /// A start that is not one of production.
    NO_START = ["earthworks", "site works", "clearing", "site preparation", "mobilisation", "mobilization", "groundworks", "study", "studies", "drilling", "survey", "surveys", "exploration", "road", "licence", "hearing", "talks", "restart~", "reopen~", "construction", "building", "school", "clinic", "permitting", "procedure", "consultation", "review", "trial", "pilot", "test work", "office", "museum", "sampling", "bids", "tender", "debate"];
    /// A mine being built, or at work.
    CONSTRUCTION = ["under construction", "being built", "construction is under way", "construction began", "construction has begun", "construction started", "construction is on schedule", "construction is nearly", "half built", "has begun construction", "is complete and commissioning", "being commissioned", "commissioning", "% complete", "per cent complete", "percent complete", "nearing completion", "construction is well advanced", "ramp up", "ramping up", "mechanical completion", "construction is complete"];
    /// At once.
    IMMEDIATE = ["immediately", "at once", "straight away", "straightaway", "from day one", "readily available", "right away", "without delay", "instantly", "from today", "as of today", "with immediate effect", "ready to ship", "ready for export", "on tap", "ready for shipment", "from tomorrow", "available now", "available today", "available immediately", "available at once", "within days", "in a matter of days", "forthwith", "on the spot", "as we speak", "ready to be shipped", "ready to be exported", "waiting to be shipped", "ready and waiting", "in stock and ready"];
    /// Ending it instead.
    STOPPING = ["stop~", "halt~", "suspend~", "ban~", "cease~", "end~", "cancel~", "freeze~", "cut off", "withhold~", "close~"];
    /// Export, supply or production.
    SUPPLY = ["export~", "supply~", "supplies", "production", "produce~", "ship~", "deliver~", "delivery", "deliveries", "sell~", "shipment+", "available", "sale+", "trucks", "feed~"];
    /// One value against another.
    COMPARED = ["against", "compared with", "compared to", "up from", "down from", "compare with", "compares with", "compares to", "versus", "as against", "in comparison with", "higher than", "lower than", "more than the", "rose from", "fell from", "after", "set against", "by comparison with", "from"];
    /// A period named without its year.
    PERIOD = ["quarter", "half", "half year", "year", "twelve months"];
    /// That the periods were made alike.
    LIKE_PERIODS = ["annualised", "annualized", "annual rate", "pro rata", "same months", "same period", "like for like", "corresponding period", "same quarter", "not comparable", "periods differ", "different periods", "different lengths", "same nine months", "same half"];
    /// A statement or estimate of a year.
    STATED = ["statement+", "estimate~", "report+", "study", "resource+", "reserve+", "dated", "update", "calculated", "declared", "published", "announced"];
    /// The day from which an estimate holds.
    EFFECTIVE = ["effective date", "effective", "as at", "stated at", "date of the estimate"];
    /// That an estimate was looked at again.
    RESTATED = ["restated", "reviewed", "re stated", "reaffirmed", "reconfirmed", "still current", "remains current", "remain current", "updated in", "updated since", "confirmed in", "revised in", "re estimated", "without change", "unchanged since", "still valid"];
    /// What a promise rests on, or what could stop it.
    BASIS = ["assum~", "assume~", "assumption+", "subject to", "forward looking", "risk+", "depend~ on", "depends on", "conditional on", "no certainty", "conditional upon", "contingent on", "contingent upon", "based on the feasibility study", "based on the pre feasibility study", "based on the study", "based on the scoping study", "provided that", "on the basis of the study", "uncertainties", "uncertainty", "dependent on", "cannot be guaranteed", "not guaranteed", "material factors", "on condition that", "if the study", "caution~", "caveat+", "assuming"];
    /// That a date was missed.
    MISSED = ["did not", "was missed", "were missed", "has not", "have not", "was not", "were not", "never", "missed", "slipped", "lapsed", "was to", "were to", "had been due", "was due", "delayed", "postponed", "came and went", "failed to", "has passed"];
    /// The first of several steps.
    STEP_FIRST = ["first", "firstly", "to begin with", "initially", "at first", "in the first phase", "start by", "begin by", "starting with", "beginning with"];
    /// A step that comes after another.
    STEP_NEXT = ["then", "followed by", "after that", "afterwards", "thereafter", "subsequently", "secondly", "second", "thirdly", "third", "in the second phase", "in the third phase", "lastly", "finally", "at last", "last", "later", "will follow", "in the end", "eventually", "ultimately", "subsequent steps", "next"];
    /// Steps of the road from rock to buyer: looking.
    STEP_EXPLORE = ["explore~", "exploration", "prospecting", "drilling", "survey", "surveys", "geological mapping"];
    /// Studying and permitting.
    STEP_STUDY = ["feasibility study", "feasibility studies", "scoping study", "environmental assessment", "impact assessment"];
    /// Mining.
    STEP_MINE = ["mining", "extract~", "extraction", "production", "produce~", "open~ the mine", "open~ a mine"];
    /// Making a product of it.
    STEP_PROCESS = ["processing", "process~", "processing plant+", "refining", "refinery", "refineries", "smelter+", "smelting", "concentrator+", "processing facilities", "treatment plant+"];
    /// Selling it.
    STEP_SELL = ["export~", "exports", "ship~", "shipment+", "sell~", "sales", "deliver~", "deliveries", "supply~"];
    /// A plan, said as such.
    PLANNED = ["plan", "plans", "planned", "agenda", "roadmap", "road map", "programme", "aims to", "aim is", "intends to", "is to first", "are to first", "would"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::src::words::TAKEN + LISTS.len() as u16;
