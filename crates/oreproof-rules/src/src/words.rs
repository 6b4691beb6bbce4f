//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::stg::words::TAKEN;
    /// A person by trade or rank alone.
    ANON_PERSON = ["official+", "geologist+", "officer+", "engineer+", "source", "sources", "insider+", "general", "analyst+", "executive+", "diplomat+", "aide+", "adviser+", "advisor+", "minister", "banker+", "broker+", "trader+", "employee+", "worker+", "manager+", "director", "lawyer+", "consultant+", "scientist+", "expert", "miner", "driver", "guard", "soldier", "colonel", "bureaucrat", "civil servant", "negotiator", "person", "someone", "somebody", "man", "woman", "individual", "member of the team", "director of the company", "clerk", "technician", "surveyor", "spokesman", "shareholder", "investor", "businessman", "colleague", "figure", "organiser", "organizer", "unionist", "foreman", "teacher", "nurse", "herder", "farmer", "villager", "resident", "neighbour", "shopkeeper", "pilot", "guide", "elder", "veteran", "researcher", "academic", "professor", "lecturer", "staffer", "attendee", "delegate", "participant", "lawmaker", "deputy", "member", "councillor", "caller", "visitor", "lobbyist", "regulator", "auditor", "inspector", "assayer", "supplier", "buyer", "customer", "envoy", "captain", "fisherman", "labourer", "contractor", "operator", "secretary", "specialist", "prospector", "metallurgist", "economist", "reporter", "witness"];
    /// Namelessness, said outright.
    CONDITION = ["on condition of anonymity", "condition of anonymity", "asked not to be named", "asking not to be named", "declined to be named", "declining to be named", "did not wish to be named", "did not want to be named", "who would not be named", "not to be identified", "asked not to be identified", "speaking anonymously", "requested anonymity", "requesting anonymity", "asked for anonymity", "who cannot be named", "whose name is withheld", "wished to remain anonymous", "not authorised to speak", "not authorized to speak", "would not give his name", "would not give her name", "unwilling to be named", "refused to be named", "without giving a name", "preferred not to be named"];
    /// A person by what they know.
    CLOSE_TO = ["a person close to", "person close to", "people close to", "a source close to", "source close to", "sources close to", "a person familiar with", "person familiar with", "people familiar with", "sources familiar with", "a source in", "a source at", "sources in", "sources at", "a person with knowledge of", "someone close to", "a man close to", "a woman close to", "one person involved", "an insider", "a source within", "someone with knowledge", "well placed source", "an industry source", "industry sources", "government sources", "diplomatic sources", "security sources", "sources say", "sources said", "sources told"];
    /// Verbs of speech, without those that only report.
    SPEECH = ["say~", "tell~", "add~", "claim~", "announce~", "argue~", "insist~", "warn~", "explain~", "speak~", "reply~", "confirm~", "estimate~", "caution~", "note~", "whisper~", "confide~", "maintain~", "admit~", "suggest~", "predict~", "reckon~", "assert~", "write~", "remark~", "boast~", "recall~", "declare~", "acknowledge~", "concede~", "complain~", "promise~", "call~", "describe~", "puts it", "put it"];
    /// An estimate without an author.
    VAGUE = ["is believed to", "are believed to", "was believed to", "were believed to", "is thought to", "are thought to", "it is estimated", "it is widely estimated", "it is believed", "it is thought", "it is widely believed", "it is said", "reports suggest", "reports say", "experts say", "experts believe", "experts estimate", "some estimates", "reportedly", "said to hold", "said to contain", "said to be worth", "said to host", "is said to", "are said to", "is estimated to", "are estimated to", "is rumoured to", "are rumoured to", "rumoured to", "widely estimated", "widely believed", "by some accounts", "some say", "many believe", "observers say", "according to some", "is reputed to", "are reputed to", "it is reckoned", "is reckoned to", "are reckoned to", "by some reckonings", "word has it", "is widely held to", "is understood to", "are understood to", "unofficial estimates", "is generally believed to", "estimates suggest", "by all accounts", "it is generally held"];
    /// Size without a number.
    MAGNITUDE = ["vast", "huge", "massive", "enormous", "untold", "immense", "colossal", "gigantic", "giant", "limitless", "inexhaustible", "great", "immeasurable", "tremendous", "boundless", "considerable", "staggering"];
    /// A document, named.
    NAMED_DOCUMENT = ["report by", "the report", "technical report", "bulletin", "survey's", "annual report", "study by", "paper by", "statement of", "according to the", "published in", "yearbook", "filing", "register", "the statement", "its report", "journal"];
    /// A share of the world.
    SHARE_OF_WORLD = ["the world's", "of the world", "of global", "of the globe", "global supply", "world supply", "of the planet's"];
    /// A role that gains from what it says.
    INTERESTED = ["mining minister", "minister of mines", "mines minister", "minister", "prime minister", "deputy minister", "president", "vice president", "governor", "mayor", "chief executive", "chief executive officer", "ceo", "chairman", "chairwoman", "chair", "chairperson", "executive chairman", "managing director", "director", "promoter", "shareholder", "premier", "pm", "minister for mines", "minister for natural resources", "natural resources minister", "energy minister", "finance minister", "chief minister", "co founder", "founder", "deputy governor", "minister of energy", "minister of industry", "industry minister", "trade minister", "adviser", "advisor", "executive director", "majority owner", "owner"];
    /// An office that speaks.
    OFFICE = ["office", "ministry", "presidency", "cabinet", "government"];
    /// A role that has ended, or that has nothing to gain.
    FORMER = ["former", "ex", "retired", "erstwhile", "late", "then", "independent", "shadow", "opposition"];
    /// A speaker named before.
    PRONOUN = ["he", "she", "they", "the statement", "it"];
}

/// Where the next family's lists are numbered from.
pub(crate) const TAKEN: u16 = crate::stg::words::TAKEN + LISTS.len() as u16;
