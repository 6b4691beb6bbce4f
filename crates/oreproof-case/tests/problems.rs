//! Cases that are wrong in one way: each is told by its code at its place.

use miette::Diagnostic;
use oreproof_case::{Problem, read};

/// What every snippet below stands beside.
const AROUND: &str = r#"
[case]
title = "A case"
[choices]
as_of = 2025-01-31
currency = "USD"
price_terms = "nominal"
price_deck = "deck"
discount_rates = ["8 %"]
discount_convention = "mid-period"
discount_to = 2025
[[sources]]
id = "s"
title = "S"
kind = "press"
[[parties]]
id = "p"
name = "P"
kind = "company"
[[sites]]
id = "hill"
name = "Hill"
kind = "deposit"
[[price_decks]]
id = "deck"
title = "D"
terms = "nominal"
source = "s"
prices = [{ commodity = "copper", price = "4 USD/lb" }]
"#;

const GEOJSON: &str = r#"{ "type": "FeatureCollection", "features": [
  { "type": "Feature", "id": "A", "properties": {},
    "geometry": { "type": "Point", "coordinates": [62.0, 29.1] } } ] }"#;

/// The problems of a snippet, in the file that it stands in.
fn problems(snippet: &str) -> Vec<Problem> {
    let files = [
        ("a.csv", "year,ore\n2025,1\n"),
        ("a.geojson", GEOJSON),
        ("around.toml", AROUND),
        ("trade.csv", "reporter,flow,period\nPAK,export,2024\n"),
        // The last of all, so that what is written twice is told here.
        ("wrong.toml", snippet),
    ];
    read(&files).problems
}

