//! Writing XML: every character of every output file goes through this writer, so escaping and the
//! ban on characters that XML 1.0 cannot carry have one home.

use std::fmt::Write as _;

use quick_xml::escape::{escape, partial_escape};

use super::charset::CharSet;

/// Whether XML 1.0 can carry `c` at all (XML 1.0 fifth edition, production 2, `Char`).
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// `text` without the characters that XML cannot carry; import has warned about them.
fn xml_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| is_xml_char(*c))
}

/// A start tag: a name that we know and attributes whose values may come from anywhere.
#[derive(Clone, Debug)]
pub struct Tag {
    name: &'static str,
    attributes: String,
}

impl Tag {
    /// The tag `<name>`.
    pub fn new(name: &'static str) -> Self {
        Tag { name, attributes: String::new() }
    }

    /// The same tag with one more attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let value: String = xml_chars(value).collect();
        let _ = write!(self.attributes, " {name}=\"{}\"", escape(value.as_str()));
        self
    }

    /// The same tag with one more attribute if there is a value.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The same tag with a `class`.
    #[must_use]
    pub fn class(self, classes: &str) -> Self {
        self.with("class", classes)
    }

    /// The same tag with an `id`, if there is one.
    #[must_use]
    pub fn id(self, id: Option<&str>) -> Self {
        self.with_some("id", id)
    }

    /// The same tag with what it means, in the vocabularies of EPUB (`epub:type`) and of DPUB-ARIA
    /// (`role`).
    #[must_use]
    pub fn means(self, epub_type: &str, role: &str) -> Self {
        self.with("epub:type", epub_type).with("role", role)
    }
}

/// XML being written. Elements are closed in the reverse order of their opening, by construction.
#[derive(Debug)]
pub struct Markup {
    out: String,
    open: Vec<&'static str>,
    chars: CharSet,
}

impl Markup {
    /// A document that begins with the XML declaration.
    pub fn document() -> Self {
        let out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Markup { out, open: Vec::new(), chars: CharSet::default() }
    }

    /// Adds markup of our own as it stands: a document type, never anything from input.
    pub fn literal(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Opens an element.
    pub fn open(&mut self, tag: Tag) -> &mut Self {
        let Tag { name, attributes } = tag;
        let _ = write!(self.out, "<{name}{attributes}>");
        self.open.push(name);
        self
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.out, "</{name}>");
        }
        self
    }

    /// Closes the element that was opened last and ends the line.
    pub fn close_line(&mut self) -> &mut Self {
        self.close().newline()
    }

    /// An element without content.
    pub fn empty(&mut self, tag: &Tag) -> &mut Self {
        let _ = write!(self.out, "<{}{}/>", tag.name, tag.attributes);
        self
    }

    /// Characters, escaped and remembered for the fonts.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.chars.extend(text);
        if text.chars().all(is_xml_char) {
            self.out.push_str(&partial_escape(text));
        } else {
            let kept: String = xml_chars(text).collect();
            self.out.push_str(&partial_escape(kept.as_str()));
        }
        self
    }

    /// An element that holds only characters.
    pub fn leaf(&mut self, tag: Tag, text: &str) -> &mut Self {
        self.open(tag).text(text).close()
    }

    /// The same on a line of its own.
    pub fn leaf_line(&mut self, tag: Tag, text: &str) -> &mut Self {
        self.leaf(tag, text).newline()
    }

    /// Ends the line; only used where white space means nothing.
    pub fn newline(&mut self) -> &mut Self {
        self.out.push('\n');
        self
    }

    /// The finished document and the characters that a reader of it sees.
    pub fn finish(mut self) -> (String, CharSet) {
        while !self.open.is_empty() {
            self.close();
        }
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        (self.out, self.chars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped_and_balanced() {
        let mut markup = Markup::document();
        markup.open(Tag::new("p").with("title", "a\"<&'\u{1}>\n"));
        markup.open(Tag::new("b")).text("</b>&\u{0}\u{FFFF}«متن»\r");
        let (xml, chars) = markup.finish();
        insta::assert_snapshot!(xml, @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <p title="a&quot;&lt;&amp;&apos;&gt;
        "><b>&lt;/b&gt;&amp;«متن»&#13;</b></p>
        "#);
        assert!(chars.contains('م') && !chars.contains('t'));
    }
}
