//! A chart of every kind, with numbers made up for it.

use jiff::civil::date;
use oreproof_report::chart::bars::{Bar, Bars};
use oreproof_report::chart::change::{Change, Pair};
use oreproof_report::chart::ladder::{Ladder, Rung, Rungs};
use oreproof_report::chart::map::{Accuracy, Map, Region, Site};
use oreproof_report::chart::outlines::BORDERS;
use oreproof_report::chart::palette::Ink;
use oreproof_report::chart::sankey::{Sankey, Stream};
use oreproof_report::chart::section::{Block, PlaneView, Trace};
use oreproof_report::chart::stack::{Band, Stack};
use oreproof_report::chart::strip::{Found, Stretch, Strip, Track};
use oreproof_report::chart::timeline::{Milestone, Standing, Timeline};
use oreproof_report::chart::tornado::{Swing, Tornado};
use oreproof_report::chart::xy::{self, Axis, Dot, Layer, Mark, Xy};
use oreproof_report::number::{Printed, Unit};
use oreproof_report::table::Digits;
use oreproof_report::{Caption, Chart};

/// Sections of the gallery.
pub fn all() -> Vec<(&'static str, &'static str, Vec<Chart>)> {
    vec![
        (
            "ladder",
            "The value ladder",
            vec![ladder(Rungs::Log), ladder(Rungs::Broken(2.5e10)), ladder(Rungs::Linear)],
        ),
        ("time", "Time", vec![timeline(), fan()]),
        ("money", "Money", vec![sankey(), stack(), tornado(), exceedance()]),
        ("world", "Markets and places", vec![bars(), change(), map()]),
        (
            "ground",
            "The ground",
            vec![
                histogram(),
                log_probability(),
                qq(),
                variogram(),
                declustering(),
                swath(),
                contact(),
                grade_tonnage(),
                accuracy(),
                strip(),
                section(),
                plan(),
            ],
        ),
    ]
}

fn caption(id: &str, title: &str, subtitle: &str, note: &str) -> Caption {
    Caption {
        id: id.into(),
        title: title.into(),
        subtitle: subtitle.into(),
        source: "made up".into(),
        note: note.into(),
        alt: format!("{title}. {subtitle}. The numbers are in the table beneath."),
    }
}

/// Numbers between nought and one, the same every time.
fn noise(n: u32) -> f64 {
    let x = n.wrapping_mul(2_654_435_761) ^ (n.wrapping_mul(40_503) >> 3);
    f64::from(x.wrapping_mul(2_246_822_519) >> 8) / f64::from(1_u32 << 24)
}

/// Roughly normal.
fn bell(n: u32) -> f64 {
    (0..12).map(|i| noise(n * 12 + i + 1)).sum::<f64>() - 6.0
}

fn ladder(rungs_as: Rungs) -> Chart {
    let rung =
        |name: &str, value: f64, spread: f64, basis: &str, source: &str, promised: bool| Rung {
            name: name.into(),
            value: Printed::of(value, &format!("f{}", source.replace(", ", "-"))),
            range: (spread > 0.0).then_some((value * (1.0 - spread), value * (1.0 + spread * 1.3))),
            basis: basis.into(),
            source: source.into(),
            promised,
            digits: Digits::Of(2),
        };
    let ladder = Ladder {
        unit: Unit::money("US$"),
        rungs_as,
        rungs: vec![
            rung("Said: “worth trillions”", 1.5e12, 0.0, "in the ground, no price said", "1", true),
            rung("Metal in rock, stated prices", 1.91e11, 0.05, "contained, 100 %", "2", false),
            rung("At today’s prices", 2.6e11, 0.1, "contained, 100 %, Nov 2025", "3", false),
            rung("Recoverable", 2.2e11, 0.12, "after the plant", "4", false),
            rung("Payable", 2.05e11, 0.12, "after smelter terms", "5", false),
            rung("After costs and capital", 7.7e10, 0.3, "undiscounted, real 2025", "6", false),
            rung("Net present value at 8 %", 1.3e10, 0.45, "mid-year, real 2025", "7", false),
            rung("Risked by stage and delay", 6.1e9, 0.6, "odds of the stages", "8", false),
            rung("The province’s part", 1.5e9, 0.6, "25 % of which 15 % is free", "9", false),
        ],
    };
    let (id, how) = match rungs_as {
        Rungs::Log => (
            "ladder-log",
            "Log scale: each gridline is ten or more times the one before, so lengths do not compare.",
        ),
        Rungs::Broken(_) => ("ladder-broken", "Bars with two strokes are cut: they do not fit."),
        Rungs::Linear => ("ladder-linear", "Lengths in proportion."),
    };
    let how = format!(
        "{how} Hatched: said. Filled: shown. Whiskers: low to high. The pale stretch is what the step took."
    );
    Chart::new(
        caption(
            id,
            "Of every thousand dollars said, the province would see one",
            "Value of the deposit at each step, US$",
            &how,
        ),
        &ladder,
    )
}

