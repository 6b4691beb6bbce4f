//! The closed lists of words that a case uses.

use crate::table::words;

words! {
    /// What sort of thing a source is.
    SourceKind {
        /// A filing with a stock exchange or securities regulator.
        Filing = "filing",
        /// A study or technical report.
        Study = "study",
        /// A law, a regulation or an official order.
        Law = "law",
        /// A register of licences, companies or contracts.
        Register = "register",
        /// Official or international statistics.
        Statistics = "statistics",
        /// A data set of measurements or compiled records.
        Dataset = "dataset",
        /// A scientific paper.
        Paper = "paper",
        /// The publisher's own page or release.
        Company = "company",
        /// The release or page of a government.
        Government = "government",
        /// A newspaper, a magazine or a news site.
        Press = "press",
        /// A blog, an encyclopedia or another page that checks nothing.
        Page = "page",
        /// Recollection, with nothing to show.
        Memory = "memory",
    }
}

words! {
    /// What sort of party it is.
    PartyKind {
        /// The government of a country.
        Government = "government",
        /// A province, a state or a district with a government.
        Province = "province",
        /// A ministry, an agency or a survey.
        StateBody = "state-body",
        /// A company that a state owns.
        StateCompany = "state-company",
        /// A company that an armed force runs.
        MilitaryCompany = "military-company",
        /// A private or listed company.
        Company = "company",
        /// A company made for one project.
        ProjectCompany = "project-company",
        /// A bank or development lender.
        Lender = "lender",
        /// A community, a tribe or its council.
        Community = "community",
        /// A court or a tribunal.
        Court = "court",
        /// A newspaper, an agency or a news site.
        Press = "press",
        /// A think tank, a forum or a charity.
        Association = "association",
        /// A person who is named.
        Person = "person",
        /// A person who is not named.
        Anonymous = "anonymous",
        /// Several people who are not named.
        Group = "group",
    }
}

words! {
    /// What a party gains from what it says.
    Interest {
        /// The state that promotes the deal.
        PromoterGovernment = "promoter-government",
        /// A side of the deal.
        Counterparty = "counterparty",
        /// Somebody who advises a side, or sells to it.
        Adviser = "adviser",
        /// Nobody's side that is known.
        Independent = "independent",
        /// The press in its own voice.
        Press = "press",
        /// The case does not know.
        Unknown = "unknown",
    }
}

words! {
    /// What somebody does, or promises to do.
    Task {
        /// Looking for minerals.
        Exploration = "exploration",
        /// Taking them out.
        Mining = "mining",
        /// Concentrating or smelting them.
        Processing = "processing",
        /// Making metal or finished products.
        Refining = "refining",
        /// Winning metal from batteries or scrap.
        Recycling = "recycling",
        /// Winning metal from old tailings.
        TailingsReprocessing = "tailings-reprocessing",
        /// Buying and selling.
        Trading = "trading",
        /// Shipping abroad.
        Export = "export",
        /// Roads, rails, dams.
        Construction = "construction",
        /// Lending or investing.
        Finance = "finance",
        /// Granting rights and watching over them.
        Regulation = "regulation",
        /// Mapping a country.
        Survey = "survey",
        /// Advising.
        Advice = "advice",
    }
}

words! {
    /// What sort of paper an instrument is.
    InstrumentKind {
        /// A memorandum of understanding.
        Memorandum = "memorandum",
        /// A letter of intent.
        LetterOfIntent = "letter-of-intent",
        /// An expression of interest, or a pledge.
        ExpressionOfInterest = "expression-of-interest",
        /// Heads of terms, or a term sheet.
        TermSheet = "term-sheet",
        /// A framework agreement.
        FrameworkAgreement = "framework-agreement",
        /// A joint venture agreement.
        JointVenture = "joint-venture",
        /// A sale of future output.
        Offtake = "offtake",
        /// A mineral agreement with the state.
        MineralAgreement = "mineral-agreement",
        /// A lease of a mine.
        Lease = "lease",
        /// A loan, a guarantee or another financing.
        Financing = "financing",
        /// An award of a tribunal.
        Award = "award",
        /// A declaration, a joint statement.
        Declaration = "declaration",
        /// An order or approval of a government.
        Approval = "approval",
        /// Another contract.
        Agreement = "agreement",
    }
}

