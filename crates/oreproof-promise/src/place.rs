//! Where: the deposits, districts and countries that a text names, and the place of each quantity.
//!
//! A name is a place where the words around it say so: a word such as `mine` or `valley` behind
//! it or at its end, `in` or `at` before it, `the government of` it. What a release or a report
//! is about, its main place, stands in its headline or is named most. A quantity takes the
//! nearest place of its sentence, then that of its paragraph, then the main one; a debt, a tax or
//! a royalty rate takes the country.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::cursor::{Cursor, WordSet};
use crate::form::{Form, FormGroup};
use crate::lex::{Case, TokenKind};
use crate::name::{self, Name};
use crate::quantity::{Kind, Quantity};
use crate::reading::Reading;
use crate::speaker::{self, Nature};
use crate::vocabulary as v;

/// How large a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// A country, or the state whose government speaks.
    Country,
    /// A town, of which only `in` or `at` is known.
    Town,
    /// A valley, a belt, a district, a province.
    Area,
    /// A deposit, a mine, a project, a lode.
    Site,
}

/// A place named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The words that name it.
    pub tokens: Range<usize>,
    /// The sentence they stand in.
    pub sentence: usize,
    /// How large it is.
    pub extent: Extent,
}

/// What speaks for one name being a place.
#[derive(Clone, Debug)]
struct Evidence {
    score: u32,
    mentions: u32,
    extent: Extent,
    headline: bool,
    first: Range<usize>,
}

impl Evidence {
    fn of(tokens: &Range<usize>) -> Self {
        Self { score: 0, mentions: 0, extent: Extent::Town, headline: false, first: tokens.clone() }
    }
}

/// Finds the places, the main one, and gives every quantity its place.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    let (places, main, country) = find(reading);
    let of: Vec<Option<Range<usize>>> = reading
        .quantities
        .iter()
        .map(|q| place_of(reading, &places, main.as_ref(), country.as_ref(), q))
        .collect();
    for (quantity, place) in reading.quantities.iter_mut().zip(of) {
        quantity.place = place;
    }
    (reading.places, reading.main_place) = (places, main);
}

impl Reading<'_> {
    /// A place as one prints it; the capitals of a headline are taken off.
    pub fn place_name(&self, tokens: Range<usize>) -> String {
        let headline = || {
            let sentence = &self.sentences[self.sentence_at(tokens.start)];
            name::is_headline(&self.cursor(), sentence.tokens.clone())
        };
        match tokens.len() {
            1 if self.tokens[tokens.start].case == Case::Upper && headline() => {
                title_case(self.words(tokens))
            }
            _ => speaker::printed_name(self, tokens),
        }
    }

    /// The places of a sentence.
    pub fn places_in(&self, sentence: usize) -> &[Place] {
        within(&self.places, sentence)
    }
}

fn within(places: &[Place], sentence: usize) -> &[Place] {
    let from = places.partition_point(|place| place.sentence < sentence);
    let to = places.partition_point(|place| place.sentence <= sentence);
    &places[from..to]
}

type Found = (Vec<Place>, Option<Range<usize>>, Option<Range<usize>>);

