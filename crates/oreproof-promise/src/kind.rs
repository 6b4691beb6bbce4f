//! What a quantity is a quantity of, from its unit and the words around it.
//!
//! For each family of units there are a few kinds, each with the word lists that
//! speak for it. Shapes that leave no doubt come first (a percentage with a metal
//! behind it is a grade); then the nearest phrase decides; a quantity with no
//! phrase of its own is what the one before it is (“up from …”, “against …”, a
//! list); and last the heading of the paragraph has its say.

use oreproof_units::{Base, Bound, Unit};

use crate::around::{Around, Candidate, Side};
use crate::commodity;
use crate::cursor::{Cursor, WordSet};
use crate::form::Form;
use crate::lex::TokenKind;
use crate::quantity::{Kind, Quantity};
use crate::reading::Reading;
use crate::vocabulary as v;
use Side::{After, Before, Both};

/// Gives every quantity its kind.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    for at in 0..reading.quantities.len() {
        let kind = View::new(reading, at).kind();
        reading.quantities[at].kind = kind;
    }
}

/// One quantity in its sentence.
struct View<'r, 't> {
    reading: &'r Reading<'t>,
    at: usize,
    quantity: &'r Quantity,
    around: Around<'r, 't>,
    cursor: Cursor<'r>,
}

impl<'r, 't> View<'r, 't> {
    fn new(reading: &'r Reading<'t>, at: usize) -> Self {
        let quantity = &reading.quantities[at];
        Self { reading, at, quantity, around: Around::new(reading, at), cursor: reading.cursor() }
    }

    fn kind(&self) -> Kind {
        let Some(unit) = self.quantity.unit else { return Kind::Grade };
        match unit.of {
            Base::Money(_) if unit.is_price() => self.price(),
            Base::Money(_) => self.money(),
            Base::Percent => self.percent(),
            Base::Count => self.count(),
            Base::SquareKilometre | Base::Hectare | Base::Acre | Base::SquareMile => Kind::Area,
            of if of.is_length() => self.length(),
            of if of.is_time() => self.duration(),
            _ if unit.is_grade() => self.grade(),
            of if of.is_mass() => self.mass(unit),
            _ => Kind::Other,
        }
    }

