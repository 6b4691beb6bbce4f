//! Cases that ship with the project, read whole.

use std::fs;
use std::path::{Path, PathBuf};

use oreproof_case::Case;

/// The case of a folder under `cases/`, with its `case.toml` edited; it has no problem.
pub fn case(name: &str, edit: &dyn Fn(String) -> String) -> Case {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let (mut files, mut open) = (Vec::new(), vec![root.clone()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("the case is there") {
            let path: PathBuf = entry.expect("a folder lists").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(&root)
                    .expect("it lies in the case")
                    .to_string_lossy()
                    .replace('\\', "/");
                let bytes = fs::read(&path).expect("a file reads");
                let bytes = match &*name {
                    "case.toml" => edit(String::from_utf8(bytes).expect("it is text")).into_bytes(),
                    _ => bytes,
                };
                files.push((name, bytes));
            }
        }
    }
    let parsed = oreproof_case::read(&files);
    assert!(parsed.problems.is_empty(), "{:#?}", parsed.problems);
    parsed.case
}
