//! Links: from what the author wrote to an anchor of the book or an address outside it.

use super::anchors::{Named, Registry, twice};
use super::drafts::Drafts;
use super::references::{self, Show};
use crate::base::{Code, Diagnostic, Lang, Span, Spanned, limits};
use crate::collect::{percent_decode, resolve_beside};
use crate::document::visit::{each_inline_mut, each_inlines_mut};
use crate::document::{Inline, InlineKind, Link, LinkTarget};
use crate::wording::Words;

/// Schemes of addresses that a book may carry.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Resolves every link of every chapter and fills in the words of empty ones.
pub fn resolve(
    drafts: &mut Drafts,
    registry: &Registry,
    lang: &Lang,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut suggestions = limits::SUGGESTIONS;
    for (index, draft) in drafts.chapters.iter_mut().enumerate() {
        let mut resolver = Resolver {
            registry,
            chapter: index,
            path: &draft.path,
            words: Words::of(draft.chapter.lang.as_ref().unwrap_or(lang)),
            suggestions: &mut suggestions,
            diagnostics,
        };
        let chapter = &mut draft.chapter;
        resolver.inlines(&mut chapter.title);
        resolver.inlines(&mut chapter.subtitle);
        each_inlines_mut(&mut chapter.blocks, &mut |inlines| resolver.inlines(inlines));
        for note in &mut chapter.notes {
            each_inlines_mut(&mut note.blocks, &mut |inlines| resolver.inlines(inlines));
        }
    }
}

/// Resolves the links of one chapter.
struct Resolver<'a> {
    registry: &'a Registry,
    /// Index of the chapter's draft.
    chapter: usize,
    /// Path of its document.
    path: &'a str,
    /// The words of its language.
    words: &'static Words,
    /// How many more similar names may be looked for.
    suggestions: &'a mut usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn inlines(&mut self, inlines: &mut [Inline]) {
        each_inline_mut(inlines, &mut |inline| {
            let span = inline.span;
            match &mut inline.kind {
                InlineKind::Link(link) => self.link(link),
                InlineKind::Span { attributes, content } => {
                    if let Some(show) = references::take(attributes) {
                        self.reference(&show, content, span);
                    }
                }
                _ => {}
            }
        });
    }

    fn link(&mut self, link: &mut Link) {
        let LinkTarget::Written(written) = &link.target else { return };
        match self.target(written) {
            Ok(target) => {
                if link.content.is_empty() {
                    let words = InlineKind::Text(self.words_for(&target));
                    link.content = vec![Inline::new(words, written.span)];
                }
                link.target = target;
            }
            Err(problem) => self.diagnostics.push(*problem),
        }
    }

    /// A reference that says what of its target it shows.
    fn reference(&mut self, show: &str, content: &mut [Inline], span: Span) {
        let show = match show.parse::<Show>() {
            Ok(show) => show,
            Err(problem) => return self.diagnostics.push(problem.at(span)),
        };
        let [Inline { kind: InlineKind::Link(link), .. }] = content else {
            return self.diagnostics.push(references::no_link(span));
        };
        let LinkTarget::Written(written) = &link.target else { return };
        let target = match self.target(written) {
            Ok(target) => target,
            Err(problem) => return self.diagnostics.push(*problem),
        };
        let LinkTarget::Internal(name) = &target else {
            return self.diagnostics.push(references::outside(span));
        };
        let Some(anchor) = self.registry.get(name) else { return };
        let place = references::Place { name, anchor, words: self.words, span };
        match place.words(show, &link.content) {
            Ok(content) => *link = Link { target, content },
            Err(problem) => self.diagnostics.push(*problem),
        }
    }

    /// The words of a link that has none: its target's title, or the address.
    fn words_for(&self, target: &LinkTarget) -> String {
        match target {
            LinkTarget::Internal(anchor) => self.registry.title(anchor).to_owned(),
            LinkTarget::External(address) => address.clone(),
            LinkTarget::Written(written) => written.value.clone(),
        }
    }

    fn target(&mut self, written: &Spanned<String>) -> Result<LinkTarget, Box<Diagnostic>> {
        let address = written.value.trim();
        if let Some(id) = address.strip_prefix('#') {
            return self.place_in_book(&percent_decode(id), written.span);
        }
        match external(address) {
            Some(Ok(address)) => Ok(LinkTarget::External(address)),
            Some(Err(scheme)) => Err(Box::new(forbidden(scheme, written.span))),
            None => self.document(address, written.span),
        }
    }

    /// `#id`: in this document first, else in the whole book, where it must be the only one.
    fn place_in_book(&mut self, id: &str, span: Span) -> Result<LinkTarget, Box<Diagnostic>> {
        if let Some(named) = self.registry.in_chapter(self.chapter, id) {
            return Ok(internal(named));
        }
        match self.registry.in_book(id) {
            [named] => Ok(internal(named)),
            [first, second, ..] => Err(Box::new(
                twice(id, second.span, first.span)
                    .label(span, "this link may mean either")
                    .hint("give one of the two another id, or write the link as `file.md#id`"),
            )),
            [] => {
                let similar = self.similar(id, self.registry.ids(), "#");
                Err(Box::new(dangling(
                    format!("nothing in the book has the id `{id}`"),
                    span,
                    similar,
                )))
            }
        }
    }

    /// `file.md` or `file.md#id`.
    fn document(&mut self, address: &str, span: Span) -> Result<LinkTarget, Box<Diagnostic>> {
        let (path, id) = address.split_once('#').map_or((address, None), |(path, id)| {
            (path, Some(percent_decode(id)).filter(|id| !id.is_empty()))
        });
        let found = resolve_beside(self.path, path).and_then(|path| self.registry.document(&path));
        let Some(chapter) = found else {
            let document = self.path;
            let beside = self.registry.paths().map(|known| relative_to(document, known));
            let similar = self.similar(path, beside, "");
            let message = format!("the book contains no document `{path}`");
            return Err(Box::new(dangling(message, span, similar)));
        };
        let Some(id) = id else {
            return Ok(LinkTarget::Internal(self.registry.anchor_of(chapter).to_owned()));
        };
        if let Some(named) = self.registry.in_chapter(chapter, &id) {
            return Ok(internal(named));
        }
        let similar = self.similar(&id, self.registry.ids_of(chapter), "#");
        let message = format!("the document `{path}` has no id `{id}`");
        Err(Box::new(dangling(message, span, similar)))
    }

    /// The most similar of `names`, written after `prefix`; while the search is still affordable.
    fn similar(
        &mut self,
        name: &str,
        names: impl Iterator<Item = impl AsRef<str>>,
        prefix: &str,
    ) -> Option<String> {
        *self.suggestions = self.suggestions.checked_sub(1)?;
        // A third of the letters may be wrong: more would be another word.
        let tolerance = (name.chars().count() / 3).max(1);
        names
            .map(|known| (strsim::damerau_levenshtein(name, known.as_ref()), known))
            .min_by_key(|(distance, _)| *distance)
            .filter(|(distance, _)| *distance <= tolerance)
            .map(|(_, known)| format!("{prefix}{}", known.as_ref()))
    }
}

