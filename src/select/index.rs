//! The index of a collection: a card for each document, read in parallel. Of the texts nothing is
//! kept but their measures, so that the memory grows with the number of documents, not with their
//! length.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Card;
use super::card::{FilePlace, Measured};
use super::doubles;
use crate::base::diag::has_errors;
use crate::base::{
    Code, Diagnostic, Digest, Source, SourceId, Sources, Span, Spanned, Warned, limits,
};
use crate::collect::{Format, below_front_matter, decode, format_of, pattern, side_car_of};
use crate::document::DocumentMeta;
use crate::import;
use crate::manifest::BookPlan;
use crate::manifest::query::FieldName;
use crate::persian::calendar::{CivilDate, DateError};
use crate::persian::order::natural_path;
use crate::storage::{ProjectPath, ProjectRoot};

/// The documents of a collection, in the natural order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// A card for each document whose front matter can be read.
    pub cards: Vec<Card>,
}

impl Index {
    /// The card of the document that the manifest calls `path`.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.cards.binary_search_by(|card| natural_path(&card.path, path)).ok()
    }

    /// Warnings about documents with the same text or the same title. Their places are added to
    /// `sources`.
    pub fn doubles(&self, sources: &mut Sources) -> Vec<Diagnostic> {
        doubles::find(self.cards.iter(), sources)
    }
}

/// Reads the index of the collection of `plan`. A document that cannot be read, or whose front
/// matter is broken, is reported and left out; the others are there. The heads of documents with
/// problems are added to `sources`.
///
/// What is reported, at the place in the document: `COL-FILE-…` for the file, `IMP-FRONT-MATTER` for
/// what stands at its top, `COL-DATE` for a date that does not exist, `COL-FIELD-MISSING` for a field
/// that the collection requires.
pub fn read(plan: &BookPlan, root: &ProjectRoot, sources: &mut Sources) -> Warned<Index> {
    let mut problems = Vec::new();
    let files = match list(plan, root, sources, &mut problems) {
        Ok(files) => files,
        Err(faults) => {
            problems.extend(faults);
            return Warned { value: Index::default(), diagnostics: problems };
        }
    };
    let read: Vec<_> =
        files.into_par_iter().map(|file| read_one(file, root, &plan.collection.require)).collect();
    let mut cards = Vec::with_capacity(read.len());
    for Read { card, faults } in read {
        cards.extend(card);
        problems.extend(faults.into_iter().flat_map(|fault| fault.located(sources)));
    }
    Warned { value: Index { cards }, diagnostics: problems }
}

/// A file of the collection.
struct File {
    place: FilePlace,
    side_car: Option<ProjectPath>,
}

/// The documents that the patterns of the collection name, in natural order.
fn list(
    plan: &BookPlan,
    root: &ProjectRoot,
    sources: &Sources,
    problems: &mut Vec<Diagnostic>,
) -> Result<Vec<File>, Vec<Diagnostic>> {
    let folder = ProjectPath::parse(&plan.root.value)
        .map_err(|problem| vec![problem.or_at(plan.root.span)])?;
    let (include, exclude) =
        (patterns(&plan.collection.include), patterns(&plan.collection.exclude));
    let (include, exclude) = match (include, exclude) {
        (Ok(include), Ok(exclude)) => (include, exclude),
        (include, exclude) => {
            return Err([include.err(), exclude.err()].into_iter().flatten().flatten().collect());
        }
    };
    let listed = root.list(&folder).map_err(|problem| vec![problem.or_at(plan.root.span)])?;
    problems.extend(listed.diagnostics.into_iter().map(|problem| problem.or_at(plan.root.span)));
    let manifest = sources.get(plan.manifest).map_or("", |source| source.path.as_str());
    let all: BTreeSet<&ProjectPath> = listed.value.iter().collect();
    let mut files: Vec<File> = Vec::new();
    for file in &listed.value {
        let (Some(format), Some(path)) = (format_of(file), file.below(&folder)) else { continue };
        let named = include.is_empty() || include.iter().any(|glob| glob.is_match(path));
        if named && !exclude.iter().any(|glob| glob.is_match(path)) {
            let side_car = side_car_of(file, format, manifest);
            let side_car = side_car.filter(|side_car| all.contains(side_car));
            let place = FilePlace { file: file.clone(), path: path.to_owned(), format };
            files.push(File { place, side_car });
        }
    }
    files.sort_by(|a, b| natural_path(&a.place.path, &b.place.path));
    Ok(files)
}

