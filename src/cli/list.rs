//! `nashr list`: the books of a catalogue, for people, for programs and for jobs; of a single book
//! its documents.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{ListFormat, ListOptions};
use super::book;
use super::documents;
use super::report::Report;
use super::report::visible;
use super::status::Status;
use super::table::{Column, table};
use super::terminal::Terminal;
use crate::base::diag::has_errors;
use crate::base::{Diagnostic, Sources};
use crate::pipeline::Shard;
use crate::pipeline::catalogue::{Book, Catalogue};

/// Most jobs that GitHub makes of one matrix.
const JOBS: usize = 256;

/// Lists the books below a folder.
pub(super) fn list(options: &ListOptions, terminal: Terminal) -> Status {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let found = Catalogue::find(&options.folder).map_err(|problem| problems.push(problem));
    let catalogue = match found.ok() {
        Some(Some(found)) => Some(found.unpack(&mut problems)),
        Some(None) if is_book(&options.folder) => return book_alone(options, terminal),
        Some(None) => {
            let folder = visible::message(&options.folder.display().to_string());
            terminal.messages(&format!("error: there are no books below `{folder}`\n{ONE_BOOK}"));
            return Status::Usage;
        }
        None => None,
    };
    if options.filters.is_any() {
        terminal.messages(
            "error: documents are filtered, and these are books\nhint: name one manifest\n",
        );
        return Status::Usage;
    }
    let books = catalogue.map(|catalogue| catalogue.books).unwrap_or_default();
    problems.extend(books.iter().filter_map(|book| book.refusal(&mut sources)));
    report(&sources, &problems, options, terminal);
    if has_errors(&problems) {
        return Status::of(&problems);
    }
    match rendered(&books, options) {
        Ok(list) => terminal.data(&list),
        Err(message) => {
            terminal.messages(&message);
            return Status::Usage;
        }
    }
    Status::Success
}

/// What else the user may have meant.
const ONE_BOOK: &str = "hint: name a manifest, the folder of a `book.yaml`, or a folder above several \
of these\n";

/// Whether the argument is a manifest or the folder of one; also what is not there at all, which is
/// reported as a manifest that is missing.
fn is_book(argument: &Path) -> bool {
    !argument.is_dir() || argument.join("book.yaml").is_file()
}

/// Lists the documents of a single book.
fn book_alone(options: &ListOptions, terminal: Terminal) -> Status {
    if options.format == ListFormat::GithubMatrix || options.shards.is_some() {
        terminal.messages(
            "error: a matrix is made of several books, and this is one\n\
             hint: name the folder above the folders with a `book.yaml`\n",
        );
        return Status::Usage;
    }
    documents::list(options, terminal)
}

fn report(sources: &Sources, problems: &[Diagnostic], options: &ListOptions, terminal: Terminal) {
    let folder = book::project_folder(&options.folder);
    let report = Report::new(sources, &folder, book::form(&options.report, terminal));
    terminal.messages(&report.render(problems));
}

/// The list in the form that is asked for, or why there is none.
fn rendered(books: &[Book], options: &ListOptions) -> Result<String, String> {
    match (options.format, options.shards) {
        (ListFormat::GithubMatrix, Some(shards)) => Ok(matrix(&of_shards(books, shards))),
        (ListFormat::GithubMatrix, None) if books.len() > JOBS => Err(format!(
            "error: GitHub makes at most {JOBS} jobs of a matrix, and these are {} books\n\
             hint: add `--shards N` for a matrix of N shares\n",
            books.len()
        )),
        (ListFormat::GithubMatrix, None) => Ok(matrix(&objects(books))),
        (_, Some(_)) => Err("error: `--shards` makes a matrix of jobs\n\
             hint: add `--format github-matrix`, or leave `--shards` out\n"
            .to_owned()),
        (ListFormat::Json, None) => Ok(format!("{:#}\n", Value::from(objects(books)))),
        (ListFormat::Table, None) => Ok(lines(books)),
    }
}

/// Name, what `nashr build` takes, and the manifest of each book.
fn objects(books: &[Book]) -> Vec<Value> {
    let object = |book: &Book| {
        json!({
            "name": book.name,
            "path": book.argument.to_string_lossy(),
            "manifest": book.manifest.as_str(),
        })
    };
    books.iter().map(object).collect()
}

/// What `--shard` takes and the number of books, for every share that has any: a job without books
/// would only cost time.
fn of_shards(books: &[Book], count: u64) -> Vec<Value> {
    let size = |shard: Shard| books.iter().filter(|book| shard.has(book.manifest.as_str())).count();
    let sizes = Shard::all(count).map(|shard| (shard, size(shard)));
    let sizes = sizes.filter(|(_, books)| *books > 0);
    sizes.map(|(shard, books)| json!({"shard": shard.to_string(), "books": books})).collect()
}

fn matrix(jobs: &[Value]) -> String {
    format!("{}\n", json!({"include": jobs}))
}

fn lines(books: &[Book]) -> String {
    let row =
        |book: &Book| [book.name.as_str(), book.manifest.as_str()].map(visible::copied).to_vec();
    table(&[Column::text("book"), Column::text("manifest")], books.iter().map(row))
}
