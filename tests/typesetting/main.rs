//! The text room from outside: order of mixed text, shapes of words, lines of paragraphs.

mod agreement;
mod edges;
mod hostile;
mod kashidas;
mod lines;
mod order;
mod peer;
mod prose;
mod shapes;
mod support;
mod units;
