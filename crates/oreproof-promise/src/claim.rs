//! Claims: the statements of record of a text, each with its numbers, its speaker and its standing.
//!
//! A claim is what one sentence says of one thing: the tonnes, the grade and the metal of one
//! resource are one claim, a worth beside them is another. It keeps the words it came from, with
//! their places, and everything that the reading knows of them. [`claims`] reads them off a
//! [`Reading`]; they serialise as they are.

use std::ops::Range;

use oreproof_units::{Basis, Bound, Ownership, Period};
use serde::Serialize;

use crate::category::Categories;
use crate::commodity::Commodity;
use crate::instrument::{self, Binding, Instrument, InstrumentType, Stage};
use crate::lexicon::Cue;
use crate::party::Side;
use crate::quantity::{Kind, Modality, Quantity};
use crate::reading::Reading;
use crate::speaker::{InterestedRole, Manner, Nature};
use crate::text::{Places, Span};
use crate::vocabulary as v;
use crate::when::What;

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// What the metal in the ground is said to be worth.
    Value,
    /// Rock and metal in the ground.
    Resource,
    /// Drill holes, samples and their grades.
    Exploration,
    /// Net present value, return, capital, recovery: what a study works out.
    Study,
    /// Output, sales, exports.
    Production,
    /// Income and export value.
    Revenue,
    /// A price.
    Price,
    /// Money promised, raised, held or owed.
    Investment,
    /// Jobs, royalties, taxes: what a country is to get.
    Benefit,
    /// Who owns how much, and shares of a whole.
    Share,
    /// When something is to happen, and how long.
    Timing,
    /// What has been signed.
    Instrument,
    /// Anything else that is counted.
    Other,
}

/// Words of the text with their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quoted {
    /// The words.
    pub quote: String,
    /// Where they stand.
    pub span: Span,
}

/// A number of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "they are the fields of `Quantity`, in words")]
pub struct Figure {
    pub words: Quoted,
    pub kind: Kind,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub unit: Option<String>,
    pub bound: Option<Bound>,
    pub commodity: Option<Commodity>,
    pub place: Option<String>,
    pub as_of: Option<Period>,
    pub category: Categories,
    pub basis: Option<Basis>,
    pub ownership: Option<Ownership>,
    pub modality: Modality,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// The name, or the phrase that stands for it.
    pub name: String,
    /// The first mention.
    pub mention: Quoted,
    /// What kind of thing speaks.
    pub nature: Nature,
    /// How the words are given to it; none for the document's own voice.
    pub manner: Option<Manner>,
    /// One person whom the text does not name.
    pub anonymous: bool,
    /// Spoken of as having held a role before.
    pub former: bool,
    /// Said to hold no interest.
    pub independent: bool,
    /// The role by which the speaker gains.
    pub interest: Option<InterestedRole>,
}

/// A date of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// The words.
    pub words: Quoted,
    /// From the first day to the last.
    pub period: Period,
    /// What it names.
    pub what: What,
}

/// The instrument that a claim speaks of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paper {
    /// What sort of paper.
    pub what: InstrumentType,
    /// Its first mention in the text.
    pub words: Quoted,
    /// Whether it binds.
    pub binding: Binding,
    /// When it was signed.
    pub signed: Option<Period>,
    /// How far it has gone.
    pub stage: Stage,
    /// Who signed it, and on which side.
    pub parties: Vec<(String, Side)>,
}

/// A statement of record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// What it is about.
    pub kind: ClaimKind,
    /// The sentence that makes it.
    pub sentence: Quoted,
    /// What it is said of: the deposit, the country, the company.
    pub subject: Option<Quoted>,
    /// The words that say it: `worth`, `will produce`, `signed`.
    pub predicate: Option<Quoted>,
    /// Its numbers, in order.
    pub figures: Vec<Figure>,
    /// How it stands to the facts; of several numbers, the first.
    pub modality: Modality,
    /// Who says so.
    pub source: Option<Source>,
    /// The place, as one prints it.
    pub place: Option<String>,
    /// The commodity, where the numbers have just one.
    pub commodity: Option<Commodity>,
    /// All categories of its numbers.
    pub category: Categories,
    /// The instrument of the sentence.
    pub instrument: Option<Paper>,
    /// The dates of the sentence.
    pub dates: Vec<Moment>,
}

