//! Reading a pack as the browser does: file by file, as it is needed. The acceptance queries of a
//! site are asked of what is published, and this holds the written format to its definition.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Read as _;
use std::sync::Mutex;

use camino::Utf8PathBuf;
use flate2::read::ZlibDecoder;

use super::super::answer::{Columns, answer};
use super::super::index::SearchError;
use super::super::lookup::{Document, FieldPostings, Lookup, Statistics, Value};
use super::super::passage::Passage;
use super::super::phrase::Gram;
use super::super::request::{SearchRequest, SearchResponse};
use super::super::schema::Facet;
use super::codec::{Cursor, records};
use super::{FORMAT, Manifest, POINTER};

type Records = BTreeMap<String, Vec<u8>>;

/// An opened pack.
pub struct Pack {
    files: BTreeMap<String, Vec<u8>>,
    manifest: Manifest,
    /// What stands in the first file.
    first: Records,
    /// The lengths of all passages, language by language.
    lengths: Vec<Vec<u8>>,
    parts: Mutex<BTreeMap<usize, Records>>,
    statistics: Statistics,
    columns: Columns,
}

impl Pack {
    /// Opens a pack from its files, by their paths on the site.
    ///
    /// # Errors
    /// If a file is missing or damaged, or another version of the program wrote them.
    pub fn from_files(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, SearchError> {
        let files: BTreeMap<_, _> = files
            .into_iter()
            .map(|(path, bytes)| {
                let parts: Vec<_> = path.splitn(4, '/').collect();
                let name = parts.get(3).map_or(path.clone(), |name| (*name).to_owned());
                (name, bytes)
            })
            .collect();
        if !files.contains_key(POINTER) {
            return Err(damaged(POINTER));
        }
        let first: Records = table(&inflate(&files, "manifest.bin")?);
        let manifest: Manifest =
            serde_json::from_slice(first.get("manifest").map_or(&[], Vec::as_slice))?;
        if manifest.format != FORMAT {
            return Err(SearchError::OtherFormat);
        }
        let lengths = (0..manifest.locales.len())
            .map(|number| inflate(&files, &format!("l/{number}.bin")))
            .collect::<Result<_, _>>()?;
        let mut pack = Self {
            lengths,
            statistics: Statistics {
                document_count: manifest.documents,
                average_lengths: manifest.average_lengths,
                pages: pages(first.get("pages").map_or(&[], Vec::as_slice)),
                locales: manifest
                    .locales
                    .iter()
                    .map(|(code, start, end)| (code.clone(), *start..*end))
                    .collect(),
            },
            files,
            manifest,
            first,
            parts: Mutex::default(),
            columns: Columns::default(),
        };
        pack.columns = Columns::of(&pack)?;
        Ok(pack)
    }

    /// Answers a request. Whatever was typed, there is an answer.
    ///
    /// # Errors
    /// If a file is missing or damaged.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        answer(self, &self.columns, request)
    }

    /// Calls with the records of a part of the table.
    fn with_part<T>(
        &self,
        part: usize,
        read: impl FnOnce(&Records) -> T,
    ) -> Result<T, SearchError> {
        let mut parts = self.parts.lock().expect("no reader panics");
        let records = match parts.entry(part) {
            Entry::Occupied(records) => records.into_mut(),
            Entry::Vacant(place) => {
                place.insert(table(&inflate(&self.files, &format!("t/{part}.bin"))?))
            }
        };
        Ok(read(records))
    }

    /// The part of the table in which a key stands, if it is there.
    fn part_of(&self, key: &str) -> Option<usize> {
        let bounds = &self.manifest.bounds;
        bounds
            .partition_point(|bound| bound.as_str() <= key)
            .checked_sub(1)
    }

    /// The records whose keys begin so, in order.
    fn beginning_with(&self, beginning: &str) -> Result<Vec<(String, Vec<u8>)>, SearchError> {
        let mut found: Vec<_> = matching(&self.first, beginning);
        let bounds = &self.manifest.bounds;
        let from = self.part_of(beginning).unwrap_or(0);
        for (part, bound) in bounds.iter().enumerate().skip(from) {
            if part > from && !bound.starts_with(beginning) {
                break;
            }
            found.extend(self.with_part(part, |records| matching(records, beginning))?);
        }
        Ok(found)
    }

    /// The length of a text field of a passage.
    fn length_id(&self, field: usize, document: Document) -> u8 {
        let mut locales = self.statistics.locales.iter().zip(&self.lengths);
        let own = locales.find(|((_, range), _)| range.contains(&document));
        own.and_then(|((_, range), lengths)| {
            let place = field * range.len() + (document - range.start) as usize;
            lengths.get(place).copied()
        })
        .unwrap_or_default()
    }

