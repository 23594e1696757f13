//! The arguments as they are written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::manifest::plan::OutputKind;
use crate::manifest::query::Kind;
use crate::persian::{CivilDate, DateError};
use crate::pipeline::{Shard, Show};

/// What the exit statuses say; `status::Status` and Rust's own for a panic.
const STATUSES: &str = "Exit status: 0 all is well, 1 the book has errors, 2 the command line or the \
manifest is wrong, 3 the environment is at fault (disk, permission), 4 the lock is missing, damaged \
or out of date, 101 a bug in nashr.";

/// Assembles Persian documents into books: one YAML manifest in, an EPUB and PDFs out.
#[derive(Debug, Parser)]
#[command(name = "nashr", version, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = STATUSES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build a book, or all books below a folder
    Build(BuildOptions),
    /// Do everything but write: report all problems of a book, or of all below a folder
    Check(CheckOptions),
    /// List the books below a folder, or the documents of a book
    List(ListOptions),
    /// Write the lock of a book beside its manifest: what exactly it is made of
    Lock(LockOptions),
    /// Make a book once more from its lock and compare it with what was built
    Verify(VerifyOptions),
    /// Say what changed between two editions, from their locks
    Diff(DiffOptions),
    /// Begin a book: write a small one that builds at once
    New(NewOptions),
    /// Show which documents the queries of a manifest select, and why
    Select(SelectOptions),
    /// Print a manifest with all that it builds on, and where every value comes from
    Config(ConfigOptions),
    /// Remove what cannot be used any more from the cache
    Clean(CleanOptions),
    /// Say what a message code means and what to do about it
    Explain(ExplainOptions),
    /// List the fonts: those of the program, and those of a book when one is named
    Fonts(FontsOptions),
    /// List designs, begin one, check one, see one
    #[command(subcommand)]
    Design(DesignCommand),
}

/// `nashr design`.
#[derive(Debug, Subcommand)]
pub enum DesignCommand {
    /// List the designs of the program and of a project
    List(DesignListOptions),
    /// Begin a design: write templates/NAME/design.yaml
    New(DesignNewOptions),
    /// Report everything that is wrong or doubtful about a design
    Check(DesignCheckOptions),
    /// Build a book that touches every role of a design
    Specimen(SpecimenOptions),
}

/// Where designs of a project are.
#[derive(Debug, Args)]
pub struct Beside {
    /// The manifest, or the folder, beside whose `templates` the designs are
    #[arg(long, value_name = "MANIFEST|FOLDER", default_value = ".")]
    pub beside: PathBuf,
}

/// `nashr design list`.
#[derive(Debug, Args)]
pub struct DesignListOptions {
    /// Where.
    #[command(flatten)]
    pub place: Beside,
}

/// `nashr design new`.
#[derive(Debug, Args)]
pub struct DesignNewOptions {
    /// Name of the new design
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The design that it changes
    #[arg(long, value_name = "DESIGN", default_value = "classic")]
    pub extends: String,
    /// Where.
    #[command(flatten)]
    pub place: Beside,
}