fn timeline() -> Chart {
    let m = |name: &str, about: &str, promised: Vec<_>, standing, gaps, odds| Milestone {
        name: name.into(),
        about: about.into(),
        promised,
        standing,
        gaps,
        odds,
        figure: None,
    };
    let t = Timeline {
        as_of: date(2025, 11, 26),
        milestones: vec![
            m(
                "Exploration licence",
                "S2",
                vec![date(2002, 5, 1)],
                Standing::Met(date(2002, 5, 1)),
                vec![],
                None,
            ),
            m(
                "Feasibility study",
                "S4",
                vec![date(2009, 6, 1), date(2010, 9, 1)],
                Standing::Met(date(2010, 8, 26)),
                vec![],
                None,
            ),
            m(
                "Mining lease",
                "S5",
                vec![date(2011, 11, 1)],
                Standing::NotMet,
                vec![(date(2011, 11, 15), date(2019, 7, 1))],
                None,
            ),
            m(
                "Smelter at the port",
                "",
                vec![date(2014, 1, 1)],
                Standing::Lapsed(date(2018, 1, 1)),
                vec![(date(2014, 1, 1), date(2018, 1, 1))],
                None,
            ),
            m(
                "Updated study",
                "S4",
                vec![date(2024, 12, 31)],
                Standing::Met(date(2025, 1, 8)),
                vec![],
                None,
            ),
            m(
                "Financial close",
                "S6",
                vec![date(2025, 6, 30), date(2025, 12, 31)],
                Standing::Open,
                vec![],
                Some([date(2026, 1, 15), date(2026, 9, 1), date(2028, 3, 1)]),
            ),
            m(
                "First concentrate",
                "S8",
                vec![date(2028, 12, 31)],
                Standing::Open,
                vec![],
                Some([date(2029, 3, 1), date(2031, 1, 1), date(2036, 1, 1)]),
            ),
        ],
    };
    Chart::new(
        caption(
            "timeline",
            "Three of seven promised milestones came, two of them late",
            "Stages and milestones, day first promised and day met",
            "A milestone without news for four years counts as lapsed; that is inferred, not reported.",
        ),
        &t,
    )
}

fn fan() -> Chart {
    let years: Vec<_> = (0..16)
        .map(|i| {
            let t = f64::from(i);
            let up = (t - 3.0).clamp(0.0, 6.0) / 6.0;
            (2027.0 + t, [0.1, 0.3, 0.6, 0.85, 1.15].map(|q: f64| 1.6e9 * up * (q + 0.02 * t * q)))
        })
        .collect();
    let promised: Vec<_> =
        (0..16).map(|i| (2027.0 + f64::from(i), if i < 2 { 0.0 } else { 2.2e9 })).collect();
    let y = Axis::from_zero("Revenue, real 2025", Unit::money("US$"));
    Chart::new(
        caption(
            "fan",
            "Even the high tenth stays under the promise for a decade",
            "Revenue a year, US$ of 2025",
            "",
        ),
        &xy::fan(y, &years, &promised, "promised"),
    )
}