/// `path` as a document at `document` would write it (both relative to the manifest's folder).
fn relative_to(document: &str, path: &str) -> String {
    let mut folders: Vec<&str> = document.split('/').collect();
    folders.pop();
    let parts: Vec<&str> = path.split('/').collect();
    let shared = folders.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(parts[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn internal(named: &Named) -> LinkTarget {
    LinkTarget::Internal(named.anchor.clone())
}

/// The address outside the book, or the scheme that a book may not carry; `None` for what is no
/// address: a path.
fn external(address: &str) -> Option<Result<String, &str>> {
    if let Some(scheme) = scheme(address) {
        let allowed = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
        return Some(if allowed { Ok(address.to_owned()) } else { Err(scheme) });
    }
    if address.starts_with("//") {
        return Some(Err("//"));
    }
    if address.starts_with("www.") {
        return Some(Ok(format!("http://{address}")));
    }
    is_mail(address).then(|| Ok(format!("mailto:{address}")))
}

/// The address outside the book that `text` is, if a book may carry it.
pub fn outside(text: &str) -> Option<String> {
    external(text)?.ok()
}

/// What stands before the first colon, if it has the form of a scheme (RFC 3986, §3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    well_formed.then_some(scheme)
}

fn is_mail(address: &str) -> bool {
    let plain = !address.contains(['/', '#', ' ']);
    plain
        && address
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn forbidden(scheme: &str, span: Span) -> Diagnostic {
    let message = if scheme == "//" {
        "an address without a scheme".to_owned()
    } else {
        format!("a book may not carry an address of the scheme `{scheme}:`")
    };
    Diagnostic::new(Code::LinkScheme, message)
        .at(span)
        .hint("use http, https or mailto, or the path of a document of this book")
}

fn dangling(message: String, span: Span, similar: Option<String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::LinkDangling, message).at(span);
    match similar {
        Some(similar) => diagnostic.hint(format!("did you mean `{similar}`?")),
        None => diagnostic.hint(
            "link to an id of the book (`#id`), a document of its contents (`file.md`, \
             `file.md#id`), or an address with http, https or mailto",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_suggested_as_the_document_would_write_them() {
        assert_eq!(relative_to("texts/a.md", "texts/b.md"), "b.md");
        assert_eq!(relative_to("texts/a.md", "b.md"), "../b.md");
        assert_eq!(relative_to("a.md", "texts/b.md"), "texts/b.md");
        assert_eq!(relative_to("x/y/a.md", "x/z/b.md"), "../z/b.md");
    }

    #[test]
    fn addresses_are_told_from_paths() {
        let outside = |address| external(address).map(|address| address.map_err(str::to_owned));
        let ok = |address: &str| Some(Ok(address.to_owned()));
        let forbidden = |scheme: &str| Some(Err(scheme.to_owned()));
        assert_eq!(outside("https://example.org/a#b"), ok("https://example.org/a#b"));
        assert_eq!(outside("MAILTO:a@example.org"), ok("MAILTO:a@example.org"));
        assert_eq!(outside("www.example.org"), ok("http://www.example.org"));
        assert_eq!(outside("a@example.org"), ok("mailto:a@example.org"));
        assert_eq!(outside("javascript:alert(1)"), forbidden("javascript"));
        assert_eq!(outside("file:///etc/passwd"), forbidden("file"));
        assert_eq!(outside("//example.org"), forbidden("//"));
        assert_eq!(outside("C:\\x.md"), forbidden("C"));
        assert_eq!(outside("texts/a.md#b"), None);
        assert_eq!(outside("خانه: نو.md"), None);
    }
}
