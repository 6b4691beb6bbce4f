//! The commands `oreproof variogram` and `oreproof krige`, as their users meet them.

mod made;

use std::fs;

use made::{code, err, folder, json, oreproof, out};

/// Four samples on the corners of a square of 10, one beside them.
const SQUARE: &[u8] = b"hole,x,y,cu\nA,0,0,1\nA,10,0,2\nB,0,10,3\nB,10,10,4\nC,5,30,9\n";

const MODEL: &str = r#"
method = "ordinary-kriging"
[variogram]
nugget = 0
structures = [{ shape = "spherical", sill = 1, ranges = [50, 50, 50], angles = [0, 0, 0] }]
[[passes]]
radii = [8, 8, 8]
angles = [0, 0, 0]
min = 1
max = 4
[blocks]
corner = [-5, -5, -0.5]
size = [10, 10, 1]
counts = [3, 2, 1]
"#;

/// By hand: four pairs 10 apart (1, 1, 4, 4), two along a diagonal (1, 9), half the means of their squares.
#[test]
fn pairs_of_a_square() {
    let folder = folder(&[("a.csv", SQUARE)]);
    let args = ["variogram", "a.csv", "cu", "--at", "x,y", "--lag", "12", "--lags", "1"];
    let found = json(&oreproof(folder.path(), &[&args[..], &["-f", "json"]].concat()));
    let lag = &found["directions"][0]["lags"][0];
    assert_eq!((lag["pairs"].as_u64(), lag["distance"].as_f64()), (Some(4), Some(10.0)));
    assert_eq!(lag["value"].as_f64(), Some(0.5 * (1.0 + 1.0 + 4.0 + 4.0) / 4.0));
    let north = [&args[..], &["--direction", "0,0", "--tolerance", "10", "-f", "csv"]].concat();
    let printed = out(&oreproof(folder.path(), &north));
    assert!(printed.contains("\"azimuth 0, dip 0\",1,10,2,2,"), "{printed}");
    let hole = [&args[..], &["--down-hole"]].concat();
    assert_eq!(code(&oreproof(folder.path(), &hole)), 2);
    let hole = [&hole[..], &["--hole", "hole"]].concat();
    assert!(out(&oreproof(folder.path(), &hole)).contains("down the holes"));
}

#[test]
fn a_fitted_model_is_written_and_read_again() {
    let mut rows = "x,y,z,v\n".to_owned();
    for i in 0..400_u32 {
        let (x, y) = (f64::from(i % 20), f64::from(i / 20));
        rows += &format!("{x},{y},0,{}\n", (x * 0.4).sin() + (y * 0.3).cos());
    }
    let folder = folder(&[("a.csv", rows.as_bytes())]);
    let args = ["variogram", "a.csv", "v", "--at", "x,y,z", "--lag", "1", "--lags", "6"];
    let fit = ["--fit", "spherical", "--isotropic", "--ranges", "1,40"];
    for output in ["v.toml", "v.html", "v.svg", "v.json", "v.txt"] {
        let done = oreproof(folder.path(), &[&args[..], &fit, &["-o", output]].concat());
        assert_eq!(code(&done), 0, "{}", err(&done));
    }
    let model = fs::read_to_string(folder.path().join("v.toml")).unwrap();
    assert!(model.contains("shape = \"spherical\""), "{model}");
    let drawn = oreproof(folder.path(), &[&args[..], &["--model", "v.toml", "-f", "svg"]].concat());
    assert!(out(&drawn).starts_with("<svg"), "{}", err(&drawn));
    let unclear = oreproof(folder.path(), &[&args[..], &["-o", "v.bin"]].concat());
    assert!(code(&unclear) == 2 && !folder.path().join("v.bin").exists());
    let no_axes = [&args[..], &["--fit", "cubic", "--ranges", "1,40"]].concat();
    assert!(err(&oreproof(folder.path(), &no_axes)).contains("--isotropic"));
}

