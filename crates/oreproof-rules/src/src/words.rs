//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::stg::words::TAKEN;
    /// Placeholder until the family has a list of its own.
    SRC_NONE = ["src placeholder"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::stg::words::TAKEN + LISTS.len() as u16;