/// A code, a line, a column and a snippet that is wrong there.
const WRONG: &[(&str, u32, u32, &str)] = &[
    (
        "case::syntax",
        2,
        6,
        r#"[[sites]]
id = 
"#,
    ),
    (
        "case::unknown-key",
        5,
        1,
        r#"[[sources]]
id = "t"
title = "T"
kind = "press"
publishr = "P"
"#,
    ),
    (
        "case::unknown-key",
        1,
        1,
        r#"sitess = []
"#,
    ),
    (
        "case::unknown-word",
        4,
        8,
        r#"[[sources]]
id = "t"
title = "T"
kind = "pres"
"#,
    ),
    (
        "case::missing-key",
        1,
        1,
        r#"[[sources]]
id = "t"
kind = "press"
"#,
    ),
    (
        "case::wrong-type",
        3,
        9,
        r#"[[sources]]
id = "t"
title = 3
kind = "press"
"#,
    ),
    (
        "case::wrong-type",
        1,
        11,
        r#"sources = "s"
"#,
    ),
    (
        "case::wrong-type",
        5,
        13,
        r#"[[sources]]
id = "t"
title = "T"
kind = "press"
retrieved = "soon"
"#,
    ),
    (
        "case::wrong-type",
        5,
        13,
        r#"[[sources]]
id = "t"
title = "T"
kind = "press"
published = "2025-13"
"#,
    ),
    (
        "case::empty",
        3,
        9,
        r#"[[sources]]
id = "t"
title = ""
kind = "press"
"#,
    ),
    (
        "case::bad-id",
        2,
        6,
        r#"[[sources]]
id = "The T"
title = "T"
kind = "press"
"#,
    ),
    (
        "case::duplicate-id",
        2,
        6,
        r#"[[sources]]
id = "s"
title = "T"
kind = "press"
"#,
    ),
    (
        "case::dangling-reference",
        5,
        10,
        r#"[[figures]]
id = "f"
what = "w"
value = "3 t"
source = "z"
"#,
    ),
    (
        "case::dangling-reference",
        4,
        35,
        r#"[[figures]]
id = "f"
what = "w"
value = { value = "3 t", source = "sx" }
"#,
    ),
    (
        "case::dangling-reference",
        4,
        13,
        r#"[[figures]]
id = "f"
what = "w"
subjects = ["nowhere"]
"#,
    ),
    (
        "case::twice",
        1,
        1,
        r#"[choices]
as_of = 2025-01-01
"#,
    ),
    (
        "case::bad-quantity",
        5,
        9,
        r#"[[figures]]
id = "f"
what = "w"
source = "s"
value = "3 furlongs"
"#,
    ),
    (
        "case::bad-quantity",
        5,
        9,
        r#"[[figures]]
id = "f"
what = "w"
source = "s"
value = "1,5 t"
"#,
    ),
    (
        "case::no-unit",
        7,
        7,
        r#"[[studies]]
id = "y"
title = "Y"
level = "scoping"
ownership = "whole"
source = "s"
ore = 3
"#,
    ),
    (
        "case::no-unit",
        7,
        7,
        r#"[[studies]]
id = "y"
title = "Y"
level = "scoping"
ownership = "whole"
source = "s"
ore = "3"
"#,
    ),
    (
        "case::wrong-measure",
        7,
        7,
        r#"[[studies]]
id = "y"
title = "Y"
level = "scoping"
ownership = "whole"
source = "s"
ore = "3 USD"
"#,
    ),
    (
        "case::wrong-measure",
        7,
        7,
        r#"[[studies]]
id = "y"
title = "Y"
level = "scoping"
ownership = "whole"
source = "s"
irr = "3 g/t"
"#,
    ),
    (
        "case::bare-currency",
        7,
        9,
        r#"[[studies]]
id = "y"
title = "Y"
level = "scoping"
ownership = "whole"
source = "s"
taxes = "$5m"
"#,
    ),
    (
        "case::no-source",
        4,
        9,
        r#"[[figures]]
id = "f"
what = "w"
value = "3 t"
"#,
    ),
    (
        "case::no-source",
        4,
        9,
        r#"[[figures]]
id = "f"
what = "w"
value = { value = "3 t", note = "n" }
"#,
    ),
    (
        "case::two-origins",
        4,
        50,
        r#"[[figures]]
id = "f"
what = "w"
value = { value = "3 t", source = "s", assumed = "so" }
"#,
    ),
    (
        "case::value-and-best",
        5,
        9,
        r#"[[figures]]
id = "f"
what = "w"
source = "s"
value = { value = "3 t", best = "3 t" }
"#,
    ),
    (
        "case::low-above-high",
        5,
        9,
        r#"[[figures]]
id = "f"
what = "w"
source = "s"
value = { low = "3 kt", high = "4 t" }
"#,
    ),
    (
        "case::missing-key",
        4,
        9,
        r#"[[figures]]
id = "f"
what = "w"
value = { source = "s" }
"#,
    ),
    (
        "case::wrong-type",
        4,
        9,
        r#"[[figures]]
id = "f"
what = "w"
value = []
"#,
    ),
    (
        "case::basis-missing",
        1,
        1,
        r#"[[inventories]]
id = "i"
site = "hill"
kind = "resource"
code = "JORC"
"#,
    ),
    (
        "case::basis-missing",
        1,
        1,
        r#"[[studies]]
id = "y"
title = "Y"
level = "scoping"
"#,
    ),
    (
        "case::basis-missing",
        8,
        9,
        r#"[[claims]]
id = "c"
says = "x"
kind = "contained"
source = "s"
attribution = "reporter"
modality = "asserted"
value = "3 t"
"#,
    ),
    (
        "case::claim-nowhere",
        1,
        1,
        r#"[[claims]]
id = "c"
says = "x"
kind = "plan"
attribution = "reporter"
modality = "asserted"
"#,
    ),
    (
        "case::bad-hash",
        3,
        10,
        r#"[[documents]]
id = "d"
sha256 = "abc"
title = "D"
publisher = "P"
published = 2025-01-01
primary = false
"#,
    ),
    (
        "case::bad-span",
        15,
        45,
        r#"[[documents]]
id = "d"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
title = "D"
publisher = "P"
published = 2025-01-01
primary = false
chars = 5
[[claims]]
id = "c"
says = "x"
kind = "plan"
attribution = "reporter"
modality = "asserted"
spans = [{ document = "d", start = 2, end = 9, sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }]
"#,
    ),
    (
        "case::self-reference",
        8,
        36,
        r#"[[claims]]
id = "c"
says = "x"
kind = "plan"
source = "s"
attribution = "reporter"
modality = "asserted"
links = [{ kind = "supports", to = "c" }]
"#,
    ),
    (
        "case::dates-out-of-order",
        7,
        11,
        r#"[[titles]]
id = "l"
name = "L"
kind = "exploration"
status = "in-force"
applied = "2024"
granted = "2023-05"
"#,
    ),
    (
        "case::dates-out-of-order",
        8,
        8,
        r#"[[instruments]]
id = "m"
title = "M"
kind = "memorandum"
binding = "no"
disclosure = "unknown"
signed = "2024"
ends = "2020"
"#,
    ),
    (
        "case::share-out-of-range",
        6,
        9,
        r#"[[holdings]]
of = "hill"
holder = "p"
kind = "profit-share"
source = "s"
share = "120 %"
"#,
    ),
    (
        "case::shares-above-whole",
        12,
        9,
        r#"[[holdings]]
of = "p"
holder = "p"
kind = "equity"
source = "s"
share = "60 %"
[[holdings]]
of = "p"
holder = "p"
kind = "free-carried"
source = "s"
share = "50 %"
"#,
    ),
    (
        "case::category-of-other-kind",
        9,
        12,
        r#"[[inventories]]
id = "i"
site = "hill"
kind = "resource"
code = "JORC"
ownership = "whole"
source = "s"
[[inventories.rows]]
category = "proved"
ore = "3 Mt"
"#,
    ),
    (
        "case::empty-row",
        7,
        1,
        r#"[[inventories]]
id = "i"
site = "hill"
kind = "resource"
code = "JORC"
ownership = "whole"
[[inventories.rows]]
category = "inferred"
"#,
    ),
    (
        "case::bad-position",
        6,
        14,
        r#"[[sites]]
id = "b"
name = "B"
kind = "mine"
source = "s"
positions = [{ lat = 129.1, lon = 62.0 }]
"#,
    ),
    (
        "case::no-price",
        5,
        11,
        r#"[[price_decks]]
id = "k"
title = "K"
terms = "nominal"
prices = [{ commodity = "copper" }]
"#,
    ),
    (
        "case::two-prices",
        6,
        11,
        r#"[[price_decks]]
id = "k"
title = "K"
terms = "nominal"
source = "s"
prices = [{ commodity = "copper", price = "4 USD/lb", reference = "reference:prices/copper/2024" }]
"#,
    ),
    (
        "case::bad-reference",
        5,
        47,
        r#"[[price_decks]]
id = "k"
title = "K"
terms = "nominal"
prices = [{ commodity = "copper", reference = "prices/copper" }]
"#,
    ),
    (
        "case::choice-missing",
        4,
        9,
        r#"[[price_decks]]
id = "k"
title = "K"
terms = "real"
prices = []
"#,
    ),
    (
        "case::empty-scenario",
        1,
        1,
        r#"[[scenarios]]
id = "e"
title = "E"
"#,
    ),
    (
        "case::variable-incomplete",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.variables]]