#[test]
fn a_point_at_a_sample_gives_it_back_and_a_far_one_says_why_not() {
    let folder = folder(&[("a.csv", SQUARE), ("m.toml", MODEL.as_bytes())]);
    let args = ["krige", "a.csv", "cu", "--at", "x,y", "--model", "m.toml"];
    let done = oreproof(folder.path(), &[&args[..], &["-f", "csv"]].concat());
    let printed = out(&done);
    let rows: Vec<&str> = printed.lines().collect();
    assert_eq!(rows.len(), 7, "{printed}{}", err(&done));
    assert!(rows[1].starts_with("0,0,0,1,0,1,"), "{}", rows[1]);
    assert!(rows[3].ends_with(",0,too few samples"), "{}", rows[3]);
    let text = out(&oreproof(folder.path(), &args));
    assert!(text.contains("4 of 6 targets estimated"), "{text}");
    for output in ["b.parquet", "b.dat", "b.json", "b.csv"] {
        let done = oreproof(folder.path(), &[&args[..], &["-o", output]].concat());
        assert_eq!(code(&done), 0, "{}", err(&done));
    }
    // What was written as Parquet is read as a table again.
    let again = ["statistics", "b.parquet", "estimate", "-f", "json"];
    let again = json(&oreproof(folder.path(), &again));
    assert_eq!((again["samples"].as_u64(), again["mean"].as_f64()), (Some(4), Some(2.5)));
    let validated = [&args[..], &["--validate", "itself", "-f", "json"]].concat();
    let validated = json(&oreproof(folder.path(), &validated));
    assert_eq!(validated["targets"].as_array().unwrap().len(), 5);
}

/// Two grades that go together and one row that lacks the second.
fn two_grades() -> String {
    let mut rows = "x,y,cu,ni\n".to_owned();
    for i in 0..200_u32 {
        let (x, y) = (f64::from(i % 20), f64::from(i / 20));
        let cu = 2.0 + (x * 0.5).sin() + (y * 0.7).cos();
        let noise = f64::from(i.wrapping_mul(2_654_435_761) >> 8) / f64::from(1 << 24);
        let ni = if i == 7 { String::new() } else { (10.0 + 3.0 * cu + noise).to_string() };
        rows += &format!("{x},{y},{cu},{ni}\n");
    }
    rows
}

#[test]
fn grades_are_modelled_and_kriged_together() {
    let folder = folder(&[("a.csv", two_grades().as_bytes())]);
    let args = ["variogram", "a.csv", "cu", "--with", "ni", "--at", "x,y", "--lag", "1"];
    let fit = ["--lags", "8", "--fit", "spherical", "--isotropic", "--ranges", "1,30"];
    for output in ["v.toml", "v.html", "v.json", "v.csv", "v.txt"] {
        let done = oreproof(folder.path(), &[&args[..], &fit, &["-o", output]].concat());
        assert_eq!(code(&done), 0, "{}", err(&done));
    }
    let found: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("v.json")).unwrap()).unwrap();
    assert_eq!(found["pairs"].as_array().unwrap().len(), 3);
    // Nickel is three times copper and noise beside it: so is their cross-variogram.
    let lag = |pair: usize| found["pairs"][pair]["directions"][0]["lags"][2]["value"].as_f64();
    assert!((lag(1).unwrap() / lag(0).unwrap() - 3.0).abs() < 0.2, "{found}");
    let several = oreproof(folder.path(), &[&args[..], &fit, &["-o", "v.svg"]].concat());
    assert!(code(&several) == 2 && err(&several).contains("no single picture"));
    let model = fs::read_to_string(folder.path().join("v.toml")).unwrap();
    let (_, passes) = MODEL.split_once("[[passes]]").unwrap();
    let write = |name: &str, head: &str, model: &str| {
        let whole = format!("{head}\n[[passes]]{passes}\n{model}");
        fs::write(folder.path().join(name), whole).unwrap();
    };
    write("m.toml", "method = \"ordinary-kriging\"", &model);
    let krige = ["krige", "a.csv", "cu", "--with", "ni", "--at", "x,y", "-f", "json", "--model"];
    let found = json(&oreproof(folder.path(), &[&krige[..], &["m.toml"]].concat()));
    assert_eq!((found["samples"].as_u64(), found["estimated"].as_u64()), (Some(399), Some(6)));
    // A block's middle lies on a sample.
    let value = found["targets"][0]["estimate"]["value"].as_f64().unwrap();
    assert!((value - 3.0).abs() < 1e-9, "{value}");
    let collocated = "method = \"ordinary-kriging\"\ncollocated = true";
    write("bare.toml", collocated, &model);
    let refused = oreproof(folder.path(), &[&krige[..], &["bare.toml"]].concat());
    assert!(err(&refused).contains("`means` is missing"), "{}", err(&refused));
    write("means.toml", &format!("{collocated}\nmeans = [2, 16]"), &model);
    let found = json(&oreproof(folder.path(), &[&krige[..], &["means.toml"]].concat()));
    assert_eq!(found["estimated"].as_u64(), Some(6));
    write("other.toml", "method = \"ordinary-kriging\"", &model.replace("\"ni\"", "\"co\""));
    let refused = oreproof(folder.path(), &[&krige[..], &["other.toml"]].concat());
    assert!(err(&refused).contains("the model is of [\"cu\", \"co\"]"), "{}", err(&refused));
    let alone = ["krige", "a.csv", "cu", "--at", "x,y", "--model", "m.toml"];
    let refused = oreproof(folder.path(), &alone);
    assert!(err(&refused).contains("`coregionalisation` is given"), "{}", err(&refused));
}

