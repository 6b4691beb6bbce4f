//! The word lists that several rules share: section 1.4 of the catalogue.

use oreproof_promise::word_lists;

word_lists! { oreproof_promise::vocabulary::TAKEN;
    /// What lies in the ground.
    STOCK = [
        "reserve+", "resource+", "deposit+", "mineral wealth", "mineral+", "riches", "ore", "ores", "orebody", "orebodies",
        "ore body", "vein+", "seam+", "rock", "rocks", "contained metal", "metal in the ground", "metals in the ground",
        "metal in the host rock", "mineral endowment", "mineral treasure+", "treasure+", "subsoil", "mineralisation", "mineralization",
        "hidden wealth", "underground wealth", "buried wealth", "lode+",
    ];
    /// Worth said of something.
    WORTH = [
        "worth", "valued at", "value of", "values at", "gross value", "metal value", "puts the value", "put the value", "putting the value",
        "value", "valued", "valuation of", "valuing", "values", "in value", "valuation",
    ];
    /// A place in the ground, said of a commodity.
    IN_GROUND = [
        "in the hill", "in the hills", "in the ground", "in the rock", "in the rocks", "underground", "beneath", "in the vein", "in the veins",
        "in the mountain", "in the mountains", "in the earth", "under our feet", "beneath our feet", "under the soil", "below ground", "in situ",
        "under the ground", "below the surface", "in the seam", "in the seams", "in the deposit", "in the host rock", "buried", "lying under", "under the desert",
        "lie under", "lies under", "lay under", "under the hill", "under the hills", "under the mountain", "under the mountains",
        "under the salt flat", "under the salt flats", "under the plain", "under the plateau", "under the valley", "under the ice", "under our soil", "in our soil",
        "in our hills", "in our mountains", "in those hills", "in these hills", "in those mountains", "in these mountains",
    ];
    /// A denial.
    NEGATION = [
        "not", "no", "never", "nor", "neither", "none", "wrong", "wrongly", "false", "falsely", "incorrect", "incorrectly", "deny~", "denial",
        "withdraw~", "retract~", "delete~", "bar~", "forbid~", "misleading", "cannot", "can't", "isn't", "aren't", "wasn't", "weren't", "don't",
        "doesn't", "didn't", "won't", "couldn't", "shouldn't", "wouldn't", "hasn't", "haven't", "hadn't", "nobody", "nothing", "without",
    ];
    /// Words with a negation in them that deny nothing.
    NO_NEGATION = [
        "never before", "not only", "no doubt", "not just", "no less than", "no fewer than", "no later than", "not less than",
        "not fewer than", "second to none", "without doubt", "without question", "without parallel", "without equal",
        "without precedent", "no question", "not merely", "not simply", "not least", "nothing less than", "nothing short of",
        "no wonder", "no secret", "not to mention", "nothing but", "none other than", "without delay", "without any delay",
        "without a doubt", "without fail",
    ];
    /// A check of whether something holds.
    VERIFY = ["verify~", "prove~", "confirm whether", "demonstrate~", "test~", "unproven", "unverified"];
    /// Public money.
    PUBLIC_MONEY = [
        "debt+", "deficit+", "budget+", "gdp", "gross domestic product", "loan+", "imf", "foreign reserves", "national income",
        "current account",
    ];
    /// A name or sign of a reporting code.
    REPORTING_CODE = [
        "ni 43 101", "national instrument 43 101", "43 101", "cim definition", "cim definitions", "jorc", "jorc code", "s k 1300", "sk 1300", "regulation s k", "samrec", "perc", "perc standard", "crirsco", "unfc", "pmrc",
        "kcmi", "naen", "gkz", "minval", "industry guide 7", "cim", "vrzk", "national code", "chilean code", "kazrc",
    ];
    /// A category of resource or reserve, as a word.
    CATEGORY_WORD = ["measured", "indicated", "inferred", "proved", "proven", "probable"];
    /// A person who signs for technical disclosure.
    QUALIFIED = [
        "qualified person", "qualified persons", "competent person", "competent persons", "qp", "cp", "p.geo", "p.eng", "pgeo", "peng", "professional geoscientist", "professional geologist", "chartered geologist", "chartered engineer", "member of the ausimm", "fellow of the ausimm", "member of the australian institute of geoscientists", "mausimm", "fausimm",
        "maig", "faig", "eurgeol", "cgeol", "pr.sci.nat", "p.geol", "fgs", "mimmm", "fimmm", "cpg", "rm sme", "registered member", "msaimm", "fsaimm",
        "independent geologist", "competent person's", "qualified person's",
    ];
    /// A study of the economics.
    STUDY = [
        "feasibility study", "feasibility studies", "pre feasibility study", "prefeasibility study", "definitive feasibility study", "scoping study", "preliminary economic assessment", "pea",
        "pfs", "dfs", "bfs", "bankable feasibility study", "initial assessment", "bankable study", "order of magnitude study",
    ];
    /// Something made or sold now: a mine that works.
    OPERATING = [
        "operates the", "operate the", "operating mine", "operating mines", "is operating", "already operating", "producing mine", "in production", "already produces", "produced",
        "owns and operates", "under construction", "has poured", "in commercial production", "declared commercial production", "reached commercial production", "the mine produced", "has produced", "already producing", "currently produces", "shipped", "sold",
        "is in operation", "are in operation", "runs the mine", "mines and sells", "is mining", "are mining", "is already mining", "ore mined", "output was", "output of the mine", "operated by", "mined and sold",
    ];
    /// Future tense, said as certain.
    FUTURE = ["will", "shall", "is going to", "are going to", "'ll", "is to", "are to", "we'll", "set to"];
    /// An intention.
    INTEND = ["mean to", "means to", "intend~", "plan~ to", "want~ to", "hope~ to", "aim~ to", "ready to", "seek~ to"];
    /// Selling, or selling abroad.
    TRADE = ["export~", "sales", "revenue+", "shipment+", "sell~", "contract+", "investment+", "npv", "net present value", "shares", "market capitalisation", "market capitalization"];
}

/// Where the families' lists are numbered from.
pub(crate) const TAKEN: u16 = oreproof_promise::vocabulary::TAKEN + LISTS.len() as u16;
