// @ts-check
// Answering a request: candidates in rank order, decided by their texts until enough stand. The same as the program's
// search/answer.rs; what a request and an answer hold stands in search/request.rs.

import { candidates, nearly, parts, SCOPE_FIELDS, withoutPhrases } from "./evaluate.js";
import { expand, namesakes } from "./expand.js";
import { normalized } from "./normalize.js";
import { Phrase } from "./phrase.js";
import { isDecidedByGrams, parseQuery, phrases } from "./query.js";
import { without } from "./scored.js";
import { marked, snippet } from "./snippet.js";

/** @typedef {import("./evaluate.js").ScopedPhrase} ScopedPhrase */
/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./pack.js").Passage} Passage */
/** @typedef {import("./query.js").Condition} Condition */
/** @typedef {import("./scored.js").Scored} Scored */

/**
 * @typedef {object} Request
 * @property {string} query
 * @property {{locale?: string | null} & Record<string, any>} [filters]
 * @property {"relevance" | "date"} [sort]
 * @property {boolean} [facets]
 * @property {number} [limit]
 * @property {number} [offset]
 */

/** How many candidates are put in order at first; most pages need no more. */
const FIRST_RANKED = 64;

/** How many candidates are compared with their texts at most, for each result that is wanted and in all. */
const [READ_PER_RESULT, READ_MIN] = [4, 100];

/** @type {Scored} */
const NO_DOCUMENTS = { documents: new Uint32Array(0), scores: new Float32Array(0) };

/** The facets that readers filter by. */
const FACETS = ["kind", "locale", "policy", "ministry", "region", "topic", "year", "status"];

/**
 * Answers a request. Whatever was typed, there is an answer.
 * @param {Pack} pack
 * @param {Request} request
 */
export async function answer(pack, request) {
  const { misses, folding } = pack;
  const found = await answerOnce(pack, request);
  const asked = normalized(request.query);
  const isComplete = pack.misses === misses && found.total > 0;
  if (isComplete || folding || !/\p{sc=Han}/u.test(asked)) return found;
  // What stands nowhere may be written in traditional characters, whose table few readers ever need.
  await pack.loadFolding();
  return normalized(asked, pack.folding) === asked ? found : answerOnce(pack, request);
}

/**
 * @param {Pack} pack
 * @param {Request} request
 */
async function answerOnce(pack, { query, filters = {}, sort = "relevance", facets = false, limit = 10, offset = 0 }) {
  const { locale = null } = filters;
  const wanted = Object.entries({ ...filters, locale: locale === null ? [] : [locale] }).filter(([, values]) => values.length > 0);
  const asked = Object.fromEntries(FACETS.flatMap((facet) => wanted.filter(([name]) => name === facet)));
  const typed = parseQuery(query, pack.folding);
  // Where nothing is asked of other languages, it does not matter how long their passages are.
  const lengths = pack.loadLengths(facets ? null : locale);
  lengths.catch(() => {});
  const { clauses, names, expansions, suggestions } = await expand(pack, typed.clauses, locale);
  await resolveNames(pack, clauses);
  const ranking = { pack, names, dates: sort === "date" ? await pack.dateRanks() : null, offset, wanted: Math.max(1, offset + limit) };
  let notice = typed.isShortened ? "shortened" : null;
  let shownPhrases = phrases(clauses);
  /** @type {(filters: import("./evaluate.js").Filters) => Promise<Scored | null>} */
  let find = async (filters) => (clauses.length === 0 && Object.keys(filters).length === 0 ? null : candidates(pack, clauses, filters));
  await lengths;
  let found = await find(asked);
  if (found && locale === null && expansions.length > 0) {
    // What says in other words what another passage of its page says as it was typed is left out, so that a page shows in the language
    // of the query.
    const asTyped = new Set((await candidates(pack, typed.clauses, asked)).documents);
    const pages = new Set(Array.from(asTyped, (document) => pack.pages[document]));
    found = without(found, found.documents.filter((document) => !asTyped.has(document) && pages.has(pack.pages[document])));
  }
  let matches = await decided(ranking, found, clauses);
  if (matches.total === 0 && clauses.length > 0) {
    // Few readers ever need it.
    const { corrected } = await import("./spelling.js");
    const right = await corrected(pack, query, typed.clauses, asked);
    if (right !== null) suggestions.unshift({ kind: "spelling", query: right });
    const near = await decided(ranking, await nearly(pack, clauses, asked), withoutPhrases(clauses));
    if (near.total > 0) {
      matches = near;
      notice = "partial";
      find = (filters) => nearly(pack, clauses, filters);
      shownPhrases = parts(clauses);
    }
  }
  const shown = matches.shown.slice(0, limit);
  const more = furtherPassages(pack, matches.found, shown);
  return {
    query,
    total: matches.total,
    total_is_exact: matches.isExact,
    notice: notice && { code: notice },
    expansions,
    suggestions,
    facets: facets ? await countFacets(pack, asked, locale, matches.found, find) : null,
    results: shown.map(({ score, passage }, index) => hit(pack, passage, score, more[index], shownPhrases)),
  };
}