#[test]
fn cutoffs_give_shares_and_grades_above_them() {
    let tails = MODEL.replace("[variogram]", "tails = { least = 0, greatest = 6 }\n[variogram]");
    let own = format!(
        "{tails}[[indicators]]\ncutoff = 1.5\n[indicators.variogram]\nnugget = 0.1\nstructures = []\n"
    );
    let folder = folder(&[
        ("a.csv", SQUARE),
        ("m.toml", tails.as_bytes()),
        ("bare.toml", MODEL.as_bytes()),
        ("own.toml", own.as_bytes()),
    ]);
    let args = ["krige", "a.csv", "cu", "--at", "x,y", "--cutoffs", "1.5,3", "--model"];
    let found = json(&oreproof(folder.path(), &[&args[..], &["m.toml", "-f", "json"]].concat()));
    // At the first sample, of 1, all is below both; at the fourth, of 4, nothing is.
    let below = |target: usize| found["targets"][target]["below"].as_array().unwrap().clone();
    assert_eq!(below(0), [1.0, 1.0]);
    assert_eq!(below(4), [0.0, 0.0]);
    assert_eq!(found["targets"][4]["mean"].as_f64(), Some(4.5));
    assert_eq!(found["targets"][2]["reason"]["too-few-samples"]["found"], 0);
    let text = out(&oreproof(folder.path(), &[&args[..], &["m.toml"]].concat()));
    assert!(text.contains("4 of 6 targets estimated") && text.contains("cut-off"), "{text}");
    for output in ["b.parquet", "b.dat", "b.json", "b.csv"] {
        let done = oreproof(folder.path(), &[&args[..], &["m.toml", "-o", output]].concat());
        assert_eq!(code(&done), 0, "{}", err(&done));
    }
    let csv = fs::read_to_string(folder.path().join("b.csv")).unwrap();
    assert!(csv.starts_with("x,y,z,mean,above_1.5,grade_above_1.5,above_3,"), "{csv}");
    for (model, told) in
        [("bare.toml", "`tails` is missing"), ("own.toml", "no variogram of the indicators at 3")]
    {
        let refused = oreproof(folder.path(), &[&args[..], &[model]].concat());
        assert!(code(&refused) == 2 && err(&refused).contains(told), "{}", err(&refused));
    }
    let falling =
        ["krige", "a.csv", "cu", "--at", "x,y", "--cutoffs", "3,1.5", "--model", "m.toml"];
    assert!(err(&oreproof(folder.path(), &falling)).contains("above the one before"));
}

