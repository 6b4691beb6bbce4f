//! Who depends on whom, in the JSON Schema of a weighing.

use serde_json::{Value, json};

use super::{count, either, list, maybe, number, object, of, text, words};

/// Shares by role, their concentration, and what changes them.
pub(super) fn balance() -> Vec<(&'static str, Value)> {
    let ends = || list(text("Of what, then what it needs."));
    let role =
        || words(&["producer", "buyer", "owner", "financier", "operator", "offtaker", "guarantor"]);
    vec![
        (
            "balance",
            object(&[
                ("mined", list(of("produced"))),
                (
                    "held",
                    list(object(&[
                        ("held", of("held")),
                        (
                            "is_disputed",
                            json!({"type": "boolean", "description": "Whether another source gives other shares of the same; it has a row too."}),
                        ),
                        ("hhi", of("id")),
                        ("parts", list(of("id"))),
                        ("unnamed", maybe(of("id"))),
                    ])),
                ),
                (
                    "largest",
                    maybe(object(&[
                        (
                            "dependence",
                            object(&[
                                ("role", role()),
                                ("of", text("Of what.")),
                                ("source", text("By whose account.")),
                                ("on", text("On whom.")),
                                ("part", number("With what part, from 0 to 1.")),
                            ]),
                        ),
                        ("figure", of("id")),
                        ("equals", list(list(text("Of what, then with whom.")))),
                    ])),
                ),
                ("unnamed", list(role())),
                ("changes", list(of("change"))),
                (
                    "duties",
                    list(object(&[
                        ("importer", text("Who levies it.")),
                        ("exporter", text("Whose goods.")),
                        ("goods", maybe(text("On what; null for all."))),
                        ("rate", of("id")),
                        ("kept", of("id")),
                    ])),
                ),
                ("ends", list(ends())),
                (
                    "names",
                    json!({"type": "object", "additionalProperties": {"type": "string"}, "description": "Countries by their letters, with their names."}),
                ),
            ]),
        ),
        (
            "produced",
            object(&[
                (
                    "mined",
                    object(&[
                        ("commodity", text("The commodity.")),
                        ("part", text("Which part of it, where several are printed.")),
                        ("year", count("The year.")),
                        ("edition", count("The edition that prints it.")),
                        ("held", of("held")),
                        (
                            "weighted",
                            object(&[
                                ("bounds", of("bounds")),
                                ("without", list(text("A country without an indicator."))),
                            ]),
                        ),
                        ("governance_year", count("The year of the indicators.")),
                        ("unit", text("The unit of the amounts.")),
                        (
                            "amounts",
                            list(list(either(text("A country,"), number("and its amount.")))),
                        ),
                        ("unnamed", number("The amount of countries not named.")),
                        ("tonnes_per_unit", maybe(number("Null for what is counted by volume."))),
                        ("withheld", list(text("A country whose figure is withheld."))),
                        ("row", text("The row of the tables.")),
                        ("source", text("Where it was read.")),
                    ]),
                ),
                ("hhi", of("id")),
                ("weighted", of("id")),
                ("largest", of("id")),
                ("own", maybe(of("id"))),
            ]),
        ),
        (
            "held",
            object(&[
                ("role", role()),
                ("of", text("Of what.")),
                ("source", text("By whose account.")),
                ("shares", of("shares")),
                ("hhi", of("bounds")),
            ]),
        ),
        (
            "shares",
            object(&[
                (
                    "named",
                    list(object(&[
                        ("who", text("A country's three letters, or a party.")),
                        ("part", number("From 0 to 1.")),
                    ])),
                ),
                ("unknown", number("The part of which nobody is named as holder.")),
            ]),
        ),
        ("bounds", object(&[("low", number("")), ("high", number(""))])),
        (
            "change",
            object(&[
                ("says", text("What happens.")),
                (
                    "change",
                    object(&[
                        (
                            "event",
                            either(
                                object(&[(
                                    "more",
                                    object(&[
                                        ("who", text("Who.")),
                                        ("amount", number("How much.")),
                                    ]),
                                )]),
                                object(&[(
                                    "lost",
                                    object(&[
                                        ("who", text("Who.")),
                                        ("taken_up_by", maybe(text("Who takes it up."))),
                                    ]),
                                )]),
                            ),
                        ),
                        ("before", of("shares")),
                        ("after", maybe(of("shares"))),
                        ("hhi_before", of("bounds")),
                        ("hhi_after", maybe(of("bounds"))),
                        ("whole", number("The whole after over the whole before.")),
                    ]),
                ),
                ("before", of("id")),
                ("after", maybe(of("id"))),
                ("whole", of("id")),
                ("part", maybe(list(of("id")))),
            ]),
        ),
    ]
}