/// `nashr design check`.
#[derive(Debug, Args)]
pub struct DesignCheckOptions {
    /// The design, by its name or by the path of its folder or file; all of the project when it is
    /// left out
    #[arg(value_name = "NAME|PATH")]
    pub design: Option<String>,
    /// Where.
    #[command(flatten)]
    pub place: Beside,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// `nashr design specimen`.
#[derive(Debug, Args)]
pub struct SpecimenOptions {
    /// The design
    #[arg(value_name = "NAME", default_value = "classic")]
    pub design: String,
    /// Folder of the outputs; else that of the variable NASHR_OUT, else `dist`
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where.
    #[command(flatten)]
    pub place: Beside,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// `nashr build`.
#[derive(Debug, Args)]
pub struct BuildOptions {
    /// The book and how to report.
    #[command(flatten)]
    pub book: CheckOptions,
    /// Folder of the outputs; else that of the variable NASHR_OUT, else `dist`
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Build only these of the manifest's outputs
    #[arg(long, value_name = "OUTPUT", value_delimiter = ',')]
    pub only: Vec<OutputName>,
    /// Replace files in the output folder that nashr did not make
    #[arg(long)]
    pub force: bool,
    /// Also make a PDF that shows on the pages what was decided
    #[arg(long, value_name = "WHAT")]
    pub show: Option<ShowName>,
}

/// `nashr check`, and what `build` has in common with it.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// A manifest, a folder with a `book.yaml`, or a folder with books somewhere below it
    #[arg(value_name = "MANIFEST|FOLDER")]
    pub manifest: PathBuf,
    /// Refuse a book that is not as its lock says
    #[arg(long)]
    pub locked: bool,
    /// Which of many books.
    #[command(flatten)]
    pub catalogue: CatalogueOptions,
    /// Import every document anew, and keep nothing for the next time
    #[arg(long)]
    pub no_cache: bool,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// What counts for a folder of many books only.
#[derive(Clone, Copy, Debug, Args)]
pub struct CatalogueOptions {
    /// Only share I of N of the books below the folder; every book is in exactly one share
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Begin no further book after one with errors
    #[arg(long)]
    pub fail_fast: bool,
}

/// How to report.
#[derive(Debug, Args)]
pub struct ReportOptions {
    /// Form of the messages
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
    /// Say more about what is done
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// `nashr list`.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// A folder with books somewhere below it, or a manifest whose documents are listed
    #[arg(value_name = "FOLDER|MANIFEST")]
    pub folder: PathBuf,
    /// Form of the list
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
    /// With `--format github-matrix`: a job for each of N shares instead of one for each book
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=256))]
    pub shards: Option<u64>,
    /// Which documents are listed.
    #[command(flatten)]
    pub filters: Filters,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// `nashr lock`.
#[derive(Debug, Args)]
pub struct LockOptions {
    /// A manifest, or a folder with a `book.yaml`
    #[arg(value_name = "MANIFEST|FOLDER")]
    pub manifest: PathBuf,
    /// Renew the line of this document only, and refuse if anything else was changed; without a
    /// document the whole lock is renewed, as without this option
    #[arg(long, value_name = "DOC", num_args = 0..=1, default_missing_value = "")]
    pub update: Option<String>,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// Forms of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A line for each
    Table,
    /// A JSON array
    Json,
    /// The value of `strategy.matrix` of a GitHub workflow, in a line
    GithubMatrix,
}

/// `nashr verify`.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// A manifest, or a folder with a `book.yaml`
    #[arg(value_name = "MANIFEST|FOLDER")]
    pub manifest: PathBuf,
    /// Folder of the outputs; else that of the variable NASHR_OUT, else `dist`
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// `nashr diff`.
#[derive(Debug, Args)]
pub struct DiffOptions {
    /// The lock of the older edition
    #[arg(value_name = "OLD.lock")]
    pub old: PathBuf,
    /// The lock of the newer edition
    #[arg(value_name = "NEW.lock")]
    pub new: PathBuf,
    /// Form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// Forms of the list of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// A line a change
    Text,
    /// A Markdown list of the documents in the book's language, for its preface
    Markdown,
    /// A JSON array
    Json,
}

/// `nashr new`.
#[derive(Debug, Args)]
pub struct NewOptions {
    /// Folder of the new book; it must not exist yet
    #[arg(value_name = "NAME")]
    pub name: PathBuf,
}

/// Which documents are listed.
#[derive(Debug, Args)]
pub struct Filters {
    /// Only documents with this tag (given twice: with both)
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only documents of this author
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Only documents dated on this day or later, in either calendar
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<CivilDate>,
    /// Only documents dated on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<CivilDate>,
    /// Only documents of this kind (given twice: of either)
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<KindName>,
}

impl Filters {
    /// Whether there is any.
    pub const fn is_any(&self) -> bool {
        !self.tag.is_empty()
            || self.author.is_some()
            || self.from.is_some()
            || self.to.is_some()
            || !self.kind.is_empty()
    }
}

