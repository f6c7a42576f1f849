//! Lists of documents with scores, and how they are put together. Scores are 32-bit floats added
//! in the order given, so that whoever does the same gets the same bits.

use super::lookup::{Document, FieldPostings, Postings, Statistics};
use super::schema::TextField;
use tantivy::fieldnorm::FieldNormReader;

/// Documents in rising order, each with its score.
pub(super) type Scored = Vec<(Document, f32)>;

/// How soon more of the same word counts for less. From 1.2 to 2; less, and a second mention
/// hardly counts.
pub(super) const K1: f32 = 1.2;

/// How much a long text is held against a match. From 0 (not at all) to 1.
pub(super) const B: f32 = 0.75;

/// The documents of all of some lists, with the sum of their scores.
pub(super) fn intersection(lists: impl IntoIterator<Item = Scored>) -> Scored {
    let mut lists = lists.into_iter();
    let first = lists.next().unwrap_or_default();
    lists.fold(first, |left, right| both(left, &right))
}

fn both(mut left: Scored, right: &Scored) -> Scored {
    let mut at = 0;
    left.retain_mut(|(document, score)| {
        at += skip(&right[at..], *document);
        match right.get(at) {
            Some((other, more)) if other == document => {
                *score += more;
                true
            }
            _ => false,
        }
    });
    left
}

/// How many entries come before a document, found in steps that double.
fn skip(list: &[(Document, f32)], document: Document) -> usize {
    let mut reach = 1;
    while reach < list.len() && list[reach].0 < document {
        reach *= 2;
    }
    let start = reach / 2;
    let end = list.len().min(reach + 1);
    start + list[start..end].partition_point(|(other, _)| *other < document)
}

/// The documents of either list; where both have one, `join` makes one score of two.
pub(super) fn union(left: Scored, right: Scored, join: impl Fn(f32, f32) -> f32) -> Scored {
    if left.is_empty() {
        return right;
    }
    if right.is_empty() {
        return left;
    }
    let mut all = Scored::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(&(one, first)), Some(&(other, second))) = (left.peek(), right.peek()) {
        if one <= other {
            left.next();
        }
        if other <= one {
            right.next();
        }
        all.push(match one.cmp(&other) {
            std::cmp::Ordering::Less => (one, first),
            std::cmp::Ordering::Greater => (other, second),
            std::cmp::Ordering::Equal => (one, join(first, second)),
        });
    }
    all.extend(left);
    all.extend(right);
    all
}

/// The documents of the first list that are not in the second.
pub(super) fn without(mut list: Scored, refused: &Scored) -> Scored {
    let mut at = 0;
    list.retain(|(document, _)| {
        at += skip(&refused[at..], *document);
        refused.get(at).is_none_or(|(other, _)| other != document)
    });
    list
}

/// Documents that count nothing.
pub(super) fn unscored(documents: impl IntoIterator<Item = Document>) -> Scored {
    documents
        .into_iter()
        .map(|document| (document, 0.0))
        .collect()
}

/// The documents in which a gram stands in one of some parts, with the sum of BM25 over the parts.
///
/// # Source
/// Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); the
/// form and the rounding of lengths are those of tantivy.
pub(super) fn bm25(
    postings: FieldPostings,
    fields: &[TextField],
    statistics: &Statistics,
) -> Scored {
    let mut sum = Scored::new();
    for (field, postings) in TextField::ALL.into_iter().zip(postings) {
        if fields.contains(&field) && !postings.documents.is_empty() {
            let scores = field_scores(postings, field, statistics);
            sum = union(sum, scores, |first, second| first + second);
        }
    }
    sum
}

fn field_scores(postings: Postings, field: TextField, statistics: &Statistics) -> Scored {
    let Postings { documents, counts } = postings;
    if counts.is_empty() {
        // Where a single character stands counts, not how often.
        let boost = field.boost();
        return documents.into_iter().map(|one| (one, boost)).collect();
    }
    let weight = field.boost() * (idf(documents.len(), statistics.document_count) * (1.0 + K1));
    let average = statistics.average_lengths[field as usize];
    let lengths: Vec<f32> = (0..=u8::MAX)
        .map(|id| K1 * (1.0 - B + B * as_float(FieldNormReader::id_to_fieldnorm(id)) / average))
        .collect();
    documents
        .into_iter()
        .zip(counts)
        .map(|(document, count)| {
            let frequency = as_float(count.frequency);
            let length = lengths[usize::from(count.length_id)];
            (document, weight * (frequency / (frequency + length)))
        })
        .collect()
}

/// How telling it is that a document has a term. The logarithm is taken in 64 bits and rounded, as
/// implementations differ in the last bit of the 32-bit one.
#[expect(clippy::cast_possible_truncation, reason = "rounding is the point")]
fn idf(documents: usize, all: u32) -> f32 {
    let documents = u32::try_from(documents).unwrap_or(all).min(all);
    let ratio = (as_float(all - documents) + 0.5) / (as_float(documents) + 0.5);
    f64::from(1.0 + ratio).ln() as f32
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts past 2^24 may be rounded, in every client alike"
)]
pub(super) fn as_float(number: u32) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(documents: &[u32]) -> Scored {
        documents.iter().map(|&one| (one, 1.0)).collect()
    }

    #[test]
    fn lists_are_put_together_in_order() {
        let (even, third) = (list(&[0, 2, 4, 6, 8, 10, 12]), list(&[0, 3, 6, 9, 12]));
        let both = intersection([even.clone(), third.clone()]);
        assert_eq!(both, [(0, 2.0), (6, 2.0), (12, 2.0)]);
        let most = union(even.clone(), third.clone(), f32::max);
        let documents: Vec<_> = most.iter().map(|(one, _)| *one).collect();
        assert_eq!(documents, [0, 2, 3, 4, 6, 8, 9, 10, 12]);
        assert!(most.iter().all(|(_, score)| *score <= 1.0));
        assert_eq!(without(even.clone(), &third), list(&[2, 4, 8, 10]));
        assert_eq!(intersection([even, Scored::new()]), []);
        assert_eq!(intersection([]), []);
    }
}