/// The claims of a text, in order.
pub fn claims(reading: &Reading<'_>) -> Vec<Claim> {
    let places = Places::new(reading.text);
    let instruments = instrument::instruments(reading);
    let maker = Maker { reading, places, instruments };
    let mut found = Vec::new();
    for sentence in 0..reading.sentences.len() {
        maker.sentence(sentence, &mut found);
    }
    found
}

/// What a kind of quantity is a claim about.
fn kind_of(kind: Kind) -> ClaimKind {
    match kind {
        Kind::ValuationGross => ClaimKind::Value,
        Kind::OreTonnage | Kind::Contained | Kind::Grade | Kind::GradeEquivalent | Kind::Cutoff => {
            ClaimKind::Resource
        }
        Kind::Intercept | Kind::Depth | Kind::DrillingLength => ClaimKind::Exploration,
        Kind::Npv | Kind::Irr | Kind::DiscountRate | Kind::Capex | Kind::Recovery | Kind::Cost => {
            ClaimKind::Study
        }
        Kind::Production | Kind::SalesVolume | Kind::ExportVolume => ClaimKind::Production,
        Kind::Revenue | Kind::ExportValue => ClaimKind::Revenue,
        Kind::Price => ClaimKind::Price,
        Kind::Investment | Kind::Funding | Kind::Cash | Kind::Debt => ClaimKind::Investment,
        Kind::Jobs | Kind::RoyaltyRate | Kind::TaxRate => ClaimKind::Benefit,
        Kind::Ownership | Kind::Share | Kind::Change => ClaimKind::Share,
        Kind::Duration | Kind::MineLife => ClaimKind::Timing,
        Kind::Count | Kind::Area | Kind::Distance | Kind::Other => ClaimKind::Other,
    }
}

/// The lists whose words say a kind of claim.
fn cues_of(kind: ClaimKind) -> &'static [Cue] {
    match kind {
        ClaimKind::Value => &[v::WORTH],
        ClaimKind::Resource => &[v::CONTAIN, v::STOCK, v::CATEGORY, v::GRADE],
        ClaimKind::Exploration => &[v::INTERSECT, v::DRILLING],
        ClaimKind::Study => &[v::NPV, v::IRR, v::CAPEX, v::RECOVERY, v::COST],
        ClaimKind::Production => &[v::PRODUCE, v::EXPORT, v::SELL],
        ClaimKind::Revenue => &[v::REVENUE, v::EXPORT_VALUE],
        ClaimKind::Price => &[v::PRICE],
        ClaimKind::Investment => &[v::INVEST, v::FUND, v::CASH, v::DEBT],
        ClaimKind::Benefit => &[v::EMPLOYMENT, v::JOBS, v::ROYALTY, v::TAX],
        ClaimKind::Share => &[v::OWN, v::SHARE, v::CHANGE],
        ClaimKind::Timing => &[v::LIFE, v::PROMISE],
        ClaimKind::Instrument => &[v::SIGN, v::SOFT_INSTRUMENT, v::HARD_INSTRUMENT],
        ClaimKind::Other => &[],
    }
}

struct Maker<'r, 't> {
    reading: &'r Reading<'t>,
    places: Places<'r>,
    instruments: Vec<Instrument>,
}

impl Maker<'_, '_> {
    /// One claim for each thing that a sentence gives numbers of, and one for what it says was signed.
    fn sentence(&self, number: usize, found: &mut Vec<Claim>) {
        let reading = self.reading;
        let sentence = &reading.sentences[number];
        let mut groups: Vec<(ClaimKind, Vec<usize>)> = Vec::new();
        for at in sentence.quantities.clone() {
            let quantity = &reading.quantities[at];
            let mut kind = kind_of(quantity.kind);
            // The grade of a drilled length is of the hole, not of a resource.
            let drilled = groups.last().is_some_and(|(kind, _)| *kind == ClaimKind::Exploration);
            if kind == ClaimKind::Resource && drilled && quantity.category.is_empty() {
                kind = ClaimKind::Exploration;
            }
            let same = groups.iter_mut().find(|(known, members)| {
                let first = &reading.quantities[members[0]];
                *known == kind
                    && first.speaker == quantity.speaker
                    && self.goes_with(kind, first, quantity)
            });
            match same {
                Some((_, members)) => members.push(at),
                None => groups.push((kind, vec![at])),
            }
        }
        let signed = sentence.cues.has(v::SIGN) && self.instrument_in(number).is_some();
        if signed && !groups.iter().any(|(kind, _)| *kind == ClaimKind::Investment) {
            found.push(self.claim(ClaimKind::Instrument, number, &[]));
        }
        let dated_plan = groups.is_empty()
            && sentence.cues.has(v::PROMISE)
            && sentence.cues.has(v::PRODUCE)
            && !reading.dates_in(sentence).is_empty();
        if dated_plan {
            found.push(self.claim(ClaimKind::Timing, number, &[]));
        }
        found.extend(groups.iter().map(|(kind, members)| self.claim(*kind, number, members)));
    }