words! {
    /// Whether a paper binds its signatories.
    Binding {
        /// It binds.
        Yes = "yes",
        /// Some clauses bind.
        Part = "part",
        /// It does not bind.
        No = "no",
        /// The case does not know.
        Unknown = "unknown",
    }
}

words! {
    /// How much of a paper's text is public.
    Disclosure {
        /// All of it.
        Published = "published",
        /// Some of it.
        Part = "part",
        /// None of it.
        Withheld = "withheld",
        /// The case does not know.
        Unknown = "unknown",
    }
}

words! {
    /// A party's part in an instrument.
    Role {
        /// It signs.
        Signatory = "signatory",
        /// It signs for the state.
        GovernmentEntity = "government-entity",
        /// It runs the project.
        Operator = "operator",
        /// It works for the operator.
        Contractor = "contractor",
        /// It grants the right.
        Grantor = "grantor",
        /// It lends.
        Lender = "lender",
        /// It answers for the debt of another.
        Guarantor = "guarantor",
        /// It buys the output.
        Buyer = "buyer",
        /// It was there.
        Witness = "witness",
        /// It claims, in a dispute.
        Claimant = "claimant",
        /// It is claimed against.
        Respondent = "respondent",
    }
}

words! {
    /// How far an instrument or a project has gone.
    Stage {
        /// Said: a speech, a post, a leak.
        S0 = "S0",
        /// Interest expressed by named parties.
        S1 = "S1",
        /// A memorandum or letter of intent, not binding.
        S2 = "S2",
        /// A binding framework, joint venture or offtake, without a mineral title.
        S3 = "S3",
        /// A title to explore.
        S4 = "S4",
        /// A title to mine, and the environmental approval.
        S5 = "S5",
        /// The decision to invest, or the closing of the finance.
        S6 = "S6",
        /// Being built.
        S7 = "S7",
        /// Producing.
        S8 = "S8",
        /// Sold and exported, royalty paid.
        S9 = "S9",
        /// Put aside.
        Shelved = "shelved",
        /// Given up.
        Cancelled = "cancelled",
        /// Tried, and come to nothing.
        Failed = "failed",
        /// Past its term.
        Expired = "expired",
    }
}

words! {
    /// How a stage is known.
    Knowing {
        /// Somebody saw or said it.
        Observed = "observed",
        /// It follows from silence.
        Inferred = "inferred",
    }
}

