//! Every numeric limit of the program, in one place, each with its reason.
//!
//! A limit is far above any honest book and far below what would hurt the machine
//! (contract: every hostile input ends in under 10 s and 1 GiB).

/// Largest manifest or design file, in bytes. A manifest of 1,000 chapters has about 60 kB.
pub const MANIFEST_BYTES: u64 = 1 << 20;
/// Most files below `defaults` that name one another in a row; two or three are usual.
pub const DEFAULTS_DEPTH: usize = 16;
/// Deepest nesting in a manifest: the schema itself needs 8.
pub const MANIFEST_DEPTH: usize = 32;
/// Largest text document, in bytes: the longest Persian novel (Kelidar) has about 9 MB.
pub const SOURCE_BYTES: u64 = 64 << 20;
/// Largest image file, in bytes.
pub const IMAGE_BYTES: u64 = 256 << 20;
/// Most pixels of an image: A2 at 600 dpi has 139 million.
pub const IMAGE_PIXELS: u64 = 200_000_000;
/// Largest font file, in bytes: complete CJK fonts have about 20 MB.
pub const FONT_BYTES: u64 = 64 << 20;
/// Most documents in one book.
pub const DOCUMENTS: usize = 100_000;
/// Deepest nesting of blocks or inlines that import builds; what is deeper is an error.
/// Printed books nest 4 or 5 deep. Recursion over the document is safe below this depth.
pub const NESTING: usize = 64;
/// Most diagnostics shown in full by the command line; the rest are counted.
pub const SHOWN_DIAGNOSTICS: usize = 200;
/// Most passes of pagination before unresolved page numbers are reported.
pub const LAYOUT_PASSES: usize = 5;
/// Largest size of the cache, in bytes: imports of some hundred thousand documents.
pub const CACHE_BYTES: u64 = 1 << 30;
/// Shortest text, in bytes, whose import is kept. An entry is a file, which takes a disk block of
/// 4 KiB and a search; a text of a few lines does not repay it. (Measured on 18,000 documents of
/// 5 kB: checking the book takes 2.4 s of CPU without the cache, 1.7 s with it, 3.0 s the first time.)
pub const KEPT_BYTES: usize = 1 << 9;
/// Longest piece of text handed to the shaper at once, in bytes. Words are far shorter; a run of
/// 100 kB without a space is cut at cluster boundaries so that time stays linear.
pub const SHAPED_BYTES: usize = 4096;
/// Most dangling links for which a similar name is looked for: the search reads every name of the
/// book, and whoever has more broken links than this has renamed something as a whole.
pub const SUGGESTIONS: usize = 50;
/// Most diagnostics of one code that import gives for one document; the rest are counted in one
/// line. Twenty are enough to see what is wrong, and a damaged file can have a million.
pub const SAME_DIAGNOSTICS: usize = 20;
