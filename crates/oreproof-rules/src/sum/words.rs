//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::exp::words::TAKEN;
    /// Placeholder until the family has a list of its own.
    SUM_NONE = ["sum placeholder"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::exp::words::TAKEN + LISTS.len() as u16;
