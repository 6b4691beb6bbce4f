//! A resource as a page: the table first, what was declared beside it, and then everything that
//! it rests on, from the holes to the cut-off.

mod checklist;
mod checks;
mod explored;
mod rock;
mod simulated;
mod support;
mod views;

use oreproof_case::Case;
use oreproof_case::model::{Estimate, Inventory};
use oreproof_ground::blocks::Class;
use oreproof_weigh::estimate::{Beside, Ground};

use crate::chart::Plot;
use crate::number::{Unit, significant};
use crate::page::{Block, Page, Section, Source, Span};
use crate::table::{Cell, Column, Digits, Table};
use crate::{Caption, Chart, ReportError};

/// The page of the estimates of a case.
///
/// # Errors
///
/// When a table does not fit together, which is a mistake of this crate.
pub fn page(
    case: &Case,
    runs: &[(&Estimate, &Ground)],
    beside: &[Beside],
) -> Result<Page, ReportError> {
    let sections = sections(case, runs, beside)?;
    let info = case.case.as_ref();
    let declared = inventories(case, beside).filter_map(|inventory| inventory.source.as_ref());
    let cited = runs.iter().filter_map(|(of, _)| of.source.as_ref()).chain(declared);
    let cited: Vec<&str> = cited.map(|source| source.id.as_str()).collect();
    Ok(Page {
        title: info.map_or_else(|| "An estimate from drill holes".to_owned(), |i| i.title.clone()),
        answer: answer(runs, beside),
        about: vec![
            info.and_then(|info| info.question.clone()).unwrap_or_default(),
            match runs.len() {
                1 => "One estimate from drill holes".to_owned(),
                n => format!("{n} estimates from drill holes"),
            },
        ],
        sections,
        sources: case
            .sources
            .iter()
            .filter(|source| cited.contains(&source.id.id.as_str()))
            .map(|source| Source {
                key: source.id.to_string(),
                title: source.title.clone(),
                about: source.publisher.clone().unwrap_or_default(),
                url: None,
            })
            .collect(),
        data: None,
        foot:
            "A resource is an estimate of rock in the ground, not of what will be mined: what was \
               chosen moves it, and is written out above."
                .to_owned(),
    })
}

/// What was declared beside what the holes give, and a section for each estimate.
///
/// # Errors
///
/// When a table does not fit together, which is a mistake of this crate.
pub fn sections(
    case: &Case,
    runs: &[(&Estimate, &Ground)],
    beside: &[Beside],
) -> Result<Vec<Section>, ReportError> {
    let mut sections = Vec::new();
    if !beside.is_empty() {
        let blocks = declared(case, runs, beside)?;
        sections.push(section("declared", "Declared, and from the holes", blocks));
    }
    for (of, ground) in runs {
        let mut blocks = vec![
            Block::Text(vec![
                Span::Text(basis(of, ground)),
                Span::Text(" ".to_owned()),
                Span::Link("What it was worked out from.".to_owned(), format!("#{}", run(of))),
            ]),
            Block::Table(resource(of, ground)?),
            part(of, "curve", "Grade and tonnage", views::curve(of, ground)),
            part(of, "views", "Plan and section", views::views(of, ground)),
            part(of, "holes", "The holes", checks::holes(of, ground)?),
            part(of, "rock", "The composites", rock::blocks(of, ground)?),
            part(of, "validation", "Does the estimate hold?", checks::validation(of, ground)?),
            part(
                of,
                "choices",
                "What was chosen",
                [vec![origin(of)], checks::choices(of)?].concat(),
            ),
            part(of, "table-1", "JORC Code, Table 1", checklist::blocks(of, ground)?),
        ];
        if let Some(selection) = &ground.selection {
            let inside = support::selection(of, ground, selection)?;
            blocks.insert(3, part(of, "selection", "What selection would take", inside));
        }
        if let Some(simulated) = &ground.simulated {
            let inside = simulated::blocks(of, ground, simulated)?;
            // After the table, the curve and the views.
            let at = if ground.selection.is_some() { 5 } else { 4 };
            blocks.insert(at, part(of, "simulated", "How sure?", inside));
        }
        let blocks = blocks.into_iter().map(|block| led_by(block, &run(of))).collect();
        sections.push(section(&format!("estimate-{}", of.id), &of.title, blocks));
    }
    Ok(sections)
}

fn section(id: &str, title: &str, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), title: title.to_owned(), blocks }
}

/// A section of one estimate.
fn part(of: &Estimate, id: &str, title: &str, blocks: Vec<Block>) -> Block {
    Block::Section(section(&format!("{}-{id}", of.id), title, blocks))
}

/// The place that every number of an estimate leads to.
fn run(of: &Estimate) -> String {
    format!("run-{}", of.id)
}

