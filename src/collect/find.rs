//! Which files the contents name, and in which order.

use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobMatcher};

use super::{CollectedDocument, CollectedEntry, CollectedPiece, Format};
use crate::base::{Code, Diagnostic, Span, Spanned, limits};
use crate::manifest::BookPlan;
use crate::manifest::plan::{Entry, FileEntry, Piece};
use crate::manifest::query::Kind;
use crate::persian::order::natural_path;
use crate::storage::{ProjectPath, ProjectRoot};

/// The files of the contents, not yet read.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Each file once, in the order of the contents.
    pub(super) files: Vec<FoundFile>,
    /// The contents, with indices into `files`.
    pub(super) contents: Vec<CollectedEntry>,
    /// What could not be found, or not be used.
    pub(super) problems: Vec<Diagnostic>,
}

/// A file to be read.
#[derive(Clone, Debug)]
pub(super) struct FoundFile {
    pub(super) path: ProjectPath,
    pub(super) format: Format,
    /// The place in the manifest that names it.
    pub(super) span: Span,
    /// What sort of text the manifest says it is.
    pub(super) kind: Option<Kind>,
    /// The file beside it that speaks for it, if it is there.
    pub(super) side_car: Option<ProjectPath>,
}

/// Finds all documents of `plan`.
pub(super) fn find(plan: &BookPlan, root: &ProjectRoot, manifest: &str) -> Found {
    let mut finder = Finder::at(root, manifest);
    match finder.open_folder(&plan.root) {
        Ok(()) => finder.entries(&plan.contents),
        Err(problem) => finder.found.problems.push(problem),
    }
    finder.check_count(plan);
    finder.found
}

struct Finder<'a> {
    root: &'a ProjectRoot,
    /// Path of the manifest, which speaks for no document.
    manifest: String,
    /// The collection's folder.
    folder: ProjectPath,
    /// Every file below it in natural order; listed when the first glob asks.
    listing: Option<Vec<ProjectPath>>,
    /// Where each file was named first.
    named: BTreeMap<ProjectPath, Span>,
    found: Found,
}

impl<'a> Finder<'a> {
    fn at(root: &'a ProjectRoot, manifest: &str) -> Self {
        Finder {
            root,
            manifest: manifest.to_owned(),
            folder: ProjectPath::default(),
            listing: None,
            named: BTreeMap::new(),
            found: Found::default(),
        }
    }

    fn open_folder(&mut self, written: &Spanned<String>) -> Result<(), Diagnostic> {
        self.folder = ProjectPath::parse(&written.value).map_err(|p| p.or_at(written.span))?;
        if self.root.has_folder(&self.folder) {
            return Ok(());
        }
        let message = format!("there is no folder `{}`", self.folder);
        Err(Diagnostic::new(Code::FileMissing, message)
            .at(written.span)
            .hint("`collection.root` is relative to the manifest's folder"))
    }

