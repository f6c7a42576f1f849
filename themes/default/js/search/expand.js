// @ts-check
// What a query means beside what it says: the other names of what it names, numbers written otherwise, and words not typed to their
// end. Nothing between quotation marks is touched. The same as the program's search/expand.rs.

import { otherwise } from "./numerals.js";
import { Phrase, compareCodePoints } from "./phrase.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./pack.js").Passage} Passage */
/** @typedef {import("./query.js").Condition} Condition */
/** @typedef {import("./query.js").Scope} Scope */
/** @typedef {{typed: string, also: string[]}} Expansion */
/** @typedef {{kind: string, query: string, name?: string, title?: string, url?: string}} Suggestion */

/** How many words a name may have to be seen in a query of words. */
const NAME_WORDS_MAX = 6;
/** How many passages of one name are read. */
const NAMESAKES_MAX = 4;
/** How many other wordings of one thing are looked for. */
const WORDINGS_MAX = 12;
/** How many words an unfinished word is completed to, the commonest first. */
const COMPLETIONS_MAX = 8;
/** From how many letters on a word is completed. */
const COMPLETED_LETTERS_MIN = 3;

/**
 * Adds to each clause what says the same, in one language or in all.
 * @param {Pack} pack
 * @param {Condition[][]} clauses
 * @param {string | null} locale
 */
export async function expand(pack, clauses, locale) {
  /** @type {{clauses: Condition[][], names: Uint32Array[], expansions: Expansion[], suggestions: Suggestion[]}} */
  const expanded = { clauses: [], names: [], expansions: [], suggestions: [] };
  for (let at = 0; at < clauses.length; ) {
    const named = await longestName(pack, clauses.slice(at));
    const length = named?.length ?? 1;
    const clause = joined(clauses.slice(at, at + length));
    at += length;
    expanded.clauses.push(clause);
    if (clause.length > 1) {
      for (const condition of [...clause]) {
        const own = [condition];
        const named = await longestName(pack, [own]);
        if (named) {
          await addNames(pack, own, named, locale, expanded);
          expanded.names.push(named.documents);
        } else {
          await addForms(pack, own);
        }
        clause.push(...own.slice(1));
      }
    } else if (named) {
      await addNames(pack, clause, named, locale, expanded);
      expanded.names.push(named.documents);
    } else {
      await addForms(pack, clause);
    }
  }
  return expanded;
}

/**
 * The phrase of a clause that asks for nothing else, and not for its very letters; null for others.
 * @param {Condition[]} clause
 */
export function plainPhrase(clause) {
  if (clause.length !== 1) return null;
  const [{ isNegated, isExpanded, test }] = clause;
  if (isNegated || isExpanded || test.type !== "text" || test.phrases.length !== 1) return null;
  return test.phrases[0].comparison === "stems" ? test.phrases[0] : null;
}

/**
 * The longest name with which some clauses begin.
 * @param {Pack} pack
 * @param {Condition[][]} clauses
 */
async function longestName(pack, clauses) {
  /** @type {Phrase[]} */
  const phrases = [];
  for (const clause of clauses.slice(0, NAME_WORDS_MAX)) {
    const phrase = plainPhrase(clause);
    if (!phrase) break;
    phrases.push(phrase);
  }
  const other = phrases.findIndex((phrase, place) => !phrase.isLatin || scopeOf(clauses[place]) !== scopeOf(clauses[0]));
  const longest = Math.max(other < 0 ? phrases.length : other, Math.min(1, phrases.length));
  for (let length = longest; length > 0; length--) {
    const key = phrases.slice(0, length).map((phrase) => phrase.key).join(" ");
    const documents = await pack.named(key);
    if (documents.length > 0) return { length, key, documents };
  }
  return null;
}

/**
 * Clauses as one that asks for all their phrases.
 * @param {Condition[][]} clauses
 */
