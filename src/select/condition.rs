//! Whether a document meets a condition, and if not, why, in words.

use globset::GlobMatcher;

use super::card::{Card, Name};
use crate::base::{Diagnostic, Spanned};
use crate::collect::pattern;
use crate::document::DocumentKind;
use crate::import::document_kind;
use crate::manifest::query::{Condition, Conditions, DateRange, Names, OneOrMore, WordCount};
use crate::persian::{Calendar, CivilDate};

/// A condition made ready: its names are keys and its patterns compiled.
#[derive(Clone, Debug, Default)]
pub struct Tests(Vec<Test>);

/// One thing that must hold.
#[derive(Clone, Debug)]
enum Test {
    Names(Field, Mode, Vec<Name>),
    From(CivilDate),
    To(CivilDate),
    Kind(Vec<DocumentKind>),
    /// Tags of languages in small letters.
    Lang(Vec<String>),
    Shortest(usize),
    Longest(usize),
    Title(Vec<Name>),
    Path(Vec<(String, GlobMatcher)>),
    Publisher(Vec<Name>),
    Any(Vec<Tests>),
    All(Vec<Tests>),
    Not(Tests),
}

/// What has names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Tags,
    Author,
    Translator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Any,
    All,
    None,
}

impl Field {
    /// In words: "tag".
    pub(super) const fn word(self) -> &'static str {
        match self {
            Field::Tags => "tag",
            Field::Author => "author",
            Field::Translator => "translator",
        }
    }

    pub(super) fn of(self, card: &Card) -> Vec<&Name> {
        match self {
            Field::Tags => card.tags.iter().collect(),
            Field::Author => card.authors().collect(),
            Field::Translator => card.translators().collect(),
        }
    }
}

/// What a condition is asked in: what documents that say nothing else are taken to be, and how dates
/// are shown.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Language of the book.
    pub lang: &'a str,
    /// The calendar in which dates are shown.
    pub calendar: Calendar,
}

impl Tests {
    /// `condition` made ready.
    ///
    /// # Errors
    ///
    /// All its malformed patterns, at their places.
    pub fn new(condition: &Condition) -> Result<Tests, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let tests = compile(condition, &mut faults);
        if faults.is_empty() { Ok(tests) } else { Err(faults) }
    }

    /// Whether `card` meets all of them.
    pub fn hold(&self, card: &Card, setting: Setting<'_>) -> bool {
        self.0.iter().all(|test| test.fault(card, setting).is_none())
    }

    /// Why `card` does not: the first reason, in words.
    pub fn fault(&self, card: &Card, setting: Setting<'_>) -> Option<String> {
        self.0.iter().find_map(|test| test.fault(card, setting))
    }

    /// How many do not hold.
    pub fn count_faults(&self, card: &Card, setting: Setting<'_>) -> usize {
        self.0.iter().filter(|test| test.fault(card, setting).is_some()).count()
    }
}

fn compile(condition: &Condition, faults: &mut Vec<Diagnostic>) -> Tests {
    let mut tests = Vec::new();
    let mut name = |field, names: &Option<Names>| {
        let Some(names) = names else { return };
        let modes = [(Mode::Any, &names.any), (Mode::All, &names.all), (Mode::None, &names.none)];
        for (mode, list) in modes {
            tests.extend(list.as_ref().map(|list| Test::Names(field, mode, keys(list))));
        }
    };
    name(Field::Tags, &condition.tags);
    name(Field::Author, &condition.author);
    name(Field::Translator, &condition.translator);
    tests.extend(condition.date.iter().flat_map(dates));
    let kinds = |kinds: &OneOrMore<_>| kinds.0.iter().map(|kind| document_kind(*kind)).collect();
    tests.extend(condition.kind.as_ref().map(|list| Test::Kind(kinds(list))));
    let tags = |tags: &OneOrMore<Spanned<String>>| {
        tags.0.iter().map(|tag| tag.value.to_lowercase()).collect()
    };
    tests.extend(condition.lang.as_ref().map(|list| Test::Lang(tags(list))));
    tests.extend(condition.length.iter().flat_map(lengths));
    tests.extend(condition.title.as_ref().map(|title| Test::Title(keys(&title.contains))));
    if let Some(paths) = &condition.path {
        let mut globs = Vec::new();
        for path in &paths.0 {
            match pattern(&path.0.value) {
                Ok(glob) => globs.push((path.0.value.clone(), glob)),
                Err(fault) => faults.push(fault.or_at(path.0.span)),
            }
        }
        tests.push(Test::Path(globs));
    }
    tests.extend(condition.source.as_ref().map(|source| Test::Publisher(keys(&source.publisher))));
    let mut each = |list: &Conditions| list.0.iter().map(|one| compile(one, faults)).collect();
    tests.extend(condition.all.as_ref().map(|list| Test::All(each(list))));
    tests.extend(condition.any.as_ref().map(|list| Test::Any(each(list))));
    tests.extend(condition.not.as_ref().map(|one| Test::Not(compile(one, faults))));
    Tests(tests)
}

fn keys(names: &OneOrMore<Spanned<String>>) -> Vec<Name> {
    names.0.iter().map(|name| Name::new(&name.value)).collect()
}