of = "price.copper"
shape = "pert"
relative = true
low = 1
high = 2
"#,
    ),
    (
        "case::bad-correlation",
        7,
        53,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2 },
  { of = "capital", shape = "uniform", relative = true, low = 1, high = 2 }]
correlations = [{ a = "costs", b = "capital", rho = 1.5 }]
"#,
    ),
    (
        "case::no-variable",
        6,
        36,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2 }]
correlations = [{ a = "costs", b = "c", rho = 0.5 }]
"#,
    ),
    (
        "case::cannot-draw",
        5,
        82,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "capital", shape = "normal", relative = true, mean = 1, sd = -0.2, low = 0 }]
"#,
    ),
    (
        "case::cannot-draw",
        5,
        90,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "capital", shape = "lognormal", relative = true, median = 1, sigma = -0.3 }]
"#,
    ),
    (
        "case::cannot-draw",
        5,
        81,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "capital", shape = "pert", relative = true, low = 2, mode = 1, high = 3 }]
"#,
    ),
    (
        "case::cannot-draw",
        5,
        96,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "capital", shape = "discrete", relative = true, values = [1, 2], weights = [0.5, -0.5] }]
"#,
    ),
    (
        "case::cannot-draw",
        5,
        96,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "capital", shape = "discrete", relative = true, values = [1, 2], weights = [0.5] }]
