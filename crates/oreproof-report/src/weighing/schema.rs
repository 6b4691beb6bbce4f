//! The JSON Schema of a weighing, for programs that read it.
//!
//! Every object is closed: a key that is not described here is a mistake, so a new key of the
//! weighing has to be described before the tests pass.

mod balance;

use oreproof_weigh::Verdict;
use oreproof_weigh::odds::Measure;
use serde_json::{Map, Value, json};

/// The schema of what [`json`](super::json) hands out.
pub fn schema() -> Value {
    let mut schema = object(&[
        ("title", text("What the case is called.")),
        ("question", maybe(text("What it asks."))),
        (
            "day",
            json!({"type": "string", "format": "date", "description": "The day of the weighing; nothing later is used."}),
        ),
        ("claims", list(of("claim"))),
        ("checks", list(of("check"))),
        ("ladder", of("ladder")),
        ("evidence", of("evidence")),
        ("figures", list(of("figure"))),
        ("projects", list(of("project"))),
        ("scenarios", list(of("scenario"))),
        ("odds", either(of("odds"), of("needs"))),
        ("balance", of("balance")),
        ("remarks", list(of("remark"))),
        (
            "ends",
            list(object(&[
                ("of", text("The project or station.")),
                ("needs", text("What is missing.")),
            ])),
        ),
    ]);
    let named =
        [said(), land(), numbers(), money(), sureness(), balance::balance()].into_iter().flatten();
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A weighing of Oreproof",
        "description": "A case weighed: what is proven, what is not, and where the headline shrinks.",
        "$defs": named.map(|(name, schema)| (name.to_owned(), schema)).collect::<Map<_, _>>(),
    });
    if let (Value::Object(schema), Value::Object(head)) = (&mut schema, head) {
        schema.extend(head);
    }
    schema
}

/// Claims, checks, and what the rules say.
fn said() -> Vec<(&'static str, Value)> {
    let verdicts: Vec<Value> = Verdict::ALL.iter().map(|verdict| json!(verdict)).collect();
    vec![
        (
            "claim",
            object(&[
                ("claim", text("Its name in the case.")),
                ("says", text("What is said, in the words of the case's author.")),
                ("verdict", json!({"enum": verdicts})),
                ("because", list(text("A reason, the weightiest first."))),
                ("checks", list(text("A check that it takes part in."))),
                (
                    "settle",
                    list(json!({
                        "type": "array",
                        "items": {"type": "string"},
                        "minItems": 2,
                        "maxItems": 2,
                        "description": "The grade that would be raised (S, R or P), and the document that would.",
                    })),
                ),
                ("evidence", of("behind")),
            ]),
        ),
        (
            "behind",
            object(&[
                ("claim", text("The claim.")),
                (
                    "proof",
                    object(&[
                        ("grade", words(&["P0", "P1", "P2", "P3", "P4", "P5"])),
                        ("because", list(text("A reason."))),
                        ("sources", list(text("A source or document of the case."))),
                        ("capped", maybe(text("What holds the grade down."))),
                    ]),
                ),
                (
                    "rock",
                    maybe(object(&[
                        ("grade", words(&["R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"])),
                        ("because", text("Why.")),
                        (
                            "flags",
                            list(text(
                                "What to be careful with: a historical estimate, a national code, a basis that is not known.",
                            )),
                        ),
                        ("inventory", maybe(text("The statement that it rests on."))),
                    ])),
                ),
                ("standing", maybe(of("standing"))),
            ]),
        ),
        (
            "standing",
            object(&[
                ("of", text("The instrument, title, site or project.")),
                ("stage", text("S0 to S9, shelved, cancelled, failed or expired.")),
                ("since", maybe(text("When that stage was reached."))),
                ("last_heard", maybe(text("When it was last heard of."))),
                ("before", maybe(text("The stage before it was shelved or cancelled."))),
                (
                    "inferred",
                    json!({"type": "boolean", "description": "Whether the stage is inferred from silence."}),
                ),
                ("because", text("Why.")),
                ("raise", maybe(text("The document that would take it further."))),
            ]),
        ),
        (
            "check",
            object(&[
                ("id", text("Its name.")),
                ("rule", text("The rule.")),
                ("asks", maybe(text("What it asks."))),
                ("claims", list(text("A claim that it is about."))),
                ("against", list(text("A claim that it speaks against."))),
                (
                    "outcome",
                    words(&["pass", "info", "not-computable", "warn", "implausible", "fail"]),
                ),
                ("sentence", text("What came out.")),
                ("figures", list(of("id"))),
                ("needs", maybe(text("What is missing, where it could not be answered."))),
            ]),
        ),
        (
            "remark",
            object(&[
                ("document", text("The document.")),
                ("rule", text("The code of the rule.")),
                ("severity", words(&["error", "warn", "info"])),
                ("message", text("What is wrong or missing.")),
                ("help", text("What to do about it.")),
                ("norm", text("The norm behind it.")),
                ("start", count("The first character of the words.")),
                ("end", count("The one after the last.")),
                ("needs", maybe(text("What the rule would need, where it could not answer."))),
                ("claims", list(text("A claim whose words it touches."))),
            ]),
        ),
    ]
}

