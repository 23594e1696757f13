//! From the plan to the files of the book.
