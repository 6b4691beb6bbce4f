//! Runs workers one after another until every input has been tried.

use std::fs;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use miette::{IntoDiagnostic, Result, miette};
use oreproof_intake::{Format, Jail, Limits, jail};

use crate::target::{Kitchen, Target};

/// An input that runs longer than this hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// What became of a target's inputs.
#[derive(Debug, Default)]
pub struct Tally {
    /// Those that gave a text or a reading.
    pub read: u64,
    /// Those that gave a typed error.
    pub refused: u64,
    /// Those that ended badly.
    pub crashes: Vec<Crash>,
}

/// An input that made its reader panic, die or hang.
#[derive(Debug)]
pub struct Crash {
    /// Its number.
    pub number: u64,
    /// What happened.
    pub how: String,
    /// Where the input was saved.
    pub saved: PathBuf,
    /// Whether the process that a document is read in ends it with a typed
    /// error, as it does for the formats whose parsers are foreign.
    pub contained: bool,
}

enum Word {
    Begins(u64),
    Read,
    Refused,
    Panicked(String),
}

/// Runs `runs` inputs of a target in `jobs` workers at a time; crashing inputs
/// are saved under `folder`.
///
/// # Errors
///
/// When a worker cannot be started or an input cannot be saved.
pub fn run(target: Target, seed: u64, runs: u64, jobs: u64, folder: &Path) -> Result<Tally> {
    let share = runs.div_ceil(jobs.max(1));
    let parts: Vec<Range<u64>> = (0..jobs.max(1))
        .map(|job| job * share..runs.min((job + 1) * share))
        .filter(|part| !part.is_empty())
        .collect();
    let tallies = thread::scope(|scope| {
        let running: Vec<_> = parts
            .into_iter()
            .map(|part| scope.spawn(move || all(target, seed, part, folder)))
            .collect();
        running
            .into_iter()
            .map(|job| job.join().map_err(|_| miette!("a driver panicked"))?)
            .collect::<Result<Vec<_>>>()
    })?;
    Ok(tallies.into_iter().fold(Tally::default(), |mut sum, part| {
        sum.read += part.read;
        sum.refused += part.refused;
        sum.crashes.extend(part.crashes);
        sum
    }))
}

/// Starts a new worker behind each input that ended one.
fn all(target: Target, seed: u64, numbers: Range<u64>, folder: &Path) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut next = numbers.start;
    while next < numbers.end {
        let mut child = Command::new(std::env::current_exe().into_diagnostic()?)
            .args(["--worker", "--target", target.name(), "--seed", &seed.to_string()])
            .args(["--from", &next.to_string(), "--runs", &(numbers.end - next).to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .into_diagnostic()?;
        let words = listen(&mut child);
        let (last, ended) = follow(&words, &mut child, &mut tally, |number, how| {
            save(target, seed, number, how, folder)
        })?;
        next = match (last, ended) {
            (_, None) => numbers.end,
            (None, Some(how)) => {
                return Err(miette!("the worker ended before its first input: {how}"));
            }
            (Some(number), Some(how)) => {
                tally.crashes.push(save(target, seed, number, how, folder)?);
                number + 1
            }
        };
    }
    Ok(tally)
}

/// Counts what a worker says until it ends; the last input it began, and how it
/// ended when not well.
fn follow(
    words: &Receiver<Word>,
    child: &mut Child,
    tally: &mut Tally,
    save: impl Fn(u64, String) -> Result<Crash>,
) -> Result<(Option<u64>, Option<String>)> {
    let mut current = None;
    loop {
        match words.recv_timeout(PATIENCE) {
            Ok(Word::Begins(number)) => current = Some(number),
            Ok(Word::Read) => tally.read += 1,
            Ok(Word::Refused) => tally.refused += 1,
            Ok(Word::Panicked(how)) => {
                tally
                    .crashes
                    .push(save(current.unwrap_or_default(), format!("panicked at {how}"))?);
            }
            Err(RecvTimeoutError::Timeout) => {
                let _ = child.kill();
                let _ = child.wait();
                return Ok((current, Some(format!("still ran after {} s", PATIENCE.as_secs()))));
            }
            Err(RecvTimeoutError::Disconnected) => {
                let status = child.wait().into_diagnostic()?;
                return Ok((current, (!status.success()).then(|| format!("died with {status}"))));
            }
        }
    }
}

fn listen(child: &mut Child) -> Receiver<Word> {
    let (tell, told) = mpsc::channel();
    let lines = BufReader::new(child.stdout.take().expect("the pipe was asked for")).lines();
    thread::spawn(move || {
        for line in lines.map_while(std::result::Result::ok) {
            let word = match line.as_bytes() {
                b"+" => Word::Read,
                b"-" => Word::Refused,
                [b'!', ..] => Word::Panicked(line[1..].to_owned()),
                _ => Word::Begins(line.parse().unwrap_or_default()),
            };
            if tell.send(word).is_err() {
                break;
            }
        }
    });
    told
}

/// Saves the input of a crash, and tries it the way a document is really read.
fn save(target: Target, seed: u64, number: u64, how: String, folder: &Path) -> Result<Crash> {
    fs::create_dir_all(folder).into_diagnostic()?;
    let input = Kitchen::new(target).input(seed, number);
    let saved = folder.join(format!("{}-{seed}-{number}", target.name()));
    fs::write(&saved, &input).into_diagnostic()?;
    let format = match target {
        Target::Pdf => Some(Format::Pdf),
        Target::Docx => Some(Format::Docx),
        _ => None,
    };
    // Whatever the answer, there is one.
    let contained = format.is_some_and(|format| {
        let jail = Jail::this_program(Limits::default());
        let _ = jail::run(&input, format, &jail);
        true
    });
    Ok(Crash { number, how, saved, contained })
}