fn find(reading: &Reading<'_>) -> Found {
    let people = people(reading);
    let firms = firms(reading);
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut known: FxHashMap<&str, usize> =
        FxHashMap::with_capacity_and_hasher(reading.names.len(), Default::default());
    // Each mention with its sentence and its evidence.
    let mut mentions: Vec<(Range<usize>, usize, usize)> = Vec::with_capacity(reading.names.len());
    let inside: FxHashSet<&str> = reading
        .names
        .iter()
        .filter(|name| !name.opens)
        .map(|name| reading.words(name.tokens.clone()))
        .collect();
    for name in &reading.names {
        let mut name = name.clone();
        // “Old Brannock tin project”: a capital that only opens the sentence.
        let rest = name.tokens.start + 1..name.tokens.end;
        if !rest.is_empty() && name.opens && inside.contains(reading.words(rest.clone())) {
            name.tokens = rest;
        }
        let Some((tokens, extent, score)) = reading_of(reading, &name, &people, &firms) else {
            continue;
        };
        let at = *known.entry(reading.words(tokens.clone())).or_insert_with(|| {
            evidence.push(Evidence::of(&tokens));
            evidence.len() - 1
        });
        let entry = &mut evidence[at];
        entry.score += score;
        entry.mentions += 1;
        if let Some(extent) = extent {
            entry.extent = if entry.score == score { extent } else { entry.extent.max(extent) };
        }
        mentions.push((tokens, name.sentence, at));
    }
    for (tokens, extent) in headline(reading) {
        let key = match tokens.len() {
            1 => title_case(reading.words(tokens.clone())),
            _ => speaker::printed_name(reading, tokens.clone()),
        };
        let Some(&at) = known.get(key.as_str()) else {
            let sentence = reading.sentence_at(tokens.start);
            evidence.push(Evidence {
                score: 3,
                mentions: 1,
                extent,
                headline: true,
                ..Evidence::of(&tokens)
            });
            mentions.push((tokens, sentence, evidence.len() - 1));
            continue;
        };
        let entry = &mut evidence[at];
        (entry.headline, entry.score) = (true, entry.score + 3);
        if entry.extent != Extent::Country {
            entry.extent = entry.extent.max(extent);
        }
    }
    let mut places: Vec<Place> = mentions
        .iter()
        .filter(|(_, _, at)| evidence[*at].score >= 2)
        .map(|(tokens, sentence, at)| Place {
            tokens: tokens.clone(),
            sentence: *sentence,
            extent: evidence[*at].extent,
        })
        .collect();
    places.sort_by_key(|place| (place.sentence, place.tokens.start));
    let best = |keep: &dyn Fn(&Evidence) -> bool| {
        evidence
            .iter()
            .filter(|e| e.score >= 2 && keep(e))
            .max_by_key(|e| {
                let weight = e.mentions
                    + if e.headline { 6 } else { 0 }
                    + if e.extent == Extent::Site { 2 } else { 0 };
                (weight, std::cmp::Reverse(e.first.start))
            })
            .map(|e| e.first.clone())
    };
    let main = match reading.about.form.group() {
        FormGroup::Issuer => best(&|e| e.extent == Extent::Site || e.headline)
            .or_else(|| best(&|e| e.extent == Extent::Area)),
        FormGroup::State => {
            best(&|e| e.extent == Extent::Site || e.headline && e.extent != Extent::Country)
                .or_else(|| best(&|e| e.extent == Extent::Area))
                .or_else(|| best(&|e| e.extent == Extent::Town && e.mentions > 1))
        }
        FormGroup::Press => None,
    };
    let main = main.or_else(|| best(&|_| true));
    let country = best(&|e| e.extent == Extent::Country);
    (places, main, country)
}

/// The names of people, and the last words of them.
fn people<'r>(reading: &Reading<'r>) -> FxHashSet<&'r str> {
    let mut people = FxHashSet::default();
    for speaker in reading.speakers.iter().filter(|s| s.nature == Nature::Person) {
        if let Some(name) =
            speaker.name.as_ref().filter(|name| !is_country(reading.words((*name).clone())))
        {
            people.insert(reading.words(name.clone()));
            people.insert(reading.words(name.end - 1..name.end));
        }
    }
    people
}

/// The beginnings of the names of firms, by which they are called.
fn firms<'r>(reading: &Reading<'r>) -> FxHashSet<&'r str> {
    let named = |name: &&Name| name.tokens.len() > 1 && name.is_body;
    let shorter = |name: &Name| {
        let start = name.tokens.start;
        (start + 1..name.tokens.end).map(move |end| reading.words(start..end))
    };
    reading.names.iter().filter(named).flat_map(shorter).collect()
}

