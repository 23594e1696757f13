//! Finding designs: the files of a design and of those that it extends, merged.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use super::model::Design;
use super::read;
use crate::base::{Code, Diagnostic, Source, SourceId, Sources, Span, Spanned, limits};
use crate::collect::decode;
use crate::manifest::load;
use crate::manifest::node::{Codes, Node, Value};
use crate::manifest::read::{Read, Reader, suggest};
use crate::storage::{ProjectPath, ProjectRoot};

/// The designs of the program.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
/// Folder of a project's own designs, beside the manifest.
const FOLDER: &str = "templates";
/// The design that every other one extends in the end; it has every key.
const BASE: &str = "base";

/// The design `name`, as the manifest gives it: from `templates/NAME/` beside the manifest, else
/// from the program, file by file. The files that are read are added to `sources`.
///
/// # Errors
/// A design that does not exist or extends itself; all problems of the files.
pub fn load(
    name: &Spanned<String>,
    root: &ProjectRoot,
    sources: &mut Sources,
) -> Result<Design, Vec<Diagnostic>> {
    load_located(name, root, sources).map(|(design, _)| design)
}

/// The same, with the merged file of the whole chain, whose values know where they stand.
///
/// # Errors
/// As [`load()`].
pub fn load_located(
    name: &Spanned<String>,
    root: &ProjectRoot,
    sources: &mut Sources,
) -> Result<(Design, Node), Vec<Diagnostic>> {
    let chain = chain(name, root, sources)?;
    let mut css = String::new();
    let mut merged: Option<Node> = None;
    // From the base to the design itself: what comes later wins.
    for layer in chain.into_iter().rev() {
        css.push_str(&layer.css);
        merged = Some(match merged {
            Some(below) => merge(below, layer.node),
            None => layer.node,
        });
    }
    let mut reader = Reader::new(Codes::DESIGN);
    let read = merged.and_then(|file| {
        let design = read::design(&name.value, &file, css, &mut reader)?;
        Some((design, file))
    });
    match read {
        Some(located) if reader.problems.is_empty() => Ok(located),
        _ => {
            reader.problems.sort_by_key(|problem| problem.span);
            Err(reader.problems)
        }
    }
}

/// The names of the designs in the program.
pub fn built_in() -> Vec<&'static str> {
    let is_design = |name: &&str| BUILT_IN.contains(format!("{name}/design.yaml"));
    let folders = BUILT_IN.dirs().filter_map(|folder| folder.path().file_name()?.to_str());
    let mut names: Vec<&str> = folders.filter(is_design).collect();
    names.sort_unstable();
    names
}

/// The names of the designs of a project, sorted.
pub fn of_project(root: &ProjectRoot) -> Vec<String> {
    let Ok(folder) = ProjectPath::parse(FOLDER) else { return Vec::new() };
    let files = root.list(&folder).map(|listed| listed.value).unwrap_or_default();
    let name = |path: &ProjectPath| {
        let path = path.as_str().strip_prefix(FOLDER)?.strip_prefix('/')?;
        path.strip_suffix("/design.yaml").filter(|name| is_name(name)).map(str::to_owned)
    };
    let mut names: Vec<String> = files.iter().filter_map(name).collect();
    names.sort_unstable();
    names
}

/// What the design `name` says of itself in its own file.
pub fn description(name: &str, root: &ProjectRoot) -> Option<String> {
    let name = Spanned::new(name.to_owned(), Span::default());
    let (path, text) = file(&name, "design.yaml", root).ok()??;
    let source = Source::new(path, text);
    let parsed = load::parse(&source, SourceId(0), 0..source.text.len(), Codes::DESIGN).ok()?;
    parsed.get("description")?.text().map(|text| text.value)
}

/// One design of a chain of extensions.
struct Layer {
    node: Node,
    css: String,
}

/// The design `name`, the one that it extends, and so on down to the base.
fn chain(
    name: &Spanned<String>,
    root: &ProjectRoot,
    sources: &mut Sources,
) -> Result<Vec<Layer>, Vec<Diagnostic>> {
    let mut layers = Vec::new();
    let mut met: Vec<Spanned<String>> = Vec::new();
    let mut next = Some(name.clone());
    while let Some(name) = next {
        if let Some(first) = met.iter().find(|other| other.value == name.value) {
            return Err(vec![cycle(&name, first, &met)]);
        }
        let node = document(&name, root, sources)?;
        let css = style_sheet(&name, root)?;
        next = extended(&name, &node)?;
        met.push(name);
        layers.push(Layer { node, css });
    }
    Ok(layers)
}

/// The design that `node`, the file of `name`, extends: the base when it does not say.
fn extended(
    name: &Spanned<String>,
    node: &Node,
) -> Result<Option<Spanned<String>>, Vec<Diagnostic>> {
    match node.get("extends") {
        Some(extends) if !extends.is_null() => {
            let mut reader = Reader::new(Codes::DESIGN);
            let name = Spanned::<String>::read(extends, "extends", &mut reader);
            name.map(Some).ok_or(reader.problems)
        }
        _ if name.value == BASE => Ok(None),
        _ => Ok(Some(Spanned::new(BASE.to_owned(), node.span))),
    }
}

fn cycle(name: &Spanned<String>, first: &Spanned<String>, met: &[Spanned<String>]) -> Diagnostic {
    let mut way: Vec<&str> = met.iter().map(|one| one.value.as_str()).collect();
    way.push(&name.value);
    Diagnostic::new(Code::DesignCycle, format!("designs extend each other: {}", way.join(" → ")))
        .at(name.span)
        .label(first.span, "named here first")
        .hint("let the last one extend `base`, or give a design of your own another name")
}

