//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::com::words::TAKEN;
    /// A ceiling without a floor.
    CEILING = ["up to", "as much as", "as many as"];
    /// A limit that somebody set.
    LEGAL = ["by law", "limit+", "cap", "capped", "fine+", "allows", "allow", "permits", "permitted", "ceiling", "not exceeding", "maximum penalty", "may not exceed", "entitled", "entitles", "act allows", "within a ceiling", "regulation+", "statutory"];
    /// A rank.
    SUPERLATIVE = ["world class", "tier one", "tier 1", "tier i", "one of the world's largest", "one of the world's biggest", "one of the world's richest", "one of the world's highest grade", "one of the world's most", "one of the largest", "one of the biggest", "one of the richest", "one of the highest grade", "one of the most", "one of the finest", "one of the greatest", "one of the best", "among the largest", "among the biggest", "among the richest", "among the highest grade", "among the most", "among the greatest", "among the finest", "among the world's largest", "among the world's biggest", "among the world's richest", "among the best", "among the world's most", "the world's largest", "the world's biggest", "the world's richest", "the world's highest grade", "the largest", "the biggest", "the richest", "the highest grade", "the greatest", "the second largest", "the third largest", "world's second largest", "world's third largest", "globally significant", "world beating", "unrivalled", "second to none", "unmatched", "the finest", "world leading"];
    /// What is ranked.
    RANKED = ["deposit+", "district+", "system+", "resource+", "reserve+", "orebody", "orebodies", "ore body", "belt+", "field+", "seam+", "vein+", "lode+", "basin", "find", "discovery", "discoveries", "mineral wealth", "riches", "of its kind", "prospect+", "project", "mine", "province", "treasure", "carbonatite", "salt flat", "salar", "pegmatite", "mineralisation", "mineralization", "porphyry", "intercept+", "ores", "asset", "hoard"];
    /// A measure.
    MEASURED_BY = ["by contained", "by tonnage", "by grade", "by output", "by production", "by reserves", "by volume", "by area", "by metal", "by resource", "by resources", "in terms of", "by annual", "by capacity", "by value", "by size"];
    /// A source of a rank.
    RANKING = ["according to", "survey's", "list of", "ranking", "ranked", "ranks", "table of", "report", "database", "bulletin", "handbook", "yearbook", "commodity summaries"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::com::words::TAKEN + LISTS.len() as u16;
