//! A variogram drawn: a mark a lag, larger where it stands on more pairs, and the model.

use oreproof_report::chart::palette::Ink;
use oreproof_report::chart::xy::{Axis, Dot, Layer, Mark, Xy};
use oreproof_report::number::significant;
use oreproof_report::page::{Block, Section, Span};
use oreproof_report::{Caption, Chart, Page, Unit};

use super::Found;
use crate::ui::{Done, plural};

pub(super) fn svg(found: &Found) -> String {
    chart(found).svg()
}

pub(super) fn html(found: &Found) -> Done<String> {
    let lags = Section {
        id: "variogram".to_owned(),
        title: "By distance".to_owned(),
        blocks: vec![Block::Chart(Box::new(chart(found)))],
    };
    let mut sections = vec![lags];
    if found.model.is_some() {
        let rows = super::write::text(found, crate::ui::Look::PLAIN);
        let model = rows.split("\nModel\n").nth(1).unwrap_or_default();
        let lines = model.lines().map(|line| vec![Span::Text(line.trim().to_owned())]).collect();
        sections.push(Section {
            id: "model".to_owned(),
            title: "The model".to_owned(),
            blocks: vec![Block::List(lines)],
        });
    }
    let page = Page {
        title: format!("The {} of {}", found.measure, found.column),
        answer: vec![Span::Text(format!("{}.", found.about()))],
        about: Vec::new(),
        sections,
        sources: Vec::new(),
        data: None,
        foot: "Pairs count once; a lag holds those up to and with its upper end.".to_owned(),
    };
    Ok(page.html())
}

fn chart(found: &Found) -> Chart {
    let lags = || found.lines.iter().flat_map(|line| &line.lags).flatten();
    let reach = lags().map(|lag| lag.distance).fold(0.0, f64::max) * 1.05;
    let mut layers = Vec::new();
    if found.measure.ends_with("semivariogram")
        && found.measure != "pairwise relative semivariogram"
    {
        layers.push(Layer::new("variance", Ink::Soft, Mark::Across(found.variance)));
    }
    for (number, line) in (0u8..).zip(&found.lines) {
        let dots = line.lags.iter().flatten().map(|lag| Dot {
            x: lag.distance,
            y: lag.value,
            weight: Some(lag.pairs as f64),
        });
        layers.push(Layer::new(&line.name, Ink::Series(number), Mark::Dots(dots.collect())));
        let Some((words, model)) = &found.model else { continue };
        let is_round = words.structures.iter().all(|of| of.ranges[1..] == [of.ranges[0]; 2]);
        let Some(towards) = line.towards.or(is_round.then_some([1.0, 0.0, 0.0])) else { continue };
        let points = (1..=80).map(|step| {
            let lag = reach * f64::from(step) / 80.0;
            (lag, model.semivariance(towards.map(|part| part * lag)))
        });
        let curve = std::iter::once((0.0, model.nugget())).chain(points).collect();
        layers.push(Layer::new("", Ink::Series(number), Mark::Line(curve, false)));
    }
    let plot = Xy::new(
        Axis::from_zero("distance", Unit::none()),
        Axis::from_zero(found.measure, Unit::none()),
        layers,
    );
    let model = match &found.model {
        Some((_, model)) => format!(
            "Lines are the model: nugget {}, {} in {}",
            significant(model.nugget(), 3),
            model.sill().map_or_else(
                || "without a sill".to_owned(),
                |sill| format!("sill {}", significant(sill, 3))
            ),
            plural(model.structures().len(), "structure")
        ),
        None => String::new(),
    };
    let caption = Caption {
        id: "variogram".to_owned(),
        title: format!("The {} of {} by distance", found.measure, found.column),
        subtitle: found.about(),
        source: String::new(),
        note: format!("Marks are larger where there are more pairs. {model}").trim().to_owned(),
        alt: format!("Experimental {} of {} against distance", found.measure, found.column),
    };
    Chart::new(caption, &plot)
}