fn dates(range: &DateRange) -> impl Iterator<Item = Test> {
    let from = range.from.as_ref().map(|from| Test::From(from.0.value));
    let to = range.to.as_ref().map(|to| Test::To(to.0.value));
    [from, to].into_iter().flatten()
}

fn lengths(range: &WordCount) -> impl Iterator<Item = Test> {
    let min = range.min.as_ref().map(|min| Test::Shortest(min.value as usize));
    let max = range.max.as_ref().map(|max| Test::Longest(max.value as usize));
    [min, max].into_iter().flatten()
}

impl Test {
    /// Why `card` does not meet it.
    fn fault(&self, card: &Card, setting: Setting<'_>) -> Option<String> {
        match self {
            Test::Names(field, mode, names) => names_fault(*field, *mode, names, card),
            Test::From(from) => match card.date {
                Some(date) if date.first_day() >= from.first_day() => None,
                date => Some(date_fault(date, "before", *from, setting)),
            },
            Test::To(to) => match card.date {
                Some(date) if date.first_day() <= to.last_day() => None,
                date => Some(date_fault(date, "after", *to, setting)),
            },
            Test::Kind(kinds) => match card.kind {
                Some(kind) if kinds.contains(&kind) => None,
                Some(kind) => {
                    let wanted = kinds.iter().map(|kind| kind_word(*kind).to_owned());
                    Some(format!("its kind is {}, not {}", kind_word(kind), either(wanted)))
                }
                None => Some("it has no kind".to_owned()),
            },
            Test::Lang(tags) => lang_fault(tags, card, setting),
            Test::Shortest(min) => (card.words < *min)
                .then(|| format!("it has {}, fewer than {min}", words(card.words))),
            Test::Longest(max) => (card.words > *max)
                .then(|| format!("it has {}, more than {max}", words(card.words))),
            Test::Title(names) => title_fault(names, card),
            Test::Path(globs) => {
                let is_match = globs.iter().any(|(_, glob)| glob.is_match(&card.path));
                let globs = globs.iter().map(|(text, _)| quoted(text));
                (!is_match).then(|| format!("its path does not match {}", either(globs)))
            }
            Test::Publisher(names) => match &card.publisher {
                Some(name) if names.iter().any(|wanted| wanted.key == name.key) => None,
                Some(name) => Some(format!("its publisher is `{}`", name.text)),
                None => Some("it names no publisher".to_owned()),
            },
            Test::All(all) => all.iter().find_map(|tests| tests.fault(card, setting)),
            Test::Any(any) => {
                let faults: Option<Vec<String>> =
                    any.iter().map(|tests| tests.fault(card, setting)).collect();
                faults.map(|faults| format!("it meets no alternative: {}", faults.join("; ")))
            }
            Test::Not(tests) => {
                tests.hold(card, setting).then(|| "it meets what `not` excludes".to_owned())
            }
        }
    }
}

fn names_fault(field: Field, mode: Mode, names: &[Name], card: &Card) -> Option<String> {
    let own = field.of(card);
    let has = |name: &&Name| own.iter().any(|own| own.key == name.key);
    let word = field.word();
    let absent = |names: Vec<&Name>| {
        let names = either(names.into_iter().map(|name| quoted(&name.text)));
        match own.as_slice() {
            [] => format!("it has no {word}, so not {names}"),
            _ => format!("it has not the {word} {names}"),
        }
    };
    match mode {
        Mode::Any => (!names.iter().any(|name| has(&name))).then(|| absent(names.iter().collect())),
        Mode::All => names.iter().find(|name| !has(name)).map(|name| absent(vec![name])),
        Mode::None => {
            names.iter().find(has).map(|name| format!("it has the {word} `{}`", name.text))
        }
    }
}

fn date_fault(
    date: Option<CivilDate>,
    relation: &str,
    bound: CivilDate,
    setting: Setting<'_>,
) -> String {
    match date {
        None => "it has no date".to_owned(),
        Some(date) => {
            let date = date.to_calendar(setting.calendar).numeric();
            format!("its date {date} is {relation} {}", bound.numeric())
        }
    }
}

/// A language matches its own variants: `fa` matches `fa-AF`.
fn lang_fault(tags: &[String], card: &Card, setting: Setting<'_>) -> Option<String> {
    let own = card.lang.as_deref().unwrap_or(setting.lang).to_lowercase();
    let is_match = |tag: &String| {
        own.strip_prefix(tag.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let wanted = tags.iter().map(|tag| quoted(tag));
    (!tags.iter().any(is_match)).then(|| format!("its language is `{own}`, not {}", either(wanted)))
}

fn title_fault(names: &[Name], card: &Card) -> Option<String> {
    let title = Name::new(&card.title);
    let is_match = names.iter().any(|name| title.key.contains(&name.key));
    let wanted = names.iter().map(|name| quoted(&name.text));
    (!is_match).then(|| format!("its title does not contain {}", either(wanted)))
}

fn words(count: usize) -> String {
    if count == 1 { "1 word".to_owned() } else { format!("{count} words") }
}

fn quoted(text: &str) -> String {
    format!("`{text}`")
}

/// "a, b or c".
fn either(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The word of the manifest for a kind.
pub const fn kind_word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Article => "article",
        DocumentKind::Interview => "interview",
        DocumentKind::Poem => "poem",
        DocumentKind::Letter => "letter",
        DocumentKind::Story => "story",
        DocumentKind::Other => "other",
    }
}
