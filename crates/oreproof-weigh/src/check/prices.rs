//! Values, amounts and the prices between them.

use oreproof_case::model::Claim;
use oreproof_units::{Base, Currency, Period, Unit, convert, human};

use super::amounts::{signed, written};
use super::{Answer, Answered, Ask, Outcome, and, percent};
use crate::desk::{Desk, Need, TONNE, USD, USD_PER_TONNE, need};
use crate::figure::{Figure, FigureId, Origin};
use crate::spread::Spread;

/// Prices implied for two metals that stray from one day's by shares this far apart were not
/// taken on one day.
const ONE_DAY: f64 = 0.1;
/// A value that is off by this factor or more is no rounding.
const WIDE: f64 = 1.5;
/// Nameplate capacity may be passed by this much in a good year.
const GOOD_YEAR: f64 = 1.2;

/// The unit that a metal is priced in on its market.
fn market_unit(commodity: &str) -> Unit {
    match commodity {
        "gold" | "silver" | "platinum" | "palladium" | "rhodium" => {
            Unit::per(Base::Money(Currency::Usd), Base::TroyOunce)
        }
        _ => USD_PER_TONNE,
    }
}

/// A value and an amount of one commodity.
struct Implied {
    commodity: String,
    figures: Vec<FigureId>,
    id: FigureId,
    per_tonne: Spread,
}

/// The price that a value and an amount imply, as a figure.
fn implied(
    desk: &mut Desk<'_>,
    ask: &Ask<'_>,
    value: &Claim,
    amount: &Claim,
) -> Result<Implied, Need> {
    let Some(commodity) = amount.commodities.first().or(value.commodities.first()).cloned() else {
        return need(format!("the commodity of claim {}", amount.id));
    };
    let (value_id, worth) = desk.said_in(value, USD)?;
    let (amount_id, tonnes) = desk.said_in(amount, TONNE)?;
    let per_tonne = worth / tonnes;
    let unit = market_unit(&commodity);
    let to = |v: f64| convert(v, USD_PER_TONNE, unit).unwrap_or(v);
    let spread =
        Spread { low: to(per_tonne.low), best: to(per_tonne.best), high: to(per_tonne.high) };
    let name = format!("price-{commodity}");
    let label = format!("price of {commodity} that the value implies");
    let of = [&value_id, &amount_id];
    let id = desk.computed(&ask.path(&name), label, spread, Some(unit), "value / amount", &of);
    Ok(Implied { commodity, figures: vec![value_id, amount_id, id.clone()], id, per_tonne })
}

/// A value, then the amount it is the value of.
pub(super) fn implied_price(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let (value, amount) = (ask.claim(0, "a value")?, ask.claim(1, "an amount")?);
    let mut implied = implied(desk, ask, value, amount)?;
    let spread = desk.value(&implied.id);
    let unit = market_unit(&implied.commodity);
    let mut sentence = format!(
        "{} over {} is {} (from {} to {} by the rounding of the two)",
        written(value),
        written(amount),
        human::amount(sig(spread.best), unit),
        human::number(sig(spread.low)),
        human::number(sig(spread.high)),
    );
    if unit == USD_PER_TONNE {
        let pound = Unit::per(Base::Money(Currency::Usd), Base::Pound);
        let to = |v: f64| convert(v, USD_PER_TONNE, pound).unwrap_or(v);
        let per_pound =
            Spread { low: to(spread.low), best: to(spread.best), high: to(spread.high) };
        let label = format!("price of {} that the value implies, a pound", implied.commodity);
        let id = desk.computed(
            &ask.path("per-pound"),
            label,
            per_pound,
            Some(pound),
            "per tonne / 2,204.62",
            &[&implied.id],
        );
        sentence = format!("{sentence}, or US${:.3} a pound", per_pound.best);
        implied.figures.push(id);
    }
    Ok(Answer::new(Outcome::Info, sentence, implied.figures))
}

/// To four digits, as a price is said.
fn sig(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let scale = 10_f64.powi(3 - value.abs().log10().floor() as i32);
    (value * scale).round() / scale
}

