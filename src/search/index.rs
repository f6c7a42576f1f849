//! Building an index in memory, the same bytes for the same passages, and opening one.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use tantivy::directory::error::{OpenDirectoryError, OpenReadError};
use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::index::SegmentId;
use tantivy::{Directory as _, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument};
use thiserror::Error;

use super::answer::{Columns, answer};
use super::directory::ReadOnlyDirectory;
use super::lookup::Statistics;
use super::passage::Passage;
use super::request::{SearchRequest, SearchResponse};
use super::schema::Fields;
use super::store;
use super::tokenizer::register;
use crate::text::reason_in_chinese;

/// The files of an index by name, sorted.
pub type IndexFiles = Vec<(String, Vec<u8>)>;

/// Written into the index and asked for at opening; raised when tokens or fields change.
const FORMAT: &str = "jingwei search index 2";

/// Sizes the writer's term table; it is no limit. Below 15 MB tantivy refuses, above 64 MB the
/// table no longer grows.
const WRITER_MEMORY_BYTES: usize = 64 << 20;

/// How many decompressed blocks of stored passages are kept, at 16 KiB each.
const STORE_CACHE_BLOCKS: usize = 100;

const META_FILE: &str = "meta.json";
const MANAGED_FILE: &str = ".managed.json";

/// Why an index cannot be built, opened or read.
#[derive(Debug, Error)]
pub enum SearchError {
    /// A file of the index has other bytes than were written.
    #[error("{file} of the search index is damaged; build the site again")]
    Damaged {
        /// Its name.
        file: Utf8PathBuf,
    },
    /// The index was written by another version of the program.
    #[error("the search index has another format; build the site again")]
    OtherFormat,
    /// A passage could not be stored or read back.
    #[error("a passage of the search index cannot be read: {0}; build the site again")]
    Passage(#[from] serde_json::Error),
    /// What tantivy reports.
    #[error("the search index cannot be read: {0}; build the site again")]
    Index(#[from] tantivy::TantivyError),
}

impl From<io::Error> for SearchError {
    fn from(error: io::Error) -> Self {
        Self::Index(error.into())
    }
}

impl SearchError {
    /// The same in Chinese. Of the reasons only those of the system are given: those of libraries
    /// are English and change nothing about what to do.
    pub fn in_chinese(&self) -> String {
        match self {
            Self::Damaged { file } => format!("检索索引的文件 {file} 已损坏，请重新生成网站"),
            Self::OtherFormat => "检索索引的格式与本程序不符，请重新生成网站".to_owned(),
            Self::Passage(_) => "检索索引中有一段内容无法读取，请重新生成网站".to_owned(),
            Self::Index(error) => {
                let reason = io_error(error)
                    .map(|error| format!("；原因：{}", reason_in_chinese(error)))
                    .unwrap_or_default();
                format!("无法读取检索索引，请重新生成网站{reason}")
            }
        }
    }
}

/// What the system said, if it was the system that refused.
fn io_error(error: &tantivy::TantivyError) -> Option<&io::Error> {
    match error {
        tantivy::TantivyError::IoError(io_error)
        | tantivy::TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
        | tantivy::TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
            io_error, ..
        }) => Some(io_error),
        _ => None,
    }
}

/// Builds the index of some passages. Document numbers follow their order.
///
/// # Shape
/// The files to write into one folder, sorted by name. Equal passages in equal order give equal
/// files: the segment is named by the hash of its content.
///
/// # Errors
/// Only if the passages are more than a segment can hold.
pub fn build(passages: &[Passage]) -> Result<IndexFiles, SearchError> {
    let (schema, fields) = Fields::schema();
    let directory = RamDirectory::create();
    // The tokenizers are shared by all clones of an index, so they are registered with one that
    // is thrown away.
    let tokenizers = {
        let index = Index::create_in_ram(schema.clone());
        register(&index);
        index.tokenizers().clone()
    };
    let mut writer = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers)
        .single_segment_index_writer::<TantivyDocument>(directory.clone(), WRITER_MEMORY_BYTES)?;
    for document in fields.documents(passages) {
        writer.add_document(document?)?;
    }
    let index = writer.finalize()?;
    name_by_content(&index, &directory)
}