/// Offices whose name ends in that of their country.
const STATES: &WordSet = &WordSet::new(&[
    "government",
    "ministry",
    "republic",
    "kingdom",
    "state",
    "department",
    "president",
    "parliament",
    "province",
    "federation",
    "union",
]);

/// What a name may be a place as, with how much speaks for it.
fn reading_of(
    reading: &Reading<'_>,
    name: &Name,
    people: &FxHashSet<&str>,
    firms: &FxHashSet<&str>,
) -> Option<(Range<usize>, Option<Extent>, u32)> {
    let cursor = reading.cursor();
    let tokens = name.tokens.clone();
    let sentence = &reading.sentences[name.sentence];
    // “Ministry of Mines of Ardelia”, “Republic of Banderra”.
    if cursor.is_any(tokens.start, STATES) {
        let of = tokens.clone().rev().find(|&i| cursor.is(i, "of"))?;
        let start = if cursor.is(of + 1, "the") { of + 2 } else { of + 1 };
        let ministry = cursor.is_any(tokens.start, &["ministry", "department"]);
        let subject = ministry && tokens.clone().filter(|&i| cursor.is(i, "of")).count() < 2;
        let named = start < tokens.end && !subject;
        return named.then_some((start..tokens.end, Some(Extent::Country), 3));
    }
    let words = reading.words(tokens.clone());
    if people.contains(words) || is_dateline(reading, name) || has_role(reading, tokens.clone()) {
        return None;
    }
    let place = place_word_behind(reading, tokens.clone());
    let own = tokens.len() > 1 && hit_at(reading, tokens.end - 1, v::PLACE).is_some();
    let country = is_country(words);
    let firm = firms.contains(words) || !own && name.is_body;
    if place.is_none() && !country && (firm || is_demonym(words)) {
        return None;
    }
    let mut score = 0;
    let mut extent = None;
    if own {
        (score, extent) = (3, Some(extent_of(cursor.lower(tokens.end - 1).as_str())));
    }
    let mut end = tokens.end;
    if let Some((found, after)) = place {
        (score, extent) = (score + 3, Some(found));
        if after == tokens.end + 1
            && cursor.is_any(tokens.end, &["hills", "zone", "drift", "field"])
        {
            end = after;
        }
    }
    let before = |n: usize| tokens.start.checked_sub(n).filter(|&i| i >= sentence.tokens.start);
    let article = before(1)
        .is_some_and(|i| cursor.is_any(i, &["the", "a", "an", "its", "their", "our", "this"]));
    let invested = before(2).is_some_and(|i| {
        cursor.is_any(
            i,
            &[
                "stake",
                "stakes",
                "shares",
                "interest",
                "invest",
                "invested",
                "investing",
                "investment",
                "confidence",
            ],
        )
    });
    if before(1).is_some_and(|i| {
        cursor.is_any(i, &["in", "at", "near", "around", "across", "beneath", "inside", "outside"])
    }) && place.is_none()
        && !invested
    {
        score += 2;
        extent = extent.or(Some(Extent::Town));
    }
    if before(1).is_some_and(|i| cursor.is_any(i, &["for", "of", "about"])) && !article {
        // “For Craddock, a report …”, “the estimate is for Quarry Lane”.
        let led = before(1).is_some_and(|i| cursor.is(i, "for"))
            && before(2).is_none_or(|i| {
                cursor.kind(i) == TokenKind::Mark
                    || cursor.is_any(i, &["is", "estimate", "resource", "resources", "reserves"])
            });
        score += if led { 2 } else { 1 };
    }
    // “A second body, Mato South, carries”; “Reko Hill was discovered in 1971”.
    let bodies = [
        "body", "deposit", "mine", "prospect", "lode", "project", "zone", "lens", "vein", "target",
    ];
    let apposed = before(2).is_some_and(|i| cursor.raw(i + 1) == "," && cursor.is_any(i, &bodies));
    if apposed || place.is_none() && is_found(reading, name) {
        score += 2;
        extent = Some(Extent::Site);
    }
    let owns = cursor.is_any(tokens.end, &["’s", "'s", "’"]);
    if owns
        && (tokens.end + 1..tokens.end + 4).any(|i| {
            cursor.is_any(
                i,
                &[
                    "government",
                    "ministry",
                    "minister",
                    "president",
                    "parliament",
                    "debt",
                    "minerals",
                    "army",
                    "economy",
                ],
            )
        })
    {
        score += 3;
        extent = Some(Extent::Country);
    }
    if country {
        (score, extent) = (score + 3, Some(Extent::Country));
    }
    Some((tokens.start..end, extent, score))
}

