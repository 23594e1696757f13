//! The ZIP container (EPUB 3.3 §4.3 "OCF ZIP container"): `mimetype` first and stored, no extra
//! fields, one time for all entries, so that the same book has the same bytes.

use std::io::{self, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::names::{PACKAGE, ROOT};
use crate::base::Stamp;

/// Deflate level of text: 9 saves 0.6 % more for several times the work.
const LEVEL: i64 = 6;
/// First and last year that a ZIP entry can carry (APPNOTE §4.4.6, MS-DOS date: seven bits).
const YEARS: (u16, u16) = (1980, 2107);
/// `rw-r--r--`: some unpackers refuse files without permissions.
const MODE: u32 = 0o644;

/// A container being written.
pub struct Container<W: Write + Seek> {
    zip: ZipWriter<W>,
    time: DateTime,
}

impl<W: Write + Seek> Container<W> {
    /// Begins a container with the two files that every reading system looks for first.
    pub fn begin(out: W, stamp: Stamp) -> io::Result<Self> {
        let mut container = Container { zip: ZipWriter::new(out), time: time(stamp) };
        container.entry("mimetype", b"application/epub+zip", CompressionMethod::Stored)?;
        let pointer = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n\
             <rootfiles>\n<rootfile full-path=\"{ROOT}/{PACKAGE}\" \
             media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n"
        );
        let compressed = CompressionMethod::Deflated;
        container.entry("META-INF/container.xml", pointer.as_bytes(), compressed)?;
        Ok(container)
    }

    /// Adds a file that compresses well: text, styles, fonts.
    pub fn text(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        self.entry(&format!("{ROOT}/{file}"), bytes, CompressionMethod::Deflated)
    }

    /// Adds a picture: it is compressed already.
    pub fn picture(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        self.entry(&format!("{ROOT}/{file}"), bytes, CompressionMethod::Stored)
    }

    /// Ends the container.
    pub fn end(self) -> io::Result<W> {
        Ok(self.zip.finish()?)
    }

    fn entry(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> io::Result<()> {
        let level = (method == CompressionMethod::Deflated).then_some(LEVEL);
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level(level)
            .last_modified_time(self.time)
            .unix_permissions(MODE);
        self.zip.start_file(name, options)?;
        self.zip.write_all(bytes)
    }
}

/// `stamp` moved into the years that ZIP knows.
fn time(stamp: Stamp) -> DateTime {
    let Stamp { year, month, day, hour, minute, second } = stamp;
    let (first, last) = YEARS;
    let moment = match year {
        year if year < first => (first, 1, 1, 0, 0, 0),
        year if year > last => (last, 12, 31, 23, 59, 58),
        year => (year, month, day, hour, minute, second),
    };
    let (year, month, day, hour, minute, second) = moment;
    DateTime::from_date_and_time(year, month, day, hour, minute, second).unwrap_or_default()
}