/**
 * Takes candidates in rank order and keeps the first of each page for which the query holds, until as many stand as are wanted; gives
 * those from the offset on.
 * @param {{pack: Pack, names: Uint32Array[], dates: Uint32Array | null, offset: number, wanted: number}} ranking
 * @param {Scored | null} list
 * @param {Condition[][]} clauses
 */
async function decided({ pack, names, dates, offset, wanted }, list, clauses) {
  const { documents, scores } = list ?? NO_DOCUMENTS;
  const found = { documents, scores: scores.map((score, index) => score * pack.weights[documents[index]]) };
  for (const named of names) {
    const isNamed = new Set(named);
    found.documents.forEach((document, index) => {
      if (isNamed.has(document)) found.scores[index] *= Math.fround(pack.settings.named);
    });
  }
  const undecided = clauses.filter((clause) => !clause.every(isDecidedByGrams));
  const pageCount = countPages(pack, found);
  const ranked = rankedCandidates(found, dates);
  if (undecided.length === 0) {
    const chosen = nextCandidates(ranked, pack, new Set(), wanted).filter(({ isFirst }) => isFirst);
    const shown = chosen.slice(offset).map(async (candidate) => ({ ...candidate, passage: await pack.passage(candidate.document) }));
    return { shown: await Promise.all(shown), found, total: pageCount, isExact: true };
  }
  /** @type {{score: number, document: number, passage: Passage}[]} */
  const best = [];
  const [seen, kept] = [new Set(), new Set()];
  const most = wanted * READ_PER_RESULT + READ_MIN;
  for (let waiting = nextCandidates(ranked, pack, kept, wanted); waiting.length > 0 && kept.size < wanted && seen.size < most; ) {
    // All at once, though a further passage of a page is needed only if the one before it does not stand.
    for (const { document, isFirst } of waiting) if (isFirst) pack.passage(document).catch(() => {});
    for (const candidate of waiting) {
      const page = pack.pages[candidate.document];
      if (kept.has(page)) continue;
      if (kept.size === wanted || seen.size === most) break;
      const passage = await pack.passage(candidate.document);
      seen.add(page);
      if (undecided.every((clause) => clause.some((condition) => holds(condition, passage, pack)))) {
        kept.add(page);
        best.push({ ...candidate, passage });
      }
    }
    waiting = nextCandidates(ranked, pack, kept, wanted - kept.size);
  }
  // What was not looked at is taken to be like what was.
  const guess = kept.size + Math.floor(((pageCount - seen.size) * kept.size) / Math.max(1, seen.size));
  return { shown: best.slice(offset), found, total: guess, isExact: seen.size === pageCount };
}

/**
 * The next candidates of as many pages as are wanted, each with whether it is the first of its page among them.
 * @param {Iterator<{document: number, score: number}>} ranked
 * @param {Pack} pack
 * @param {Set<number>} kept
 * @param {number} wanted
 */