/// Whether a name is the subject of what happens to deposits: it is discovered, it hosts ore, it is a deposit.
fn is_found(reading: &Reading<'_>, name: &Name) -> bool {
    let cursor = reading.cursor();
    let (start, limit) = (name.tokens.end, reading.sentences[name.sentence].tokens.end);
    let first = reading.sentences[name.sentence].tokens.start;
    if name.tokens.start > first + 1 {
        // “copper deposits in the north: Saindak and Reko Diq”.
        let colon = (first..name.tokens.start).rev().take(4).find(|&i| cursor.raw(i) == ":");
        return colon.is_some_and(|colon| {
            (first..colon)
                .any(|i| cursor.is_any(i, &["deposits", "mines", "prospects", "projects"]))
        });
    }
    if cursor.is_any(start, &["hosts", "holds", "contains"]) {
        return true;
    }
    let near = start..limit.min(start + 12);
    near.clone().any(|i| {
        cursor.is_any(i, &["discovered", "situated", "underdeveloped", "undeveloped", "drilled"])
    }) && near.clone().any(|i| cursor.is_any(i, &["was", "is", ","]))
}

/// `Pakistani`, `Chinese`, `Canadian`.
fn is_demonym(word: &str) -> bool {
    ["ani", "ian", "ese", "ish", "ican", "aqi", "eli"].iter().any(|end| word.ends_with(end))
        && !word.contains(' ')
}

fn hit_at<'r>(
    reading: &'r Reading<'_>,
    token: usize,
    cue: crate::lexicon::Cue,
) -> Option<&'r crate::lexicon::Hit> {
    reading
        .hits_from(token)
        .iter()
        .take_while(|hit| hit.token as usize == token)
        .find(|hit| hit.cue == cue)
}

fn has_role(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    hit_at(reading, tokens.start, v::ROLE).is_some()
}

/// A word for a place behind a name, with a commodity or two between: `Juniper Flat nickel mine`.
fn place_word_behind(reading: &Reading<'_>, tokens: Range<usize>) -> Option<(Extent, usize)> {
    let cursor = reading.cursor();
    let mut at = tokens.end;
    for _ in 0..4 {
        if let Some(hit) = hit_at(reading, at, v::PLACE) {
            return Some((extent_of(cursor.lower(at).as_str()), hit.end as usize));
        }
        match hit_at(reading, at, v::COMMODITY) {
            Some(hit) => at = hit.end as usize,
            None if cursor.raw(at) == "-" => at += 1,
            None => break,
        }
    }
    let word = cursor.lower(at);
    let place = at == tokens.end || at < tokens.end + 4;
    let more = matches!(
        word.as_str(),
        "block"
            | "reserve"
            | "lodes"
            | "drift"
            | "beds"
            | "shaft"
            | "lens"
            | "reef"
            | "corridor"
            | "dam"
    );
    (place && more).then(|| (extent_of(word.as_str()), at + 1))
}

fn extent_of(word: &str) -> Extent {
    match word {
        "mountains" | "hills" | "valley" | "belt" | "basin" | "district" | "range" | "plateau"
        | "region" | "desert" | "coast" | "peninsula" | "island" | "county" | "corridor"
        | "bay" => Extent::Area,
        "province" | "state" => Extent::Area,
        _ => Extent::Site,
    }
}

