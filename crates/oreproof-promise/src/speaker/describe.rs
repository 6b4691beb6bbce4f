//! What a noun phrase says of the speaker: name, role, nature, interest.

use std::ops::Range;

use super::phrase::Subject;
use super::{InterestedRole, Nature, Speaker};
use crate::cursor::WordSet;
use crate::lex::{Case, TokenKind};
use crate::name::Name;
use crate::reading::Reading;
use crate::vocabulary as v;

/// Nouns for papers, pages and registers.
pub(super) const PAPERS: &WordSet = &WordSet::new(&[
    "statement",
    "report",
    "study",
    "register",
    "registry",
    "inventory",
    "brochure",
    "leaflet",
    "website",
    "post",
    "posts",
    "bulletin",
    "flyer",
    "notice",
    "pack",
    "note",
    "letter",
    "reply",
    "files",
    "file",
    "figures",
    "data",
    "document",
    "documents",
    "banner",
    "slide",
    "return",
    "returns",
    "summary",
    "declaration",
    "declarations",
    "filing",
    "filings",
    "presentation",
    "database",
    "list",
    "map",
    "maps",
    "release",
    "announcement",
    "prospectus",
    "answer",
    "records",
    "census",
    "accounts",
    "yearbook",
    "survey",
    "assessment",
    "memorandum",
    "agreement",
    "sheet",
    "paper",
    "papers",
    "card",
    "newspaper",
    "article",
    "broadcast",
    "advertisement",
    "video",
    "page",
    "site",
    "profile",
]);

/// Papers that stand for themselves.
const STUDIES: &WordSet = &WordSet::new(&[
    "study",
    "report",
    "register",
    "registry",
    "inventory",
    "census",
    "figures",
    "data",
    "assessment",
    "survey",
]);

/// Nouns for offices of a state.
const OFFICES: &WordSet = &WordSet::new(&[
    "office",
    "ministry",
    "government",
    "department",
    "cabinet",
    "administration",
    "treasury",
    "presidency",
    "secretariat",
    "council",
    "embassy",
    "customs",
    "parliament",
    "state",
    "province",
]);

/// Nouns for bodies that are no office of a politician.
const BODIES: &WordSet = &WordSet::new(&[
    "company",
    "firm",
    "agency",
    "authority",
    "bureau",
    "institute",
    "university",
    "bank",
    "fund",
    "group",
    "trust",
    "organisation",
    "organization",
    "association",
    "committee",
    "commission",
    "police",
    "army",
    "consortium",
    "board",
    "partnership",
    "developer",
    "miner",
    "operator",
    "owner",
    "buyer",
    "contractor",
    "registrar",
    "usgs",
    "house",
    "geological",
    "partner",
    "regulator",
    "union",
    "chamber",
]);

/// Nouns for one person, besides the roles of the word list.
const PERSONS: &WordSet = &WordSet::new(&[
    "source",
    "official",
    "officer",
    "aide",
    "insider",
    "person",
    "man",
    "woman",
    "executive",
    "diplomat",
    "employee",
    "worker",
    "driver",
    "organiser",
    "organizer",
    "resident",
    "expert",
    "general",
    "villager",
    "trader",
    "scientist",
    "author",
    "surveyor",
    "guard",
    "farmer",
    "teacher",
    "insurer",
    "auditor",
    "agent",
    "member",
    "witness",
    "lender",
    "investor",
    "geophysicist",
    "metallurgist",
    "colonel",
    "soldier",
    "prospector",
    "accountant",
    "clerk",
    "geologist",
]);

/// Nouns for several people.
const GROUPS: &WordSet = &WordSet::new(&[
    "analysts",
    "experts",
    "officials",
    "residents",
    "owners",
    "receivers",
    "sources",
    "critics",
    "executives",
    "ministers",
    "parties",
    "people",
    "workers",
    "villagers",
    "geologists",
    "directors",
    "shareholders",
    "investors",
    "opponents",
    "hauliers",
    "authorities",
    "companies",
    "engineers",
    "economists",
    "observers",
    "lawyers",
    "activists",
    "campaigners",
    "brothers",
]);

