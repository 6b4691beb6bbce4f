//! The worked cases of the repository read without a problem, say the same when
//! written and read again, and quote what the documents say.

use std::fs;
use std::path::{Path, PathBuf};

use oreproof_case::{Parsed, read, write};
use sha2::{Digest, Sha256};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder, by its path inside it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).expect("the folder is there") {
            let path = entry.expect("the folder is readable").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it lies below");
            let name = name.to_str().expect("names are plain").replace('\\', "/");
            found.push((name, fs::read(&path).expect("the file is readable")));
        }
    }
    found
}

fn cases() -> Vec<PathBuf> {
    let all = fs::read_dir(root().join("cases")).expect("cases/ is there");
    let all = all.map(|entry| entry.expect("cases/ is readable").path());
    let mut cases: Vec<_> = all.filter(|path| path.join("case.toml").is_file()).collect();
    cases.sort();
    assert!(!cases.is_empty(), "no case in cases/");
    cases
}

#[test]
fn every_case_reads_without_a_problem() {
    for case in cases() {
        let Parsed { problems, .. } = read(&files(&case));
        let told: Vec<_> = problems.iter().map(|p| format!("{}: {p}", p.place())).collect();
        assert!(told.is_empty(), "{}:\n{}", case.display(), told.join("\n"));
    }
}

#[test]
fn every_case_reads_back_as_written() {
    for folder in cases() {
        let files = files(&folder);
        let case = read(&files).case;
        let mut again: Vec<_> =
            files.into_iter().filter(|(name, _)| !name.ends_with(".toml")).collect();
        // Files beside are named from where they were named; all lie beside the one file now.
        for (name, bytes) in again.clone() {
            let flat = name.rsplit('/').next().unwrap().to_owned();
            again.push((flat, bytes));
        }
        again.push(("case.toml".to_owned(), write(&case).into_bytes()));
        let Parsed { case: read_again, problems } = read(&again);
        assert!(problems.is_empty(), "{}: {problems:#?}", folder.display());
        assert!(read_again == case, "{} reads back otherwise", folder.display());
    }
}

/// The documents that a reader may have: beside the repository, by the hash of
/// their bytes.
fn documents() -> Vec<(String, String)> {
    let folder = root().join("../shared/data/seed");
    let entries = fs::read_dir(folder).into_iter().flatten();
    let texts = entries.filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
    texts.map(|text| (hash(&text), text)).collect()
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_quote_stands_in_its_document() {
    let documents = documents();
    if documents.is_empty() {
        eprintln!("skipped for documents that no case holds: ../shared/data/seed is not there");
    }
    for folder in cases() {
        let case = read(&files(&folder)).case;
        for span in case.claims.iter().flat_map(|claim| &claim.spans) {
            let document = case.documents.iter().find(|d| d.id.id == span.document.id).unwrap();
            let held =
                document.text.as_ref().map(|name| fs::read_to_string(folder.join(name)).unwrap());
            let known = documents.iter().find(|(hash, _)| *hash == document.sha256);
            let Some(text) = held.or_else(|| known.map(|(_, text)| text.clone())) else { continue };
            assert_eq!(hash(&text), document.sha256, "{}", document.id);
            assert_eq!(Some(text.chars().count() as u64), document.chars, "{}", document.id);
            let words: String = text
                .chars()
                .skip(span.start as usize)
                .take((span.end - span.start) as usize)
                .collect();
            assert_eq!(hash(&words), span.sha256, "{}: {words:?}", span.at.whole);
        }
    }
}

#[test]
fn every_model_and_every_list_of_terms_can_be_computed() {
    for folder in cases() {
        let case = read(&files(&folder)).case;
        let model = |project: &oreproof_case::model::Project| {
            let input = project.model.as_ref()?.value.as_ref().expect("a model without a problem");
            let ready = oreproof_money::Model::new(input, 0);
            Some(ready.unwrap_or_else(|e| panic!("{}: {}: {e:#?}", folder.display(), project.id)))
        };
        for project in &case.projects {
            model(project);
        }
        for terms in &case.fiscal_terms {
            let project = case.projects.iter().find(|p| p.id == *terms.project.as_str()).unwrap();
            let regime = terms.regime.value.as_ref().expect("terms without a problem");
            let ready = oreproof_shares::Model::with(model(project).unwrap(), regime);
            ready.unwrap_or_else(|e| panic!("{}: {}: {e:#?}", folder.display(), terms.id));
        }
    }
}
