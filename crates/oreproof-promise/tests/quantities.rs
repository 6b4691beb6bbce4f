//! Quantities as the trade writes them. Each line is a text, and for every
//! quantity in it the exact words, the value (or both ends) and the unit.
//!
//! Many are the known failures of general extractors: `$500m` as dollar metres,
//! `26 Moz Au` as metre ounces per astronomical unit, a closing quote as inches.

use oreproof_promise::{About, Form, Lexicon, Reading, read, vocabulary};

fn lexicon() -> Lexicon {
    Lexicon::new(&[vocabulary::COMMODITY_LIST, vocabulary::LISTS])
}

/// The quantities of a text, one a line: `words = value unit`.
fn printed(reading: &Reading<'_>) -> Vec<String> {
    let unit =
        |q: &oreproof_promise::Quantity| q.unit.map_or("?".to_owned(), |unit| unit.to_string());
    reading
        .quantities
        .iter()
        .map(|q| format!("{} = {} {}", reading.quote(&q.bytes), q.amount, unit(q)))
        .collect()
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    let lexicon = lexicon();
    let about = About { form: Form::NewsArticle, date: "2025-06-30".parse().ok() };
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = printed(&read(text, about, &lexicon));
        if found != *expected {
            wrong.push(format!("{text}\n    expected {expected:?}\n    found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} texts were misread:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn money() {
    check(&[
        ("a $500m deal", &["$500m = 500000000 $"]),
        ("up to US$5.5–6.0bn", &["US$5.5–6.0bn = 5500000000–6000000000 USD"]),
        ("It cost $1.2 to $1.5 billion.", &["$1.2 to $1.5 billion = 1200000000–1500000000 $"]),
        ("between $1 and $2 billion", &["$1 and $2 billion = 1000000000–2000000000 $"]),
        ("under $130bn in debt", &["$130bn = 130000000000 $"]),
        ("valued at “trillions of dollars”", &["trillions of dollars = ≥ 1000000000000 $"]),
        ("tens of billions of dollars", &["tens of billions of dollars = ≥ 10000000000 $"]),
        ("half a trillion dollars", &["half a trillion dollars = 500000000000 $"]),
        ("Rs 500 crore", &["Rs 500 crore = 5000000000 Rs"]),
        ("Rs. 9 lakh crore", &["Rs. 9 lakh crore = 9000000000000 Rs"]),
        ("PKR 4.2 billion", &["PKR 4.2 billion = 4200000000 PKR"]),
        ("€41,000 in fees", &["€41,000 = 41000 EUR"]),
        ("A$24,600 per tonne", &["A$24,600 per tonne = 24600 AUD/t"]),
        ("US$4.00/lb copper", &["US$4.00/lb = 4 USD/lb"]),
        ("at $3,016 an ounce", &["$3,016 an ounce = 3016 $/ozt"]),
        ("$6 billion a year", &["$6 billion a year = 6000000000 $/a"]),
        ("C$ 12.5 million per annum", &["C$ 12.5 million per annum = 12500000 CAD/a"]),
        ("US$10M in cash", &["US$10M = 10000000 USD"]),
        ("USD 250 million", &["USD 250 million = 250000000 USD"]),
        ("3 billion dollars", &["3 billion dollars = 3000000000 $"]),
        ("85 US cents a pound", &["85 US cents a pound = 0.85 USD/lb"]),
        ("$7,000 a tonne for 3,200 t", &["$7,000 a tonne = 7000 $/t", "3,200 t = 3200 t"]),
        (
            "Exports rose from $100 million to $130 million.",
            &["$100 million = 100000000 $", "$130 million = 130000000 $"],
        ),
        ("$130 million a year earlier", &["$130 million = 130000000 $"]),
        ("a £2.4bn project", &["£2.4bn = 2400000000 GBP"]),
        ("a US$300-million loan", &["US$300-million = 300000000 USD"]),
        ("500 million US dollars", &["500 million US dollars = 500000000 USD"]),
    ]);
}

#[test]
fn masses_and_rates() {
    check(&[
        ("15 Mt of ore", &["15 Mt = 15000000 t"]),
        ("26 Moz Au", &["26 Moz = 26000000 ozt"]),
        ("160,000 tpa", &["160,000 tpa = 160000 t/a"]),
        ("2.5 Mtpa", &["2.5 Mtpa = 2500000 t/a"]),
        ("4.2 billion tonnes at 0.5%", &["4.2 billion tonnes = 4200000000 t", "0.5% = 0.5 %"]),
        ("12 million tons", &["12 million tons = 12000000 ton"]),
        ("12 million metric tons", &["12 million metric tons = 12000000 t"]),
        ("3,500 short tons", &["3,500 short tons = 3500 short ton"]),
        ("14,500 tonnes of nickel a year", &["14,500 tonnes of nickel a year = 14500 t/a"]),
        (
            "90,000 to 120,000 tonnes of zinc metal a year",
            &["90,000 to 120,000 tonnes of zinc metal a year = 90000–120000 t/a"],
        ),
        ("15,000 tonnes of ore a day from 2027", &["15,000 tonnes of ore a day = 15000 t/d"]),
        ("50 to 90 million tonnes", &["50 to 90 million tonnes = 50000000–90000000 t"]),
        ("1.2-1.5 Mt", &["1.2-1.5 Mt = 1200000–1500000 t"]),
        ("1.2 Mt to 1.5 Mt", &["1.2 Mt to 1.5 Mt = 1200000–1500000 t"]),
        ("900,000 oz a year", &["900,000 oz a year = 900000 ozt/a"]),
        ("450 koz of gold", &["450 koz = 450000 ozt"]),
        ("a 40-million-tonne deposit", &["40-million-tonne = 40000000 t"]),
        ("a 2-Moz resource", &["2-Moz = 2000000 ozt"]),
        ("120 Mlb of copper", &["120 Mlb = 120000000 lb"]),
        ("55 kilograms of gold", &["55 kilograms = 55 kg"]),
        ("rose from 40,000 to 52,000 tonnes", &["40,000 = 40000 t", "52,000 tonnes = 52000 t"]),
        (
            "from 8,400 tonnes in 2022 to 9,660 tonnes in 2023",
            &["8,400 tonnes = 8400 t", "9,660 tonnes = 9660 t"],
        ),
        ("a million tonnes", &["a million tonnes = 1000000 t"]),
        (
            "25,000 tonnes of lithium carbonate equivalent per year",
            &["25,000 tonnes of lithium carbonate equivalent per year = 25000 t/a"],
        ),
        ("5m tonnes of coal", &["5m tonnes = 5000000 t"]),
        ("9.5 kt/a", &["9.5 kt/a = 9500 t/a"]),
        ("12 000 t", &["12 000 t = 12000 t"]),
        ("1 250 000 t", &["1 250 000 t = 1250000 t"]),
        ("Hole 12 350 m deep", &["350 m = 350 m"]),
        ("12\u{a0}000 t", &["12\u{a0}000 t = 12000 t"]),
    ]);
}

#[test]
fn grades_and_shares() {
    check(&[
        ("0.26 g/t Au", &["0.26 g/t = 0.26 g/t"]),
        ("1.5 grams of gold per tonne", &["1.5 grams of gold per tonne = 1.5 g/t"]),
        ("2.1 grams per tonne", &["2.1 grams per tonne = 2.1 g/t"]),
        ("18.4 oz/ton", &["18.4 oz/ton = 18.4 oz/ton"]),
        ("1,200 ppm TREO", &["1,200 ppm = 1200 ppm"]),
        ("0.4% to 0.6% copper", &["0.4% to 0.6% = 0.4–0.6 %"]),
        ("0.4–0.6% copper", &["0.4–0.6% = 0.4–0.6 %"]),
        ("19 percent", &["19 percent = 19 %"]),
        ("12 per cent", &["12 per cent = 12 %"]),
        ("roughly a quarter of the landmass", &["a quarter = 25 %"]),
        ("two-thirds of output", &["two-thirds = 66.66666666666667 %"]),
        ("half of the world’s cobalt", &["half = 50 %"]),
        ("12 m grading 3.5.", &["12 m = 12 m", "3.5 = 3.5 ?"]),
        ("24.6 m @ 3.1 g/t", &["24.6 m = 24.6 m", "3.1 g/t = 3.1 g/t"]),
    ]);
}

#[test]
fn times_lengths_areas_and_counts() {
    check(&[
        ("lasting for “five to 15 years”.", &["five to 15 years = 5–15 year"]),
        ("a 30-year licence", &["30-year = 30 year"]),
        ("two decades ago", &["two decades = 20 year"]),
        ("within two weeks", &["two weeks = 14 day"]),
        ("a four-day conflict", &["four-day = 4 day"]),
        ("twenty-five years", &["twenty-five years = 25 year"]),
        ("a hundred and fifty years", &["a hundred and fifty years = 150 year"]),
        ("640 km² of desert", &["640 km² = 640 km2"]),
        ("640 square kilometres", &["640 square kilometres = 640 km2"]),
        ("1,200 hectares", &["1,200 hectares = 1200 ha"]),
        ("74 holes for 31,200 metres", &["74 holes = 74 count", "31,200 metres = 31200 m"]),
        ("a 22-hole programme", &["22-hole = 22 count"]),
        ("17 metallic elements", &["17 metallic elements = 17 count"]),
        ("15 countries and territories", &["15 countries and territories = 15 count"]),
        (
            "20,000 Chinese nationals live there. At least 20 have been killed.",
            &["20,000 Chinese nationals = 20000 count", "20 = 20 count"],
        ),
        (
            "about 15 million people in a country of roughly 240 million",
            &["15 million people = 15000000 count", "240 million = 240000000 count"],
        ),
        (
            "900 people to build it and 250 to run it",
            &["900 people = 900 count", "250 = 250 count"],
        ),
        ("Between 300 and 500 people", &["300 and 500 people = 300–500 count"]),
        ("thousands of jobs", &["thousands of jobs = ≥ 1000 count"]),
        ("a dozen drill holes", &["a dozen drill holes = 12 count"]),
        ("11 exploration licences", &["11 exploration licences = 11 count"]),
    ]);
}

#[test]
fn other_shapes() {
    check(&[
        ("3.4% Cu over 5.2 m", &["3.4% = 3.4 %", "5.2 m = 5.2 m"]),
        ("12 m of 3.4 g/t", &["12 m = 12 m", "3.4 g/t = 3.4 g/t"]),
        ("a 15% stake at an 8% discount rate", &["15% = 15 %", "8% = 8 %"]),
        ("two to three years", &["two to three years = 2–3 year"]),
        ("18–24 months", &["18–24 months = 18–24 month"]),
        ("a 10,000-tonne-a-year plant", &["10,000-tonne-a-year = 10000 t/a"]),
        ("a 10,000 tonne per year plant", &["10,000 tonne per year = 10000 t/a"]),
        ("10,000 t/yr", &["10,000 t/yr = 10000 t/a"]),
        ("10,000 tonnes annually", &["10,000 tonnes annually = 10000 t/a"]),
        ("2 million ounces of gold equivalent", &["2 million ounces = 2000000 ozt"]),
        ("0.8 Moz AuEq", &["0.8 Moz = 800000 ozt"]),
        ("cash costs of $900 per ounce", &["$900 per ounce = 900 $/ozt"]),
        ("a $25-a-tonne charge", &["$25-a-tonne = 25 $/t"]),
        ("$14/t", &["$14/t = 14 $/t"]),
        ("half a per cent", &["half a per cent = 0.5 %"]),
        ("100 sq km", &["100 sq km = 100 km2"]),
        ("a six-month term", &["six-month = 6 month"]),
        ("eighteen months", &["eighteen months = 18 month"]),
        ("one-fifth of the total", &["one-fifth = 20 %"]),
        ("three quarters of the vote", &["three quarters = 75 %"]),
        ("between 0.5 and 0.7 g/t", &["0.5 and 0.7 g/t = 0.5–0.7 g/t"]),
        ("between 0.5 g/t and 0.7 g/t", &["0.5 g/t and 0.7 g/t = 0.5–0.7 g/t"]),
        ("up to 40 mines, of which 12 are open", &["40 mines = 40 count", "12 = 12 count"]),
        ("$1.5m–$2m", &["$1.5m–$2m = 1500000–2000000 $"]),
        (
            "US$2.1 billion over 25 years",
            &["US$2.1 billion = 2100000000 USD", "25 years = 25 year"],
        ),
        ("a 25-year, $2bn plan", &["25-year = 25 year", "$2bn = 2000000000 $"]),
        ("5,000–6,000 jobs", &["5,000–6,000 jobs = 5000–6000 count"]),
        (
            "300 permanent jobs and 1,200 during construction",
            &["300 permanent jobs = 300 count", "1,200 = 1200 count"],
        ),
        ("1.3 million people", &["1.3 million people = 1300000 count"]),
        ("$3 trillion-worth of lithium", &["$3 trillion = 3000000000000 $"]),
        (
            "gold at US$2,650/oz and copper at US$4.20/lb",
            &["US$2,650/oz = 2650 USD/ozt", "US$4.20/lb = 4.2 USD/lb"],
        ),
        ("a royalty of 2.5 percent", &["2.5 percent = 2.5 %"]),
        ("drilled 12 holes totalling 3,450 m", &["12 holes = 12 count", "3,450 m = 3450 m"]),
        ("60km from the port", &["60km = 60 km"]),
        ("some 4.1 Mt", &["4.1 Mt = 4100000 t"]),
        ("200,000 barrels a day", &["200,000 barrels a day = 200000 bbl/d"]),
        ("nearly US$1bn in royalties a year", &["US$1bn in royalties a year = 1000000000 USD/a"]),
        ("a 51/49 split", &[]),
        ("51% and 49%", &["51% = 51 %", "49% = 49 %"]),
        (
            "1,000 tonnes at US$9,000 per tonne for US$9.0 million",
            &[
                "1,000 tonnes = 1000 t",
                "US$9,000 per tonne = 9000 USD/t",
                "US$9.0 million = 9000000 USD",
            ],
        ),
    ]);
}

#[test]
fn dates_codes_and_other_numbers_are_no_quantities() {
    check(&[
        ("Published On 25 Sep 202525 Sep 2025", &[]),
        ("discovered in the 1970s", &[]),
        ("since 2021 in attacks", &[]),
        ("the PM’s residence", &[]),
        ("projects that may come", &[]),
        ("a two-star general", &[]),
        ("in 2023-24 and 2019–2023", &[]),
        ("Hole PH-24-03 and trench BM-7 and JFD112", &[]),
        ("under NI 43-101 and S-K 1300", &[]),
        ("WRITTEN ANSWER No. 3071, 14 May 2024", &[]),
        ("section 9 of the Act, clause 6 and Requirement 2.4", &[]),
        ("the first half of 2024, the third quarter", &[]),
        ("On September 8, two memorandums were signed.", &[]),
        ("1/7 Historic day!", &[]),
        ("the 1st and 2nd shafts", &[]),
        ("JORC 2012 and JORC Code 2012", &[]),
        ("a key document", &[]),
        ("the 2025 financial year", &[]),
        ("one of the largest", &[]),
        ("Paragraphs 3.2.1 and 4", &[]),
    ]);
}

#[test]
fn currencies_of_other_countries() {
    check(&[
        ("a loan of EUR540m", &["EUR540m = 540000000 EUR"]),
        ("a fine of R450 million", &["R450 million = 450000000 ZAR"]),
        ("worth P1.4 trillion", &["P1.4 trillion = 1400000000000 BWP"]),
        ("receipts of KSh 1.12 billion", &["KSh 1.12 billion = 1120000000 KES"]),
        ("a budget of ₦90 trillion", &["₦90 trillion = 90000000000000 NGN"]),
        ("a cost of R$300 million", &["R$300 million = 300000000 BRL"]),
        ("fees of 40 million Norwegian kroner", &["40 million Norwegian kroner = 40000000 NOK"]),
        ("a grant of 2.5 billion yen", &["2.5 billion yen = 2500000000 JPY"]),
        ("a debt of 18 thousand million dollars", &["18 thousand million dollars = 18000000000 $"]),
        // A hole and a code are no amounts.
        ("Hole R450 was lost", &[]),
        ("drilled PH12 and JFD112", &[]),
        // A code that is not known stands for a unit of its own.
        ("40 tonnes of tin and XYZ 560 million", &["40 tonnes = 40 t"]),
    ]);
}

#[test]
fn decimals_and_rates_of_other_habits() {
    check(&[
        ("lead of 3,2 %", &["3,2 % = 3.2 %"]),
        ("R4,5 billion", &["R4,5 billion = 4500000000 ZAR"]),
        ("drill holes 3,4 and 5", &[]),
        ("payback of 2½ years", &["2½ years = 2.5 year"]),
        ("a life of 12+ years", &["12+ years = 12 year"]),
        ("90-100koz of gold", &["90-100koz = 90000–100000 ozt"]),
        (
            "2,400 tonnes of WO3 in concentrate each year",
            &["2,400 tonnes of WO3 in concentrate each year = 2400 t/a"],
        ),
        ("Jobs: 420 during construction", &["420 = 420 count"]),
        ("work for 50,000 persons", &["50,000 persons = 50000 count"]),
        ("900 mm of rain", &["900 mm = 0.9 m"]),
    ]);
}