/// Reads a speaker off a subject; `None` where nothing in it can speak.
pub(super) fn speaker(reading: &Reading<'_>, subject: &Subject) -> Option<Speaker> {
    let cursor = reading.cursor();
    let phrase = trimmed(reading, subject.phrase.clone())?;
    let indefinite = cursor.is_any(subject.phrase.start, &["a", "an", "another", "one", "some"]);
    let (named, owner) = names_in(reading, phrase.clone());
    let aside_name = names_in(reading, apposition(reading, subject)).0;
    let role = role_in(reading, phrase.clone()).or_else(|| role_in(reading, subject.aside.clone()));
    let head = head(reading, phrase.clone());
    let is = |nouns: &WordSet| head.is_some_and(|i| cursor.is_any(i, nouns));
    let owner = owner.filter(|owner| {
        // “a survey of the Crake valley” is not Crake's.
        !is(PAPERS)
            || looks_like_organisation(reading, owner.clone())
            || cursor.is_any(owner.end, &["’s", "'s", "’"])
            || owner.start > 0 && cursor.is(owner.start - 1, "of")
    });
    let owner =
        owner.or_else(|| if is(PAPERS) { owner_noun(reading, phrase.clone(), head) } else { None });
    let mut name = named.clone();
    let own_role = role_in(reading, phrase.clone()).is_some();
    let nature = if name.is_some() {
        None
    } else if is(PAPERS) && !own_role {
        Some(Nature::Document)
    } else if own_role && !is(OFFICES) || is(PERSONS) {
        Some(Nature::Person)
    } else if is(OFFICES) {
        Some(Nature::Office)
    } else if is(BODIES) || head.is_some_and(|i| is_organisation_word(reading, i)) {
        Some(Nature::Organisation)
    } else if is(GROUPS) {
        Some(Nature::Group)
    } else {
        return None;
    };
    // “Its owner, Brineworks Ltd, has reported”; “A geologist, Mara Keel, said”.
    if name.is_none() && !matches!(nature, Some(Nature::Document | Nature::Group)) {
        name = aside_name;
    }
    let nature = match (&name, nature) {
        (Some(name), Some(Nature::Person)) if !looks_like_organisation(reading, name.clone()) => {
            Nature::Person
        }
        (Some(name), _) if looks_like_organisation(reading, name.clone()) => {
            nature_of_body(reading, name.clone())
        }
        (Some(name), _) if is_office_title(reading, name.clone()) => Nature::Person,
        (Some(name), _) if name.len() > 1 || own_role => Nature::Person,
        (Some(_), nature) => nature.unwrap_or(Nature::Organisation),
        (None, nature) => nature?,
    };
    let whole = subject.phrase.start..subject.aside.end.max(subject.phrase.end);
    let former = is_former(reading, whole.clone());
    let independent = is_independent(reading, whole);
    let anonymous = nature == Nature::Person && name.is_none() && indefinite
        || name.is_none() && cursor.is(phrase.start, "sources");
    let is_firm = name.as_ref().is_none_or(|name| looks_like_organisation(reading, name.clone()));
    let interest = if former || independent {
        None
    } else {
        interest(reading, nature, role.as_ref(), is_firm)
    };
    // A study is itself the source, whoever had it made; a statement is its owner's.
    let owner = owner.filter(|_| nature != Nature::Document || !is(STUDIES));
    let phrase = if nature == Nature::Document && is(STUDIES) {
        study(reading, phrase, head)
    } else {
        phrase
    };
    let tokens = match (anonymous, &name) {
        (true, _) => subject.phrase.start..condition_end(reading, subject),
        (false, Some(name)) if name.start >= phrase.end => phrase.start..name.end,
        _ => phrase.clone(),
    };
    Some(Speaker { tokens, name, role, owner, nature, anonymous, former, independent, interest })
}

/// Whether a subject is the name of a firm or an agency.
pub(super) fn is_body(reading: &Reading<'_>, subject: &Subject) -> bool {
    names_in(reading, subject.phrase.clone())
        .0
        .is_some_and(|name| looks_like_organisation(reading, name))
}

