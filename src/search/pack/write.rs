//! Writing a pack from an index: every key once, in order, cut into parts that are compressed side
//! by side.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;
use tantivy::schema::Field;

use super::super::index::{SearchError, SearchIndex};
use super::super::lookup::{Document, FieldPostings, Lookup as _, Value, status_weight};
use super::super::passage::PassageKind;
use super::super::phrase::Gram;
use super::super::query::{NAMED_WEIGHT, Origin};
use super::super::schema::{Facet, TextField};
use super::super::scored::{B, K1};
use super::super::store;
use super::codec::{put_bytes, put_documents, put_number, put_postings, put_record, shared_length};
use super::{FOLDER, FORMAT, Manifest, POINTER};
use crate::text::{FOLDING_TABLE, Script, has_traditional, pinyin_table};

/// The files of a pack by their paths on the site, sorted.
pub type PackFiles = Vec<(String, Vec<u8>)>;

/// How large a part of the table is before it is compressed. From 4 to 16 KiB: smaller, and the
/// list of parts grows, which everyone fetches; larger, and every query fetches more beside what it
/// asks for. Large sites have [`LARGE_PART_BYTES`], so that their list of parts stays short.
const PART_BYTES: usize = 5 << 10;
const LARGE_PART_BYTES: usize = 16 << 10;
const LARGE_SITE_DOCUMENTS: u32 = 50_000;

/// How large a file of passages is before it is compressed, on average. From 2 to 16 KiB, in the
/// same balance; but no file has fewer than [`PASSAGES_PER_FILE_MIN`], which bounds their number.
const PASSAGE_FILE_BYTES: usize = 3 << 10;
const PASSAGES_PER_FILE_MIN: usize = 2;

/// Facets that every query needs: they stand in the first file.
const FIRST: [Facet; 3] = [Facet::Kind, Facet::Locale, Facet::Status];

/// Makes the pack of an index. Equal indexes give equal packs.
///
/// # Errors
/// Only if the index cannot be read.
pub fn write(index: &SearchIndex) -> Result<PackFiles, SearchError> {
    let statistics = index.statistics();
    let passages = passages(index)?;
    let mut table = Table::new(match statistics.document_count {
        LARGE_SITE_DOCUMENTS.. => LARGE_PART_BYTES,
        _ => PART_BYTES,
    });
    let facets = Facet::COUNTED.into_iter().chain([Facet::Date]);
    let mut facets: Vec<Facet> = facets.filter(|facet| !FIRST.contains(facet)).collect();
    facets.sort_by_key(|facet| facet.name());
    for facet in facets {
        put_facet(&mut table, index, facet)?;
    }
    let characters = put_grams(&mut table, index)?;
    for Value { value, documents } in index.values(Facet::Name)? {
        let mut bytes = Vec::new();
        put_documents(&mut bytes, &documents);
        table.put(&format!("n{value}"), &bytes);
    }
    put_trigrams(&mut table, index)?;
    for (character, fields) in characters {
        let mut bytes = Vec::new();
        put_postings(&mut bytes, &fields);
        table.put(&format!("u{character}"), &bytes);
    }
    for (word, count) in index.words("")? {
        let mut bytes = Vec::new();
        put_number(&mut bytes, count);
        table.put(&format!("w{word}"), &bytes);
    }
    let (parts, bounds) = table.finish();

    let mut first = Table::new(usize::MAX);
    for facet in FIRST {
        put_facet(&mut first, index, facet)?;
    }
    let manifest = manifest(index, &passages, bounds);
    let manifest = serde_json::to_vec(&manifest)?;
    first.put("manifest", &manifest);
    first.put("pages", &pages(&statistics.pages));

    let mut files: Vec<(String, Vec<u8>)> = first
        .finish()
        .0
        .into_iter()
        .map(|bytes| ("manifest.bin".to_owned(), bytes))
        .collect();
    let parts = parts.into_iter().enumerate();
    files.extend(parts.map(|(number, bytes)| (format!("t/{number}.bin"), bytes)));
    let passages = passages.files.into_iter().enumerate();
    files.extend(passages.map(|(number, bytes)| (format!("x/{number}.bin"), bytes)));
    for (number, (_, range)) in statistics.locales.iter().enumerate() {
        files.push((format!("l/{number}.bin"), lengths(index, range.clone())?));
    }
    files.push(("fold.bin".to_owned(), FOLDING_TABLE.as_bytes().to_vec()));
    files.push(("pinyin.bin".to_owned(), pinyin_table().into_bytes()));
    files.sort();
    let id = content_id(&files);
    let files = files
        .into_par_iter()
        .map(|(name, bytes)| (format!("{FOLDER}/{id}/{name}"), compress(&bytes)));
    let mut files: PackFiles = files.collect();
    let pointer = format!("{{\"format\":{FORMAT},\"folder\":\"{id}\"}}\n");
    files.push((POINTER.to_owned(), pointer.into_bytes()));
    Ok(files)
}

