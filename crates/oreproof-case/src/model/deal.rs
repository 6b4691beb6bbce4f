//! Who agreed what, and how far it has gone: parties, instruments, stages,
//! milestones, titles, holdings.

use oreproof_units::Period;

use crate::model::words::{
    Binding, Disclosure, HoldingKind, InstrumentKind, Interest, Knowing, MilestoneKind,
    MilestoneStatus, PartyKind, Role, Stage, Task, TitleKind, TitleStatus,
};
use crate::quantity::{Area, Money, Quantity, Share};
use crate::refs::{
    Id, Ref, ToClaim, ToDocument, ToHeld, ToInstrument, ToLayer, ToOrigin, ToParty, ToSite,
    ToStaged,
};
use crate::stated::{Confidence, Stated};
use crate::table::table;

table! {
    /// A name in a register.
    Identifier {
        /// The register, such as an org-id scheme.
        scheme: String,
        /// The name there.
        id: String,
    }
}

table! {
    /// Somebody who speaks, signs, owns, works or is paid.
    Party: Party {
        /// Its name in the case.
        id: Id<Party>,
        /// What it is called.
        name: String,
        /// What else it is called.
        aliases: Vec<String>,
        /// What sort of party it is.
        kind: PartyKind,
        /// The country, by its ISO 3166 three-letter code.
        country: Option<String>,
        /// Its names in registers.
        identifiers: Vec<Identifier>,
        /// What it belongs to.
        part_of: Option<Ref<ToParty>>,
        /// The office or post that it speaks from.
        role: Option<String>,
        /// What it gains from what it says.
        interest: Option<Interest>,
        /// What it does by its own account.
        profile: Vec<Task>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A party's part in an instrument.
    Signatory {
        /// Who.
        party: Ref<ToParty>,
        /// In which part.
        role: Role,
    }
}

table! {
    /// A paper that parties sign, or an order that binds them.
    Instrument: Instrument {
        /// Its name in the case.
        id: Id<Instrument>,
        /// What it is called.
        title: String,
        /// What sort of paper it is.
        kind: InstrumentKind,
        /// Whether it binds.
        binding: Binding,
        /// When it was signed.
        signed: Option<Period>,
        /// From when it holds.
        starts: Option<Period>,
        /// Until when.
        ends: Option<Period>,
        /// Who is in it.
        parties: Vec<Signatory>,
        /// The sites it is about.
        sites: Vec<Ref<ToSite>>,
        /// The commodities.
        commodities: Vec<String>,
        /// What is to be done under it, in the order said.
        tasks: Vec<Task>,
        /// What it holds out.
        intended: Option<Stated<Quantity<Money>>>,
        /// What it binds somebody to pay.
        contracted: Option<Stated<Quantity<Money>>>,
        /// What has been paid.
        implemented: Option<Stated<Quantity<Money>>>,
        /// How much of its text is public.
        disclosure: Disclosure,
        /// Its text, where that is a document of the case.
        document: Option<Ref<ToDocument>>,
        /// What it takes the place of.
        supersedes: Vec<Ref<ToInstrument>>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A stage reached by an instrument, a project, a title or a site.
    StageEvent {
        /// What reached it.
        of: Ref<ToStaged>,
        /// Which stage.
        stage: Stage,
        /// When.
        date: Period,
        /// How that is known.
        known: Knowing,
        /// The claim that says so.
        claim: Option<Ref<ToClaim>>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A day that was named for something; a new day for the same thing is a new
    /// entry, so that slips are seen.
    Milestone {
        /// Whose.
        of: Ref<ToStaged>,
        /// What it is the day of.
        kind: MilestoneKind,
        /// In a few words.
        title: String,
        /// When the day was named.
        announced: Option<Period>,
        /// The day that was named.
        due: Option<Period>,
        /// When it was done.
        met: Option<Period>,
        /// What became of it.
        status: MilestoneStatus,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A shape of a layer.
    ShapeOf {
        /// The layer.
        layer: Ref<ToLayer>,
        /// The feature, by its `id` or its `name`.
        feature: String,
    }
}

table! {
    /// A right to explore or to mine. Who holds it, who runs it and who works on it
    /// are three questions.
    Title: Title {
        /// Its name in the case.
        id: Id<Title>,
        /// What it is called.
        name: String,
        /// Its number in the register.
        number: Option<String>,
        /// What it gives a right to.
        kind: TitleKind,
        /// Whether it holds.
        status: TitleStatus,
        /// Who granted it.
        authority: Option<Ref<ToParty>>,
        /// Who holds it.
        holder: Option<Ref<ToParty>>,
        /// Who runs what is done under it.
        operator: Option<Ref<ToParty>>,
        /// Who works for the operator.
        contractor: Option<Ref<ToParty>>,
        /// How large it is.
        area: Option<Stated<Quantity<Area>>>,
        /// Its outline.
        shape: Option<ShapeOf>,
        /// When it was applied for.
        applied: Option<Period>,
        /// When it was granted.
        granted: Option<Period>,
        /// When it ends.
        expires: Option<Period>,
        /// The commodities.
        commodities: Vec<String>,
        /// The sites in it.
        sites: Vec<Ref<ToSite>>,
        /// Where the register shows it.
        register_url: Option<String>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// How sure it is.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A part of something that a party holds.
    Holding {
        /// Of what.
        of: Ref<ToHeld>,
        /// Who.
        holder: Ref<ToParty>,
        /// How.
        kind: HoldingKind,
        /// How much.
        share: Stated<Quantity<Share>>,
        /// Who pays the holder's capital, where others do; all other owners in
        /// proportion where nobody is named.
        carried_by: Vec<Ref<ToParty>>,
        /// Until what a carried interest is carried.
        carried_until: Option<String>,
        /// From when.
        starts: Option<Period>,
        /// Until when.
        ends: Option<Period>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}
