//! A map of the sites, and how sources place them.

use oreproof_case::Case;
use oreproof_case::model::SiteKind;
use oreproof_units::{Base, Unit as Measure};
use oreproof_weigh::Weighing;

use super::claims::name;
use crate::chart::map::{Accuracy, Map, Region, Site};
use crate::chart::outlines::BORDERS;
use crate::chart::palette::Ink;
use crate::page::Block;
use crate::table::{Cell, Column, Table};
use crate::{Caption, Chart};

/// The map, and the sites that sources put in several places.
pub(super) fn blocks(weighing: &Weighing, case: &Case) -> Vec<Block> {
    let mut blocks = Vec::new();
    let kinds = [SiteKind::Deposit, SiteKind::Mine];
    let sites: Vec<Site> =
        case.sites
            .iter()
            .flat_map(|site| {
                site.positions.iter().enumerate().map(move |(at, position)| (site, at, position))
            })
            .map(|(site, at, position)| {
                let within = position.within.as_ref().and_then(|within| {
                    within.value_in(Measure::of(Base::Kilometre)).ok().flatten()
                });
                Site {
                    // A site in several places is named once.
                    name: if at == 0 { site.name.clone() } else { String::new() },
                    place: (position.lon, position.lat),
                    accuracy: within.map_or(Accuracy::Exact, Accuracy::Within),
                    kind: kinds.iter().position(|kind| *kind == site.kind).unwrap_or(kinds.len()),
                    figure: Some(format!("s-{}", position.source.0.id)),
                }
            })
            .collect();
    if let Some(window) = window(&sites) {
        let scattered = weighing.evidence.land.scattered.len();
        let title = match scattered {
            0 => format!("{} places are known", sites.len()),
            n => format!("Sources put {n} of {} sites in more than one place", case.sites.len()),
        };
        let caption = Caption {
            id: "map".to_owned(),
            title,
            subtitle: "Every position that a source gives; a ring is how far off it may be"
                .to_owned(),
            source: "Positions of the case with their sources; outlines: Natural Earth".to_owned(),
            note: BORDERS.to_owned(),
            alt: format!(
                "Map of {}.",
                case.sites.iter().map(|site| site.name.clone()).collect::<Vec<_>>().join(", ")
            ),
        };
        let regions =
            case.layers.iter().flat_map(|layer| &layer.file.content).filter_map(|feature| {
                let oreproof_case::geo::Geometry::Areas(areas) = &feature.geometry else {
                    return None;
                };
                let rings = areas
                    .iter()
                    .flatten()
                    .map(|ring| ring.iter().map(|&[x, y]| (x, y)).collect())
                    .collect();
                Some(Region { name: feature.name.clone().unwrap_or_default(), rings, title: false })
            });
        let picture = Map {
            window,
            regions: regions.collect(),
            sites,
            kinds: vec![
                ("deposit".to_owned(), Ink::Series(0)),
                ("mine".to_owned(), Ink::Series(1)),
                ("other place".to_owned(), Ink::Soft),
            ],
            names: Vec::new(),
            inset: None,
        };
        blocks.push(Block::Chart(Box::new(Chart::new(caption, &picture))));
    }
    let scattered = &weighing.evidence.land.scattered;
    if !scattered.is_empty() {
        let columns = ["Site", "Kilometres apart", "Sources"].map(Column::words).to_vec();
        let mut table = Table::new("Sites that sources put in several places", columns);
        for scatter in scattered {
            let row = vec![
                Cell::text(name(case, &scatter.site)),
                Cell::text(format!("{:.1}", scatter.apart_km)),
                Cell::text(scatter.sources.join(", ")),
            ];
            table.push(row).expect("three columns, three cells");
        }
        blocks.push(Block::Table(table));
    }
    blocks
}

/// A window around all sites, with room at the edges.
fn window(sites: &[Site]) -> Option<[f64; 4]> {
    let mut places = sites.iter().map(|site| site.place);
    let (x, y) = places.next()?;
    let [mut west, mut south, mut east, mut north]: [f64; 4] = [x, y, x, y];
    for (x, y) in places {
        (west, east) = (west.min(x), east.max(x));
        (south, north) = (south.min(y), north.max(y));
    }
    let room = (0.15 * (east - west).max(north - south)).max(1.0);
    Some([west - room, south - room, east + room, north + room])
}
