//! Reading what can be one of several things: entries of the contents, pieces, outputs.

use super::node::{Codes, Node, Value};
use super::pieces::{DedicationFile, EpigraphFile, FrontispieceFile, NameOfGodFile, WrittenFile};
use super::query::OneOrMore;
use super::read::{Read, Reader, suggest};
use super::schema::{
    BackFile, Contents, EntryFile, EpubFile, FileFile, FromFile, FrontFile, Generated, GlobFile,
    OutputFile, OutputKindFile, Outputs, PartEntryFile, PartFile, PdfFile, PieceDocument,
    PieceFile, PieceIndex, PieceKind,
};
use crate::base::{Code, Diagnostic, Span, Spanned};

impl Read for Contents {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let entries = if node.is_null() { Vec::new() } else { Vec::read(node, name, reader)? };
        check_order(&entries, reader);
        if !entries.iter().any(names_a_document) {
            let problem =
                Diagnostic::new(Code::ManifestNoContents, "the manifest names no document");
            let hint = "write `- {file: chapter.md}` or `- {glob: \"*.md\"}` below `contents:`";
            reader.problems.push(problem.at(node.span).hint(hint));
        }
        Some(Contents(entries))
    }
}

/// Whether an entry names documents, perhaps by a pattern.
fn names_a_document(entry: &EntryFile) -> bool {
    match entry {
        EntryFile::File(_) | EntryFile::Glob(_) | EntryFile::From(_) => true,
        EntryFile::Part(part) => {
            part.from.is_some() || part.contents.as_ref().is_some_and(|all| !all.is_empty())
        }
        EntryFile::Front(FrontFile { front: pieces })
        | EntryFile::Back(BackFile { back: pieces }) => {
            pieces.iter().any(|piece| matches!(piece, PieceFile::Document(_)))
        }
    }
}

/// `front` stands first and `back` last, each once.
fn check_order(entries: &[EntryFile], reader: &mut Reader) {
    for (at, entry) in entries.iter().enumerate() {
        let (name, edge, right, pieces) = match entry {
            EntryFile::Front(front) => ("front", "first", at == 0, &front.front),
            EntryFile::Back(back) => ("back", "last", at + 1 == entries.len(), &back.back),
            _ => continue,
        };
        if let (false, Some(piece)) = (right, pieces.first()) {
            let message = format!("`{name}` is not the {edge} entry of `contents`");
            reader.value(piece_span(piece), message, format!("move it to the {edge} place, once"));
        }
        check_twice(pieces, reader);
    }
}

fn piece_span(piece: &PieceFile) -> Span {
    match piece {
        PieceFile::Generated(piece) => piece.span,
        PieceFile::Document(document) => document.file.0.span,
        PieceFile::Index(index) => index.index.span,
        PieceFile::Written(WrittenFile::NameOfGod(piece)) => piece.words.span,
        PieceFile::Written(WrittenFile::Dedication(piece)) => first_span(&piece.lines),
        PieceFile::Written(WrittenFile::Epigraph(piece)) => first_span(&piece.lines),
        PieceFile::Written(WrittenFile::Frontispiece(piece)) => piece.picture.0.span,
    }
}

fn first_span(lines: &OneOrMore<Spanned<String>>) -> Span {
    lines.0.first().map_or_else(Span::default, |line| line.span)
}

/// No generated piece stands twice; empty pages may.
fn check_twice(pieces: &[PieceFile], reader: &mut Reader) {
    let mut seen: Vec<&Generated> = Vec::new();
    for piece in pieces {
        let PieceFile::Generated(piece) = piece else { continue };
        if piece.kind == PieceKind::Blank {
            continue;
        }
        match seen.iter().find(|other| other.kind == piece.kind) {
            Some(first) => twice("this piece stands twice", piece.span, first.span, reader),
            None => seen.push(piece),
        }
    }
}

fn twice(message: &str, span: Span, first: Span, reader: &mut Reader) {
    let problem = Diagnostic::new(reader.codes.value, message).at(span);
    reader.problems.push(problem.label(first, "first written here").hint("delete one of the two"));
}

impl Read for Outputs {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let outputs: Vec<OutputFile> = Vec::read(node, name, reader)?;
        for (at, output) in outputs.iter().enumerate() {
            let same = |other: &&OutputFile| {
                std::mem::discriminant(&other.kind) == std::mem::discriminant(&output.kind)
            };
            if let Some(first) = outputs[..at].iter().find(same) {
                twice("this output stands twice", output.span, first.span, reader);
            }
        }
        Some(Outputs(outputs))
    }
}

/// Keys that say what a piece is that is no generated one.
const PIECE_KEYS: &[&str] =
    &["file", "index", "name-of-god", "dedication", "epigraph", "frontispiece"];
/// Pieces that cannot be named by a word alone.
const WORDY: &[&str] = &["dedication", "epigraph", "frontispiece"];
/// Keys that say what an entry of the contents is.
const ENTRY_KEYS: &[&str] = &["file", "glob", "from", "part", "front", "back"];
/// The same beside `part`, which may have a `from` of its own.
const KEYS_BESIDE_PART: &[&str] = &["file", "glob", "part", "front", "back"];

