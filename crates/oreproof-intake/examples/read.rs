//! Reads what it is given and prints each text with its notes:
//! `read [--quiet] PATH…`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use oreproof_intake::{Jail, Limits, jail, read, sources};

#[expect(clippy::print_stdout, reason = "the report of a tool run by hand")]
fn main() -> ExitCode {
    if let Some(code) = jail::serve_if_child(std::env::args_os()) {
        return code;
    }
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let quiet = paths.first().is_some_and(|path| path.as_os_str() == "--quiet");
    paths.drain(..usize::from(quiet));
    let jail = Jail::this_program(Limits::default());
    for source in sources(&paths).list {
        let begin = Instant::now();
        let (mut n_layers, mut n_bytes) = (0, 0);
        for layer in read(&source, &jail) {
            match layer {
                Ok(layer) => {
                    n_layers += 1;
                    n_bytes += layer.text.len();
                    if !quiet {
                        println!("{}\n{:?}\n{:?}", layer.text, layer.metadata, layer.notes);
                    }
                }
                Err(error) => println!("{source:?}: {error}"),
            }
        }
        println!("{source:?}: {n_layers} texts, {n_bytes} bytes, {:?}", begin.elapsed());
    }
    ExitCode::SUCCESS
}