#[test]
fn samples_in_one_place_wait_for_a_word() {
    let twice = b"x,y,cu\n0,0,1\n0,0,3\n9,9,5\n4,,2\n4,4,nan\n";
    let folder = folder(&[("a.csv", twice), ("m.toml", MODEL.as_bytes())]);
    let args = ["krige", "a.csv", "cu", "--at", "x,y", "--model", "m.toml", "-f", "json"];
    let asked = oreproof(folder.path(), &args);
    assert!(code(&asked) == 2 && err(&asked).contains("line 3"), "{}", err(&asked));
    for (way, value) in [("mean", 2.0), ("first", 1.0)] {
        let found = oreproof(folder.path(), &[&args[..], &["--duplicates", way]].concat());
        assert!(err(&found).contains("2 rows without a number"), "{}", err(&found));
        let found = json(&found);
        assert_eq!(found["duplicates_repaired"], 1);
        assert_eq!(found["targets"][0]["estimate"]["value"].as_f64(), Some(value));
    }
    let kept = json(&oreproof(folder.path(), &[&args[..], &["--duplicates", "keep"]].concat()));
    assert_eq!(kept["targets"][0]["reason"], "singular-system");
}

#[test]
fn broken_inputs_are_told() {
    let drift = MODEL.replace("ordinary-kriging", "external-drift");
    let parts = MODEL.replace("nugget = 0", "nugget = 0.5\nsill = 2");
    let files: &[(&str, &[u8])] = &[
        ("a.csv", SQUARE),
        ("word.csv", b"x,y,cu\n0,0,rich\n"),
        ("none.csv", b"x,y,cu\n0,0,\n"),
        ("far.csv", b"x,y\n1,1\n2,\n"),
        ("m.toml", MODEL.as_bytes()),
        ("drift.toml", drift.as_bytes()),
        ("parts.toml", parts.as_bytes()),
        ("word.toml", b"method = \"magic\""),
    ];
    let folder = folder(files);
    let krige = |samples, model, more: &[&str]| {
        let args = [&["krige", samples, "cu", "--at", "x,y", "--model", model][..], more].concat();
        let done = oreproof(folder.path(), &args);
        assert_eq!(code(&done), 2, "{samples} {model}");
        err(&done)
    };
    for (told, expected) in [
        (krige("word.csv", "m.toml", &[]), "word.csv:2 has \"rich\" for cu"),
        (krige("none.csv", "m.toml", &[]), "no row of none.csv"),
        (krige("gone.csv", "m.toml", &[]), "gone.csv cannot be read"),
        (krige("a.csv", "gone.toml", &[]), "gone.toml cannot be read"),
        (krige("a.csv", "word.toml", &[]), "unknown variant `magic`"),
        (krige("a.csv", "drift.toml", &[]), "`drift` is missing"),
        (krige("a.csv", "parts.toml", &[]), "come to 1.5"),
        (krige("a.csv", "m.toml", &["--targets", "far.csv"]), "line 3 of far.csv has no y"),
        (krige("a.csv", "m.toml", &["-f", "parquet"]), "-o FILE"),
        (krige("a.csv", "m.toml", &["--validate", "hole"]), "--hole"),
    ] {
        assert!(told.contains(expected), "{told}");
    }
}