impl Read for EntryFile {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let keys = if node.get("part").is_some() { KEYS_BESIDE_PART } else { ENTRY_KEYS };
        match discriminant(node, name, keys, reader)? {
            "file" => FileFile::read(node, name, reader).map(EntryFile::File),
            "glob" => GlobFile::read(node, name, reader).map(EntryFile::Glob),
            "from" => FromFile::read(node, name, reader).map(EntryFile::From),
            "part" => part(node, name, reader).map(EntryFile::Part),
            "front" => FrontFile::read(node, name, reader).map(EntryFile::Front),
            _ => BackFile::read(node, name, reader).map(EntryFile::Back),
        }
    }
}

/// A part has either `contents` or `from`.
fn part(node: &Node, name: &str, reader: &mut Reader) -> Option<PartFile> {
    let part = PartFile::read(node, name, reader)?;
    match (&part.contents, &part.from) {
        (None, None) => reader.missing("part.contents", node.span),
        (Some(_), Some(from)) => {
            let message = "a part has either `contents` or `from`, not both";
            reader.value(from.span, message, "write `{from: …}` as an entry below `contents:`");
        }
        _ => {}
    }
    Some(part)
}

impl Read for PartEntryFile {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        match discriminant(node, name, &["file", "glob", "from"], reader)? {
            "file" => FileFile::read(node, name, reader).map(PartEntryFile::File),
            "from" => FromFile::read(node, name, reader).map(PartEntryFile::From),
            _ => GlobFile::read(node, name, reader).map(PartEntryFile::Glob),
        }
    }
}

impl Read for PieceFile {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        if let Value::Text(word) = &node.value {
            if WORDY.contains(&word.as_str()) {
                let message = format!("`{word}` does not say what stands on its page");
                reader.value(node.span, message, format!("write `{{{word}: …}}`"));
                return None;
            }
            let kind = PieceKind::read(node, name, reader)?;
            return Some(PieceFile::Generated(Generated { kind, span: node.span }));
        }
        let written = match discriminant(node, name, PIECE_KEYS, reader)? {
            "index" => return PieceIndex::read(node, name, reader).map(PieceFile::Index),
            "file" => return PieceDocument::read(node, name, reader).map(PieceFile::Document),
            "name-of-god" => NameOfGodFile::read(node, name, reader).map(WrittenFile::NameOfGod),
            "dedication" => DedicationFile::read(node, name, reader).map(WrittenFile::Dedication),
            "epigraph" => EpigraphFile::read(node, name, reader).map(WrittenFile::Epigraph),
            _ => FrontispieceFile::read(node, name, reader).map(WrittenFile::Frontispiece),
        };
        written.map(PieceFile::Written)
    }
}

impl Read for OutputFile {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        if let Some(cover) = node.entries().and_then(|entries| entry(entries, "cover")) {
            let hint =
                "outputs are `{epub: {}}` and `{pdf: {edition: screen}}`; both contain the cover";
            reader.value(cover.span, "this version of nashr has no output `cover`", hint);
            return None;
        }
        let kind = match discriminant(node, name, &["epub", "pdf"], reader)? {
            "epub" => OutputKindFile::Epub(EpubFile::read(node, name, reader)?),
            _ => OutputKindFile::Pdf(PdfFile::read(node, name, reader)?),
        };
        Some(OutputFile { kind, span: node.span })
    }
}

/// Which one of `keys` the mapping `node` has: that key says what the mapping is.
fn discriminant(
    node: &Node,
    name: &str,
    keys: &[&'static str],
    reader: &mut Reader,
) -> Option<&'static str> {
    let listed = keys.iter().map(|key| format!("`{{{key}: …}}`")).collect::<Vec<_>>().join(", ");
    let Some(entries) = node.entries() else {
        let hint = match &node.value {
            Value::Text(text) if keys.contains(&text.as_str()) => format!("write `{text}: {{}}`"),
            Value::Text(text) => format!("write `{{{}: {text}}}`", keys[0]),
            _ => format!("accepted: {listed}"),
        };
        reader.wrong_type(node, name, "a mapping", hint);
        return None;
    };
    let mut found = keys.iter().filter_map(|key| Some((*key, entry(entries, key)?)));
    match (found.next(), found.next()) {
        (Some((key, _)), None) => Some(key),
        (Some((first, _)), Some((second, place))) => {
            let message = format!("an entry is either `{first}` or `{second}`, not both");
            reader.value(place.span, message, "make two entries of it");
            None
        }
        (None, _) => {
            reader.problems.push(unnamed(node, entries, name, keys, &listed, reader.codes));
            None
        }
    }
}

/// The problem of a mapping that has none of the keys that say what it is.
fn unnamed(
    node: &Node,
    entries: &[(Spanned<String>, Node)],
    name: &str,
    keys: &[&str],
    listed: &str,
    codes: Codes,
) -> Diagnostic {
    let meant =
        entries.iter().find_map(|(key, _)| Some((key, suggest(&key.value, keys.iter().copied())?)));
    if let Some((key, meant)) = meant {
        return Diagnostic::new(codes.unknown_key, format!("unknown key `{}`", key.value))
            .at(key.span)
            .hint(format!("did you mean `{meant}`?"));
    }
    Diagnostic::new(
        codes.missing_key,
        format!("this entry of `{}` does not say what it is", name.trim_end_matches("[]")),
    )
    .at(entries.first().map_or(node.span, |(key, _)| key.span))
    .hint(format!("accepted: {listed}"))
}

/// The key `name` among `entries`.
fn entry<'e>(entries: &'e [(Spanned<String>, Node)], name: &str) -> Option<&'e Spanned<String>> {
    entries.iter().map(|(key, _)| key).find(|key| key.value == name)
}
