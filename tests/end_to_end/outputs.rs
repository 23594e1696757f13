//! The output folder: what may not be written, and that nothing partial ever is.

use super::support::Project;

const BUILD: &[&str] = &["build", "book.yaml"];

fn small() -> Project {
    Project::new().file("a.md", "متن\n").book("  - {file: a.md}")
}

#[test]
fn a_folder_that_cannot_be_made() {
    small()
        .file("dist", "a file")
        .run(BUILD)
        .stderr(
            "
            error[ENV-OUTPUT-UNWRITABLE]: the output folder `dist` cannot be made: a file is in its place
            hint: choose another folder with `--out`
            1 error
            ",
        )
        .status(3);
    small()
        .file("here", "a file")
        .run(&["build", "book.yaml", "--out", "here/dist"])
        .stderr(
            "
            error[ENV-OUTPUT-UNWRITABLE]: the output folder `here/dist` cannot be made: a part of the path is not a folder
            hint: choose another folder with `--out`
            1 error
            ",
        )
        .status(3);
}

#[test]
fn a_locked_folder() {
    let project = small().file("dist/.nashr.lock", "4242\n");
    let lock = std::fs::File::open(project.path("dist/.nashr.lock")).unwrap();
    lock.lock().unwrap();
    project
        .run(BUILD)
        .stderr(
            "
            error[ENV-OUTPUT-LOCKED]: another nashr (process 4242) is writing to `dist`
            hint: wait until it has finished, or choose another folder with `--out`
            1 error
            ",
        )
        .status(3);
}

#[test]
fn a_file_that_nashr_did_not_make() {
    let project = small().file("dist/book.epub", "by hand").folder("dist/book.screen.pdf");
    let before = project.tree();
    let project = project
        .run(BUILD)
        .stderr(
            "
            error[ENV-OUTPUT-IS-INPUT]: `dist/book.epub` is in the way: nashr did not make it, or it was changed since
            hint: move the file away, or build with `--force` to replace it
            error[ENV-OUTPUT-UNWRITABLE]: the output `dist/book.screen.pdf` cannot be written: a folder is in its place
            hint: remove the folder, or choose another one with `--out`
            2 errors
            ",
        )
        .status(3);
    assert_eq!(project.tree(), before);
}

/// YAML can be written as JSON, so a manifest may be called `build.json`, as the record is.
#[test]
fn an_output_that_is_an_input() {
    let json =
        r#"{"schema": 1, "book": {"title": "ک", "lang": "fa"}, "contents": [{"file": "a.md"}]}"#;
    let project = Project::new().file("a.md", "متن").file("build.json", json);
    let before = project.tree();
    let project = project
        .run(&["build", "build.json", "--out", ".", "--force"])
        .stderr(
            "
            error[ENV-OUTPUT-IS-INPUT]: the output `./build.json` would overwrite an input of the book
            hint: choose another folder with `--out`
            1 error
            ",
        )
        .status(3);
    assert_eq!(project.tree(), before);
}

#[test]
fn errors_leave_no_trace() {
    let project = small().file("a.md", "متن[^1]\n");
    let before = project.tree();
    let project = project.run(BUILD).status(1);
    assert_eq!(project.tree(), before);
}