/// Values and amounts in turn; each pair against the price of the case's price date.
pub(super) fn price_vintage(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let choices = desk.case.choices.as_ref();
    let Some(date) = choices.and_then(|choices| choices.price_date) else {
        return need("the day whose prices count, `choices.price_date`");
    };
    let mut figures = Vec::new();
    let mut words = Vec::new();
    let mut strays = Vec::new();
    for pair in ask.claims.chunks_exact(2) {
        let implied = implied(desk, ask, pair[0], pair[1])?;
        let price_id = price_on(desk, &implied.commodity, date)?;
        let price = desk.value(&price_id);
        let stray = implied.per_tonne.best / price.best - 1.0;
        let name = format!("stray-{}", implied.commodity);
        let label = format!("implied price of {} against that of {date}", implied.commodity);
        let of = [&implied.id, &price_id];
        let id = desk.computed(
            &ask.path(&name),
            label,
            Spread::exact(stray),
            None,
            "implied / dated - 1",
            &of,
        );
        words.push(format!("{} {}", implied.commodity, signed(stray)));
        strays.push(stray);
        figures.extend(implied.figures);
        figures.extend([price_id, id]);
    }
    if strays.is_empty() {
        return need("a value and an amount");
    }
    let spread = strays.iter().copied().fold(f64::NEG_INFINITY, f64::max)
        - strays.iter().copied().fold(f64::INFINITY, f64::min);
    let apart = ONE_DAY < spread;
    let off = strays.iter().any(|stray| ONE_DAY < stray.abs());
    let mut sentence =
        format!("against the prices of {date}, the implied ones stand at {}", and(&words));
    if apart {
        sentence.push_str("; they belong to different days");
    }
    let verdict = if apart || off { Outcome::Warn } else { Outcome::Pass };
    Ok(Answer::new(verdict, sentence, figures))
}

/// The price per tonne that the case states for a time, or else the tables.
pub(super) fn price_on(
    desk: &mut Desk<'_>,
    commodity: &str,
    during: Period,
) -> Result<FigureId, Need> {
    let covers = |period: &Period| period.first <= during.first && during.last <= period.last;
    let stated = desk.case.prices.iter().find(|p| p.commodity == commodity && covers(&p.date));
    let Some(price) = stated else { return desk.price(commodity, during) };
    let source = price.source.as_ref().map(|source| source.id.as_str());
    let path = ["prices", commodity, &during.to_string()];
    let label = format!("price of {commodity}, {}", price.date);
    desk.stated(&path, &label, &price.price, USD_PER_TONNE, source)
}

/// Values by commodity from another document; an entry names the study whose metal they value,
/// and the prices are those of the time the claims are for.
pub(super) fn companion_document(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let entry = ask.about(0, "the study whose metal is valued")?;
    let Some(study) = desk.study(entry) else { return need(format!("a study called {entry}")) };
    let source = study.source.as_ref().map(|source| source.id.as_str());
    let mut figures = Vec::new();
    let mut words = Vec::new();
    let mut worst: f64 = 1.0;
    let mut against = Vec::new();
    for claim in &ask.claims {
        let Some(commodity) = claim.commodities.first() else {
            return need(format!("the commodity of claim {}", claim.id));
        };
        let Some(during) = claim.as_of.or(desk.said_on(claim)) else {
            return need(format!("the time of claim {}", claim.id));
        };
        let (said_id, said) = desk.said_in(claim, USD)?;
        let metal_id = desk.metal(
            &["studies", entry, "recovered", commodity],
            &study.recovered,
            commodity,
            source,
        )?;
        let price_id = price_on(desk, commodity, during)?;
        let worth = desk.value(&metal_id) * desk.value(&price_id);
        let name = format!("worth-{commodity}");
        let label = format!("{commodity} of the study at the price of {during}");
        let of = [&metal_id, &price_id];
        let worth_id =
            desk.computed(&ask.path(&name), label, worth, Some(USD), "metal × price", &of);
        let factor = worth.best / said.best;
        let name = format!("factor-{commodity}");
        let label = format!("worked out over said, {commodity}");
        let of = [&worth_id, &said_id];
        let factor_id = desk.computed(
            &ask.path(&name),
            label,
            Spread::exact(factor),
            None,
            "worked out / said",
            &of,
        );
        let off = factor.max(1.0 / factor);
        worst = worst.max(off);
        if WIDE <= off {
            against.push(claim.id.id.clone());
        }
        words.push(format!(
            "{commodity} is said to be worth {} and works out at {} ({factor:.1} times)",
            written(claim),
            human::amount(sig(worth.best), USD)
        ));
        figures.extend([said_id, metal_id, price_id, worth_id, factor_id]);
    }
    if words.is_empty() {
        return need("the other document's values");
    }
    let verdict = match worst {
        w if w < 1.1 => Outcome::Pass,
        w if w < WIDE => Outcome::Warn,
        _ => Outcome::Fail,
    };
    Ok(Answer { against, ..Answer::new(verdict, words.join("; "), figures) })
}