words! {
    /// What a milestone is the day of.
    MilestoneKind {
        /// A study is done.
        Study = "study",
        /// A title or permit is granted.
        Permit = "permit",
        /// The finance closes.
        Financing = "financing",
        /// The decision to build.
        Decision = "decision",
        /// Building begins.
        Construction = "construction",
        /// The first product.
        FirstProduction = "first-production",
        /// The first shipment abroad.
        FirstExport = "first-export",
        /// An expansion works.
        Expansion = "expansion",
        /// Money is spent.
        Spending = "spending",
        /// A review ends.
        Review = "review",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// What became of a milestone.
    MilestoneStatus {
        /// Still to come.
        Scheduled = "scheduled",
        /// Done.
        Met = "met",
        /// Past, and not done.
        NotMet = "not-met",
        /// Done in part.
        PartiallyMet = "partially-met",
        /// Replaced by a later date.
        Superseded = "superseded",
        /// The case does not know.
        Unknown = "unknown",
    }
}

words! {
    /// What a title gives a right to.
    TitleKind {
        /// To look over an area.
        Reconnaissance = "reconnaissance",
        /// To explore.
        Exploration = "exploration",
        /// To mine.
        MiningLease = "mining-lease",
        /// To develop under an agreement with the state.
        MineralAgreement = "mineral-agreement",
        /// To build and run, as far as the environment goes.
        EnvironmentalPermit = "environmental-permit",
    }
}

words! {
    /// Whether a title holds.
    TitleStatus {
        /// Applied for.
        Applied = "applied",
        /// In force.
        InForce = "in-force",
        /// Refused.
        Refused = "refused",
        /// Past its term.
        Expired = "expired",
        /// The case does not know.
        Unknown = "unknown",
    }
}

words! {
    /// How a party holds a part of something.
    HoldingKind {
        /// Paid for like any other share.
        Equity = "equity",
        /// Others pay the holder's capital and never get it back.
        FreeCarried = "free-carried",
        /// Others pay the holder's capital and get it back out of dividends.
        Carried = "carried",
        /// A share of profit without ownership.
        ProfitShare = "profit-share",
        /// A share of revenue without ownership.
        RevenueShare = "revenue-share",
    }
}

words! {
    /// What sort of place a site is.
    SiteKind {
        /// A body of ore.
        Deposit = "deposit",
        /// A mine at work.
        Mine = "mine",
        /// A mine that has stopped.
        PastMine = "past-mine",
        /// A place where minerals are known and not measured.
        Prospect = "prospect",
        /// Several deposits together.
        District = "district",
        /// A smelter, a refinery, a recycling works.
        Plant = "plant",
        /// A port.
        Port = "port",
        /// A station or a siding.
        Railhead = "railhead",
        /// Another place that matters.
        Place = "place",
    }
}

words! {
    /// What an inventory is a statement of.
    InventoryKind {
        /// A mineral resource.
        Resource = "resource",
        /// A mineral or ore reserve.
        Reserve = "reserve",
        /// An exploration target.
        Target = "target",
        /// Assays and intercepts of holes, without an estimate.
        Results = "exploration-results",
        /// Tonnes called mineable, with no category.
        Mineable = "mineable",
        /// An estimate made before today's codes, or by somebody else.
        Historical = "historical",
        /// A number without a statement.
        Unclassified = "unclassified",
    }
}

words! {
    /// How sure the rock is.
    Category {
        /// Measured.
        Measured = "measured",
        /// Indicated.
        Indicated = "indicated",
        /// Measured and Indicated together.
        MeasuredAndIndicated = "measured-and-indicated",
        /// Inferred.
        Inferred = "inferred",
        /// All resource categories together.
        Total = "total",
        /// Proved, also written proven.
        Proved = "proved",
        /// Probable.
        Probable = "probable",
        /// Proved and Probable together.
        ProvedAndProbable = "proved-and-probable",
        /// An exploration target.
        Target = "target",
        /// A category of a national code; see `national_code`.
        National = "national",
        /// None is stated.
        Unclassified = "unclassified",
    }
}

words! {
    /// The code that a statement follows.
    ReportingCode {
        /// JORC 2012 or later.
        Jorc = "JORC",
        /// NI 43-101.
        Ni43101 = "NI-43-101",
        /// SAMREC.
        Samrec = "SAMREC",
        /// Subpart 1300 of Regulation S-K.
        Sk1300 = "S-K-1300",
        /// PERC.
        Perc = "PERC",
        /// Another code of the CRIRSCO family.
        Crirsco = "CRIRSCO",
        /// UNFC.
        Unfc = "UNFC",
        /// A national code that is not bridged.
        National = "national",
        /// None.
        None = "none",
        /// The case does not know.
        Unknown = "unknown",
    }
}

words! {
    /// How thorough a study is.
    StudyLevel {
        /// A scoping study, or a preliminary economic assessment.
        Scoping = "scoping",
        /// A pre-feasibility study.
        PreFeasibility = "pre-feasibility",
        /// A feasibility study.
        Feasibility = "feasibility",
        /// Detailed engineering.
        Detailed = "detailed",
        /// The plan of a mine at work.
        LifeOfMine = "life-of-mine",
        /// The case does not know.
        Unknown = "unknown",
    }
}

words! {
    /// Where on the road from rock to sale an amount stands.
    Basis {
        /// Rock in place.
        InSitu = "in-situ",
        /// Metal in the rock, before any loss.
        Contained = "contained",
        /// Metal that the mine and the plant are expected to save.
        Recoverable = "recoverable",
        /// Metal that the buyer pays for.
        Payable = "payable",
    }
}

words! {
    /// Whether an amount counts the whole project or one holder's part.
    Ownership {
        /// The whole project.
        Whole = "whole",
        /// One holder's share only.
        Attributable = "attributable",
    }
}

words! {
    /// Whether money counts inflation.
    Terms {
        /// In the prices of one year.
        Real = "real",
        /// In the money of each day.
        Nominal = "nominal",
    }
}

words! {
    /// Before or after tax.
    Tax {
        /// Before.
        Before = "before",
        /// After.
        After = "after",
    }
}

words! {
    /// What a claim is about.
    ClaimKind {
        /// Money to be put in.
        Investment = "investment",
        /// The gross value of what is in the ground.
        InSituValue = "in-situ-value",
        /// Metal in the rock.
        Contained = "contained",
        /// A tonnage of ore.
        OreTonnage = "ore-tonnage",
        /// A grade.
        Grade = "grade",
        /// What is produced or will be.
        Production = "production",
        /// Money from sales abroad.
        ExportValue = "export-value",
        /// Money owed.
        Debt = "debt",
        /// The size of a programme or project in money.
        ProgrammeSize = "programme-size",
        /// A price.
        Price = "price",
        /// Net present value, rate of return or cash.
        Economics = "economics",
        /// A duty on trade.
        Tariff = "tariff",
        /// A share held.
        Ownership = "ownership",
        /// A part of a whole.
        Share = "share",
        /// A length of time.
        Duration = "duration",
        /// A distance.
        Distance = "distance",
        /// People in a place.
        Population = "population",
        /// People killed or hurt.
        Casualties = "casualties",
        /// Things counted.
        Count = "count",
        /// When something happened or will.
        Date = "date",
        /// That something was signed or agreed.
        Agreement = "agreement",
        /// That something will be done.
        Plan = "plan",
        /// That steps come in an order.
        Sequence = "sequence",
        /// That something is at some stage.
        Status = "status",
        /// What somebody can or does do.
        Capability = "capability",
        /// That something lies on a list.
        Membership = "membership",
        /// That something is the most, the least, the first.
        Superlative = "superlative",
        /// That something was found.
        Discovery = "discovery",
        /// A view.
        Opinion = "opinion",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// How sure the words are.
    Modality {
        /// Said to be so.
        Asserted = "asserted",
        /// Said to be going to be so.
        Promised = "promised",
        /// Held out.
        Envisaged = "envisaged",
        /// Hoped for.
        Aspired = "aspired",
        /// Estimated.
        Estimated = "estimated",
        /// Measured or counted.
        Measured = "measured",
        /// Believed by unnamed people.
        Believed = "believed",
        /// Denied.
        Negated = "negated",
        /// Thought.
        Opinion = "opinion",
    }
}

words! {
    /// Whose the words are.
    Attribution {
        /// In quotation marks.
        Direct = "direct-quote",
        /// In the writer's words.
        Paraphrase = "paraphrase",
        /// The writer's own.
        Reporter = "reporter",
        /// Nobody's: the passive.
        Passive = "passive",
        /// Somebody who is not named.
        Anonymous = "anonymous",
    }
}

words! {
    /// Whether it was said before.
    Firstness {
        /// Said for the first time, as far as the case knows.
        First = "first",
        /// Said before.
        Repeat = "repeat",
        /// The case does not know.
        Unknown = "unknown",
    }
}

words! {
    /// How a number is bounded by its words.
    Bound {
        /// At least, over.
        Min = "min",
        /// At most, less than, nearly.
        Max = "max",
        /// About, roughly.
        Approx = "approx",
    }
}

words! {
    /// How one claim stands to another.
    LinkKind {
        /// It makes the other likelier.
        Supports = "supports",
        /// Both cannot be true.
        Contradicts = "contradicts",
        /// The same, put more strongly.
        RestatesStronger = "restates-stronger",
        /// The same, put more weakly.
        RestatesWeaker = "restates-weaker",
        /// It takes the other's place.
        Supersedes = "supersedes",
        /// It says that the other came true.
        Fulfils = "fulfils",
        /// It says that the other did not come true.
        Fails = "fails",
        /// Its amount is a part of the other's.
        PartOf = "part-of",
    }
}

words! {
    /// What became of an announcement.
    Result {
        /// It came true.
        Realised = "realised",
        /// It came true in part.
        Partly = "partly",
        /// It did not.
        Failed = "failed",
        /// Its day has passed, and nothing is known.
        Lapsed = "lapsed",
        /// Nobody has checked.
        Unverified = "unverified",
        /// Its day is still to come.
        Open = "open",
    }
}

words! {
    /// The checks that a case may ask for by name.
    Rule {
        /// Parts add up to the whole they are said to be of.
        PartsSum = "parts-sum",
        /// A value over an amount, as a price.
        ImpliedPrice = "implied-price",
        /// Implied prices against dated ones.
        PriceVintage = "price-vintage",
        /// Metal in rock against metal that a study recovers.
        ContainedVsRecoverable = "contained-vs-recoverable",
        /// A gross value of rock against the reporting codes.
        InSituValue = "in-situ-value",
        /// A gross value against a study's economics.
        ValueVsEconomics = "value-vs-economics",
        /// The ore tonnage from each metal and its grade.
        OreTwoWays = "ore-two-ways",
        /// Reserves lie within resources.
        ReserveWithinResource = "reserve-within-resource",
        /// How much of a headline the named reserves cover.
        CoverRatio = "cover-ratio",
        /// One amount with several strengths of wording.
        ModalityDrift = "modality-drift",
        /// What is promised against how far the instrument has gone.
        StageVsSchedule = "stage-vs-schedule",
        /// The order of promised steps.
        SequenceOrder = "sequence-order",
        /// Claims that cannot all be true.
        Contradiction = "contradiction",
        /// A length of time against the case's own history.
        DurationVsHistory = "duration-vs-history",
        /// Growth between two figures.
        Growth = "growth",
        /// Revenue against what the plant can make.
        RevenueVsCapacity = "revenue-vs-capacity",
        /// Shares add up to the whole.
        SharesSum = "shares-sum",
        /// A distance against positions.
        Distance = "distance",
        /// One figure as a part of another.
        ShareOf = "share-of",
        /// Membership of a list on a day.
        ListMembership = "list-membership",
        /// The number of members of a group.
        GroupCount = "group-count",
        /// The most or the least of a set.
        Superlative = "superlative",
        /// Things counted against things described.
        CountVsDescribed = "count-vs-described",
        /// Dates and the spans between them.
        DateArithmetic = "date-arithmetic",
        /// A sum beside others of its kind.
        Scale = "scale",
        /// What became of earlier announcements.
        TrackRecord = "track-record",
        /// What stands behind each claim.
        SourceAudit = "source-audit",
        /// A party's profile against its task.
        CapabilityVsTask = "capability-vs-task",
        /// Events a head and year.
        Rate = "rate",
        /// What is promised against what a list names.
        ListedVsPromised = "listed-vs-promised",
        /// Another document's figures for the same thing.
        CompanionDocument = "companion-document",
    }
}

words! {
    /// What a project does.
    ProjectKind {
        /// It mines ore.
        Mine = "mine",
        /// It wins metal from tailings, batteries or scrap.
        Secondary = "secondary",
        /// It buys concentrate and ships it.
        Trader = "trader",
    }
}

words! {
    /// When in a period its cash is taken to flow.
    DiscountConvention {
        /// At the start: the first period is not discounted.
        StartOfPeriod = "start-of-period",
        /// In the middle.
        MidPeriod = "mid-period",
        /// At the end.
        EndOfPeriod = "end-of-period",
    }
}

words! {
    /// How draws are laid out.
    Sampling {
        /// Each on its own.
        Plain = "plain",
        /// Latin hypercube.
        LatinHypercube = "latin-hypercube",
        /// A scrambled Sobol sequence.
        Sobol = "sobol",
    }
}

words! {
    /// The shape of a distribution.
    Shape {
        /// Normal: `mean`, `sd`.
        Normal = "normal",
        /// Lognormal: `median` and `sigma` of the logarithm.
        Lognormal = "lognormal",
        /// Triangular: `low`, `mode`, `high`.
        Triangular = "triangular",
        /// PERT: `low`, `mode`, `high`.
        Pert = "pert",
        /// Uniform: `low`, `high`.
        Uniform = "uniform",
        /// One of `values` with `weights`.
        Discrete = "discrete",
        /// One of `values` as measured, interpolated.
        Empirical = "empirical",
        /// As a base rate of the reference tables has it: `base_rate`, and `sigma` where the
        /// table gives a mean alone.
        BaseRate = "base-rate",
    }
}

words! {
    /// What waits for a step on the way to the first sale.
    Holds {
        /// The whole plan, its capital with it: before building begins.
        Everything = "everything",
        /// Production; capital is spent meanwhile.
        Production = "production",
    }
}

words! {
    /// How a price moves from year to year.
    Motion {
        /// It is drawn back to the deck: the logarithm is an Ornstein–Uhlenbeck process
        /// (Schwartz 1997, model 1).
        Returning = "returning",
        /// It is not: geometric Brownian motion.
        Wandering = "wandering",
    }
}

words! {
    /// Which part of all price paths the deck is.
    DeckIs {
        /// Their mean in each year: the deck is what is expected.
        Mean = "mean",
        /// Their median in each year: the price is above the deck as often as below it.
        Median = "median",
    }
}

words! {
    /// What a draw of a project comes to, from rock to share, over the life.
    Measure {
        /// Metal fed to the plant, at its price.
        Contained = "contained",
        /// Metal saved, at its price.
        Recovered = "recovered",
        /// What buyers pay for.
        Payable = "payable",
        /// After the smelter's and the freight's charges.
        Nsr = "nsr",
        /// After running costs.
        Operating = "operating",
        /// After capital, before royalty and tax.
        PreTax = "pre-tax",
        /// After royalty and tax.
        AfterTake = "after-take",
        /// The same as a present value at the first rate.
        Npv = "npv",
        /// What the state and its companies get.
        State = "state",
        /// What the beneficiary gets.
        Beneficiary = "beneficiary",
    }
}

words! {
    /// What a layer shows.
    LayerKind {
        /// Licences.
        Titles = "titles",
        /// Sites.
        Sites = "sites",
        /// Provinces or districts.
        Provinces = "provinces",
        /// A line that is not agreed.
        DisputedLine = "disputed-line",
        /// Railways, roads, pipelines.
        Transport = "transport",
        /// Rock.
        Geology = "geology",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// What the rows of a CSV file are.
    TableKind {
        /// Attacks and accidents, one a row.
        Incidents = "incidents",
        /// Attacks by area and year.
        IncidentTotals = "incident-totals",
        /// Output by commodity and year.
        Production = "production",
        /// Trade by good and year.
        Trade = "trade",
        /// Duties.
        Tariffs = "tariffs",
        /// People by place and year.
        Populations = "populations",
        /// Dated prices.
        Prices = "prices",
    }
}

words! {
    /// Which way goods went.
    Flow {
        /// Out of the country.
        Export = "export",
        /// Into it.
        Import = "import",
    }
}

words! {
    /// Where on the way from mine to market output is counted.
    OutputStage {
        /// Content of ore mined.
        Mine = "mine",
        /// Smelter output.
        Smelter = "smelter",
        /// Refinery output.
        Refinery = "refinery",
        /// A product by its gross weight.
        Product = "product",
    }
}

words! {
    /// What coordinates and depths of drill holes are in.
    CoordinateUnit {
        /// Metres.
        Metre = "m",
        /// Feet of 0.3048 m.
        Foot = "ft",
    }
}

words! {
    /// Which way a dip counts.
    DipSign {
        /// A hole straight down has a dip of -90.
        NegativeDown = "negative-down",
        /// A hole straight down has a dip of 90.
        PositiveDown = "positive-down",
    }
}

words! {
    /// What stands for a value below the limit of detection.
    BelowDetection {
        /// Half the limit.
        Half = "half-limit",
        /// Nought.
        Zero = "zero",
        /// The limit.
        Limit = "limit",
        /// Nothing: as if it was not measured.
        Missing = "missing",
    }
}

words! {
    /// How a variogram's structure rises with distance.
    VariogramShape {
        /// Straight at the origin, flat from the range on.
        Spherical = "spherical",
        /// Straight at the origin, 95 % of its sill at the range.
        Exponential = "exponential",
        /// Smooth at the origin, 95 % of its sill at the range.
        Gaussian = "gaussian",
        /// Smooth at the origin, flat from the range on.
        Cubic = "cubic",
        /// As smooth at the origin as `smoothness` says, 95 % of its sill at the range.
        Matern = "matern",
    }
}

words! {
    /// How blocks are estimated.
    EstimateMethod {
        /// Ordinary kriging.
        OrdinaryKriging = "ordinary-kriging",
        /// Simple kriging about the mean of the domain's declustered composites.
        SimpleKriging = "simple-kriging",
    }
}

words! {
    /// How a block comes to its domain.
    BlockDomains {
        /// There is one domain, and every block is in it.
        All = "all",
        /// By the nearest sample, of whatever domain.
        Nearest = "nearest",
        /// By the solids of the domains.
        Solids = "solids",
        /// By surfaces interpolated between the contacts in the holes.
        Implicit = "implicit",
    }
}

words! {
    /// How the space about a block is cut, so that samples come from all sides.
    SearchSectors {
        /// Into eight, by the planes of symmetry of the search ellipsoid.
        Octants = "octants",
        /// Into four, by the two planes that hold the ellipsoid's vertical axis.
        Quadrants = "quadrants",
    }
}

words! {
    /// How sure a resource is.
    ResourceClass {
        /// Measured.
        Measured = "measured",
        /// Indicated.
        Indicated = "indicated",
        /// Inferred.
        Inferred = "inferred",
    }
}

words! {
    /// What a column of grades is in.
    GradeUnit {
        /// Per cent by mass.
        Percent = "%",
        /// Grams per tonne.
        GramsPerTonne = "g/t",
        /// Parts per million by mass.
        PartsPerMillion = "ppm",
        /// Parts per billion by mass.
        PartsPerBillion = "ppb",
        /// Kilograms per tonne.
        KilogramsPerTonne = "kg/t",
    }
}

words! {
    /// How holes run between surveys.
    DesurveyMethod {
        /// On arcs of least curvature.
        MinimumCurvature = "minimum-curvature",
        /// Straight, as the upper survey points.
        Tangential = "tangential",
        /// Half as the upper survey points and half as the lower.
        BalancedTangential = "balanced-tangential",
    }
}

words! {
    /// What becomes of holes without a survey.
    UnsurveyedHoles {
        /// They are left out.
        LeaveOut = "leave-out",
        /// They are taken to run straight down.
        Vertical = "vertical",
        /// They are taken to run as their collars plan them.
        AsPlanned = "as-planned",
    }
}

words! {
    /// What counts where intervals of one file overlap.
    OverlapRule {
        /// Both, each with its length.
        KeepBoth = "keep-both",
        /// The one that starts higher up.
        UpperCounts = "upper-counts",
    }
}

words! {
    /// Where composites are counted from.
    CompositeStart {
        /// From the collar, at whole multiples of the length.
        Collar = "collar",
        /// From where each run of a domain starts.
        Contact = "contact",
    }
}

words! {
    /// What becomes of the rest of a run that is shorter than a composite.
    CompositeTail {
        /// It is a short composite.
        Keep = "keep",
        /// It is added to the composite before.
        AddToPrevious = "add-to-previous",
        /// All composites of the run take it up alike.
        Spread = "spread",
    }
}
