//! One million draws of Reko Diq: two metals, gates, disruption and the whole list of takes.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use oreproof_case::Case;
use oreproof_case::model::Sampling;
use oreproof_reference::Tables;
use oreproof_weigh::Desk;
use oreproof_weigh::odds::drawn;

const N: u64 = 1_000_000;

/// The case of the article, with only what was known on its day.
fn case() -> Case {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/pakistan-2025");
    let (mut files, mut open) = (Vec::new(), vec![root.clone()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("the case is there") {
            let path: PathBuf = entry.expect("a folder lists").path();
            match path.is_dir() {
                true => open.push(path),
                false => {
                    let name = path.strip_prefix(&root).expect("it lies in the case");
                    let name = name.to_string_lossy().replace('\\', "/");
                    files.push((name, fs::read(&path).expect("a file reads")));
                }
            }
        }
    }
    let case = oreproof_case::read(&files).case;
    let day = case.choices.as_ref().and_then(|choices| choices.as_of).expect("it has a day");
    case.known_on(day).0
}

fn million(criterion: &mut Criterion) {
    let mut case = case();
    let draws = case.draws.as_mut().expect("the case draws");
    (draws.n, draws.sampling) = (N, Sampling::Plain);
    let day = case.choices.as_ref().and_then(|choices| choices.as_of).expect("it has a day");
    let desk = Desk::new(&case, Tables::built_in(), day);
    let mut group = criterion.benchmark_group("odds");
    group.sample_size(10).throughput(Throughput::Elements(N));
    group.bench_function("reko diq", |b| b.iter(|| black_box(drawn(&desk))));
    group.finish();
}

criterion_group!(benches, million);
criterion_main!(benches);
