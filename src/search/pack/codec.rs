//! Numbers, lists and tables as bytes, there and back.

use super::super::lookup::{Count, Document, FieldPostings, Postings};

/// Appends a number.
pub(super) fn put_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn put_length(bytes: &mut Vec<u8>, length: usize) {
    put_number(
        bytes,
        u32::try_from(length).expect("no part of a pack has 4 GiB"),
    );
}

/// Appends bytes after their length.
pub(super) fn put_bytes(bytes: &mut Vec<u8>, more: &[u8]) {
    put_length(bytes, more.len());
    bytes.extend_from_slice(more);
}

/// Appends documents.
pub(super) fn put_documents(bytes: &mut Vec<u8>, documents: &[Document]) {
    put_length(bytes, documents.len());
    let mut before = 0;
    for &document in documents {
        put_number(bytes, document - before);
        before = document;
    }
}

/// Appends postings, with counts or without.
pub(super) fn put_postings(bytes: &mut Vec<u8>, fields: &FieldPostings) {
    let mut mask = 0;
    for (bit, postings) in fields.iter().enumerate() {
        mask |= u8::from(!postings.documents.is_empty()) << bit;
    }
    bytes.push(mask);
    for postings in fields.iter().filter(|one| !one.documents.is_empty()) {
        if postings.counts.is_empty() {
            put_documents(bytes, &postings.documents);
            continue;
        }
        put_length(bytes, postings.documents.len());
        let mut before = 0;
        for (&document, count) in postings.documents.iter().zip(&postings.counts) {
            let distance = document - before;
            before = document;
            if count.frequency == 1 {
                put_number(bytes, distance << 1 | 1);
            } else {
                put_number(bytes, distance << 1);
                put_number(bytes, count.frequency);
            }
        }
    }
}

/// Reads what the functions above wrote. Past the end everything is zero: a damaged file is told
/// by its checksum before it gets here.
pub(super) struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Cursor<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        byte
    }

    pub(super) fn number(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte();
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    pub(super) fn take(&mut self, length: u32) -> &'b [u8] {
        let start = self.at.min(self.bytes.len());
        let end = start.saturating_add(length as usize).min(self.bytes.len());
        self.at = end;
        &self.bytes[start..end]
    }

    pub(super) fn bytes(&mut self) -> &'b [u8] {
        let length = self.number();
        self.take(length)
    }

    /// How many entries follow: never more than there are bytes.
    fn count(&mut self) -> usize {
        (self.number() as usize).min(self.bytes.len())
    }

    pub(super) fn documents(&mut self) -> Vec<Document> {
        let mut before: Document = 0;
        (0..self.count())
            .map(|_| {
                before = before.wrapping_add(self.number());
                before
            })
            .collect()
    }

    /// Postings; with counts, `length_id` gives the length of a field of a document.
    pub(super) fn postings(
        &mut self,
        length_id: Option<&dyn Fn(usize, Document) -> u8>,
    ) -> FieldPostings {
        let mask = self.byte();
        let mut fields = FieldPostings::default();
        for (bit, postings) in fields.iter_mut().enumerate() {
            if mask & 1 << bit == 0 {
                continue;
            }
            *postings = match length_id {
                Some(length_id) => self.counted(|document| length_id(bit, document)),
                None => Postings {
                    documents: self.documents(),
                    counts: Vec::new(),
                },
            };
        }
        fields
    }

    fn counted(&mut self, length_id: impl Fn(Document) -> u8) -> Postings {
        let mut postings = Postings::default();
        let mut before: Document = 0;
        for _ in 0..self.count() {
            let number = self.number();
            before = before.wrapping_add(number >> 1);
            postings.documents.push(before);
            postings.counts.push(Count {
                frequency: if number & 1 == 1 { 1 } else { self.number() },
                length_id: length_id(before),
            });
        }
        postings
    }
}

/// The records of a table, in order.
pub(super) fn records(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let mut cursor = Cursor::new(bytes);
    let mut records: Vec<(String, &[u8])> = Vec::new();
    while !cursor.is_at_end() {
        let shared = cursor.number() as usize;
        let before = records.last().map_or("", |(key, _)| key).as_bytes();
        let mut key = before[..shared.min(before.len())].to_vec();
        key.extend_from_slice(cursor.bytes());
        let value = cursor.bytes();
        records.push((String::from_utf8_lossy(&key).into_owned(), value));
    }
    records
}

/// Appends a record to a table whose last key is known.
pub(super) fn put_record(bytes: &mut Vec<u8>, before: &str, key: &str, value: &[u8]) {
    let shared = shared_length(before, key);
    put_length(bytes, shared);
    put_bytes(bytes, &key.as_bytes()[shared..]);
    put_bytes(bytes, value);
}

/// How many bytes two keys have in common at their beginning.
pub(super) fn shared_length(one: &str, other: &str) -> usize {
    let pairs = one.bytes().zip(other.bytes());
    pairs.take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn postings() -> impl Strategy<Value = Postings> {
        proptest::collection::btree_map(0..200_000_u32, 1..400_u32, 0..20).prop_map(|entries| {
            Postings {
                documents: entries.keys().copied().collect(),
                counts: entries
                    .into_values()
                    .map(|frequency| Count {
                        frequency,
                        length_id: 7,
                    })
                    .collect(),
            }
        })
    }

    proptest! {
        #[test]
        fn postings_come_back(fields in proptest::array::uniform4(postings())) {
            let mut bytes = Vec::new();
            put_postings(&mut bytes, &fields);
            prop_assert_eq!(Cursor::new(&bytes).postings(Some(&|_, _| 7)), fields);
        }

        #[test]
        fn tables_come_back(keys in proptest::collection::btree_set("[a-c边民]{0,6}", 0..20)) {
            let mut bytes = Vec::new();
            let mut before = String::new();
            for key in &keys {
                put_record(&mut bytes, &before, key, key.as_bytes());
                before.clone_from(key);
            }
            let read: Vec<_> = records(&bytes);
            prop_assert!(read.iter().all(|(key, value)| key.as_bytes() == *value));
            prop_assert_eq!(read.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), Vec::from_iter(keys));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            records(&bytes);
            Cursor::new(&bytes).number();
            Cursor::new(&bytes).documents();
            Cursor::new(&bytes).postings(None);
            Cursor::new(&bytes).postings(Some(&|_, _| 0));
        }
    }
}
