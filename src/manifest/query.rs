//! The language of selection: what can be asked of documents. It is closed and typed; there is no
//! code in it. What is written and what is meant are the same here, so one type serves both.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::node::{Node, Value};
use super::read::{Read, Reader, choice, record, suggest};
use super::values::{DateText, PathText};
use crate::base::{Diagnostic, Span, Spanned};

/// The named queries of a manifest, in its order.
#[derive(Clone, Debug, Default)]
pub struct Queries(pub Vec<(Spanned<String>, Query)>);

impl Queries {
    /// The query called `name`.
    pub fn get(&self, name: &str) -> Option<&(Spanned<String>, Query)> {
        self.0.iter().find(|(known, _)| known.value == name)
    }

    /// The names, for suggestions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.value.as_str())
    }
}

record! {
    /// Which documents belong together, and in which order.
    Query as "select" {
        /// What a document must be to belong to them; every document when absent.
        "where" condition: Option<Condition>,
        /// Their order: one key or several, `-date` for descending; by path when absent. Ties are
        /// broken by path.
        "sort" sort: Option<OneOrMore<SortBy>>,
        /// What parts them into parts of the book.
        "group" group: Option<Group>,
        /// How many there are at most.
        "limit" limit: Option<Spanned<u64>>,
        /// Documents that stand first or last, whatever the order says.
        "pin" pin: Option<Pin>,
        /// Documents that are left out although they match, each with the reason.
        "drop" drop: Option<Vec<Dropped>>,
        /// How many documents there should be; a surprise is an error.
        "expect" expect: Option<Expect>,
    }
    strangers {
        "filter" => Instead "conditions stand below `where:`",
        "order" => Instead "write `sort: …`",
        "max-items" => Instead "write `limit: …`",
        "tags" => Instead "`tags` belongs below `where:`",
        "author" => Instead "`author` belongs below `where:`",
        "date" => Instead "`date` belongs below `where:`",
        "kind" => Instead "`kind` belongs below `where:`",
    }
}

record! {
    /// What a document must be. All conditions of one mapping must hold.
    #[derive(Default)]
    Condition as "where" {
        /// Its tags.
        "tags" tags: Option<Names>,
        /// Its authors.
        "author" author: Option<Names>,
        /// Its translators.
        "translator" translator: Option<Names>,
        /// The day that it is dated.
        "date" date: Option<DateRange>,
        /// What sort of text it is.
        "kind" kind: Option<OneOrMore<Kind>>,
        /// Its language; the book's when it names none.
        "lang" lang: Option<OneOrMore<Spanned<String>>>,
        /// Its length in words.
        "length" length: Option<WordCount>,
        /// Its title.
        "title" title: Option<TitleMatch>,
        /// A pattern of its path, relative to the collection's root.
        "path" path: Option<OneOrMore<PathText>>,
        /// Where it was first published.
        "source" source: Option<SourceMatch>,
        /// Conditions that must all hold.
        "all" all: Option<Conditions>,
        /// Conditions of which one must hold.
        "any" any: Option<Conditions>,
        /// A condition that must not hold.
        "not" not: Option<Box<Condition>>,
    }
    strangers {
        "tag" => Instead "write `tags: {any: […]}`",
        "authors" => Instead "write `author: {any: […]}`",
        "from" => Instead "write `date: {from: …}`",
        "to" => Instead "write `date: {to: …}`",
        "none" => Instead "write `not: {any: […]}`",
        "publisher" => Instead "write `source: {publisher: …}`",
        "words" => Instead "write `length: {min: …, max: …}`",
    }
}

record! {
    /// Names that a document must have or must not have. Two spellings of one name («ي» for «ی»,
    /// a half-space or none, «أ» for «ا») are the same.
    #[derive(Default)]
    Names as "where" {
        /// One of these.
        "any" any: Option<OneOrMore<Spanned<String>>>,
        /// All of these.
        "all" all: Option<OneOrMore<Spanned<String>>>,
        /// None of these.
        "none" none: Option<OneOrMore<Spanned<String>>>,
    }
}

