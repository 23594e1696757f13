//! The index: every mark has its page, and it is the page on which the words stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;

use super::references::{build, flat, persian};

const MANIFEST: &str = "schema: 1\nbook: {title: آزمون, lang: fa, print: {trim: jibi}}\ncontents:\n  \
                        - {glob: \"*.md\"}\n  - back: [index, {index: کسان, title: نام‌ها}]\n\
                        outputs: [{epub: {}}, {pdf: {}}]\n";

/// Words of the text; none is part of another, and none stands in the index.
const FILLER: &str = "و باد از کوچه می‌گذشت و برگ‌های زرد را با خود می‌برد تا پای دیوار کهنه ";

/// The words of the index that begins on the page with this title, to the end of the book.
fn index(pages: &[String], title: &str) -> String {
    let first = pages.iter().position(|page| flat(page).starts_with(title)).expect("an index");
    let words = flat(&pages[first..].join(" "));
    // Links are read apart from the marks around them.
    format!(" {} ", words.replace(" ،", "،").replace(" ؛", "؛"))
}

/// The pages that `index` names for `term`, as printed.
fn named(index: &str, term: &str) -> String {
    let entry = format!(" {term}، ");
    let at = index.find(&entry).unwrap_or_else(|| panic!("no «{term}» in {index}"));
    let is_page = |c: char| ('۰'..='۹').contains(&c) || "، –".contains(c);
    let rest = &index[at + entry.len()..];
    let end = rest.find(|c| !is_page(c)).unwrap_or(rest.len());
    rest[..end].trim_matches([' ', '،']).to_owned()
}

#[test]
fn marks_count_wherever_they_stand() {
    let first = "# سرآغاز [آبگیر]{.index}\n\n## بند [بادگیر]{.index}\n\n### یخچال {.index}\n\n\
         متن [پنجره]{.index} و [کتابِ]{.index term=کتاب} خوب و كتاب[]{.index term=\"كتاب\"}.[^1]\n\n\
         [^1]: یادداشت [تالار]{.index} و باز[^2].\n\n[^2]: درونی [ثریا]{.index}.\n\n\
         ::: verse\nببین [جویبار]{.index} را / که آنجا [چنار]{.index} است\n\n\
         تنها [حوض]{.index} ماند\n:::\n\n\
         | ستون [خیمه]{.index} |\n|---|\n| خانهٔ [دالان]{.index} |\n\n\
         : جدول [ذرت]{.index}\n\n- مورد [رواق]{.index}\n\n> نقل [زورق]{.index}\n\nعطف [شیرازه]{.index}\n: پهلوی [صحافی]{.index}.\n\n\
         ::: dialogue\n**[ضحاک]{.index}:** پاسخ [طاووس]{.index}.\n:::\n\n\
         ::: letter\n::: salutation\n[ظهیر]{.index} گرامی،\n:::\n\nسلام [عقاب]{.index}.\n:::\n\n\
         ::: aside\nکنار [غزال]{.index}\n:::\n\n::: epigraph\nسخن [فاخته]{.index}\n:::\n\n\
         - [ ] کار [قمری]{.index}\n\n\
         **م[ژده]{.index}ها** و [سرو]{.index sub=\"سایهٔ سرو\"} و \
         []{.index term=شجر see=سرو}[]{.index term=سرو see-also=\"چنار؛ پنجره\"} پایان.\n\n\
         []{.index term=تنهایی}\n\n[حافظ]{.index name=کسان sort=\"خواجه\"} و \
         [بیهقی]{.index name=کسان}\n";
    let (pages, epub) =
        build("index-places", &[("book.yaml", MANIFEST.into()), ("a.md", first.into())]);
    let found = index(&pages, "نمایه");
    let opening = pages.iter().position(|page| flat(page).starts_with("فصل یکم سرآغاز"));
    let text = &pages[opening.expect("the chapter")..];
    let page = |word: &str| {
        persian(text.iter().position(|page| flat(page).contains(word)).expect(word) + 1)
    };
    for word in [
        "آبگیر",
        "بادگیر",
        "پنجره",
        "کتاب",
        "تالار",
        "ثریا",
        "جویبار",
        "چنار",
        "حوض",
        "خیمه",
        "دالان",
        "ذرت",
        "رواق",
        "شیرازه",
        "صحافی",
        "ضحاک",
        "طاووس",
        "ظهیر",
        "عقاب",
        "غزال",
        "فاخته",
        "قمری",
        "زورق",
        "ژده",
    ] {
        assert_eq!(named(&found, word), page(word), "{word}");
    }
    assert_eq!(named(&found, "سایهٔ سرو"), page("ها و سرو"));
    assert_eq!(named(&found, "تنهایی"), page("پایان."));
    assert_eq!(named(&found, "یخچال"), page("یخچال"));
    for line in ["شجر، نگاه کنید به سرو", "سرو، نیز نگاه کنید به چنار؛ پنجره"]
    {
        assert!(found.contains(line), "«{line}» is not in {found}");
    }
    let letters = [
        "آ", "ب", "پ", "ت", "ث", "ج", "چ", "ح", "خ", "د", "ذ", "ر", "ز", "ژ", "س", "ش", "ص", "ض",
        "ط", "ظ", "ع", "غ", "ف", "ق", "ک",
    ];
    let mut at = 0;
    for letter in letters {
        let heading = format!(" {letter} ");
        at += found[at..].find(&heading).unwrap_or_else(|| panic!("no {letter} after {at}"));
    }
    let names = index(&pages, "نام‌ها");
    let page = page("حافظ");
    assert!(names.starts_with(&format!(" نام‌ها ب بیهقی، {page} خ حافظ، {page} ")), "{names}");
    let epub = flat(&epub);
    for line in [
        "آبگیر، فصل یکم",
        "کتاب، فصل یکم (۱، ۲)",
        "شجر، نگاه کنید به سرو",
        "سرو، نیز نگاه کنید به چنار؛ پنجره",
        "نام‌ها ب بیهقی، فصل یکم خ حافظ، فصل یکم",
    ] {
        assert!(epub.contains(line), "the EPUB does not say «{line}»");
    }
}

