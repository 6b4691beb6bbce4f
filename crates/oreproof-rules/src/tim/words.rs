//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::src::words::TAKEN;
    /// First production.
    FIRST_PRODUCTION = ["first production", "first ore", "first metal", "first concentrate", "first pour", "first shipment+", "first output", "first bar", "first ingot+", "first gold", "first copper", "first nickel", "first tin", "first zinc", "first lithium", "first antimony", "first tungsten", "first coal", "first silver", "first lead", "first cobalt", "first graphite", "first uranium", "first cathode+", "first exports", "production will start", "production will begin", "production will commence", "production is to start", "production starts", "production begins", "start production", "begin production", "commence production", "start producing", "begin producing", "mine opens", "mine will open", "mine to open", "mine is to open", "mining will start", "mining will begin", "mining will commence", "mining starts", "mining begins", "start mining", "begin mining", "will mine", "will extract", "will be mining", "will be producing", "be in production", "enter production", "go into production", "into production", "on stream", "commercial production", "will be poured", "will open", "operations will start", "operations will begin", "production from", "production in", "production by", "extraction will begin", "extraction will start", "extraction begins", "extraction starts", "making", "turning out", "in operation by", "operational by", "producing by", "will produce", "will be in operation", "start of production", "start of mining", "production is planned", "production is expected", "production is scheduled", "production is targeted", "production is set", "mine will be running", "mine will run", "will ship its first", "shipping by"];
    /// A start that is not one of production.
    NO_START = ["study", "drilling", "survey", "exploration will", "construction of the road", "licence", "hearing", "talks", "restart~"];
    /// A mine being built, or at work.
    CONSTRUCTION = ["under construction", "being built", "construction is under way", "construction began", "construction is on schedule", "half built", "has begun construction", "is complete and commissioning", "being commissioned", "commissioning"];
    /// A completed study for reserves.
    STUDY_DONE = ["feasibility study", "pre feasibility study", "prefeasibility study", "definitive feasibility study", "dfs", "pfs", "bankable feasibility study"];
    /// A resource or a first assessment.
    EARLY_STUDY = ["preliminary economic assessment", "pea", "scoping study", "initial assessment"];
    /// At once.
    IMMEDIATE = ["immediately", "at once", "straight away", "straightaway", "from day one", "readily available", "right away", "without delay", "overnight", "this very week", "tomorrow", "instantly", "from today", "as of today", "with immediate effect", "ready to ship", "ready for export", "on tap", "ready for shipment", "from tomorrow"];
    /// Export, supply or production.
    SUPPLY = ["export~", "supply~", "supplies", "production", "produce~", "ship~", "deliver~", "delivery", "deliveries", "sell~", "shipment+", "available", "sale+", "trucks", "feed~"];
    /// One value against another.
    COMPARED = ["against", "compared with", "compared to", "up from", "down from", "compare with", "compares with", "compares to", "versus", "as against", "in comparison with", "higher than", "lower than", "more than the", "rose from", "fell from", "after", "set against", "by comparison with", "from"];
    /// That the periods were made alike.
    LIKE_PERIODS = ["annualised", "annualized", "annual rate", "pro rata", "same months", "same period", "like for like", "corresponding period", "same quarter", "not comparable", "periods differ", "different periods", "different lengths", "same nine months", "same half"];
    /// A statement or estimate of a year.
    STATED = ["statement+", "estimate~", "report+", "study", "resource+", "reserve+", "dated", "update", "calculated", "declared", "published", "announced"];
    /// That an estimate was looked at again.
    RESTATED = ["restated", "reviewed", "re stated", "reaffirmed", "reconfirmed", "still current", "remains current", "remain current", "updated in", "updated since", "confirmed in", "revised in", "re estimated", "without change", "unchanged since", "still valid"];
    /// What a promise rests on, or what could stop it.
    BASIS = ["assum~", "assume~", "assumption+", "subject to", "forward looking", "risk+", "depend~ on", "depends on", "conditional on", "no certainty", "conditional upon", "contingent on", "contingent upon", "based on the feasibility study", "based on the pre feasibility study", "based on the study", "based on the scoping study", "provided that", "on the basis of the study", "uncertainties", "uncertainty", "dependent on", "cannot be guaranteed", "not guaranteed", "material factors", "on condition that", "if the study", "caution~", "caveat+", "assuming"];
    /// That a date was missed.
    MISSED = ["did not", "was missed", "were missed", "has not", "have not", "was not", "were not", "never", "missed", "slipped", "lapsed", "was to", "were to", "had been due", "was due", "delayed", "postponed", "came and went", "failed to", "has passed"];
    /// Words before the date of a promise.
    BY = ["in", "by", "before", "from", "during", "of", "until", "early", "late", "mid", "since", "for", "end"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::src::words::TAKEN + LISTS.len() as u16;