"#,
    ),
    (
        "case::cannot-draw",
        5,
        79,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "capital", shape = "empirical", relative = true, values = [] }]
"#,
    ),
    (
        "case::cannot-draw",
        5,
        93,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "capital", shape = "normal", relative = true, mean = 1, sd = 0.1, low = 3, high = 2 }]
"#,
    ),
    (
        "case::cannot-draw",
        3,
        5,
        r#"[draws]
seed = 1
n = 0
sampling = "plain"
variables = []
"#,
    ),
    (
        "case::drawn-below-nought",
        5,
        79,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "grade.copper", shape = "normal", relative = true, mean = 1, sd = 0.2 }]
"#,
    ),
    (
        "case::drawn-below-nought",
        5,
        73,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "delay", shape = "uniform", relative = false, low = "-1 year", high = "2 years" }]
"#,
    ),
    (
        "case::drawn-above-whole",
        5,
        93,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "lost_output", shape = "uniform", relative = false, low = "0 %", high = "120 %" }]
"#,
    ),
    (
        "case::bad-drawn-value",
        5,
        79,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "price.copper", shape = "uniform", relative = true, low = "4 USD/lb", high = "5 USD/lb" }]
"#,
    ),
    (
        "case::not-drawn",
        5,
        21,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "tonnage", shape = "uniform", relative = true, low = 1, high = 2 }]
"#,
    ),
    (
        "case::drawn-twice",
        5,
        94,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2 }, { of = "costs", shape = "uniform", relative = true, low = 1, high = 2 }]
"#,
    ),
    (
        "case::wrong-relative",
        5,
        60,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "delay", shape = "uniform", relative = true, low = "1 year", high = "2 years" }]
"#,
    ),
    (
        "case::correlated-twice",
        6,
        60,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2 }, { of = "capital", shape = "uniform", relative = true, low = 1, high = 2 }, { of = "price.copper", shape = "uniform", relative = true, low = 1, high = 2 }]
correlations = [{ a = "costs", b = "capital", rho = 0.5 }, { a = "capital", b = "costs", rho = 0.2 }]
"#,
    ),
    (
        "case::impossible-correlation",
        6,
        151,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2 }, { of = "capital", shape = "uniform", relative = true, low = 1, high = 2 }, { of = "price.copper", shape = "uniform", relative = true, low = 1, high = 2 }]
correlations = [{ a = "costs", b = "capital", rho = 0.9 }, { a = "capital", b = "price.copper", rho = 0.9 }, { a = "costs", b = "price.copper", rho = -0.9 }]
"#,
    ),
    (
        "case::cannot-draw",
        8,
        8,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.gates]]
name = "study"
stage = "S5"
odds = "120 %"
median = "1 year"
sigma = 0.3
holds = "everything"
"#,
    ),
    (
        "case::cannot-draw",
        10,
        9,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.gates]]
name = "study"
stage = "S5"
odds = "50 %"
median = "1 year"
sigma = -0.3
holds = "everything"
"#,
    ),
    (
        "case::cannot-draw",
        9,
        10,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.gates]]
