//! The `nashr` program.

fn main() {}
