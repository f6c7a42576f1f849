// @ts-check
// Lists of documents with scores, and how they are put together. Scores are 32-bit floats added in the order given, as the program's
// search/scored.rs does it, so that both come to the same bits.

/** @typedef {import("./table.js").Postings} Postings */
/** @typedef {{documents: Uint32Array, scores: Float32Array}} Scored Documents in rising order, each with its score. */

/**
 * What scores are reckoned by.
 * @typedef {object} Statistics
 * @property {number} documents How many passages there are.
 * @property {number[]} boosts How much a match in each text field counts.
 * @property {Uint8Array[]} lengths For each text field, the length of each passage, as tantivy rounds it to a byte.
 * @property {Float32Array[]} norms For each text field, what each of these bytes comes to in BM25.
 * @property {number} k1
 */

const { fround } = Math;

/**
 * @param {number} length
 * @returns {Scored}
 */
export function empty(length = 0) {
  return { documents: new Uint32Array(length), scores: new Float32Array(length) };
}

/**
 * Documents that count nothing.
 * @param {Uint32Array} documents
 * @returns {Scored}
 */
export function unscored(documents) {
  return { documents, scores: new Float32Array(documents.length) };
}

/**
 * @param {Scored} list
 * @param {number} length
 * @returns {Scored}
 */
function shortened({ documents, scores }, length) {
  return { documents: documents.subarray(0, length), scores: scores.subarray(0, length) };
}

/**
 * The documents of all of some lists, with the sum of their scores.
 * @param {Scored[]} lists
 */
export function intersection(lists) {
  return lists.length > 0 ? lists.reduce(both) : empty();
}

/**
 * @param {Scored} left
 * @param {Scored} right
 */
function both(left, right) {
  const joined = empty(Math.min(left.documents.length, right.documents.length));
  let length = 0;
  for (let one = 0, other = 0; one < left.documents.length && other < right.documents.length; ) {
    const [first, second] = [left.documents[one], right.documents[other]];
    if (first === second) {
      joined.documents[length] = first;
      joined.scores[length++] = left.scores[one] + right.scores[other];
    }
    if (first <= second) one++;
    if (second <= first) other++;
  }
  return shortened(joined, length);
}

/**
 * The documents of either list; where both have one, `join` makes one score of two.
 * @param {Scored} left
 * @param {Scored} right
 * @param {(first: number, second: number) => number} join
 */
export function union(left, right, join) {
  if (left.documents.length === 0) return right;
  if (right.documents.length === 0) return left;
  const all = empty(left.documents.length + right.documents.length);
  let length = 0;
  for (let one = 0, other = 0; one < left.documents.length || other < right.documents.length; length++) {
    const first = left.documents[one] ?? Infinity;
    const second = right.documents[other] ?? Infinity;
    all.documents[length] = Math.min(first, second);
    all.scores[length] = first < second ? left.scores[one] : second < first ? right.scores[other] : join(left.scores[one], right.scores[other]);
    if (first <= second) one++;
    if (second <= first) other++;
  }
  return shortened(all, length);
}

/**
 * The documents of the first list that are not in the second.
 * @param {Scored} list
 * @param {Uint32Array} refused
 */
export function without(list, refused) {
  const rest = empty(list.documents.length);
  let length = 0;
  for (let one = 0, other = 0; one < list.documents.length; one++) {
    const document = list.documents[one];
    while (refused[other] < document) other++;
    if (refused[other] === document) continue;
    rest.documents[length] = document;
    rest.scores[length++] = list.scores[one];
  }
  return shortened(rest, length);
}

/** @param {number} first @param {number} second */
export const sum = (first, second) => first + second;

/**
 * The documents in which a gram stands in one of some text fields, with the sum of BM25 over these.
 * @param {(Postings | null)[]} postings
 * @param {number[]} fields
 * @param {Statistics} statistics
 */
export function bm25(postings, fields, statistics) {
  let total = empty();
  for (const field of fields) {
    const own = postings[field];
    if (own) total = union(total, fieldScores(own, field, statistics), sum);
  }
  return total;
}

/**
 * @param {Postings} postings
 * @param {number} field
 * @param {Statistics} statistics
 * @returns {Scored}
 */
function fieldScores({ documents, frequencies }, field, statistics) {
  const boost = statistics.boosts[field];
  // Where a single character stands counts, not how often.
  if (!frequencies) return { documents, scores: new Float32Array(documents.length).fill(boost) };
  const weight = fround(boost * fround(idf(documents.length, statistics.documents) * fround(1 + statistics.k1)));
  const [lengths, norms] = [statistics.lengths[field], statistics.norms[field]];
  const scores = new Float32Array(documents.length);
  for (let index = 0; index < scores.length; index++) {
    const frequency = frequencies[index];
    scores[index] = weight * fround(frequency / fround(frequency + norms[lengths[documents[index]]]));
  }
  return { documents, scores };
}

/**
 * How telling it is that a document has a term.
 * @param {number} documents
 * @param {number} all
 */
function idf(documents, all) {
  const ratio = fround(fround(all - documents + 0.5) / fround(documents + 0.5));
  return fround(Math.log(fround(1 + ratio)));
}

/**
 * What each of the 256 lengths that tantivy tells apart comes to in BM25.
 * @param {number} average
 * @param {number} k1
 * @param {number} b
 */
export function lengthNorms(average, k1, b) {
  return Float32Array.from({ length: 256 }, (_, id) => {
    return fround(k1 * fround(fround(1 - b) + fround(fround(fround(b) * lengthOf(id)) / fround(average))));
  });
}

/**
 * The length behind its byte: exact up to 40, then with four significant bits.
 * @param {number} id
 */
function lengthOf(id) {
  if (id < 24) return id;
  const rest = id - 24;
  const shift = (rest >> 3) - 1;
  return 24 + (shift < 0 ? rest : ((rest & 7) | 8) * 2 ** shift);
}
