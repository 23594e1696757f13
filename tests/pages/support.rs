//! Books on disk as the layout gets them.

use std::path::{Path, PathBuf};

use nashr::assembly::{Book, assemble};
use nashr::base::{Source, Sources, Span, Spanned};
use nashr::design::Design;
use nashr::font::{FontLibrary, FontPlan};
use nashr::layout::{Paged, paginate};
use nashr::storage::ProjectRoot;
use nashr::text::Typesetter;
use nashr::{collect, design, import, manifest, select};

/// A book that is laid in several designs.
pub struct Case {
    pub name: &'static str,
    book: Book,
    root: ProjectRoot,
}

impl Case {
    /// The sample book of this repository.
    pub fn sample() -> Case {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("books/sample");
        Case::open("sample", &folder)
    }

    /// A book of all documents of a folder that is not part of this repository.
    pub fn shared(folder: &'static str, ending: &str) -> Option<Case> {
        let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
        if !documents.is_dir() {
            eprintln!("SKIPPED: ../shared/{folder} is absent");
            return None;
        }
        let project = scratch(folder);
        for entry in std::fs::read_dir(&documents).expect("a listing") {
            let file = entry.expect("an entry").path();
            if file.extension().is_some_and(|it| it == ending) {
                let name = file.file_name().expect("a file name");
                std::fs::copy(&file, project.join(name)).expect("a copy");
            }
        }
        let yaml = format!(
            "schema: 1\nbook: {{title: آزمون, lang: fa}}\ncontents: [{{glob: \"*.{ending}\"}}]\n"
        );
        std::fs::write(project.join("book.yaml"), yaml).expect("a manifest");
        Some(Case::open(folder, &project))
    }

    fn open(name: &'static str, folder: &Path) -> Case {
        let (root, file) = ProjectRoot::of_manifest(folder).expect("a manifest");
        let mut sources = Sources::default();
        let text = collect::manifest(&root, &file.file).expect("its text");
        let id = sources.add(Source::new(file.file.as_str(), text));
        let defaults = |path: &_| collect::defaults(&root, path);
        let plan = manifest::read(&mut sources, id, &file.stem, &defaults).expect("a plan").value;
        let plan = select::resolve(plan, &root, &mut sources).value;
        let mut collection = collect::collect(&plan, &root, &mut sources).value;
        let files = collection.files.iter();
        let import = |file: &collect::SourceFile| {
            let source = sources.get(file.id).expect("its text");
            import::import(source, file.id, file.format).value
        };
        let documents: Vec<_> = files.map(import).collect();
        collect::sort(&plan, &mut collection, &documents);
        let images = collect::images(&plan, &documents, &root, &sources).value;
        let book = assemble(&plan, &collection, &sources, documents, images).expect("a book").value;
        Case { name, book, root }
    }

    /// The book's pages in the design with this name.
    pub fn paged(&self, name: &str) -> (Paged, Design) {
        let name = Spanned::new(name.to_owned(), Span::default());
        let design = design::load(&name, &self.root, &mut Sources::default()).expect("a design");
        let fonts = FontLibrary::new(Vec::new()).value;
        let plan = FontPlan::resolve(&design, &fonts, self.book.lang()).expect("its fonts");
        let typesetter = Typesetter::new(&fonts, &plan);
        (paginate(&self.book, &design, &typesetter).value, design)
    }
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    folder
}
