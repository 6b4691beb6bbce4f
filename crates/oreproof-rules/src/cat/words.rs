//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::val::words::TAKEN;
    /// The word reserve, as a noun.
    RESERVE = ["reserve", "reserves"];
    /// Reserves of another sense.
    NOT_MINERAL = ["reserves the right", "reserve the right", "reserved", "in reserve", "nature reserve+", "game reserve+", "forest reserve+", "reserve bank", "federal reserve", "foreign reserve+", "foreign exchange reserve+", "currency reserve+", "gold reserves of the central bank", "central bank reserves", "oil reserve+", "gas reserve+", "petroleum reserve+", "hydrocarbon reserve+", "cash reserve+", "reserve fund", "biosphere reserve+", "wildlife reserve+", "strategic reserve+", "reserve list", "reserve requirement+", "reserves officer", "without reserve", "marine reserve+", "army reserve", "tribal reserve+", "crude reserve+", "reserves judgement", "reserves judgment", "reserve judgement", "reserves its", "reserve its", "reserves for itself", "reserves to itself", "reserve for ourselves", "reserve currency", "viable reserves"];
    /// Statistics of a geological survey.
    SURVEY_STATISTICS = ["usgs", "geological survey lists", "geological survey puts", "geological survey's", "mineral commodity summaries", "survey's statistics", "survey statistics", "commodity summaries"];
    /// How resources and reserves relate.
    RELATION = ["inclusive of", "exclusive of", "in addition to", "including those", "inclusive", "exclusive", "includes the reserves", "include the reserves", "excluding reserves", "including reserves", "additional to"];
    /// Standing sentences of the codes, where the word reserve claims nothing.
    DEFINED = ["inclusive of", "exclusive of", "that are not mineral reserves", "that are not reserves", "are not ore reserves", "convert to", "conversion to", "converted to", "upgrade to", "reserves and resources statement", "resources and reserves statement", "reserve estimation", "reserves is based on", "reserves are based on", "definition of"];
    /// Words that codes do not put before reserve.
    QUALIFIERS = ["possible", "inferred", "indicated", "measured", "geological", "potential", "confirmed", "in place"];
    /// Words that codes do not put before resource.
    RESOURCE_QUALIFIERS = ["proven", "proved", "probable", "mineable", "minable", "geological", "potential"];
    /// Other terms of no current code.
    NONSTANDARD = ["drill indicated", "potential ore", "inferred ore", "mineral inventory", "possible ore"];
    /// A sum over all categories.
    ALL_CATEGORIES = ["including inferred", "inferred included", "inferred inclusive", "all categories", "of all categories", "across all categories", "all classes", "inferred and indicated", "total resources", "global resource", "counting inferred", "with inferred included", "inferred counted"];
    /// Codes under which a sum may stand beside its parts.
    EACH_ITS_OWN = ["jorc", "jorc code", "samrec", "perc", "perc standard"];
    /// A source of an old estimate, named.
    OLD_SOURCE = ["file", "report", "bulletin", "archive file", "memoir", "publication", "map sheet", "fund file", "paper", "volume", "folio", "document number", "open file", "report no", "source is", "record"];
    /// That an old estimate is not verified.
    UNVERIFIED = ["unverified", "not verified", "not been verified", "never verified", "never been verified", "has not been checked", "not been confirmed", "cannot be verified", "nobody has verified", "not been independently verified", "without verification", "yet to be verified", "not confirmed"];
    /// That an old estimate is not treated as current.
    NOT_CURRENT = ["not treated as current", "not treat it as current", "not treating", "not current", "not be treated as current", "not treat them as current", "not regarded as current", "not considered current", "not relied on", "not be relied on", "not be relied upon", "not treat the estimate as current", "nobody treats it as current", "does not regard it as current", "not treat this as current", "not treat that as current", "not counted as current", "not taken as current", "treats it as current", "treat it as current", "treats this as current", "treats that as current", "treat them as current", "as current"];
    /// Work that gave an old estimate.
    OLD_WORK = ["survey+", "estimate~", "report+", "map+", "drilling", "campaign+", "expedition+", "study", "bulletin+", "memoir+", "gazette+", "paper+", "file+", "exploration", "found", "prospecting", "geologists", "archive+", "surveyor+", "engineers", "records", "ledger+", "mapped", "calculated"];
    /// Economic results in words.
    ECONOMICS = ["payback", "cash flow", "cash flows", "net present value", "npv", "irr", "internal rate of return"];
    /// The viability statement.
    VIABILITY = ["demonstrated economic viability", "economic viability"];
    /// Codes that do not ask for it.
    NO_VIABILITY_NEEDED = ["jorc", "jorc code", "samrec"];
    /// An effective date.
    EFFECTIVE = ["effective date", "effective", "as at", "as of", "stated at", "dated", "estimated at the end of", "valid at"];
    /// A cut-off.
    CUTOFF = ["cut off", "cutoff", "cut off grade", "cutoff grade", "nsr cut off"];
    /// A formula for an equivalent.
    FORMULA = ["formula", "=", "calculated as", "computed as"];
    /// Fixed chemical conversions, which are no metal equivalents.
    CHEMICAL = ["carbonate equivalent", "lce", "oxide equivalent", "lithium carbonate equivalent", "hydroxide equivalent"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::val::words::TAKEN + LISTS.len() as u16;
