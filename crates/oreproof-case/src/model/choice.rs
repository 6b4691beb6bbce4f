//! What the author of a case chooses, since nothing that moves an answer has a
//! default: dates, rates, conventions, prices, scenarios, draws.

use jiff::civil::Date;
use oreproof_units::Period;

use crate::model::words::{
    DeckIs, DiscountConvention, Holds, Measure, Motion, Sampling, Shape, Stage, Terms,
};
use crate::quantity::{Any, Duration, Price, Quantity, Share};
use crate::refs::{
    Id, Ref, ToClaim, ToFiscalTerms, ToOrigin, ToParty, ToPriceDeck, ToProject, ToSite,
};
use crate::stated::Stated;
use crate::table::table;

table! {
    /// What the case is about.
    CaseInfo {
        /// What it is called.
        title: String,
        /// What it asks.
        question: Option<String>,
        /// What a reader should know before reading on.
        about: Option<String>,
        /// The country, by its ISO 3166 three-letter code.
        country: Option<String>,
        /// The language it is written in, by its ISO 639-1 code.
        language: Option<String>,
        /// Whether it is made up.
        invented: Option<bool>,
    }
}

table! {
    /// Whose money is counted a head.
    PerPerson {
        /// The place, as `populations` names it.
        place: String,
        /// Which count of its people.
        date: Period,
    }
}

table! {
    /// The choices that move an answer.
    Choices {
        /// The day of the weighing: nothing later is taken to be known.
        as_of: Option<Date>,
        /// The claim that the value ladder starts from.
        headline: Option<Ref<ToClaim>>,
        /// The project that the ladder goes down by.
        project: Option<Ref<ToProject>>,
        /// The fiscal terms, where a project has several.
        fiscal_terms: Option<Ref<ToFiscalTerms>>,
        /// The prices that projects are computed at.
        price_deck: Option<Ref<ToPriceDeck>>,
        /// The day or period whose prices are today's.
        price_date: Option<Period>,
        /// The currency that projects are computed in, by its ISO 4217 code.
        currency: Option<String>,
        /// Units of the project's currency for one US dollar, where that is another; else the rate
        /// that the project's model exchanges prices at, or that of the reference tables on the
        /// price date.
        exchange_rate: Option<Stated<Quantity<Any>>>,
        /// Whether money counts inflation.
        price_terms: Option<Terms>,
        /// The year of the money, where it does not.
        price_year: Option<Period>,
        /// Inflation a year, where money counts it.
        inflation: Option<Quantity<Share>>,
        /// The rates that cash is discounted at; the first is the main one.
        discount_rates: Vec<Quantity<Share>>,
        /// When in a period its cash is taken to flow.
        discount_convention: Option<DiscountConvention>,
        /// The period that cash is discounted to.
        discount_to: Option<Period>,
        /// Whose part is the state's.
        state: Vec<Ref<ToParty>>,
        /// Whose part is the province's, or the community's that is asked for.
        beneficiary: Option<Ref<ToParty>>,
        /// Whether the state's dividends count as its take.
        state_equity_counts: Option<bool>,
        /// By whose number the last rung is divided.
        per_person: Option<PerPerson>,
    }
}

table! {
    /// Another value for a key of a project's model or of fiscal terms.
    Setting {
        /// The table, the entry and the path of the key:
        /// `projects.reko-diq.model.costs[0].rate`.
        key: String,
        /// The value instead.
        value: Quantity<Any>,
    }
}

