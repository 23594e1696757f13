//! Images that are not there, or not what they should be.

use std::io::Cursor;

use super::support::Project;

const SHORT: &[&str] = &["check", "book.yaml", "--message-format", "short"];

fn picture(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::new(30, 20).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn with(text: &str) -> Project {
    Project::new().file("a.md", text).book("  - {file: a.md}")
}

#[test]
fn a_missing_image() {
    with("متن\n\n![ماه](images/moon.png)\n")
        .file("images/mooon.png", picture(image::ImageFormat::Png))
        .run(&["check", "book.yaml"])
        .stderr(
            "
            a.md:3:8: error[IMG-MISSING]: there is no file `images/moon.png`
              3 | ![ماه](images/moon.png)
                |        ^^^^^^^^^^^^^^^
            hint: did you mean `images/mooon.png`?
            1 error
            ",
        )
        .status(1);
}

#[test]
fn a_wrong_format() {
    with("![ماه](a.png)\n\n![ماه](b.svg)\n\n![ماه](b.tiff)\n")
        .file("a.png", picture(image::ImageFormat::Jpeg))
        .file("b.svg", "<svg/>")
        .file("b.tiff", b"II*\0\x08\0\0\0")
        .run(SHORT)
        .stderr(
            "
            a.md:1:8: error[IMG-FORMAT]: `a.png` holds a JPEG image, which its ending belies (hint: rename it to `a.jpg`)
            a.md:3:8: error[IMG-FORMAT]: `b.svg` is not a PNG, JPEG, GIF or WebP image (hint: convert it to PNG (drawings) or JPEG (photographs))
            a.md:5:8: error[IMG-FORMAT]: `b.tiff` is not a PNG, JPEG, GIF or WebP image (hint: convert it to PNG (drawings) or JPEG (photographs))
            ",
        )
        .status(1);
}

#[test]
fn a_damaged_image() {
    let png = picture(image::ImageFormat::Png);
    with("![ماه](a.png)\n")
        .file("a.png", &png[..png.len() - 20])
        .run(SHORT)
        .stderr("a.md:1:8: error[IMG-FORMAT]: the image `a.png` is damaged: the end of the file is missing (hint: open it in a picture program and save it anew)")
        .status(1);
}

#[test]
fn an_image_outside_the_project() {
    with("![ماه](../a.png)\n\n![ماه](https://example.org/a.png)\n\n![ماه](/etc/passwd)\n")
        .run(SHORT)
        .stderr(
            "
            a.md:1:8: error[COL-PATH-ESCAPE]: the image `../a.png` lies outside the project (hint: put the picture below the manifest's folder and name it relative to the document)
            a.md:3:8: error[IMG-REMOTE]: the image `https://example.org/a.png` is not a file of the project (hint: save the picture beside the document and name the file; nothing is fetched)
            a.md:5:8: error[COL-PATH-ESCAPE]: the image `/etc/passwd` lies outside the project (hint: put the picture below the manifest's folder and name it relative to the document)
            ",
        )
        .status(1);
}

#[test]
fn an_image_without_description() {
    with("متن\n\n![](a.png)\n\n![](a.png){.decorative}\n")
        .file("a.png", picture(image::ImageFormat::Png))
        .run(SHORT)
        .stderr("a.md:3:5: warning[IMG-ALT]: the image `a.png` has no description (hint: write what is to be seen between the brackets, or mark an ornament: `![](a.png){.decorative}`)")
        .status(0);
}

/// One picture, written in two ways and named by two documents and the cover.
#[test]
fn paths_have_many_spellings() {
    Project::new()
        .file("texts/a.md", "![ماه](../images/my%20moon.png)\n\nمتن\n")
        .file("texts/b.md", "![ماه](<./../images/my moon.png>)\n\nمتن\n")
        .file("images/my moon.png", picture(image::ImageFormat::Png))
        .file("book.yaml", "schema: 1\nbook: {title: ک, lang: fa, cover: ./images//my moon.png}\ncollection: {root: ./texts/}\ncontents: [{glob: ./*.md}]\n")
        .run(&["build", "book.yaml"])
        .stderr("")
        .status(0);
}

#[test]
fn a_missing_cover() {
    Project::new()
        .file("a.md", "متن")
        .file("book.yaml", "schema: 1\nbook: {title: ک, lang: fa, cover: c.png}\ncontents: [{file: a.md}]\n")
        .run(SHORT)
        .stderr("book.yaml:2:35: error[IMG-MISSING]: there is no file `c.png` (hint: check the spelling; paths are relative to the folder of the file that names them)")
        .status(1);
}