    fn entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            let collected = match entry {
                Entry::Front(pieces) => CollectedEntry::Front(self.pieces(pieces)),
                Entry::Back(pieces) => CollectedEntry::Back(self.pieces(pieces)),
                Entry::Part { title, entries, span } => CollectedEntry::Part {
                    title: title.clone(),
                    documents: entries.iter().flat_map(|entry| self.documents(entry)).collect(),
                    span: *span,
                },
                // Queries have become files and parts by now.
                Entry::From { .. } => continue,
                Entry::File(_) | Entry::Glob { .. } => {
                    let documents = self.documents(entry);
                    self.found.contents.extend(documents.into_iter().map(CollectedEntry::Document));
                    continue;
                }
            };
            self.found.contents.push(collected);
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) -> Vec<CollectedPiece> {
        let collect = |piece: &Piece| match piece {
            Piece::NameOfGod(words) => Some(CollectedPiece::NameOfGod(words.clone())),
            Piece::Blank => Some(CollectedPiece::Blank),
            Piece::Frontispiece(picture) => Some(CollectedPiece::Frontispiece(picture.clone())),
            Piece::Written(piece) => Some(CollectedPiece::Written(piece.clone())),
            Piece::Figures(span) => Some(CollectedPiece::Figures(*span)),
            Piece::Tables(span) => Some(CollectedPiece::Tables(*span)),
            Piece::HalfTitle => Some(CollectedPiece::HalfTitle),
            Piece::Title => Some(CollectedPiece::Title),
            Piece::Colophon => Some(CollectedPiece::Colophon),
            Piece::Toc => Some(CollectedPiece::Toc),
            Piece::Sources(span) => Some(CollectedPiece::Sources(*span)),
            Piece::Notes(span) => Some(CollectedPiece::Notes(*span)),
            Piece::Index(index) => Some(CollectedPiece::Index(index.clone())),
            Piece::Document(entry) => self.file(entry).map(CollectedPiece::Document),
        };
        pieces.iter().filter_map(collect).collect()
    }

    /// The documents of a file or glob entry. Parts hold no parts: the manifest has refused them.
    fn documents(&mut self, entry: &Entry) -> Vec<CollectedDocument> {
        match entry {
            Entry::File(entry) => self.file(entry).into_iter().collect(),
            Entry::Glob { pattern, numbered, .. } => self.glob(pattern, *numbered),
            Entry::Front(_) | Entry::Back(_) | Entry::Part { .. } | Entry::From { .. } => {
                Vec::new()
            }
        }
    }

    fn file(&mut self, entry: &FileEntry) -> Option<CollectedDocument> {
        let span = entry.path.span;
        let file = match ProjectPath::parse(&entry.path.value) {
            Ok(path) => self.add(self.folder.join(&path), span, entry.kind)?,
            Err(problem) => {
                self.found.problems.push(problem.or_at(span));
                return None;
            }
        };
        let FileEntry { title, numbered, role, .. } = entry.clone();
        Some(CollectedDocument { file, title, numbered, role, span })
    }

    fn glob(
        &mut self,
        pattern: &Spanned<String>,
        numbered: Option<bool>,
    ) -> Vec<CollectedDocument> {
        let span = pattern.span;
        let matches = match self.matches(pattern) {
            Ok(matches) => matches,
            Err(problem) => {
                self.found.problems.push(problem.or_at(span));
                return Vec::new();
            }
        };
        let files = matches.into_iter().filter_map(|path| self.add(path, span, None));
        let named = |file| CollectedDocument { file, title: None, numbered, role: None, span };
        files.map(named).collect()
    }

    /// The files that match `pattern`, in natural order; at least one.
    fn matches(&mut self, pattern: &Spanned<String>) -> Result<Vec<ProjectPath>, Diagnostic> {
        let glob = compile(&pattern.value)?;
        let folder = self.folder.clone();
        let is_match =
            |path: &&ProjectPath| path.below(&folder).is_some_and(|below| glob.is_match(below));
        let matches: Vec<_> =
            self.listing(pattern.span)?.iter().filter(is_match).cloned().collect();
        if matches.is_empty() {
            let message = format!("no file matches `{}`", pattern.value);
            let root = if self.folder.is_root() {
                "the manifest's folder".to_owned()
            } else {
                format!("`{}`", self.folder)
            };
            return Err(Diagnostic::new(Code::GlobEmpty, message).hint(format!(
                "the pattern is relative to {root}; `*` stays in one folder, `**/*.md` goes into all"
            )));
        }
        Ok(matches)
    }

    fn listing(&mut self, span: Span) -> Result<&[ProjectPath], Diagnostic> {
        if self.listing.is_none() {
            let listed = self.root.list(&self.folder)?;
            self.found.problems.extend(listed.diagnostics.into_iter().map(|p| p.or_at(span)));
            let mut files = listed.value;
            files.sort_by(|a, b| natural_path(a.as_str(), b.as_str()));
            self.listing = Some(files);
        }
        Ok(self.listing.as_deref().unwrap_or_default())
    }

    /// Enters a file; its index, unless it cannot be used.
    fn add(&mut self, path: ProjectPath, span: Span, kind: Option<Kind>) -> Option<usize> {
        if let Some(first) = self.named.get(&path) {
            let problem = named_twice(&path, span, *first);
            self.found.problems.push(problem);
            return None;
        }
        self.named.insert(path.clone(), span);
        let Some(format) = format_of(&path) else {
            self.found.problems.push(unknown_format(&path).at(span));
            return None;
        };
        let side_car = side_car_of(&path, format, &self.manifest);
        let side_car = side_car.filter(|side_car| self.root.has_file(side_car));
        self.found.files.push(FoundFile { path, format, span, kind, side_car });
        Some(self.found.files.len() - 1)
    }

    fn check_count(&mut self, plan: &BookPlan) {
        let count = self.found.files.len();
        let problem = if count > limits::DOCUMENTS {
            format!("the book has {count} documents, more than {}", limits::DOCUMENTS)
        } else if count == 0 && self.found.problems.is_empty() {
            "the book has no document".to_owned()
        } else {
            return;
        };
        self.found.problems.push(
            Diagnostic::new(Code::BookEmpty, problem)
                .at(Span::start_of(plan.manifest))
                .hint("name the documents below `contents:`, for example `- {glob: \"*.md\"}`"),
        );
    }
}