table! {
    /// The case with some things otherwise.
    Scenario: Scenario {
        /// Its name in the case.
        id: Id<Scenario>,
        /// What it is called.
        title: String,
        /// How much later the first sale comes.
        delay: Option<Quantity<Duration>>,
        /// A change of every price, such as `-20 %`.
        prices: Option<Quantity<Share>>,
        /// Changes of single prices.
        price_of: Vec<PriceChange>,
        /// A change of initial capital.
        capital: Option<Quantity<Share>>,
        /// Changes of single sums of capital.
        capital_of: Vec<CapitalChange>,
        /// A change of running costs.
        costs: Option<Quantity<Share>>,
        /// The royalty instead, of the base that the terms name.
        royalty: Option<Quantity<Share>>,
        /// The part of every year's output that is lost to insecurity.
        lost_output: Option<Quantity<Share>>,
        /// The fiscal terms instead.
        fiscal_terms: Option<Ref<ToFiscalTerms>>,
        /// The price deck instead.
        price_deck: Option<Ref<ToPriceDeck>>,
        /// Other values instead.
        set: Vec<Setting>,
        /// Who says that it could be so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A change of one sum of capital.
    CapitalChange {
        /// Its name in the project's model.
        name: String,
        /// By how much.
        change: Quantity<Share>,
    }
}

table! {
    /// A change of one price, or another price.
    PriceChange {
        /// Of what.
        commodity: String,
        /// By how much.
        change: Option<Quantity<Share>>,
        /// The price instead.
        price: Option<Quantity<Price>>,
    }
}

table! {
    /// What is not known and so drawn.
    Variable {
        /// What: `price.copper`, `grade.copper`, `recovery.gold`, `capital`, `costs`,
        /// `delay`, `ramp_up` or `lost_output`.
        of: String,
        /// The shape of its distribution.
        shape: Shape,
        /// Whether it multiplies the case's value, or takes its place.
        relative: bool,
        /// The mean.
        mean: Option<Quantity<Any>>,
        /// The standard deviation.
        sd: Option<Quantity<Any>>,
        /// The median of a lognormal.
        median: Option<Quantity<Any>>,
        /// The standard deviation of the logarithm.
        sigma: Option<f64>,
        /// The least, or where it is cut off below.
        low: Option<Quantity<Any>>,
        /// The likeliest.
        mode: Option<Quantity<Any>>,
        /// The most, or where it is cut off above.
        high: Option<Quantity<Any>>,
        /// The name of a base rate of the reference tables, or what its rows begin with.
        base_rate: Option<String>,
        /// The values of a discrete or an empirical one.
        values: Vec<Quantity<Any>>,
        /// Their weights.
        weights: Vec<f64>,
        /// The keys whose figures are supposed, for want of a source; every figure where there is
        /// neither a source nor a rate and nothing is named here.
        supposed: Vec<String>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A price that moves from year to year, around the deck.
    ///
    /// What is fitted is fitted to both processes, and the odds are told under both.
    PricePath {
        /// Which: `price.copper`.
        of: String,
        /// How it moves.
        process: Motion,
        /// Which part of all paths the deck is.
        deck_is: DeckIs,
        /// The months whose mean prices both processes are fitted to: of the reference tables, or
        /// of the case's own `prices` where they have none.
        fitted: Option<Period>,
        /// The standard deviation of the logarithm over a year of wandering, instead of a fitted
        /// one.
        volatility: Option<f64>,
        /// How fast a returning price comes back, per year, instead of as fitted; half the way
        /// takes 0.69 divided by it.
        speed: Option<f64>,
        /// The price on the day of the weighing; that of the deck where it is not said.
        start: Option<Quantity<Price>>,
        /// The keys whose figures are supposed, for want of a source; every figure where there is
        /// neither a source nor a rate and nothing is named here.
        supposed: Vec<String>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A price that a buyer promises, whatever the market does.
    PriceClause {
        /// What it is called.
        name: String,
        /// Of which price: `price.copper`.
        of: String,
        /// No less is paid than this, in the money of the deck.
        floor: Option<Quantity<Price>>,
        /// No more is paid than this, in the money of the deck.
        cap: Option<Quantity<Price>>,
        /// The part of the output that is sold like this.
        part: Quantity<Share>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// How two variables, or two price paths from year to year, move together.
    Correlation {
        /// One.
        a: String,
        /// The other.
        b: String,
        /// The rank correlation, from -1 to 1.
        rho: Option<f64>,
        /// Instead, between paths: the months whose moves it is that of.
        fitted: Option<Period>,
    }
}

table! {
    /// The draws of the risk run.
    Draws {
        /// The seed.
        seed: u64,
        /// How many.
        n: u64,
        /// How they are laid out.
        sampling: Sampling,
        /// What is drawn.
        variables: Vec<Variable>,
        /// Prices that move from year to year.
        paths: Vec<PricePath>,
        /// Prices that a buyer promises.
        price_clauses: Vec<PriceClause>,
        /// How variables, or paths, move together.
        correlations: Vec<Correlation>,
        /// Claims that are held against the draws.
        promises: Vec<HeldAgainst>,
        /// The steps still to be passed on the way to the first sale, in order.
        gates: Vec<Gate>,
        /// What stops output now and then, by the case's own record of it.
        disruptions: Vec<Disruption>,
    }
}

table! {
    /// A step on the way to the first sale: it is passed or the road ends there, and passing
    /// takes time.
    ///
    /// One whose stage the project has reached on the day of the weighing is behind it.
    Gate {
        /// What it is called.
        name: String,
        /// The stage that passing it reaches.
        stage: Stage,
        /// The odds of passing.
        odds: Option<Quantity<Share>>,
        /// The odds instead: a share of the reference table of base rates, by its name.
        odds_rate: Option<String>,
        /// Half of all such steps take no longer than this.
        median: Option<Quantity<Duration>>,
        /// How long it takes on average instead: a base rate in years, or a ratio to the plan.
        years_rate: Option<String>,
        /// How long the plan gives it, where the base rate is a ratio.
        plan: Option<Quantity<Duration>>,
        /// The standard deviation of the logarithm of the time.
        sigma: f64,
        /// What waits for it.
        holds: Holds,
        /// When the plan has it passed; the first capital, or the first sale, where it is not
        /// said.
        due: Option<Period>,
        /// The keys whose figures are supposed, for want of a source; every figure where there is
        /// neither a source nor a rate and nothing is named here.
        supposed: Vec<String>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// Something that stops output for a while, as often as the case's incidents say.
    Disruption {
        /// What it is called.
        name: String,
        /// Only incidents of this province.
        province: Option<String>,
        /// Only incidents of this trade.
        sector: Option<String>,
        /// Only incidents at or near this site.
        site: Option<Ref<ToSite>>,
        /// Over which time they were recorded.
        watched: Period,
        /// What was thought before counting, as a count; one half says little.
        prior_events: f64,
        /// What was thought before counting, as years of watching; 0 says nothing was known.
        prior_years: f64,
        /// The part of such incidents that stops this project.
        part: Quantity<Share>,
        /// Half of all stops are no longer than this.
        median: Quantity<Duration>,
        /// The standard deviation of the logarithm of the time.
        sigma: f64,
        /// The keys whose figures are supposed, for want of a source; every figure where there is
        /// neither a source nor a rate and nothing is named here.
        supposed: Vec<String>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A claim that is held against the draws.
    HeldAgainst {
        /// The claim; its value is a sum of money.
        claim: Ref<ToClaim>,
        /// What of each draw it is held against.
        of: Measure,
    }
}
