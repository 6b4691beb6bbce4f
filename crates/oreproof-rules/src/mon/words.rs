//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::tim::words::TAKEN;
    /// The rest of the capital.
    BALANCE = ["balance", "remaining", "remainder", "shortfall", "gap", "to be raised", "still to be raised", "to be found", "the rest of the", "remains to be", "yet to be raised", "outstanding", "left to raise", "has still to be"];
    /// Sales that become money.
    BRING = ["bring~", "earn~", "put~", "generate~", "pour~", "yield~", "deliver~", "add~", "give~", "contribute~", "flow~", "fetch~", "net~", "pump~", "inject~", "hand~", "mean~", "provide~", "raise~", "worth", "put into", "swell~", "fill~", "enrich~", "pay~"];
    /// Public pockets.
    PUBLIC = ["country", "treasury", "province", "citizens", "people", "nation", "state", "exchequer", "coffers", "pockets", "public purse", "budget", "republic", "government", "taxpayer+", "every family", "families", "schools", "region", "district", "national income", "our economy", "the economy", "federation", "economy", "households", "clinics", "us all"];
    /// What the public really gets.
    PUBLIC_SHARE = ["royalty", "royalties", "tax", "taxes", "dividend+", "cost+", "net of", "after costs", "profit tax", "levy", "fee+"];
    /// A share without a number.
    FAIR_SHARE = ["fair share", "just share", "rightful share", "equitable share", "due share", "proper share", "full share", "share of the benefits", "share in the benefits", "share of the wealth", "share in the wealth", "share of the riches", "communities will benefit", "benefit the communities", "royalties will be shared", "benefits will be shared", "benefit sharing", "share of the proceeds", "share in the proceeds", "generous share", "will benefit from", "people will benefit", "share fairly", "shared fairly", "shared justly", "fair part", "honest share", "decent share", "prosper from", "what is due to them", "their part of the"];
    /// A rate's law or agreement.
    LAW = ["act", "section", "law", "regulation+", "statute", "decree", "rules", "per cent of the royalty", "clause"];
    /// A wish, not a promise.
    DEMAND = ["must", "should", "demand~", "call~ for", "ask~ for", "ought", "want~", "urge~", "insist~", "deserve~", "need~"];
    /// What kind of jobs, or who counted them.
    JOB_KIND = ["direct", "directly", "indirect", "indirectly", "construction", "operation", "operations", "permanent", "temporary", "seasonal", "study", "to build", "to run", "building", "running", "during", "full time", "part time", "while it is built", "the mine itself", "construct", "operate", "operating", "to operate", "builders"];
    /// Over the life of a project.
    LIFETIME = ["over its life", "over the life", "over their life", "life of the project", "life of the mine", "life of mine", "over its lifetime", "over the lifetime", "in its lifetime", "during its life", "lifetime", "over the mine's life", "across its life", "over its whole life", "mine's life", "project's life", "throughout its life", "over the decades"];
    /// A present value.
    DISCOUNTED = ["npv", "net present value", "present value", "discounted", "discount rate", "today's money", "worth today"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::tim::words::TAKEN + LISTS.len() as u16;
