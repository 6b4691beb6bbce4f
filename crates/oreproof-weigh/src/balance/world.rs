//! A commodity in the world: who mines it, and on whom the United States depend for it.
//!
//! Every edition of the yearly summary speaks for itself: its last year is worked out, and two
//! editions stand side by side.

use oreproof_balance::power::{Held, Role};
use oreproof_balance::supply::{EuSupply, GeoPolRisk, Import, eu_supply_risk, geopolrisk};
use oreproof_balance::{Bounds, Shares, Unknown, Weighted, governance, weighted_hhi};
use oreproof_reference::{Edition, Indicator, Output, Place, Stage, Tables};
use serde::Serialize;

use crate::desk::{Need, need};

/// Mine production of a commodity in the last year of one edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mined {
    /// The commodity.
    pub commodity: String,
    /// Which part of it, where several are printed.
    pub part: String,
    /// The year.
    pub year: i16,
    /// The edition that prints it.
    pub edition: i16,
    /// Producers by country and their concentration.
    pub held: Held,
    /// Concentration weighted by governance from 0 (best) to 10 (worst).
    pub weighted: Weighted,
    /// The year of the governance indicators.
    pub governance_year: i16,
    /// The unit that amounts are printed in.
    pub unit: String,
    /// Amounts by country, as printed.
    pub amounts: Vec<(String, f64)>,
    /// The amount of the countries not named.
    pub unnamed: f64,
    /// One of these amounts in tonnes; none for what is counted by volume.
    pub tonnes_per_unit: Option<f64>,
    /// Countries whose figure is withheld; they are in no sum.
    pub withheld: Vec<String>,
    /// The row of the tables.
    pub row: String,
    /// Where it was read.
    pub source: String,
}

/// What the United States import of a commodity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Imported {
    /// The commodity.
    pub commodity: String,
    /// Which part of it, where several are printed.
    pub part: String,
    /// The years of the shares.
    pub years: String,
    /// Sellers and their concentration.
    pub held: Held,
    /// Net import reliance by year, in per cent as printed; the latest last.
    pub reliance: Vec<(i16, String)>,
    /// What stands for imports in the score.
    pub geopolrisk_imports: &'static str,
    /// The score with the latest concentration of mine production, for what is imported; none
    /// where the reliance is not a number or the world's production not known.
    pub geopolrisk: Option<GeoPolRisk>,
}

/// What the tables carry of the supply risk of the European Commission.
///
/// The indicator weighs the world's producers and the Union's own sources by their governance and
/// by restrictions of trade, and counts scrap and substitutes off. Where the sources of the Union
/// are not known, the methodology counts the world's producers alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EuKnown {
    /// The commodity, and which part of it.
    pub of: String,
    /// The year of production.
    pub year: i16,
    /// The edition that prints it.
    pub edition: i16,
    /// The part of the Union's demand that scrap meets; none where no table holds it.
    pub recycling: Option<f64>,
    /// The row that it stands in.
    pub row: Option<String>,
    /// The indicator of the world's producers alone, after scrap where that is known, before
    /// substitutes and restrictions of trade.
    pub risk: Bounds,
    /// What of the methodology no table holds.
    pub needs: Vec<&'static str>,
}

/// What no table holds of any commodity.
const EU_NEEDS: [&str; 3] = [
    "the substitution index of supply risk",
    "the Union's sources by country with its reliance on imports",
    "restrictions of trade by exporter",
];