/// Whose paper it is when no name says so: `the receivers’ brochure`, `a company statement`, `a bulletin of the atomic agency`.
fn owner_noun(
    reading: &Reading<'_>,
    phrase: Range<usize>,
    head: Option<usize>,
) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    let head = head?;
    let body = |i: usize| {
        cursor.is_any(i, OFFICES)
            || cursor.is_any(i, BODIES)
            || cursor.is_any(i, GROUPS)
            || cursor.is(i, "survey")
    };
    if let Some(before) = (phrase.start..head).find(|&i| body(i)) {
        return Some(before..before + 1);
    }
    let of = (head + 1..phrase.end).find(|&i| cursor.is_any(i, &["of", "by", "from"]))?;
    let from = if cursor.is_any(of + 1, &["the", "a", "an", "its"]) { of + 2 } else { of + 1 };
    (from..phrase.end).find(|&i| body(i)).map(|i| from..i + 1)
}

/// The words of a study without its owner, its year and what it is of.
fn study(reading: &Reading<'_>, phrase: Range<usize>, head: Option<usize>) -> Range<usize> {
    let cursor = reading.cursor();
    let Some(head) = head.filter(|head| phrase.contains(head)) else { return phrase };
    let owned = (phrase.start..head)
        .rev()
        .find(|&i| cursor.is_any(i, &["’s", "'s", "’"]) || cursor.kind(i) == TokenKind::Number);
    owned.map_or(phrase.start, |i| i + 1)..head + 1
}

/// Whether a subject is a paper or a register, or the customs.
pub(super) fn keeps_records(reading: &Reading<'_>, subject: &Subject) -> bool {
    let cursor = reading.cursor();
    trimmed(reading, subject.phrase.clone())
        .and_then(|phrase| head(reading, phrase))
        .is_some_and(|i| cursor.is_any(i, PAPERS) || cursor.is(i, "customs"))
}

/// The phrase without its article or a number before it.
fn trimmed(reading: &Reading<'_>, mut phrase: Range<usize>) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    while phrase.start < phrase.end
        && cursor.is_any(
            phrase.start,
            &[
                "the", "a", "an", "this", "that", "one", "another", "our", "some", "’s", "'s", "’",
                "but", "and",
            ],
        )
    {
        phrase.start += 1;
    }
    (phrase.start < phrase.end).then_some(phrase)
}

/// The words up to the first comma of what stands in apposition, unless it is a clause.
fn apposition(reading: &Reading<'_>, subject: &Subject) -> Range<usize> {
    let cursor = reading.cursor();
    let mut aside = subject.aside.clone();
    if cursor.is_any(aside.start, &["who", "which", "whose", "that"]) {
        return aside.start..aside.start;
    }
    if let Some(comma) = aside.clone().find(|&i| cursor.raw(i) == ",") {
        aside.end = comma;
    }
    if aside.len() > 8 {
        aside.end = aside.start + 8;
    }
    aside
}

/// The name a phrase gives its subject, and the name of the one it belongs to.
fn names_in(
    reading: &Reading<'_>,
    phrase: Range<usize>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let cursor = reading.cursor();
    let (mut named, mut owner) = (None, None);
    for name in names_between(&reading.names, phrase.clone()) {
        let name = name.tokens.start.max(phrase.start)..name.tokens.end.min(phrase.end);
        let own = without_role(reading, name.clone());
        let common = own.len() == 1
            && (cursor.is_any(own.start, GROUPS) || cursor.is_any(own.start, PAPERS));
        // “a Pakistani general”, “Sorrel Basin lithium”: a name before a small noun describes it.
        let noun = reading.tokens.get(own.end).is_some_and(|t| {
            own.end < phrase.end && t.kind == TokenKind::Word && t.case == Case::Lower
        }) && !cursor.is_any(
            own.end,
            &[
                "of", "at", "for", "in", "from", "by", "to", "with", "on", "under", "near", "and",
                "’s", "'s", "himself", "herself", "itself",
            ],
        );
        if own.is_empty() || common || noun {
            continue;
        }
        let possessive = cursor.is_any(own.end, &["’s", "'s"])
            || cursor.raw(own.end) == "’" && cursor.touches(own.end);
        let before = |back: usize| own.start.checked_sub(back).filter(|&i| i >= phrase.start);
        let prepositions =
            ["of", "at", "for", "in", "from", "by", "to", "with", "on", "under", "near"];
        let article = before(1).is_some_and(|i| cursor.is_any(i, &["the", "a", "an"]));
        let of =
            before(if article { 2 } else { 1 }).is_some_and(|i| cursor.is_any(i, &prepositions));
        if possessive && own.end < phrase.end {
            owner = Some(own);
        } else if of {
            let directly = before(if article { 2 } else { 1 })
                .is_some_and(|i| cursor.is_any(i, &["of", "by"]));
            if directly && owner.is_none() {
                owner = Some(own);
            }
        } else {
            named = Some(own);
        }
    }
    (named, owner)
}

