//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::words::TAKEN;
    /// Placeholder until the family has a list of its own.
    VAL_NONE = ["val placeholder"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::words::TAKEN + LISTS.len() as u16;
