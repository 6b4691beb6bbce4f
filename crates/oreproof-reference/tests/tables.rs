//! The tables that come with the program, against the sources they come from.

use std::collections::HashMap;

use jiff::civil::date;
use oreproof_reference::{
    Averaged, Edition, Form, How, Indicator, Kind, NotKnown, Place, Reported, Scope, Stage, Status,
    Table, Tables,
};
use oreproof_units::Period;

fn tables() -> &'static Tables {
    Tables::built_in()
}

#[test]
fn every_table_reads_without_a_problem_and_comes_back_the_same() {
    let files = Table::all().map(|table| (table.name(), tables().text(table)));
    match Tables::read(files) {
        Err(problems) => panic!("{problems:#?}"),
        Ok(read) => assert!(read == *tables()),
    }
    for table in Table::all() {
        assert!(tables().version(table).is_some(), "{}", table.name());
        let listing = tables().listing(table);
        assert!(!listing.rows.is_empty(), "{}", table.name());
        let fields = listing.columns.len();
        assert!(listing.rows.iter().all(|(_, row)| row.len() == fields), "{}", table.name());
    }
}

#[test]
fn every_row_names_a_source_that_is_known() {
    let known: Vec<&str> = tables().sources().iter().map(|source| source.id.as_str()).collect();
    for table in Table::all().filter(|table| *table != Table::Sources) {
        let mut listing = tables().listing(table);
        let n = listing.rows.len();
        let cites = |text: &str| known.contains(&text.split(": ").next().unwrap());
        assert!(listing.keep("source", cites), "{}", table.name());
        assert_eq!(listing.rows.len(), n, "{}", table.name());
    }
}

/// The numbers of entries as the notices and the regulation count them.
const ENTRIES: &[(&str, u32, usize)] = &[
    ("us-2018", 35, 35),
    ("us-2022", 50, 50),
    ("us-2025-draft", 54, 54),
    ("us-2025", 60, 60),
    ("eu-2024-critical", 34, 34),
    ("eu-2024-strategic", 17, 17),
];

#[test]
fn lists_have_as_many_members_as_their_issuers_count() {
    for &(id, entries, members) in ENTRIES {
        let list = tables().lists().get(id).unwrap();
        assert_eq!((list.entries, list.members.len()), (entries, members), "{id}");
        for member in &list.members {
            assert!(tables().commodities().get(member).is_some(), "{id}: {member}");
        }
    }
}

/// Copper on 25 September 2025: not on the list of 50 in force, on the draft of 54 that
/// closed for comment that day, and on the final list of 60 only from 7 November.
#[test]
fn copper_is_critical_for_a_list_and_a_day_only() {
    let on = |day, id: &str| {
        let answers = tables().lists().is_member("Copper", day).unwrap();
        answers.into_iter().find(|a| a.list.id == id).map(|a| (a.status, a.on_list))
    };
    let september = date(2025, 9, 25);
    assert_eq!(on(september, "us-2022"), Some((Status::Final, false)));
    assert_eq!(on(september, "us-2025-draft"), Some((Status::Draft, true)));
    assert_eq!(on(september, "us-2025"), None);
    assert_eq!(on(september, "eu-2024-critical"), Some((Status::Final, true)));
    assert_eq!(on(september, "us-2018"), Some((Status::Superseded, false)));
    let later = date(2025, 11, 7);
    assert_eq!(on(later, "us-2022"), Some((Status::Superseded, false)));
    assert_eq!(on(later, "us-2025-draft"), Some((Status::Superseded, true)));
    assert_eq!(on(later, "us-2025"), Some((Status::Final, true)));
    assert_eq!(on(date(2025, 8, 24), "us-2025-draft"), None);
}

