//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::lan::words::TAKEN;
    /// Placeholder until the family has a list of its own.
    DOS_NONE = ["dos placeholder"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::lan::words::TAKEN + LISTS.len() as u16;
