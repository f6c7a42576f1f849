//! Lists the files of the built-in theme, so that the program carries them.

fn main() {}
