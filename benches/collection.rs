//! The index of a large collection and a query over it. With two arguments it writes such a
//! collection instead, to be measured from outside: `cargo bench --bench collection -- DIR COUNT`.

use std::path::Path;

use nashr::base::Sources;
use nashr::pipeline;
use nashr::select::query;

#[path = "../tests/support/collection.rs"]
mod collection;

/// Documents of the bench; what takes long grows with their number.
const DOCUMENTS: usize = 2_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [folder, count] = arguments.as_slice()
        && let Ok(count) = count.parse()
    {
        collection::write(Path::new(folder), count, Some(count / 2));
        return;
    }
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn list_and_select(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    collection::write(folder.path(), DOCUMENTS, None);
    let manifest = folder.path().join("book.yaml");
    bencher.bench(|| {
        let (library, _) = pipeline::library(&manifest, &mut Sources::default());
        let library = library.expect("a collection");
        let (name, talks) = library.plan.queries.get("talks").expect("a query");
        query::run(name, talks, &library.plan, &library.index).value.len()
    });
}
