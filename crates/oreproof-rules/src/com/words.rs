//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::ree::words::TAKEN;
    /// Placeholder until the family has a list of its own.
    COM_NONE = ["com placeholder"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::ree::words::TAKEN + LISTS.len() as u16;
