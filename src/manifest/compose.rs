//! A manifest with the files that it builds on: `defaults: [house.yaml]`.
//!
//! The files are laid over one another in the order of the list, the manifest over all of them:
//! mappings are merged key by key, anything else is replaced. Every value keeps its place, so a
//! problem is reported in the file where it is written.

use std::collections::BTreeMap;

use super::load;
use super::node::{Codes, Node, Value};
use super::read::{Read, Reader};
use super::values::PathText;
use crate::base::{Code, Diagnostic, Source, SourceId, Sources, Span, limits};
use crate::storage::ProjectPath;

/// Reads a file of the project as text.
pub type ReadText<'a> = &'a dyn Fn(&ProjectPath) -> Result<String, Diagnostic>;

/// The key that names the files.
const KEY: &str = "defaults";

/// The manifest `id` of `sources`, laid over the files that it names below `defaults`. These are
/// read by `read` and added to `sources`.
///
/// # Errors
///
/// What `read` says, at the place that names the file; `MAN-DEFAULTS-CYCLE`; all that is no YAML.
pub(super) fn compose(
    sources: &mut Sources,
    id: SourceId,
    read: ReadText,
) -> Result<Node, Vec<Diagnostic>> {
    let path = sources.get(id).map(|source| ProjectPath::parse(&source.path));
    let path = path.transpose().ok().flatten().unwrap_or_default();
    let mut composer = Composer { sources, read, chain: vec![path], read_before: BTreeMap::new() };
    composer.file(id)
}

/// Files on their way to one tree.
struct Composer<'s> {
    sources: &'s mut Sources,
    read: ReadText<'s>,
    /// The manifest, a file it names, a file that this one names, and so on.
    chain: Vec<ProjectPath>,
    /// Files that are named twice are read and composed once.
    read_before: BTreeMap<ProjectPath, Node>,
}

impl Composer<'_> {
    /// The file `id`, the last of the chain, over what it names.
    fn file(&mut self, id: SourceId) -> Result<Node, Vec<Diagnostic>> {
        let Some(source) = self.sources.get(id) else { return Ok(Node::default()) };
        let own = load::parse(source, id, 0..source.text.len(), Codes::MANIFEST)?;
        let mut reader = Reader::new(Codes::MANIFEST);
        let is_manifest = self.chain.len() == 1;
        if !is_manifest && own.entries().is_none() && !own.is_null() {
            reader.wrong_type(&own, "", "a mapping", "write `key: value` pairs");
        }
        let named = own.get(KEY).map(|node| Vec::<PathText>::read(node, KEY, &mut reader));
        let mut problems = reader.problems;
        let mut under = Node::default();
        for named in named.flatten().unwrap_or_default() {
            match self.named(&named) {
                Ok(node) if node.is_null() => {}
                Ok(node) => under = merged(under, node),
                Err(found) => problems.extend(found),
            }
        }
        match problems.is_empty() {
            false => Err(problems),
            // An empty file among the defaults says nothing.
            true if own.is_null() && !is_manifest => Ok(under),
            true => Ok(merged(under, own)),
        }
    }

    /// A file that the last of the chain names.
    fn named(&mut self, named: &PathText) -> Result<Node, Vec<Diagnostic>> {
        let span = named.0.span;
        let fault = |problem: Diagnostic| vec![problem.or_at(span)];
        let written = ProjectPath::parse(&named.0.value).map_err(fault)?;
        let folder = self.chain.last().map(ProjectPath::parent).unwrap_or_default();
        let path = folder.join(&written);
        if let Some(at) = self.chain.iter().position(|other| *other == path) {
            return Err(vec![cycle(&self.chain[at..], &path, span)]);
        }
        if let Some(node) = self.read_before.get(&path) {
            return Ok(node.clone());
        }
        if self.chain.len() > limits::DEFAULTS_DEPTH {
            return Err(vec![too_deep(span)]);
        }
        let text = (self.read)(&path).map_err(fault)?;
        let id = self.sources.add(Source::new(path.as_str(), text));
        self.chain.push(path.clone());
        let node = self.file(id);
        self.chain.pop();
        let node = without_names(node?);
        self.read_before.insert(path, node.clone());
        Ok(node)
    }
}

/// A composed file does not name any more what is in it now.
pub(super) fn without_names(mut node: Node) -> Node {
    if let Value::Map(entries) = &mut node.value {
        entries.retain(|(key, _)| key.value != KEY);
    }
    node
}

/// `over` laid over `under`. A mapping that is written in both is merged and stands where `over` has
/// it; a key without a value takes back what `under` says.
pub(super) fn merged(under: Node, over: Node) -> Node {
    match (under.value, over.value) {
        (Value::Map(under), Value::Map(mut entries)) => {
            let names = entries.iter().map(|(key, _)| key.value.clone());
            let places: BTreeMap<String, usize> = names.zip(0..).collect();
            for (key, below) in under {
                match places.get(&key.value) {
                    Some(at) => {
                        let above = std::mem::take(&mut entries[*at].1);
                        entries[*at].1 = merged(below, above);
                    }
                    None => entries.push((key, below)),
                }
            }
            Node::new(Value::Map(entries), over.span)
        }
        (_, value) => Node::new(value, over.span),
    }
}

fn cycle(chain: &[ProjectPath], again: &ProjectPath, span: Span) -> Diagnostic {
    let names: Vec<String> = chain.iter().chain([again]).map(|path| format!("`{path}`")).collect();
    let message = format!("`defaults` go in a circle: {}", names.join(" → "));
    Diagnostic::new(Code::ManifestDefaultsCycle, message)
        .at(span)
        .hint("remove this name; a file cannot build on itself")
}

fn too_deep(span: Span) -> Diagnostic {
    let message = format!("`defaults` name one another more than {} deep", limits::DEFAULTS_DEPTH);
    Diagnostic::new(Code::ManifestValue, message)
        .at(span)
        .hint("list the files in the manifest itself")
}
