//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::tim::words::TAKEN;
    /// The rest of the capital.
    BALANCE = ["balance", "remaining", "remainder", "shortfall", "gap", "to be raised", "still to be raised", "to be found", "the rest of the", "remains to be", "yet to be raised", "outstanding", "left to raise", "has still to be", "still needs", "still needed", "difference", "yet to be found", "have to raise", "has to raise", "unfunded", "uncovered", "still has to find", "the rest will", "the rest is", "the rest has", "the rest must", "the rest would", "must be raised", "must be found", "has to be raised", "have to be raised", "in part by other"];
    /// Money said to be there, or to come.
    PROMISED = ["promise~", "pledge~", "lend~", "loan+", "raise~", "secure~", "put up", "puts up", "set aside", "sets aside", "fund~", "funding", "financing", "finance~", "facility", "commit~", "commitment+", "provide~", "placement", "grant+", "credit line", "note+", "invest~", "earmark~", "allot~", "budgeted", "back~", "advance~", "term sheet+", "letter+ of interest", "letter+ of intent", "line of credit"];
    /// Capital that something needs.
    NEEDED = ["cost~", "will cost", "costed at", "price is put at", "requires", "require~", "required", "need~", "capital cost+", "capital", "initial capital", "capex", "capital expenditure", "build cost+", "construction cost+", "price tag", "investment of", "an outlay of", "total cost", "estimated cost", "development cost+", "bill"];
    /// Spending on looking rather than building.
    STUDYING = ["study", "studies", "drilling", "survey", "exploration", "sampling", "test work", "programme", "program", "scoping", "metres"];
    /// Sales that become money.
    BRING = ["go to", "goes to", "go straight to", "go straight into", "go directly to", "go into", "accrue~", "bring~", "earn~", "put~", "generate~", "pour~", "yield~", "deliver~", "add~", "give~", "contribute~", "flow~", "fetch~", "net~", "pump~", "inject~", "hand~", "mean~", "provide~", "raise~", "worth", "flow into", "put into", "find its way", "swell~", "fill~", "enrich~", "pay~"];
    /// Public pockets.
    PUBLIC = ["country", "treasury", "province", "citizens", "people", "nation", "state", "exchequer", "coffers", "pockets", "public purse", "budget", "republic", "government", "taxpayer+", "every family", "families", "schools", "region", "district", "national income", "our economy", "the economy", "federation", "economy", "households", "clinics", "us all"];
    /// What the public really gets.
    PUBLIC_SHARE = ["royalty", "royalties", "tax", "taxes", "dividend+", "cost+", "net of", "after costs", "profit tax", "levy", "fee+"];
    /// Taking money in.
    EARN = ["earn~", "receive~", "get~", "gain~", "collect~", "pocket~", "reap~", "make~", "take~ in", "rake~ in", "enjoy~"];
    /// Capital that comes in, which is no income.
    INVESTED = ["investment+", "invest~", "loan+", "capital", "capex", "financing", "aid", "grant+"];
    /// A share without a number.
    FAIR_SHARE = ["fair share", "just share", "rightful share", "equitable share", "due share", "proper share", "full share", "share of the benefits", "share in the benefits", "share of the wealth", "share in the wealth", "share of the riches", "communities will benefit", "benefit the communities", "royalties will be shared", "benefits will be shared", "benefit sharing", "share of the proceeds", "share in the proceeds", "generous share", "will benefit from", "people will benefit", "share fairly", "shared fairly", "shared justly", "fair part", "honest share", "decent share", "prosper from", "what is due to them", "their part of the", "communities benefit", "communities to benefit", "villages benefit", "villages will benefit", "districts will benefit", "people benefit", "population will benefit", "residents will benefit", "families will benefit", "province will benefit", "region will benefit", "locals will benefit", "country will benefit", "everyone will benefit", "all will benefit", "rightfully theirs", "rightfully ours", "distributed equitably", "equitably distributed", "distributed fairly", "fairly distributed", "shared equitably", "equitably shared", "shared equally", "benefits will be distributed", "share the benefits", "share in the profits", "share of the profits", "share of the revenue", "share in the revenue", "share of the income", "share of the royalties", "share of what", "benefits to the communities", "benefits for the communities", "tangible benefits", "lasting benefits", "shared prosperity", "nobody will be left out", "no one will be left behind", "reap the benefits", "reap the rewards", "equitable benefit", "give back to the", "spread the benefits", "trickle down to", "a better life for"];
    /// A promise of it, without the future tense.
    ENSURE = ["gets its", "gets their", "get their", "receives its", "receive their", "promise~", "pledge~", "vow~", "assure~", "committed to", "ensure~", "guarantee~", "make sure", "makes sure", "see to it", "undertake~", "dedicated to"];
    /// Those who get it.
    LOCALS = ["family", "household+", "child", "children", "neighbours", "they", "them", "fishermen", "tribe", "clan", "hosts", "host", "communities", "community", "districts", "district", "villages", "village", "villagers", "people", "province", "provinces", "families", "herders", "residents", "population", "region", "counties", "county", "parishes", "communes", "locals", "tribes", "clans", "citizens", "inhabitants", "landowners", "workers", "nation", "you", "everyone", "farmers", "towns", "municipality", "municipalities"];
    /// A rate's law or agreement.
    LAW = ["act", "section", "law", "regulation+", "statute", "decree", "rules", "per cent of the royalty", "clause"];
    /// A wish, not a promise.
    DEMAND = ["must", "should", "demand~", "call~ for", "ask~ for", "ought", "want~", "urge~", "insist~", "deserve~", "need~"];
    /// What kind of jobs, or who counted them.
    JOB_KIND = ["direct", "directly", "indirect", "indirectly", "construction", "operation", "operations", "permanent", "temporary", "seasonal", "study", "to build", "to run", "building", "running", "during", "full time", "part time", "while it is built", "the mine itself", "construct", "operate", "operating", "to operate", "builders", "construction jobs", "permanent jobs", "to staff", "at peak", "at the peak", "once built", "for the building"];
    /// Work for people.
    WORK = ["employ~", "employment", "work for", "work to", "job+", "hire~", "recruit~", "put to work", "posts for", "livelihood+"];
    /// Over the life of a project.
    LIFETIME = ["over its life", "over the life", "over their life", "life of the project", "life of the mine", "life of mine", "over its lifetime", "over the lifetime", "in its lifetime", "during its life", "lifetime", "over the mine's life", "across its life", "over its whole life", "mine's life", "project's life", "throughout its life", "over the decades", "for as long as it lasts", "before it is exhausted", "over the whole of its life", "over the life of", "whole life of"];
    /// Income of one kind or another.
    INCOME = ["hand~", "give~", "return~", "revenue+", "sales", "earn~", "earnings", "income", "receipts", "proceeds", "tax", "taxes", "royalty", "royalties", "dividend+", "generate~", "bring~", "yield~", "worth", "profit+", "turnover", "contribute~", "cash flow", "deliver~", "exports", "put", "net~", "gross~", "total~"];
    /// A present value.
    DISCOUNTED = ["npv", "net present value", "present value", "discounted", "discount rate", "today's money", "worth today"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::tim::words::TAKEN + LISTS.len() as u16;
