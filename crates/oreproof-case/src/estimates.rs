//! What is wrong with the choices of an estimate, seen as a whole.

use std::collections::BTreeSet;

use crate::model::{
    BlockDomains, ClassRule, CompositeStart, Cutoff, DomainChoice, Estimate, GradeColumn,
    SearchPass, SelectionChoice, SimulationChoice, VariogramChoice, VariogramShape,
};
use crate::place::{Place, Places};
use crate::problem::Problem;

/// The sum of a variogram's parts may miss one by this much, as rounding does.
const ROUNDING: f64 = 1e-6;

/// Cells are numbered with 32 bits.
const MOST_CELLS: f64 = 2e9;

/// Passes are numbered with 8 bits.
const MOST_PASSES: usize = 250;

/// More realisations than this only take memory.
const MOST_REALISATIONS: u64 = 10_000;

struct Finder<'p>(&'p mut Vec<Problem>);

impl Finder<'_> {
    fn wrong(&mut self, at: &Place, message: impl Into<String>, help: impl Into<String>) {
        let (message, help) = (message.into(), help.into());
        self.0.push(Problem::CannotCompute { message, help, at: at.clone() });
    }

    /// Each of some numbers is above nought.
    fn positive(&mut self, numbers: &[f64], what: &str, at: &Places, key: &'static str) {
        if numbers.iter().any(|number| *number <= 0.0) {
            self.wrong(at.of(key), format!("{what} of nought or less"), "it must be above nought");
        }
    }
}

impl Estimate {
    /// What is wrong with the choices, seen as a whole; with none of it the choices can be run.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        check(self, &mut problems);
        problems
    }
}

/// Finds what is wrong with an estimate.
pub(crate) fn check(estimate: &Estimate, problems: &mut Vec<Problem>) {
    let mut finder = Finder(problems);
    let whole = &estimate.at;
    if estimate.grades.is_empty() {
        finder.wrong(&whole.whole, "an estimate of no grade", "add [[estimates.grades]]");
    }
    if estimate.domains.is_empty() {
        finder.wrong(&whole.whole, "an estimate without a domain", "add [[estimates.domains]]");
    }
    if estimate.classes.is_empty() {
        let help = "add [[estimates.classes]]: what a block must have to be a resource";
        finder.wrong(&whole.whole, "an estimate without classes", help);
    }
    grades(&mut finder, &estimate.grades);
    let density = &estimate.density;
    if density.value.is_none() && density.column.is_none() {
        let help = "give `value` in t/m³, or the `column` with measured densities";
        finder.wrong(&density.at.whole, "rock without a density", help);
    }
    finder.positive(density.value.as_slice(), "a density", &density.at, "value");
    let composites = &estimate.composites;
    finder.positive(&[composites.length], "a composite length", &composites.at, "length");
    if composites.from == CompositeStart::Contact && composites.tail.is_none() {
        let message = "composites from contacts, and no word of their rests";
        finder.wrong(&composites.at.whole, message, "add `tail`: keep, add-to-previous or spread");
    }
    if composites.by_density && density.column.is_none() {
        let help = "name the `column` of [estimates.density], or say false";
        finder.wrong(composites.at.of("by_density"), "no densities to weight by", help);
    }
    estimate.domains.iter().for_each(|domain| self::domain(&mut finder, estimate, domain));
    names(&mut finder, estimate.domains.iter().map(|d| (d.name.as_str(), &d.at)), "domain");
    let blocks = &estimate.blocks;
    finder.positive(&blocks.size, "a block size", &blocks.at, "size");
    for (counts, key) in [(blocks.counts, "counts"), (blocks.points, "points")] {
        if counts.contains(&0) {
            finder.wrong(blocks.at.of(key), format!("`{key}` of nought"), "it takes at least one");
        }
    }
    let cells: f64 = blocks.counts.iter().map(|count| *count as f64).product();
    if cells > MOST_CELLS {
        let message = format!("a grid of {cells:e} cells");
        let help = "make the blocks larger or the grid smaller: it may have 2e9";
        finder.wrong(blocks.at.of("counts"), message, help);
    }
    match blocks.domains {
        BlockDomains::All if estimate.domains.len() > 1 => {
            let help = "say `nearest` or `solids`, or keep one domain";
            finder.wrong(blocks.at.of("domains"), "several domains, and every block in all", help);
        }
        BlockDomains::Nearest if blocks.reach.is_none() => {
            let help = "add `reach`: the most a block may be from a sample of its domain";
            finder.wrong(&blocks.at.whole, "blocks by the nearest sample, however far", help);
        }
        BlockDomains::Implicit if blocks.reach.is_none() => {
            let help = "add `reach`: how far points along holes tell where the contact is";
            finder.wrong(&blocks.at.whole, "an implicit contact, however far from holes", help);
        }
        _ => {}
    }
    let passes = estimate.domains.iter().map(|domain| domain.passes.len()).max().unwrap_or(0);
    estimate.classes.iter().for_each(|rule| class(&mut finder, rule, passes));
    if let Some(of) = &estimate.simulation {
        simulation(&mut finder, of, &estimate.grades);
    }
    let asks = |rule: &&ClassRule| rule.max_half_width.is_some();
    if let (None, Some(rule)) = (&estimate.simulation, estimate.classes.iter().find(asks)) {
        let help = "add [estimates.simulation]";
        finder.wrong(rule.at.of("max_half_width"), "a precision without realisations", help);
    }
    if let Some(of) = &estimate.selection {
        selection(&mut finder, of, blocks.size);
    }
    cutoff(&mut finder, &estimate.cutoff, &estimate.grades);
}