/// The EU indicator of each row of production, as far as the tables carry it.
///
/// # Errors
///
/// When a rate of the tables lies outside 0 to 100 %.
pub fn eu_known(tables: &Tables, mined: &[Mined]) -> Result<Vec<EuKnown>, Need> {
    let one = |mined: &Mined| {
        let shares = &mined.held.shares;
        let name = tables.commodities().canonical(&mined.commodity);
        let same = |of: &str| tables.commodities().canonical(of) == name;
        let row = tables.recycling().iter().filter(|row| same(&row.commodity));
        let row = row.max_by_key(|row| row.year);
        let recycling = row.and_then(|row| row.percent.value()).map(|percent| percent / 100.0);
        let supply = EuSupply {
            world: shares,
            sourcing: shares,
            import_reliance: 1.0,
            recycling: recycling.unwrap_or(0.0),
            substitution: 1.0,
        };
        let weight = |code: &str| {
            let estimate = tables.governance(code, Indicator::Mean, mined.governance_year)?;
            governance::from_0_to_10(estimate).ok()
        };
        let risk = eu_supply_risk(&supply, Unknown::Others, weight)
            .map_err(|error| Need(format!("a recycling rate that can be: {error}")))?
            .risk;
        let rate = recycling.is_none().then_some("the end-of-life recycling input rate");
        Ok(EuKnown {
            of: match mined.part.is_empty() {
                true => mined.commodity.clone(),
                false => format!("{} ({})", mined.commodity, mined.part),
            },
            year: mined.year,
            edition: mined.edition,
            recycling,
            row: row.map(|row| format!("recycling/{}/{}", row.commodity, row.year)),
            risk,
            needs: rate.into_iter().chain(EU_NEEDS).collect(),
        })
    };
    mined.iter().map(one).collect()
}

/// The yearly summary prints shares of imports and net reliance, and no tonnes imported.
const NET: &str =
    "net imports, as a part of apparent consumption, divided by the shares of gross imports";

/// Mine production of a commodity, each edition and part by itself, the newest edition first.
///
/// # Errors
///
/// When the tables hold none.
pub fn mined(tables: &Tables, commodity: &str) -> Result<Vec<Mined>, Need> {
    let mut editions: Vec<Edition> = tables.production().iter().map(|row| row.edition).collect();
    editions.sort_unstable_by(|a, b| b.cmp(a));
    editions.dedup();
    let mut all = Vec::new();
    for edition in editions {
        let rows: Vec<&Output> = tables.outputs(commodity, Stage::Mine, edition).collect();
        let mut parts: Vec<&str> = rows.iter().map(|row| row.part.as_str()).collect();
        parts.sort_unstable();
        parts.dedup();
        for part in parts {
            let of: Vec<&Output> = rows.iter().copied().filter(|row| row.part == part).collect();
            let Some(year) = of.iter().map(|row| row.year).max() else { continue };
            let of: Vec<&Output> = of.into_iter().filter(|row| row.year == year).collect();
            all.extend(one(tables, &of)?);
        }
    }
    if all.is_empty() {
        return need(format!("mine production of {commodity} by country"));
    }
    Ok(all)
}

/// The production of rows of one part, edition and year; none where nobody has a figure.
fn one(tables: &Tables, rows: &[&Output]) -> Result<Option<Mined>, Need> {
    let Some(first) = rows.first() else { return Ok(None) };
    let (mut amounts, mut unnamed, mut withheld) = (Vec::new(), 0.0, Vec::new());
    for row in rows {
        match (&row.place, row.printed.value()) {
            (Place::World, _) => {}
            (Place::Others, value) => unnamed += value.unwrap_or(0.0),
            (Place::Country(code), Some(value)) => amounts.push((code.clone(), value)),
            (Place::Country(code), None) => withheld.push(code.clone()),
        }
    }
    let refused = |error: oreproof_balance::BalanceError| Need(format!("shares: {error}"));
    let borrowed: Vec<(&str, f64)> = amounts.iter().map(|(who, n)| (who.as_str(), *n)).collect();
    if borrowed.iter().all(|(_, amount)| *amount == 0.0) {
        return Ok(None);
    }
    let shares = Shares::of_amounts(&borrowed, unnamed).map_err(refused)?;
    let governance_year = last_governed(tables, first.year);
    let weighted = weighted_hhi(&shares, Unknown::Others, 10.0, |code| {
        let estimate = tables.governance(code, Indicator::Mean, governance_year)?;
        governance::from_0_to_10(estimate).ok()
    })
    .map_err(refused)?;
    let Edition(edition) = first.edition;
    let of = format!("mine production of {}, {}", named(first), first.year);
    let source = format!("edition of {edition}");
    Ok(Some(Mined {
        commodity: first.commodity.clone(),
        part: first.part.clone(),
        year: first.year,
        edition,
        held: Held::new(Role::Producer, of, source, shares, Unknown::Others),
        weighted,
        governance_year,
        unit: first.unit.symbol().to_owned(),
        amounts,
        unnamed,
        tonnes_per_unit: first
            .unit
            .tonnes(oreproof_reference::Reported::Exactly(1.0))
            .and_then(|r| r.value()),
        withheld,
        row: format!("production/{}/{}/{edition}", first.commodity, first.year),
        source: tables.cite(&first.source),
    }))
}

