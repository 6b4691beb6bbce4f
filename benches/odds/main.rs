//! What the draws of a case are timed on: Reko Diq, its prices, its way, its stops and its takes.
//!
//! `cargo bench -p oreproof-weigh --bench odds -- TASK FOLDER`: `draw` draws a million times and
//! prints wall and processor time; `export` writes the model and 20,000 of its draws for a peer.
//! `cargo xtask bench odds` runs them beside numpy.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark reads clocks and files"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use oreproof_case::Case;
use oreproof_case::model::Sampling;
use oreproof_money::Draw;
use oreproof_reference::Tables;
use oreproof_risk::sample::Plan;
use oreproof_shares::Model;
use oreproof_weigh::Desk;
use oreproof_weigh::odds::{drawn, spelled};
use serde_json::json;

/// Draws that are timed.
const TIMED: u64 = 1_000_000;

/// Draws that a peer repeats with the same numbers.
const REPEATED: u64 = 20_000;

type Answer<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    // Cargo adds a flag of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [task, folder] = &args[..] else {
        eprintln!("usage: odds draw|export FOLDER");
        return ExitCode::from(2);
    };
    let done = match task.as_str() {
        "draw" => draw(),
        "export" => export(Path::new(folder)),
        task => Err(format!("{task}: a task is draw or export").into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{task}: {error}");
            ExitCode::from(2)
        }
    }
}

/// Draws as often as `TIMED` says and prints wall and processor time in seconds.
fn draw() -> Answer<()> {
    let case = case(TIMED)?;
    let desk = desk(&case)?;
    let (wall, processor) = (Instant::now(), processor_s());
    let drawn = drawn(&desk).map_err(|need| need.0)?;
    let (wall_s, processor_s) = (wall.elapsed().as_secs_f64(), processor_s() - processor);
    let sum: f64 = drawn.iter().flat_map(|(_, column)| column).sum();
    println!("draw {wall_s:.4} {processor_s:.4} {sum:e}");
    Ok(())
}

/// Writes the model, and for some of its draws the numbers that they take and what they come to.
fn export(folder: &Path) -> Answer<()> {
    let case = case(REPEATED)?;
    let desk = desk(&case)?;
    let choices = case.choices.as_ref().ok_or("choices")?;
    let id = |chosen: Option<&str>| chosen.map(str::to_owned).unwrap_or_default();
    let wanted = id(choices.project.as_ref().map(|project| project.id.as_str()));
    let project = case.projects.iter().find(|project| project.id.id == wanted);
    let project = project.and_then(|project| project.model.as_ref()?.value.as_ref());
    let project = project.ok_or("the figures of the project")?;
    let wanted = id(choices.fiscal_terms.as_ref().map(|terms| terms.id.as_str()));
    let regime = case.fiscal_terms.iter().find(|terms| terms.id.id == wanted);
    let regime = regime.and_then(|terms| terms.regime.value.as_ref()).ok_or("its terms")?;
    let (names, road) = spelled(&desk).map_err(|need| need.0)?;
    let road = serde_json::to_value(road)?;
    // The stated rows, laid out over the same periods as the draws'.
    let n_periods = road["ends"].as_array().map_or(0, Vec::len);
    let spare = n_periods - project.timeline.len();
    let model = Model::new(project, regime, spare).map_err(|problems| problems[0].to_string())?;
    let mut ws = model.workspace();
    model.evaluate(&mut ws, &Draw::stated());
    let rows = |all: &[f64]| all.chunks(n_periods).map(<[f64]>::to_vec).collect::<Vec<_>>();
    let money = model.money();
    let described = json!({
        "names": names,
        "road": road,
        "project": project,
        "regime": regime,
        "state": choices.state.iter().map(|party| &party.id).collect::<Vec<_>>(),
        "beneficiary": choices.beneficiary.as_ref().map(|party| &party.id),
        "spare": money.spare(),
        "months": money.months(),
        "slots": money.selling().slots().iter().map(|slot| &slot.metal).collect::<Vec<_>>(),
        "priced": money.priced(),
        "feed": ws.money.feed,
        "recovered": rows(&ws.money.recovered),
        "prices": rows(&ws.money.prices),
        "costs": rows(&ws.money.costs),
        "charges": rows(&ws.money.charges),
        "mass": rows(&ws.money.mass),
        "capital": rows(&ws.money.capital),
    });
    fs::write(folder.join("model.json"), serde_json::to_vec(&described)?)?;
    let draws = case.draws.as_ref().ok_or("draws")?;
    let plan = Plan::new(oreproof_weigh::odds::Sampling::Plain, draws.seed, REPEATED, &names)?;
    let mut numbers = vec![0.0; names.len() * REPEATED as usize];
    for (draw, point) in (0..).zip(numbers.chunks_exact_mut(names.len())) {
        plan.point(draw, point);
    }
    save(&folder.join("numbers.f64"), &numbers)?;
    let drawn = drawn(&desk).map_err(|need| need.0)?;
    let outcomes: Vec<f64> = drawn.iter().flat_map(|(_, column)| column.clone()).collect();
    save(&folder.join("outcomes.f64"), &outcomes)?;
    let measures: Vec<&str> = drawn.iter().map(|(measure, _)| measure.word()).collect();
    Ok(fs::write(folder.join("measures.txt"), measures.join(" "))?)
}

fn save(path: &Path, numbers: &[f64]) -> Answer<()> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|value| value.to_le_bytes()).collect();
    Ok(fs::write(path, bytes)?)
}

fn desk(case: &Case) -> Answer<Desk<'_>> {
    let day = case.choices.as_ref().and_then(|choices| choices.as_of).ok_or("a day")?;
    Ok(Desk::new(case, Tables::built_in(), day))
}

/// The case of the article with only what was known on its day, and so many plain draws.
fn case(n: u64) -> Answer<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/pakistan-2025");
    let (mut files, mut open) = (Vec::new(), vec![root.clone()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at)? {
            let path: PathBuf = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read(&path)?));
            }
        }
    }
    let case = oreproof_case::read(&files).case;
    let day = case.choices.as_ref().and_then(|choices| choices.as_of).ok_or("a day")?;
    let mut case = case.known_on(day).0;
    let draws = case.draws.as_mut().ok_or("draws")?;
    (draws.n, draws.sampling) = (n, Sampling::Plain);
    Ok(case)
}

/// Processor time of all threads so far, from /proc; nought where there is none.
fn processor_s() -> f64 {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return 0.0 };
    let of_thread = |thread: fs::DirEntry| -> Option<f64> {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse().ok()
    };
    threads.flatten().filter_map(of_thread).sum::<f64>() / 1e9
}