/// `Vancouver, 17 September 2024 –`: where the text was sent from.
fn is_dateline(reading: &Reading<'_>, name: &Name) -> bool {
    let cursor = reading.cursor();
    let paragraph = reading.sentences[name.sentence].paragraph;
    let start = reading.sentences[reading.paragraphs[paragraph].sentences.start].tokens.start;
    if paragraph > 4 || name.tokens.start > start + 6 {
        return false;
    }
    (name.tokens.end..name.tokens.end + 8)
        .take_while(|&i| cursor.kind(i) != TokenKind::Break)
        .any(|i| matches!(cursor.raw(i), "–" | "—"))
        && (start..name.tokens.start)
            .all(|i| cursor.tokens[i].case != Case::Lower || cursor.kind(i) == TokenKind::Mark)
}

/// Places in a headline of capitals: `AT SABLE FORK`, `ALDER GULCH GOLD PROJECT`, `THE KIRUMBE COBALT FILE`.
fn headline(reading: &Reading<'_>) -> Vec<(Range<usize>, Extent)> {
    let mut found = Vec::new();
    let Some(sentence) = reading.sentences.first() else { return found };
    let cursor = reading.cursor();
    let tokens = sentence.tokens.clone();
    if !name::is_headline(&cursor, tokens.clone()) {
        return found;
    }
    let plain = |i: usize| {
        cursor.kind(i) == TokenKind::Word
            && !name::is_common(&cursor.tokens[i])
            && hit_at(reading, i, v::COMMODITY).is_none()
            && !cursor.is_any(i, HEADLINE_WORDS)
    };
    let mut at = tokens.start;
    while at < tokens.end {
        if !plain(at) {
            at += 1;
            continue;
        }
        let end = (at..tokens.end).find(|&i| !plain(i)).unwrap_or(tokens.end);
        let before = at.checked_sub(1).filter(|&i| i >= tokens.start);
        let led = before
            .is_some_and(|i| cursor.is_any(i, &["at", "in", "for", "on", "from", "the", "near"]));
        let metal = hit_at(reading, end, v::COMMODITY).is_some()
            && before.is_none_or(|i| cursor.is(i, "the"));
        let closes = hit_at(reading, end - 1, v::PLACE).is_some();
        let legal = (end..tokens.end.min(end + 3)).any(|i| {
            cursor.is_any(i, &["plc", "ltd", "limited", "inc", "corp", "nl", "llc", "ag", "ab"])
        });
        let firm = legal || end - at > 1 && !closes && speaker::is_organisation(reading, at..end);
        if end - at <= 4 && (led || metal || closes) && !firm {
            // “MBELO IRON CORRIDOR”, “BLUE LODE”: the last word of the run may say what it is.
            let extent = match closes {
                true => extent_of(cursor.lower(end - 1).as_str()),
                false => {
                    place_word_behind(reading, at..end).map_or(Extent::Area, |(extent, _)| extent)
                }
            };
            // “KESSEL VALLEY” where the text says Kessel.
            let shorter = closes && end - at > 1 && {
                let bare = speaker::printed_name(reading, at..end - 1);
                let bare = if end - at == 2 { title_case(&bare) } else { bare };
                reading.names.iter().any(|name| reading.words(name.tokens.clone()) == bare)
            };
            found.push((if shorter { at..end - 1 } else { at..end }, extent));
        }
        at = end;
    }
    found
}

/// One word of a headline as it stands in a sentence.
fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(String::from).unwrap_or_default();
    first + &chars.as_str().to_lowercase()
}