fn named(row: &Output) -> String {
    if row.part.is_empty() {
        row.commodity.clone()
    } else {
        format!("{} ({})", row.commodity, row.part)
    }
}

/// The last year up to `year` whose mean of the six indicators the tables hold.
fn last_governed(tables: &Tables, year: i16) -> i16 {
    let means = tables.governance_series().iter().filter(|s| s.indicator == Indicator::Mean);
    let years = means.flat_map(|series| series.values.iter().map(|(known, _)| *known));
    years.filter(|known| *known <= year).max().unwrap_or(year)
}

/// What the United States import of a commodity, each part by itself.
///
/// # Errors
///
/// When printed shares are more than the whole.
pub fn imported(tables: &Tables, commodity: &str) -> Result<Vec<Imported>, Need> {
    let name = tables.commodities().canonical(commodity);
    let rows: Vec<_> = tables
        .import_sources()
        .iter()
        .filter(|row| tables.commodities().canonical(&row.commodity) == name)
        .collect();
    let mut parts: Vec<(&str, &str)> =
        rows.iter().map(|row| (row.part.as_str(), row.years.as_str())).collect();
    parts.sort_unstable();
    parts.dedup();
    let world = mined(tables, commodity).ok();
    let hhi = world.as_ref().and_then(|all| all.first()).map(|mined| mined.held.hhi);
    let year =
        tables.governance_series().iter().filter(|s| s.indicator == Indicator::PoliticalStability);
    let year = year.flat_map(|s| s.values.iter().map(|(known, _)| *known)).max().unwrap_or(0);
    let mut all = Vec::new();
    for (part, years) in parts {
        let shares: Vec<(&str, f64)> = rows
            .iter()
            .filter(|row| row.part == part && row.years == years)
            .filter_map(|row| Some((row.place.country()?, row.percent.value()? / 100.0)))
            .collect();
        let shares = Shares::of_parts(&shares)
            .map_err(|error| Need(format!("import shares of {commodity}: {error}")))?;
        let mut reliance: Vec<_> = tables
            .import_reliance()
            .iter()
            .filter(|row| tables.commodities().canonical(&row.commodity) == name)
            .filter(|row| row.part.is_empty() || row.part == part)
            .collect();
        reliance.sort_by_key(|row| row.year);
        let last = reliance.last().and_then(|row| row.percent.value());
        let score = hhi.zip(last).and_then(|(hhi, percent)| {
            let of = |who: &str| tables.governance(who, Indicator::PoliticalStability, year);
            let mut imports: Vec<Import> = shares
                .named()
                .iter()
                .map(|share| Import {
                    from: share.who.clone(),
                    amount: share.part * percent,
                    instability: of(&share.who).and_then(|wgi| governance::from_0_to_1(wgi).ok()),
                })
                .collect();
            if 0.0 < shares.unknown() {
                let amount = shares.unknown() * percent;
                imports.push(Import { from: "others".to_owned(), amount, instability: None });
            }
            geopolrisk(hhi, &imports, 100.0 - percent).ok()
        });
        let named = if part.is_empty() { name.to_owned() } else { format!("{name} ({part})") };
        let of = format!("United States imports of {named}, {years}");
        all.push(Imported {
            commodity: name.to_owned(),
            part: part.to_owned(),
            years: years.to_owned(),
            held: Held::new(
                Role::Producer,
                of,
                "yearly summary".to_owned(),
                shares,
                Unknown::Others,
            ),
            reliance: reliance.iter().map(|row| (row.year, row.percent.to_string())).collect(),
            geopolrisk_imports: NET,
            geopolrisk: score,
        });
    }
    Ok(all)
}