fn selection(finder: &mut Finder<'_>, of: &SelectionChoice, block: [f64; 3]) {
    finder.positive(&of.smu, "a unit's size", &of.at, "smu");
    if of.points.contains(&0) {
        finder.wrong(of.at.of("points"), "`points` of nought", "it takes at least one");
    }
    if let Some(control) = &of.control {
        finder.positive(control, "a spacing", &of.at, "control");
    }
    let is_part = |(whole, part): (&f64, &f64)| {
        let count = whole / part;
        0.5 < count && (count - count.round()).abs() <= ROUNDING
    };
    if of.smu.iter().all(|size| 0.0 < *size) && !block.iter().zip(&of.smu).all(is_part) {
        let message = format!("units of {:?} in blocks of {block:?}", of.smu);
        let help = "a block is a whole number of units along each side: choose another size";
        finder.wrong(of.at.of("smu"), message, help);
    }
}

fn simulation(finder: &mut Finder<'_>, of: &SimulationChoice, grades: &[GradeColumn]) {
    let counts = [
        (of.realisations, "realisations"),
        (of.per_path, "per_path"),
        (of.max_data, "max_data"),
        (of.max_nodes, "max_nodes"),
        (of.nodes.into_iter().min().unwrap_or(0), "nodes"),
    ];
    for (count, key) in counts {
        if count == 0 {
            finder.wrong(of.at.of(key), format!("`{key}` of nought"), "it takes at least one");
        }
    }
    if of.realisations > MOST_REALISATIONS {
        let message = format!("{} realisations", of.realisations);
        finder.wrong(of.at.of("realisations"), message, "a thousand tell a band to a hundredth");
    }
    if of.coarse_grids > 16 {
        finder.wrong(of.at.of("coarse_grids"), "more than 16 coarser grids", "three are common");
    }
    for grade in grades {
        let mut tails = of.tails.iter().filter(|tails| tails.grade == grade.name);
        match (tails.next(), tails.next()) {
            (Some(tails), None) if tails.greatest <= tails.least => {
                finder.wrong(tails.at.of("greatest"), "no more than the least", "give it above");
            }
            (Some(_), None) => {}
            (None, _) => {
                let message = format!("how low and how high does {} go?", grade.name);
                let help = "add it to `tails`, as in { grade = \"cu\", least = 0, greatest = 12 }";
                finder.wrong(&of.at.whole, message, help);
            }
            (_, Some(twice)) => {
                let message = format!("a second tail of {}", grade.name);
                finder.wrong(twice.at.of("grade"), message, "keep one");
            }
        }
    }
    for tails in &of.tails {
        if grades.iter().all(|grade| grade.name != tails.grade) {
            let message = format!("`{}` is no grade of the estimate", tails.grade);
            finder.wrong(tails.at.of("grade"), message, "name a grade of the estimate");
        }
    }
}

