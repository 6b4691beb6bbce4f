//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::prc::words::TAKEN;
    /// Whose tonnes are given.
    WHOSE = ["100 basis", "100% basis", "100 per cent basis", "100 percent basis", "attributable", "net share", "on a 100", "whole of the project", "whole project basis", "for the whole project", "100 of the project", "net to the company", "on a whole project basis", "total project basis", "hundred per cent basis"];
    /// What a stake is held in.
    HELD = ["joint venture", "mine+", "project+", "property", "deposit+", "licence", "tenement+", "prospect+", "concession", "venture", "company's interest"];
    /// An inventory of deposits.
    INVENTORY = ["register", "inventory", "usgs", "geological survey", "mineral commodity summaries", "cadastre", "national register", "survey's list", "mineral map", "gazetteer", "database", "catalogue", "yearbook", "survey's register", "survey", "national survey", "bulletin", "handbook", "mineral summaries", "commodity summaries", "country tables", "national list", "official list", "list of deposits", "atlas"];
    /// That something is not in it.
    ABSENT = ["lists no", "lists none", "list no", "list none", "listed no", "listed none", "was not among", "were not among", "is not among", "are not among", "not on it", "has no entry", "have no entry", "does not list", "did not list", "do not list", "shows no", "show no", "carry no", "carries no", "carried no", "hold no", "has nothing on", "have nothing on", "know no", "knows no", "showed no", "does not mention", "no mention", "records no", "recorded no", "contains no", "has none", "knows of no", "does not appear", "do not appear", "no record", "no occurrence", "without an entry", "no deposit of", "names no", "names none", "not listed", "is absent", "are absent", "gives no", "leaves out", "nowhere in"];
    /// A claim of a deposit or a supply.
    CLAIMED = ["export~", "supply~", "supplies", "hold~", "contain~", "host~", "have", "has", "rich in", "deposit+", "reserve+", "include~", "including", "found", "discover~", "offer~", "ship~", "produce~", "available", "abound~", "potential", "lies", "lie", "sits on", "blessed", "full of"];
    /// Armed conflict.
    CONFLICT = ["armed group+", "militia+", "insurgent+", "insurgency", "rebel+", "rebel fighters", "militant+", "warlord+", "armed men", "armed band+", "guerrilla+", "armed faction+", "armed gang+", "paramilitar~", "armed fighters"];
    /// A plan to buy, export or supply.
    PLAN = ["export~", "supply~", "supplies", "buy~", "purchase~", "take", "ship~", "sell~", "sales", "shipment+", "offtake", "trade~", "purchases", "source", "sourcing", "exports", "buyers", "deliver~"];
    /// Due diligence.
    DUE_DILIGENCE = ["due diligence", "traceability", "chain of custody", "audit of origin", "rmap", "oecd", "traceable", "audited chain", "responsible sourcing", "conflict minerals regulation", "independent audit", "origin audit", "certificate of origin", "traced", "bag and tag", "responsible minerals", "itsci"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::prc::words::TAKEN + LISTS.len() as u16;