/// What an estimate was worked out from.
fn origin(of: &Estimate) -> Block {
    let holes = &of.holes;
    let tables = [Some(&holes.collars), Some(&holes.surveys), Some(&holes.assays)];
    let tables = tables.into_iter().chain([holes.domains.as_ref()]).flatten();
    let mut files: Vec<&str> = tables.map(|table| table.file.as_str()).collect();
    files.dedup();
    let mut words = vec![Span::Text(format!(
        "Worked out by station ground from {}, by the choices below, which the case makes in {}:{}.",
        files.join(", "),
        of.at.whole.file,
        of.at.whole.line
    ))];
    words.extend(of.source.iter().map(|source| Span::Cite(source.id.clone())));
    Block::Figure(run(of), format!("Every number of {}", of.title), words)
}

/// A block whose numbers lead to a figure or run where they lead nowhere of their own.
fn led_by(block: Block, figure: &str) -> Block {
    let all = |blocks: Vec<Block>| blocks.into_iter().map(|block| led_by(block, figure)).collect();
    match block {
        Block::Table(table) => Block::Table(table.led_by(figure)),
        Block::Filtered(table, column) => Block::Filtered(table.led_by(figure), column),
        Block::Chart(chart) => Block::Chart(Box::new(chart.led_by(figure))),
        Block::Folded(title, blocks) => Block::Folded(title, all(blocks)),
        Block::Section(section) => {
            Block::Section(Section { blocks: all(section.blocks), ..section })
        }
        Block::Text(_) | Block::List(_) | Block::Aside(..) | Block::Figure(..) => block,
    }
}

/// The statements that estimates are laid beside.
fn inventories<'c>(
    case: &'c Case,
    beside: &'c [Beside],
) -> impl Iterator<Item = &'c Inventory> + Clone {
    let is_meant = |id: &str| beside.iter().any(|row| row.inventory == id);
    case.inventories.iter().filter(move |inventory| is_meant(&inventory.id.id))
}

/// A chart of an estimate, in its frame.
fn chart(of: &Estimate, id: &str, [title, subtitle, note]: [String; 3], plot: &impl Plot) -> Block {
    let caption = Caption {
        id: format!("{}-{id}", of.id),
        alt: format!("{title}. {subtitle}"),
        title,
        subtitle,
        source: of
            .source
            .as_ref()
            .map_or_else(String::new, |source| format!("holes of {}", source.id)),
        note,
    };
    Block::Chart(Box::new(Chart::new(caption, plot)))
}

fn answer(runs: &[(&Estimate, &Ground)], beside: &[Beside]) -> Vec<Span> {
    let Some((first, _)) = runs.first() else { return Vec::new() };
    let mut words = Vec::new();
    for class in [Class::Measured, Class::Indicated, Class::Inferred] {
        let rows = runs.iter().flat_map(|(_, ground)| &ground.table);
        let tonnes: f64 = rows
            .filter(|row| row.class == Some(class) && row.domain.is_none())
            .map(|row| row.amount.tonnes)
            .sum();
        if tonnes > 0.0 {
            words.push(format!("{} Mt {}", significant(tonnes / 1e6, 3), class.word()));
        }
    }
    let found =
        if words.is_empty() { "nothing of a class".to_owned() } else { words.join(" and ") };
    let said = beside.iter().map(|row| {
        format!("{} Mt {}", significant(row.declared_tonnes / 1e6, 3), row.class.word())
    });
    let said: Vec<String> = said.collect();
    let declared = match said.as_slice() {
        [] => String::new(),
        said => format!("; declared were {}", said.join(" and ")),
    };
    vec![
        Span::Text("The holes carry ".to_owned()),
        Span::Number(found, run(first)),
        Span::Text(format!("{declared}.")),
    ]
}

/// What the table stands on, in a sentence.
fn basis(of: &Estimate, ground: &Ground) -> String {
    let composites: usize = ground
        .domains
        .iter()
        .map(|domain| domain.grades.first().map_or(0, |g| g.points.len()))
        .sum();
    let negative = match ground.n_negative {
        0 => String::new(),
        n => format!(" {n} estimates below nought were taken as nought."),
    };
    let cut = ground.cut.map_or_else(String::new, |of| {
        let beside = match of.n_beside {
            0 => String::new(),
            n => format!("; {n} reach beside its surface, and count as below there"),
        };
        format!(" The ground cuts {} blocks and leaves out {}{beside}.", of.n_cut, of.n_above)
    });
    let smoothed = ground.smoothed.map_or_else(String::new, |of| {
        let (low, high) = (of.n_lowered, of.n_raised);
        format!(" Smoothing lowered the class of {low} blocks and raised that of {high}.")
    });
    format!(
        "{} holes, {composites} composites of {} {} and {} blocks, at a cut-off of {} {} {}: {}.{cut}{negative}{smoothed}{}",
        ground.holes.holes.len(),
        of.composites.length,
        of.holes.unit,
        ground.blocks.len(),
        significant(of.cutoff.report, 3),
        unit_of(of),
        cutoff_name(of),
        of.cutoff.because,
        of.note.as_ref().map_or_else(String::new, |note| format!(" {note}"))
    )
}