function joined([first, ...rest]) {
  const clause = [...first];
  const [condition] = clause;
  if (rest.length > 0 && condition.test.type === "text") {
    const more = rest.flat().flatMap(({ test }) => (test.type === "text" ? test.phrases : []));
    clause[0] = { ...condition, test: { ...condition.test, phrases: [...condition.test.phrases, ...more] } };
  }
  return clause;
}

/** @param {Condition[]} clause @returns {Scope} */
const scopeOf = ([{ test }]) => (test.type === "text" ? test.scope : "all");

/** @param {Scope} scope @param {Phrase} phrase @returns {Condition} */
const asExpanded = (scope, phrase) => ({ isNegated: false, isExpanded: true, test: { type: "text", scope, phrases: [phrase] } });

/**
 * Adds the wordings of what a clause names.
 * @param {Pack} pack
 * @param {Condition[]} clause
 * @param {{key: string, documents: Uint32Array}} named
 * @param {string | null} locale
 * @param {{expansions: Expansion[], suggestions: Suggestion[]}} expanded
 */
async function addNames(pack, clause, named, locale, { expansions, suggestions }) {
  const keys = [named.key];
  const also = [];
  const { test } = clause[0];
  for (const passage of await namesakes(pack, named.documents, locale)) {
    // A policy is cited by what it is called, and does not stand for it.
    if (passage.kind === "policy") continue;
    for (const wording of [passage.title, ...(passage.names ?? [])]) {
      const phrase = Phrase.read(wording, "stems", pack.folding);
      if (!phrase || keys.length > WORDINGS_MAX || keys.includes(phrase.key)) continue;
      keys.push(phrase.key);
      also.push(wording);
      clause.push(asExpanded(scopeOf(clause), phrase));
    }
    for (const { title, url } of passage.successors ?? []) {
      if (suggestions.some((known) => known.url === url && known.name === passage.title)) continue;
      suggestions.push({ kind: "successor", name: passage.title, query: title, title, url });
    }
  }
  if (also.length > 0 && test.type === "text") {
    expansions.push({ typed: test.phrases.map((phrase) => phrase.shown).join(" "), also });
  }
}

/**
 * The passages behind a name, in one language if one is asked for.
 * @param {Pack} pack
 * @param {Uint32Array} documents
 * @param {string | null} locale
 * @returns {Promise<Passage[]>}
 */
export function namesakes(pack, documents, locale) {
  const isWanted = (/** @type {number} */ document) => locale === null || pack.locales[pack.localeOf(document)]?.[0] === locale;
  return Promise.all([...documents].filter(isWanted).slice(0, NAMESAKES_MAX).map((document) => pack.passage(document)));
}

/**
 * Adds numbers written otherwise, and completions of a word that stands nowhere.
 * @param {Pack} pack
 * @param {Condition[]} clause
 */
async function addForms(pack, clause) {
  const phrase = plainPhrase(clause);
  if (!phrase) return;
  const forms = [otherwise(phrase)];
  const word = phrase.latinWord;
  if (word !== null && [...word].length >= COMPLETED_LETTERS_MIN && !(await isIndexed(pack, phrase))) {
    const words = await pack.words(word);
    words.sort(([one, first], [other, second]) => second - first || compareCodePoints(one, other));
    forms.push(...words.slice(0, COMPLETIONS_MAX).map(([word]) => word));
  }
  const known = new Set();
  for (const form of forms) {
    const other = form === null ? null : Phrase.read(form, "stems", pack.folding);
    const key = JSON.stringify(other?.words);
    if (!other || known.has(key)) continue;
    known.add(key);
    clause.push(asExpanded(scopeOf(clause), other));
  }
}

/**
 * Whether every gram of a phrase stands somewhere.
 * @param {Pack} pack
 * @param {Phrase} phrase
 */
export async function isIndexed(pack, phrase) {
  const postings = await Promise.all(phrase.grams.map((gram) => pack.postings(gram)));
  return postings.every((fields) => fields.some((field) => field !== null));
}