fn sankey() -> Chart {
    let s = |from: &str, to: &str, value: f64| Stream {
        from: from.into(),
        to: to.into(),
        value: value.into(),
    };
    let streams = vec![
        s("Revenue", "Costs and capital", 41e9),
        s("Revenue", "State", 12.5e9),
        s("Revenue", "Dividends", 16.5e9),
        s("State", "Federal taxes", 8.5e9),
        s("State", "Province: royalty", 4e9),
        s("Dividends", "Investor", 8.25e9),
        s("Dividends", "Federal companies", 4.125e9),
        s("Dividends", "Province: equity", 4.125e9),
        s("State", "District fund", 0.0),
        s("Dividends", "Community trust", 0.0),
    ];
    let sankey =
        Sankey::new(Unit::money("US$"), streams).expect("the streams of the gallery balance");
    Chart::new(
        caption(
            "sankey",
            "The district and its communities are owed nothing by contract",
            "Where 70 bn of revenue goes over the life of the mine, undiscounted US$ of 2025",
            "",
        ),
        &sankey,
    )
}

fn stack() -> Chart {
    let years: Vec<String> = (2025..2050).map(|y| y.to_string()).collect();
    let f = |g: &dyn Fn(f64) -> f64| (0..25).map(|i| g(f64::from(i))).collect::<Vec<_>>();
    let on = |t: f64| if t < 4.0 { 0.0 } else { 1.0 - (t - 4.0) * 0.02 };
    let capital = f(&|t| if t < 4.0 { -1.4e9 } else { -0.12e9 });
    let (royalty, tax, free) = (
        f(&|t| 1.4e8 * on(t)),
        f(&|t| if t < 9.0 { 0.0 } else { 4e8 * on(t) }),
        f(&|t| 7e8 * on(t)),
    );
    let net = (0..25).map(|i| capital[i] + royalty[i] + tax[i] + free[i]).collect();
    let band = |name: &str, n: u8, values| Band {
        name: name.into(),
        ink: Ink::Series(n),
        values,
        figure: None,
    };
    let stack = Stack {
        measure: "Cash a year, real 2025".into(),
        unit: Unit::money("US$"),
        periods: years,
        bands: vec![
            band("royalty", 3, royalty),
            band("income tax", 2, tax),
            band("owners", 0, free),
            band("capital", 1, capital),
        ],
        overlay: Some(Band { name: "sum".into(), ink: Ink::Text, values: net, figure: None }),
    };
    Chart::new(
        caption(
            "stack",
            "No tax is paid before the ninth year",
            "Cash flow by receiver, US$ of 2025 a year",
            "",
        ),
        &stack,
    )
}

fn tornado() -> Chart {
    let s = |name: &str, a: &str, b: &str, low: f64, high: f64, back| Swing {
        name: name.into(),
        low_input: a.into(),
        high_input: b.into(),
        low: low.into(),
        high: high.into(),
        non_monotone: back,
    };
    let tornado = Tornado {
        result: "NPV".into(),
        unit: Unit::money("US$"),
        base: 13.0e9.into(),
        swings: vec![
            s("Copper price", "3.00 US$/lb", "5.00 US$/lb", 5.2e9, 20.8e9, false),
            s("Gold price", "1,500 US$/oz", "3,500 US$/oz", 8.7e9, 18.9e9, false),
            s("Delay of first ore", "0 years", "6 years", 13.0e9, 8.1e9, false),
            s("Operating cost", "−20 %", "+20 %", 15.6e9, 10.4e9, false),
            s("Capital", "−15 %", "+40 %", 14.0e9, 10.2e9, false),
            s("Throughput", "60 Mt/a", "110 Mt/a", 11.9e9, 12.4e9, true),
            s("Recovery of copper", "86 %", "92 %", 12.3e9, 13.7e9, false),
        ],
    };
    Chart::new(
        caption(
            "tornado",
            "The copper price matters more than everything the state can change",
            "NPV at 8 %, US$ of 2025, when one input moves between its ends",
            "↶ marks an input past which the result turns back between its ends.",
        ),
        &tornado,
    )
}

fn exceedance() -> Chart {
    let mut draws: Vec<f64> = (0..2000).map(|i| 1.3e10 + 6e9 * bell(i)).collect();
    draws.sort_by(f64::total_cmp);
    Chart::new(
        caption(
            "exceedance",
            "The promise is met in one of sixteen draws",
            "Chance that NPV is at least so much, US$ of 2025",
            "2,000 draws.",
        ),
        &xy::exceedance(
            Axis::linear("NPV", Unit::money("US$")),
            &draws,
            Some((2.2e10, "Promised")),
        ),
    )
}

