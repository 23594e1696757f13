//! Pashto.

use super::dates::Dates;
use super::{
    ColophonWords, Labels, Marks, MatterWords, Numbers, Pieces, ReaderWords, Words, numbers,
};
use crate::persian::DigitStyle;

/// Ordinals of chapters (masculine) and of parts (feminine), before the noun.
const ORDINALS: [(&str, &str); 20] = [
    ("لومړی", "لومړۍ"),
    ("دویم", "دویمه"),
    ("درېیم", "درېیمه"),
    ("څلورم", "څلورمه"),
    ("پنځم", "پنځمه"),
    ("شپږم", "شپږمه"),
    ("اووم", "اوومه"),
    ("اتم", "اتمه"),
    ("نهم", "نهمه"),
    ("لسم", "لسمه"),
    ("یوولسم", "یوولسمه"),
    ("دوولسم", "دوولسمه"),
    ("دیارلسم", "دیارلسمه"),
    ("څوارلسم", "څوارلسمه"),
    ("پنځلسم", "پنځلسمه"),
    ("شپاړسم", "شپاړسمه"),
    ("اوولسم", "اوولسمه"),
    ("اتلسم", "اتلسمه"),
    ("نولسم", "نولسمه"),
    ("شلم", "شلمه"),
];

fn chapter(number: usize) -> String {
    match ORDINALS.get(number.wrapping_sub(1)) {
        Some((ordinal, _)) => format!("{ordinal} څپرکی"),
        None => format!("{} څپرکی", DigitStyle::Persian.write(number)),
    }
}

fn part(number: usize) -> String {
    match ORDINALS.get(number.wrapping_sub(1)) {
        Some((_, ordinal)) => format!("{ordinal} برخه"),
        None => format!("{} برخه", DigitStyle::Persian.write(number)),
    }
}

pub(super) const WORDS: Words = Words {
    lang: "ps",
    marks: Marks {
        quotes: ["«", "»"],
        inner_quotes: ["“", "”"],
        comma: "، ",
        semicolon: "؛ ",
        and: " او ",
        others: " او نور",
        colon: ":",
        note_comma: "،",
    },
    numbers: Numbers { chapter, part, front: numbers::pashto, joint: "–" },
    dates: Dates::Civil {
        months: &[
            "جنوري",
            "فبروري",
            "مارچ",
            "اپریل",
            "مۍ",
            "جون",
            "جولای",
            "اګست",
            "سپټمبر",
            "اکتوبر",
            "نومبر",
            "دسمبر",
        ],
        day: "{} {} {}",
        month: "{} {}",
    },
    pieces: Pieces {
        contents: "نیولیک",
        figures: "د انځورونو نیولیک",
        tables: "د جدولونو نیولیک",
        sources: "سرچینې",
        notes: "یادښتونه",
        glossary: "وییپانګه",
        index: "نومښود",
        colophon: "د کتاب پېژندپاڼه",
        cover: "پښتۍ",
        title_page: "د سرلیک مخ",
    },
    matter: MatterWords {
        name_of_god: "د خدای په نامه",
        dedication: "ډالۍ",
        epigraph: "سرلیک خبره",
        foreword: "سریزه",
        preface: "سریزه",
        introduction: "پېژندنه",
        publisher_note: "د خپرونکي یادښت",
        acknowledgments: "مننه",
        afterword: "پای خبرې",
        appendix: "ضمیمه",
        bibliography: "اخځلیکونه",
        about_author: "د لیکوال په اړه",
    },
    labels: Labels {
        figure: "{} انځور",
        table: "{} جدول",
        page: "{} مخ",
        page_short: "مخ\u{a0}{}",
        see: "وګورئ",
        see_also: "دا هم وګورئ",
        continued: "پاتې برخه",
        accessed: "د لیدنې نېټه: {}",
        in_series: "{}، {} ګڼه",
    },
    colophon: ColophonWords {
        title: "سرلیک",
        series: "لړۍ",
        publisher: "خپروونکی",
        edition: "چاپ",
        date: "د خپرېدو نېټه",
        isbn: "ISBN",
        isbn_print: "ISBN (چاپي)",
        isbn_digital: "ISBN (برېښنايي)",
        pages: "د مخونو شمېر",
        subjects: "موضوع",
    },
    roles: [
        ("لیکوال", "لیکوالان"),
        ("ژباړن", "ژباړنان"),
        ("سمونوال", "سمونوالان"),
        ("ټولوونکی", "ټولوونکي"),
        ("انځورګر", "انځورګران"),
        ("عکاس", "عکاسان"),
        ("د پښتۍ ډیزاین", "د پښتۍ ډیزاین"),
        ("د کتاب ډیزاین", "د کتاب ډیزاین"),
        ("سریزه", "سریزه"),
        ("حاشیه لیکونکی", "حاشیه لیکونکي"),
        ("مرکه کوونکی", "مرکه کوونکي"),
        ("مېلمه", "مېلمانه"),
        ("پروف کتونکی", "پروف کتونکي"),
        ("کمپوز", "کمپوز"),
        ("چاپځی", "چاپځی"),
        ("همکار", "همکاران"),
    ],
    credits: [
        "د {} ژباړه",
        "د {} په زیار",
        "د {} راټولونه",
        "د {} انځورونه",
        "د {} په سریزه",
        "د {} مرکه",
        "له {} سره مرکه",
        "د {} عکسونه",
    ],
    reader: ReaderWords {
        landmarks: "نښې",
        body: "د متن پیل",
        notes: "لمنلیکونه",
        note: "لمنلیک",
        back: "متن ته بېرته ستنېدل، لمنلیک",
        cover_of: "د کتاب پښتۍ:",
        access: "د دې کتاب متن د پردې او تورو له کچې سره سمون مومي؛ پوړیز نیولیک، منظم سرلیکونه او د لوستلو سم ترتیب لري.",
        described: "ټول انځورونه تشریح لري.",
        undescribed: "ځینې انځورونه تشریح نه لري.",
        linked_notes: "لمنلیکونه او په متن کې یې ځایونه یو له بل سره تړلي دي.",
    },
};