/// Evidence over the whole case.
fn land() -> Vec<(&'static str, Value)> {
    let claims = |what| list(text(what));
    vec![(
        "evidence",
        object(&[
            ("claims", list(of("behind"))),
            ("standings", list(of("standing"))),
            (
                "tracks",
                list(object(&[
                    ("speaker", maybe(text("The speaker."))),
                    ("realised", claims("A claim that came true.")),
                    ("partly", claims("A claim that came true in part.")),
                    ("failed", claims("A claim that did not come true.")),
                    ("lapsed", claims("A claim of which nothing was heard.")),
                    ("unverified", claims("A claim that nobody checked.")),
                    ("open", claims("A claim whose day has not come.")),
                ])),
            ),
            (
                "land",
                object(&[
                    (
                        "scattered",
                        list(object(&[
                            ("site", text("The site.")),
                            ("sources", list(text("A source that places it."))),
                            (
                                "apart_km",
                                number("Kilometres between the positions farthest apart."),
                            ),
                        ])),
                    ),
                    (
                        "inside",
                        list(object(&[
                            ("site", text("The site.")),
                            ("title", text("The title.")),
                            (
                                "positions",
                                list(count("How many positions lie inside, then of how many.")),
                            ),
                        ])),
                    ),
                    (
                        "overlaps",
                        list(object(&[
                            ("a", text("A title.")),
                            ("b", text("Another.")),
                            ("km2", number("Square kilometres shared.")),
                        ])),
                    ),
                    (
                        "outlines",
                        list(object(&[
                            ("title", text("The title.")),
                            ("km2", number("Its outline in square kilometres.")),
                            (
                                "stated_km2",
                                maybe(list(maybe(number(
                                    "The stated area: its low and high end.",
                                )))),
                            ),
                            ("agrees", maybe(json!({"type": "boolean"}))),
                        ])),
                    ),
                ]),
            ),
        ]),
    )]
}

/// Figures, where they come from, and the ladder.
fn numbers() -> Vec<(&'static str, Value)> {
    let at = object(&[
        ("file", text("The file of the case.")),
        ("line", count("The line, from 1.")),
        ("key", text("The key.")),
    ]);
    let from = |word: &str, more: &[(&str, Value)]| {
        let mut keys = vec![("from", json!({"const": word}))];
        keys.extend(more.iter().cloned());
        object(&keys)
    };
    vec![
        (
            "id",
            json!({"type": "string", "description": "The name of a figure, such as ladder/state."}),
        ),
        (
            "figure",
            object(&[
                ("id", of("id")),
                ("label", text("What it is.")),
                (
                    "value",
                    object(&[
                        ("low", maybe(number("Null for no lower end."))),
                        ("best", number("")),
                        ("high", maybe(number("Null for no upper end."))),
                    ]),
                ),
                ("unit", maybe(text("Null for a bare number."))),
                ("basis", maybe(words(&["in_situ", "contained", "recoverable", "payable"]))),
                ("ownership", maybe(words(&["whole", "attributable"]))),
                (
                    "origin",
                    json!({"anyOf": [
                        from("said", &[("claim", text("The claim."))]),
                        from("stated", &[("at", at.clone()), ("sources", list(text("A source of the case.")))]),
                        from("chosen", &[("at", at)]),
                        from("table", &[("row", text("The row.")), ("source", text("What it names."))]),
                        from("counted", &[("claims", list(text("A claim.")))]),
                        from("run", &[
                            ("station", text("The station.")),
                            ("entries", list(text("The project, and its terms."))),
                            ("sources", list(text("A source behind its input."))),
                        ]),
                        from("computed", &[("how", text("The formula.")), ("of", list(of("id")))]),
                    ]}),
                ),
                ("note", maybe(text("What a reader must know besides."))),
            ]),
        ),
        (
            "ladder",
            object(&[
                (
                    "rungs",
                    list(object(&[
                        ("name", text("What is left here.")),
                        ("figure", of("id")),
                        ("factor", maybe(number("This rung over the one above."))),
                        (
                            "promised",
                            json!({"type": "boolean", "description": "Said, and not worked out."}),
                        ),
                        ("because", text("What took the rest.")),
                    ])),
                ),
                ("ends", maybe(text("What it would need to go on."))),
            ]),
        ),
    ]
}

