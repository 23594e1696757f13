//! References that say what of their target they show.

use super::support::Project;

const CHECK: &[&str] = &["check", "book.yaml"];

#[test]
fn references_that_ask_for_what_is_not_there() {
    Project::new()
        .file(
            "a.md",
            "# یک {#one}\n\n[](#on){show=page}\n\n[](#one){show=pag}\n\n[](#one){show=chapter}\n\n\
             [](#one){show=number}\n\n[همان](#one){show=full}\n\n[واژه]{show=page}\n\n\
             [](https://example.org){show=title}\n",
        )
        .book("  - {file: a.md, numbered: false}")
        .run(CHECK)
        .stderr(
            "
            a.md:3:4: error[DOC-LINK-DANGLING]: nothing in the book has the id `on`
              3 | [](#on){show=page}
                |    ^^^
            hint: did you mean `#one`?
            a.md:5:1: error[DOC-LINK-SHOW]: a reference cannot show `pag`
              5 | [](#one){show=pag}
                | ^^^^^^^^^^^^^^^^^^
            hint: did you mean `show=page`?
            a.md:7:1: error[DOC-LINK-SHOW]: a reference cannot show `chapter`
              7 | [](#one){show=chapter}
                | ^^^^^^^^^^^^^^^^^^^^^^
            hint: write `show=title`, `show=number`, `show=page` or `show=full`
            a.md:9:1: error[DOC-LINK-SHOW]: «یک» has no number
              9 | [](#one){show=number}
                | ^^^^^^^^^^^^^^^^^^^^^
            hint: use `show=title` or `show=full`, or number it: `numbered: true` for a chapter, a caption for a figure or table
            a.md:11:1: error[DOC-LINK-SHOW]: only a reference to a page may have words of its own
              11 | [همان](#one){show=full}
                 | ^^^^^^^^^^^^^^^^^^^^^^^
            hint: write `[](#id){…}` without words, or leave `show` out
            a.md:13:1: error[DOC-LINK-SHOW]: `show` belongs to a link
              13 | [واژه]{show=page}
                 | ^^^^^^^^^^^^^^^^^
            hint: write `[](#id){show=page}`
            a.md:15:1: error[DOC-LINK-SHOW]: an address outside the book has no title, number or page
              15 | [](https://example.org){show=title}
                 | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: leave `show` out, or refer to an id of the book
            7 errors
            ",
        )
        .status(1);
}
