//! The search pack: the index as static files that a browser fetches as it needs them, without a
//! server and without ranges. This file is the definition of the format.
//!
//! # Files
//!
//! All of a build's files stand in a folder named by their content, so they never change; a pointer
//! beside it ([`POINTER`]) names the folder of the moment. All but the pointer are zlib streams
//! (RFC 1950), whose checksum tells damage.
//!
//! | file | holds |
//! |---|---|
//! | `manifest.bin` | a table with what is needed at once: settings, pages, the small facets |
//! | `t/N.bin` | part N of the table of everything that is looked up by a key |
//! | `x/N.bin` | some neighbouring passages, as a JSON array of arrays: the values of the fields that the manifest lists |
//! | `l/N.bin` | the lengths of the passages of language N: a byte each, as tantivy rounds them, text field by text field |
//! | `fold.bin` | traditional characters with their simplified ones, as `simplified.txt` |
//! | `pinyin.bin` | a line for each syllable: the syllable, a space, its characters |
//!
//! In a site that is opened as files, each of these stands in a script instead: see [`scripts()`].
//!
//! # Tables
//!
//! A table is a sequence of records by rising bytes of their keys: how many bytes the key shares
//! with the one before, how many more it has, those, the length of the value, the value. All
//! numbers here and below are unsigned LEB128. Keys begin with a letter:
//!
//! | key | value |
//! |---|---|
//! | `fFACET:VALUE` | the length of a JSON list of pairs of language and name, that list; documents |
//! | `gTERM`, `tTRIGRAM` | postings with counts, for each text field that has any |
//! | `nNAME` | documents that are known by the name |
//! | `uCHARACTER` | postings without counts, for each text field that has any |
//! | `wWORD` | how many documents have the Latin word as it stands |
//!
//! Documents are their number, then the distance of each from the one before (of the first from
//! zero). Postings are a byte with a bit for each text field, in the order of title, headings,
//! names, body; then for each of these fields their number; then for each document twice its
//! distance, plus one where the frequency is one, else followed by the frequency. Without counts they
//! are the byte, then documents field by field. Keys of different letters never share a part.

mod codec;
mod read;
mod scripts;
mod write;

use serde::{Deserialize, Serialize};

pub use read::Pack;
pub use scripts::scripts;
pub use write::{PackFiles, write};

/// Raised when the files change their meaning.
const FORMAT: u32 = 1;

/// The folder of all packs on the site.
pub const FOLDER: &str = "search/pack";

/// The file that names the folder of the moment.
pub const POINTER: &str = "search/pack.json";

/// The settings of a pack: the record `manifest` of its first file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    /// How many passages there are.
    documents: u32,
    /// How many passages stand in one file.
    passages_per_file: u32,
    /// The fields of a passage, in the order of their values; values that are left out at the end are
    /// those of nothing, as `null` is.
    passage_fields: Vec<String>,
    /// Average lengths of the text fields.
    average_lengths: [f32; 4],
    /// How much a match in each text field counts.
    boosts: [f32; 4],
    /// How much the score of a passage counts, by kind.
    kinds: Vec<(String, f32)>,
    /// The same by status.
    statuses: Vec<(String, f32)>,
    /// How much a match of another wording counts.
    expanded: f32,
    /// How much more a passage counts that is called just what was typed.
    named: f32,
    k1: f32,
    b: f32,
    /// The languages with the numbers of their passages: from, up to and without.
    locales: Vec<(String, u32, u32)>,
    /// Whether texts have traditional characters, so that their table is needed at once.
    is_folded: bool,
    /// What stands in the table, part by part: a text above every key of the parts before and not
    /// above any key of its own.
    bounds: Vec<String>,
}