/// Words of headlines that name nothing.
const HEADLINE_WORDS: &WordSet = &WordSet::new(&[
    "report",
    "quarter",
    "quarterly",
    "activities",
    "summary",
    "technical",
    "feasibility",
    "study",
    "briefing",
    "note",
    "reading",
    "claims",
    "papers",
    "file",
    "files",
    "first",
    "resource",
    "estimate",
    "updates",
    "files",
    "reports",
    "announces",
    "drills",
    "metres",
    "communiqué",
    "memorandum",
    "understanding",
    "heads",
    "terms",
    "framework",
    "agreement",
    "letter",
    "intent",
    "written",
    "oral",
    "answer",
    "answers",
    "pre",
    "preliminary",
    "economic",
    "assessment",
    "months",
    "potential",
    "outlines",
    "confirms",
    "giant",
    "delivers",
    "real",
    "thing",
    "scoping",
    "initial",
    "things",
    "ask",
    "conflict",
    "starred",
    "natural",
    "strategic",
    "joint",
    "venture",
    "project",
    "mine",
    "deposit",
    "rare",
    "earth",
]);

/// The place of a quantity.
fn place_of(
    reading: &Reading<'_>,
    places: &[Place],
    main: Option<&Range<usize>>,
    country: Option<&Range<usize>>,
    quantity: &Quantity,
) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    let here = within(places, quantity.sentence);
    let issuer = reading.about.form.group() == FormGroup::Issuer;
    let nearest = here
        .iter()
        .filter(|place| can_be(&cursor, place, quantity))
        .map(|place| (distance(&cursor, place, quantity), place))
        // A release speaks of its own ground; another place must stand close by.
        .filter(|(distance, _)| !issuer || *distance <= 9)
        .min_by_key(|(distance, place)| (*distance, std::cmp::Reverse(place.extent)))
        .map(|(_, place)| place);
    if !issuer && is_national(reading, quantity) {
        let found = nearest.map(|place| &place.tokens).or(country).cloned();
        if found.is_some() || quantity.kind != Kind::Debt {
            return found;
        }
    }
    if is_total_of(reading, here, quantity) {
        return main.cloned();
    }
    let sites = nearest.is_some_and(|place| place.extent >= Extent::Area);
    let sentence = &reading.sentences[quantity.sentence];
    if !sites && !issuer && country.is_some() && sentence.cues.has(v::NATION) {
        return country.cloned();
    }
    if let Some(place) = nearest {
        return Some(place.tokens.clone());
    }
    let paragraph = &reading.paragraphs[quantity.paragraph];
    let first = &reading.sentences[paragraph.sentences.start];
    let before = places.partition_point(|place| place.tokens.start < quantity.tokens.start);
    let drilled = matches!(quantity.kind, Kind::Intercept | Kind::Depth | Kind::Count);
    let own_country = |place: &Place| {
        place.extent == Extent::Country
            && country
                .is_some_and(|c| reading.words(c.clone()) == reading.words(place.tokens.clone()))
    };
    let carried = places[..before]
        .iter()
        .rev()
        .take_while(|place| place.tokens.start >= first.tokens.start)
        .find(|place| {
            // Another country or a town named in passing does not carry.
            (place.extent >= Extent::Area || drilled || !issuer && own_country(place))
                && !is_side(&cursor, place)
        });
    // “He estimated …” goes on about the place of the paragraph before.
    let goes_on = cursor.is_any(first.tokens.start, &["he", "she", "it", "they"])
        && paragraph.sentences.start > 0;
    let floor = match goes_on {
        true => {
            let before = reading.sentences[paragraph.sentences.start - 1].paragraph;
            reading.sentences[reading.paragraphs[before].sentences.start].tokens.start
        }
        false => first.tokens.start,
    };
    let carried = carried.or_else(|| {
        places[..before]
            .iter()
            .rev()
            .take_while(|place| place.tokens.start >= floor)
            .find(|place| place.extent >= Extent::Area && goes_on)
    });
    let main = main.filter(|_| {
        quantity.kind != Kind::Revenue || reading.about.form != Form::ParliamentaryAnswer
    });
    carried.map(|place| &place.tokens).or(main).cloned()
}

/// A rate that the law sets, a share of what the state collects, a debt.
fn is_national(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    matches!(quantity.kind, Kind::Debt | Kind::TaxRate | Kind::RoyaltyRate)
        || quantity.kind == Kind::Share && of_royalty(reading, quantity)
}

