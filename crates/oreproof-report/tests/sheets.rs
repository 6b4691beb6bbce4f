//! The workbook recalculates to what the engine found.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Cursor;
use std::process::Command;

use calamine::{Data, DataType as _, Reader, Xlsx};
use oreproof_report::xlsx::format;
use oreproof_report::{Book, Line};

/// Three years by hand: 4 × (10, 20, 30) less 15 less capital of 60 in the
/// first; NPV at 10 % from the end of the first year.
const REVENUE: [f64; 3] = [40.0, 80.0, 120.0];
const CASH: [f64; 3] = [-35.0, 65.0, 105.0];

/// LibreOffice trusts the results it finds in a file unless its profile says
/// otherwise.
const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

fn npv() -> f64 {
    CASH.iter().zip(1..).map(|(cash, year)| cash / 1.1_f64.powi(year)).sum()
}

fn book(shown: f64) -> Vec<u8> {
    let mut book = Book::new();
    let inputs = book.sheet("Inputs");
    let cash = book.sheet("Cash flow");
    book.heading(inputs, "Inputs");
    let line = |name, unit, format, source| Line { name, label: name, unit, format, source };
    let money = |name| line(name, "US$", format::MONEY, "");
    book.input(inputs, &line("price", "US$/t", format::ONE, "price table"), 4.0);
    book.input(inputs, &line("rate", "a year", format::PERCENT, "choice of the case"), 0.1);
    book.periods(cash, "year", &[2028.0, 2029.0, 2030.0]);
    book.stated(cash, &line("tonnes", "t", format::ONE, "plan"), &[10.0, 20.0, 30.0]);
    book.stated(cash, &line("capital", "US$", format::MONEY, "study"), &[60.0, 0.0, 0.0]);
    book.formula(cash, &money("revenue"), "{price}*{tonnes}", &REVENUE.map(|v| v * shown));
    book.formula(cash, &money("net"), "{revenue}-15-{capital}", &CASH.map(|v| v * shown));
    let running = [-35.0, 30.0, 135.0].map(|v| v * shown);
    book.formula(cash, &money("running"), "{running:prev}+{net}", &running);
    book.heading(cash, "Measures");
    book.result(cash, &money("npv_10"), "NPV({rate},{net:all})", npv() * shown);
    book.result(cash, &line("irr_all", "", format::PERCENT, ""), "IRR({net:all})", shown);
    book.check(cash, "npv_10", "NPV against the engine", npv(), 1e-9).unwrap();
    book.bytes().unwrap()
}

fn numbers(bytes: Vec<u8>) -> Vec<(u32, u32, f64)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Cash flow").unwrap();
    let cells =
        range.used_cells().map(|(r, c, v): (usize, usize, &Data)| (r as u32, c as u32, v.as_f64()));
    cells.filter_map(|(r, c, v)| v.map(|v| (r, c, v))).collect()
}

fn at(cells: &[(u32, u32, f64)], row: u32, column: u32) -> f64 {
    cells.iter().find(|(r, c, _)| (*r, *c) == (row, column)).unwrap().2
}

#[test]
fn the_engine_s_results_are_in_the_cells() {
    let cells = numbers(book(1.0));
    assert_eq!(at(&cells, 3, 4), 40.0);
    assert!((at(&cells, 8, 2) - npv()).abs() < 1e-9);
}

#[test]
fn formulas_recalculate_to_the_engine_s_numbers() {
    let office = ["soffice", "libreoffice"].into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success())
    });
    let Some(office) = office else {
        println!("skipped: LibreOffice is not installed, nothing recalculates");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.xlsx");
    // The results in the cells are wrong on purpose: what comes back was computed.
    std::fs::write(&file, book(0.0)).unwrap();
    let user = folder.path().join("profile/user");
    std::fs::create_dir_all(&user).unwrap();
    std::fs::write(user.join("registrymodifications.xcu"), ALWAYS_RECALCULATE).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let out = folder.path().join("out");
    let done = Command::new(office)
        .args([&profile, "--headless", "--calc", "--convert-to", "ods", "--outdir"])
        .arg(&out)
        .arg(&file)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut read: calamine::Ods<_> = calamine::open_workbook(out.join("book.ods")).unwrap();
    let range = read.worksheet_range("Cash flow").unwrap();
    let at = |row, column| range.get_value((row, column)).unwrap().as_f64().unwrap();
    for (i, (revenue, cash)) in (4..).zip(REVENUE.iter().zip(CASH)) {
        assert_eq!(at(3, i), *revenue);
        assert_eq!(at(4, i), cash);
    }
    assert_eq!(at(5, 6), 135.0);
    assert!((at(8, 2) - npv()).abs() < 1e-9);
    assert_eq!(at(10, 2), 1.0, "the check cell");
}
