// @ts-check
// The documents that may match a query, and how well: a sum of BM25 over grams and parts of a passage; of conditions joined by "or" the
// best counts; filters add nothing. The same as the program's search/evaluate.rs.

import { isDecidedByGrams } from "./query.js";
import { bm25, empty, intersection, sum, union, unscored, without } from "./scored.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./phrase.js").Phrase} Phrase */
/** @typedef {import("./query.js").Condition} Condition */
/** @typedef {import("./query.js").Scope} Scope */
/** @typedef {import("./query.js").Test} Test */
/** @typedef {import("./scored.js").Scored} Scored */
/** @typedef {{scope: Scope, phrase: Phrase}} ScopedPhrase */
/** @typedef {Record<string, string[]>} Filters Values of facets, one of which a passage must have. */

/** How many parts of what was typed are looked for when the whole is not found. */
const PARTS_MAX = 32;

/** How many grams of a phrase are looked up at once: if one of them stands nowhere, the rest need not be. */
const GRAMS_AT_ONCE = 6;

/** The text fields that each scope looks in. */
export const SCOPE_FIELDS = { all: [0, 1, 2, 3], title: [0] };

/**
 * The documents that may match all clauses and pass the filters. Every document that does match is among them.
 * @param {Pack} pack
 * @param {Condition[][]} clauses
 * @param {Filters} filters
 */
export async function candidates(pack, clauses, filters) {
  const isRefusal = (/** @type {Condition[]} */ clause) => clause.length === 1 && clause[0].isNegated && isDecidedByGrams(clause[0]);
  const [refused, asked] = [clauses.filter(isRefusal), clauses.filter((clause) => !isRefusal(clause))];
  const [lists, refusals] = await Promise.all([
    Promise.all([
      ...asked.map((clause) => clauseDocuments(pack, clause)),
      ...Object.entries(filters).map(async ([facet, values]) => unscored(await withValues(pack, facet, values))),
    ]),
    Promise.all(refused.flat().map(({ test }) => testDocuments(pack, test))),
  ]);
  const found = lists.length > 0 ? intersection(lists) : unscored(everything(pack));
  if (filters.locale) return refusals.reduce((rest, { documents }) => without(rest, documents), found);
  // In all languages a page is one thing, and is refused as one.
  const refusedPages = new Set(refusals.flatMap(({ documents }) => Array.from(documents, (document) => pack.pages[document])));
  return without(found, found.documents.filter((document) => refusedPages.has(pack.pages[document])));
}

/**
 * The documents that pass the filters and all clauses without a phrase, and have two thirds of the parts of the phrases; null if there
 * are not enough parts to leave any out.
 * @param {Pack} pack
 * @param {Condition[][]} clauses
 * @param {Filters} filters
 */
export async function nearly(pack, clauses, filters) {
  const asked = parts(clauses);
  if (asked.length < 2) return null;
  const wanted = Math.ceil((asked.length * 2) / 3);
  const lists = await Promise.all(asked.map(({ scope, phrase }) => phraseDocuments(pack, scope, phrase)));
  const scores = new Float32Array(pack.statistics.documents);
  const counts = new Uint16Array(scores.length);
  for (const list of lists) {
    list.documents.forEach((document, index) => {
      scores[document] += list.scores[index];
      counts[document]++;
    });
  }
  const documents = everything(pack).filter((document) => counts[document] >= wanted);
  const some = { documents, scores: Float32Array.from(documents, (document) => scores[document]) };
  const rest = withoutPhrases(clauses);
  if (rest.length === 0 && Object.keys(filters).length === 0) return some;
  return intersection([some, await candidates(pack, rest, filters)]);
}

/**
 * Whether a condition asks for a phrase.
 * @param {Condition} condition
 */
const hasPhrase = ({ isNegated, test }) => test.type === "text" && !isNegated;

/** @param {Condition[][]} clauses */
export function withoutPhrases(clauses) {
  return clauses.filter((clause) => !clause.some(hasPhrase));
}

