//! # Rare earths on what basis
//!
//! Oxide weighs a sixth to a quarter more than the metal in it, and a mineral several times
//! more.
//!
//! ## Fires when
//!
//! A tonnage, content or grade of rare earths is given without REO, TREO, oxide, or the word
//! element or metal content, in its paragraph.
//!
//! ## Silent when
//!
//! A basis is found in the paragraph, or the value repeats one that has it.
//!
//! ## Underlines
//!
//! The quantity.
//! Every quantity.

use oreproof_promise::{Kind, Modality, vocabulary as v};

use crate::ree::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const REE001: Rule = Rule {
    code: "REE001",
    name: "ree-basis-missing",
    severity: Severity::Error,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "rare earths on what basis?",
    help: "state total rare-earth oxide (TREO) and whether yttrium is in; oxide weighs 14% to 23% more than the metal for the lanthanides and 27% more for yttrium",
    norm: "CIM guidance on rare-earth disclosure (Whyte 2011); JORC 2012 cl.49 (industrial minerals: specification)",
    fires_on: &[
        Example::new("The clay grades 0.12% rare earths."),
        Example::new("They confirm 40 million tons of rare earth minerals in the valley."),
        Example::new("Auger holes averaged 0.4% rare earths."),
        Example::new("The plant will make 5,000 tonnes of rare earths a year."),
    ],
    silent_on: &[
        Example::new("The clay grades 1,200 ppm TREO."),
        Example::new("The plant will make 5,000 tonnes of rare-earth oxides a year."),
        Example::new("The clay averages 0.4% rare earths as oxides."),
        Example::new("Rare earths have been reported from the coast."),
    ],
    source: include_str!("ree001.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (quantity, sentence) in document.quantities() {
        let of_earths = matches!(
            quantity.kind,
            Kind::OreTonnage
                | Kind::Contained
                | Kind::Grade
                | Kind::Production
                | Kind::ExportVolume
                | Kind::SalesVolume
        ) && quantity.modality != Modality::Negated
            && quantity.repeats.is_none();
        if !of_earths || document.paragraph_says(sentence.paragraph, words::BASIS) {
            continue;
        }
        let end = quantity.tokens.end;
        let named = reading.hits_in(sentence, v::COMMODITY).any(|hit| {
            let at = hit.token as usize;
            let beside = (end..end + 4).contains(&at) || quantity.tokens.contains(&at);
            beside && reading.commodity(hit).name() == "rare earths"
        });
        if named {
            sink.fire(quantity.bytes.clone(), "rare earths on what basis?");
        }
    }
}