/// A revenue, then those of other years; the site, and figures: a price to work with, and what
/// was earned in all.
pub(super) fn revenue_vs_capacity(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let revenue = ask.claim(0, "a revenue")?;
    let site = ask.about(0, "the site")?;
    let capacity = desk.case.capacities.iter().find(|capacity| capacity.site.id == site);
    let Some(capacity) = capacity else {
        return need(format!("the capacity of {}", desk.name_of(site)));
    };
    let commodity = capacity.commodity.clone();
    let rate = Unit::per(Base::Tonne, Base::Year);
    let source = capacity.source.as_ref().map(|source| source.id.as_str());
    let path = ["capacities", site, &commodity];
    let capacity_id = desk.stated(
        &path,
        &format!("capacity of {}", desk.name_of(site)),
        &capacity.capacity,
        rate,
        source,
    )?;
    let mut price = None;
    let mut earned = None;
    for entry in &ask.about[1..] {
        let figure = desk.case.figures.iter().find(|figure| figure.id.id == *entry);
        let Some((figure, value)) = figure.and_then(|f| Some((f, f.value.as_ref()?))) else {
            continue;
        };
        let source = figure.source.as_ref().map(|source| source.id.as_str());
        let path = ["figures", *entry];
        if value.first().value.unit.is_price() {
            price = Some(desk.stated(&path, &figure.what, value, USD_PER_TONNE, source)?);
        } else {
            earned = Some(desk.stated(&path, &figure.what, value, USD, source)?);
        }
    }
    let price_id = match price {
        Some(id) => id,
        None => match revenue.as_of {
            Some(during) => price_on(desk, &commodity, during)?,
            None => return need("the year of the revenue"),
        },
    };
    let (revenue_id, said) = desk.said_in(revenue, USD)?;
    let tonnes = said / desk.value(&price_id);
    let label = format!("{commodity} that the revenue would take");
    let of = [&revenue_id, &price_id];
    let tonnes_id =
        desk.computed(&ask.path("tonnes"), label, tonnes, Some(TONNE), "revenue / price", &of);
    let times = tonnes.best / desk.value(&capacity_id).best;
    let of = [&tonnes_id, &capacity_id];
    let times_id = desk.computed(
        &ask.path("times"),
        "over a year's capacity",
        Spread::exact(times),
        None,
        "tonnes / capacity",
        &of,
    );
    let mut sentence = format!(
        "{} would take {} of {commodity}, {times:.1} times what {} can make in a year",
        written(revenue),
        human::amount(sig(tonnes.best), TONNE),
        desk.name_of(site)
    );
    let mut figures = vec![revenue_id.clone(), price_id, capacity_id, tonnes_id, times_id];
    if let Some(earned_id) = earned {
        let mut sum = said;
        let mut of = vec![revenue_id];
        for other in &ask.claims[1..] {
            let (id, amount) = desk.said_in(other, USD)?;
            sum = sum + amount;
            of.push(id);
        }
        let share = sum / desk.value(&earned_id);
        of.push(earned_id);
        let names: Vec<&FigureId> = of.iter().collect();
        let label = "share of all that was ever earned";
        let id = desk.computed(
            &ask.path("share-of-all"),
            label,
            share,
            None,
            "sum / earned in all",
            &names,
        );
        sentence = format!(
            "{sentence}; {} years would be {} of all that was ever earned",
            ask.claims.len(),
            percent(share.best)
        );
        figures.extend(of);
        figures.push(id);
    }
    let verdict = if times <= GOOD_YEAR { Outcome::Pass } else { Outcome::Implausible };
    Ok(Answer::new(verdict, sentence, figures))
}

/// The figure of a row of a table.
pub(super) fn row(
    desk: &mut Desk<'_>,
    path: &[&str],
    label: String,
    value: f64,
    row: String,
    source: String,
) -> FigureId {
    let origin = Origin::Table { row, source };
    desk.figures.add(Figure::new(FigureId::path(path), label, Spread::exact(value), None, origin))
}
