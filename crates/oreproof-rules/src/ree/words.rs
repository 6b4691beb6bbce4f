//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::geo::words::TAKEN;
    /// Placeholder until the family has a list of its own.
    REE_NONE = ["ree placeholder"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::geo::words::TAKEN + LISTS.len() as u16;