/// The name of the folder: the first half of a hash of what the files say, whatever compresses them.
fn content_id(files: &[(String, Vec<u8>)]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&FORMAT.to_le_bytes());
    for (name, bytes) in files {
        hasher.update(blake3::hash(name.as_bytes()).as_bytes());
        hasher.update(blake3::hash(bytes).as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("memory takes all that is written")
}

fn manifest(index: &SearchIndex, passages: &PassageFiles, bounds: Vec<String>) -> Manifest {
    let statistics = index.statistics();
    let kinds = PassageKind::ALL.into_iter();
    let statuses = ["in_force", "expired", "repealed", "superseded"].into_iter();
    Manifest {
        format: FORMAT,
        documents: statistics.document_count,
        passages_per_file: u32::try_from(passages.per_file).unwrap_or(u32::MAX),
        passage_fields: PASSAGE_FIELDS.map(str::to_owned).to_vec(),
        average_lengths: statistics.average_lengths,
        boosts: TextField::ALL.map(TextField::boost),
        kinds: kinds
            .map(|kind| (kind.as_str().to_owned(), kind.weight()))
            .collect(),
        statuses: statuses
            .map(|status| (status.to_owned(), status_weight(status)))
            .collect(),
        expanded: Origin::Expanded.weight(),
        named: NAMED_WEIGHT,
        k1: K1,
        b: B,
        locales: statistics
            .locales
            .iter()
            .map(|(code, range)| (code.clone(), range.start, range.end))
            .collect(),
        is_folded: passages.is_folded,
        bounds,
    }
}

/// The lengths of some passages, text field by text field.
fn lengths(index: &SearchIndex, documents: Range<Document>) -> Result<Vec<u8>, SearchError> {
    let mut bytes = Vec::new();
    let Some(segment) = index.segment() else {
        return Ok(bytes);
    };
    for field in TextField::ALL {
        let lengths = segment.get_fieldnorms_reader(index.fields.grams(field))?;
        bytes.extend(
            documents
                .clone()
                .map(|document| lengths.fieldnorm_id(document)),
        );
    }
    Ok(bytes)
}

/// The distance of each passage's page from the passage: mostly zero.
fn pages(pages: &[Document]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(pages.len());
    let mut before = u32::MAX;
    for &page in pages {
        // Pages mostly follow each other, in the first language and in the others.
        let distance = page.wrapping_sub(before.wrapping_add(1)).cast_signed();
        put_number(&mut bytes, (distance << 1 ^ distance >> 31).cast_unsigned());
        before = page;
    }
    bytes
}

struct PassageFiles {
    files: Vec<Vec<u8>>,
    per_file: usize,
    is_folded: bool,
}

fn passages(index: &SearchIndex) -> Result<PassageFiles, SearchError> {
    let mut passages = Vec::new();
    let mut is_folded = false;
    for document in 0..index.statistics().document_count {
        let json = index.stored(document)?;
        is_folded |= has_traditional(&json);
        passages.push(values(&serde_json::from_str(&json)?));
    }
    let bytes: usize = passages.iter().map(String::len).sum();
    let average = (bytes / passages.len().max(1)).max(1);
    let per_file = (PASSAGE_FILE_BYTES / average).max(PASSAGES_PER_FILE_MIN);
    let files = passages
        .chunks(per_file)
        .map(|chunk| format!("[{}]", chunk.join(",")).into_bytes())
        .collect();
    Ok(PassageFiles {
        files,
        per_file,
        is_folded,
    })
}

/// The fields of a passage, those that most passages have first.
const PASSAGE_FIELDS: [&str; 21] = [
    "id",
    "kind",
    "locale",
    "url",
    "title",
    "body",
    "headings",
    "names",
    "anchors",
    "policy",
    "ministries",
    "bodies",
    "topics",
    "date",
    "year",
    "status",
    "other_locales",
    "case_count",
    "pinyin",
    "regions",
    "successors",
];

/// The values of a stored passage, without those of nothing at the end.
fn values(passage: &serde_json::Map<String, serde_json::Value>) -> String {
    let values = PASSAGE_FIELDS.map(|field| passage.get(field));
    let last = values.iter().rposition(Option::is_some);
    let values = values[..last.map_or(0, |last| last + 1)].iter();
    let values: Vec<String> = values
        .map(|value| value.map_or_else(|| "null".to_owned(), ToString::to_string))
        .collect();
    format!("[{}]", values.join(","))
}

/// A facet with the names of its values in each language.
fn put_facet(table: &mut Table, index: &SearchIndex, facet: Facet) -> Result<(), SearchError> {
    for Value { value, documents } in index.values(facet)? {
        let names = super::super::facets::names(index, facet, &value)?;
        let mut bytes = Vec::new();
        if names.is_empty() {
            put_number(&mut bytes, 0);
        } else {
            put_bytes(&mut bytes, &serde_json::to_vec(&names)?);
        }
        put_documents(&mut bytes, &documents);
        table.put(&format!("f{}:{value}", facet.name()), &bytes);
    }
    Ok(())
}

type Characters = BTreeMap<char, FieldPostings>;

/// Puts every gram, and gives where each character of an unspaced script stands.
fn put_grams(table: &mut Table, index: &SearchIndex) -> Result<Characters, SearchError> {
    let mut characters = Vec::new();
    each_merged(
        index,
        TextField::ALL.map(|field| index.fields.grams(field)),
        |term, fields| {
            let first = term.chars().next().unwrap_or_default();
            if matches!(Script::of(first), Some(Script::Han | Script::Hangul))
                && characters.last() != Some(&first)
            {
                characters.push(first);
            }
            let mut bytes = Vec::new();
            put_postings(&mut bytes, &fields);
            table.put(&format!("g{term}"), &bytes);
        },
    )?;
    characters
        .into_iter()
        .map(|character| Ok((character, index.postings(&Gram::Character(character))?)))
        .collect()
}

fn put_trigrams(table: &mut Table, index: &SearchIndex) -> Result<(), SearchError> {
    let fields = TextField::ALL.map(|field| index.fields.trigrams(field));
    each_merged(index, fields, |term, fields| {
        let mut bytes = Vec::new();
        put_postings(&mut bytes, &fields);
        table.put(&format!("t{term}"), &bytes);
    })
}

/// Calls for every term that stands in one of some fields, by rising bytes.
fn each_merged(
    index: &SearchIndex,
    fields: [Field; TextField::ALL.len()],
    mut visit: impl FnMut(&str, FieldPostings),
) -> Result<(), SearchError> {
    let Some(segment) = index.segment() else {
        return Ok(());
    };
    let mut inverted = Vec::new();
    let mut lengths = Vec::new();
    for (field, own) in TextField::ALL.into_iter().zip(fields) {
        inverted.push(segment.inverted_index(own)?);
        lengths.push(segment.get_fieldnorms_reader(index.fields.grams(field))?);
    }
    let mut streams = Vec::new();
    for inverted in &inverted {
        let mut stream = inverted.terms().stream()?;
        let is_open = stream.advance();
        streams.push((stream, is_open));
    }
    loop {
        let open = streams.iter().filter(|(_, is_open)| *is_open);
        let Some(term) = open
            .map(|(stream, _)| stream.key())
            .min()
            .map(<[u8]>::to_vec)
        else {
            return Ok(());
        };
        let mut postings = FieldPostings::default();
        for (place, (stream, is_open)) in streams.iter_mut().enumerate() {
            if !*is_open || stream.key() != term {
                continue;
            }
            let option = tantivy::schema::IndexRecordOption::WithFreqs;
            let list = inverted[place].read_postings_from_terminfo(stream.value(), option)?;
            let length = |document| lengths[place].fieldnorm_id(document);
            postings[place] = store::counted(list, length);
            *is_open = stream.advance();
        }
        if let Ok(term) = std::str::from_utf8(&term) {
            visit(term, postings);
        }
    }
}

/// A table in the making, cut into parts of about one size.
struct Table {
    part_bytes: usize,
    parts: Vec<Vec<u8>>,
    bounds: Vec<String>,
    last: String,
    /// The letter with which all keys of the last part begin.
    letter: char,
}

impl Table {
    fn new(part_bytes: usize) -> Self {
        Self {
            part_bytes,
            parts: Vec::new(),
            bounds: Vec::new(),
            last: String::new(),
            letter: '\0',
        }
    }

    /// Puts a record after all others; its key is above theirs.
    fn put(&mut self, key: &str, value: &[u8]) {
        debug_assert!(self.last.as_str() < key, "{} {key}", self.last);
        let size = self.parts.last().map_or(usize::MAX, Vec::len);
        let is_new_letter = self.part_bytes < usize::MAX && !key.starts_with(self.letter);
        if self.parts.is_empty()
            || is_new_letter
            || size.saturating_add(value.len()) > self.part_bytes
        {
            self.parts.push(Vec::new());
            self.bounds.push(separator(&self.last, key).to_owned());
            self.letter = key.chars().next().unwrap_or_default();
            self.last.clear();
        }
        let part = self.parts.last_mut().expect("one was begun");
        put_record(part, &self.last, key, value);
        key.clone_into(&mut self.last);
    }

    fn finish(self) -> (Vec<Vec<u8>>, Vec<String>) {
        (self.parts, self.bounds)
    }
}

/// The shortest beginning of a key that is above another.
fn separator<'k>(below: &str, key: &'k str) -> &'k str {
    let mut end = shared_length(below, key) + 1;
    while !key.is_char_boundary(end) {
        end += 1;
    }
    &key[..end.min(key.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart_by_as_little_as_can_be() {
        assert_eq!(separator("", "g边"), "g");
        assert_eq!(separator("g边", "g边民"), "g边民");
        assert_eq!(separator("g边民", "g边疆"), "g边疆");
        assert_eq!(separator("gabc", "gb"), "gb");
    }
}