/// Terms of the generated books: no two begin alike.
const TERMS: [&str; 8] = ["آهو", "ببر", "پلنگ", "تذرو", "جغد", "خرس", "روباه", "شیر"];

/// A word of its own for mark `number`.
fn own_word(number: usize) -> String {
    const LETTERS: [char; 10] = ['س', 'ع', 'ف', 'ق', 'ک', 'ل', 'م', 'ن', 'ه', 'ی'];
    let digits = number.to_string();
    let letters = digits.bytes().map(|digit| LETTERS[usize::from(digit - b'0')]);
    format!("غظ{}غ", letters.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// A book of random length whose marks stand at random places: each entry names exactly the
    /// pages on which its term stands.
    #[test]
    fn pages_are_true(marks in prop::collection::vec((0usize..8, 1usize..40), 1..60)) {
        let mut text = "# داستان\n\n".to_owned();
        for (at, (term, distance)) in marks.iter().enumerate() {
            // Every mark has a word of its own, by which its page is found.
            let _ = write!(text, "{}{} [{}]{{.index}} ", FILLER.repeat(*distance / 4 + 1), own_word(at), TERMS[*term]);
            if distance % 5 == 0 {
                text.push_str("\n\n");
            }
        }
        let (pages, _) = build("index-pages", &[("book.yaml", MANIFEST.replace(", {index: کسان, title: نام‌ها}", "")), ("a.md", text)]);
        let flats: Vec<String> = pages.iter().map(|page| flat(page)).collect();
        let first =
            flats.iter().position(|page| page.starts_with("فصل یکم داستان")).expect("the chapter");
        let mut wanted: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (at, (term, _)) in marks.iter().enumerate() {
            let mark = own_word(at);
            let page = flats.iter().position(|page| page.contains(&mark)).expect("a mark");
            let starts = flats[page].find(&mark).expect("the mark");
            // The term may be the first word of the next page.
            let page = if flats[page][starts..].starts_with(&format!("{mark} {}", TERMS[*term])) { page } else { page + 1 };
            wanted.entry(TERMS[*term]).or_default().insert(page + 1 - first);
        }
        let found = index(&pages, "نمایه");
        for (term, pages) in wanted {
            let entry = named(&found, term);
            let mut named = BTreeSet::new();
            for part in entry.split('،').map(str::trim) {
                let number = |text: &str| -> usize {
                    (1..500).find(|n| persian(*n) == text).unwrap_or_else(|| panic!("«{text}» in {entry}"))
                };
                let (from, to) = part.split_once('–').unwrap_or((part, part));
                named.extend(number(from)..=number(to));
            }
            prop_assert_eq!(&named, &pages, "{}", entry);
        }
    }
}
