//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::prc::words::TAKEN;
    /// That figures are for the whole, or for the holder's part.
    INTEREST_BASIS = [
        "100 % basis", "100 percent basis", "100 per cent basis", "hundred per cent basis", "hundred percent basis", "100 % of the project", "100 % terms", "on a 100 %",
        "on a 100 per cent", "on a 100 percent", "at 100 %", "100 % figures", "100 % project basis", "( 100 % )", "attributable", "net share", "attributed to the company",
        "net to the company", "equity share", "equity basis", "pro rata share", "proportionate", "for the whole project", "for the entire project", "total project basis",
        "whole of project basis", "of the whole deposit", "net basis", "gross basis", "company's share of", "its share of the resource", "its share of the reserves", "its share of output",
        "its share of production", "before the partner's share", "full project basis", "whole project basis", "joint venture basis", "whole of the project",
    ];
    /// Shares of a company rather than of the ground.
    COMPANY_SHARES = [
        "share capital", "issued shares", "issued capital", "of its shares", "of the shares", "of the company's shares", "voting", "shareholder+", "shares in the company", "shares of the company",
        "securities", "float", "outstanding shares", "warrants", "common shares", "ordinary shares", "register of members", "institutional investors",
    ];
    /// A stake that may yet come or has gone.
    NOT_HELD = [
        "may earn", "can earn", "could earn", "option to", "right to earn", "right to acquire", "may acquire", "would earn", "to earn", "earn in", "may increase", "may buy", "sold its",
        "has sold", "formerly", "former", "previously", "until", "would hold", "would own", "option for",
    ];

    /// Records of what is known to lie where.
    INVENTORY = [
        "register", "registers", "inventory", "inventories", "country table+", "usgs", "geological survey+", "survey", "survey's", "mineral summaries", "commodity summary", "commodity summaries",
        "minerals commodity summary", "commodities summary", "commodities summaries", "yearbook", "atlas", "mineral map+", "metallogenic map+", "database", "cadastre", "catalogue", "handbook", "list of deposits",
        "list of occurrences", "occurrence map", "mineral occurrences", "gazetteer", "state balance", "balance of reserves", "bulletin", "national fund", "geological fund", "world tables", "reference tables",
        "deposit map", "survey map", "national list", "official list",
    ];
    /// That a record has no such entry.
    NO_ENTRY = [
        "lists no", "list no", "listed no", "listing no", "lists none", "list none", "listed none", "shows no", "show no", "showed no", "shows none", "show none", "has no", "have no", "had no", "has none", "have none",
        "carries no", "carry no", "carried no", "carries none", "carry none", "gives no", "give no", "gives none", "records no", "record no", "recorded no", "records none", "records nothing", "knows no", "know no", "knows of no", "know of no",
        "has nothing on", "have nothing on", "holds no", "hold no", "names no", "name no", "names none", "contains no", "contain no", "no entry", "no entries", "no record", "no mention", "no listing", "no occurrence+", "no deposit+ of",
        "not among them", "not among", "not on it", "is not listed", "are not listed", "was not listed", "not listed", "does not list", "do not list", "did not list", "not include", "does not mention", "do not mention",
        "not mention", "does not show", "do not show", "not appear", "absent from", "is absent", "are absent", "missing from", "leaves out", "leave out", "left out", "omits", "omit", "nowhere in", "not on the map", "marks no",
        "mark no", "mentions no", "mention no", "mentions none", "blank", "without an entry", "not entered", "not registered", "not recorded", "unrecorded", "unlisted", "silent on", "silent about",
    ];
    /// Rights, owners and flows, which other registers record.
    RIGHTS = [
        "licence+", "license+", "lease+", "permit+", "concession+", "claim+", "owner+", "shareholder+", "company", "companies", "tenement+", "mining right+", "exploration right+", "holder+", "production", "output",
        "feasibility", "exports", "operator+", "buyer+", "smelter+", "refinery", "drill core", "title+",
    ];
    /// Words that claim a deposit or a supply.
    CLAIMING = [
        "hold~", "host~", "contain~", "have", "has", "is home to", "are home to", "lie", "lies", "found", "finds", "find", "discover~", "discovery", "discoveries", "confirm~", "sit~", "rich in", "full of", "blessed",
        "export~", "supply~", "supplies", "ship~", "sell~", "produce~", "deliver~", "mine~", "extract~", "deposit+", "vein+", "reserve+", "resource+", "ore", "orebody", "abound~", "sleep~", "treasure+", "boast~", "carry", "carries",
        "available", "potential", "offer~",
    ];
    /// That a claim is not true.
    WRONG = ["wrong", "wrongly", "false", "falsely", "untrue", "misleading", "mistaken", "denied", "denies", "deny", "retracted", "withdrawn", "unfounded", "baseless", "nobody claims", "no one claims"];
    /// A find said to be new.
    NEW_FIND = ["new discovery", "newly discovered", "discovery", "discovered", "new find", "previously unknown", "hitherto unknown", "new occurrence+", "recently found", "newly found"];

    /// People who hold ground by arms.
    CONFLICT = [
        "armed group+", "armed band+", "armed gang+", "armed faction+", "armed men", "armed fighters", "armed rebels", "armed actors", "militia", "militias", "militiaman", "militiamen", "militia fighters",
        "militia commander+", "insurgent+", "insurgency", "insurgencies", "rebel", "rebels", "rebel group+", "rebel unit+", "rebel fighter+", "rebel force+", "rebel army", "rebel armies", "rebel movement+",
        "rebel commander+", "rebel coalition", "rebel checkpoint+", "rebel roadblock+", "rebellion", "militant", "militants", "militant group+", "militant faction+", "warlord+", "guerrilla", "guerrillas",
        "guerrilla force+", "guerrilla fighter+", "paramilitary", "paramilitaries", "paramilitary group+", "paramilitary force+", "gunmen", "jihadist+", "separatist fighters", "separatist guerrillas",
    ];
    /// The same words where nobody is armed, or no longer.
    NO_CONFLICT = [
        "rebel shareholder+", "rebel investor+", "rebel mp+", "rebel director+", "rebel councillor+", "rebel senator+", "rebel lawmaker+", "rebel fund+", "militant union+", "militant unionist+",
        "militant opposition", "militant strike+", "former rebel+", "former militia+", "rebellion of shareholders", "guerrilla marketing",
    ];
    /// Buying, selling and shipping.
    DEALING = [
        "buy~", "buyer+", "purchase~", "purchases", "export~", "supply~", "supplies", "supplying", "ship~", "shipment+", "sell~", "sale", "sales", "deliver~", "deliveries", "source~", "offtake", "off take",
        "procure~", "import~", "take~", "haul~", "trade~", "trader+", "market~", "order~", "acquire~",
    ];
    /// A plan, in words that the reader's own list lacks.
    INTENT = ["mean to", "means to", "meaning to", "ready to", "stand ready", "stands ready", "about to", "prepare~ to", "preparing to", "agree~ to", "offer~ to", "looking to", "bound to", "are to", "is to"];
    /// Care for where a mineral comes from.
    DILIGENCE = [
        "due diligence", "traceability", "traceable", "traced", "chain of custody", "chains of custody", "custody chain", "audit of origin", "origin audit", "audited chain", "certified origin", "certificate+ of origin",
        "rmap", "oecd", "responsible sourcing", "responsible minerals", "responsible supply chain+", "itsci", "conflict free", "conflict minerals regulation", "bag and tag", "bagging and tagging", "mine of origin",
        "supply chain audit+", "2017/821", "icglr", "trace the ore", "tracing of origin", "proof of origin", "independent audit",
    ];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::prc::words::TAKEN + LISTS.len() as u16;