/**
 * The parts of all phrases that were typed, each once.
 * @param {Condition[][]} clauses
 * @returns {ScopedPhrase[]}
 */
export function parts(clauses) {
  /** @type {Map<string, ScopedPhrase>} */
  const found = new Map();
  // What says the same in other words follows what was typed.
  for (const { isNegated, isExpanded, test } of clauses.filter((clause) => clause.some(hasPhrase)).flat()) {
    if (isNegated || isExpanded || test.type !== "text") continue;
    for (const phrase of test.phrases.flatMap((phrase) => phrase.parts)) {
      const key = JSON.stringify([test.scope, phrase.words]);
      if (!found.has(key)) found.set(key, { scope: test.scope, phrase });
    }
  }
  return [...found.values()].slice(0, PARTS_MAX);
}

/** @param {Pack} pack */
function everything(pack) {
  return Uint32Array.from({ length: pack.statistics.documents }, (_, index) => index);
}

/**
 * @param {Pack} pack
 * @param {Condition[]} clause
 */
async function clauseDocuments(pack, clause) {
  const lists = await Promise.all(clause.map((condition) => conditionDocuments(pack, condition)));
  return lists.reduce((found, list) => union(found, list, Math.max), empty());
}

/**
 * @param {Pack} pack
 * @param {Condition} condition
 */
async function conditionDocuments(pack, condition) {
  if (condition.isNegated) {
    const all = unscored(everything(pack));
    // Documents with all grams need not have the phrase, so none can be left out then.
    return isDecidedByGrams(condition) ? without(all, (await testDocuments(pack, condition.test)).documents) : all;
  }
  const found = await testDocuments(pack, condition.test);
  if (!condition.isExpanded || condition.test.type !== "text") return found;
  // A long name must not outweigh the short one that was typed: its grams count as one.
  const grams = condition.test.phrases.reduce((sum, phrase) => sum + phrase.grams.length, 0);
  const weight = Math.fround(Math.fround(pack.settings.expanded) / Math.max(1, grams));
  return { documents: found.documents, scores: found.scores.map((score) => score * weight) };
}

/**
 * @param {Pack} pack
 * @param {Test} test
 * @returns {Promise<Scored>}
 */
async function testDocuments(pack, test) {
  if (test.type === "text") {
    return intersection(await Promise.all(test.phrases.map((phrase) => phraseDocuments(pack, test.scope, phrase))));
  }
  return unscored(test.type === "facet" ? await withValues(pack, test.facet, test.values) : await inYears(pack, test.first, test.last));
}

/**
 * A document may have the phrase if each of its grams stands in some part of it.
 * @param {Pack} pack
 * @param {Scope} scope
 * @param {Phrase} phrase
 */
export async function phraseDocuments(pack, scope, phrase) {
  const { grams } = phrase;
  /** @type {Scored[]} */
  const lists = [];
  for (let start = 0; start < grams.length; start += GRAMS_AT_ONCE) {
    const postings = await Promise.all(grams.slice(start, start + GRAMS_AT_ONCE).map((gram) => pack.postings(gram)));
    lists.push(...postings.map((fields) => bm25(fields, SCOPE_FIELDS[scope], pack.statistics)));
    if (lists.some(({ documents }) => documents.length === 0)) return empty();
  }
  return intersection(lists);
}

/**
 * The documents with one of some values, in rising order.
 * @param {Pack} pack
 * @param {string} facet
 * @param {string[]} values
 */
async function withValues(pack, facet, values) {
  return joined(await Promise.all(values.map((value) => pack.withValue(facet, value))));
}

/**
 * @param {Pack} pack
 * @param {number} first
 * @param {number} last
 */
async function inYears(pack, first, last) {
  const years = (await pack.values("year")).filter(({ value }) => Number(value) >= first && Number(value) <= last);
  return joined(years.map(({ documents }) => documents));
}

/** @param {Uint32Array[]} lists */
function joined(lists) {
  return lists.reduce((all, list) => union(unscored(all), unscored(list), sum).documents, new Uint32Array(0));
}
