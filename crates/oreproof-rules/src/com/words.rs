//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::ree::words::TAKEN;
    /// What a tonne of lithium is a tonne of.
    LITHIUM_BASIS = [
        "li", "li2o", "li₂o", "lce", "lithium carbonate", "carbonate", "hydroxide", "spodumene", "lithium oxide", "oxide", "li2co3", "li₂co₃", "lioh", "carbonate equivalent", "lithium metal", "metal content", "elemental", "lithium chloride", "chloride", "lepidolite concentrate",
        "lithium sulphate", "lithium sulfate",
    ];
    /// Handing over to a buyer.
    DELIVER = [
        "produce~", "export~", "sell~", "supply", "supplies", "supplied", "supplying", "ship~", "deliver~", "mine~", "extract~", "dig~", "dug", "sold", "process~ and sell", "market~", "put on the market", "turn into", "refine~", "load~", "haul~",
    ];
    /// The whole of it.
    WHOLE = ["every one of", "every one of the", "all of the", "the whole of", "all", "entire", "whole", "every", "the full", "full", "all of", "the complete"];
    /// Said of what has not been mined.
    LYING = [
        "that lie", "that lies", "which lie", "which lies", "lying in", "lying under", "lying beneath", "in the veins", "in the vein", "in the hills", "in the hill", "in the mountains", "in those mountains", "in these mountains", "in our mountains", "in those hills",
        "in these hills", "in our hills", "in the ground", "in the rock", "in the rocks", "beneath", "underground", "under our feet", "in the deposit", "in the orebody", "in the valley", "in the seam", "of the deposit", "of the resource", "in the resource",
    ];
    /// Losses on the way are named.
    RECOVERED = [
        "recover~", "recovery", "recoveries", "recoverable", "payable", "after losses", "losses", "dilution", "metallurgical", "extractable", "saleable",
    ];
    /// A concentrate as such.
    CONCENTRATE = ["concentrate+"];
    /// The form of a product, or the step at which its metal is counted.
    PRODUCT_FORM = [
        "contained", "payable", "in concentrate", "concentrate", "concentrates", "metal", "ingot+", "cathode+", "matte", "dore", "doré", "bullion", "hydroxide", "carbonate", "oxide", "sulphate", "sulfate", "alloy+", "powder", "lump", "fines", "ore", "ores", "in ore", "anode+", "blister", "refined",
        "bar+", "precipitate", "content", "units", "recovered", "recoverable", "in matte", "gross weight", "dry weight", "pellets", "sinter", "slab+", "scrap", "wire", "rod",
    ];
    /// Minerals that a state holds to be critical.
    CRITICAL = ["critical mineral+", "critical raw material+", "critical minerals list+", "critical material+", "critical commodities"];
    /// A list of them.
    LIST = ["list", "lists", "listed", "listing", "roster", "catalogue"];
    /// On the list.
    ON_LIST = [
        "on the list", "on its list", "on the latest list", "on the current list", "on the us list", "on the official list", "is on the", "are on the", "list include", "list includes", "list contains", "list names", "list covers", "list has", "includes", "include", "including", "lists", "contains", "names", "was added to", "were added to", "has been added to",
        "have been added to", "added to the", "appears on", "appear on", "is listed", "are listed", "counts among", "classed as", "designated", "designates", "listed as", "is on", "are on", "features on", "feature on", "placed on",
    ];
    /// A list that does not hold yet, or no longer.
    DRAFT = ["draft", "proposed", "proposal", "would be", "preliminary", "recommend~", "not yet final", "under consultation", "previous", "earlier", "former", "in 2018", "in 2022", "will be", "new list", "may be", "could be", "candidates"];
    /// The keeper of the list is the United States.
    OF_THE_US = [
        "usgs", "us geological survey", "united states geological survey", "u.s. geological survey", "united states", "u.s", "us", "american", "america", "washington", "department of the interior", "interior department",
    ];
    /// The keeper of the list is the European Union.
    OF_THE_EU = ["european union", "european commission", "eu", "brussels", "europe's", "european list"];
    /// Some other state.
    OF_ANOTHER = [
        "australia", "australian", "australia's", "canada", "canadian", "canada's", "india", "indian", "india's", "japan", "japanese", "japan's", "korea", "korean", "britain", "british", "united kingdom", "uk", "china", "chinese", "china's", "brazil", "south africa", "norway", "indonesia", "our own list", "national list", "government's list", "ministry's list",
        "country's list",
    ];
    /// What such a list counts.
    ENTRY = ["mineral+", "element+", "commodity", "commodities", "entry", "entries", "material+", "raw material+", "metal+"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::ree::words::TAKEN + LISTS.len() as u16;