/// Cash and shares of a project.
fn money() -> Vec<(&'static str, Value)> {
    let party = either(
        json!({"const": "project"}),
        object(&[("party", count("Its place in the list of parties."))]),
    );
    let takes = [
        "royalty",
        "export_duty",
        "import_duty",
        "surcharge",
        "income_tax",
        "rent_tax",
        "withholding",
        "bonus",
        "production_share",
        "community",
        "fee",
        "other",
    ];
    let kinds = [
        "drawing",
        "interest",
        "principal",
        "fee",
        "dividend",
        "call",
        "carry",
        "repayment",
        "transfer",
    ];
    let cents = || list(json!({"type": "integer", "description": "Cents, a period each."}));
    let periods = || list(text("A period."));
    vec![(
        "project",
        object(&[
            ("project", text("The project.")),
            ("terms", text("Its fiscal terms.")),
            ("currency", text("The currency of its money, by its ISO 4217 code.")),
            (
                "cash",
                object(&[
                    ("periods", periods()),
                    (
                        "lines",
                        list(object(&[
                            (
                                "kind",
                                words(&[
                                    "feed",
                                    "waste",
                                    "contained",
                                    "recovered",
                                    "payable",
                                    "revenue",
                                    "gross_revenue",
                                    "selling_charge",
                                    "selling_charges",
                                    "nsr",
                                    "operating_cost",
                                    "operating_costs",
                                    "capital",
                                    "capital_total",
                                    "working_capital",
                                    "pre_tax_cash",
                                ]),
                            ),
                            ("name", text("What it is.")),
                            (
                                "values",
                                list(number(
                                    "Tonnes, or money of `currency`; one for each period.",
                                )),
                            ),
                        ])),
                    ),
                ]),
            ),
            (
                "shares",
                object(&[
                    ("periods", periods()),
                    ("parties", list(text("A party."))),
                    ("pre_tax", cents()),
                    (
                        "flows",
                        list(object(&[
                            ("name", text("What it is called.")),
                            ("kind", either(words(&kinds), object(&[("take", words(&takes))]))),
                            ("instrument", maybe(count("Its place in the fiscal terms."))),
                            ("from", party.clone()),
                            ("to", party),
                            ("cents", cents()),
                        ])),
                    ),
                    (
                        "warnings",
                        list(object(&[
                            ("debt", count("Which debt.")),
                            ("period", count("Which period.")),
                            (
                                "cover_thousandths",
                                json!({"type": "integer", "description": "Cash over debt service, in thousandths."}),
                            ),
                        ])),
                    ),
                ]),
            ),
        ]),
    )]
}

/// Scenarios and draws.
fn sureness() -> Vec<(&'static str, Value)> {
    vec![
        ("needs", object(&[("needs", text("What is missing."))])),
        (
            "scenario",
            object(&[
                ("id", text("Its name.")),
                ("title", text("What it is called.")),
                (
                    "outcome",
                    either(
                        of("needs"),
                        object(&[
                            ("after_take", of("id")),
                            ("npv", of("id")),
                            ("irr", maybe(of("id"))),
                            ("beneficiary", maybe(of("id"))),
                        ]),
                    ),
                ),
            ]),
        ),
        ("odds", odds()),
    ]
}