fn bars() -> Chart {
    let b = |name: &str, value: f64, bounds, ink| Bar {
        name: name.into(),
        value: value.into(),
        bounds,
        ink,
        digits: Digits::Of(2),
    };
    let bars = Bars {
        measure: "HHI".into(),
        unit: Unit::none(),
        bars: vec![
            b("Gallium", 0.97, Some((0.96, 0.98)), Ink::Series(1)),
            b("Rare earths", 0.52, Some((0.50, 0.56)), Ink::Series(1)),
            b("Antimony", 0.44, Some((0.38, 0.55)), Ink::Series(1)),
            b("Cobalt", 0.55, Some((0.54, 0.58)), Ink::Series(1)),
            b("Copper", 0.10, Some((0.09, 0.12)), Ink::Series(0)),
            b("Gold", 0.06, Some((0.05, 0.08)), Ink::Series(0)),
        ],
        marker: Some((0.25, "highly concentrated".into())),
        legend: vec![
            ("critical".into(), Ink::Series(1)),
            ("not on the list".into(), Ink::Series(0)),
        ],
    };
    Chart::new(
        caption(
            "bars",
            "Copper mining is spread; gallium is not",
            "Herfindahl–Hirschman index of mine production by country, 2024",
            "Whiskers: bounds where producers are lumped together.",
        ),
        &bars,
    )
}

fn change() -> Chart {
    let p =
        |name: &str, a: f64, b: f64| Pair { name: name.into(), before: a.into(), after: b.into() };
    let change = Change {
        measure: "Importer".into(),
        unit: Unit::percent(),
        before: "before the mine".into(),
        after: "after it".into(),
        pairs: vec![
            p("China", 0.86, 0.61),
            p("Japan", 0.02, 0.16),
            p("Germany", 0.01, 0.09),
            p("United States", 0.0, 0.0),
            p("Others", 0.11, 0.14),
        ],
    };
    Chart::new(
        caption(
            "change",
            "One buyer in place of six in seven would become three in five",
            "Share of copper concentrate exports by buyer",
            "",
        ),
        &change,
    )
}

fn map() -> Chart {
    let s = |name: &str, lon: f64, lat: f64, accuracy, kind| Site {
        name: name.into(),
        place: (lon, lat),
        accuracy,
        kind,
        figure: None,
    };
    let map = Map {
        window: [60.0, 23.0, 78.5, 37.5],
        regions: vec![Region {
            name: String::new(),
            rings: vec![vec![(61.6, 28.9), (62.6, 28.9), (62.6, 29.6), (61.6, 29.6), (61.6, 28.9)]],
            title: true,
        }],
        sites: vec![
            s("Reko Diq", 62.07, 29.13, Accuracy::Exact, 0),
            s("Saindak", 61.6, 29.27, Accuracy::Exact, 1),
            s("North Waziristan copper", 69.9, 32.95, Accuracy::Within(40.0), 2),
            s("Chitral antimony", 71.85, 36.1, Accuracy::Within(25.0), 2),
            s("Qilla Abdullah antimony", 66.6, 30.8, Accuracy::Within(30.0), 2),
            s("Duddar", 66.9, 26.09, Accuracy::Exact, 1),
        ],
        kinds: vec![
            ("reserve".into(), Ink::Reserve),
            ("mine".into(), Ink::Measured),
            ("occurrence".into(), Ink::Promise),
        ],
        names: vec![
            ("Afghanistan".into(), (65.2, 33.3)),
            ("Iran".into(), (60.9, 27.2)),
            ("India".into(), (75.5, 26.5)),
            ("Pakistan".into(), (69.2, 28.9)),
            ("China".into(), (77.2, 36.9)),
        ],
        inset: Some([30.0, 0.0, 110.0, 50.0]),
    };
    Chart::new(
        caption(
            "map",
            "Of six places named, three are known only to a district",
            "Sites and one title",
            BORDERS,
        ),
        &map,
    )
}

fn grades() -> Vec<f64> {
    let mut v: Vec<f64> = (0..300).map(|i| (bell(i + 9000) * 0.8 - 0.9).exp()).collect();
    v.sort_by(f64::total_cmp);
    v
}