name = "study"
stage = "S5"
odds = "50 %"
median = "-1 years"
sigma = 0.3
holds = "everything"
"#,
    ),
    (
        "case::gate-incomplete",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.gates]]
name = "study"
stage = "S5"
median = "1 year"
sigma = 0.3
holds = "everything"
"#,
    ),
    (
        "case::gate-incomplete",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.gates]]
name = "study"
stage = "S5"
odds = "50 %"
median = "1 year"
years_rate = "lead-sp-35-construction"
sigma = 0.3
holds = "everything"
"#,
    ),
    (
        "case::path-incomplete",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.paths]]
of = "price.copper"
process = "returning"
deck_is = "mean"
volatility = 0.2
"#,
    ),
    (
        "case::path-incomplete",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.paths]]
of = "price.copper"
process = "wandering"
deck_is = "mean"
"#,
    ),
    (
        "case::cannot-draw",
        9,
        14,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.paths]]
of = "price.copper"
process = "returning"
deck_is = "mean"
volatility = -0.2
speed = 0.3
"#,
    ),
    (
        "case::cannot-draw",
        10,
        9,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.paths]]
of = "price.copper"
process = "returning"
deck_is = "mean"
volatility = 0.2
speed = 0
"#,
    ),
    (
        "case::not-drawn",
        6,
        6,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.paths]]
of = "price"
process = "returning"
deck_is = "mean"
fitted = "2015/2024"
"#,
    ),
    (
        "case::drawn-twice",
        11,
        6,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.paths]]
of = "price.copper"
process = "returning"
deck_is = "mean"
fitted = "2015/2024"
[[draws.paths]]
of = "price.copper"
process = "returning"
deck_is = "mean"
fitted = "2015/2024"
"#,
    ),
    (
        "case::path-with-variable",
        6,
        17,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2 }]
correlations = [{ a = "costs", b = "price.copper", rho = 0.5 }]
[[draws.paths]]
of = "price.copper"
process = "returning"
deck_is = "mean"
fitted = "2015/2024"
"#,
    ),
    (
        "case::correlation-incomplete",
        6,
        17,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2 }, { of = "capital", shape = "uniform", relative = true, low = 1, high = 2 }]
correlations = [{ a = "costs", b = "capital" }]
"#,
    ),
    (
        "case::correlation-incomplete",
        6,
        17,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2 }, { of = "capital", shape = "uniform", relative = true, low = 1, high = 2 }]
correlations = [{ a = "costs", b = "capital", fitted = "2015/2024" }]
"#,
    ),
    (
        "case::empty-price-clause",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.price_clauses]]
name = "floor"
of = "price.copper"
part = "50 %"
"#,
    ),
    (
        "case::empty-price-clause",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.price_clauses]]
name = "floor"
of = "price.copper"
floor = "4 USD/lb"
cap = "6,000 USD/t"
part = "50 %"
"#,
    ),
    (
        "case::cannot-draw",
        9,
        8,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.price_clauses]]
name = "floor"
of = "price.copper"
floor = "4 USD/lb"
part = "120 %"
"#,
    ),
    (
        "case::nothing-supposed",
        5,
        96,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
variables = [{ of = "costs", shape = "uniform", relative = true, low = 1, high = 2, supposed = ["mode"] }]
"#,
    ),
    (
        "case::empty-record",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.disruptions]]
name = "attacks"
province = "There"
watched = "2018/2024"
prior_events = 0.5
prior_years = 0
part = "50 %"
median = "1 month"
sigma = 1
[[incidents]]
date = 2020
place = "Hill"
province = "Here"
source = "s"
"#,
    ),
    (
        "case::cannot-draw",
        9,
        16,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.disruptions]]
