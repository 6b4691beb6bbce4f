//! Datamine tables, as a user of the commands meets them.

mod made;

use made::{code, err, folder, json, oreproof};
use oreproof_intake::datamine::{Column, Precision, Values, write};

fn table(precision: Precision) -> Vec<u8> {
    let x = |row: usize| Some((row % 10) as f64 * 10.0);
    let y = |row: usize| Some((row / 10) as f64 * 10.0);
    let cu = |row: usize| (row != 7).then_some(row as f64 * 0.5);
    let hole = |row: usize| if row < 50 { "MH0001A" } else { "MH0002" };
    let columns = [
        Column { name: "BHID", values: Values::Words(8, &hole) },
        Column { name: "X", values: Values::Numbers(&x) },
        Column { name: "Y", values: Values::Numbers(&y) },
        Column { name: "Z", values: Values::Constant(3.0) },
        Column { name: "CU", values: Values::Numbers(&cu) },
    ];
    let mut bytes = Vec::new();
    write(&columns, 100, precision, &mut bytes).expect("a table that fits");
    bytes
}

#[test]
fn a_table_of_either_precision_is_described() {
    for precision in [Precision::Single, Precision::Extended] {
        let folder = folder(&[("a.dm", &table(precision))]);
        let found = oreproof(folder.path(), &["statistics", "a.dm", "CU", "-f", "json"]);
        assert_eq!(code(&found), 0, "{}", err(&found));
        let found = json(&found);
        // 0 to 49.5 in halves but for 3.5: by hand.
        assert_eq!(found["samples"].as_u64(), Some(99));
        let mean = found["mean"].as_f64().unwrap();
        assert!((mean - (2475.0 - 3.5) / 99.0).abs() < 1e-12, "{mean}");
        let args = ["variogram", "a.dm", "CU", "--at", "X,Y,Z", "--hole", "BHID", "--lag", "10"];
        let done = oreproof(folder.path(), &[&args[..], &["--lags", "3", "-f", "csv"]].concat());
        assert_eq!(code(&done), 0, "{}", err(&done));
    }
}

#[test]
fn what_is_no_datamine_table_is_told() {
    let cut = &table(Precision::Extended)[..5000];
    let folder = folder(&[("cut.dm", cut), ("text.dm", b"hole,x,y,cu\nA,0,0,1\n")]);
    let cut = oreproof(folder.path(), &["statistics", "cut.dm", "CU"]);
    assert_eq!(code(&cut), 2);
    assert!(err(&cut).contains("pages are announced"), "{}", err(&cut));
    let text = oreproof(folder.path(), &["statistics", "text.dm", "CU"]);
    assert_eq!(code(&text), 2);
    assert!(err(&text).contains("no Datamine table"), "{}", err(&text));
}