/// A share of what the state collects.
fn of_royalty(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let sentence = &reading.sentences[quantity.sentence];
    sentence.cues.has(v::ROYALTY)
}

/// Whether a place of the sentence can be a quantity's: not where something is sent, nor who is
/// next door.
fn can_be(cursor: &Cursor<'_>, place: &Place, quantity: &Quantity) -> bool {
    let end = place.tokens.end;
    // “Canada’s Barrick Mining”: where the owner is from; “150 km from Saindak”: the other end.
    let owner = cursor.is_any(end, &["’s", "'s"])
        && cursor.get(end + 1).is_some_and(|t| t.case != Case::Lower);
    let start = place.tokens.start;
    let other =
        quantity.kind == Kind::Distance && start > 0 && cursor.is_any(start - 1, &["from", "to"]);
    if owner && place.extent == Extent::Country || other {
        return false;
    }
    let inside =
        place.tokens.start < quantity.tokens.end && quantity.tokens.start < place.tokens.end;
    !inside && !is_side(cursor, place)
}

/// `to Aldous`, `next to the Mammoth Creek mine`, `from Pueblo Alto`.
fn is_side(cursor: &Cursor<'_>, place: &Place) -> bool {
    let start = place.tokens.start;
    let before = |n: usize| start.checked_sub(n);
    let article = before(1).is_some_and(|i| cursor.is_any(i, &["the", "a", "an"]));
    let Some(at) = before(if article { 2 } else { 1 }) else { return false };
    let town = place.extent <= Extent::Town;
    cursor.is_any(at, &["adjoins", "adjoining", "via", "near", "than"])
        || cursor.is(at, "to")
            && (town || at > 0 && cursor.is_any(at - 1, &["next", "close", "adjacent"]))
        || cursor.is(at, "from") && town
}

/// How far a place stands from a quantity, with clauses between counted.
fn distance(cursor: &Cursor<'_>, place: &Place, quantity: &Quantity) -> usize {
    let (from, to, behind) = if place.tokens.end <= quantity.tokens.start {
        (place.tokens.end, quantity.tokens.start, 0)
    } else {
        (quantity.tokens.end, place.tokens.start, 2)
    };
    let breaks =
        (from..to).filter(|&i| matches!(cursor.raw(i), ";" | "," | "and" | "“" | "”")).count();
    // “at Mirsk”, “in the Sorrel Basin” behind the amount speak for it.
    let led = behind > 0 && {
        let start = place.tokens.start;
        let article = start > 0 && cursor.is_any(start - 1, &["the", "its"]);
        let i = start.wrapping_sub(if article { 2 } else { 1 });
        cursor.is_any(i, &["at", "in", "of", "for", "beneath", "under"])
    };
    to.saturating_sub(from) + behind + 3 * breaks - if led { 2 } else { 0 }
}

/// A total behind amounts of several places.
fn is_total_of(reading: &Reading<'_>, here: &[Place], quantity: &Quantity) -> bool {
    let cursor = reading.cursor();
    let several = here.iter().filter(|place| place.tokens.end <= quantity.tokens.start).count() > 1;
    let from = quantity.tokens.start.saturating_sub(4);
    several
        && (from..quantity.tokens.start)
            .any(|i| cursor.is_any(i, &["total", "together", "altogether", "all"]))
}

fn is_country(name: &str) -> bool {
    COUNTRIES.has(name)
}

