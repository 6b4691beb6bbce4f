//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::val::words::TAKEN;
    /// The word reserve, as a noun.
    RESERVE = ["reserve", "reserves"];
    /// Reserves of another sense.
    NOT_MINERAL = [
        "reserves the right", "reserve the right", "reserved", "in reserve", "nature reserve+", "game reserve+",
        "forest reserve+", "reserve bank", "federal reserve", "foreign reserve+", "foreign exchange reserve+",
        "currency reserve+", "central bank reserves", "oil reserve+", "gas reserve+", "petroleum reserve+",
        "hydrocarbon reserve+", "cash reserve+", "reserve fund", "biosphere reserve+", "wildlife reserve+",
        "strategic reserve+", "reserve list", "reserve requirement+", "reserves officer", "without reserve",
        "marine reserve+", "army reserve", "tribal reserve+", "crude reserve+", "reserves judgement",
        "reserves judgment", "reserve judgement", "reserves its", "reserve its", "reserves for itself",
        "reserves to itself", "reserve for ourselves", "reserve currency", "viable reserves",
        "reserves of cash", "reserves of money", "reserves of fuel", "reserves of food", "reserves of grain",
        "reserves of water", "reserves of strength", "reserves of energy", "reserves of goodwill",
        "reserves of patience", "reserves of foreign", "reserves of foreign currency", "water reserve+",
        "grain reserve+", "food reserve+", "capital reserve+", "legal reserve+", "rehabilitation reserve+",
        "contingency reserve+", "currency reserves", "dollar reserve+", "fiscal reserve+", "budget reserve+",
        "bank reserves", "reserves of the bank", "reserves of the central bank", "reserve price",
        "reserve army", "on reserve", "the reserves bench", "native reserve+", "indian reserve+",
        "first nation reserve+", "reserve land+", "reserve force+", "reserve power", "deep reserves",
        "reserve+ of oil", "reserve+ of gas",
    ];
    /// Where money is kept or counted.
    MONETARY = [
        "bank's", "central bank+", "reserve bank", "national bank", "federal reserve", "monetary authority", "bullion", "vault+", "foreign exchange", "forex",
        "hard currency", "balance of payments", "months of imports", "import cover",
    ];
    /// Statistics of a geological survey.
    SURVEY_STATISTICS = [
        "usgs", "u.s. geological survey", "united states geological survey", "mineral commodity summaries", "commodity summaries", "minerals yearbook",
        "mineral yearbook", "world mining data", "geological survey lists", "geological survey puts", "geological survey gives", "geological survey counts",
        "geological survey estimates", "geological survey shows", "geological survey reports", "geological survey's", "according to the geological survey",
        "geological survey figures", "geological survey data", "geological survey statistics", "statistics of the geological survey",
        "figures of the geological survey", "survey's statistics", "survey's figures", "survey's yearbook", "survey's bulletin", "survey statistics",
        "survey's country table", "survey's country tables",
    ];
    /// How resources and reserves relate.
    RELATION = [
        "inclusive of", "exclusive of", "in addition to", "including those", "inclusive", "exclusive",
        "includes", "include", "included in", "excludes", "exclude", "excluding", "including", "additional to",
        "additional", "on top of", "over and above", "part of", "separate from", "not part of",
        "contained within", "subset of", "overlap", "do not overlap",
    ];
    /// Standing sentences of the codes, where the word reserve claims nothing.
    DEFINED = ["inclusive of", "exclusive of", "that are not mineral reserves", "that are not reserves", "are not ore reserves", "convert to", "conversion to", "converted to", "upgrade to", "reserves and resources statement", "resources and reserves statement", "reserve estimation", "reserves is based on", "reserves are based on", "definition of"];
    /// Words that codes do not put before reserve.
    QUALIFIERS = ["possible", "inferred", "indicated", "measured", "geological", "potential", "confirmed", "in place"];
    /// Words that codes do not put before resource.
    RESOURCE_QUALIFIERS = ["proven", "proved", "probable", "mineable", "minable", "geological", "potential"];
    /// Other terms of no current code.
    NONSTANDARD = ["drill indicated", "potential ore", "inferred ore", "mineral inventory", "possible ore"];
    /// A part of an amount before it.
    PART = ["of which", "of this", "of that", "of these", "including", "inclusive of", "which includes", "that includes", "among them"];
    /// A sum over all categories.
    ALL_CATEGORIES = [
        "including inferred", "including the inferred", "inferred included", "inferred inclusive", "inclusive of inferred", "all categories", "of all categories",
        "across all categories", "in every category", "across categories", "all classes", "inferred and indicated", "total resources", "total resource",
        "global resource", "global resources", "counting inferred", "with inferred included", "inferred counted", "when inferred is added", "with inferred added",
        "adding inferred", "plus inferred", "together with inferred", "along with inferred", "as well as inferred", "reserves and inferred", "reserves plus inferred",
        "reserves and the inferred", "inferred resources and reserves",
    ];
    /// Codes under which a sum may stand beside its parts.
    EACH_ITS_OWN = ["jorc", "jorc code", "samrec", "perc", "perc standard"];
    /// A source of an old estimate, named.
    OLD_SOURCE = [
        "file", "files", "report", "bulletin", "memoir", "publication", "map sheet", "fund file", "paper",
        "volume", "folio", "document number", "open file", "report no", "source is", "source of", "record",
        "archive", "assessment file", "technical paper", "thesis", "journal", "proceedings", "annual report",
        "yearbook", "internal report", "assessment report",
    ];
    /// That an old estimate is not verified.
    UNVERIFIED = [
        "unverified", "not verified", "not been verified", "never verified", "never been verified",
        "nor verified", "neither verified", "has not verified", "have not verified", "not yet verified",
        "not independently verified", "not been independently verified", "yet to be verified",
        "awaits verification", "without verification", "cannot be verified", "could not be verified",
        "cannot verify", "could not verify", "unable to verify", "not been able to verify",
        "nobody has verified", "no one has verified", "has not been checked", "have not been checked",
        "not been confirmed", "not confirmed", "nobody has confirmed", "cannot be relied upon",
        "has not been tested", "sufficient work to classify", "not done sufficient work",
        "done sufficient work", "done enough work", "insufficient work", "not been classified",
        "not been validated", "not validated", "not been reviewed by a qualified person",
        "would need to be verified", "must be verified", "reliability is unknown", "reliability is not known",
        "reliability cannot",
    ];
    /// That an old estimate is not treated as current.
    NOT_CURRENT = [
        "as current", "not current", "not a current", "not as a current", "as a current", "as current mineral",
        "not treating", "not relied on", "not relied upon", "not be relied on", "not be relied upon",
        "should not be relied", "no reliance", "not regarded as", "not considered current",
        "not considered to be current", "not counted", "not to be taken as current",
    ];
    /// The time of the sentence before.
    THAT_YEAR = [
        "that year", "that survey", "that campaign", "that report", "that time", "those years", "the same year", "the time",
    ];
    /// That a new estimate stands in the place of an old one.
    REPLACED = [
        "replace~", "supersede~", "update~", "restate~", "re estimate~", "reestimate~", "upgrade~", "convert~", "confirmed by", "twinned", "no longer",
        "new estimate", "now stands", "now has", "now holds",
    ];
    /// Economic results in words.
    ECONOMICS = ["payback", "cash flow", "cash flows", "net present value", "npv", "irr", "internal rate of return"];
    /// The viability statement.
    VIABILITY = [
        "demonstrated economic viability", "economic viability",
        "economically viable has not been demonstrated", "not been shown to be economically viable",
        "not demonstrated to be economically viable", "not been demonstrated to be economic",
    ];
    /// Codes that do not ask for it.
    NO_VIABILITY_NEEDED = ["jorc", "jorc code", "samrec"];
    /// An effective date.
    EFFECTIVE = [
        "effective date", "effective", "as at", "as of", "stated at", "dated", "estimated at the end of",
        "valid at", "effective from", "with effect from", "current at", "current as at", "depleted to",
        "depleted at", "at year end", "at the end of", "at end", "closing date of the database",
        "database closed", "data cut off date",
    ];
    /// A cut-off.
    CUTOFF = [
        "cut off", "cutoff", "cut off grade+", "cutoff grade+", "nsr cut off", "nsr cutoff", "reported above",
        "reported at or above", "stated above", "constrained above", "lower limit of", "break even grade",
        "breakeven grade", "threshold grade", "grade threshold",
    ];
    /// A formula for an equivalent.
    FORMULA = [
        "formula", "=", "calculated as", "computed as", "calculated using the equation", "equation",
        "conversion factor+",
    ];
    /// Fixed chemical conversions, which are no metal equivalents.
    CHEMICAL = ["carbonate equivalent", "lce", "oxide equivalent", "lithium carbonate equivalent", "hydroxide equivalent"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::val::words::TAKEN + LISTS.len() as u16;
