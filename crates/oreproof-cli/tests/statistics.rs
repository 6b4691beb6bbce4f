//! The command `oreproof statistics`, as its user meets it.

mod made;

use std::fs;

use made::run;

/// Three crowded rich samples and one lone poor one, as a GSLIB file.
const CROWD: &str = "crowd\n3\nX\nY\nCu\n0 0 3\n1 0 3\n2 0 3\n15 0 1\n16 0 -999\n";

/// By hand: in cells of 10 the rich three count once, as does the poor one.
#[test]
fn crowded_samples_count_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crowd.dat");
    fs::write(&path, CROWD).unwrap();
    let path = path.to_string_lossy();
    let decluster = ["--at", "X,Y", "--cells", "0.1,10", "--origins", "1", "--missing", "-999"];
    let all = [&["statistics", &path, "cu"][..], &decluster].concat();
    let (code, out, err) = run(&[&all[..], &["--format", "json"]].concat());
    assert_eq!(code, 0, "{err}");
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["samples"], 4);
    assert!((found["mean"].as_f64().unwrap() - 2.0).abs() < 1e-12);
    assert_eq!(found["declustering"]["plain_mean"], 2.5);
    let (_, out, _) = run(&[&all[..], &["--format", "scores"]].concat());
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(rows.len(), 5);
    assert!(rows[4].starts_with("9,1,2,-0.67448975"), "{}", rows[4]);
    let (_, out, _) = run(&all);
    assert!(out.contains("known in 4 of 5 rows") && out.contains("used above"), "{out}");
}

#[test]
fn what_is_not_said_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    fs::write(&path, "x,y,z,cu\n0,0,0,1\n1,1,1,2\n").unwrap();
    let path = path.to_string_lossy();
    let (code, _, err) = run(&["statistics", &path, "au"]);
    assert!(code == 2 && err.contains("the columns are x, y, z, cu"), "{err}");
    let cells = ["--at", "x,y,z", "--cells", "2", "--origins", "1"];
    let (code, _, err) = run(&[&["statistics", &path, "cu"][..], &cells].concat());
    assert!(code == 2 && err.contains("add --flatness"), "{err}");
}
