//! Sites and titles on the outlines of countries.
//!
//! The projection is equirectangular with true scale along the middle parallel
//! of the window: over a country its error is a few per cent, and the graticule
//! says where one is. A site known only to a distance is a ring of that size.

use super::drawing::{Area, Drawing, Fill, Label, Swatch, legend, trace};
use super::outlines::{Place, outlines};
use super::palette::Ink;
use super::{NARROW, Plot};
use crate::number::Unit;
use crate::table::{Cell, Column, Digits, Table};

/// How well a site's place is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Accuracy {
    /// To within a mark.
    Exact,
    /// To within so many kilometres.
    Within(f64),
}

/// A site.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Where.
    pub place: Place,
    /// How well that is known.
    pub accuracy: Accuracy,
    /// What kind it is, a key of the legend.
    pub kind: usize,
    /// What its numbers lead to: the source that places it.
    pub figure: Option<String>,
}

/// An area: a province, a licence.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its name; printed at its middle when not empty.
    pub name: String,
    /// Its rings.
    pub rings: Vec<Vec<Place>>,
    /// Whether it is a title, drawn to be seen; else a province, drawn to find one's way.
    pub title: bool,
}

/// A map of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// West, south, east, north in degrees.
    pub window: [f64; 4],
    /// Provinces and titles.
    pub regions: Vec<Region>,
    /// Sites.
    pub sites: Vec<Site>,
    /// The kinds of site and their colours.
    pub kinds: Vec<(String, Ink)>,
    /// Countries to name, at the place for the name.
    pub names: Vec<(String, Place)>,
    /// A small map of a wider window, with this one marked on it.
    pub inset: Option<[f64; 4]>,
}

/// Kilometres along a degree of a meridian, mean sphere of radius 6371.0088 km.
const KM_A_DEGREE: f64 = 111.195_08;

/// From a window to pixels.
#[derive(Clone, Copy)]
struct View {
    window: [f64; 4],
    area: Area,
    /// Pixels a degree of latitude, and of longitude.
    up: f64,
    along: f64,
}

impl View {
    fn new(window: [f64; 4], left: f64, top: f64, wide: f64) -> Self {
        let [west, south, east, north] = window;
        let shrink = libm::cos(((south + north) / 2.0).to_radians());
        let along = wide / (east - west);
        let up = along / shrink;
        let area = Area { left, top, right: left + wide, bottom: top + (north - south) * up };
        Self { window, area, up, along }
    }

    fn at(&self, (lon, lat): Place) -> (f64, f64) {
        (
            self.area.left + (lon - self.window[0]) * self.along,
            self.area.top + (self.window[3] - lat) * self.up,
        )
    }

    /// Whether anything of it may lie in the window.
    fn sees(&self, points: &[Place]) -> bool {
        let [west, south, east, north] = self.window;
        let over = |f: fn(&Place) -> f64| {
            points
                .iter()
                .map(f)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)))
        };
        let ((x0, x1), (y0, y1)) = (over(|p| p.0), over(|p| p.1));
        x0 <= east && west <= x1 && y0 <= north && south <= y1
    }

    /// The points in pixels, thinned to what can be seen and cut to the window's
    /// surroundings.
    fn trace(&self, points: &[Place], closed: bool) -> Vec<(f64, f64)> {
        let (wide, tall) = (self.area.right - self.area.left, self.area.bottom - self.area.top);
        let mut out: Vec<(f64, f64)> = Vec::new();
        for (i, place) in points.iter().enumerate() {
            let (x, y) = self.at(*place);
            // Far outside, a ring needs only to pass on the right side of the window.
            let point = if closed {
                (
                    x.clamp(self.area.left - wide * 0.05, self.area.right + wide * 0.05),
                    y.clamp(self.area.top - tall * 0.05, self.area.bottom + tall * 0.05),
                )
            } else {
                (x, y)
            };
            let near = out.last().is_some_and(|p: &(f64, f64)| {
                (p.0 - point.0).abs() < 0.7 && (p.1 - point.1).abs() < 0.7
            });
            if !near || i + 1 == points.len() {
                out.push(point);
            }
        }
        out
    }
}