fn histogram() -> Chart {
    let v = grades();
    let edges: Vec<f64> = (0..=20).map(|i| f64::from(i) * 0.1).collect();
    let counts: Vec<f64> = edges
        .windows(2)
        .map(|e| v.iter().filter(|g| e[0] <= **g && **g < e[1]).count() as f64)
        .collect();
    let mut plot =
        xy::histogram(Axis::linear("Copper", Unit::plain("%")), &edges, &counts, Ink::Series(0));
    let mean = v.iter().sum::<f64>() / v.len() as f64;
    plot.layers.push(Layer::new(
        &format!("mean {}", Unit::plain("%").show(mean, 2)),
        Ink::Promise,
        Mark::Upright(mean),
    ));
    Chart::new(
        caption(
            "histogram",
            "Most composites are poor, a few are rich",
            "Composites by copper grade, 300 of 5 m",
            "Twelve above 2 % are not shown.",
        ),
        &plot,
    )
}

fn log_probability() -> Chart {
    Chart::new(
        caption(
            "probability",
            "One population: the points lie on a line",
            "Copper grade against cumulative probability",
            "",
        ),
        &xy::log_probability(Axis::log("Copper", Unit::plain("%")), &grades(), Ink::Series(0)),
    )
}

fn qq() -> Chart {
    let v = grades();
    let points: Vec<(f64, f64)> = (1..40)
        .map(|i| {
            let g = v[i * 7];
            (g, g * (1.02 - 0.05 * g))
        })
        .collect();
    Chart::new(
        caption(
            "qq",
            "The model smooths the rich end",
            "Quantiles of composites against quantiles of blocks, copper %",
            "",
        ),
        &xy::scatter(
            Axis::linear("Composites", Unit::plain("%")),
            Axis::linear("Blocks", Unit::plain("%")),
            &points,
            Ink::Series(0),
        ),
    )
}

fn variogram() -> Chart {
    let model = |h: f64, a: f64| {
        if h < a { 0.15 + 0.85 * (1.5 * h / a - 0.5 * (h / a).powi(3)) } else { 1.0 }
    };
    let dots = |a: f64, seed: u32| -> Vec<Dot> {
        (1u32..14)
            .map(|i| {
                let h = f64::from(i) * 25.0;
                Dot {
                    x: h,
                    y: model(h, a) + 0.05 * bell(seed + i),
                    weight: Some(80.0 + 1400.0 * noise(seed + i)),
                }
            })
            .collect()
    };
    let curve: Vec<_> = (1..=350).map(|h| (f64::from(h), model(f64::from(h), 220.0))).collect();
    let gamma = Axis { from_zero: true, ..Axis::linear("Semivariance, of variance", Unit::none()) };
    let lag = Axis::from_zero("Lag", Unit::plain("m"));
    Chart::new(
        caption(
            "variogram",
            "Grades agree over 220 m",
            "Experimental semivariance and model; the larger the mark, the more pairs",
            "Nugget 0.15, sill 1, range 220 m; fitted by eye.",
        ),
        &xy::variogram(
            lag,
            gamma,
            &[("along strike", dots(220.0, 50)), ("across", dots(150.0, 90))],
            &curve,
            1.0,
        ),
    )
}

fn declustering() -> Chart {
    let line: Vec<_> = (1..40)
        .map(|i| {
            let c = f64::from(i) * 10.0;
            (c, 0.52 - 0.09 * (-(c - 150.0).powi(2) / 9000.0).exp())
        })
        .collect();
    let plot = Xy::new(
        Axis::linear("Cell size", Unit::plain("m")),
        Axis::linear("Declustered mean", Unit::plain("%")),
        vec![
            Layer::new("", Ink::Series(0), Mark::Line(line, false)),
            Layer::new("chosen 150 m", Ink::Promise, Mark::Upright(150.0)),
        ],
    );
    Chart::new(
        caption(
            "declustering",
            "Clustered holes overstate the mean by a fifth",
            "Mean copper by size of the declustering cell",
            "",
        ),
        &plot,
    )
}

