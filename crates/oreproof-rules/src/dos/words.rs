//! The word lists of this family.

use oreproof_promise::word_lists;

word_lists! { crate::lan::words::TAKEN;
    /// A right to explore.
    EXPLORING = ["exploration licence+", "exploration license+", "exploration permit+", "prospecting licence+", "prospecting license+", "prospecting permit+", "reconnaissance licence+", "reconnaissance permit+", "exploration right+", "prospecting right+", "exploration concession+", "exploration lease+", "exploration title+"];
    /// A right to mine.
    MINING_RIGHT = ["mining licence+", "mining license+", "mining permit+", "mining right+", "mining lease+", "mining concession+", "mining title+", "mineral lease+", "exploitation licence+", "exploitation license+", "exploitation permit+", "exploitation concession+", "large scale licence+", "mineral agreement+", "mining contract+", "production sharing agreement+"];
    /// A right of some kind.
    SOME_RIGHT = ["licence+", "license+", "lease+", "concession+", "permit+", "tenement+"];
    /// Having a right or getting one.
    HOLDING = ["hold~", "held", "own~", "has a", "has an", "has the", "have a", "have the", "granted", "grant~", "award~", "awarded", "receive~", "obtain~", "issued", "secure~", "under its", "under our", "under the", "its", "our", "their", "in force", "valid", "covers", "cover~", "renewed"];
    /// What may or may not come.
    NOT_YET = ["would", "could", "may", "might", "should", "if", "apply~", "application+", "applied", "will", "seek~", "expect~", "plan~", "hope~", "once", "needed", "required", "require~", "no priority", "tender", "expired", "lapsed", "former", "previous"];
    /// What is promised: works and products.
    THING = ["refinery", "refineries", "smelter+", "plant+", "mine+", "mill+", "concentrator+", "railway", "road", "port", "power station", "dam", "school+", "clinic+", "hospital+", "study", "studies", "production", "output", "exports", "shipment+", "shipping", "drilling", "jobs", "feasibility", "construction", "royalty", "royalties", "payment+", "licence+", "resource estimate+", "report+", "audit+", "pipeline", "processing", "mining", "extraction", "ore", "concentrate", "metal", "cathode", "ingot+"];
    /// That something came about, or did not.
    OUTCOME = ["open~", "opened", "start~", "started", "begin~", "began", "begun", "complete~", "completed", "finish~", "finished", "built", "produced", "shipped", "delivered", "commissioned", "delay~", "delayed", "postpone~", "postponed", "move~", "moved", "defer~", "deferred", "cancel~", "cancelled", "canceled", "abandon~", "abandoned", "withdraw~", "withdrawn", "suspended", "revised", "rescheduled", "put off", "put back", "now expected", "now planned", "has not", "have not", "did not", "was not", "were not", "not yet", "never", "slipped", "missed", "on schedule", "kept", "reached", "poured", "paid", "published", "in operation", "under way", "inaugurated", "dropped", "shelved", "stands at", "running"];
    /// That a figure was changed, and says so.
    EXPLAINED = ["revised", "updated", "update", "previously", "previous", "earlier", "superseded", "supersedes", "replaces", "restated", "instead of", "compared with", "corrected", "correction", "increased from", "reduced from", "up from", "down from", "against the"];
}

/// Where the next family's lists are numbered from.
#[expect(dead_code, reason = "this is the last family; the next one would begin here")]
pub(crate) const TAKEN: u16 = crate::lan::words::TAKEN + LISTS.len() as u16;
