//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::cat::words::TAKEN;
    /// Placeholder until the family has a list of its own.
    EXP_NONE = ["exp placeholder"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::cat::words::TAKEN + LISTS.len() as u16;
