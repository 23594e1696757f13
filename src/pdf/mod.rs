//! From pages to a PDF.
