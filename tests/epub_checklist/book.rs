//! The book of the checklist: small, and with every form that a point speaks of.

use std::io::Cursor;

use crate::archive::Epub;
use crate::support::Project;

const MANIFEST: &str = r#"schema: 1
book:
  title: "باغ & <راغ>"
  subtitle: نمونهٔ «کوچک» "با گیومه"
  lang: fa
  isbn: 978-600-00-0000-4
  contributors:
    - {name: "یاشار سطری", role: aut, file-as: "سطری، یاشار"}
    - {name: "سیما آرازی", role: trl, file-as: "آرازی، سیما"}
    - {name: "نگار وراق", role: edt}
  publisher: نشر نمونه
  date: 1404-01-01
  rights: <آزاد> & رها
  description: کتابی برای آزمون.
  subjects: [چاپ, نشر]
  series: {name: نمونه‌ها, number: ۲}
contents:
  - front: [title, colophon, toc]
  - part: بخش نخست
    contents:
      - {file: prose.md}
      - {file: verse.md}
  - {file: نام فارسی.md}
outputs:
  - epub: {}
"#;

const PROSE: &str = r"---
title: نثر و <نشانه>
author: یاشار سطری
---

## بخش یکم {#one}

متن با C++ و HarfBuzz 1.9 و *تأکید* و `let x = 1;` و پانوشت.[^a] سال ۱۴۰۳[^b]

[به شعر](verse.md) و [به این‌جا](#two) و [بیرون](https://example.org/a).

### ریز {#two}

1. یک
2. دو

- گوی

![نقش خاکستری](images/grey.png)

| نویسه | شماره |
|:------|------:|
| ع | U+0639 |

[^a]: پانوشت فارسی.
[^b]: Donald Knuth, *The TeXbook*, 1984.
";

const VERSE: &str = r"---
title: شعر
---

::: verse
شبی ماه بر طاق دکّان نشست / ز هر گوشه‌ای رشتهٔ نور بست
حروفی به سینی، ورق بر زمین / یکی پیر در کار، باریک‌بین
:::
";

const THIRD: &str =
    "---\ntitle: سوم\n---\n\n::: dialogue\n**نگار:** سلام.\n\n**مینا:** درود.\n:::\n";

/// The project, with variables of the environment.
pub fn project(environment: &[(&str, &str)]) -> Project {
    let mut picture = Cursor::new(Vec::new());
    let grey = image::DynamicImage::new_luma8(40, 30);
    grey.write_to(&mut picture, image::ImageFormat::Png).expect("a picture");
    let project = Project::new()
        .file("book.yaml", MANIFEST)
        .file("prose.md", PROSE)
        .file("verse.md", VERSE)
        .file("نام فارسی.md", THIRD)
        .file("images/grey.png", picture.into_inner());
    environment.iter().fold(project, |project, (name, value)| project.env(name, value))
}

/// The EPUB that the program makes of it.
pub fn built(environment: &[(&str, &str)]) -> Epub {
    let arguments = ["build", "book.yaml", "--out", "dist", "-q"];
    let mut files = project(environment).run(&arguments).status(0).tree();
    Epub::read(files.remove("dist/book.epub").expect("the EPUB"))
}
