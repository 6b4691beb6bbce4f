//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::cat::words::TAKEN;
    /// That a target is conceptual, with too little behind it.
    CONCEPTUAL = [
        "conceptual", "conceptually", "insufficient exploration", "insufficient drilling", "insufficient work",
        "insufficient data", "insufficient to define", "insufficient to estimate", "not sufficient to define",
        "not sufficient to estimate", "not been sufficient exploration", "not been enough exploration",
        "not enough exploration", "not enough drilling", "not enough work", "too little has been drilled",
        "too little has been done", "too little exploration", "too little drilling", "too little work",
        "too few holes",
    ];
    /// That no resource may result.
    UNCERTAIN = [
        "uncertain if", "uncertain whether", "uncertain that", "uncertain", "not certain that",
        "not certain whether", "not certain if", "no certainty that", "no certainty", "no assurance that",
        "no guarantee that", "may not result", "may never result", "not known whether", "unknown whether",
        "cannot be certain", "nobody can say whether", "whether a resource will", "whether one will result",
        "may or may not",
    ];
    /// True width.
    TRUE_WIDTH = [
        "true width+", "true thickness", "true thicknesses", "estimated true width+", "true - width",
        "true width is", "width is true", "widths are true", "true down", "etw", "not true width",
        "true intercept+",
    ];
    /// Selected samples.
    SELECTED = [
        "grab", "grabs", "grab sample+", "grab sampling", "rock chip", "rock chip sample+",
        "rock chip sampling", "rock chips", "rockchip", "chip sample+", "float", "float sample+", "boulder+",
        "boulder sample+", "float boulder+", "hand picked", "hand sorted", "hand specimen+", "hand sample+",
        "handpicked", "handsorted", "hand cobbed", "selected sample+", "selected specimen+", "picked sample+",
        "picked specimen+", "picked from", "picked up", "specimen+", "dump sample+", "from the dump",
        "from the dumps", "from the old dump", "from the old dumps", "from old dumps", "from a dump",
        "from the mine dump", "from the waste dump", "waste dump sample+", "dump material", "dump rock", "dump ore", "from dumps", "from mine dumps", "from its dumps", "old dumps", "mullock",
        "high graded", "outcrop sample+", "select sample+", "character sample+", "best sample+",
        "richest sample+", "best specimen+", "lump+", "nugget+",
    ];
    /// That they are selected.
    SELECTIVE = [
        "selective", "selectively", "not representative", "unrepresentative", "not necessarily representative",
        "not necessarily be representative", "not be representative", "may not represent",
        "might not represent", "do not represent", "does not represent", "did not represent",
        "cannot represent", "not necessarily represent", "not necessarily reflect", "not intended to represent",
        "not intended to be representative", "not meant to represent", "not taken to represent", "not typical",
        "not an average", "not the average", "no indication of the average", "selected and", "were selected",
        "was selected", "are selected", "is selected", "selected by", "chosen for", "hand selected", "biased",
    ];
    /// Beside another property.
    PROXIMITY = [
        "adjacent to", "next to", "next door to", "right beside", "beside", "alongside", "adjoining", "adjoin~", "neighbouring", "neighboring",
        "neighbour~", "neighbor~", "along strike from", "along strike of", "along strike with",
        "on strike with", "on strike from", "on trend with", "on trend from", "on trend to", "along trend from",
        "same belt as", "same trend as", "same geology as", "same structure as", "same fault as",
        "same corridor as", "same district as", "same basin as", "same geological belt as",
        "same mineral belt as", "same gold belt as", "same copper belt as", "same rocks as", "sister of",
        "sister to", "contiguous with", "contiguous to", "a stone's throw from", "shares a boundary with",
        "shares a border with", "share a boundary with", "share a border with", "on the same belt as",
        "a continuation of", "an extension of", "the extension of", "the continuation of", "border~ the",
        "bordering", "abut~", "immediately north of", "immediately south of", "immediately east of",
        "immediately west of", "just north of", "just south of", "just east of", "just west of",
        "in the shadow of", "flank~", "surround~ the",
    ];
    /// That a neighbour's results need not apply.
    NEIGHBOUR_CAUTION = [
        "not necessarily indicative", "not necessarily be indicative", "not be indicative",
        "may not be indicative", "not indicative", "no indication of", "not an indication of",
        "not necessarily representative of", "not necessarily apply", "need not apply", "may not apply",
        "do not apply to", "need not be repeated", "need not continue", "not necessarily continue",
        "may not continue", "says nothing about", "say nothing about", "tells nothing about", "not evidence of",
        "no evidence of", "not proof of", "no proof of", "does not mean", "do not mean", "no guarantee that",
        "not been able to verify", "unable to verify the information",
    ];
    /// What a neighbour is.
    PROPERTY = [
        "mine+", "deposit+", "project+", "property", "properties", "orebody", "orebodies", "discovery",
        "discoveries", "camp", "complex", "prospect+", "operation+", "pit", "open pit", "ore body", "lode+",
        "belt", "district", "goldfield+", "orefield", "field", "find", "resource", "reserve",
    ];
    /// Ground that somebody explores or holds.
    GROUND = [
        "claim+", "claim block+", "licence+", "license+", "permit+", "tenement+", "concession+", "ground",
        "land package", "lease+", "block+", "property", "properties", "project+", "prospect+", "deposit+",
        "target+", "area", "showing+", "zone+", "vein+", "mineralisation", "mineralization", "anomaly",
        "anomalies", "land holding+", "holding+", "exploration", "mining right", "prospecting right", "orebody",
        "structure",
    ];
    /// What lies beside a mine and is no ground to explore.
    ELSE = [
        "road+", "highway", "track", "village+", "town+", "city", "school+", "clinic", "hospital", "farm+",
        "house+", "home+", "office+", "hall", "river", "creek", "lake", "dam", "railway", "station", "airport",
        "airstrip", "port", "people", "community", "communities", "residents", "villagers", "families",
        "families", "herders", "farmers", "workers", "miners", "camp site", "hotel", "church", "market",
        "plant", "smelter", "substation", "power line", "pipeline", "forest", "park", "reserve", "school",
        "border post", "checkpoint", "barracks", "police", "soldiers", "protesters", "cemetery",
    ];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::cat::words::TAKEN + LISTS.len() as u16;