/// The names under which a list has a commodity, and by what reading.
#[test]
fn lists_are_read_through_groups_and_ores() {
    let how = |name: &str, id: &str| {
        let answers = tables().lists().is_member(name, date(2025, 12, 1)).unwrap();
        let answer = answers.into_iter().find(|a| a.list.id == id).unwrap();
        (answer.how, answer.as_member_names.join("; "))
    };
    assert_eq!(how("antimony", "us-2022"), (Some(How::ByName), "antimony".to_owned()));
    assert_eq!(how("bauxite", "us-2022"), (Some(How::AsOre), "aluminum".to_owned()));
    assert_eq!(how("aluminium", "eu-2024-critical"), (Some(How::ByItsOre), "bauxite".to_owned()));
    let (reading, names) = how("dysprosium", "eu-2024-critical");
    assert_eq!((reading, names.as_str()), (Some(How::AsMember), "heavy rare earths"));
    let (reading, names) = how("rare earths", "us-2022");
    assert_eq!((reading, names.split("; ").count()), (Some(How::ByMembers), 16));
    assert_eq!(how("gold", "us-2025"), (None, String::new()));
    let (reading, names) = how("rare earths", "eu-2024-critical");
    assert_eq!(
        (reading, names.as_str()),
        (Some(How::ByMembers), "heavy rare earths; light rare earths; scandium")
    );
    // Annex I names seven of the rare earths, those of permanent magnets.
    let magnets = ["Nd", "Pr", "Tb", "Dy", "Gd", "Sm", "Ce"];
    for commodity in
        tables().commodities().of_group("rare earths").filter(|c| c.kind == Kind::Element)
    {
        let strategic = magnets.contains(&commodity.symbol.as_deref().unwrap());
        assert_eq!(
            how(&commodity.name, "eu-2024-strategic").0.is_some(),
            strategic,
            "{}",
            commodity.name
        );
    }
    let unknown = tables().lists().is_member("coper", date(2025, 9, 25));
    assert_eq!(
        unknown.unwrap_err(),
        NotKnown::Commodity { name: "coper".to_owned(), nearest: Some("copper".to_owned()) }
    );
}

#[test]
fn every_name_stands_for_one_commodity() {
    let all = tables().commodities();
    assert!(all.len() >= 40);
    let mut meaning: HashMap<String, &str> = HashMap::new();
    for commodity in all.iter() {
        for name in std::iter::once(&commodity.name).chain(&commodity.names) {
            let before = meaning.insert(name.to_lowercase(), &commodity.name);
            assert!(before.is_none_or(|before| before == commodity.name), "{name}");
            assert_eq!(all.get(name).map(|c| c.name.as_str()), Some(commodity.name.as_str()));
        }
        for other in
            commodity.groups.iter().chain(&commodity.ore_of).chain(&commodity.by_product_of)
        {
            assert!(
                all.get(other).is_some_and(|c| c.name == *other),
                "{}: {other}",
                commodity.name
            );
        }
    }
    assert_eq!(all.of_group("rare earths").filter(|c| c.kind == Kind::Element).count(), 17);
    assert_eq!(all.get("W").map(|c| c.name.as_str()), Some("tungsten"));
    assert_eq!(all.get("Al").map(|c| c.name.as_str()), Some("aluminum"));
    // LCE and WO3 by the atomic weights: 5.323 and 1.261, as the trade rounds them.
    let lithium = all.get("lithium").unwrap().factor("LCE").unwrap().as_f64();
    assert_eq!(format!("{lithium:.3}"), "5.323");
}