fn swath() -> Chart {
    let xs = |i: u32| 1000.0 + f64::from(i) * 50.0;
    let of = |shift: f64| -> Vec<(f64, f64)> {
        (0..14)
            .map(|i| (xs(i), 0.45 + 0.15 * (f64::from(i) / 3.0).sin() + shift * bell(i + 70)))
            .collect()
    };
    let counts: Vec<_> =
        (0..14).map(|i| (xs(i) - 25.0, xs(i) + 25.0, 10.0 + 60.0 * noise(i + 5))).collect();
    let mut right = Axis::from_zero("Composites", Unit::none());
    right.range = Some((0.0, 200.0));
    let plot = Xy {
        right: Some(right),
        ..Xy::new(
            Axis::linear("Easting", Unit::plain("m")),
            Axis::from_zero("Copper", Unit::plain("%")),
            vec![
                Layer::new("composites in the slice (right)", Ink::Soft, Mark::Bars(counts))
                    .right(),
                Layer::new("declustered composites", Ink::Series(1), Mark::Line(of(0.03), true)),
                Layer::new("blocks", Ink::Series(0), Mark::Line(of(0.0), false)),
            ],
        )
    };
    Chart::new(
        caption(
            "swath",
            "The model follows the data from west to east",
            "Mean copper in slices of 50 m",
            "",
        ),
        &plot,
    )
}

fn contact() -> Chart {
    let dots: Vec<_> = (-10i32..10)
        .map(|i| {
            let h = f64::from(i) * 5.0 + 2.5;
            Dot {
                x: h,
                y: if i < 0 { 0.18 } else { 0.55 } + 0.04 * bell((i + 40) as u32),
                weight: Some(20.0 + 80.0 * noise((i + 100) as u32)),
            }
        })
        .collect();
    let plot = Xy::new(
        Axis::linear("Distance from the contact", Unit::plain("m")),
        Axis::from_zero("Copper", Unit::plain("%")),
        vec![
            Layer::new("contact", Ink::Text, Mark::Upright(0.0)),
            Layer::new("mean of composites, sized by count", Ink::Series(0), Mark::Dots(dots)),
        ],
    );
    Chart::new(
        caption(
            "contact",
            "The contact is hard: grade triples within five metres",
            "Mean copper by distance from the contact of porphyry (right)",
            "",
        ),
        &plot,
    )
}

fn grade_tonnage() -> Chart {
    let rows: Vec<_> = (0..21)
        .map(|i| {
            let c = f64::from(i) * 0.05;
            let t = 6e9 * (-2.2 * c).exp();
            let g = 0.45 + 0.85 * c;
            xy::Above { cutoff: c, tonnes: [t * 0.88, t, t * 1.13], grade: [g * 0.94, g, g * 1.07] }
        })
        .collect();
    let plot = xy::grade_tonnage(
        Axis::linear("Cut-off", Unit::plain("% Cu")),
        Axis::from_zero("Tonnage", Unit::si("t")),
        Axis::from_zero("Grade", Unit::plain("% Cu")),
        &rows,
    );
    Chart::new(
        caption(
            "grade-tonnage",
            "Doubling the cut-off halves the tonnage",
            "Tonnage and mean grade above a cut-off, with 8-in-10 bands",
            "",
        ),
        &plot,
    )
}

fn accuracy() -> Chart {
    let points: Vec<_> = (1..20)
        .map(|i| {
            let p = f64::from(i) * 0.05;
            (p, (p + 0.06 * (p * 3.1).sin()).min(1.0))
        })
        .collect();
    let axis = |name: &str| Axis::linear(name, Unit::percent()).over(0.0, 1.0);
    Chart::new(
        caption(
            "accuracy",
            "The stated intervals hold what they say",
            "Share of true values within intervals of a stated probability, cross-validation",
            "Above the line: intervals are wider than need be.",
        ),
        &xy::scatter(axis("Stated probability"), axis("Share found"), &points, Ink::Series(2)),
    )
}

