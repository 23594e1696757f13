//! The golden text form of a document, for tests and for looking at what import understood.