/// What many draws came to.
fn odds() -> Value {
    let measures = Measure::ALL.map(Measure::word);
    let lines = || list(number("Of the draws, 10, 25, 50, 75 and 90 % lie below."));
    let bar = object(&[
        ("name", text("The variable.")),
        ("outcomes", list(number("The result from its low to its high end."))),
    ]);
    let quantile = || {
        object(&[
            ("p", number("The share of draws below it.")),
            ("value", number("US dollars.")),
            ("low", number("The lower end of its 90 % interval.")),
            ("high", number("The upper end.")),
        ])
    };
    object(&[
        ("project", text("The project.")),
        ("n", count("How many draws.")),
        ("seed", count("The seed.")),
        ("sampling", words(&["plain", "latin-hypercube", "sobol"])),
        ("exchange", maybe(of("id"))),
        (
            "inputs",
            list(object(&[
                ("name", text("Its key in the case, and the name of its bar.")),
                ("label", text("What it is called.")),
                ("drawn", text("How it is drawn.")),
                ("from", list(text("What says so."))),
                ("supposed", list(text("A key whose figure nobody says."))),
                (
                    "ends",
                    maybe(list(object(&[
                        ("value", number("Its low tenth, then its high tenth.")),
                        ("unit", words(&["times", "years", "part"])),
                    ]))),
                ),
            ])),
        ),
        (
            "outcomes",
            list(object(&[
                ("measure", words(&measures)),
                ("label", text("What it is.")),
                ("figure", of("id")),
                ("error", number("The sampling error of the middle.")),
                ("mean", list(number("The mean, then its standard error."))),
                ("quantiles", list(quantile())),
                ("curve", list(list(number("A value, then the share of draws that reach it.")))),
            ])),
        ),
        ("below_nought", of("id")),
        (
            "promises",
            list(object(&[
                ("of", text("The claim or the study.")),
                ("says", text("What it says.")),
                ("measure", words(&measures)),
                ("promised", of("id")),
                ("odds", of("id")),
                ("percentile", number("The share of draws below the promise.")),
            ])),
        ),
        ("bars", list(bar)),
        ("timeline", maybe(timeline())),
        (
            "parties",
            list(object(&[
                ("party", text("Its id in the terms.")),
                ("name", text("What it is called.")),
                ("stated", number("As stated, in US dollars.")),
                ("figure", of("id")),
                ("lines", lines()),
            ])),
        ),
        (
            "first_cash",
            maybe(object(&[
                ("stated", count("The year as stated.")),
                ("figure", of("id")),
                ("never", of("id")),
            ])),
        ),
        ("paths", list(path())),
        (
            "together",
            list(object(&[
                ("a", text("A price.")),
                ("b", text("Another.")),
                ("rho", number("The rank correlation of their moves.")),
                ("error", maybe(number("Its standard error, where it is fitted."))),
            ])),
        ),
        (
            "hangs",
            list(object(&[
                ("of", text("The input.")),
                ("key", text("The key of a supposed figure.")),
                ("written", text("The figure.")),
                (
                    "answers",
                    list(maybe(object(&[
                        (
                            "npv",
                            number("The middle present value: at half, as supposed, at twice."),
                        ),
                        ("mine", number("The odds of a mine.")),
                        (
                            "late",
                            number("Years from the plan's first sale to the middle one drawn."),
                        ),
                    ]))),
                ),
            ])),
        ),
        (
            "under",
            list(object(&[
                ("process", words(&["returning", "wandering", "as chosen"])),
                ("is_chosen", json!({"type": "boolean"})),
                ("n", count("How many draws.")),
                ("npv", of("id")),
                ("quantiles", list(quantile())),
                ("below_nought", of("id")),
                (
                    "reached",
                    list(json!({
                        "type": "array",
                        "prefixItems": [text("The claim or the study."), of("id")],
                        "minItems": 2,
                        "maxItems": 2,
                    })),
                ),
            ])),
        ),
        (
            "bands",
            object(&[
                (
                    "rungs",
                    list(object(&[
                        ("measure", words(&measures)),
                        ("stated", number("As stated, in US dollars.")),
                        ("figure", of("id")),
                        ("lines", lines()),
                    ])),
                ),
                ("periods", list(text("A period of the fans."))),
                ("n", count("How many draws the fans rest on.")),
                (
                    "fans",
                    list(object(&[
                        ("of", words(&["project", "state", "beneficiary"])),
                        ("label", text("What it is.")),
                        ("stated", list(number("As stated, a period each, in US dollars."))),
                        ("lines", list(lines())),
                        ("figures", list(of("id"))),
                    ])),
                ),
            ]),
        ),
    ])
}

