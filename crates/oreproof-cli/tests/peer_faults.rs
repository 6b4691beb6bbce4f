//! Faults met in other programs that only what is written can show.

mod made;

use made::{code, err, folder, oreproof, out};

const MODEL: &str = r#"
method = "ordinary-kriging"
[variogram]
nugget = 1e11
structures = [{ shape = "spherical", sill = 9.5e12, ranges = [40, 40, 10], angles = [30, -10, 0] }]
[[passes]]
radii = [60, 60, 30]
angles = [30, -10, 0]
min = 1
max = 8
"#;

/// Samples in three dimensions, whose variance has thirteen digits.
fn samples() -> String {
    let mut rows = "hole,x,y,z,ppb\n".to_owned();
    for i in 0..60_u32 {
        let (x, y, z) = (i % 5 * 10, i / 5 % 4 * 10, i / 20 * 4);
        let value = 4e6 + 3e6 * (f64::from(x) / 9.0).sin() + 1e6 * (f64::from(y + z) / 7.0).cos();
        rows += &format!("H{},{x},{y},{z},{value}\n", i % 20);
    }
    rows
}

/// geostat-rs cannot write the table of a validation in three dimensions, and kt3d prints
/// asterisks where a variance is too wide for its column.
#[test]
fn a_validation_in_three_dimensions_is_written_and_large_variances_are_whole() {
    let folder = folder(&[("a.csv", samples().as_bytes()), ("m.toml", MODEL.as_bytes())]);
    let args = ["krige", "a.csv", "ppb", "--at", "x,y,z", "--hole", "hole", "--model", "m.toml"];
    for output in ["v.csv", "v.dat"] {
        let done =
            oreproof(folder.path(), &[&args[..], &["--validate", "itself", "-o", output]].concat());
        assert_eq!(code(&done), 0, "{}", err(&done));
        let text = std::fs::read_to_string(folder.path().join(output)).unwrap();
        assert!(!text.contains('*'), "{text}");
    }
    let text = std::fs::read_to_string(folder.path().join("v.csv")).unwrap();
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| head.iter().position(|head| *head == name).unwrap();
    let (x, z, variance) = (column("x"), column("z"), column("variance"));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 60);
    for row in &rows {
        assert!(row[x].parse::<f64>().is_ok() && row[z].parse::<f64>().is_ok(), "{row:?}");
        let variance: f64 = row[variance].parse().unwrap();
        assert!(1e11 < variance && variance < 2e13, "{variance}");
    }
}

#[test]
fn sectors_are_chosen_in_the_model_file() {
    let with = |more: &str| {
        format!(
            "{MODEL}{more}[blocks]\ncorner = [0, 0, 0]\nsize = [10, 10, 4]\ncounts = [2, 2, 1]\n"
        )
    };
    let models = [
        with(""),
        with("sectors = \"octants\"\nmax_per_sector = 1\n"),
        with("sectors = \"quadrants\"\nmax_per_sector = 1\n"),
        with("sectors = \"quadrants\"\n"),
        with("max_per_octant = 2\nsectors = \"octants\"\nmax_per_sector = 1\n"),
    ];
    let [free, octants, quadrants, half, both] = models.map(|model| {
        let folder = folder(&[("a.csv", samples().as_bytes()), ("m.toml", model.as_bytes())]);
        let args = ["krige", "a.csv", "ppb", "--at", "x,y,z", "--model", "m.toml", "-f", "csv"];
        oreproof(folder.path(), &args)
    });
    let used = |done: &std::process::Output| -> Vec<u32> {
        let text = out(done);
        let at = text.lines().next().unwrap().split(',').position(|head| head == "samples");
        text.lines()
            .skip(1)
            .map(|row| row.split(',').nth(at.unwrap()).unwrap().parse().unwrap())
            .collect()
    };
    assert!(used(&free).iter().all(|&n| n == 8), "{}", err(&free));
    assert!(used(&octants).iter().all(|&n| n <= 8));
    assert!(used(&quadrants).iter().all(|&n| n <= 4), "{:?}", used(&quadrants));
    for refused in [half, both] {
        assert_eq!(code(&refused), 2);
        assert!(err(&refused).contains("max_per_sector"), "{}", err(&refused));
    }
}