    /// Whether two numbers of one kind make one claim: the same category of the same place.
    fn goes_with(&self, kind: ClaimKind, first: &Quantity, next: &Quantity) -> bool {
        let place = |q: &Quantity| q.place.clone().map(|tokens| self.reading.words(tokens));
        match kind {
            ClaimKind::Resource => first.category == next.category && place(first) == place(next),
            ClaimKind::Production | ClaimKind::Revenue => {
                first.as_of == next.as_of && place(first) == place(next)
            }
            _ => true,
        }
    }

    fn claim(&self, kind: ClaimKind, number: usize, members: &[usize]) -> Claim {
        let reading = self.reading;
        let sentence = &reading.sentences[number];
        let quantities: Vec<&Quantity> =
            members.iter().map(|&at| &reading.quantities[at]).collect();
        let first = quantities.first().copied();
        let commodity = first
            .and_then(|q| q.commodity)
            .filter(|c| quantities.iter().all(|q| q.commodity == Some(*c)));
        let place = first.and_then(|q| q.place.clone());
        let place = place.or_else(|| reading.places_in(number).first().map(|p| p.tokens.clone()));
        let modality = first.map_or_else(|| self.standing(number), |q| q.modality);
        Claim {
            kind,
            sentence: self.quoted(sentence.tokens.clone()),
            subject: place
                .clone()
                .or_else(|| self.first_name(number))
                .map(|tokens| self.quoted(tokens)),
            predicate: self.predicate(kind, number, first).map(|tokens| self.quoted(tokens)),
            figures: quantities.iter().map(|q| self.figure(q)).collect(),
            modality,
            source: self.source(number, first),
            place: place.map(|tokens| reading.place_name(tokens)),
            commodity,
            category: quantities.iter().fold(Categories::default(), |all, q| all.union(q.category)),
            instrument: self.instrument_in(number).map(|instrument| self.paper(instrument)),
            dates: self.dates(number),
        }
    }

    /// The standing of a sentence without numbers.
    fn standing(&self, number: usize) -> Modality {
        let cues = &self.reading.sentences[number].cues;
        match (cues.has(v::REJECTED), cues.has(v::PROMISE) && !cues.has(v::SIGN)) {
            (true, _) => Modality::Negated,
            (_, true) => Modality::Promise,
            _ => Modality::Measured,
        }
    }

    fn first_name(&self, number: usize) -> Option<Range<usize>> {
        let names = &self.reading.names;
        let at = names.partition_point(|name| name.sentence < number);
        names.get(at).filter(|name| name.sentence == number).map(|name| name.tokens.clone())
    }

    /// The phrase nearest to the first number that says what kind of claim it is.
    fn predicate(
        &self,
        kind: ClaimKind,
        number: usize,
        first: Option<&Quantity>,
    ) -> Option<Range<usize>> {
        let sentence = &self.reading.sentences[number];
        let at = first.map_or(sentence.tokens.start, |q| q.tokens.start);
        let cues = cues_of(kind);
        self.reading.hits[sentence.hits.clone()]
            .iter()
            .filter(|hit| cues.contains(&hit.cue))
            .map(|hit| hit.token as usize..hit.end as usize)
            .min_by_key(|tokens| (tokens.start.abs_diff(at), tokens.start))
    }

    fn source(&self, number: usize, first: Option<&Quantity>) -> Option<Source> {
        let reading = self.reading;
        let here = reading.attributions_in(number);
        let at = match first {
            Some(quantity) => quantity.speaker?,
            None => here.first().map(|a| a.speaker).or(reading.voice)?,
        };
        let speaker = &reading.speakers[at];
        Some(Source {
            name: speaker.label(reading),
            mention: self.quoted(speaker.tokens.clone()),
            nature: speaker.nature,
            manner: here.iter().find(|a| a.speaker == at).map(|a| a.manner),
            anonymous: speaker.anonymous,
            former: speaker.former,
            independent: speaker.independent,
            interest: speaker.interest,
        })
    }

