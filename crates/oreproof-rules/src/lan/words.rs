//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::com::words::TAKEN;
    /// A ceiling without a floor.
    UP_TO = ["up to", "as much as", "as many as"];
    /// A ceiling that a law or a contract sets.
    LEGAL_LIMIT = [
        "cap", "capped", "caps", "ceiling", "limit", "limits", "limited", "maximum", "fine", "fines", "penalty", "penalties", "by law", "under the act", "allowed", "permitted", "permits", "may not exceed", "must not exceed", "licensed for", "liable", "quota+", "insured", "entitled", "entitles", "authorised", "authorized",
    ];
    /// The top of a ranking.
    TOP = [
        "largest", "biggest", "richest", "greatest", "highest grade", "most important", "most significant", "most valuable", "most promising", "most prospective", "most prolific", "finest", "best", "most exciting", "purest", "second largest", "third largest", "fourth largest", "fifth largest", "second biggest", "third biggest", "second richest", "third richest",
        "most extensive", "most coveted", "most spectacular", "most remarkable",
    ];
    /// A rank without a scale.
    CLASS = ["world class", "tier one", "tier 1", "tier i"];
    /// What lies in the ground, as the thing ranked.
    RANKED = [
        "deposit+", "district+", "system+", "resource+", "reserve+", "orebody", "orebodies", "ore body", "ore bodies", "belt+", "basin+", "province+", "field+", "lode+", "prospect+", "mineral resource+", "mineral reserve+", "occurrence+", "vein+", "discovery", "discoveries", "seam+", "of its kind", "asset+", "source+ of", "property", "properties", "endowment", "mineralisation", "mineralization", "find", "finds", "goldfield+", "coalfield+", "copperfield+", "ore field+", "oilfield+", "area+", "terrane+", "zone+", "ground", "region+", "pegmatite+", "salar+", "porphyry", "carbonatite",
        "treasure+", "mineral wealth", "accumulation+", "find of", "stockwork", "project+", "mine+",
    ];
    /// By what measure.
    MEASURE = [
        "by contained", "by tonnage", "by grade", "in terms of", "by area", "by volume", "by output", "by production", "by reserves", "by resources", "by value", "by contained metal", "by size", "measured by", "by weight", "by mass", "in tonnage", "by capacity", "by length",
    ];
    /// Who ranked.
    RANKING_SOURCE = ["according to", "survey's", "list", "ranking", "ranked", "database", "usgs", "geological survey", "yearbook", "commodity summaries", "report of", "study of", "table of", "atlas", "inventory"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::com::words::TAKEN + LISTS.len() as u16;