function nextCandidates(ranked, pack, kept, wanted) {
  const next = [];
  const pages = new Set();
  while (pages.size < wanted) {
    const { value, done } = ranked.next();
    if (done) break;
    const page = pack.pages[value.document];
    if (kept.has(page)) continue;
    next.push({ ...value, isFirst: !pages.has(page) });
    pages.add(page);
  }
  return next;
}

/**
 * Candidates in rank order, sorted no further than they are asked for.
 * @param {Scored} found
 * @param {Uint32Array | null} dates
 */
function* rankedCandidates({ documents, scores }, dates) {
  const compare = (/** @type {number} */ one, /** @type {number} */ other) => {
    const byDate = dates ? dates[documents[other]] - dates[documents[one]] : 0;
    return byDate || scores[other] - scores[one] || one - other;
  };
  let places = [...documents.keys()];
  if (!dates && places.length > FIRST_RANKED * 4) {
    const least = scores.slice().sort()[scores.length - FIRST_RANKED];
    const first = places.filter((place) => scores[place] > least).sort(compare);
    for (const place of first) yield { document: documents[place], score: scores[place] };
    places = places.filter((place) => scores[place] <= least);
  }
  for (const place of places.sort(compare)) yield { document: documents[place], score: scores[place] };
}

/**
 * On how many pages candidates stand.
 * @param {Pack} pack
 * @param {Scored} found
 */
function countPages({ pages }, { documents }) {
  const isSeen = new Uint8Array(pages.length);
  let count = 0;
  for (const document of documents) {
    count += 1 - isSeen[pages[document]];
    isSeen[pages[document]] = 1;
  }
  return count;
}

/**
 * The best candidate of each page: the first of equals.
 * @param {Pack} pack
 * @param {Scored} found
 */
function bestOfPages({ pages }, { documents, scores }) {
  /** @type {Map<number, number>} */
  const best = new Map();
  documents.forEach((document, place) => {
    const before = best.get(pages[document]);
    if (before === undefined || scores[place] > scores[before]) best.set(pages[document], place);
  });
  return Array.from(best.values(), (place) => documents[place]);
}

/**
 * Whether a condition holds for a passage.
 * @param {Condition} condition
 * @param {Passage} passage
 * @param {Pack} pack
 */
function holds({ isNegated, test }, passage, { folding }) {
  if (test.type === "text") {
    const texts = SCOPE_FIELDS[test.scope].flatMap((field) => fieldTexts(passage, field)).map((text) => normalized(text, folding));
    return test.phrases.every((phrase) => texts.some((text) => phrase.isIn(text))) !== isNegated;
  }
  if (test.type === "year") {
    return (passage.year !== undefined && passage.year >= test.first && passage.year <= test.last) !== isNegated;
  }
  return valuesOf(passage, test.facet).some((value) => test.values.includes(value)) !== isNegated;
}

/**
 * @param {Passage} passage
 * @param {number} field
 */
function fieldTexts({ title, headings = [], names = [], pinyin = [], body = "" }, field) {
  return [[title], headings, [...names, ...pinyin], [body]][field];
}

/**
 * @param {Passage} passage
 * @param {string} facet
 * @returns {string[]}
 */
function valuesOf({ kind, locale, policy, ministries = [], regions = [], topics = [], year, status }, facet) {
  const one = (/** @type {any} */ value) => (value === undefined ? [] : [String(value)]);
  const values = { kind: [kind], locale: [locale], policy: one(policy), ministry: ministries, region: regions, topic: topics, year: one(year), status: one(status) };
  return values[/** @type {keyof typeof values} */ (facet)] ?? [];
}

/**
 * Adds to `ministry:发改委` and its kin the ids of what is named so.
 * @param {Pack} pack
 * @param {Condition[][]} clauses
 */
