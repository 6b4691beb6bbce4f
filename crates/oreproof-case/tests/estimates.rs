//! An estimate's choices: one that stands, and others that are wrong in one way.

use oreproof_case::{Problem, read};

const RIGHT: &str = r#"
[case]
title = "A case"
[choices]
as_of = 2025-01-31

[[estimates]]
id = "hill"
title = "Copper of the hill"
method = "ordinary-kriging"
[estimates.holes]
unit = "m"
dip = "negative-down"
below_detection = "half-limit"
desurvey = "minimum-curvature"
unsurveyed = "leave-out"
overlap = "upper-counts"
missing = [-99]
collars = { file = "collars.csv" }
surveys = { file = "surveys.csv" }
assays = { file = "assays.csv", hole = "BHID" }
[[estimates.grades]]
name = "cu"
column = "CU_PCT"
commodity = "copper"
unit = "%"
cap = 4.5
[estimates.density]
value = 2.75
[estimates.composites]
length = 2
from = "contact"
tail = "spread"
by_density = false
coverage = "50 %"
[[estimates.domains]]
name = "ore"
codes = ["PORPHYRY"]
[estimates.domains.variogram]
nugget = 0.2
structures = [{ shape = "spherical", sill = 0.8, ranges = [120, 80, 40], angles = [45, 0, 0] }]
[[estimates.domains.passes]]
radii = [60, 40, 20]
angles = [45, 0, 0]
min = 4
max = 16
max_per_hole = 3
[estimates.blocks]
corner = [0, 0, 100]
size = [20, 20, 10]
counts = [10, 12, 8]
points = [4, 4, 2]
domains = "nearest"
reach = 1.0
[[estimates.classes]]
class = "indicated"
pass = 1
min_holes = 3
[estimates.cutoff]
report = 0.3
curve = [0.1, 0.2]
because = "open pit at 4 USD/lb"
parts = [{ grade = "cu", factor = 1 }]
"#;

fn problems(text: &str) -> Vec<Problem> {
    read(&[("case.toml", text)]).problems
}

