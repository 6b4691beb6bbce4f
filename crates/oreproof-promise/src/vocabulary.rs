//! The word lists that the reader itself needs. The rules add their own.
//!
//! `~` stands for verb forms and `+` for the plural; see [`crate::lexicon`].

use crate::commodity;
use crate::lexicon::{Cue, PhraseList};
use crate::word_lists;

word_lists! { 1;
    /// Words and signs that may begin a quantity.
    STARTS = [
        "$", "€", "£", "¥", "₹", "₨", "us", "u", "au", "c", "ca", "can", "n", "nz", "usd", "aud", "cad", "nad", "nzd",
        "gbp", "eur", "pkr", "inr", "cny", "rmb", "jpy", "zar", "chf", "rub", "kzt", "zmw", "clp", "pen", "brl", "idr",
        "afn", "sek", "nok", "rs", "₦", "₱", "₺", "₽", "₸", "₴", "₮", "₩", "₫", "₵", "s", "hk", "r", "p", "mex", "mx", "ksh", "kshs", "tsh", "tshs", "ush", "ushs", "rm", "fcfa", "gh", "ngn", "kes", "tzs", "ugx", "ghs", "etb", "xof", "xaf", "mad", "egp", "bwp", "mzn", "aoa", "mga", "php", "mxn", "ars", "cop", "bob", "try", "uah", "mnt", "krw", "vnd", "myr", "pgk", "thb", "lkr", "npr", "bdt", "dkk", "pln", "czk", "sgd", "hkd", "sar", "aed", "uzs", "kgs", "mmk", "half", "two", "three", "four", "five", "six", "seven", "eight",
        "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "tens", "dozens",
        "hundreds", "thousands", "millions", "billions", "trillions",
    ];

    /// Articles that begin a number before the words of the next list.
    ARTICLES = ["a", "an", "one"];
    /// What such an article may begin a number with: `a quarter`, `a million`, `one-third`.
    AFTER_ARTICLE = [
        "half", "third", "quarter", "fifth", "sixth", "eighth", "tenth", "dozen", "hundred", "thousand", "million", "billion", "trillion",
        "lakh", "crore",
    ];
    /// Phrases that turned out to mean something else; no rule looks here.
    NOTHING = [];

    // ---- what a quantity is a quantity of ----

    /// A grade follows.
    GRADE = [
        "grade~", "grading", "ore grade+", "head grade+", "average~", "assay~", "run~", "g/t",
        "concentration+ of",
    ];
    /// `at` before a grade, a rate or a price.
    AT = ["at", "@", "of", "is", "was", "with"];
    /// A cut-off grade.
    CUTOFF = ["cut off", "cutoff", "cut off grade+", "cutoff grade+", "cut - off"];
    /// Metallurgical recovery.
    RECOVERY = [
        "recovery", "recoveries", "metallurgical recovery", "mill recovery", "plant recovery", "recovery rate+",
        "recovery of", "recover~",
    ];
    /// A discount rate.
    DISCOUNT = ["discount rate+", "discount~", "real discount rate", "discount factor+", "wacc"];
    /// Internal rate of return.
    IRR = ["irr", "irrs", "internal rate of return", "internal rates of return", "rate of return"];
    /// Net present value.
    NPV = ["npv", "npvs", "npv8", "npv5", "npv10", "net present value+", "present value", "net present worth"];
    /// A royalty.
    ROYALTY = ["royalty", "royalties", "royalty rate"];
    /// A tax, tariff or duty.
    TAX = ["tax", "taxes", "taxed", "tariff+", "duty", "duties", "levy", "levies", "withholding", "corporate tax", "income tax"];
    /// Ownership of a project or company.
    OWN = [
        "stake+", "own~", "owner+", "ownership", "shareholder+", "shareholding+", "equity", "interest", "hold~",
        "carried interest", "free carry", "free carried", "joint venture", "belong~", "share capital", "co - own~",
        "minority interest", "majority",
    ];
    /// A share of something larger.
    SHARE = [
        "share of", "account~ for", "accounting for", "of the world", "of global", "of the global", "of all", "of total",
        "of the total", "of it", "portion of", "proportion of", "goes to", "go to", "went to", "of what is", "of that",
        "of which", "of exports", "of output", "of imports", "supply", "supplies",
    ];
    /// A change against an earlier value.
    CHANGE = [
        "rise~", "fall~", "grow~", "growth", "increase~", "decrease~", "decline~", "drop~", "jump~", "climb~", "up",
        "down", "higher", "lower", "more than", "less than", "gain~", "leap~", "surge~", "slip~", "cut~", "reduction",
        "reduce~", "jump of", "change~", "better", "worse", "soar~", "slump~", "plunge~", "year on year",
    ];
    /// Margins, availability, accuracy: percentages that are none of the others.
    OTHER_PERCENT = [
        "availability", "accuracy", "within", "margin+", "moisture", "dilution", "utilisation", "utilization",
        "purity", "contingency", "confidence", "payability", "payable", "threshold", "quorum", "turnout", "inflation",
        "probability", "chance",
    ];
    /// The whole that a grade belongs to: a product rather than rock.
    PRODUCT = [
        "concentrate+", "ingot+", "cathode+", "metal", "matte", "alloy+", "product+", "carbonate", "hydroxide",
        "sulphate", "sulfate", "dore", "doré", "bar+", "bullion", "blister", "anode+", "powder",
    ];

    /// Output.
    PRODUCE = [
        "produce~", "production", "output", "turned out", "turn out", "wash~", "mine~", "mill~", "extract~", "process~", "smelt~", "refine~", "pour~",
        "treat~", "throughput", "capacity", "recovered", "feed", "guidance", "made", "make", "making", "yield~",
        "deliver~", "run of mine", "crush~", "stack~", "haul~", "dig~", "dug", "hoist~", "operating", "steady state",
    ];
    /// Sales.
    SELL = ["sell~", "sales", "sale", "ship~", "shipment+", "deliveries", "delivery", "deliver~", "buy~", "purchase~"];
    /// Exports.
    EXPORT = ["export~", "exporter+"];
    /// Metal in the rock.
    CONTAIN = ["contain~", "contained", "hold~", "host~", "in situ"];
    /// Metal in the rock, said behind the amount.
    CONTAINED = ["contained", "contained metal", "in situ metal"];
    /// An equivalent grade announced before the number.
    EQUIVALENT = [
        "copper equivalent", "gold equivalent", "silver equivalent", "zinc equivalent", "nickel equivalent", "lead equivalent",
        "metal equivalent", "tin equivalent", "cueq", "aueq", "ageq", "zneq", "nieq", "equivalent grade",
    ];
    /// A place in the ground.
    IN_GROUND = [
        "in the ground", "in the rock", "in the rocks", "in the hill", "in the hills", "underground", "beneath", "in the vein", "in the veins",
        "under our feet", "in the mountain", "in the mountains", "below ground", "in the earth", "under the soil", "in the host rock",
    ];
    /// Where rock and metal lie once they are out of the ground, and how they get there.
    STORED = [
        "stockpile+", "stockpiled", "warehouse+", "in stock", "in storage", "vault+", "central bank+", "tailings dam+", "tailings pond+", "tailings storage",
        "handled", "handles", "unloaded", "silo+", "spoil heap+", "slag heap+", "quayside", "cargo", "cargoes", "vessel+", "truck~", "trucked", "trucking", "trucks", "truckload+", "wagon+", "barge+",
        "seize~", "confiscate~", "smuggle~", "stolen", "stole", "looted", "transport~", "carried by rail", "capacity to store", "landfill", "waste dump+",
        "fertiliser", "fertilizer", "carbon dioxide", "greenhouse",
    ];
    /// Rock on its way through a mill.
    FED = [
        "mill feed", "plant feed", "feed", "ore mined", "ore milled", "ore treated", "ore processed", "ore crushed", "ore stacked", "tonnes milled", "tonnes mined",
        "milled", "treated", "processed", "crushed", "hoisted", "hauled", "stacked", "mill throughput", "throughput", "run of mine", "run of mine ore",
        "the mill treats", "will treat", "mined",
    ];
    /// Ore that waits for the mill.
    STOCKPILE = ["stockpile+", "stockpiled", "rom pad+", "ore pad+", "run of mine pad+", "leach pad+", "heap leach pad+"];
    /// What the world uses, buys or lacks.
    DEMAND = [
        "demand", "consumption", "consume~", "world supply", "global supply", "world output", "global output", "world production", "world market", "shortfall+", "need~",
        "imports", "imported",
    ];
    /// Building something.
    BUILDING = ["build~", "building", "construct~", "construction", "plant+", "line", "smelter", "refinery", "road+", "substation", "wharf", "works", "infrastructure", "project", "study", "exploration", "expansion", "mill line", "to build", "railway", "port"];
    /// Money that goes somewhere.
    SPENDING = ["put~", "pour~", "plough~", "sink~", "inject~", "channel~", "invest~"];
    /// Nouns of income, directly beside the sum.
    REVENUE_NOUN = ["revenue+", "sales", "turnover", "receipts", "proceeds", "income", "earnings"];
    /// Rock in the ground.
    STOCK = [
        "resource+", "reserve+", "deposit+", "treasure+", "riches", "mineral wealth", "orebody", "orebodies", "ore body", "ore bodies", "mineral resource+",
        "mineral reserve+", "ore reserve+", "vein+", "seam+", "mineralisation", "mineralization", "exploration target+",
        "target of", "in the ground", "underground", "beneath", "stockwork", "pit shell", "contain~", "hold~", "host~", "found", "outline~", "delineate~", "estimate~", "inventory",
        "lie~", "lies beneath", "sit~", "buried",
    ];
    /// Rock, as the thing a tonnage is of.
    ROCK = [
        "ore", "rock", "material", "mineralisation", "mineralization", "mill feed", "waste", "gravel", "sand", "clay",
        "tailings", "minerals", "brine", "coal", "limestone", "marble",
    ];
    /// Drilled intervals.
    INTERSECT = [
        "intersect~", "intercept~", "cut", "returned", "hit", "drilled", "intersection+", "interval+", "including",
        "assay~", "encounter~", "true width", "true thickness", "down hole", "downhole", "wide", "width", "thick",
        "thickness", "core", "pierce~",
    ];
    /// A depth.
    DEPTH = ["depth+", "deep", "below surface", "below the surface", "from surface", "vertical", "vertically", "down to"];
    /// Drilling by length.
    DRILLING = [
        "drilling", "drilled", "drill programme", "drill program", "programme", "program", "hole+", "infill",
        "diamond drilling", "rc drilling", "core drilling", "metres of drilling", "campaign", "rig+",
    ];
    /// A distance on the map.
    DISTANCE = [
        "away", "distance", "from the", "long", "along", "strike", "road", "railway", "pipeline", "border", "coast",
        "railhead", "port", "near", "kilometres from", "km from", "mapped", "trend", "track", "north of", "south of",
        "east of", "west of", "highway", "corridor", "line", "haul road", "altitude", "above sea level", "trench",
        "adit", "tunnel", "gallery", "wall", "bench", "embankment", "dam",
    ];

    /// A price.
    PRICE = ["price+", "priced", "benchmark", "fetch~", "quote~"];
    /// Revenue.
    REVENUE = [
        "revenue+", "sales", "earnings", "turnover", "income", "receipts", "proceeds", "gross sales", "takings",
        "sold", "earn~", "bring~", "put", "generate~", "collect~", "take~ in", "royalties", "fees", "yield~", "contribute~", "pour~", "net~",
    ];
    /// Value of exports.
    EXPORT_VALUE = ["export~", "shipment+", "exports", "abroad", "customs", "shipped", "cargo", "cargoes", "declared value", "fob value"];
    /// Worth of what lies in the ground.
    WORTH = [
        "worth", "valued at", "value of", "value at", "gross value", "metal value", "puts the value", "in situ value",
        "values", "value", "valuation", "valued",
    ];
    /// Capital a project needs.
    CAPEX = [
        "capital", "capex", "capital cost+", "initial capital", "capital expenditure+", "require~", "need~", "cost~ to build",
        "construction cost+", "pre production capital", "sustaining capital", "development cost+", "costed at", "build~", "building it",
        "cost of the mine", "construct~",
    ];
    /// Other costs.
    COST = [
        "cost+", "spend~", "expenditure+", "expense+", "budget+", "spent", "fee+", "fine+", "bond", "opex",
        "operating cost+", "aisc", "charge+", "overrun+", "price tag", "bill", "compensation",
    ];
    /// Money promised.
    INVEST = [
        "invest~", "investment+", "investor+", "concession+", "ceiling of", "cap of", "study", "deal+", "agreement+", "contract+", "commit~", "pledge~", "package+", "fund~ a",
        "corridor", "memorandum", "mou", "phase", "plough~", "inject~", "will spend", "put up", "capped at",
    ];
    /// Money raised.
    FUND = [
        "loan+", "convertible note+", "set aside", "bond issue", "funding", "financing", "finance~", "raise~", "raising", "placement", "facility", "credit line",
        "project finance", "secured", "grant+", "export credit", "letter+ of interest", "bridge loan", "equity raise", "facilities", "lend~", "underwrite~",
    ];
    /// What a project brings in after its costs.
    CASH_FLOW = ["cash flow+", "cashflow+", "free cash flow+", "net cash flow+"];
    /// Money in hand.
    CASH = ["cash", "cash balance", "in the bank", "liquidity", "cash and cash equivalents"];
    /// Money owed.
    DEBT = ["debt+", "owe~", "external debt", "national debt", "borrowing+", "liabilities", "deficit+", "arrears"];

    /// Jobs.
    JOBS = ["job+", "worker+", "employ~", "employee+", "people", "hire~", "workforce", "staff", "posts"];
    /// Jobs in the making.
    EMPLOYMENT = ["job+", "employ~", "employment", "livelihood+", "work", "hire~", "workforce", "workers", "employees", "recruit~", "staff"];
    /// Life of a mine.
    LIFE = [
        "mine life", "life of mine", "life of the mine", "life", "operate~ for", "lom", "mining for", "produce~ for",
        "a year for", "per year for", "year life", "year mine life", "annum for", "run~ for", "for the life", "lifespan",
    ];

    // ---- how it is said ----

    /// A lower bound.
    MIN = [
        "over", "more than", "at least", "above", "exceeding", "no less than", "not less than", "no fewer than",
        "a minimum of", "minimum", "in excess of", "upwards of", "exceed~", "greater than", "minimum of", "starting at", "beyond", "north of",
    ];
    /// An upper bound.
    MAX = [
        "up to", "at most", "less than", "under", "within", "below", "no more than", "not more than", "a maximum of",
        "maximum", "capped at", "as much as", "as many as", "fewer than", "maximum of", "limited to", "not exceeding", "a cap of", "cap of",
        "not to exceed", "a ceiling of", "ceiling of", "or less",
    ];
    /// About.
    APPROX = [
        "about", "roughly", "approximately", "around", "some", "nearly", "almost", "circa", "close to",
        "an estimated", "in the region of", "approx", "in the order of", "of the order of", "or so", "more or less", "estimated",
        "just over", "just under", "near",
    ];
    /// A promise.
    PROMISE = [
        "will", "shall", "would", "plan~", "expect~", "target~", "forecast~", "guidance", "envisage~", "aim~", "intend~",
        "propose~", "could", "hope~", "promise~", "pledge~", "envision~", "project~", "anticipate~", "is to", "are to", "was to",
        "going to", "'ll", "would be", "may", "scheduled", "commit~", "schedule~", "set to", "due to", "budget~", "foresee~",
        "we'll", "they'll", "it'll", "want~", "seek~", "ambition", "vow~", "planned", "on track", "soon", "next year",
        "deal", "is investing", "hand~",
    ];
    /// Done and recorded.
    MADE = [
        "produced", "sold", "shipped", "mined", "earned", "treated", "recovered", "came to", "totalled", "totaled", "rose", "fell",
        "exported", "turned out", "stood at", "averaged", "made", "reached", "poured", "was", "were", "delivered", "milled", "processed",
        "has produced", "already", "produces", "extracts", "exports", "ships", "treats", "is producing", "is extracting", "generated", "collected", "received", "brought in", "grew", "contributed", "yielded", "lists", "shows",
    ];
    /// Put as an estimate.
    ESTIMATED = ["estimated", "put at", "thought to be", "believed to be", "interpreted", "about", "approximately"];
    /// Samples and drilled intervals.
    SAMPLED = [
        "hole+", "returned", "cut", "sample+", "assayed", "intersected", "channel", "trench", "trenches", "rock chip", "float", "boulders", "drilled",
        "intercept+", "drift ran", "core", "grab",
    ];
    /// Assumptions of an estimate.
    ASSUMED = [
        "assume~", "assuming", "cut off", "cutoff", "cut off grade", "discount rate", "npv", "net present value", "irr", "base case",
        "long term price", "metallurgical recovery",
    ];
    /// Work that exists.
    EMPLOYS = ["employs", "employed", "has", "had", "have", "currently", "now", "lost", "lists", "list", "accounts list", "laid off", "worked", "works", "dismissed"];
    /// A judgement.
    ESTIMATE = [
        "estimate~", "resource+", "reserve+", "study", "npv", "irr", "believe~", "think~", "reckon~", "put~", "value~",
        "worth", "indicate~", "model~", "suggest~", "assume~", "calculate~", "could", "may", "might", "likely", "probably",
        "potential", "claim~", "said to", "typically", "would",
    ];
    /// Reckoning what is to come.
    RECKON = ["estimate", "estimates", "calculate", "calculates", "reckon", "reckons"];
    /// A denial.
    NEGATION = [
        "not", "no", "never", "nor", "neither", "none", "wrong", "wrongly", "false", "falsely", "incorrect", "incorrectly",
        "deny~", "denial", "withdraw~", "retract~", "delete~", "bar~", "forbid~", "misleading", "cannot", "can't", "isn't", "aren't",
        "wasn't", "weren't", "don't", "doesn't", "didn't", "won't", "couldn't", "shouldn't", "wouldn't", "hasn't", "haven't",
        "hadn't", "nothing", "nobody", "mislead~", "untrue", "unfounded", "baseless", "disown~", "erroneous", "erroneously",
    ];
    /// Negations that deny nothing.
    NOT_NEGATION = ["never before", "not only", "no doubt", "not just", "no less", "no later than", "no sooner", "no fewer", "no more than", "not yet begun counting"];
    /// A denial of the number itself, not of something else in the sentence.
    REJECTED = [
        "should not be repeated", "was deleted", "were deleted", "is wrong", "was wrong", "are wrong", "is false", "are false", "was false", "were false",
        "wrongly", "falsely", "incorrectly", "withdrawn", "withdrew", "retracted", "retract~", "deleted", "misleading", "denied", "deny~",
        "has been corrected", "no basis", "unfounded", "baseless", "cannot be supported", "must not", "may not be quoted", "not supported",
        "does not hold", "do not hold", "does not support", "do not support", "has no source", "disown~", "rejected", "reject~", "should never", "cannot be", "should not", "is not true",
        "disclaim~", "erroneous", "erroneously", "mistaken", "mistakenly", "incorrect", "no longer stands", "was an error",
    ];
    /// An earlier time's estimate.
    HISTORIC = [
        "historical", "historic estimate+", "historical estimate+", "colonial", "colonial era", "soviet era", "soviet", "legacy",
        "pre war", "prewar", "imperial", "ottoman", "wartime", "old survey", "historical resource+", "historic resource+",
    ];

    // ---- who says so ----

    /// Verbs of speech.
    SAY = [
        "say~", "tell~", "add~", "claim~", "announce~", "state~", "estimate~", "argue~", "declare~", "insist~", "report~",
        "note~", "explain~", "warn~", "write~", "post~", "assert~", "confirm~", "reply~", "answer~", "promise~", "boast~", "maintain~",
        "concede~", "caution~", "predict~", "reckon~", "put~", "quote~", "remark~", "pledge~", "assure~", "believe~", "repeat~", "describe~",
        "call~", "speak~", "suggest~", "acknowledge~", "disclose~", "reveal~", "tweet~", "wrote", "list~", "give~", "lists", "shows", "recall~", "observe~",
        "continue~", "allege~", "vow~", "urge~", "set~ out", "admit~", "stress~", "contend~", "emphasise~", "emphasize~", "comment~", "hint~", "point~ out",
    ];
    /// Attribution without a verb.
    ACCORDING = ["according to", "in the words of", "quoted by", "cited by", "as told to"];
    /// Words that name an author behind them.
    AUTHORED = [
        "reported by", "signed by", "published by", "filed by", "compiled by", "estimated by", "stated by", "made by", "given by",
        "prepared by", "issued by", "quoted by",
    ];
    /// Verbs by which a document speaks.
    RECORDS = [
        "carry~", "mention~", "record~", "count~", "divide~", "calculate~", "show~", "contain~", "take~", "hold~", "set~", "rate~", "name~",
    ];
    /// Verbs by which a firm or an agency puts a document on record.
    FILES = ["file~", "publish~", "issue~", "release~", "submit~", "lodge~"];
    /// Quotation marks.
    QUOTE_MARK = ["“", "”", "\""];
    /// An opinion that is nobody's.
    HEARSAY = [
        "is believed to", "are believed to", "is thought to", "are thought to", "is widely believed", "are widely believed", "widely estimated",
        "it is estimated", "is estimated to", "are estimated to", "reports suggest", "experts say", "analysts say", "some say", "some estimates", "some estimate",
        "reportedly", "is said to", "are said to", "is rumoured to", "is rumored to", "is widely regarded", "are widely regarded", "is reputed to",
    ];
    /// People by what they do.
    ROLE = [
        "minister", "prime minister", "deputy minister", "president", "vice president", "governor", "mayor", "senator", "secretary",
        "ambassador", "general", "chief executive", "chief executive officer", "ceo", "chairman", "chairwoman", "chair", "chairperson", "director",
        "managing director", "executive director", "director general", "promoter", "adviser", "advisor", "shareholder", "spokesman", "spokeswoman",
        "spokesperson", "geologist", "analyst", "engineer", "professor", "lecturer", "economist", "researcher", "consultant", "officer", "official",
        "mp", "deputy", "commissioner", "premier", "chief", "auditor", "pm", "mayoress", "envoy", "founder", "manager", "lawyer", "broker", "banker",
    ];
    /// Organisations by their last word.
    ORGANISATION = [
        "corp", "corporation", "ltd", "limited", "plc", "inc", "incorporated", "llc", "ab", "ag", "nl", "sa", "as", "oy", "gmbh", "company", "group",
        "holdings", "resources", "metals", "mining", "minerals", "gold", "copper", "lithium", "pty", "partners", "capital", "bank", "fund",
        "ministry", "government", "department", "agency", "authority", "survey", "bureau", "institute", "university", "watch", "forum", "consultants",
        "engineering", "organisation", "organization", "council", "committee", "trust", "research", "associates", "exploration", "zinc", "nickel", "strategic",
    ];
    /// A country, named by no name.
    NATION = ["country", "nation", "nationwide"];
    /// Places by the word beside their name.
    PLACE = [
        "deposit+", "mine+", "project+", "prospect+", "property", "belt", "basin", "valley", "district", "province", "lode", "mountains", "hills",
        "range", "plateau", "region", "field", "zone", "ridge", "hill", "desert", "coast", "peninsula", "island", "county", "state", "pit", "smelter",
        "joint venture", "tenement+", "licence area", "concession", "carbonatite", "salt flat", "salar", "creek", "gulch", "bay", "showing", "orebody", "complex",
    ];

    // ---- when ----

    /// Months.
    MONTH = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ];
    /// Parts of a year.
    YEAR_PART = [
        "quarter", "first quarter", "second quarter", "third quarter", "fourth quarter", "march quarter", "june quarter",
        "september quarter", "december quarter", "first half", "second half", "half year", "nine months", "financial year",
        "fiscal year", "q1", "q2", "q3", "q4", "h1", "h2", "six months", "three months",
    ];

    /// Days of the week, Monday first.
    WEEKDAY = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    /// Seasons.
    SEASON = ["spring", "summer", "autumn", "winter", "fall"];
    /// Dates that hang on the document's own date or on the date before.
    RELATIVE_DATE = [
        "today", "yesterday", "tomorrow", "this week", "last week", "next week", "this month", "last month", "next month",
        "this quarter", "last quarter", "next quarter", "previous quarter", "this year", "last year", "next year",
        "the year before", "a year earlier", "a year before", "a year ago", "a decade ago", "a decade earlier", "year ended",
        "year ending", "year to", "half ended", "half ending", "half to", "quarterly report to", "quarterly report ended",
        "quarterly activities report to", "the year is out", "this year is out", "the year end", "year end",
    ];

    // ---- categories and instruments ----

    /// Words of the reporting codes' categories.
    CATEGORY = [
        "measured", "indicated", "inferred", "proved", "proven", "probable", "exploration target+", "unfc", "c1", "c2", "gkz", "m & i", "p & p",
    ];
    /// An exploration target.
    TARGET = [
        "exploration target+", "conceptual", "conceptually", "potential to host", "potential to hold", "potential to contain", "potential for",
        "target of", "target range", "target tonnage", "could host", "target lies", "target is", "targets are", "exploration potential",
    ];
    /// A memorandum and its kin.
    SOFT_INSTRUMENT = [
        "memorandum of understanding", "memorandums of understanding", "memoranda of understanding", "mou", "mous", "memorandum",
        "memorandums", "memoranda", "letter+ of intent", "letter+ of interest", "heads of terms", "heads of agreement", "framework agreement+",
        "expression+ of interest", "term sheet+", "non binding", "nonbinding", "indicative", "statement of intent", "letter of comfort", "joint declaration",
        "declaration of intent", "agreement in principle",
    ];
    /// Rights to ground.
    TITLE = [
        "exploration licence+", "exploration license+", "exploration permit+", "prospecting licence+", "prospecting license+", "mining licence+",
        "mining license+", "mining lease+", "mining right+", "mining permit+", "mineral agreement+", "mining concession+", "exploration right+",
    ];
    /// Signing.
    SIGN = ["sign~", "signing", "signature", "initial~", "conclude~", "put their names", "signatory", "signatories", "enter~ into"];
    /// Said not to bind.
    NOT_BINDING = [
        "not legally binding", "non binding", "nonbinding", "not binding", "is not a contract", "not a binding", "binds neither", "commits neither",
        "bind neither", "commit neither", "no obligation", "no obligations", "not a contract", "grants no", "confers no", "gives no", "walk away",
    ];
    /// An instrument that binds.
    HARD_INSTRUMENT = [
        "gazetted", "ratified agreement", "mining lease", "mining licence", "mining license", "mineral agreement", "mining concession",
        "production sharing agreement", "ratified", "offtake agreement", "off take agreement", "binding offtake", "definitive agreement",
        "exploitation licence", "mining permit", "mining right", "signed contract", "exploitation permit", "purchase agreement",
    ];
}

/// The number of the month that a phrase of [`MONTH`] names.
pub fn month_number(phrase: u16) -> Option<i8> {
    // Twelve full names, then the abbreviations, which skip May and give September twice.
    const ABBREVIATED: [i8; 12] = [1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12];
    match phrase {
        0..12 => Some(phrase as i8 + 1),
        _ => ABBREVIATED.get(usize::from(phrase) - 12).copied(),
    }
}

/// Commodity names and symbols; its phrases are the table of [`crate::commodity`].
pub const COMMODITY: Cue = Cue(0);

/// The commodity list, which stands apart because each phrase names something else.
pub const COMMODITY_LIST: &[PhraseList] =
    &[PhraseList { cue: COMMODITY, name: "COMMODITY", phrases: &commodity::PHRASES }];

/// How many lists the reader takes; the rules' lists are numbered from here.
pub const TAKEN: u16 = 1 + LISTS.len() as u16;
