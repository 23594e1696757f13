use std::collections::BTreeMap;

use super::*;
use crate::storage::ProjectPath;

fn output(folder: &Path) -> OutputFolder {
    OutputFolder::open(folder).unwrap().value
}

fn stage(out: &mut OutputFolder, name: &str, text: &str) {
    out.stage(name, |file| file.write_all(text.as_bytes()).map_err(|_| Vec::new())).unwrap();
}

fn build(folder: &Path, files: &[(&str, &str)]) {
    let mut out = output(folder);
    for (name, text) in files {
        stage(&mut out, name, text);
    }
    out.commit("book", BuildRecord::default()).unwrap();
}

/// Name and text of everything in `folder`, hidden files too.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let dir = Dir::open_ambient_dir(folder, ambient_authority()).unwrap();
    let names = dir.entries().unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    names.map(|name| (name.clone(), dir.read_to_string(&name).unwrap_or_default())).collect()
}

fn names(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().collect()
}

fn claim(folder: &Path, name: &str, force: bool) -> Option<(Code, String)> {
    let empty = tempfile::tempdir().unwrap();
    let root = ProjectRoot::open(empty.path()).unwrap();
    let problems = output(folder).claim(&[name.to_owned()], &root, force).err()?;
    assert_eq!(problems.len(), 1);
    Some((problems[0].code, problems[0].message.clone()))
}

#[test]
fn outputs_come_into_place_with_their_record() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("new/dist");
    build(&folder, &[("book.epub", "epub"), ("book.screen.pdf", "pdf")]);
    assert_eq!(names(&folder), ["book.epub", "book.screen.pdf", "build.json"]);
    let record = tree(&folder).remove("build.json").unwrap();
    let again = temp.path().join("again");
    build(&again, &[("book.epub", "epub"), ("book.screen.pdf", "pdf")]);
    assert_eq!(tree(&again)["build.json"], record);
    assert!(record.contains(&Digest::of(b"epub").to_string()), "{record}");
}

#[test]
fn nothing_remains_of_a_build_that_fails() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("dist");
    build(&folder, &[("book.epub", "old")]);
    let before = tree(&folder);
    let mut out = output(&folder);
    stage(&mut out, "book.epub", "new");
    let problem = Diagnostic::new(Code::PdfRefused, "no");
    let failed = out.stage("book.screen.pdf", |file| {
        file.write_all(b"half").unwrap();
        Err(vec![problem.clone()])
    });
    assert_eq!(failed, Err(vec![problem]));
    drop(out);
    assert_eq!(tree(&folder), before);
}

#[test]
fn a_folder_made_for_nothing_is_removed() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("dist");
    let mut out = output(&folder);
    stage(&mut out, "book.epub", "new");
    drop(out);
    assert!(!folder.exists());
}

#[test]
fn files_made_by_hand_are_not_replaced() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path();
    build(folder, &[("book.epub", "ours")]);
    assert_eq!(claim(folder, "book.epub", false), None);
    let dir = Dir::open_ambient_dir(folder, ambient_authority()).unwrap();
    dir.write("book.epub", "edited").unwrap();
    assert_eq!(claim(folder, "book.epub", false).unwrap().0, Code::OutputIsInput);
    assert_eq!(claim(folder, "book.epub", true), None);
    dir.create_dir("book.screen.pdf").unwrap();
    let (code, message) = claim(folder, "book.screen.pdf", true).unwrap();
    assert_eq!(code, Code::OutputUnwritable);
    assert!(message.ends_with("a folder is in its place"), "{message}");
}

#[test]
fn an_input_is_never_overwritten() {
    let temp = tempfile::tempdir().unwrap();
    let dir = Dir::open_ambient_dir(temp.path(), ambient_authority()).unwrap();
    dir.write("build.json", "schema: 1").unwrap();
    let root = ProjectRoot::open(temp.path()).unwrap();
    root.read(&ProjectPath::parse("build.json").unwrap(), 99).unwrap();
    let out = output(&temp.path().join("."));
    let problems = out.claim(&[], &root, true).unwrap_err();
    assert_eq!(problems[0].code, Code::OutputIsInput);
    drop(out);
    assert_eq!(names(temp.path()), ["build.json"]);
}

#[test]
fn an_interrupted_build_is_recognised() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path();
    build(folder, &[("book.epub", "old"), ("book.screen.pdf", "old")]);
    // As killed after the first of two renames: one output new, the record not yet in place.
    let elsewhere = tempfile::tempdir().unwrap();
    build(elsewhere.path(), &[("book.epub", "new"), ("book.screen.pdf", "new")]);
    let dir = Dir::open_ambient_dir(folder, ambient_authority()).unwrap();
    dir.write("book.epub", "new").unwrap();
    dir.write(".book.screen.pdf.nashr-tmp", "new").unwrap();
    dir.write(".build.json.nashr-tmp", &tree(elsewhere.path())["build.json"]).unwrap();

    let opened = OutputFolder::open(folder).unwrap();
    let codes: Vec<Code> = opened.diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::OutputInterrupted]);
    let root = ProjectRoot::open(elsewhere.path()).unwrap();
    let outputs = ["book.epub".to_owned(), "book.screen.pdf".to_owned()];
    assert_eq!(opened.value.claim(&outputs, &root, false), Ok(()));
    drop(opened);
    assert_eq!(names(folder), ["book.epub", "book.screen.pdf", "build.json"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_whatever_the_writer_says() {
    let file = Dir::open_ambient_dir("/dev", ambient_authority()).unwrap();
    let file = file.open_with("full", OpenOptions::new().write(true)).unwrap();
    let mut file = StagedFile { file: BufWriter::with_capacity(1, file), fault: None };
    assert!(file.write_all(b"more than one byte").is_err());
    let fault = file.fault.unwrap();
    assert_eq!(while_writing(Path::new("a"), &fault).code, Code::Io);
    assert_eq!(fault.kind(), ErrorKind::StorageFull);
}

#[test]
fn a_file_in_place_of_the_folder_is_reported() {
    let temp = tempfile::NamedTempFile::new().unwrap();
    let problem = OutputFolder::open(temp.path()).unwrap_err();
    assert_eq!(problem.code, Code::OutputUnwritable);
    assert!(problem.message.ends_with("a file is in its place"), "{}", problem.message);
}

/// Books of one run commit at the same time, and no record of one is lost to another.
#[test]
fn many_books_share_a_folder() {
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("dist");
    let first = output(&folder);
    std::thread::scope(|scope| {
        for number in 0..20 {
            let mut out = first.share();
            scope.spawn(move || {
                let name = format!("{number}.epub");
                stage(&mut out, &name, "epub");
                if number % 5 != 0 {
                    out.commit(&number.to_string(), BuildRecord::default()).unwrap();
                }
            });
        }
    });
    assert_eq!(OutputFolder::open(&folder).unwrap_err().code, Code::OutputLocked);
    drop(first);
    let files = names(&folder);
    assert_eq!(files.len(), 16 + 1, "{files:?}");
    let ledger = Ledger::read(tree(&folder)["build.json"].as_bytes());
    assert_eq!(ledger.books.len(), 16);
    assert!(
        ledger.books.iter().all(|(name, book)| book.outputs.contains_key(&format!("{name}.epub")))
    );
}