fn resource(of: &Estimate, ground: &Ground) -> Result<Table, ReportError> {
    let mut columns = vec![
        Column::words("Class"),
        Column::words("Domain"),
        Column::numbers("Ore", Unit::plain("Mt")),
    ];
    for grade in &of.grades {
        columns.push(Column::numbers(&grade.commodity, Unit::plain(grade.unit.word())));
    }
    let title = format!("Resource above {} {} {}", of.cutoff.report, unit_of(of), cutoff_name(of));
    let mut table = Table::new(&title, columns);
    for row in &ground.table {
        let domain = row.domain.map_or("all", |n| ground.blocks.domains[usize::from(n)].as_str());
        let digits = row.class.map_or(Digits::Indicated, digits);
        let mut cells = vec![
            Cell::text(row.class.map_or("all", Class::word)),
            Cell::text(domain),
            Cell::maybe(Some(row.amount.tonnes / 1e6), digits),
        ];
        cells.extend(row.amount.grades.iter().map(|grade| Cell::maybe(*grade, digits)));
        table.push(cells)?;
    }
    Ok(table)
}

fn declared(
    case: &Case,
    runs: &[(&Estimate, &Ground)],
    beside: &[Beside],
) -> Result<Vec<Block>, ReportError> {
    let mut blocks = Vec::new();
    for statement in inventories(case, beside) {
        let inventory = &statement.id.id;
        let stated = format!("declared-{inventory}");
        // Where several estimates are laid beside one statement, the first leads on.
        let laid = |of: &Estimate| of.declared.iter().any(|named| named.id == *inventory);
        let run = runs.iter().find(|(of, _)| laid(of)).map_or(String::new(), |(of, _)| run(of));
        let rows: Vec<&Beside> = beside.iter().filter(|row| row.inventory == *inventory).collect();
        let mut columns = vec![
            Column::words("Class"),
            Column::words("From"),
            Column::numbers("Ore", Unit::plain("Mt")),
        ];
        for grade in &rows[0].grades {
            columns.push(Column::numbers(&grade.commodity, Unit::plain(&grade.unit)));
        }
        let mut table = Table::new(&format!("{inventory}, class by class"), columns);
        for row in rows {
            let mut declared = vec![
                Cell::text(row.class.word()),
                Cell::text("declared"),
                Cell::maybe(Some(row.declared_tonnes / 1e6), Digits::Of(3)).leading(Some(&stated)),
            ];
            let mut found = vec![
                Cell::text(row.class.word()),
                Cell::text("from the holes"),
                Cell::maybe(Some(row.tonnes / 1e6), digits(row.class)),
            ];
            for grade in &row.grades {
                let said = Cell::maybe(grade.declared, Digits::Of(3));
                declared.push(said.leading(Some(&stated)));
                found.push(Cell::maybe(grade.estimated, digits(row.class)));
            }
            table.push(declared)?;
            table.push(found)?;
            let ends: [(&str, simulated::Pick); 2] =
                [("P10 of realisations", |of| of.p10), ("P90 of realisations", |of| of.p90)];
            for (name, pick) in ends.into_iter().filter(|_| row.band.is_some()) {
                let digits = digits(row.class);
                let mut cells = vec![
                    Cell::text(row.class.word()),
                    Cell::text(name),
                    Cell::maybe(row.band.as_ref().map(|of| pick(of) / 1e6), digits),
                ];
                let grades = row.grades.iter();
                cells.extend(grades.map(|of| Cell::maybe(of.band.as_ref().map(pick), digits)));
                table.push(cells)?;
            }
        }
        blocks.push(Block::Table(table.led_by(&run)));
        let at = &statement.at.whole;
        let mut words = vec![Span::Text(format!("Stated in {}:{}.", at.file, at.line))];
        words.extend(statement.source.iter().map(|source| Span::Cite(source.id.clone())));
        blocks.push(Block::Figure(stated, format!("What {inventory} declares"), words));
    }
    let words = "The holes do not know the company's wireframes, its cut-off terms or its rules for \
                 classes; each difference has one of these three behind it, or the estimate itself. \
                 What was chosen here stands at the end of each estimate.";
    blocks.push(Block::Text(vec![Span::Text(words.to_owned())]));
    Ok(blocks)
}

/// How many figures a class may show.
fn digits(class: Class) -> Digits {
    match class {
        Class::Measured => Digits::Measured,
        Class::Indicated => Digits::Indicated,
        Class::Inferred => Digits::Inferred,
    }
}

/// What is cut off at, in words.
fn cutoff_name(of: &Estimate) -> &str {
    let first = of.cutoff.parts.first().map(|part| part.grade.as_str());
    of.cutoff.name.as_deref().or(first).unwrap_or("")
}

/// The unit of what is cut off at: that of its first grade.
fn unit_of(of: &Estimate) -> &'static str {
    let first = of.cutoff.parts.first();
    let grade = first.and_then(|part| of.grades.iter().find(|grade| grade.name == part.grade));
    grade.map_or("", |grade| grade.unit.word())
}
