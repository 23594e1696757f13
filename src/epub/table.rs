//! Tables.

use super::text::Text;
use super::xml::Tag;
use crate::document::{Alignment, Attributes, Cell, Row, Table};

/// More columns than this leave a small screen no room for whole words.
const MANY_COLUMNS: usize = 6;

impl Text<'_> {
    /// A table with the direction of the text around, so that its first column stands where reading
    /// begins.
    pub fn table(&mut self, table: &Table, attributes: &Attributes) {
        let class = if table.columns.len() > MANY_COLUMNS { "table wide" } else { "table" };
        self.element("div", class, attributes, |text| {
            text.markup.newline();
            text.markup.open(Tag::new("table").with("dir", text.direction.html())).newline();
            text.caption(table);
            text.rows("thead", "th", "table-head", &table.head, &table.columns);
            text.rows("tbody", "td", "table-cell", &table.body, &table.columns);
            text.markup.close_line();
        });
    }

    fn caption(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.markup.open(Tag::new("caption").class("table-caption"));
            self.inlines(&table.caption);
            self.markup.close_line();
        }
    }

    fn rows(
        &mut self,
        group: &'static str,
        element: &'static str,
        class: &str,
        rows: &[Row],
        columns: &[Alignment],
    ) {
        if rows.is_empty() {
            return;
        }
        self.markup.open(Tag::new(group)).newline();
        for row in rows {
            self.markup.open(Tag::new("tr"));
            for (at, cell) in row.cells.iter().enumerate() {
                self.cell(element, class, cell, columns.get(at).copied().unwrap_or_default());
            }
            self.markup.close_line();
        }
        self.markup.close_line();
    }

    /// A cell; an empty heading cell heads nothing, so it is an ordinary one (WCAG 1.3.1).
    fn cell(&mut self, element: &'static str, class: &str, cell: &Cell, align: Alignment) {
        let class = match align {
            Alignment::Start => class.to_owned(),
            Alignment::Number => format!("{class} number"),
            Alignment::Center => format!("{class} center"),
            Alignment::End => format!("{class} end"),
        };
        let is_heading = element == "th" && !cell.content.is_empty();
        let tag = Tag::new(if is_heading { "th" } else { "td" }).class(&class);
        self.markup.open(tag.with_some("scope", is_heading.then_some("col")));
        self.inlines(&cell.content);
        self.markup.close();
    }
}