    fn record(&self, key: &str) -> Result<Option<Vec<u8>>, SearchError> {
        if let Some(value) = self.first.get(key) {
            return Ok(Some(value.clone()));
        }
        match self.part_of(key) {
            Some(part) => self.with_part(part, |records| records.get(key).cloned()),
            None => Ok(None),
        }
    }
}

fn matching(records: &Records, beginning: &str) -> Vec<(String, Vec<u8>)> {
    records
        .range(beginning.to_owned()..)
        .take_while(|(key, _)| key.starts_with(beginning))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

fn table(bytes: &[u8]) -> Records {
    let records = records(bytes).into_iter();
    records.map(|(key, value)| (key, value.to_vec())).collect()
}

fn damaged(name: &str) -> SearchError {
    SearchError::Damaged {
        file: Utf8PathBuf::from(name),
    }
}

fn inflate(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Result<Vec<u8>, SearchError> {
    let bytes = files.get(name).ok_or_else(|| damaged(name))?;
    let mut inflated = Vec::new();
    ZlibDecoder::new(bytes.as_slice())
        .read_to_end(&mut inflated)
        .map_err(|_| damaged(name))?;
    Ok(inflated)
}

fn pages(bytes: &[u8]) -> Vec<Document> {
    let mut cursor = Cursor::new(bytes);
    let mut pages = Vec::new();
    let mut before = u32::MAX;
    while !cursor.is_at_end() {
        let number = cursor.number();
        let distance = (number >> 1) ^ 0_u32.wrapping_sub(number & 1);
        before = before.wrapping_add(1).wrapping_add(distance);
        pages.push(before);
    }
    pages
}

impl Lookup for Pack {
    fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    fn postings(&self, gram: &Gram) -> Result<FieldPostings, SearchError> {
        let (key, has_counts) = match gram {
            Gram::Term(term) => (format!("g{term}"), true),
            Gram::Trigram(term) => (format!("t{term}"), true),
            Gram::Character(character) => (format!("u{character}"), false),
        };
        let record = self.record(&key)?;
        Ok(record.map_or_else(FieldPostings::default, |bytes| {
            let length_id = |field, document| self.length_id(field, document);
            let length_id: Option<&dyn Fn(usize, Document) -> u8> = Some(&length_id);
            Cursor::new(&bytes).postings(length_id.filter(|_| has_counts))
        }))
    }

    fn with_value(&self, facet: Facet, value: &str) -> Result<Vec<Document>, SearchError> {
        let key = match facet {
            Facet::Name => format!("n{value}"),
            _ => format!("f{}:{value}", facet.name()),
        };
        let record = self.record(&key)?;
        Ok(record.map_or_else(Vec::new, |bytes| {
            let mut cursor = Cursor::new(&bytes);
            if facet != Facet::Name {
                cursor.bytes();
            }
            cursor.documents()
        }))
    }

    fn values(&self, facet: Facet) -> Result<Vec<Value>, SearchError> {
        let beginning = format!("f{}:", facet.name());
        let records = self.beginning_with(&beginning)?.into_iter();
        Ok(records
            .map(|(key, bytes)| {
                let mut cursor = Cursor::new(&bytes);
                cursor.bytes();
                Value {
                    value: key[beginning.len()..].to_owned(),
                    documents: cursor.documents(),
                }
            })
            .collect())
    }

    fn names(&self, facet: Facet, value: &str) -> Result<Vec<(String, String)>, SearchError> {
        let record = self.record(&format!("f{}:{value}", facet.name()))?;
        let names = record.as_deref().map(|bytes| Cursor::new(bytes).bytes());
        match names {
            None | Some([]) => Ok(Vec::new()),
            Some(names) => Ok(serde_json::from_slice(names)?),
        }
    }

    fn words(&self, beginning: &str) -> Result<Vec<(String, u32)>, SearchError> {
        let records = self.beginning_with(&format!("w{beginning}"))?.into_iter();
        Ok(records
            .map(|(key, bytes)| (key[1..].to_owned(), Cursor::new(&bytes).number()))
            .collect())
    }

    fn passage(&self, document: Document) -> Result<Passage, SearchError> {
        let per_file = self.manifest.passages_per_file.max(1);
        let name = format!("x/{}.bin", document / per_file);
        let passages: Vec<Vec<serde_json::Value>> =
            serde_json::from_slice(&inflate(&self.files, &name)?)?;
        let values = passages.into_iter().nth((document % per_file) as usize);
        let values = values.ok_or_else(|| damaged(&name))?;
        let fields = self.manifest.passage_fields.iter().cloned();
        let fields = fields.zip(values).filter(|(_, value)| !value.is_null());
        Ok(serde_json::from_value(fields.collect())?)
    }
}