record! {
    /// A range of days, both ends included, each in either calendar; a year or a month stands for
    /// all its days.
    #[derive(Default)]
    DateRange as "date" {
        /// The first day.
        "from" from: Option<DateText>,
        /// The last day.
        "to" to: Option<DateText>,
    }
}

record! {
    /// A range of lengths in words, both ends included.
    WordCount as "length" {
        /// The shortest.
        "min" min: Option<Spanned<u64>>,
        /// The longest.
        "max" max: Option<Spanned<u64>>,
    }
}

record! {
    /// What a title must be.
    TitleMatch as "title" {
        /// Words that it contains, in any spelling.
        "contains" contains: OneOrMore<Spanned<String>>,
    }
}

record! {
    /// Where a document was first published.
    SourceMatch as "source" {
        /// Name of the publisher or site.
        "publisher" publisher: OneOrMore<Spanned<String>>,
    }
}

record! {
    /// Documents with a fixed place, by their paths.
    Pin as "pin" {
        /// Those that stand first, in this order.
        "first" first: Option<OneOrMore<PathText>>,
        /// Those that stand last, in this order.
        "last" last: Option<OneOrMore<PathText>>,
    }
}

record! {
    /// A document that is left out.
    Dropped as "drop" {
        /// Its path.
        "file" file: PathText,
        /// The reason, for those who ask later.
        "why" why: Spanned<String>,
    }
}

record! {
    /// How many documents there should be, both ends included.
    Expect as "expect" {
        /// At least.
        "min" min: Option<Spanned<u64>>,
        /// At most.
        "max" max: Option<Spanned<u64>>,
    }
}

choice! {
    /// Sorts of texts.
    Kind {
        /// An essay or article.
        "article" Article,
        /// Questions and answers.
        "interview" Interview,
        /// Verse.
        "poem" Poem,
        /// A letter.
        "letter" Letter,
        /// A story.
        "story" Story,
        /// Something else.
        "other" Other,
    }
}

choice! {
    /// What documents say about themselves.
    FieldName {
        /// A title.
        "title" Title,
        /// An author.
        "author" Author,
        /// A translator.
        "translator" Translator,
        /// A date.
        "date" Date,
        /// Tags.
        "tags" Tags,
        /// A language.
        "lang" Lang,
        /// The sort of text.
        "kind" Kind,
        /// Where it was first published.
        "source" Source,
        /// Whose rights.
        "rights" Rights,
        /// A summary.
        "summary" Summary,
        /// An id.
        "id" Id,
    }
}

choice! {
    /// What documents can be sorted by.
    SortField {
        /// The path; digits as numbers.
        "path" Path,
        /// The title, in the alphabetical order of the book's language.
        "title" Title,
        /// The date.
        "date" Date,
        /// The first author, in alphabetical order.
        "author" Author,
        /// The sort of text.
        "kind" Kind,
        /// The length in words.
        "length" Length,
    }
}

/// A key of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortBy {
    /// What is compared.
    pub field: SortField,
    /// Whether what is greater comes first.
    pub descending: bool,
}

choice! {
    /// What parts documents into groups.
    GroupKey {
        /// The year in the calendar of the collection.
        "year" Year,
        /// The Jalali year.
        "jalali-year" JalaliYear,
        /// The first author.
        "author" Author,
        /// The first tag that `where` does not ask of every document.
        "tag" Tag,
        /// The sort of text.
        "kind" Kind,
    }
}

impl GroupKey {
    /// The word between braces in a title, for which the group's own name is put.
    pub const fn placeholder(self) -> &'static str {
        match self {
            GroupKey::Year | GroupKey::JalaliYear => "{year}",
            GroupKey::Author => "{author}",
            GroupKey::Tag => "{tag}",
            GroupKey::Kind => "{kind}",
        }
    }
}