fn patterns(written: &[Spanned<String>]) -> Result<Vec<globset::GlobMatcher>, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let compile = |written: &Spanned<String>| {
        pattern(&written.value).map_err(|fault| faults.push(fault.or_at(written.span))).ok()
    };
    let globs: Vec<_> = written.iter().filter_map(compile).collect();
    if faults.is_empty() { Ok(globs) } else { Err(faults) }
}

/// What came of reading one document.
struct Read {
    card: Option<Card>,
    faults: Vec<Fault>,
}

/// What is wrong in one file, with as much of the file as is needed to show it. Its places carry a
/// provisional number of the file.
struct Fault {
    path: String,
    head: String,
    problems: Vec<Diagnostic>,
}

impl Fault {
    fn new(path: &str, head: &str, problems: Vec<Diagnostic>) -> Option<Self> {
        if problems.is_empty() {
            return None;
        }
        Some(Fault { path: path.to_owned(), head: head.to_owned(), problems })
    }

    /// The problems with the number that the file gets in `sources`.
    fn located(self, sources: &mut Sources) -> Vec<Diagnostic> {
        let id = sources.add(Source::new(self.path, self.head));
        let locate = |mut problem: Diagnostic| {
            let mut span = problem.span.unwrap_or_default();
            span.source = id;
            problem.span = Some(span);
            problem.labels.iter_mut().for_each(|label| label.span.source = id);
            problem
        };
        self.problems.into_iter().map(locate).collect()
    }
}

/// The number of a file while it is read; [`Fault::located`] gives the true one.
const PROVISIONAL: SourceId = SourceId(0);

fn read_one(file: File, root: &ProjectRoot, require: &[FieldName]) -> Read {
    let path = file.place.file.as_str().to_owned();
    let whole_file = |problem: Diagnostic| Read {
        card: None,
        faults: Fault::new(&path, "", vec![problem]).into_iter().collect(),
    };
    let (text, mut measured) = match measure(&file.place, root) {
        Ok(read) => read,
        Err(problem) => return whole_file(problem),
    };
    let source = Source::new(path.as_str(), text);
    let shown = import::meta(&source, PROVISIONAL, file.place.format);
    let mut is_sound = !has_errors(&shown.diagnostics);
    let mut problems = shown.diagnostics;
    let mut faults = Vec::new();
    let mut meta = shown.value;
    let mut dated = &source;
    let side_car = match file.side_car.as_ref().map(|path| read_side_car(path, root)).transpose() {
        Ok(side_car) => side_car,
        Err(problem) => return whole_file(problem),
    };
    if let Some((source, told, digest)) = &side_car {
        measured.digest = measured.digest.with(*digest);
        is_sound &= !has_errors(&told.diagnostics);
        if told.value.date.is_some() {
            dated = source;
        }
        meta = import::prefer(&told.value, meta);
        faults.extend(Fault::new(&source.path, &source.text, told.diagnostics.clone()));
    }
    if let Some(problem) = check_date(&meta) {
        if dated.path == source.path {
            problems.push(problem);
        } else {
            faults.extend(Fault::new(&dated.path, &dated.text, vec![problem]));
        }
    }
    let card = Card::new(file.place, &meta, measured);
    if is_sound {
        problems.extend(missing(&card, require));
    }
    faults.extend(Fault::new(&source.path, &source.text, problems));
    Read { card: is_sound.then_some(card), faults }
}