fn strip() -> Chart {
    let assay = |scale: f64, seed: u32| -> Vec<Stretch> {
        (0u32..50)
            .map(|i| {
                let v = scale
                    * (bell(seed + i) * 0.6).exp()
                    * if (15..32).contains(&i) { 1.0 } else { 0.15 };
                let found = if i == 20 {
                    Found::Nothing
                } else if v < scale * 0.08 {
                    Found::Below(scale * 0.08)
                } else {
                    Found::Value(v)
                };
                Stretch { from: f64::from(i) * 6.0, to: f64::from(i + 1) * 6.0, found }
            })
            .collect()
    };
    let rock = |from: f64, to: f64, key| Stretch { from, to, found: Found::Key(key) };
    let strip = Strip {
        hole: "RD-117".into(),
        depth: 300.0,
        tracks: vec![
            Track {
                name: "Rock".into(),
                unit: Unit::none(),
                keys: vec![
                    ("alluvium".into(), Ink::Series(3)),
                    ("andesite".into(), Ink::Series(2)),
                    ("porphyry".into(), Ink::Series(4)),
                ],
                stretches: vec![
                    rock(0.0, 22.0, 0),
                    rock(22.0, 90.0, 1),
                    rock(90.0, 195.0, 2),
                    rock(195.0, 300.0, 1),
                ],
            },
            Track {
                name: "Copper".into(),
                unit: Unit::plain("%"),
                keys: vec![],
                stretches: assay(0.6, 300),
            },
            Track {
                name: "Gold".into(),
                unit: Unit::plain("g/t"),
                keys: vec![],
                stretches: assay(0.3, 900),
            },
        ],
        marks: vec![
            (60.0, "standard, fails".into()),
            (150.0, "blank".into()),
            (198.0, "duplicate".into()),
        ],
    };
    Chart::new(
        caption(
            "strip",
            "The porphyry carries the copper",
            "Hole RD-117, metres down the hole",
            "Lengths are along the hole; true width is not known.",
        ),
        &strip,
    )
}

fn blocks(up: f64) -> (Vec<Block>, Vec<f64>) {
    let edges = vec![0.1, 0.2, 0.3, 0.5, 0.8];
    let mut out = Vec::new();
    for i in 0..32u32 {
        for j in 0..14u32 {
            let (x, z) = (f64::from(i) * 25.0 + 5012.5, up + f64::from(j) * 25.0 + 12.5);
            let d = ((f64::from(i) - 15.0) / 8.0).powi(2) + ((f64::from(j) - 7.0) / 4.5).powi(2);
            let grade = 1.1 * (-d).exp() + 0.06 * noise(i * 50 + j);
            if grade > 0.04 {
                out.push(Block {
                    centre: (x, z),
                    size: (25.0, 25.0),
                    key: PlaneView::grade_key(&edges, grade),
                    value: grade,
                });
            }
        }
    }
    (out, edges)
}

fn section() -> Chart {
    let (blocks, edges) = blocks(600.0);
    let unit = Unit::plain("% Cu");
    let hole = |name: &str, x: f64, dx: f64| Trace {
        name: name.into(),
        points: vec![(x, 960.0), (x + dx * 0.5, 790.0), (x + dx, 630.0)],
    };
    let view = PlaneView {
        along: "Easting".into(),
        unit: "m".into(),
        up: "Elevation".into(),
        exaggeration: 1.0,
        blocks,
        keys: PlaneView::grade_keys(&edges, &unit),
        holes: vec![
            hole("RD-3", 5200.0, 60.0),
            hole("RD-7", 5330.0, 40.0),
            hole("RD-8", 5400.0, 0.0),
            hole("RD-11", 5560.0, -70.0),
        ],
        value: ("Copper".into(), unit),
    };
    Chart::new(
        caption(
            "section",
            "The rich core is a shell 200 m wide",
            "Section at 3,220,400 N looking north (azimuth 000), slab 50 m, blocks of 25 × 25 × 15 m",
            "Holes within 25 m of the plane.",
        ),
        &view,
    )
}

fn plan() -> Chart {
    let (mut blocks, _) = blocks(3000.0);
    for block in &mut blocks {
        block.key = if block.value > 0.6 {
            0
        } else if block.value > 0.25 {
            1
        } else {
            2
        };
    }
    let view = PlaneView {
        along: "Easting".into(),
        unit: "m".into(),
        up: "Northing".into(),
        exaggeration: 1.0,
        blocks,
        keys: vec![
            ("Measured".into(), Ink::Measured),
            ("Indicated".into(), Ink::Indicated),
            ("Inferred".into(), Ink::Inferred),
        ],
        holes: vec![],
        value: ("Copper".into(), Unit::plain("% Cu")),
    };
    Chart::new(
        caption(
            "plan",
            "What is Measured lies where the holes are close",
            "Plan at 850 m elevation, blocks by class",
            "",
        ),
        &view,
    )
}