/// By hand at the middle of the square: four samples equally far, and each corner its own value.
#[test]
fn samples_are_weighed_by_distance_alone() {
    let model = |method: &str| {
        let of = MODEL.split_once("[[passes]]").unwrap().1;
        format!("{method}\n[[passes]]{of}")
            .replace("corner = [-5, -5, -0.5]", "corner = [0, 0, -0.5]")
    };
    let files = [
        ("a.csv", SQUARE.to_vec()),
        ("idw.toml", model("method = \"inverse-distance\"\npower = 2").into_bytes()),
        ("nn.toml", model("method = \"nearest\"").into_bytes()),
        ("no.toml", model("method = \"inverse-distance\"").into_bytes()),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, of)| (*name, of.as_slice())).collect();
    let folder = folder(&files);
    let run = |model: &str, more: &[&str]| {
        let args = ["krige", "a.csv", "cu", "--at", "x,y", "--hole", "hole", "--model", model];
        oreproof(folder.path(), &[&args[..], more].concat())
    };
    let rows = |done: &std::process::Output| -> Vec<String> {
        assert_eq!(code(done), 0, "{}", err(done));
        out(done).lines().skip(1).map(str::to_owned).collect()
    };
    let weighed = rows(&run("idw.toml", &["-f", "csv"]));
    assert!(weighed[0].starts_with("5,5,0,2.5,,4,2,"), "{}", weighed[0]);
    let nearest = rows(&run("nn.toml", &["-f", "csv"]));
    assert!(nearest[0].starts_with("5,5,0,1,,1,1,"), "{}", nearest[0]);
    let text = run("idw.toml", &[]);
    assert!(out(&text).contains("least 2.5") && !out(&text).contains("NaN"), "{}", out(&text));
    // Without itself, C finds nothing within 8.
    let left = rows(&run("nn.toml", &["--validate", "itself", "-f", "csv"]));
    assert!(left[4].contains("too few samples"), "{}", left[4]);
    assert!(err(&run("no.toml", &[])).contains("`power` is missing"));
}

/// Of smoothness one half a Matérn model is the exponential one, to the same estimates.
#[test]
fn a_matern_model_is_fitted_and_kriged_with() {
    let mut rows = "x,y,v\n".to_owned();
    for i in 0..400_u32 {
        let (x, y) = (f64::from(i % 20), f64::from(i / 20));
        rows += &format!("{x},{y},{}\n", (x * 0.4).sin() + (y * 0.3).cos());
    }
    let matern = MODEL.replace("\"spherical\"", "\"matern\", smoothness = 0.5");
    let exponential = MODEL.replace("\"spherical\"", "\"exponential\"");
    let bare = MODEL.replace("\"spherical\"", "\"matern\"");
    let folder = folder(&[
        ("a.csv", rows.as_bytes()),
        ("s.csv", SQUARE),
        ("m.toml", matern.as_bytes()),
        ("e.toml", exponential.as_bytes()),
        ("bare.toml", bare.as_bytes()),
    ]);
    let args = ["variogram", "a.csv", "v", "--at", "x,y", "--lag", "1", "--lags", "8"];
    let fit = ["--fit", "matern", "--isotropic", "--ranges", "1,60", "-o", "v.toml"];
    let done = oreproof(folder.path(), &[&args[..], &fit, &["--smoothness", "2.5"]].concat());
    assert_eq!(code(&done), 0, "{}", err(&done));
    let model = fs::read_to_string(folder.path().join("v.toml")).unwrap();
    assert!(model.contains("shape = \"matern\"") && model.contains("smoothness = 2.5"), "{model}");
    let none = oreproof(folder.path(), &[&args[..], &fit].concat());
    assert!(code(&none) == 2 && err(&none).contains("smoothness"), "{}", err(&none));
    let kriged = |model: &str| {
        let args = ["krige", "s.csv", "cu", "--at", "x,y", "--model", model, "-f", "json"];
        oreproof(folder.path(), &args)
    };
    let estimates = |model: &str| -> Vec<Option<f64>> {
        let found = json(&kriged(model));
        let targets = found["targets"].as_array().unwrap();
        targets.iter().map(|target| target["estimate"]["variance"].as_f64()).collect()
    };
    for (a, b) in estimates("m.toml").into_iter().zip(estimates("e.toml")) {
        assert_eq!(a.is_some(), b.is_some());
        assert!(a.zip(b).is_none_or(|(a, b)| (a - b).abs() < 1e-12));
    }
    assert!(err(&kriged("bare.toml")).contains("smoothness"));
}
