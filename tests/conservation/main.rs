//! Nothing is lost: the words of the sources, of the book, of the EPUB and of the PDF are the same.

mod epub;
mod pdf;
mod words;