name = "attacks"
province = "Here"
watched = "2018/2024"
prior_events = -0.5
prior_years = 0
part = "50 %"
median = "1 month"
sigma = 1
[[incidents]]
date = 2020
place = "Hill"
province = "Here"
source = "s"
"#,
    ),
    (
        "case::cannot-draw",
        11,
        8,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.disruptions]]
name = "attacks"
province = "Here"
watched = "2018/2024"
prior_events = 0.5
prior_years = 0
part = "150 %"
median = "1 month"
sigma = 1
[[incidents]]
date = 2020
place = "Hill"
province = "Here"
source = "s"
"#,
    ),
    (
        "case::variable-incomplete",
        5,
        1,
        r#"[draws]
seed = 1
n = 10
sampling = "plain"
[[draws.variables]]
of = "capital"
shape = "base-rate"
relative = true
"#,
    ),
    (
        "case::wrong-type",
        2,
        8,
        r#"[draws]
seed = -1
n = 10
sampling = "plain"
"#,
    ),
    (
        "case::no-file",
        3,
        8,
        r#"[[tables]]
kind = "trade"
file = "trad.csv"
"#,
    ),
    (
        "case::no-feature",
        13,
        34,
        r#"[[layers]]
id = "y"
title = "Y"
kind = "titles"
file = "a.geojson"
disputed = false
source = "s"
[[titles]]
id = "l"
name = "L"
kind = "exploration"
status = "in-force"
shape = { layer = "y", feature = "B" }
"#,
    ),
    (
        "case::bad-setting",
        4,
        16,
        r#"[[scenarios]]
id = "e"
title = "E"
set = [{ key = "projects.x.model.costs[0].rate", value = 3 }]
"#,
    ),
    (
        "case::not-in-reference",
        5,
        47,
        r#"[[price_decks]]
id = "k"
title = "K"
terms = "nominal"
prices = [{ commodity = "copper", reference = "reference:prices/copper/2024" }]
"#,
    ),
    (
        "case::unknown-input-key",
        6,
        1,
        r#"[[projects]]
id = "x"
name = "X"
kind = "mine"
[projects.model.timeline]
frist = { month = { year = 2025, month = 1 } }
runs = []
"#,
    ),
    (
        "case::missing-input-key",
        5,
        1,
        r#"[[projects]]
id = "x"
name = "X"
kind = "mine"
[projects.model.timeline]
first = { month = { year = 2025, month = 1 } }
"#,
    ),
    (
        "case::bad-input",
        6,
        28,
        r#"[[projects]]
id = "x"
name = "X"
kind = "mine"
[projects.model.timeline]
first = { month = { year = "2025", month = 1 } }
runs = []
"#,
    ),
    (
        "case::unknown-column",
        6,
        62,
        r#"[[projects]]
id = "x"
name = "X"
kind = "mine"
[projects.model.production.stated]
feed = { in = "millions", values = { csv = "a.csv", column = "oar" } }
metals = []
"#,
    ),
];

#[test]
fn every_mistake_is_told_by_its_code_at_its_place() {
    assert!(problems("").is_empty(), "{:#?}", problems(""));
    for (code, line, column, snippet) in WRONG {
        let told: Vec<_> = problems(snippet)
            .iter()
            .map(|p| (p.code().map(|code| code.to_string()), p.place().to_string()))
            .collect();
        let wanted = (Some((*code).to_owned()), format!("wrong.toml:{line}:{column}"));
        assert!(told.contains(&wanted), "{code} at {line}:{column} of\n{snippet}\nin {told:#?}");
    }
}

#[test]
fn every_mistake_says_what_to_do() {
    for (code, .., snippet) in WRONG {
        let found = problems(snippet);
        let problem = found.iter().find(|p| p.code().is_some_and(|c| c.to_string() == **code));
        let problem = problem.unwrap_or_else(|| panic!("{code} in {snippet}"));
        let help = problem.help().map(|help| help.to_string()).unwrap_or_default();
        assert!(!help.is_empty(), "{code} has no help");
        assert_eq!(problem.labels().map(Iterator::count), Some(1), "{code} has no label");
    }
}

