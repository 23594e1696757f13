//! A design, made by hand.

use crate::base::{Em, Length, Size};
use crate::design::Design;
use crate::design::model::*;

#[expect(clippy::too_many_lines, reason = "one field after another")]
pub fn design() -> Design {
    let pt = Length::pt;
    let style = |family, weight, size: f64, align| Style {
        family,
        weight,
        size: pt(size),
        leading: pt(size * 1.7),
        ink: 1.0,
        align,
        first_indent: pt(12.0),
        start_indent: pt(0.0),
        end_indent: pt(0.0),
        space_before: pt(0.0),
        space_after: pt(0.0),
        keep_with_next: false,
    };
    let (body, heading, code) = (FamilyUse::Body, FamilyUse::Heading, FamilyUse::Code);
    let (plain, bold) = (Weight::Regular, Weight::Bold);
    let styles = Role::ALL
        .iter()
        .map(|(role, name)| {
            let style = match role {
                Role::ChapterTitle | Role::PartTitle | Role::TitleMain | Role::TocTitle => {
                    style(heading, bold, 20.0, Align::Center)
                }
                Role::Code => style(code, plain, 10.0, Align::Start),
                Role::NoteText | Role::TableCell => style(body, plain, 10.0, Align::Start),
                Role::TitleSubtitle | Role::TitlePerson | Role::TitlePublisher => {
                    style(heading, plain, 13.0, Align::Center)
                }
                _ if name.starts_with("heading") => style(heading, bold, 14.0, Align::Start),
                _ if name.starts_with("chapter") => style(heading, plain, 12.0, Align::Center),
                _ => style(body, plain, 13.0, Align::Justify),
            };
            (*role, style)
        })
        .collect();
    Design {
        name: "base".to_owned(),
        page: PageDesign {
            trim: Size { width: Length::mm(148.0), height: Length::mm(210.0) },
            inner: Length::mm(20.0),
            outer: Length::mm(18.0),
            top: Length::mm(20.0),
            bottom: Length::mm(20.0),
            grid: pt(20.0),
        },
        fonts: FontDesign {
            body: "Scheherazade New".to_owned(),
            heading: "Vazirmatn".to_owned(),
            code: "Vazir Code".to_owned(),
            latin: None,
            fallback: vec!["Vazirmatn".to_owned()],
        },
        styles,
        paragraph: ParagraphDesign {
            space_shrink: 0.25,
            space_stretch: 0.5,
            runt: Em(4.0),
            orphans: 2,
            widows: 2,
            kashida: Kashida::Off,
        },
        verse: VerseDesign {
            gap: pt(24.0),
            column_share: 0.45,
            stanza_space: pt(10.0),
            kashida: Kashida::Off,
        },
        notes: NoteDesign {
            rule_length: pt(60.0),
            rule_thickness: pt(0.5),
            space_above: pt(8.0),
            space_below: pt(4.0),
            page_share: 0.5,
        },
        table: TableDesign {
            padding_inline: pt(4.0),
            padding_block: pt(2.0),
            rule: pt(0.8),
            row_rule: pt(0.0),
        },
        running: RunningDesign {
            head_distance: pt(12.0),
            folio_distance: pt(12.0),
            folio: FolioPlace::FootCenter,
            head: true,
            rule: pt(0.0),
        },
        chapter: ChapterDesign {
            recto: true,
            part_recto: true,
            drop: pt(60.0),
            thematic_break: "* * *".to_owned(),
            bullets: vec!["•".to_owned()],
            list_indent: pt(14.0),
        },
        toc: TocDesign {
            depth: 1,
            leader: ".".to_owned(),
            leader_pitch: pt(4.0),
            indent: pt(12.0),
        },
        cover: CoverDesign {
            ground: Rgb { red: 0x14, green: 0x3a, blue: 0x46 },
            ink: Rgb { red: 0xf5, green: 0xee, blue: 0xdd },
            accent: Rgb { red: 0xc9, green: 0xa2, blue: 0x4e },
        },
        epub_css: concat!(
            include_str!("../../../templates/base/epub/book.css"),
            include_str!("../../../templates/classic/epub/book.css")
        )
        .to_owned(),
    }
}