impl Plot for Map {
    fn draw(&self, id: &str, wide: f64) -> Drawing {
        let mut d = Drawing::new(id, wide, 0.0);
        let mut entries: Vec<_> =
            self.kinds.iter().map(|(n, ink)| (n.clone(), Swatch::Dot(Fill::Solid(*ink)))).collect();
        if self.sites.iter().any(|s| s.accuracy != Accuracy::Exact) {
            entries.push((
                "ring: known only to within it".into(),
                Swatch::Dot(Fill::Hollow(Ink::Soft)),
            ));
        }
        if self.regions.iter().any(|r| r.title) {
            entries.push(("title".into(), Swatch::Fill(Fill::Hatched(Ink::Series(4)))));
        }
        entries.push(("disputed border".into(), Swatch::Line(Ink::Soft, "4 3")));
        let top = legend(&mut d, 0.0, 0.0, &entries) + 8.0;
        let view = View::new(self.window, 0.5, top, wide - 1.0);
        d.height = view.area.bottom + 22.0;
        d.clip(view.area);
        land(&mut d, &view);
        graticule(&mut d, &view);
        for region in &self.regions {
            for ring in region.rings.iter().filter(|ring| view.sees(ring)) {
                let points = view.trace(ring, true);
                if region.title {
                    d.shape(&points, Fill::Hatched(Ink::Series(4)));
                } else {
                    d.line(&points, Ink::Soft, 0.8, "1 2");
                }
            }
        }
        for site in &self.sites {
            if let Accuracy::Within(km) = site.accuracy {
                let radius = (km / KM_A_DEGREE * view.up).max(7.0);
                d.circle(view.at(site.place), radius, Fill::Wash(self.ink(site), 0.12));
                d.circle(view.at(site.place), radius, Fill::Hollow(self.ink(site)));
            }
        }
        for site in &self.sites {
            d.circle(view.at(site.place), 5.5, Fill::Paper);
            d.circle(view.at(site.place), 4.2, Fill::Solid(self.ink(site)));
        }
        d.unclip();
        d.rect(
            (view.area.left, view.area.right),
            (view.area.top, view.area.bottom),
            Fill::Hollow(Ink::Soft),
        );
        scale_bar(&mut d, &view);
        if let Some(window) = self.inset {
            inset(&mut d, &view, window);
        }
        self.words(&mut d, &view);
        frame_degrees(&mut d, &view);
        d
    }

    fn table(&self) -> Table {
        let degrees = |name: &str| Column::numbers(name, Unit::plain("°"));
        let columns = vec![
            Column::words("Site"),
            Column::words("Kind"),
            degrees("Longitude"),
            degrees("Latitude"),
            Column::words("Known to"),
        ];
        let rows = self
            .sites
            .iter()
            .map(|site| {
                let known = match site.accuracy {
                    Accuracy::Exact => "exact".to_owned(),
                    Accuracy::Within(km) => format!("±{}", Unit::plain("km").show(km, 2)),
                };
                let kind = self.kinds.get(site.kind).map_or("", |k| k.0.as_str());
                let figure = site.figure.as_deref();
                vec![
                    Cell::text(site.name.clone()),
                    Cell::text(kind),
                    Cell::Number(site.place.0.into(), Digits::Of(5)).leading(figure),
                    Cell::Number(site.place.1.into(), Digits::Of(5)).leading(figure),
                    Cell::text(known),
                ]
            })
            .collect();
        Table { title: String::new(), columns, rows }
    }
}

impl Map {
    fn ink(&self, site: &Site) -> Ink {
        self.kinds.get(site.kind).map_or(Ink::Text, |k| k.1)
    }

    fn words(&self, d: &mut Drawing, view: &View) {
        let size = if d.width > NARROW { 12.0 } else { 11.0 };
        for site in &self.sites {
            let (x, y) = view.at(site.place);
            d.take(Area { left: x - 5.0, top: y - 5.0, right: x + 5.0, bottom: y + 5.0 });
        }
        let inside = |label: &Label| {
            let a = label.area();
            a.left > view.area.left + 2.0
                && a.right < view.area.right - 2.0
                && a.top > view.area.top
                && a.bottom < view.area.bottom
        };
        for site in &self.sites {
            let (x, y) = view.at(site.place);
            let label =
                |x: f64, y: f64| Label::new(x, y, site.name.clone()).size(size).bold().halo();
            let tries = [
                label(x + 9.0, y + 4.0),
                label(x - 9.0, y + 4.0).end(),
                label(x, y - 10.0).middle(),
                label(x, y + 19.0).middle(),
                label(x + 7.0, y - 8.0),
                label(x + 7.0, y + 16.0),
                label(x - 7.0, y - 8.0).end(),
                label(x - 7.0, y + 16.0).end(),
            ];
            let tries: Vec<Label> = tries.into_iter().filter(inside).collect();
            d.fit_first(&tries);
        }
        for (name, place) in &self.names {
            let (x, y) = view.at(*place);
            let label = Label::new(x, y, name.to_uppercase()).size(size - 1.0).soft().middle();
            if inside(&label) {
                d.fit(&label);
            }
        }
        for region in self.regions.iter().filter(|r| !r.name.is_empty()) {
            let Some(ring) = region.rings.iter().max_by_key(|ring| ring.len()) else { continue };
            let n = ring.len().max(1) as f64;
            let sum = ring.iter().fold((0.0, 0.0), |(a, b), p| (a + p.0, b + p.1));
            let (x, y) = view.at((sum.0 / n, sum.1 / n));
            let label =
                Label::new(x, y, region.name.clone()).size(size - 1.0).soft().middle().halo();
            if inside(&label) {
                d.fit(&label);
            }
        }
    }
}