/// The part of a document that says something about it, and the measures of the whole.
fn measure(place: &FilePlace, root: &ProjectRoot) -> Result<(String, Measured), Diagnostic> {
    let bytes = root.read_aside(&place.file, limits::SOURCE_BYTES)?;
    let digest = Digest::of(&bytes);
    let mut text = decode(bytes, place.file.as_str())?;
    let body = match place.format {
        Format::Markdown => below_front_matter(&text).unwrap_or(&text),
        Format::Plain => &text,
    };
    let words = body.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let text_digest = Digest::of(body.trim().as_bytes());
    text.truncate(import::head(&text, place.format));
    text.shrink_to_fit();
    Ok((text, Measured { words, digest, text_digest }))
}

/// The file that speaks for a document, what it says, and its digest.
fn read_side_car(
    path: &ProjectPath,
    root: &ProjectRoot,
) -> Result<(Source, Warned<DocumentMeta>, Digest), Diagnostic> {
    let bytes = root.read_aside(path, limits::MANIFEST_BYTES)?;
    let digest = Digest::of(&bytes);
    let source = Source::new(path.as_str(), decode(bytes, path.as_str())?);
    let meta = import::side_car(&source, PROVISIONAL);
    Ok((source, meta, digest))
}

/// A date that is none.
fn check_date(meta: &DocumentMeta) -> Option<Diagnostic> {
    let written = meta.date.as_ref()?;
    let (message, hint) = match CivilDate::parse(&written.value).err()? {
        DateError::NoSuchDay { explanation } => {
            (format!("there is no day `{}`", written.value), explanation)
        }
        DateError::NotADate => (
            format!("`{}` is not a date", written.value),
            "write a day, a month or a year: `1398-12-11`, «۱۱ اسفند ۱۳۹۸», `2020-03`, `1398`"
                .to_owned(),
        ),
    };
    Some(Diagnostic::new(Code::DocumentDate, message).at(written.span).hint(hint))
}

/// The required fields that are not there. A date that cannot be read has been reported as such.
fn missing(card: &Card, require: &[FieldName]) -> Option<Diagnostic> {
    let names: Vec<&str> = require.iter().filter_map(|field| missing_name(card, *field)).collect();
    if names.is_empty() {
        return None;
    }
    let listed = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", no ");
    let keys = names.iter().map(|name| format!("`{name}: …`")).collect::<Vec<_>>().join(", ");
    let hint = match card.format {
        Format::Markdown => format!("add {keys} to the front matter"),
        Format::Plain => {
            let name = card.file.name();
            let stem = name.strip_suffix(".txt").unwrap_or(name);
            format!("write {keys} into `{stem}.yaml` beside it")
        }
    };
    let message = format!("the document has no {listed}, which the collection requires");
    let place = Span::start_of(PROVISIONAL);
    Some(Diagnostic::new(Code::FieldMissing, message).at(place).hint(hint))
}

/// The name of a field that is not there.
fn missing_name(card: &Card, field: FieldName) -> Option<&'static str> {
    let (name, is_there) = match field {
        FieldName::Title => ("title", !card.title.is_empty()),
        FieldName::Author => ("author", card.authors().next().is_some()),
        FieldName::Translator => ("translator", card.translators().next().is_some()),
        FieldName::Date => ("date", card.written_date.is_some()),
        FieldName::Tags => ("tags", !card.tags.is_empty()),
        FieldName::Lang => ("lang", card.lang.is_some()),
        FieldName::Kind => ("kind", card.kind.is_some()),
        FieldName::Source => ("source", card.url.is_some() || card.publisher.is_some()),
        FieldName::Rights => ("rights", card.rights.is_some()),
        FieldName::Summary => ("summary", card.has_summary),
        FieldName::Id => ("id", card.id.is_some()),
    };
    (!is_there).then_some(name)
}
