//! From the book to an EPUB.