/// A price that moves from year to year.
fn path() -> Value {
    let wandering = object(&[
        ("is", words(&["wandering"])),
        ("drift", number("Growth of the mean, per year.")),
        ("volatility", number("Of the logarithm, over a year.")),
    ]);
    let returning = object(&[
        ("is", words(&["returning"])),
        ("level", number("The level; 1 is the deck.")),
        ("speed", number("Per year.")),
        ("volatility", number("Of the logarithm, over a short time, per root of a year.")),
    ]);
    let process = || either(wandering.clone(), returning.clone());
    let fit = || {
        object(&[
            ("process", process()),
            ("errors", process()),
            ("log_likelihood", number("Of the months, given the first.")),
            ("n_steps", count("Months but the first.")),
        ])
    };
    let fits = object(&[
        ("wandering", fit()),
        ("returning", maybe(fit())),
        ("unit_root_t", number("Dickey and Fuller's t.")),
    ]);
    object(&[
        ("of", text("Its key in the case.")),
        ("process", words(&["returning", "wandering"])),
        ("deck_is", words(&["mean", "median"])),
        (
            "fitted",
            maybe(object(&[
                ("first", text("The first month.")),
                ("last", text("The last.")),
                ("unit", text("The unit of the level.")),
                ("sources", list(text("Who printed the series."))),
                ("fits", fits),
                ("rejects_wandering", json!({"type": "boolean"})),
            ])),
        ),
        (
            "drawn",
            list(object(&[
                ("process", process()),
                (
                    "spread",
                    list(json!({
                        "type": "array",
                        "prefixItems": [
                            number("Years from the day."),
                            list(number("The factor one path in ten lies below, then above.")),
                        ],
                        "minItems": 2,
                        "maxItems": 2,
                    })),
                ),
            ])),
        ),
        ("source", maybe(text("Who says so."))),
    ])
}

/// When the project sells first, and whether it does.
fn timeline() -> Value {
    let day = |about: &str| json!({"type": "string", "format": "date", "description": about});
    let when = || {
        object(&[
            ("figure", of("id")),
            ("days", list(day("Of the draws, 10, 25, 50, 75 and 90 % come before."))),
        ])
    };
    object(&[
        ("stage", maybe(text("The stage that is reached."))),
        (
            "gates",
            list(object(&[
                ("name", text("The step.")),
                ("stage", text("The stage that passing it reaches.")),
                ("passed", json!({"type": "boolean"})),
                ("odds", maybe(of("id"))),
                ("on", maybe(when())),
            ])),
        ),
        ("no_mine", of("id")),
        ("plan", day("The first sale as planned.")),
        ("first_sale", when()),
        ("sold_by", list(list(number("A year, then the odds that something is sold by its end.")))),
        (
            "kept",
            list(object(&[
                ("of", text("The claim, or what the milestone is of.")),
                ("says", text("What is promised.")),
                ("announced", maybe(text("When."))),
                ("due", day("The last day of the promise.")),
                ("odds", of("id")),
            ])),
        ),
    ])
}

fn object(keys: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        keys.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": false,
    })
}

fn text(about: &str) -> Value {
    described("string", about)
}

fn number(about: &str) -> Value {
    described("number", about)
}

fn count(about: &str) -> Value {
    let mut schema = described("integer", about);
    schema["minimum"] = json!(0);
    schema
}

fn described(kind: &str, about: &str) -> Value {
    match about {
        "" => json!({"type": kind}),
        about => json!({"type": kind, "description": about}),
    }
}

fn words(words: &[&str]) -> Value {
    json!({"enum": words})
}

fn list(items: Value) -> Value {
    keys([("type", json!("array")), ("items", items)])
}

fn of(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn either(a: Value, b: Value) -> Value {
    keys([("anyOf", Value::Array(vec![a, b]))])
}

fn keys<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn maybe(schema: Value) -> Value {
    either(schema, json!({"type": "null"}))
}