#[test]
fn one_mistake_is_told_once() {
    for (code, _, _, snippet) in WRONG {
        let found = problems(snippet);
        // A snippet of an input lacks the rest of it, which is told besides.
        let is_rest =
            |p: &Problem| matches!(p, Problem::MissingInputKey { path, .. } if path == "the input");
        let same: Vec<_> = found
            .iter()
            .filter(|p| !is_rest(p) && p.code().is_some_and(|c| c.to_string() == **code))
            .collect();
        assert_eq!(same.len(), 1, "{same:#?} in\n{snippet}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let all: String = WRONG
        .iter()
        .filter(|(code, ..)| !["case::syntax", "case::twice"].contains(code))
        // Tables may not be opened twice by `key = …` at the head of a file.
        .filter(|(.., snippet)| snippet.starts_with("[["))
        .map(|(.., snippet)| *snippet)
        .collect();
    assert!(problems(&all).len() > 40, "{:#?}", problems(&all));
}

#[test]
fn an_unknown_key_suggests_the_one_that_was_meant() {
    let found = problems("[[sources]]\nid = \"t\"\ntitel = \"T\"\nkind = \"press\"\n");
    let suggested =
        found.iter().any(|p| matches!(p, Problem::UnknownKey { suggestion: Some("title"), .. }));
    assert!(suggested, "{found:#?}");
}

/// Mistakes in files beside, with their rows and columns.
#[test]
fn rows_and_shapes_have_places_too() {
    let with = |name: &str, text: &str, toml: &str| {
        let files = [("around.toml", AROUND), ("t.toml", toml), (name, text)];
        let told = read(&files).problems;
        told.iter().map(|p| format!("{} {}", p.code().unwrap(), p.place())).collect::<Vec<_>>()
    };
    let trade = "[[tables]]\nkind = \"trade\"\nfile = \"t.csv\"\nsource = \"s\"\n";
    let csv = "reporter,flow,period,value [million USD],valeu\nPAK,exprt,2024,3,\nPAK,export,soon,x,\nPAK\n";
    assert_eq!(
        with("t.csv", csv, trade),
        [
            "case::unknown-column t.csv:1:42",
            "case::unknown-word t.csv:2:5",
            "case::wrong-type t.csv:3:12",
            "case::bad-quantity t.csv:3:17",
            "case::ragged-row t.csv:4:1",
        ]
    );
    assert_eq!(with("t.csv", "", trade), ["case::no-header t.csv:1:1"]);
    let layer = "[[layers]]\nid = \"l\"\ntitle = \"L\"\nkind = \"titles\"\nfile = \"l.geojson\"\n\
                 disputed = false\nsource = \"s\"\n";
    let shapes = "{ \"type\": \"FeatureCollection\", \"features\": [\n\
        { \"type\": \"Feature\", \"geometry\": { \"type\": \"Point\", \"coordinates\": [29.1, 162.0] } },\n\
        { \"type\": \"Feature\", \"geometry\": { \"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1],[0,1]]] } },\n\
        { \"type\": \"Feature\", \"geometry\": { \"type\": \"Curve\" } } ] }";
    assert_eq!(
        with("l.geojson", shapes, layer),
        [
            "case::bad-shape l.geojson:2:1",
            "case::bad-shape l.geojson:3:1",
            "case::bad-shape l.geojson:4:1",
        ]
    );
    assert_eq!(with("l.geojson", "{\n  \"type\": 3\n}", layer), ["case::bad-json l.geojson:2:11"]);
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let files: [(&str, &[u8]); 2] = [("around.toml", AROUND.as_bytes()), ("b.toml", b"# \xff\n")];
    let found = read(&files).problems;
    assert!(matches!(&found[..], [Problem::NotText { at }] if at.column == 3), "{found:#?}");
}