record! {
    /// How documents are parted into parts of the book.
    GroupFile as "group" {
        /// What parts them.
        "by" by: GroupKey,
        /// Title of each part; the word between braces is the group's own name: «سال {year}».
        "title" title: Option<Spanned<String>>,
        /// Title of the part for documents that belong to no group; they are an error when absent.
        "other" other: Option<Spanned<String>>,
    }
}

/// How documents are parted into parts of the book; [`GroupFile`] or its `by` alone.
#[derive(Clone, Debug)]
pub struct Group {
    /// What parts them.
    pub by: GroupKey,
    /// Title of each part with its placeholder.
    pub title: Option<Spanned<String>>,
    /// Title of the part for those that belong to no group.
    pub other: Option<Spanned<String>>,
    /// Where it is written.
    pub span: Span,
}

/// One thing, or a list of at least one.
#[derive(Clone, Debug)]
pub struct OneOrMore<T>(pub Vec<T>);

/// A list of at least one condition.
#[derive(Clone, Debug, JsonSchema)]
pub struct Conditions(pub Vec<Condition>);

impl Read for Queries {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let Some(entries) = node.entries() else {
            reader.wrong_type(node, name, "a mapping", "write `name: {where: {…}}`");
            return None;
        };
        let read = |(name, node): &(Spanned<String>, Node)| {
            if node.is_null() {
                reader.wrong_type(node, &name.value, "a mapping", "write `{where: {…}}`");
                return None;
            }
            let query = Query::read(node, &name.value, reader)?;
            check(&query, reader);
            Some((name.clone(), query))
        };
        let queries: Vec<_> = entries.iter().map(read).collect();
        queries.into_iter().collect::<Option<_>>().map(Queries)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        T::read(node, name, reader).map(Box::new)
    }
}

impl<T: Read> Read for OneOrMore<T> {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        if node.items().is_none() {
            return T::read(node, name, reader).map(|one| OneOrMore(vec![one]));
        }
        filled(Vec::read(node, name, reader)?, node, name, reader).map(OneOrMore)
    }
}

impl Read for Conditions {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        filled(Vec::read(node, name, reader)?, node, name, reader).map(Conditions)
    }
}

/// `items`, unless there are none: an empty list would match everything or nothing by surprise.
fn filled<T>(items: Vec<T>, node: &Node, name: &str, reader: &mut Reader) -> Option<Vec<T>> {
    if items.is_empty() {
        let message = format!("the list `{name}` is empty");
        reader.value(node.span, message, "write what is meant, or delete the key");
        return None;
    }
    Some(items)
}

impl Read for SortBy {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let text = Spanned::<String>::read(node, name, reader)?;
        let (descending, field) = match text.value.strip_prefix('-') {
            Some(field) => (true, field.trim_start()),
            None => (false, text.value.as_str()),
        };
        let field = Node::new(Value::Text(field.to_owned()), text.span);
        let field = SortField::read(&field, name, reader)?;
        Some(SortBy { field, descending })
    }
}

impl Read for Group {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let file = match &node.value {
            Value::Map(_) => GroupFile::read(node, name, reader)?,
            _ => GroupFile { by: GroupKey::read(node, name, reader)?, title: None, other: None },
        };
        let wanted = file.by.placeholder();
        if let Some(title) = &file.title
            && (!title.value.contains(wanted) || title.value.matches('{').count() != 1)
        {
            let message = format!(
                "the title of the groups should contain `{wanted}` and no other word between braces"
            );
            reader.value(title.span, message, format!("write, for example, `\"… {wanted}\"`"));
            return None;
        }
        Some(Group { by: file.by, title: file.title, other: file.other, span: node.span })
    }
}

/// What the types alone do not exclude.
fn check(query: &Query, reader: &mut Reader) {
    if let Some(condition) = &query.condition {
        check_condition(condition, reader);
    }
    if let Some(expect) = &query.expect {
        check_range("expect", expect.min.as_ref(), expect.max.as_ref(), reader);
    }
    if let Some(limit) = query.limit.as_ref().filter(|limit| limit.value == 0) {
        reader.value(limit.span, "`limit` is 0, so there would be no document", "delete it");
    }
    check_paths(query, reader);
}