#[test]
fn a_whole_estimate_has_no_problem() {
    let read = read(&[("case.toml", RIGHT)]);
    assert_eq!(read.problems.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    let estimate = &read.case.estimates[0];
    assert_eq!(estimate.domains[0].passes[0].max_per_hole, Some(3));
    assert_eq!(estimate.blocks.counts, [10, 12, 8]);
    assert_eq!(estimate.holes.assays.hole.as_deref(), Some("BHID"));
}

/// What is changed into what, how the line begins that is told, and what is said of it.
const WRONG: &[(&str, &str, &str, &str)] = &[
    (
        "nugget = 0.2",
        "nugget = 0.3",
        "[estimates.domains.variogram]",
        "the parts of the variogram come to 1.1",
    ),
    ("nugget = 0.2", "nugget = -0.2", "nugget", "a nugget below nought"),
    ("ranges = [120, 80, 40]", "ranges = [120, 0, 40]", "structures", "a range of nought or less"),
    (
        "ranges = [120, 80, 40]",
        "ranges = [120, 80]",
        "structures",
        "`ranges` should be three in brackets",
    ),
    (
        "shape = \"spherical\"",
        "shape = \"matern\"",
        "structures",
        "a Matérn structure of no smoothness",
    ),
    (
        "shape = \"spherical\"",
        "shape = \"matern\", smoothness = 11",
        "structures",
        "a smoothness of 11",
    ),
    (
        "shape = \"spherical\"",
        "shape = \"cubic\", smoothness = 1",
        "structures",
        "a smoothness of another shape",
    ),
    ("max = 16", "max = 3", "max =", "from 4 to 3 samples"),
    ("max_per_hole = 3", "max_per_hole = 0", "max_per_hole", "`max_per_hole` of nought"),
    (
        "max_per_hole = 3",
        "sectors = \"octants\"",
        "sectors",
        "sectors and how many samples each may give go together",
    ),
    (
        "max_per_hole = 3",
        "max_per_sector = 3",
        "max_per_sector",
        "sectors and how many samples each may give go together",
    ),
    (
        "max_per_hole = 3",
        "max_per_octant = 2\nsectors = \"quadrants\"\nmax_per_sector = 2",
        "sectors",
        "two ways to cut the space about a block",
    ),
    ("size = [20, 20, 10]", "size = [20, -20, 10]", "size", "a block size of nought or less"),
    ("counts = [10, 12, 8]", "counts = [10, 0, 8]", "counts", "`counts` of nought"),
    ("reach = 1.0\n", "", "[estimates.blocks]", "blocks by the nearest sample, however far"),
    (
        "domains = \"nearest\"\nreach = 1.0",
        "domains = \"implicit\"",
        "[estimates.blocks]",
        "an implicit contact, however far from holes",
    ),
    (
        "domains = \"nearest\"",
        "domains = \"solids\"",
        "[[estimates.domains]]",
        "blocks go by solids, and ore has none",
    ),
    ("pass = 1", "pass = 2", "pass", "there are 1 passes"),
    ("pass = 1\nmin_holes = 3", "", "[[estimates.classes]]", "every block would be indicated"),
    ("grade = \"cu\"", "grade = \"zn\"", "parts", "`zn` is no grade of the estimate"),
    ("report = 0.3", "report = -1", "[estimates.cutoff]", "a cut-off below nought"),
    ("value = 2.75", "", "[estimates.density]", "rock without a density"),
    ("value = 2.75", "value = 0", "value", "a density of nought or less"),
    (
        "tail = \"spread\"\n",
        "",
        "[estimates.composites]",
        "composites from contacts, and no word of their rests",
    ),
    ("length = 2", "length = 0", "length", "a composite length of nought or less"),
    ("cap = 4.5", "cap = -1", "cap", "a cap of nought or less"),
    ("because = \"open pit at 4 USD/lb\"\n", "", "[estimates.cutoff]", "`because`"),
    ("dip = \"negative-down\"", "dip = \"down\"", "dip", "`down`"),
];

/// A selection, and what is said of one that cannot be.
#[test]
fn units_are_whole_parts_of_blocks() {
    let right = "[estimates.selection]\nsmu = [5, 10, 10]\npoints = [3, 3, 2]\n";
    assert_eq!(problems(&format!("{RIGHT}{right}control = [5, 5, 10]\n")), []);
    for (from, to, told) in [
        (
            "[5, 10, 10]",
            "[6, 10, 10]",
            "units of [6.0, 10.0, 10.0] in blocks of [20.0, 20.0, 10.0]",
        ),
        ("[5, 10, 10]", "[40, 10, 10]", "units of [40.0, 10.0, 10.0]"),
        ("[5, 10, 10]", "[0, 10, 10]", "a unit's size of nought or less"),
        ("[3, 3, 2]", "[3, 0, 2]", "`points` of nought"),
        ("[3, 3, 2]\n", "[3, 3, 2]\ncontrol = [5, 0, 5]\n", "a spacing of nought or less"),
    ] {
        let found = problems(&format!("{RIGHT}{}", right.replace(from, to)));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].to_string().contains(told), "{told}: {}", found[0]);
    }
}

#[test]
fn a_grid_too_large_to_number_is_told() {
    let text = RIGHT.replace("counts = [10, 12, 8]", "counts = [100000, 100000, 100000]");
    let found = problems(&text);
    assert!(found.iter().any(|p| p.to_string() == "a grid of 1e15 cells"), "{found:?}");
}

#[test]
fn each_wrong_choice_is_told_at_its_place() {
    let mut wrong = Vec::new();
    for (from, to, line, words) in WRONG {
        assert!(RIGHT.contains(from), "{from:?} is not in the estimate");
        let text = RIGHT.replacen(from, to, 1);
        let found = problems(&text);
        let told = |problem: &Problem| {
            let there = text.lines().nth(problem.place().line as usize - 1).unwrap_or("");
            problem.to_string().contains(words) && there.starts_with(line)
        };
        if !found.iter().any(told) {
            let said = |p: &Problem| format!("{}: {p}", p.place().line);
            wrong.push(format!("{to:?}: {:?}", found.iter().map(said).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