/// The `design.yaml` of the design `name`.
fn document(
    name: &Spanned<String>,
    root: &ProjectRoot,
    sources: &mut Sources,
) -> Result<Node, Vec<Diagnostic>> {
    let (path, text) = file(name, "design.yaml", root)
        .map_err(|problem| vec![problem])?
        .ok_or_else(|| vec![missing(name)])?;
    let source = Source::new(path, text);
    let id = sources.add(source.clone());
    let node = load::parse(&source, id, 0..source.text.len(), Codes::DESIGN)?;
    // An empty file changes nothing.
    Ok(if node.is_null() { Node::new(Value::Map(Vec::new()), Span::start_of(id)) } else { node })
}

/// The style sheet of the design `name`; a design may have none.
fn style_sheet(name: &Spanned<String>, root: &ProjectRoot) -> Result<String, Vec<Diagnostic>> {
    match file(name, "epub/book.css", root) {
        Ok(file) => Ok(file.map(|(_, text)| text).unwrap_or_default()),
        Err(problem) => Err(vec![problem]),
    }
}

/// A file of the design `name`, with the path that people are shown: the project's own, else the
/// program's.
fn file(
    name: &Spanned<String>,
    file: &str,
    root: &ProjectRoot,
) -> Result<Option<(String, String)>, Diagnostic> {
    if !is_name(&name.value) {
        return Ok(None);
    }
    let own = format!("{FOLDER}/{}/{file}", name.value);
    let path = ProjectPath::parse(&own).map_err(|problem| problem.or_at(name.span))?;
    if root.has_file(&path) {
        let text = root.read(&path, limits::MANIFEST_BYTES).and_then(|bytes| decode(bytes, &own));
        return text.map(|text| Some((own, text))).map_err(|problem| problem.or_at(name.span));
    }
    let text = BUILT_IN.get_file(format!("{}/{file}", name.value)).and_then(|f| f.contents_utf8());
    Ok(text.map(|text| (format!("nashr:{own}"), text.to_owned())))
}

/// Whether `name` can be the name of a folder of designs and nothing else: no path, nothing hidden.
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '\u{200C}'))
}

fn missing(name: &Spanned<String>) -> Diagnostic {
    let names = built_in();
    let hint = match suggest(&name.value, names.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "there are {}; one of your own is `{FOLDER}/NAME/design.yaml` beside the manifest",
            names.join(", ")
        ),
    };
    let message = format!("there is no design `{}`", name.value);
    Diagnostic::new(Code::DesignMissing, message).at(name.span).hint(hint)
}

/// `above` over `below`: mappings are merged key by key, everything else is replaced. The depth is
/// limited by [`load::parse`].
fn merge(below: Node, above: Node) -> Node {
    let (Value::Map(entries), Value::Map(new)) = (below.value, &above.value) else { return above };
    let mut merged: Vec<(Spanned<String>, Option<Node>)> =
        entries.into_iter().map(|(key, value)| (key, Some(value))).collect();
    let places: BTreeMap<String, usize> =
        merged.iter().enumerate().map(|(at, (key, _))| (key.value.clone(), at)).collect();
    for (key, value) in new {
        match places.get(&key.value) {
            Some(&at) => {
                let below = merged[at].1.take().unwrap_or_default();
                merged[at] = (key.clone(), Some(merge(below, value.clone())));
            }
            None => merged.push((key.clone(), Some(value.clone()))),
        }
    }
    let entries = merged.into_iter().map(|(key, value)| (key, value.unwrap_or_default()));
    Node::new(Value::Map(entries.collect()), above.span)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::{Length, Size};

    fn parsed(text: &str) -> Result<Node, Vec<Diagnostic>> {
        let source = Source::new("design.yaml", text);
        load::parse(&source, SourceId(0), 0..text.len(), Codes::DESIGN)
    }

    /// What is said about a design of this text over the base.
    fn problems(text: &str) -> Vec<Diagnostic> {
        let base = BUILT_IN.get_file("base/design.yaml").and_then(|file| file.contents_utf8());
        let base = parsed(base.unwrap()).unwrap();
        match parsed(text) {
            Ok(node) => {
                let mut reader = Reader::new(Codes::DESIGN);
                let design = read::design("mine", &merge(base, node), String::new(), &mut reader);
                assert!(design.is_some() || !reader.problems.is_empty());
                reader.problems
            }
            Err(problems) => problems,
        }
    }

    proptest! {
        #[test]
        fn no_nearly_right_design_makes_it_panic(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "page: ", "styles: ", "body: ", "{size: 3pt}", "size: ", "grid: 0", "grid: 0mm", "\n", "\n  ",
                "trim: ", "a5", "0line", "-1em", "99999999mm", "1e999pt", "nan", "{", "}", "[", "]", ", ", ": ",
                "toc: ", "leader: \"\"", "bullets: []", "chapter: ", "fonts: ~", "paragraph: {widows: ۲}",
            ]), 0..30)
        ) {
            for problem in problems(&pieces.concat()) {
                prop_assert!(problem.hint.is_some() && problem.span.is_some());
            }
        }

        #[test]
        fn every_trim_leaves_a_type_area(width in 60.0..594.0_f64, height in 60.0..594.0_f64) {
            let base = parsed(BUILT_IN.get_file("base/design.yaml").unwrap().contents_utf8().unwrap());
            let mut reader = Reader::new(Codes::DESIGN);
            let design = read::design("base", &base.unwrap(), String::new(), &mut reader).unwrap();
            let trim = Size { width: Length::mm(width), height: Length::mm(height) };
            let page = design.page.for_trim(trim);
            let area = page.type_area();
            prop_assert!(area.width > trim.width * 0.5 && area.height > trim.height * 0.5);
            prop_assert!(area.height / page.grid > 5.0);
        }
    }
}