    fn figure(&self, quantity: &Quantity) -> Figure {
        let reading = self.reading;
        Figure {
            words: self.quoted(quantity.tokens.clone()),
            kind: quantity.kind,
            low: quantity.amount.low,
            high: quantity.amount.high,
            unit: quantity.unit.map(|unit| unit.to_string()),
            bound: quantity.bound,
            commodity: quantity.commodity,
            place: quantity.place.clone().map(|tokens| reading.place_name(tokens)),
            as_of: quantity.as_of,
            category: quantity.category,
            basis: quantity.basis,
            ownership: quantity.ownership,
            modality: quantity.modality,
        }
    }

    fn dates(&self, number: usize) -> Vec<Moment> {
        let dates = self.reading.dates_in(&self.reading.sentences[number]);
        let moment = |d: &crate::when::Dated| Moment {
            words: self.quoted(d.tokens.clone()),
            period: d.period,
            what: d.what,
        };
        dates.iter().map(moment).collect()
    }

    fn instrument_in(&self, number: usize) -> Option<&Instrument> {
        let tokens = &self.reading.sentences[number].tokens;
        self.instruments
            .iter()
            .find(|i| i.mentions.iter().any(|mention| tokens.contains(&mention.start)))
    }

    fn paper(&self, instrument: &Instrument) -> Paper {
        let reading = self.reading;
        let name = |tokens: &Range<usize>| reading.place_name(tokens.clone());
        Paper {
            what: instrument.what,
            words: self.quoted(instrument.tokens.clone()),
            binding: instrument.binding,
            signed: instrument.signed,
            stage: instrument.stage,
            parties: instrument.parties.iter().map(|p| (name(&p.tokens), p.side)).collect(),
        }
    }

    fn quoted(&self, tokens: Range<usize>) -> Quoted {
        let bytes = self.reading.bytes(tokens);
        Quoted { quote: self.reading.quote(&bytes).to_owned(), span: self.places.span(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{About, Form, Lexicon};

    fn read(text: &str, form: Form) -> Vec<Claim> {
        let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
        let about = About { form, date: "2025-09-25".parse().ok() };
        claims(&crate::read(text, about, &lexicon))
    }

    #[test]
    fn a_resource_is_one_claim_for_each_category() {
        let text = "TIN\nPerth, 3 May 2025 – Orrin Ltd reports on its Tarn project.\nIndicated 5.0 Mt at 0.9% tin and Inferred 3.0 Mt at 0.7% tin.";
        let found = read(text, Form::CompanyPressRelease);
        let resources: Vec<_> = found.iter().filter(|c| c.kind == ClaimKind::Resource).collect();
        assert_eq!(resources.len(), 2);
        assert!(
            resources.iter().all(|c| c.figures.len() == 2 && c.place.as_deref() == Some("Tarn"))
        );
        assert_eq!(resources[0].category.to_string(), "Indicated");
        assert_eq!(resources[0].source.as_ref().map(|s| s.name.as_str()), Some("Orrin Ltd"));
    }

    #[test]
    fn each_amount_keeps_its_metal() {
        let text = "He put the metal at over $190bn, with copper accounting for roughly $138bn and gold about $53bn.";
        let found = read(text, Form::NewsArticle);
        let metals: Vec<_> = found
            .iter()
            .flat_map(|c| &c.figures)
            .map(|f| f.commodity.map(Commodity::name))
            .collect();
        assert_eq!(metals[1..], [Some("copper"), Some("gold")]);
    }

    #[test]
    fn a_signing_is_a_claim() {
        let text = "On 8 September 2025 the Ministry of Mines signed a memorandum of understanding with Pellow Holdings.";
        let found = read(text, Form::NewsArticle);
        assert_eq!(found[0].kind, ClaimKind::Instrument);
        assert_eq!(found[0].instrument.as_ref().map(|p| p.stage), Some(Stage::S2));
    }

    proptest! {
        #[test]
        fn every_quote_stands_where_it_says(text in "(\\PC|5 Mt |\\$3bn |of copper |minister Ana Roe said |“|” |in 2024 |memorandum |signed |\\n){0,60}") {
            for claim in read(&text, Form::NewsArticle) {
                let mut quotes = vec![&claim.sentence];
                quotes.extend(&claim.subject);
                quotes.extend(&claim.predicate);
                quotes.extend(claim.figures.iter().map(|f| &f.words));
                quotes.extend(claim.dates.iter().map(|d| &d.words));
                quotes.extend(claim.source.iter().map(|s| &s.mention));
                for quoted in quotes {
                    prop_assert_eq!(quoted.span.quote(&text), Some(quoted.quote.as_str()));
                }
            }
        }
    }
}