/// The names of a stretch.
pub(super) fn names_between(names: &[Name], tokens: Range<usize>) -> &[Name] {
    let from = names.partition_point(|name| name.tokens.end <= tokens.start);
    let to = names.partition_point(|name| name.tokens.start < tokens.end);
    &names[from..to.max(from)]
}

/// A name without the role written in capitals before it; a title such as `Minister of Mines` stays.
pub(super) fn without_role(reading: &Reading<'_>, name: Range<usize>) -> Range<usize> {
    let cursor = reading.cursor();
    let mut start = name.start;
    let mut role_end = start;
    for hit in hits_between(reading, name.clone()).filter(|hit| hit.cue == v::ROLE) {
        if hit.token as usize <= role_end.max(start) + 1 {
            role_end = (hit.end as usize).min(name.end);
        }
    }
    if role_end > start && !cursor.is_any(role_end, &["of", "for"]) {
        start = role_end;
    }
    start..name.end
}

fn hits_between<'r>(
    reading: &'r Reading<'_>,
    tokens: Range<usize>,
) -> impl Iterator<Item = &'r crate::lexicon::Hit> {
    reading.hits_from(tokens.start).iter().take_while(move |hit| (hit.token as usize) < tokens.end)
}

/// The role in a phrase: `chief executive`, `Minister of Mines`, `chief minister`.
fn role_in(reading: &Reading<'_>, phrase: Range<usize>) -> Option<Range<usize>> {
    let cursor = reading.cursor();
    let mut role: Option<Range<usize>> = None;
    for hit in hits_between(reading, phrase.clone()).filter(|hit| hit.cue == v::ROLE) {
        let (token, end) = (hit.token as usize, hit.end as usize);
        let owner = cursor.is_any(end, &["’s", "'s"]);
        match &mut role {
            Some(role) if token <= role.end => role.end = role.end.max(end),
            Some(_) => break,
            None if end <= phrase.end && !owner => role = Some(token..end),
            None => {}
        }
    }
    // “official figures”: the role is of something else.
    let role = role.filter(|role| role.end <= phrase.end)?;
    let noun = role.end < phrase.end
        && reading.tokens[role.end].kind == TokenKind::Word
        && reading.tokens[role.end].case == Case::Lower
        && cursor.is_any(role.end, PAPERS);
    (!noun).then_some(role)
}

/// The head noun: the last word before the first preposition.
fn head(reading: &Reading<'_>, phrase: Range<usize>) -> Option<usize> {
    let cursor = reading.cursor();
    let prepositions = [
        "of",
        "at",
        "for",
        "in",
        "from",
        "by",
        "to",
        "with",
        "on",
        "under",
        "close",
        "near",
        "handed",
        "pinned",
        "published",
        "familiar",
        "between",
        "about",
        "put",
    ];
    let end = phrase
        .clone()
        .find(|&i| i > phrase.start && cursor.is_any(i, &prepositions))
        .unwrap_or(phrase.end);
    let code = |i: usize| {
        cursor.kind(i + 1) == TokenKind::Hyphen && cursor.kind(i + 2) == TokenKind::Number
    };
    (phrase.start..end).rev().find(|&i| {
        cursor.kind(i) == TokenKind::Word && !cursor.is_any(i, &["’s", "'s"]) && !code(i)
    })
}

fn is_organisation_word(reading: &Reading<'_>, at: usize) -> bool {
    hits_between(reading, at..at + 1)
        .any(|hit| hit.cue == v::ORGANISATION && hit.end as usize == at + 1)
}

