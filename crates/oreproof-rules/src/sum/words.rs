//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::exp::words::TAKEN;
    /// A total follows, or stands right before.
    TOTAL = [
        "total of", "total", "totals", "in total", "in all", "altogether", "all told", "totalling", "totaling", "totalled", "totaled", "together",
        "taken together", "sum of", "sums to", "sum to", "combine to", "combines to", "combined", "add~ up to", "which makes", "making in all", "overall",
        "the whole being", "grand total", "aggregate", "aggregating", "for a total", "sum total",
    ];
    /// The parts of what stands before follow.
    BREAKDOWN = [
        "of which", "comprise~", "comprised of", "made up of", "make up", "consist~ of", "composed of", "broken down", "breaks down", "as follows",
        "namely", "split into", "accounting for", "account~ for", "divided into", "being the sum of", "the breakdown is", "breakdown",
    ];
    /// A list that does not claim to be complete.
    OPEN_LIST = [
        "including", "include~", "among them", "among others", "such as", "for example", "for instance", "e.g", "notably", "mainly", "mostly", "the rest", "each", "apiece",
        "others", "other shareholders", "other holders", "remainder", "remaining", "balance", "free float", "public float", "the public", "minority shareholders", "at least", "in particular",
        "small holders", "small shareholders", "smaller shareholders", "what is left", "largest shareholders", "main shareholders", "principal shareholders", "top shareholders", "biggest shareholders", "primarily", "majority",
    ];
    /// A whole is divided.
    DIVISION = [
        "shareholder+ are", "shareholders", "owner+ are", "owned by", "owners", "held by", "holder+ are", "divide~", "divided between", "divided among", "split between", "split among", "split",
        "shared between", "shared among", "as follows", "belong~ to", "ownership", "shareholding+", "shares are", "breakdown", "made up of", "comprise~", "consist~ of", "stakes are",
        "apportioned", "distributed", "allocated", "carved up", "shared out", "partners are", "parties hold", "partners", "equity is held", "goes", "share capital", "register divides", "shares", "shares in", "interests in", "stakes in", "equity in", "shareholding", "equity split", "ownership of",
    ];
    /// Something taken off between quantity times price and the sum.
    DEDUCTION = [
        "payability", "payable share", "payable portion", "royalty", "royalties", "freight", "shipping cost+", "tax", "taxes", "treatment charge+", "refining charge+", "penalties", "net of", "after deducting",
        "after deduction+", "deduct~", "discount", "less costs", "after costs", "commission", "duty", "duties", "less treatment", "smelter terms", "before costs", "moisture", "hedg~", "hedging", "provisional", "adjustment+",
        "recovery", "net smelter return", "net revenue", "after charges", "prepayment",
    ];
    /// A change said as a multiple: twice as much.
    DOUBLED = ["double~", "twofold", "two fold", "twice as much", "twice as many"];
    /// Half as much.
    HALVED = ["halve~", "cut in half", "fell by half", "fallen by half"];
    /// Three times as much.
    TREBLED = ["treble~", "triple~", "threefold", "three fold"];
    /// Four times as much.
    QUADRUPLED = ["quadruple~", "fourfold", "four fold"];
    /// The value before a change.
    COMPARED = ["against", "compared with", "compared to", "versus", "vs", "from", "than", "up from", "down from", "as against", "in comparison with", "after"];
    /// Further resources that later years are to come from.
    FURTHER_RESOURCES = [
        "further resources", "additional resources", "other deposits", "satellite deposit+", "conversion of", "exploration target+", "yet to be found", "future discoveries", "new resources",
        "resource growth", "extensions", "further drilling", "other pits", "neighbouring deposit+", "more resources", "to be discovered", "third party ore", "purchased ore", "imported concentrate",
        "beyond the present resource", "outside the resource", "inferred material outside", "unclassified material", "tailings",
    ];
    /// Output over the whole life of a mine.
    LIFETIME = ["over the life", "over its life", "life of mine output", "life of mine production", "over the mine life", "lifetime output", "lifetime production", "life of the mine", "in all over", "over the life of the project"];
    /// Rock, of which a yearly rate may be one.
    ROCK_RATE = ["ore", "rock", "mill feed", "feed", "material", "run of mine", "throughput", "coal", "lump", "crush~", "rom"];
    /// A product whose tonnes hold less metal than they weigh.
    DILUTED_PRODUCT = ["concentrate+", "carbonate", "hydroxide", "sulphate", "sulfate", "lce", "matte", "alloy", "ferro", "pig iron", "oxide"];
    /// A value is new, old, conditional or of another definition.
    REVISED = [
        "revise~", "revision+", "update~", "correct~", "correction+", "restate~", "previous", "previously", "earlier", "formerly", "former", "prior", "last year", "year earlier", "year before", "old", "instead of", "rather than",
        "attributable", "on a 100", "gross", "net", "excluding", "exclusive", "including", "inclusive", "average", "averaged", "guidance", "forecast~", "budget~", "target~", "would", "could", "if", "sensitivity", "case", "scenario+",
        "against", "compared", "versus", "up from", "down from", "by comparison", "rounded", "amended", "superseded", "replace~", "erratum", "was put at", "initial", "expansion", "phase", "grow~", "grown", "increase~", "rise~", "fall~", "fell", "rose",
        "year to date", "to date", "so far", "month", "daily", "a day", "week", "another", "second", "other", "alone", "also", "each", "further", "separate", "additional", "different", "of which",
    ];
    /// Ore taken out of the ground.
    ORE_MINED = ["ore mined", "mined", "ore extracted", "ore hoisted", "ore hauled", "ore dug"];
    /// Ore put through the plant.
    ORE_MILLED = ["mill treated", "mill treats", "plant treated", "mill processed", "plant processed", "ore milled", "milled", "ore processed", "ore treated", "mill throughput", "ore crushed", "throughput", "mill feed", "plant feed"];
    /// Rock that is not ore.
    WASTE = ["waste", "overburden", "total material", "total movement", "stripping"];
    /// Money a project needs before it earns.
    INITIAL_CAPITAL = ["initial capital", "pre production capital", "capital cost+", "capital expenditure", "capex", "construction cost+"];
    /// Tax is out of a result.
    AFTER_TAX = ["after tax", "post tax", "after taxes"];
    /// Tax is still in a result.
    PRE_TAX = ["pre tax", "before tax", "pretax", "before taxes"];
    /// Every one of a kind.
    EVERY = ["all the", "all of the", "all our", "all of our", "all its", "all of its", "all", "every", "every one of the", "each of the", "each of our", "each"];
    /// Things that may be mines or not yet.
    VENTURE = ["project+", "mine+", "deposit+", "property", "properties", "asset+", "site+", "venture+", "mining project+", "operations", "licence area+", "prospect+", "development+"];
    /// Not yet a mine.
    UNDEVELOPED = [
        "greenfield", "greenfields", "green field", "undeveloped", "unmined", "never been mined", "at the exploration stage", "exploration stage", "at an exploration stage", "at an early stage", "early stage", "pre production",
        "still prospects", "untapped", "yet to be developed", "in the exploration phase", "at the study stage", "not yet in production", "years from production",
    ];
    /// No mine works.
    NO_MINE = [
        "no operating mine+", "no mine is operating", "no mines are operating", "no mine operates", "no mines operate", "no mine is in operation", "no mine is in production", "nothing is mined", "nothing is produced", "no mining takes place", "no mining is taking place",
        "has no mines", "has no mine", "have no mines", "no active mine+", "no producing mine+", "not a single mine", "there is no mining", "there are no mines", "there is no mine", "no commercial mining", "no mineral is produced", "no minerals are produced",
    ];
    /// A mine that works now, said in so many words.
    MINES_NOW = [
        "operating mine+", "operating mines", "is operating", "are operating", "already operating", "producing mine+", "in production", "already produces", "already producing", "currently produces", "commercial mining began", "commercial mining",
        "commercial production", "the mine produced", "has produced", "ore mined", "is mining", "are mining", "is already mining", "mine has been running", "mine is running", "has been mined since", "mined since", "in operation", "operates the", "runs the mine",
        "owns and operates", "owns and runs", "mines produce", "mine produces", "mine shipped", "mine ships", "mined and sold", "mine employs",
    ];
    /// A mine that no longer works, or does not yet, or lies elsewhere.
    NOT_NOW = [
        "closed", "shut", "ceased", "abandoned", "until", "former", "formerly", "past producing", "old mine+", "disused", "idle", "mothballed", "suspended", "ended", "stopped", "once", "will", "would", "could", "may", "plan~", "expect~", "hope~",
        "abroad", "elsewhere", "neighbouring", "neighboring", "next to", "adjacent", "adjoining", "along strike", "another country", "overseas", "in other countries", "if",
    ];
    /// One is left out of every.
    EXCEPT = ["except", "besides", "apart from", "other than", "but for", "aside from", "save for", "with the exception", "excluding", "almost all", "nearly all", "most of"];
    /// Several papers of one kind.
    PAPERS = ["memorandums of understanding", "memoranda of understanding", "memorandums", "memoranda", "mous", "agreements", "contracts", "letters of intent", "letters of interest", "framework agreements", "accords", "deals"];
    /// One of them, spoken of by itself.
    PAPER = ["memorandum of understanding", "memorandum", "mou", "agreement", "contract", "letter of intent", "letter of interest", "framework agreement", "accord", "deal"];
    /// Words that tell one of several from the rest, or speak of all.
    TOLD_APART = [
        "the other memorandum", "the other mou", "the other agreement", "the other contract", "the other letter", "the other deal", "the other accord", "the other one", "the other is", "the other was", "the other with", "the other covers", "the other concerns", "the second memorandum", "the second mou", "the second agreement",
        "the second contract", "the second letter", "the second deal", "the second accord", "the second one", "the second is", "the second was", "the second with", "the second covers", "the second concerns", "a second memorandum", "a second mou", "a second agreement", "a second contract", "another memorandum", "another mou", "another agreement", "another contract",
        "both memorandums", "both memoranda", "both mous", "both agreements", "both contracts", "both letters", "both deals", "both documents", "both papers", "both texts", "neither memorandum", "neither agreement", "neither contract", "neither of them", "neither document", "each memorandum", "each agreement", "each contract", "each of them", "each of the memoranda",
        "each of the memorandums", "each of the agreements", "the one with", "one with", "one for", "one on", "one covers", "one concerns", "respectively", "the two memoranda", "the two memorandums", "the two agreements", "the two mous", "the two contracts", "these agreements", "these memoranda", "these contracts", "the agreements", "the memoranda", "the memorandums", "the mous", "the contracts",
        "the letters",
    ];
    /// Signing.
    SIGNED = ["sign~", "signed", "signing", "initial~", "conclude~", "exchange~", "inked"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::exp::words::TAKEN + LISTS.len() as u16;