    /// The quantity before, if it stands in the same sentence and has the same unit.
    fn twin(&self) -> Option<&'r Quantity> {
        let sentence = &self.reading.sentences[self.quantity.sentence];
        let of = |q: &Quantity| {
            q.unit.map(|unit| if unit.currency().is_some() { None } else { Some(unit.of) })
        };
        self.reading.quantities[sentence.quantities.start..self.at]
            .iter()
            .rev()
            .find(|q| of(q) == of(self.quantity))
    }

    /// Whether a commodity stands at a token.
    fn metal_at(&self, tokens: std::ops::Range<usize>) -> bool {
        let sentence = &self.reading.sentences[self.quantity.sentence];
        self.reading
            .hits_in(sentence, v::COMMODITY)
            .any(|hit| tokens.contains(&(hit.token as usize)))
    }

    /// The nearest phrase, else the twin, else the heading.
    fn settle(&self, candidates: &[Candidate<Kind>]) -> Option<Kind> {
        let twin = || {
            self.twin()
                .map(|q| q.kind)
                .filter(|kind| candidates.iter().any(|(known, ..)| known == kind))
        };
        self.around.nearest(candidates).or_else(twin).or_else(|| self.around.topic(candidates))
    }

    fn before(&self, words: &[&str]) -> bool {
        self.quantity.tokens.start > 0 && self.cursor.is_any(self.quantity.tokens.start - 1, words)
    }

    fn behind(&self, words: &[&str]) -> bool {
        self.cursor.is_any(self.quantity.tokens.end, words)
    }

    // ---- grades and percentages ----

    /// `cut-off grade of 0.2%`, `0.8% nickel cut-off`.
    fn is_cutoff(&self) -> bool {
        let end = self.quantity.tokens.end;
        // “11.8% P₂O₅, above a cut-off of 5%”: another number's.
        let parted = || {
            let stops = [",", ";", "above", "at", "with", "and", "using", "a", "the", "("];
            (end..end + 4)
                .take_while(|&at| !self.cursor.is_any(at, &["cut", "cutoff"]))
                .any(|at| self.cursor.is_any(at, &stops))
        };
        self.around.near(v::CUTOFF, Before, 4) || self.around.near(v::CUTOFF, After, 4) && !parted()
    }

    /// `3.2% copper-equivalent`, `2.2% CuEq`, `expressed as silver-equivalent, … 402 g/t`.
    fn is_equivalent(&self) -> bool {
        let end = self.quantity.tokens.end;
        let word = self.cursor.lower(end);
        let symbol = word.as_str().strip_suffix("eq").is_some_and(|metal| metal.len() == 2);
        let hyphen = usize::from(self.cursor.kind(end + 1) == TokenKind::Hyphen);
        let written = self.cursor.is_any(end + 1 + hyphen, &["equivalent", "equiv", "eq"]);
        symbol
            || written && !self.cursor.is(end, "carbonate")
            || self.around.near(v::EQUIVALENT, Before, 9)
    }

    fn grade(&self) -> Kind {
        if self.is_cutoff() {
            Kind::Cutoff
        } else if self.is_equivalent() {
            Kind::GradeEquivalent
        } else {
            Kind::Grade
        }
    }

    fn percent(&self) -> Kind {
        if self.is_cutoff() {
            return Kind::Cutoff;
        }
        if self.is_equivalent() {
            return Kind::GradeEquivalent;
        }
        let end = self.quantity.tokens.end;
        // “30% of the royalty goes to …”: a share of it, not its rate.
        let of = self.behind(&["of"]);
        if of && self.around.near(v::ROYALTY, After, 4) {
            return Kind::Share;
        }
        const SPECIAL: &[Candidate<Kind>] = &[
            (Kind::Irr, v::IRR, Before, 8),
            (Kind::Irr, v::IRR, After, 4),
            (Kind::DiscountRate, v::DISCOUNT, Both, 4),
            (Kind::RoyaltyRate, v::ROYALTY, Both, 6),
            (Kind::TaxRate, v::TAX, Both, 5),
            (Kind::Recovery, v::RECOVERY, Before, 6),
            (Kind::Recovery, v::RECOVERY, After, 2),
            (Kind::Ownership, v::OWN, Before, 5),
            (Kind::Ownership, v::OWN, After, 4),
            (Kind::Change, v::CHANGE, Before, 4),
            (Kind::Change, v::CHANGE, After, 2),
            (Kind::Other, v::OTHER_PERCENT, Before, 4),
            (Kind::Other, v::OTHER_PERCENT, After, 3),
            (Kind::Share, v::SHARE, Both, 3),
        ];
        const GRADES: &[Candidate<Kind>] = &[(Kind::Grade, v::GRADE, Before, 3)];
        // “An NPV of $287 million at 8% and an IRR of 17.6%”: the first belongs to the NPV.
        let after_npv = self.before(&["at", "@", "(", "using"])
            && self.at.checked_sub(1).is_some_and(|at| {
                let q = &self.reading.quantities[at];
                q.kind == Kind::Npv && self.quantity.tokens.start - q.tokens.end <= 3
            });
        if after_npv && q_in_sentence(self.reading, self.at) {
            return Kind::DiscountRate;
        }
        let mut special = self.around.nearest(SPECIAL);
        // “Recovery to a concentrate of 34% P₂O₅”: the grade of what is recovered.
        if special == Some(Kind::Recovery)
            && self.metal_at(end..end + 1)
            && self.around.near(v::PRODUCT, Before, 3)
        {
            special = None;
        }
        let decided = matches!(
            special,
            Some(Kind::RoyaltyRate | Kind::TaxRate | Kind::Ownership | Kind::Recovery)
        );
        // “1.6 billion tonnes at 34% iron at its wholly owned project”
        let of_rock = special == Some(Kind::Ownership)
            && self.metal_at(end..end + 1)
            && self.behind_tonnage();
        if (!decided || of_rock) && (self.metal_at(end..end + 1) || self.behind_tonnage()) {
            return Kind::Grade;
        }
        if of && special.is_none_or(|kind| matches!(kind, Kind::Share | Kind::Other)) {
            return Kind::Share;
        }
        if of
            && self.cursor.is_any(end + 1, &["the", "world", "global", "all"])
            && special != Some(Kind::Recovery)
            && self.around.near(v::SHARE, After, 3)
        {
            return Kind::Share;
        }
        let npv = || {
            (self.before(&["at", "(", "@"]) && self.around.wide().near(v::NPV, Before, 20))
                .then_some(Kind::DiscountRate)
        };
        let owner = || (self.before(&["("]) && self.named_before()).then_some(Kind::Ownership);
        let wide = || {
            self.around
                .wide()
                .nearest(&[(Kind::Ownership, v::OWN, Before, 16)])
                .filter(|_| self.before(&["with", "(", "at"]))
        };
        special
            .or_else(|| self.around.nearest(GRADES))
            .or_else(npv)
            .or_else(|| self.twin().map(|q| q.kind).filter(|kind| *kind != Kind::Grade))
            .or_else(wide)
            .or_else(owner)
            .or_else(|| self.before(&["by"]).then_some(Kind::Change))
            .or_else(|| self.around.topic(SPECIAL))
            .unwrap_or(Kind::Other)
    }

    /// `6.1 Mt at 1.8%`: directly behind a tonnage or an intercept.
    fn behind_tonnage(&self) -> bool {
        let sentence = &self.reading.sentences[self.quantity.sentence];
        let start = self.quantity.tokens.start;
        let joined = self.before(&[
            "at",
            "@",
            "grading",
            "averaging",
            "of",
            "assaying",
            "running",
            "carrying",
        ]);
        joined
            && self.reading.quantities_in(sentence).iter().any(|other| {
                let near = other.tokens.end < start && start - other.tokens.end <= 3;
                near && other.unit.is_some_and(|u| u.is_mass() || u.of.is_length())
            })
    }

    /// A name or a holder, with the bracket that opens the percentage behind it: `Omari Brothers (45%)`.
    fn named_before(&self) -> bool {
        let Some(mut at) = self.quantity.tokens.start.checked_sub(2) else { return false };
        // `Vanterre Silver Inc. (70%)`
        if self.cursor.raw(at) == "." && at > 0 {
            at -= 1;
        }
        self.cursor.tokens[at].case != crate::lex::Case::Lower
            || self.cursor.is_any(
                at,
                &[
                    "plc",
                    "company",
                    "partner",
                    "group",
                    "firm",
                    "state",
                    "government",
                    "province",
                    "fund",
                    "trust",
                ],
            )
    }

    // ---- money ----

    fn price(&self) -> Kind {
        match self.settle(&[(Kind::Price, v::PRICE, Both, 6), (Kind::Cost, v::COST, Both, 5)]) {
            Some(kind) => kind,
            None => Kind::Price,
        }
    }

    fn money(&self) -> Kind {
        let sentence = &self.reading.sentences[self.quantity.sentence];
        let stock = sentence.cues.has(v::STOCK)
            || sentence.cues.has(v::COMMODITY)
            || sentence.cues.has(v::ROCK)
            // “Its metal value is $400 billion”: of what was spoken of before.
            || sentence.cues.has(v::WORTH)
                && sentence.tokens.clone().any(|at| {
                    self.cursor.is(at, "metal") && self.cursor.is(at + 1, "value")
                });
        let end = self.quantity.tokens.end;
        let shipped = self.reading.quantities[sentence.quantities.start..self.at]
            .iter()
            .any(|q| matches!(q.kind, Kind::ExportVolume | Kind::SalesVolume));
        let shipped = shipped
            || self.reading.quantities[sentence.quantities.start..self.at]
                .iter()
                .any(|q| q.kind == Kind::Production);
        let traded = self.around.near(v::EXPORT_VALUE, Both, 9)
            || shipped && sentence.cues.has(v::EXPORT_VALUE)
            || sentence.cues.has(v::NPV)
            || self.around.near(v::REVENUE_NOUN, Both, 3);
        let in_ground = self.behind(&["of", "in"])
            && (self.metal_at(end + 1..end + 3) || sentence.cues.has(v::STOCK));
        // “At a discount rate of 6% the project is worth £131 million”: a present value.
        if sentence.cues.has(v::DISCOUNT) && self.around.near(v::WORTH, Before, 6) {
            return Kind::Npv;
        }
        if stock
            && !traded
            && (self.around.near(v::WORTH, Both, 13)
                || in_ground && sentence.cues.has(v::IN_GROUND))
        {
            return Kind::ValuationGross;
        }
        const SUMS: &[Candidate<Kind>] = &[
            (Kind::Npv, v::NPV, Before, 12),
            (Kind::Npv, v::NPV, After, 8),
            (Kind::Debt, v::DEBT, Both, 4),
            (Kind::Revenue, v::CASH_FLOW, Before, 7),
            (Kind::Revenue, v::CASH_FLOW, After, 2),
            (Kind::Cash, v::CASH, Before, 7),
            (Kind::Cash, v::CASH, After, 2),
            (Kind::Capex, v::CAPEX, Before, 6),
            (Kind::Capex, v::CAPEX, After, 3),
            (Kind::Funding, v::FUND, Both, 5),
            (Kind::ExportValue, v::EXPORT_VALUE, Before, 12),
            (Kind::ExportValue, v::EXPORT_VALUE, After, 3),
            (Kind::Revenue, v::REVENUE, Before, 16),
            (Kind::Revenue, v::REVENUE, After, 4),
            (Kind::Investment, v::INVEST, Before, 8),
            (Kind::Investment, v::INVEST, After, 4),
            (Kind::Cost, v::COST, Both, 5),
        ];
        // “Will put A$95 million into the roads”: spent, not earned.
        if self.behind(&["into", "in"])
            && self.around.near(v::SPENDING, Before, 3)
            && self.around.near(v::BUILDING, After, 6)
        {
            return Kind::Investment;
        }
        let mut kind = self.settle(SUMS);
        // “Whose cost is put at $850 million”: nothing is put into anything.
        let start = self.quantity.tokens.start;
        if kind == Some(Kind::Revenue)
            && self.before(&["at"])
            && start >= 2
            && self.cursor.is_any(start - 2, &["put", "puts"])
        {
            let others = [(Kind::Capex, v::CAPEX, Before, 8), (Kind::Cost, v::COST, Before, 8)];
            kind = self.around.nearest(&others);
        }
        if kind == Some(Kind::Revenue) && self.around.wide().near(v::EXPORT_VALUE, Before, 20) {
            return Kind::ExportValue;
        }
        if kind == Some(Kind::Cost) && self.around.near(v::BUILDING, Both, 12) {
            return Kind::Capex;
        }
        if let Some(twin) = self.twin().filter(|q| kind.is_none() && q.is_money()) {
            return twin.kind;
        }
        kind.unwrap_or(if in_ground { Kind::ValuationGross } else { Kind::Other })
    }

    // ---- masses ----

    fn mass(&self, unit: Unit) -> Kind {
        const ACTIONS: &[Candidate<Kind>] = &[
            (Kind::Production, v::PRODUCE, Before, 8),
            (Kind::Production, v::PRODUCE, After, 4),
            (Kind::SalesVolume, v::SELL, Before, 12),
            (Kind::SalesVolume, v::SELL, After, 4),
            (Kind::ExportVolume, v::EXPORT, Before, 8),
            (Kind::ExportVolume, v::EXPORT, After, 5),
        ];
        if unit.is_mass_rate() {
            const RATES: &[Candidate<Kind>] = &[
                (Kind::ExportVolume, v::EXPORT, Both, 6),
                (Kind::SalesVolume, v::SELL, Both, 6),
                (Kind::Production, v::PRODUCE, Both, 12),
            ];
            return self.around.nearest(RATES).unwrap_or(Kind::Production);
        }
        // Two grams are in a sample or a coin, and are no deposit.
        if matches!(unit.of, Base::Gram) {
            return self.around.nearest(ACTIONS).unwrap_or(Kind::Other);
        }
        let end = self.quantity.tokens.end;
        let of = usize::from(self.behind(&["of"]));
        let contained = self.around.near(v::CONTAIN, Before, 2)
            || self.cursor.is_any(end + of, &["contained"])
            || self.around.near(v::CONTAINED, After, 4);
        let graded = self.behind_grade();
        let category = self.around.near(v::CATEGORY, Both, 12);
        if !graded && !category && self.around.near(v::STORED, Both, 5) {
            return self.around.nearest(ACTIONS).unwrap_or(Kind::Other);
        }
        if contained && !graded {
            return Kind::Contained;
        }
        let stock = self.around.near(v::STOCK, Both, 8);
        // What went through the mill has a grade too.
        let fed = !category && !stock && self.around.near(v::FED, Before, 4);
        if graded && !category && self.around.near(v::STOCKPILE, Both, 8) {
            return Kind::Other;
        }
        // “14,800 t of spodumene concentrate grading 5.6%”, “concentrate produced: 412 t at 63%”.
        let product = !category
            && (self.around.near(v::PRODUCT, After, 3)
                || self.around.near(v::PRODUCT, Before, 3)
                    && self.around.near(v::PRODUCE, Before, 3));
        if graded && product {
            return self.around.nearest(ACTIONS).unwrap_or(Kind::Production);
        }
        if graded {
            return if fed { Kind::Production } else { Kind::OreTonnage };
        }
        if !category && self.is_dated_target(end) {
            return Kind::Production;
        }
        if !category && self.around.near(v::DEMAND, Both, 8) {
            return Kind::Other;
        }
        if self.lies_in_place(end) {
            return Kind::Contained;
        }
        // “… 62 kt of nickel, or 226 kt all told”: the sum of what stands before.
        let summed = self.before(&["or", "total"]) || self.behind(&["in", "all", "together"]);
        if summed
            && !self.metal_at(end..end + 3)
            && self.twin().is_some_and(|q| q.kind == Kind::Contained)
        {
            return Kind::Contained;
        }
        let action = self.around.nearest(ACTIONS);
        let whole = self.before(&["all", "the", "whole", "entire"]) && self.known_stock();
        if whole {
            return self.known_kind().unwrap_or(Kind::Contained);
        }
        if self.before(&["all", "whole", "entire"]) && self.around.near(v::STOCK, After, 8) {
            return Kind::Contained;
        }
        if let Some(kind) = action.filter(|_| !category) {
            return kind;
        }
        // “61 Mt at 0.9% copper, equal to 550,000 t of copper”: the metal in the rock before it.
        let of_metal = self.metal_at(end + of..end + of + 2);
        if of_metal
            && !self.rock(end)
            && !self.is_bulk(end)
            && self.twin().is_some_and(|q| q.kind == Kind::OreTonnage)
        {
            return Kind::Contained;
        }
        if !stock && !category {
            let twin = self
                .twin()
                .filter(|q| q.unit.map(|u| u.of) == Some(unit.of) && self.around.follows_another());
            let twin = twin.map(|q| q.kind).filter(|kind| *kind != Kind::Price);
            if let Some(kind) = twin.or_else(|| self.around.topic(ACTIONS)) {
                return kind;
            }
        }
        if unit.of == Base::TroyOunce && self.around.near(v::PRODUCT, Before, 4) {
            return Kind::Production;
        }
        // A quarterly report tells what was made; what lies in the ground it says by name.
        let report = self.reading.about.form == Form::QuarterlyActivityReport;
        if report
            && !stock
            && !category
            && !self.reading.sentences[self.quantity.sentence].cues.has(v::STOCK)
            && !self.rock(end)
        {
            return Kind::Production;
        }
        let flows = self.around.near(v::PRODUCT, Both, 3)
            || self.around.near(v::CHANGE, Before, 3)
                && !matches!(self.quantity.bound, Some(Bound::Min | Bound::Max))
            || self.around.near(v::YEAR_PART, After, 4);
        let old = self.reading.sentences[self.quantity.sentence].cues.has(v::HISTORIC);
        if flows && !stock && !category && !old {
            return Kind::Production;
        }
        if of == 1
            && self.cursor.is_any(
                end + 1,
                &["tailings", "waste", "slag", "overburden", "spoil", "slurry", "sludge"],
            )
        {
            return Kind::Other;
        }
        let rock = self.rock(end);
        let metal = self.metal_at(end + of..end + of + 2);
        if unit.of == Base::TroyOunce || metal && !rock && !self.is_bulk(end) {
            return Kind::Contained;
        }
        // A small bare tonnage in a paragraph that says nothing of the ground is no deposit.
        let paragraph = &self.reading.paragraphs[self.quantity.paragraph];
        let ground = stock
            || category
            || rock
            || paragraph.cues.has(v::STOCK)
            || paragraph.cues.has(v::CATEGORY);
        let large = self.quantity.tonnes().is_some_and(|tonnes| tonnes >= 1e6);
        if ground || large { Kind::OreTonnage } else { Kind::Other }
    }

    /// `a target of 50,000 tonnes of copper for 2026`: an aim of output, not of exploration.
    fn is_dated_target(&self, end: usize) -> bool {
        let aim = self.around.near(v::TARGET, Before, 2);
        let year = |at: usize| {
            let raw = self.cursor.raw(at);
            raw.len() == 4 && (raw.starts_with("19") || raw.starts_with("20"))
        };
        let dated = |at: usize| {
            self.cursor.is_any(at, &["for", "in", "by"]) && year(at + 1)
                || self.cursor.is_any(at, &["this", "next"])
                    && self.cursor.is_any(at + 1, &["year", "quarter"])
        };
        aim && (end..end + 5).any(dated)
    }

    /// `200,000 tonnes of tin in the Harrow lodes`: metal said to lie in rock.
    fn lies_in_place(&self, end: usize) -> bool {
        let place = end + 2;
        self.behind(&["of"])
            && self.metal_at(end + 1..place)
            && self.cursor.is(place, "in")
            && (place..place + 6).any(|at| self.cursor.is_any(at, LANDFORMS))
    }

    /// Words for rock behind the amount: `5 million tons of ore`.
    fn rock(&self, end: usize) -> bool {
        let sentence = &self.reading.sentences[self.quantity.sentence];
        self.reading
            .hits_in(sentence, v::ROCK)
            .any(|hit| (end..end + 4).contains(&(hit.token as usize)))
    }

    /// Whether the same amount already stands in the text as rock or metal in the ground.
    fn known_stock(&self) -> bool {
        self.known_kind().is_some()
    }

    fn known_kind(&self) -> Option<Kind> {
        let recent = &self.reading.quantities[self.at.saturating_sub(60)..self.at];
        let same = |q: &&Quantity| {
            q.unit == self.quantity.unit
                && q.amount == self.quantity.amount
                && q.kind.is_in_ground()
        };
        recent.iter().find(same).map(|q| q.kind)
    }

    /// Whether the commodity behind a tonnage is itself the rock: iron ore, coal, phosphate.
    fn is_bulk(&self, end: usize) -> bool {
        let sentence = &self.reading.sentences[self.quantity.sentence];
        let metal = self
            .reading
            .hits_in(sentence, v::COMMODITY)
            .find(|hit| (end..end + 3).contains(&(hit.token as usize)));
        metal.is_some_and(|hit| {
            let commodity = commodity::of_phrase(hit.phrase);
            // An oxide or a symbol is what is contained, not the rock.
            !commodity::is_symbol(hit.phrase)
                && (commodity.is_bulk() || BULK.contains(&commodity.name()))
        })
    }

    /// A grade follows closely: `48 Mt grading 0.62%`, `6.1 Mt at 1.82 g/t`.
    fn behind_grade(&self) -> bool {
        let Some(next) = self.reading.quantities.get(self.at + 1) else { return false };
        let end = self.quantity.tokens.end;
        let near = next.sentence == self.quantity.sentence && next.tokens.start - end <= 6;
        let joined = (end..next.tokens.start).any(|i| self.cursor.is_any(i, GRADING));
        near && joined && next.unit.is_none_or(Unit::is_grade)
    }

    // ---- lengths, times and counts ----

    fn length(&self) -> Kind {
        if self.quantity.unit == Some(Unit::of(Base::Kilometre)) {
            let drilled =
                self.around.near(v::DRILLING, Both, 3) && self.around.near(v::DEPTH, Both, 3);
            return if drilled { Kind::DrillingLength } else { Kind::Distance };
        }
        if self.before(&["from"]) && self.twin().is_some() || self.around.near(v::DEPTH, Both, 3) {
            return Kind::Depth;
        }
        if self.is_intercept() {
            return Kind::Intercept;
        }
        let large = self.quantity.amount.high.or(self.quantity.amount.low).unwrap_or(0.0) >= 1000.0;
        let found = self.around.nearest(&[
            (Kind::DrillingLength, v::DRILLING, Both, 6),
            (Kind::Distance, v::DISTANCE, Both, 4),
            (Kind::Intercept, v::INTERSECT, Both, 5),
        ]);
        match found {
            Some(Kind::Intercept) if large => Kind::DrillingLength,
            Some(kind) => kind,
            None => Kind::Distance,
        }
    }

    /// A length with its grade behind it.
    fn is_intercept(&self) -> bool {
        let end = self.quantity.tokens.end;
        let graded = self.behind(GRADING) || self.behind(&["of"]);
        let next = self
            .reading
            .quantities
            .get(self.at + 1)
            .filter(|next| next.sentence == self.quantity.sentence);
        let next_is_grade =
            next.is_some_and(|n| n.tokens.start <= end + 3 && n.unit.is_none_or(Unit::is_grade));
        graded && next_is_grade || self.behind(&["of"]) && self.metal_at(end + 1..end + 2)
    }

    fn duration(&self) -> Kind {
        let years = self.quantity.unit == Some(Unit::of(Base::Year));
        let start = self.quantity.tokens.start;
        let for_years = self.before(&["for", "over"]);
        let rated = self.reading.quantities[..self.at].last().is_some_and(|q| {
            let rate = q.unit.is_some_and(|u| u.per.is_some_and(Base::is_time));
            q.sentence == self.quantity.sentence && rate && start - q.tokens.end <= 9
        });
        if years && (rated && for_years || self.around.near(v::LIFE, Both, 5)) {
            Kind::MineLife
        } else {
            Kind::Duration
        }
    }

    fn count(&self) -> Kind {
        let Some(noun) = self.quantity.noun else { return Kind::Count };
        if self.cursor.is_any(noun, &["job", "jobs"]) {
            return Kind::Jobs;
        }
        let people = self.cursor.is_any(
            noun,
            &[
                "people",
                "person",
                "persons",
                "worker",
                "workers",
                "employee",
                "employees",
                "national",
                "nationals",
            ],
        );
        let sentence = &self.reading.sentences[self.quantity.sentence];
        let work = sentence.cues.has(v::EMPLOYMENT)
            || sentence.cues.has(v::BUILDING) && self.around.near(v::BUILDING, After, 4);
        let twin = self.twin().is_some_and(|q| q.kind == Kind::Jobs);
        if people && (work || twin) { Kind::Jobs } else { Kind::Count }
    }
}

/// Whether the quantity before stands in the same sentence.
fn q_in_sentence(reading: &Reading<'_>, at: usize) -> bool {
    at > 0 && reading.quantities[at - 1].sentence == reading.quantities[at].sentence
}

/// Where metal lies that nobody has mined.
const LANDFORMS: &WordSet = &WordSet::new(&[
    "lode",
    "lodes",
    "vein",
    "veins",
    "hill",
    "hills",
    "ridge",
    "seam",
    "seams",
    "deposit",
    "deposits",
    "mountain",
    "mountains",
    "ground",
    "rock",
]);

/// Words between a tonnage or a length and its grade.
const GRADING: &[&str] = &[
    "at",
    "@",
    "grading",
    "averaging",
    "grade",
    "grades",
    "assaying",
    "graded",
    "running",
    "averages",
    "carrying",
];

/// Commodities that are sold as rock or concentrate, so that a tonnage of them is a tonnage of rock.
const BULK: &[&str] = &[
    "iron ore",
    "phosphate",
    "potash",
    "bauxite",
    "graphite",
    "chromite",
    "manganese",
    "barite",
    "fluorspar",
];