/// Whether a name is a firm's or an agency's: its last word says so, or it is an acronym.
pub(super) fn looks_like_organisation(reading: &Reading<'_>, name: Range<usize>) -> bool {
    let cursor = reading.cursor();
    let last =
        if cursor.raw(name.end - 1) == "." && name.len() > 1 { name.end - 2 } else { name.end - 1 };
    let acronym = name.len() == 1
        && cursor.tokens[name.start].case == Case::Upper
        && cursor.raw(name.start).len() >= 3;
    let body = |i: usize| cursor.is_any(i, OFFICES) || cursor.is_any(i, BODIES);
    acronym
        || is_organisation_word(reading, last)
        || body(last)
        || name.clone().any(|i| cursor.raw(i) == "&")
        || name.len() > 1 && body(name.start)
        || name.len() > 2
            && is_organisation_word(reading, name.start)
            && cursor.is(name.start + 1, "of")
}

fn nature_of_body(reading: &Reading<'_>, name: Range<usize>) -> Nature {
    let cursor = reading.cursor();
    match name.clone().any(|i| cursor.is_any(i, OFFICES)) {
        true => Nature::Office,
        false => Nature::Organisation,
    }
}

/// `Minister of Geology`: a person by the office.
fn is_office_title(reading: &Reading<'_>, name: Range<usize>) -> bool {
    role_in(reading, name.start..name.end).is_some_and(|role| role.start == name.start)
}

fn is_former(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    let cursor = reading.cursor();
    tokens.clone().any(|i| cursor.is_any(i, &["former", "retired", "ex", "formerly", "then-prime"]))
        || tokens.clone().any(|i| cursor.is(i, "until") && cursor.kind(i + 1) == TokenKind::Number)
}

/// “holds no shares”, “advises no company”, “is paid by neither side”, “independent of …”.
fn is_independent(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    let cursor = reading.cursor();
    let stakes = [
        "shares",
        "share",
        "stake",
        "interest",
        "interests",
        "company",
        "side",
        "sides",
        "party",
        "money",
        "firm",
        "client",
        "of",
    ];
    tokens.clone().any(|i| {
        cursor.is(i, "independent")
            || cursor.is_any(i, &["no", "neither"])
                && (i + 1..i + 4).any(|j| cursor.is_any(j, &stakes))
    })
}

/// The end of words such as `who asked not to be named` behind an unnamed person.
fn condition_end(reading: &Reading<'_>, subject: &Subject) -> usize {
    let cursor = reading.cursor();
    let aside = subject.aside.clone();
    let hidden = aside.clone().find(|&i| {
        cursor.is_any(i, &["named", "anonymity", "identified", "anonymous", "name", "quoted"])
    });
    hidden.map_or(subject.phrase.end, |i| {
        (i + 1..aside.end)
            .find(|&j| matches!(cursor.raw(j), "," | ";"))
            .unwrap_or(i + 1)
            .min(aside.end)
    })
}

/// The role by which a speaker gains.
fn interest(
    reading: &Reading<'_>,
    nature: Nature,
    role: Option<&Range<usize>>,
    is_firm: bool,
) -> Option<InterestedRole> {
    use InterestedRole as R;
    let cursor = reading.cursor();
    let by_role = role.and_then(|role| {
        let has = |words: &[&str]| role.clone().any(|i| cursor.is_any(i, words));
        Some(match () {
            () if has(&["prime", "premier", "pm"]) => R::HeadOfGovernment,
            () if has(&["minister", "secretary"]) => R::Minister,
            () if has(&["governor"]) => R::Governor,
            () if has(&["mayor", "mayoress"]) => R::Mayor,
            () if has(&["president"]) => R::President,
            () if has(&["ceo"]) || has(&["chief"]) && has(&["executive"]) => R::ChiefExecutive,
            () if has(&["chairman", "chairwoman", "chair", "chairperson"]) => R::Chairman,
            () if has(&["director"]) => R::Director,
            () if has(&["founder"]) => R::Founder,
            () if has(&["promoter"]) => R::Promoter,
            () if has(&["adviser", "advisor"]) => R::Adviser,
            () if has(&["shareholder"]) => R::Shareholder,
            () if has(&["spokesman", "spokeswoman", "spokesperson"]) => R::Spokesperson,
            () => return None,
        })
    });
    by_role.or(match nature {
        Nature::Office => Some(R::Office),
        Nature::Organisation if is_firm => Some(R::Company),
        _ => None,
    })
}