/// A pattern whose `*` and `?` stay within one folder.
///
/// # Errors
///
/// `MAN-VALUE` for a malformed pattern, `COL-PATH-ESCAPE` for one that leaves the project; not yet
/// located.
pub fn compile(pattern: &str) -> Result<GlobMatcher, Diagnostic> {
    // A pattern obeys the rules of a path: below the root, no backslash, nothing invisible.
    let pattern = ProjectPath::parse(pattern)?;
    GlobBuilder::new(pattern.as_str())
        .literal_separator(true)
        .backslash_escape(false)
        .build()
        .map(|glob| glob.compile_matcher())
        .map_err(|error| {
            Diagnostic::new(
                Code::ManifestValue,
                format!("the pattern `{pattern}` is not valid: {}", error.kind()),
            )
            .hint("`*` stands for any name, `**/` for any folders, `{a,b}` for one of several")
        })
}

/// The format that the ending of `path` names; `None` for one that is not imported.
pub fn format_of(path: &ProjectPath) -> Option<Format> {
    match path.extension().as_str() {
        "md" | "markdown" => Some(Format::Markdown),
        "txt" => Some(Format::Plain),
        _ => None,
    }
}

/// The file that speaks for the document at `path`: `NAME.yaml` for the plain text `NAME.txt`, unless
/// that is the manifest itself. Markdown speaks for itself.
pub fn side_car_of(path: &ProjectPath, format: Format, manifest: &str) -> Option<ProjectPath> {
    let stem = path.as_str().strip_suffix(".txt").filter(|_| format == Format::Plain)?;
    let side_car = ProjectPath::parse(&format!("{stem}.yaml")).ok()?;
    (side_car.as_str() != manifest).then_some(side_car)
}

fn unknown_format(path: &ProjectPath) -> Diagnostic {
    let message = match path.extension().as_str() {
        "" => format!("`{path}` has no ending, so its format is unknown"),
        extension => format!("`{path}` ends in `.{extension}`, a format that is not imported"),
    };
    Diagnostic::new(Code::FormatUnknown, message)
        .hint("Markdown (`.md`, `.markdown`) and plain text (`.txt`) are imported")
}

fn named_twice(path: &ProjectPath, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DocumentTwice, format!("`{path}` stands twice in the contents"))
        .at(span)
        .label(first, "it stands here first")
        .hint("remove one of the two, or narrow the pattern")
}
