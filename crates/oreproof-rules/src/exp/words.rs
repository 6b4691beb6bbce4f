//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::cat::words::TAKEN;
    /// That a target is conceptual, with too little behind it.
    CONCEPTUAL = ["conceptual", "conceptually", "insufficient exploration", "too little has been drilled", "too little exploration", "too little drilling", "insufficient drilling", "not enough exploration", "not enough drilling", "insufficient to define", "too little work", "too little has been done"];
    /// That no resource may result.
    UNCERTAIN = ["uncertain if", "uncertain whether", "uncertain that", "not certain that", "no certainty that", "may not result", "it is uncertain", "not certain whether", "is uncertain", "no assurance that"];
    /// True width.
    TRUE_WIDTH = ["true width+", "true thickness", "true thicknesses", "true widths"];
    /// Selected samples.
    SELECTED = ["grab", "grab sample+", "rock chip", "rock chip sample+", "rock chips", "chip sample+", "float", "float sample+", "hand picked", "hand sorted", "selected sample+", "selected specimens", "dump sample+", "from the dump", "from the old dump", "from old dumps", "from the dumps", "from the mine dump", "from the waste dump", "from a dump", "dump material", "picked from", "picked up", "specimen+", "hand sample+", "hand specimen+", "picked sample+", "high graded", "outcrop sample+", "handpicked", "handsorted", "boulder sample+"];
    /// That they are selected.
    SELECTIVE = ["selective", "not representative", "unrepresentative", "not necessarily representative", "not be representative", "may not represent", "do not represent", "does not represent", "not intended to represent", "not taken to represent", "selected and", "were selected"];
    /// Beside another property.
    PROXIMITY = ["adjacent to", "next to", "next door to", "adjoining", "adjoin~", "neighbouring", "neighboring", "neighbour~", "along strike from", "on strike with", "on trend with", "on trend from", "same belt as", "same trend as", "same geology as", "sister of", "sister to", "contiguous with", "a stone's throw from", "shares a boundary with", "shares a border with", "same structure as", "on the same belt as", "a continuation of", "border~ the", "bordering"];
    /// That a neighbour's results need not apply.
    NEIGHBOUR_CAUTION = ["not necessarily indicative", "not indicative", "need not apply", "not necessarily be indicative", "may not be indicative", "no indication of", "not necessarily representative of", "need not be repeated", "says nothing about", "not evidence of", "not necessarily apply"];
    /// What a neighbour is.
    PROPERTY = ["mine+", "deposit+", "project+", "property", "properties", "orebody", "discovery", "discoveries", "camp", "complex", "prospect+", "operation+", "pit", "belt", "district"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::cat::words::TAKEN + LISTS.len() as u16;
