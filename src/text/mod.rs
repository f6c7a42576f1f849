//! Pure work on text: nothing here knows of files, policies or pages.
//!
//! What search rests on reads in this order: [`normalize()`] makes texts comparable and remembers
//! where each character came from, [`words()`] cuts the result into the smallest things a search
//! can name, and [`Gap`] says what stood between two of them. [`split_ordinal`] reads the number
//! of a heading, [`nearest`] finds the known name that a mistyped one was meant to be,
//! [`reason_in_chinese`] says why the system refused.

mod nearest;
mod normalize;
mod ordinal;
mod pinyin;
mod reason;
mod script;
mod simplified;
mod slug;
mod width;
mod words;

pub use nearest::nearest;
pub use normalize::{Normalized, normalize, normalized};
pub use ordinal::split_ordinal;
pub use pinyin::{Pinyin, pinyin, pinyin_table};
pub use reason::reason_in_chinese;
pub use script::{Script, is_cjk};
pub use simplified::{FOLDING_TABLE, has_traditional, simplified, simplify};
pub use slug::slug;
pub use width::width;
pub use words::{Gap, Word, words};