async function resolveNames(pack, clauses) {
  for (const { test } of clauses.flat()) {
    if (test.type !== "facet" || !["ministry", "region", "topic", "policy"].includes(test.facet)) continue;
    const ids = new Set();
    for (const name of test.values) {
      const documents = await pack.named(Phrase.read(name, "stems", pack.folding)?.key ?? "");
      for (const { kind, id } of await namesakes(pack, documents, null)) {
        if (kind === test.facet) ids.add(id.slice(id.indexOf(":") + 1));
      }
    }
    test.values = [...test.values, ...ids];
  }
}

/**
 * For each result, how many other candidates stand on its page in its language.
 * @param {Pack} pack
 * @param {Scored} found
 * @param {{document: number}[]} shown
 */
function furtherPassages(pack, { documents }, shown) {
  const wanted = new Set(shown.map(({ document }) => pack.pages[document]));
  /** @type {Map<string, number>} */
  const counts = new Map();
  const place = (/** @type {number} */ document) => `${pack.pages[document]} ${pack.localeOf(document)}`;
  for (const document of documents) {
    if (wanted.has(pack.pages[document])) counts.set(place(document), (counts.get(place(document)) ?? 0) + 1);
  }
  return shown.map(({ document }) => Math.max(0, (counts.get(place(document)) ?? 0) - 1));
}

/**
 * How many results have each value of each facet, each result by its best passage. What is chosen of a facet does not narrow its own
 * counts. The commonest come first, years by rising value.
 * @param {Pack} pack
 * @param {import("./evaluate.js").Filters} filters
 * @param {string | null} locale
 * @param {Scored} found
 * @param {(filters: import("./evaluate.js").Filters) => Promise<Scored | null>} find
 */
async function countFacets(pack, filters, locale, found, find) {
  const isBest = (/** @type {Scored} */ results) => {
    const isResult = new Uint8Array(pack.statistics.documents);
    for (const document of bestOfPages(pack, results)) isResult[document] = 1;
    return isResult;
  };
  const isFound = isBest(found);
  const count = async (/** @type {string} */ facet) => {
    const { [facet]: chosen, ...others } = filters;
    const isResult = chosen ? isBest((await find(others)) ?? NO_DOCUMENTS) : isFound;
    const values = (await pack.values(facet)).map(({ value, names, documents }) => {
      const label = (names.find(([code]) => code === locale) ?? names[0])?.[1] ?? "";
      return { value, label, count: documents.reduce((count, document) => count + isResult[document], 0) };
    });
    const some = values.filter(({ count }) => count > 0);
    return [facet, facet === "year" ? some : some.sort((a, b) => b.count - a.count)];
  };
  return Object.fromEntries(await Promise.all(FACETS.map(count)));
}

/**
 * @param {Pack} pack
 * @param {Passage} passage
 * @param {number} score
 * @param {number} more
 * @param {ScopedPhrase[]} asked
 */
function hit({ folding }, passage, score, more, asked) {
  const inField = (/** @type {number} */ field) => asked.filter(({ scope }) => SCOPE_FIELDS[scope].includes(field)).map(({ phrase }) => phrase);
  const shown = snippet(passage.body ?? "", inField(3), folding);
  const { id, kind, locale, title, headings = [], ministries = [], bodies = [], case_count = 0 } = passage;
  return {
    id, kind, locale, title, headings, ministries, bodies, case_count, more,
    url: urlAt(passage, shown.at),
    score: Math.round(score * 1e4) / 1e4,
    snippet: shown.fragments,
    title_fragments: marked(title, inField(0), folding),
    policy: passage.policy ?? null,
    year: passage.year ?? null,
    date: passage.date ?? null,
    status: passage.status ?? null,
    alternates: (passage.other_locales ?? []).map((other) => ({ locale: other, url: other + passage.url.slice(locale.length) })),
  };
}

/**
 * The address of a passage, to the paragraph at a place of its body where that has an anchor.
 * @param {Passage} passage
 * @param {number | null} at
 */
function urlAt({ url, body = "", anchors = [] }, at) {
  const anchor = at === null ? "" : (anchors[body.slice(0, at).split("\n").length - 1] ?? "");
  return anchor ? `${url.split("#")[0]}#${anchor}` : url;
}
