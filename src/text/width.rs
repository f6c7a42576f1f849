//! How wide a text is when it is shown.

use unicode_width::UnicodeWidthStr as _;

/// The width of a text in columns of a terminal: a Han character takes two, a Latin letter one,
/// a combining mark none.
pub fn width(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_twice_as_wide_as_latin() {
        assert_eq!(width("边民 ab"), 7);
        assert_eq!(width("e\u{301}"), 1);
    }
}