/// Takes the files of a one-segment index out of its directory, under names that depend on their
/// content alone.
fn name_by_content(index: &Index, directory: &RamDirectory) -> Result<IndexFiles, SearchError> {
    let mut segment = BTreeMap::new();
    for path in segment_files(index)? {
        if directory
            .exists(&path)
            .map_err(tantivy::TantivyError::from)?
        {
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            segment.insert(extension.into_owned(), read(directory, &path)?);
        }
    }
    let id = content_id(&segment);
    let mut files = BTreeMap::new();
    for (extension, bytes) in segment {
        let name = format!("{}.{extension}", id.uuid_string());
        files.insert(name, bytes);
    }
    let mut meta: serde_json::Value =
        serde_json::from_slice(&read(directory, META_FILE.as_ref())?)?;
    meta["segments"][0]["segment_id"] = serde_json::to_value(id)?;
    let passage_count = meta["segments"][0]["max_doc"].as_u64().unwrap_or_default();
    meta["payload"] = payload(passage_count).into();
    let managed: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .chain([META_FILE])
        .collect();
    let managed = serde_json::to_vec(&managed)?;
    files.insert(MANAGED_FILE.to_owned(), managed);
    files.insert(META_FILE.to_owned(), serde_json::to_vec_pretty(&meta)?);
    Ok(files.into_iter().collect())
}

fn read(directory: &RamDirectory, path: &Path) -> Result<Vec<u8>, SearchError> {
    Ok(directory
        .atomic_read(path)
        .map_err(tantivy::TantivyError::from)?)
}

/// What `meta.json` says of an index beside what tantivy reads. The count repeats one that has no
/// checksum and on which tantivy relies.
fn payload(passage_count: u64) -> String {
    format!("{FORMAT}: {passage_count} passages")
}

/// The files an index may have beside its own two, sorted.
fn segment_files(index: &Index) -> Result<BTreeSet<PathBuf>, SearchError> {
    Ok(index
        .load_metas()?
        .list_segment_files()
        .into_iter()
        .collect())
}

/// The first half of the hash of all files of a segment, as a segment id.
fn content_id(files: &BTreeMap<String, Vec<u8>>) -> SegmentId {
    let mut hasher = blake3::Hasher::new();
    for (extension, bytes) in files {
        hasher.update(blake3::hash(extension.as_bytes()).as_bytes());
        hasher.update(blake3::hash(bytes).as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    SegmentId::from_uuid_string(&hash[..32]).expect("32 hexadecimal digits are an id")
}

/// An opened index. It may be asked from several threads at once.
pub struct SearchIndex {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) statistics: Statistics,
    columns: Columns,
}

impl SearchIndex {
    /// Opens the index in a folder. Nothing is written there.
    ///
    /// # Errors
    /// If there is none, it is damaged, or another version of the program wrote it.
    pub fn open(folder: &Utf8Path) -> Result<Self, SearchError> {
        let folder = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        Self::open_directory(ReadOnlyDirectory::Folder(folder))
    }

    /// Opens an index from the files that [`build`] gave.
    ///
    /// # Errors
    /// As [`SearchIndex::open`].
    pub fn from_files(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, SearchError> {
        Self::open_directory(ReadOnlyDirectory::from_files(files))
    }

    fn open_directory(directory: ReadOnlyDirectory) -> Result<Self, SearchError> {
        let index = Index::open(directory)?;
        let (schema, fields) = Fields::schema();
        let meta = index.load_metas()?;
        let written = meta.payload.as_deref().unwrap_or_default();
        if index.schema() != schema || !written.starts_with(FORMAT) {
            return Err(SearchError::OtherFormat);
        }
        let passage_count = meta
            .segments
            .iter()
            .map(|one| u64::from(one.max_doc()))
            .sum();
        if written != payload(passage_count) {
            let file = META_FILE.into();
            return Err(SearchError::Damaged { file });
        }
        for path in segment_files(&index)? {
            verify(&index, &path)?;
        }
        register(&index);
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(STORE_CACHE_BLOCKS)
            .try_into()?;
        let searcher = reader.searcher();
        let segment = searcher.segment_readers().first();
        let mut opened = Self {
            statistics: store::statistics(segment, &fields)?,
            searcher,
            fields,
            columns: Columns::default(),
        };
        opened.columns = Columns::of(&opened)?;
        Ok(opened)
    }

    /// Answers a request. Whatever was typed, there is an answer.
    ///
    /// # Errors
    /// Only if the files of the index cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        answer(self, &self.columns, request)
    }

    /// How many passages it holds.
    pub fn passage_count(&self) -> u64 {
        self.searcher.num_docs()
    }
}

/// Compares a file with its checksum: tantivy does not, and fails in the middle of a query.
fn verify(index: &Index, path: &Path) -> Result<(), SearchError> {
    let directory = index.directory();
    let is_there = directory
        .exists(path)
        .map_err(tantivy::TantivyError::from)?;
    if is_there && !matches!(directory.validate_checksum(path), Ok(true)) {
        let file = Utf8PathBuf::from(path.to_string_lossy().into_owned());
        return Err(SearchError::Damaged { file });
    }
    Ok(())
}