/// `nashr select`.
#[derive(Debug, Args)]
pub struct SelectOptions {
    /// A manifest, or a folder with a `book.yaml`
    #[arg(value_name = "MANIFEST|FOLDER")]
    pub manifest: PathBuf,
    /// A query of the manifest; all of them when it is left out
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Say for every document of the collection why it is in or out
    #[arg(long)]
    pub explain: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// A date of the command line.
fn date(text: &str) -> Result<CivilDate, String> {
    CivilDate::parse(text).map_err(|error| match error {
        DateError::NotADate => {
            "write a day, a month or a year: 1398-12-11, 2020-03, 1398".to_owned()
        }
        DateError::NoSuchDay { explanation } => explanation,
    })
}

/// `nashr config`.
#[derive(Debug, Args)]
pub struct ConfigOptions {
    /// A manifest, or a folder with a `book.yaml`
    #[arg(value_name = "MANIFEST|FOLDER")]
    pub manifest: PathBuf,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "yaml")]
    pub format: ConfigFormat,
    /// The folder that would be given to `nashr build`
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// Forms of a resolved manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConfigFormat {
    /// A manifest with comments
    Yaml,
    /// A list of values
    Json,
}

/// `nashr clean`.
#[derive(Clone, Copy, Debug, Args)]
pub struct CleanOptions {
    /// Remove everything that is kept
    #[arg(long)]
    pub all: bool,
}

/// `nashr explain`.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// A message code, for example COL-FILE-MISSING; all codes are listed when it is left out
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `nashr fonts`.
#[derive(Debug, Args)]
pub struct FontsOptions {
    /// A manifest, or a folder with a `book.yaml`; its folder `fonts` is listed too
    #[arg(value_name = "MANIFEST|FOLDER")]
    pub manifest: Option<PathBuf>,
    /// How to report problems.
    #[command(flatten)]
    pub report: ReportOptions,
}

/// Forms of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the line of the source
    Human,
    /// One line a problem
    Short,
    /// One JSON object a line
    Json,
    /// Workflow commands of GitHub Actions, at most 10 of each severity
    Github,
    /// One document in SARIF 2.1.0
    Sarif,
}

impl MessageFormat {
    /// Whether a run gives one report, however many books it builds.
    pub const fn is_one_report(self) -> bool {
        matches!(self, MessageFormat::Github | MessageFormat::Sarif)
    }
}

/// Kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindName {
    /// An essay or article
    Article,
    /// Questions and answers
    Interview,
    /// Verse
    Poem,
    /// A letter
    Letter,
    /// A story
    Story,
    /// Something else
    Other,
}

impl KindName {
    /// The kind in the words of a manifest.
    pub const fn kind(self) -> Kind {
        match self {
            KindName::Article => Kind::Article,
            KindName::Interview => Kind::Interview,
            KindName::Poem => Kind::Poem,
            KindName::Letter => Kind::Letter,
            KindName::Story => Kind::Story,
            KindName::Other => Kind::Other,
        }
    }
}

/// Names of outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputName {
    /// NAME.epub
    Epub,
    /// NAME.screen.pdf
    Screen,
    /// The print shop's PDF, which this version does not make yet
    Press,
}

/// What can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowName {
    /// How the lines were filled, in colours: NAME.justification.pdf
    Justification,
}

impl ShowName {
    /// What is shown.
    pub const fn show(self) -> Show {
        match self {
            ShowName::Justification => Show::Justification,
        }
    }
}

impl OutputName {
    /// The output of the manifest that it names; `None` for one that no manifest can name yet.
    pub const fn kind(self) -> Option<OutputKind> {
        match self {
            OutputName::Epub => Some(OutputKind::Epub),
            OutputName::Screen => Some(OutputKind::Screen),
            OutputName::Press => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn outputs_are_chosen_by_commas() {
        let words = ["nashr", "build", "a.yaml", "--only", "epub,screen"];
        let Command::Build(options) = Arguments::try_parse_from(words).unwrap().command else {
            panic!("not build");
        };
        assert_eq!(options.only, [OutputName::Epub, OutputName::Screen]);
    }
}