/// Names under which the sources print the same countries.
#[test]
fn countries_are_found_by_every_spelling() {
    for (name, letters) in [
        ("Congo (Kinshasa)", "COD"),
        ("Burma", "MMR"),
        ("Myanmar", "MMR"),
        ("Korea, Republic of", "KOR"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("pakistan", "PAK"),
        ("PK", "PAK"),
        ("New Caledonia", "NCL"),
    ] {
        assert_eq!(
            tables().countries().get(name).map(|c| c.iso3.as_str()),
            Some(letters),
            "{name}"
        );
    }
    let known =
        |place: &Place| place.country().is_none_or(|code| tables().countries().get(code).is_some());
    assert!(tables().production().iter().all(|row| known(&row.place)));
    assert!(tables().import_sources().iter().all(|row| known(&row.place)));
}

/// Means of months: gold 3,667.68 $/ozt and copper 9,994.77 $/t in September 2025.
#[test]
fn a_price_on_a_day_is_a_range_around_the_mean_of_its_month() {
    let day = date(2025, 9, 25);
    let gold = tables().price("gold", day).unwrap();
    assert_eq!((gold.printed_low, gold.basis), (3_667.68, Averaged::Month));
    assert!(gold.low < 3_667.68 && 3_667.68 < gold.high);
    assert_eq!(gold.rows, ["prices/gold/2025-09"]);
    let copper = tables().price("Cu", day).unwrap();
    assert_eq!((copper.printed_low, copper.rows[0].as_str()), (9_994.77, "prices/copper/2025-09"));
    let year = tables().price_during("copper", None, Period::year(2025).unwrap()).unwrap();
    assert_eq!((year.printed_low, year.printed_high), (8_976.68, 11_790.96));
    assert_eq!(year.rows.len(), 12);
}

#[test]
fn a_price_that_is_not_known_says_what_is_needed() {
    let after = tables().price("copper", date(2031, 1, 1)).unwrap_err();
    assert_eq!(after.needs(), "a price of copper for 2031-01-01");
    assert!(
        matches!(after, NotKnown::Row { covered: Some((_, last)), .. } if last == date(2026, 7, 31))
    );
    let forms = tables().price("bauxite", date(2024, 6, 1)).unwrap_err();
    assert!(
        matches!(forms, NotKnown::SeveralForms { ref forms, .. } if forms == &["oxide", "ore"])
    );
    let during = Period::day(date(2024, 6, 1));
    let ore = tables().price_during("bauxite", Some(Form::Ore), during).unwrap();
    assert_eq!((ore.printed_low, ore.basis), (31.0, Averaged::Year));
    assert!(matches!(
        tables().price("kryptonite", date(2024, 1, 1)),
        Err(NotKnown::Commodity { .. })
    ));
    assert_eq!(
        tables().price("osmium", date(2024, 1, 1)).unwrap_err().needs(),
        "a price of osmium for 2024-01-01"
    );
}

/// What the allowance for averaging rests on: within each year, monthly means of copper
/// and gold stray from the mean of the year by less than it allows.
#[test]
fn monthly_means_stay_inside_the_allowance_of_a_yearly_one() {
    for metal in ["copper", "gold"] {
        for year in 2015..=2025 {
            let during = Period::year(year).unwrap();
            let months: Vec<f64> = tables()
                .prices_of(metal)
                .filter(|row| row.basis == Averaged::Month && during.first <= row.period.first)
                .filter(|row| row.period.last <= during.last)
                .map(|row| row.low)
                .collect();
            assert_eq!(months.len(), 12, "{metal} {year}");
            let mean = months.iter().sum::<f64>() / 12.0;
            let far = months.iter().map(|month| (month / mean - 1.0).abs()).fold(0.0, f64::max);
            assert!(far < oreproof_reference::price::YEAR_HIDES, "{metal} {year}: {far}");
        }
    }
}

/// Rows of the data releases of both editions: commodity, stage, edition, country, year, tonnes.
const PRINTED: &[(&str, Stage, i16, &str, i16, f64)] = &[
    ("copper", Stage::Mine, 2025, "CHL", 2024, 5_300_000.0),
    ("antimony", Stage::Mine, 2025, "BOL", 2023, 3_700.0),
    ("antimony", Stage::Reserves, 2025, "CHN", 2024, 670_000.0),
    ("copper", Stage::Mine, 2026, "CHL", 2024, 5_510_000.0),
    ("copper", Stage::Reserves, 2026, "CHL", 2025, 180_000_000.0),
    ("aluminum", Stage::Plant, 2026, "CHN", 2024, 44_000_000.0),
];

#[test]
fn production_is_as_printed() {
    for &(commodity, stage, edition, country, year, tonnes) in PRINTED {
        let found: Vec<_> = tables()
            .outputs(commodity, stage, Edition(edition))
            .filter(|row| row.place.country() == Some(country) && row.year == year)
            .collect();
        assert_eq!(found.len(), 1, "{commodity} {country} {year}");
        let value = found[0].tonnes().unwrap().tonnes.value();
        assert_eq!(value, Some(tonnes), "{commodity} {country} {year}");
    }
}

/// Every `>`, `<` and word of the releases stays what it is.
#[test]
fn bounds_and_words_are_kept() {
    let rows = tables().production();
    let any = |wanted: fn(&Reported) -> bool| rows.iter().any(|row| wanted(&row.printed));
    assert!(any(|r| matches!(r, Reported::MoreThan(_))));
    assert!(any(|r| matches!(r, Reported::LessThan(_))));
    assert!(any(|r| *r == Reported::Withheld));
    assert!(any(|r| *r == Reported::NotAvailable));
    assert!(any(|r| *r == Reported::Blank));
}

/// Worldwide Governance Indicators as their files print them.
#[test]
fn governance_is_as_printed() {
    let of = |code, indicator, year| tables().governance(code, indicator, year);
    assert_eq!(of("AFG", Indicator::PoliticalStability, 2024), Some(-2.2052));
    assert_eq!(of("CHL", Indicator::Mean, 2022), Some(0.7126));
    assert_eq!(of("AUS", Indicator::RuleOfLaw, 2019), Some(1.7341));
    assert_eq!(of("AFG", Indicator::PoliticalStability, 1997), None);
}

#[test]
fn money_of_two_years_is_brought_together_or_refused() {
    // 313.689 / 232.957: what a dollar of 2013 is in dollars of 2024.
    let factor = tables().deflator("US-CPI-U", 2013, 2024).unwrap();
    assert!((factor - 1.346_553).abs() < 1e-6);
    let needs = tables().deflator("US-CPI-U", 2013, 2040).unwrap_err().needs();
    assert_eq!(needs, "the index US-CPI-U of 2040");
    let year = |year| tables().exchange_rate("PKR", Period::year(year).unwrap());
    assert_eq!(year(2021).map(|rate| (rate.low, rate.high)), Ok((162.91, 162.91)));
    assert_eq!(
        year(2022).unwrap_err().needs(),
        "an exchange rate of PKR to the US dollar for 2022"
    );
    let day = |day| tables().exchange_rate("PKR", Period::day(day));
    assert_eq!(day(date(2024, 5, 1)).map(|rate| (rate.low, rate.high)), Ok((277.51, 281.89)));
    assert!(day(date(2021, 5, 1)).is_err(), "a mean of a year is no rate of a day");
}

#[test]
fn people_are_those_last_counted() {
    assert_eq!(tables().people("PK-BA", 2025).map(|row| row.people), Ok(14_894_402));
    assert_eq!(
        tables().people("PAK", 2020).map(|row| (row.year, row.people)),
        Ok((2017, 207_684_626))
    );
    assert!(tables().people("PAK", 2010).is_err());
}

#[test]
fn only_critical_lists_answer_what_is_in_force() {
    let lists = tables().lists();
    let europe = lists.in_force("European Union", date(2025, 9, 25)).unwrap();
    assert_eq!((europe.scope, europe.entries), (Scope::Critical, 34));
    assert_eq!(lists.open_draft("United States", date(2025, 9, 25)).map(|l| l.entries), Some(54));
}

#[test]
fn the_dump_has_every_table_with_typed_rows() {
    let dump = serde_json::to_value(tables()).unwrap();
    for table in Table::all() {
        let rows = dump[table.name()]["rows"].as_array().unwrap();
        assert_eq!(rows.len(), tables().listing(table).rows.len(), "{}", table.name());
        assert!(rows.iter().all(|row| row["id"].is_string()), "{}", table.name());
    }
    let gold = &dump["prices"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["id"] == "prices/gold/2025-09");
    assert_eq!(gold.unwrap()["low"], 3_667.68);
}

/// What is wrong, where it stands, and what was meant.
fn problems(file: &str, text: &str) -> Vec<String> {
    let told = Tables::read([(file, text)]).map(drop).expect_err("the table has mistakes");
    told.iter().map(ToString::to_string).collect()
}

#[test]
fn every_problem_of_a_table_is_told_with_its_place() {
    let header = "commodity,form,unit,first,last,low,high,basis,source";
    let told = problems(
        "prices.csv",
        &format!(
            "# my prices\n{header}\n\
             gold,metal,USD/ozt,2020-01-01\n\
             gold,metal,USD/ozt,2020-01-01,2020-13-01,1,2,month,s\n\
             gold,metal,USD/ozt,2020-02-01,2020-01-01,1,2,month,s\n\
             gold,nugget,USD,2020-01-01,2020-02-01,-1,x,month,s\n\
             gold,metal,USD/ozt,2020-01-01,2020-01-31,1,2,month,s\n\
             \"gold\",metal,USD/ozt,2020-01-01,2020-01-31,1,2,month,s\n\
             gold,metal,USD/ozt,2020-03-01,2020-03-31,2,1,month,\n"
        ),
    );
    let expected = [
        "prices.csv, line 3, column 30: expected 9 fields, found 4",
        "prices.csv, line 4, column 31: expected a date in `last`, found \"2020-13-01\"",
        "prices.csv, line 5, column 20: `first` lies behind `last`",
        "prices.csv, line 6, column 6: expected metal, oxide, carbonate, concentrate, ore or in concentrate in `form`, found \"nugget\"",
        "prices.csv, line 6, column 13: expected a price per mass in `unit`, found \"USD\"",
        "prices.csv, line 6, column 39: expected a price above zero in `low`, found \"-1\"",
        "prices.csv, line 6, column 42: expected a price above zero in `high`, found \"x\"",
        "prices.csv, line 9, column 42: `low` lies behind `high`",
        "prices.csv, line 8: `prices/gold/2020-01` stands in line 7 already",
    ];
    assert_eq!(told, expected);
}

#[test]
fn an_unknown_name_is_answered_with_what_was_meant() {
    assert_eq!(
        problems("price.csv", ""),
        ["price.csv: no table has that name, did you mean `prices.csv`?"]
    );
    assert_eq!(
        problems("population.csv", "country,part,name,yaer,people,source\n"),
        [
            "population.csv, line 1, column 19: no column `yaer`, did you mean `year`?",
            "population.csv, line 1: expected one column `year`, found 0",
        ]
    );
    let twice = Tables::read([("prices.csv", ""), ("prices.csv", "")]).unwrap_err();
    assert_eq!(twice[0].to_string(), "prices.csv: given twice");
    let ambiguous = "# remark\niso3,iso2,name,names,source\nAAA,,Aland,,s\n\nBBB,,Bland,aland,s\n";
    assert_eq!(
        problems("countries.csv", ambiguous),
        ["countries.csv, line 5: `aland` means Aland already"]
    );
}

/// One table of one's own takes the place of one; the others stay.
#[test]
fn a_folder_may_hold_a_single_table() {
    let own = "commodity,form,unit,first,last,low,high,basis,source\n\
               copper,metal,USD/t,2030-01-01,2030-12-31,9000,11000,range,\"my own forecast, not published\"\n";
    let tables = Tables::read([("prices.csv", own)]).unwrap();
    let price = tables.price("copper", date(2030, 6, 1)).unwrap();
    assert_eq!((price.low, price.high), (9_000.0, 11_000.0));
    assert_eq!(tables.cite(&price.sources[0]), "my own forecast, not published");
    assert!(tables.price("gold", date(2025, 9, 25)).is_err());
    assert_eq!(tables.lists().iter().count(), Tables::built_in().lists().iter().count());
    let empty = Tables::read([("prices.csv", ""), ("critical-lists.csv", "")]).unwrap();
    assert!(empty.prices().is_empty() && empty.lists().iter().next().is_none());
    let antimony = Tables::built_in().prices_of("antimony").next().unwrap();
    assert_eq!(
        Tables::built_in().cite(&antimony.source),
        "USGS Mineral Commodity Summaries 2026: yearly mean of metal of 99.65 %"
    );
}

proptest::proptest! {
    /// A table of one's own may hold anything; reading it tells, and never panics.
    #[test]
    fn no_text_makes_reading_panic(text in "(?s).{0,200}", table in 0..15usize) {
        let table = Table::all().nth(table).unwrap();
        let _ = Tables::read([(table.name(), text)]);
    }

    /// Rows nearly right, with one character of a built-in table changed.
    #[test]
    fn a_changed_row_is_read_or_refused(at in 0..4_000usize, with in ".", table in 0..15usize) {
        let table = Table::all().nth(table).unwrap();
        let mut text: Vec<char> = tables().text(table).chars().take(4_000).collect();
        let at = at % text.len();
        text[at] = with.chars().next().unwrap();
        let text: String = text.into_iter().collect();
        if let Ok(read) = Tables::read([(table.name(), text)]) {
            let listing = read.listing(table);
            proptest::prop_assert!(listing.rows.iter().all(|(id, _)| id.contains('/')));
        }
    }
}