fn grades(finder: &mut Finder<'_>, grades: &[GradeColumn]) {
    names(finder, grades.iter().map(|grade| (grade.name.as_str(), &grade.at)), "grade");
    for grade in grades {
        finder.positive(grade.cap.as_slice(), "a cap", &grade.at, "cap");
    }
}

fn names<'a>(
    finder: &mut Finder<'_>,
    named: impl Iterator<Item = (&'a str, &'a Places)>,
    what: &str,
) {
    let mut seen = BTreeSet::new();
    for (name, at) in named {
        if !seen.insert(name) {
            let message = format!("a second {what} called `{name}`");
            finder.wrong(at.of("name"), message, "give each a name of its own");
        }
    }
}

fn domain(finder: &mut Finder<'_>, estimate: &Estimate, domain: &DomainChoice) {
    let solids = estimate.blocks.domains == BlockDomains::Solids;
    if solids && domain.solid.is_none() {
        let message = format!("blocks go by solids, and {} has none", domain.name);
        finder.wrong(&domain.at.whole, message, "add `solid`, an STL or OBJ file");
    }
    if estimate.blocks.domains == BlockDomains::Implicit && domain.codes.is_empty() {
        let message = format!("nothing tells where holes enter {}", domain.name);
        finder.wrong(&domain.at.whole, message, "add `codes`: an implicit model goes by contacts");
    } else if estimate.domains.len() > 1 && domain.codes.is_empty() && domain.solid.is_none() {
        let message = format!("nothing tells the samples of {} from the others", domain.name);
        finder.wrong(&domain.at.whole, message, "add `codes`, or `solid`");
    }
    variogram(finder, &domain.variogram);
    domain.score_variogram.iter().for_each(|of| variogram(finder, of));
    if domain.passes.is_empty() {
        let message = format!("{} has no search", domain.name);
        finder.wrong(&domain.at.whole, message, "add [[estimates.domains.passes]]");
    }
    if domain.passes.len() > MOST_PASSES {
        let message = format!("{} passes", domain.passes.len());
        finder.wrong(&domain.at.whole, message, format!("{MOST_PASSES} are enough for any search"));
    }
    domain.passes.iter().for_each(|pass| self::pass(finder, pass));
}

fn variogram(finder: &mut Finder<'_>, variogram: &VariogramChoice) {
    let VariogramChoice { nugget, structures, at } = variogram;
    if *nugget < 0.0 {
        finder.wrong(at.of("nugget"), "a nugget below nought", "it is nought or more");
    }
    for structure in structures {
        finder.positive(&[structure.sill], "a sill", &structure.at, "sill");
        finder.positive(&structure.ranges, "a range", &structure.at, "ranges");
        let help = "a Matérn structure, and no other, has a `smoothness` from 0.1 to 10";
        match (structure.shape == VariogramShape::Matern, structure.smoothness) {
            (true, None) => {
                finder.wrong(structure.at.of("shape"), "a Matérn structure of no smoothness", help);
            }
            (false, Some(_)) => {
                finder.wrong(structure.at.of("smoothness"), "a smoothness of another shape", help);
            }
            (true, Some(value)) if !(0.1..=10.0).contains(&value) => {
                let message = format!("a smoothness of {value}");
                finder.wrong(structure.at.of("smoothness"), message, help);
            }
            _ => {}
        }
    }
    let sum = nugget + structures.iter().map(|structure| structure.sill).sum::<f64>();
    if (sum - 1.0).abs() > ROUNDING {
        let message = format!("the parts of the variogram come to {sum}");
        let help = "give the nugget and each sill as its part of the whole, which is one";
        finder.wrong(&at.whole, message, help);
    }
}

