//! Reads one PDF or DOCX within limits, for a program which cannot run itself
//! again to do so: see `oreproof_intake::jail`.

use std::process::ExitCode;

fn main() -> ExitCode {
    oreproof_intake::jail::serve_if_child(std::env::args_os()).unwrap_or(ExitCode::from(2))
}
