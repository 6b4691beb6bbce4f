//! Rules that set passages of one text against one another, on short articles of every kind.
//!
//! Each article is invented. The first list of a rule must be found, the second must not.

use jiff::civil::Date;
use oreproof_promise::{About, Form};
use oreproof_rules::{Document, Tables, check, lexicon};

fn fires(code: &str, text: &str) -> bool {
    let date: Date = "2025-06-30".parse().expect("an ISO date");
    let about = About { form: Form::NewsArticle, date: Some(date) };
    let reading = oreproof_promise::read(text, about, lexicon());
    let document = Document { reading: &reading, tables: Tables::built_in(), dossier: None };
    let (findings, _) = check(&document, |_| true);
    findings.iter().any(|finding| finding.rule.code == code)
}

#[track_caller]
fn agree(code: &str, found: &[&str], silent: &[&str]) {
    let missed =
        found.iter().filter(|text| !fires(code, text)).map(|text| format!("missed: {text}"));
    let wrong = silent.iter().filter(|text| fires(code, text)).map(|text| format!("wrong: {text}"));
    let all: Vec<String> = missed.chain(wrong).collect();
    assert!(all.is_empty(), "{code}\n{}", all.join("\n"));
}

#[test]
fn steps_in_reverse_are_found_and_steps_in_order_are_not() {
    agree(
        "TIM007",
        &[
            "“First we will export the stibnite, then we will see about exploration,” the envoy said.",
            "The roadmap has three phases: initially sales of raw ore, then a smelter, and finally a geological survey.",
            "Under the accord the firm will begin by shipping lithium, with exploration to follow later.",
            "He plans to sell the gold first and to drill afterwards, which means exploration after the sale.",
            "The ministry’s plan foresees deliveries this year, followed by refining, and subsequently a feasibility study.",
            "The consortium will start by mining the beach; prospecting of the hinterland will follow.",
            "The joint venture would first deliver concentrate, and the exploration programme would come next.",
        ],
        &[
            "The company will first complete exploration, then a feasibility study, then mining.",
            "Exploration will come first, followed by a scoping study and, finally, exports.",
            "The mine sold 40,000 tonnes last year; next year it will sell more and then resume exploration in the west.",
            "First came the explorers, then the traders.",
            "The minister will first visit the smelter and then the university.",
            "After the survey, the firm will apply for a licence and later build a mine.",
            "The plan was published last year. Exploration will begin in May.",
            "Second-quarter exports rose; exploration spending will fall.",
        ],
    );
}

#[test]
fn papers_that_are_counted_and_not_described_are_found() {
    agree(
        "SUM010",
        &[
            "Two memorandums of understanding were signed in the garden of the palace. Under the memorandum, Aster will study a smelter.",
            "The premier signed three agreements in Lisbon.\nThe agreement obliges the firm to train ten engineers.",
            "Two MoUs were signed on 8 September. The MoU is not a binding licence.",
            "Five contracts were concluded at the fair, the ministry said. The contract with the railway runs for six years.",
            "Two letters of intent were exchanged on Monday, and the band played. The letter of intent lapses in a year.",
            "The two governments signed two accords. The accord on minerals runs to four pages.",
        ],
        &[
            "Two memorandums were signed, on zinc and on rail. The second memorandum is the shorter.",
            "Two MoUs were signed. Neither of them binds anybody, and the MoU on tin says so.",
            "Three agreements were signed; each agreement is on the ministry’s website.",
            "Two agreements were signed. The first is with Aster. The other is with Brill, and the agreement lapses in May.",
            "The two memorandums were never signed. The memorandum of 2019 lapsed.",
            "A memorandum was signed. It names two mines.",
            "Two deals fell through before the memorandum was signed.",
            "The ministers signed the guest book and two photographs. The memorandum came later.",
        ],
    );
}

#[test]
fn earlier_claims_are_counted_with_what_became_of_them() {
    agree(
        "SRC005",
        &[
            "Earlier announcements came to nothing. In 2009 the state announced a uranium find. In 2014 it announced a smelter that was never built.",
            "The town is wary of past promises. In May 2011 a company promised a mine; the licence lapsed. In 2017 another claimed a gold lode.",
            "It was not the first such announcement. In March 2018 the premier hailed a tin discovery. In June 2020 he spoke of a lithium deposit, and the drillers withdrew.",
            "There is a history of announcements here. In 1999 the governor declared vast reserves. In 2008 his successor declared trillions.",
            "Critics recalled previous claims. In 2021 the minister tweeted of a treasure. In 2023 she revealed a second find; both were abandoned.",
            "Villagers have heard this before. In 2010 a general said there was a gas field under the lake. In 2016 an envoy said there were deposits of gold.",
        ],
        &[
            "Earlier announcements were kept: in 2009 the state announced a mine, which opened in 2012; in 2014 it announced a smelter, which was completed.",
            "Past promises were many. In 2011 a company promised a mine.",
            "In 2011 a company promised a mine. In 2017 another claimed a gold lode.",
            "The firm’s track record is long: it has run mines since 1970.",
            "He has a track record of finishing bridges. In 2011 he finished one, and in 2015 another.",
            "Previous claims for compensation were settled in 2012 and 2014.",
        ],
    );
}

#[test]
fn a_counterparty_of_another_trade_is_found() {
    agree(
        "STG006",
        &[
            "The memorandum foresees a mine at Odu. Helios is best known for advertising.",
            "A letter of intent gives Corvo the task of exploration in the hills. Corvo’s accounts show trading in used cars.",
            "Under the framework agreement the firm will build a smelter. It specialises in software for hotels, its website says.",
            "The MoU covers exploration and processing. Vroom, a trading house, was founded in 2023.",
            "The heads of terms promise extraction of lithium. The company’s core business is logistics.",
            "USSM’s own profile emphasises recycling. Under the memorandum it will explore and mine.",
        ],
        &[
            "The memorandum foresees a mine. Helios owns and operates four mines and a trading arm known for its logistics.",
            "The memorandum is on scholarships. Helios is best known for advertising.",
            "The letter of intent gives Norvik the task of exploration. Norvik specialises in deep drilling.",
            "The contract for catering went to a firm that specialises in hospitality.",
            "Under the memorandum nothing will be mined. The firm specialises in recycling.",
            "The mine will open next year. Its owner’s core business is real estate.",
        ],
    );
}
