//! The tantivy index as a [`Lookup`]: postings, facets and passages read from its one segment.

use std::ops::Range;

use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::{DocAddress, DocSet as _, InvertedIndexReader, SegmentReader, TantivyDocument, Term};

use super::facets;
use super::index::{SearchError, SearchIndex};
use super::lookup::{Count, Document, FieldPostings, Lookup, Postings, Statistics, Value};
use super::passage::Passage;
use super::phrase::Gram;
use super::schema::{Facet, Fields, TextField};

impl Lookup for SearchIndex {
    fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    fn postings(&self, gram: &Gram) -> Result<FieldPostings, SearchError> {
        let mut all = FieldPostings::default();
        let Some(segment) = self.segment() else {
            return Ok(all);
        };
        for (field, postings) in TextField::ALL.into_iter().zip(&mut all) {
            let (indexed, term) = match gram {
                Gram::Term(term) => (self.fields.grams(field), term),
                Gram::Trigram(term) => (self.fields.trigrams(field), term),
                Gram::Character(character) => {
                    let field = self.fields.grams(field);
                    postings.documents = beginning_with(segment, field, *character)?;
                    continue;
                }
            };
            let inverted = segment.inverted_index(indexed)?;
            let term = Term::from_field_text(indexed, term);
            let option = IndexRecordOption::WithFreqs;
            let Some(list) = inverted.read_postings(&term, option)? else {
                continue;
            };
            let lengths = segment.get_fieldnorms_reader(self.fields.grams(field))?;
            *postings = counted(list, |document| lengths.fieldnorm_id(document));
        }
        Ok(all)
    }

    fn with_value(&self, facet: Facet, value: &str) -> Result<Vec<Document>, SearchError> {
        let Some(segment) = self.segment() else {
            return Ok(Vec::new());
        };
        let field = self.fields.facet(facet);
        let term = Term::from_field_text(field, value);
        let inverted = segment.inverted_index(field)?;
        let list = inverted.read_postings(&term, IndexRecordOption::Basic)?;
        Ok(list.map_or_else(Vec::new, documents))
    }

    fn values(&self, facet: Facet) -> Result<Vec<Value>, SearchError> {
        let mut values = Vec::new();
        self.each_term(self.fields.facet(facet), |term, inverted, info| {
            let list = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            values.push(Value {
                value: term.to_owned(),
                documents: documents(list),
            });
            Ok(())
        })?;
        Ok(values)
    }

    fn names(&self, facet: Facet, value: &str) -> Result<Vec<(String, String)>, SearchError> {
        facets::names(self, facet, value)
    }

    fn words(&self, beginning: &str) -> Result<Vec<(String, u32)>, SearchError> {
        let mut words = Vec::new();
        let Some(segment) = self.segment() else {
            return Ok(words);
        };
        let field = self.fields.words();
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted
            .terms()
            .range()
            .ge(beginning.as_bytes())
            .into_stream()?;
        while terms.advance() {
            let Some(word) = text(terms.key()).filter(|word| word.starts_with(beginning)) else {
                break;
            };
            words.push((word.to_owned(), terms.value().doc_freq));
        }
        Ok(words)
    }

    fn passage(&self, document: Document) -> Result<Passage, SearchError> {
        Ok(serde_json::from_str(&self.stored(document)?)?)
    }
}

type Info = tantivy::postings::TermInfo;

impl SearchIndex {
    /// A passage as it is stored: JSON.
    pub(super) fn stored(&self, document: Document) -> Result<String, SearchError> {
        let address = DocAddress::new(0, document);
        let stored: TantivyDocument = self.searcher.doc(address)?;
        let json = stored.get_first(self.fields.passage());
        let json = json.and_then(|value| value.as_str());
        Ok(json.unwrap_or_default().to_owned())
    }

    /// The one segment; none where there are no passages.
    pub(super) fn segment(&self) -> Option<&SegmentReader> {
        self.searcher.segment_readers().first()
    }

    /// Calls for every term of a field, by rising bytes.
    pub(super) fn each_term(
        &self,
        field: Field,
        mut visit: impl FnMut(&str, &InvertedIndexReader, &Info) -> Result<(), SearchError>,
    ) -> Result<(), SearchError> {
        let Some(segment) = self.segment() else {
            return Ok(());
        };
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            if let Some(term) = text(terms.key()) {
                visit(term, &inverted, terms.value())?;
            }
        }
        Ok(())
    }
}

/// What is known of all passages together.
pub(super) fn statistics(
    segment: Option<&SegmentReader>,
    fields: &Fields,
) -> Result<Statistics, SearchError> {
    let mut statistics = Statistics::default();
    let Some(segment) = segment else {
        return Ok(statistics);
    };
    statistics.document_count = segment.max_doc();
    for (field, average) in TextField::ALL
        .into_iter()
        .zip(&mut statistics.average_lengths)
    {
        let inverted = segment.inverted_index(fields.grams(field))?;
        *average = ratio(inverted.total_num_tokens(), segment.max_doc());
    }
    let pages = segment.fast_fields().u64("page")?;
    for document in 0..segment.max_doc() {
        let page = pages
            .first(document)
            .and_then(|page| u32::try_from(page).ok());
        statistics.pages.push(page.unwrap_or(document));
    }
    let inverted = segment.inverted_index(fields.facet(Facet::Locale))?;
    let mut terms = inverted.terms().stream()?;
    while terms.advance() {
        let option = IndexRecordOption::Basic;
        let list = documents(inverted.read_postings_from_terminfo(terms.value(), option)?);
        if let (Some(code), Some(first), Some(last)) =
            (text(terms.key()), list.first(), list.last())
        {
            let range: Range<Document> = *first..last + 1;
            statistics.locales.push((code.to_owned(), range));
        }
    }
    statistics.locales.sort_by_key(|(_, range)| range.start);
    Ok(statistics)
}

#[expect(clippy::cast_precision_loss, reason = "as tantivy does it")]
fn ratio(tokens: u64, documents: u32) -> f32 {
    tokens as f32 / documents as f32
}

fn text(key: &[u8]) -> Option<&str> {
    std::str::from_utf8(key).ok()
}

fn documents(mut list: SegmentPostings) -> Vec<Document> {
    let mut documents = Vec::with_capacity(list.size_hint() as usize);
    while list.doc() != tantivy::TERMINATED {
        documents.push(list.doc());
        list.advance();
    }
    documents
}

/// The documents of a list with how often the term stands in each and how long each is.
pub(super) fn counted(mut list: SegmentPostings, length_id: impl Fn(Document) -> u8) -> Postings {
    let mut postings = Postings::default();
    while list.doc() != tantivy::TERMINATED {
        postings.documents.push(list.doc());
        postings.counts.push(Count {
            frequency: list.term_freq(),
            length_id: length_id(list.doc()),
        });
        list.advance();
    }
    postings
}

/// The documents with a bigram that a character begins, or with the character itself at an edge of
/// a run: together, every place where it stands.
fn beginning_with(
    segment: &SegmentReader,
    field: Field,
    character: char,
) -> Result<Vec<Document>, SearchError> {
    let inverted = segment.inverted_index(field)?;
    let mut start = [0; 4];
    let start: &str = character.encode_utf8(&mut start);
    let mut terms = inverted
        .terms()
        .range()
        .ge(start.as_bytes())
        .into_stream()?;
    let mut found = Vec::new();
    while terms.advance() {
        if !terms.key().starts_with(start.as_bytes()) {
            break;
        }
        let option = IndexRecordOption::Basic;
        found.extend(documents(
            inverted.read_postings_from_terminfo(terms.value(), option)?,
        ));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