fn check_condition(condition: &Condition, reader: &mut Reader) {
    if let Some(range) = &condition.date
        && let (Some(from), Some(to)) = (&range.from, &range.to)
        && from.0.value.first_day() > to.0.value.last_day()
    {
        backwards("date", from.0.span, to.0.span, reader);
    }
    if let Some(range) = &condition.length {
        check_range("length", range.min.as_ref(), range.max.as_ref(), reader);
    }
    let lists = [&condition.all, &condition.any].into_iter().flatten().flat_map(|list| &list.0);
    lists.chain(condition.not.as_deref()).for_each(|inner| check_condition(inner, reader));
}

fn check_range(
    name: &str,
    min: Option<&Spanned<u64>>,
    max: Option<&Spanned<u64>>,
    reader: &mut Reader,
) {
    if let (Some(min), Some(max)) = (min, max)
        && min.value > max.value
    {
        backwards(name, min.span, max.span, reader);
    }
}

fn backwards(name: &str, from: Span, to: Span, reader: &mut Reader) {
    let problem =
        Diagnostic::new(reader.codes.value, format!("the range of `{name}` ends before it begins"));
    reader.problems.push(problem.at(to).label(from, "it begins here").hint("exchange the two"));
}

/// No document has two places or reasons in one query.
fn check_paths(query: &Query, reader: &mut Reader) {
    let pinned = query.pin.iter().flat_map(|pin| [&pin.first, &pin.last]).flatten();
    let pinned = pinned.flat_map(|paths| &paths.0);
    let dropped = query.drop.iter().flatten().map(|dropped| &dropped.file);
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for path in pinned.chain(dropped) {
        let path = &path.0;
        if let Some(first) = seen.insert(&path.value, path.span) {
            let message = format!("`{}` stands twice in `pin` and `drop`", path.value);
            let problem = Diagnostic::new(reader.codes.value, message).at(path.span);
            let problem = problem.label(first, "first written here").hint("delete one of the two");
            reader.problems.push(problem);
        }
    }
}

/// Every `from` of the contents names a query. This looks at the tree, so that it is said even when
/// something else is wrong with the manifest.
pub(super) fn check_names(manifest: &Node, reader: &mut Reader) {
    let entries = manifest.get("select").and_then(Node::entries).unwrap_or_default();
    let known: Vec<&str> = entries.iter().map(|(name, _)| name.value.as_str()).collect();
    let mut waiting: Vec<&Node> = manifest.get("contents").into_iter().collect();
    while let Some(contents) = waiting.pop() {
        for entry in contents.items().unwrap_or_default() {
            waiting.extend(entry.get("contents"));
            let Some(name) = entry.get("from").and_then(Node::text) else { continue };
            if !known.contains(&name.value.trim()) {
                let hint = match suggest(&name.value, known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None if known.is_empty() => "write the query below `select:`".to_owned(),
                    None => format!("there are: {}", known.join(", ")),
                };
                let message = format!("there is no query `{}`", name.value);
                reader.value(name.span, message, hint);
            }
        }
    }
}

impl JsonSchema for Queries {
    fn schema_name() -> Cow<'static, str> {
        "Queries".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let query = generator.subschema_for::<Query>();
        json_schema!({
            "description": "Named queries.",
            "type": "object",
            "additionalProperties": query,
        })
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMore<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMore_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] })
    }
}

impl JsonSchema for SortBy {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "SortBy".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let field = generator.subschema_for::<SortField>();
        let descending = "^-(path|title|date|author|kind|length)$";
        json_schema!({ "anyOf": [field, { "type": "string", "pattern": descending }] })
    }
}

impl JsonSchema for Group {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Group".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (key, file) =
            (generator.subschema_for::<GroupKey>(), generator.subschema_for::<GroupFile>());
        json_schema!({ "anyOf": [key, file] })
    }
}