/// Countries by their common English names.
#[rustfmt::skip]
const COUNTRIES: &WordSet = &WordSet::new(&[
    "Afghanistan", "Albania", "Algeria", "Angola", "Argentina", "Armenia", "Australia", "Austria",
    "Azerbaijan", "Bangladesh", "Belarus", "Belgium", "Benin", "Bhutan", "Bolivia", "Botswana",
    "Brazil", "Bulgaria", "Burundi", "Cambodia", "Cameroon", "Canada", "Chad", "Chile", "China",
    "Colombia", "Congo", "Cuba", "Cyprus", "Denmark", "Ecuador", "Egypt", "Eritrea", "Estonia",
    "Ethiopia", "Fiji", "Finland", "France", "Gabon", "Georgia", "Germany", "Ghana", "Greece",
    "Greenland", "Guatemala", "Guinea", "Guyana", "Honduras", "Hungary", "Iceland", "India",
    "Indonesia", "Iran", "Iraq", "Ireland", "Israel", "Italy", "Jamaica", "Japan", "Jordan",
    "Kazakhstan", "Kenya", "Kosovo", "Kuwait", "Kyrgyzstan", "Laos", "Lebanon", "Lesotho",
    "Liberia", "Libya", "Lithuania", "Madagascar", "Malawi", "Malaysia", "Mali", "Mauritania",
    "Mexico", "Moldova", "Mongolia", "Montenegro", "Morocco", "Mozambique", "Myanmar", "Namibia",
    "Nepal", "Netherlands", "Nicaragua", "Niger", "Nigeria", "Norway", "Oman", "Pakistan",
    "Panama", "Paraguay", "Peru", "Philippines", "Poland", "Portugal", "Qatar", "Romania",
    "Russia", "Rwanda", "Senegal", "Serbia", "Singapore", "Slovakia", "Slovenia", "Somalia",
    "Spain", "Sudan", "Suriname", "Sweden", "Switzerland", "Syria", "Tajikistan", "Tanzania",
    "Thailand", "Togo", "Tunisia", "Turkey", "Turkmenistan", "Türkiye", "Uganda", "Ukraine",
    "United Kingdom", "United States", "Uruguay", "Uzbekistan", "Venezuela", "Vietnam", "Yemen",
    "Zambia", "Zimbabwe",
]);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{About, Form, Lexicon, vocabulary as v};

    fn places(text: &str, form: Form) -> Vec<Option<String>> {
        let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
        let reading = crate::read(text, About { form, date: None }, &lexicon);
        reading.quantities.iter().map(|q| q.place.clone().map(|p| reading.place_name(p))).collect()
    }

    fn check(text: &str, form: Form, expected: &[&str]) {
        let expected: Vec<_> =
            expected.iter().map(|p| (!p.is_empty()).then(|| (*p).to_owned())).collect();
        assert_eq!(places(text, form), expected, "{text}");
    }

    #[test]
    fn a_word_beside_a_name_makes_it_a_place() {
        check("The Crake valley holds 5 Mt of tin ore.", Form::NewsArticle, &["Crake"]);
        check("Teams found 9 Mt of iron ore at Mirsk.", Form::NewsArticle, &["Mirsk"]);
        check(
            "It owns the Juniper Flat nickel mine, which made 300 t.",
            Form::NewsArticle,
            &["Juniper Flat"],
        );
    }

    #[test]
    fn a_report_is_about_its_headline() {
        check(
            "ALDER GULCH GOLD PROJECT – TECHNICAL REPORT SUMMARY\nProbable: 5 Mt at 1.5 g/t gold.",
            Form::TechnicalReportSummary,
            &["Alder Gulch", "Alder Gulch"],
        );
        check(
            "SMELTERS AND LODES\nThe company runs the Tarn Head mine.\nBy lode: North Lode 480 t, South Lode 390 t, for a total of 870 t.",
            Form::QuarterlyActivityReport,
            &["North Lode", "South Lode", "Tarn Head"],
        );
    }

    #[test]
    fn debts_and_taxes_are_a_country_s() {
        check(
            "Orzhan’s government looks for tin at Tal Kesh. The debt is $41bn.",
            Form::NewsArticle,
            &["Orzhan"],
        );
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "(\\PC|[A-Z][a-z]{1,8} |mine |valley |in |at |the |5 Mt |TIN |\\n){0,60}") {
            let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
            let reading = crate::read(&text, About::default(), &lexicon);
            for place in &reading.places {
                prop_assert!(place.tokens.start < place.tokens.end && place.tokens.end <= reading.tokens.len());
            }
        }
    }
}
