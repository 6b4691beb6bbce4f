//! One evaluation of a forty-year, two-metal project under the reported terms with
//! income tax, rent tax and debt: what a simulation repeats.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use oreproof_money::Draw;
use oreproof_shares::Model;

#[path = "../tests/made/mod.rs"]
mod made;

fn evaluate(criterion: &mut Criterion) {
    let model = Model::new(&made::reko_diq(), &made::full_list(), 4).expect("the case is sound");
    let mut ws = model.workspace();
    criterion.bench_function("evaluate", |bench| {
        bench.iter(|| {
            model.evaluate(&mut ws, black_box(&Draw::stated()));
            black_box(model.money().present_value(&ws.free, 0))
        });
    });
}

criterion_group!(benches, evaluate);
criterion_main!(benches);