fn pass(finder: &mut Finder<'_>, pass: &SearchPass) {
    finder.positive(&pass.radii, "a search radius", &pass.at, "radii");
    if pass.min == 0 || pass.max < pass.min {
        let message = format!("from {} to {} samples", pass.min, pass.max);
        finder.wrong(pass.at.of("max"), message, "`min` is one or more, and `max` not below it");
    }
    for (most, key) in [
        (pass.max_per_hole, "max_per_hole"),
        (pass.max_per_octant, "max_per_octant"),
        (pass.max_per_sector, "max_per_sector"),
    ] {
        if most == Some(0) {
            finder.wrong(
                pass.at.of(key),
                format!("`{key}` of nought"),
                "leave it out for no limit",
            );
        }
    }
    sectors(finder, pass);
}

fn sectors(finder: &mut Finder<'_>, pass: &SearchPass) {
    let key = if pass.sectors.is_some() { "sectors" } else { "max_per_sector" };
    if pass.sectors.is_some() != pass.max_per_sector.is_some() {
        let message = "sectors and how many samples each may give go together";
        finder.wrong(pass.at.of(key), message, "give both `sectors` and `max_per_sector`");
    } else if pass.sectors.is_some() && pass.max_per_octant.is_some() {
        let message = "two ways to cut the space about a block";
        let help = "keep `max_per_octant`, or `sectors` with `max_per_sector`";
        finder.wrong(pass.at.of(key), message, help);
    }
}

fn class(finder: &mut Finder<'_>, rule: &ClassRule, passes: usize) {
    let ClassRule { pass, min_holes, max_distance, min_slope, .. } = rule;
    let by_geometry = pass.is_some() || min_holes.is_some() || max_distance.is_some();
    if !by_geometry && min_slope.is_none() && rule.max_half_width.is_none() {
        let help = "add one of pass, min_holes, max_distance, min_slope, max_half_width";
        let message = format!("every block would be {}", rule.class);
        finder.wrong(&rule.at.whole, message, help);
    }
    if pass.is_some_and(|pass| pass == 0 || pass > passes as u64) {
        let message = format!("there are {passes} passes");
        finder.wrong(rule.at.of("pass"), message, "they are counted from one");
    }
    finder.positive(max_distance.as_slice(), "a distance", &rule.at, "max_distance");
    if rule.production.is_some() != rule.max_half_width.is_some() {
        let message = "a production and its precision go together";
        finder.wrong(&rule.at.whole, message, "give both `production` and `max_half_width`");
    }
    if let Some(production) = &rule.production {
        finder.positive(production, "a production", &rule.at, "production");
    }
    if min_slope.is_some_and(|slope| !(0.0..=1.0).contains(&slope)) {
        finder.wrong(rule.at.of("min_slope"), "a slope that is asked for", "it is from 0 to 1");
    }
}

fn cutoff(finder: &mut Finder<'_>, cutoff: &Cutoff, grades: &[GradeColumn]) {
    if cutoff.parts.is_empty() {
        let help = "add [[estimates.cutoff.parts]] with `grade` and `factor`";
        finder.wrong(&cutoff.at.whole, "a cut-off of nothing", help);
    }
    for part in &cutoff.parts {
        if grades.iter().all(|grade| grade.name != part.grade) {
            let known: Vec<&str> = grades.iter().map(|grade| grade.name.as_str()).collect();
            let message = format!("`{}` is no grade of the estimate", part.grade);
            finder.wrong(part.at.of("grade"), message, format!("it has {}", known.join(", ")));
        }
    }
    if cutoff.parts.len() > 1 && cutoff.name.is_none() {
        let help = "add `name`, such as \"zinc equivalent\"";
        finder.wrong(&cutoff.at.whole, "a sum of grades without a name", help);
    }
    if cutoff.report < 0.0 || cutoff.curve.iter().any(|grade| *grade < 0.0) {
        finder.wrong(&cutoff.at.whole, "a cut-off below nought", "it is nought or more");
    }
}
