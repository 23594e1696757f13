//! Marks for the index that say nothing, lead nowhere, or find no index.

use super::support::Project;

const CHECK: &[&str] = &["check", "book.yaml"];

#[test]
fn marks_that_say_nothing() {
    Project::new()
        .file("a.md", "# یک\n\n[]{.index} و [باغ]{.index trem=\"بستان\"} و [گل]{.index x=1}\n")
        .book("  - {file: a.md}\n  - back: [index]")
        .run(CHECK)
        .stderr(
            "
            book.yaml:5:12: warning[IDX-EMPTY]: no words are marked for the index
              5 |   - back: [index]
                |            ^^^^^
            hint: mark them: `[واژه]{.index}`
            a.md:3:1: error[IDX-MARK]: this mark for the index names no term
              3 | []{.index} و [باغ]{.index trem=\"بستان\"} و [گل]{.index x=1}
                | ^^^^^^^^^^
            hint: write the words between the brackets, or `[]{.index term=\"…\"}`
            a.md:3:14: error[IDX-MARK]: a mark for the index has no key `trem`
              3 | []{.index} و [باغ]{.index trem=\"بستان\"} و [گل]{.index x=1}
                |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: did you mean `term`?
            a.md:3:43: error[IDX-MARK]: a mark for the index has no key `x`
              3 | []{.index} و [باغ]{.index trem=\"بستان\"} و [گل]{.index x=1}
                |                                           ^^^^^^^^^^^^^^^^
            hint: a mark may have term, sub, see, see-also, sort, name
            3 errors, 1 warning
            ",
        )
        .status(1);
}

#[test]
fn marks_that_lead_nowhere_and_passages_without_an_end() {
    Project::new()
        .file(
            "a.md",
            "# یک\n\n[درخت]{.index}\n\n[]{.index term=شجر see=درخث}\n\n\
             []{.index term=گیاه see=\"سنگ\"}\n\n[]{.index .start term=باغ}\n\n\
             []{.index .end term=بوستان}\n",
        )
        .book("  - {file: a.md}\n  - back: [index]")
        .run(CHECK)
        .stderr(
            "
            a.md:5:1: warning[IDX-BLIND]: the index has no pages for «درخث», to which this leads
              5 | []{.index term=شجر see=درخث}
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: did you mean «درخت»?
            a.md:7:1: warning[IDX-BLIND]: the index has no pages for «سنگ», to which this leads
              7 | []{.index term=گیاه see=\"سنگ\"}
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: mark a place for that term, or lead to another one
            a.md:9:1: warning[IDX-RANGE]: the passage on «باغ» has no end
              9 | []{.index .start term=باغ}
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: put `[]{.index .end term=\"…\"}` where it ends; until then only this page counts
            a.md:11:1: warning[IDX-RANGE]: a passage on «بوستان» ends here that never began
              11 | []{.index .end term=بوستان}
                 | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: mark its beginning with `.start` and the same term
            4 warnings
            ",
        )
        .status(0);
}

#[test]
fn marks_without_an_index_and_an_index_without_marks() {
    Project::new()
        .file("a.md", "# یک\n\n[درخت]{.index} و [باغ]{.index}\n\n[حافظ]{.index name=کسان}\n")
        .book("  - {file: a.md}\n  - back: [{index: جاها}]")
        .run(CHECK)
        .stderr(
            "
            book.yaml:5:20: warning[IDX-EMPTY]: no words are marked for the index `جاها`
              5 |   - back: [{index: جاها}]
                |                    ^^^^
            hint: mark them: `[واژه]{.index name=جاها}`
            a.md:3:1: warning[IDX-UNUSED]: 2 places are marked for an index, which the book does not have
              3 | [درخت]{.index} و [باغ]{.index}
                | ^^^^^^^^^^^^^^
            hint: add `index` to `back`
            a.md:5:1: warning[IDX-UNUSED]: one place is marked for an index `کسان`, which the book does not have
              5 | [حافظ]{.index name=کسان}
                | ^^^^^^^^^^^^^^^^^^^^^^^^
            hint: add `{index: کسان}` to `back`
            3 warnings
            ",
        )
        .status(0);
}