fn land(d: &mut Drawing, view: &View) {
    // A damaged table is refused by its own test; a map then shows no land.
    let Ok(outlines) = outlines() else { return };
    let mut path = String::new();
    for ring in outlines.countries.iter().flat_map(|c| &c.rings).filter(|ring| view.sees(ring)) {
        path.push_str(&trace(&view.trace(ring, true), true));
    }
    d.path(&path, Fill::Wash(Ink::Soft, 0.13));
    for arc in outlines.arcs.iter().filter(|arc| view.sees(&arc.points)) {
        for (points, disputed) in outlines.stretches(arc) {
            if !view.sees(&points) {
                continue;
            }
            let inland = arc.between.len() > 1;
            let dash = if disputed { "4 3" } else { "" };
            d.line(&view.trace(&points, false), Ink::Soft, if inland { 1.1 } else { 0.8 }, dash);
        }
    }
}

fn degrees(view: &View) -> (Vec<f64>, Vec<f64>) {
    use super::axis::{Scale, Spread};
    let [west, south, east, north] = view.window;
    let ticks = |a: f64, b: f64| Scale::new(Spread::Linear, (a, b), (0.0, 1.0)).ticks(4);
    (ticks(west, east), ticks(south, north))
}

fn graticule(d: &mut Drawing, view: &View) {
    let (lons, lats) = degrees(view);
    for lon in lons {
        let x = view.at((lon, 0.0)).0;
        d.rule((x, view.area.top), (x, view.area.bottom), "grid");
    }
    for lat in lats {
        let y = view.at((0.0, lat)).1;
        d.rule((view.area.left, y), (view.area.right, y), "grid");
    }
}

fn frame_degrees(d: &mut Drawing, view: &View) {
    let (lons, lats) = degrees(view);
    let show = |v: f64, positive: &str, negative: &str| {
        let side = if v < 0.0 {
            negative
        } else if v > 0.0 {
            positive
        } else {
            ""
        };
        format!("{}°{side}", Unit::none().tick(v.abs(), 5))
    };
    for lon in lons {
        let label = Label::new(view.at((lon, 0.0)).0, view.area.bottom + 15.0, show(lon, "E", "W"));
        d.fit(&label.middle().size(11.0).soft());
    }
    for lat in lats {
        let y = view.at((0.0, lat)).1 - 3.0;
        let label =
            Label::new(view.area.left + 5.0, y, show(lat, "N", "S")).size(11.0).soft().halo();
        if label.area().top > view.area.top {
            d.fit(&label);
        }
    }
}

fn scale_bar(d: &mut Drawing, view: &View) {
    let km_a_pixel = KM_A_DEGREE / view.up;
    let most = (view.area.right - view.area.left) * 0.22 * km_a_pixel;
    let round = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0];
    let Some(km) = round.into_iter().rfind(|km| *km <= most) else { return };
    let (x0, y) = (view.area.right - 14.0 - km / km_a_pixel, view.area.bottom - 14.0);
    let x1 = view.area.right - 14.0;
    d.line(&[(x0, y - 5.0), (x0, y), (x1, y), (x1, y - 5.0)], Ink::Text, 1.6, "");
    d.put(
        &Label::new((x0 + x1) / 2.0, y - 5.0, Unit::plain("km").show(km, 2))
            .size(11.0)
            .middle()
            .halo(),
    );
    let (nx, ny) = (x1 - 4.0, y - 52.0);
    d.shape(
        &[(nx, ny), (nx + 5.0, ny + 15.0), (nx, ny + 11.0), (nx - 5.0, ny + 15.0)],
        Fill::Solid(Ink::Text),
    );
    d.put(&Label::new(nx, ny + 27.0, "N").size(11.0).bold().middle().halo());
}

fn inset(d: &mut Drawing, view: &View, window: [f64; 4]) {
    let wide = (view.area.right - view.area.left) * 0.24;
    let mut small = View::new(window, view.area.left, view.area.top, wide);
    let tall = small.area.bottom - small.area.top;
    let shift = view.area.bottom - tall - small.area.top;
    small.area.top += shift;
    small.area.bottom += shift;
    d.take(small.area);
    d.rect((small.area.left, small.area.right), (small.area.top, small.area.bottom), Fill::Paper);
    d.clip(small.area);
    land(d, &small);
    let [west, south, east, north] = view.window;
    let (a, b) = (small.at((west, north)), small.at((east, south)));
    d.rect((a.0, b.0), (a.1, b.1), Fill::Hatched(Ink::Promise));
    d.unclip();
    d.rect(
        (small.area.left, small.area.right),
        (small.area.top, small.area.bottom),
        Fill::Hollow(Ink::Soft),
    );
}
