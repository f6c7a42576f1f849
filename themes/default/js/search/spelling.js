// @ts-check
// "Did you mean": for what stands nowhere, the nearest that does. Latin words are compared letter by letter, Chinese by its sound. The
// same as the program's search/spelling.rs.

import { candidates } from "./evaluate.js";
import { isIndexed, namesakes, plainPhrase } from "./expand.js";
import { normalized } from "./normalize.js";
import { Phrase, compareCodePoints } from "./phrase.js";
import { parseQuery } from "./query.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./query.js").Condition} Condition */

/** Longer runs are looked at by their first characters only. */
const RUN_MAX = 8;

/**
 * The typed query with what stands nowhere put right; null if that finds nothing.
 * @param {Pack} pack
 * @param {string} typed
 * @param {Condition[][]} clauses
 * @param {import("./evaluate.js").Filters} filters
 */
export async function corrected(pack, typed, clauses, filters) {
  const locale = filters.locale?.[0] ?? null;
  const whole = typed.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
  let text = whole;
  for (const clause of clauses) {
    const phrase = plainPhrase(clause);
    if (!phrase) continue;
    const word = phrase.latinWord;
    const found = word === null ? await homophone(pack, phrase, locale) : (await isIndexed(pack, phrase)) ? null : await nearestWord(pack, word);
    if (!found) continue;
    if (!text.includes(found.wrong)) text = normalized(text, pack.folding);
    text = text.replace(found.wrong, () => found.right);
  }
  if (normalized(text, pack.folding) === normalized(whole, pack.folding)) return null;
  const { documents } = await candidates(pack, parseQuery(text, pack.folding).clauses, filters);
  return documents.length > 0 ? text : null;
}

/**
 * The commonest of the words that are nearest to one, among those with the same first letter.
 * @param {Pack} pack
 * @param {string} word
 */
async function nearestWord(pack, word) {
  const letters = [...word];
  if (letters.length < 4) return null;
  const reach = letters.length > 6 ? 2 : 1;
  const near = (await pack.words(letters[0]))
    .map(([other, count]) => ({ other, count, distance: distance(letters, [...other], reach) }))
    .filter(({ distance }) => distance >= 1 && distance <= reach)
    .sort((a, b) => a.distance - b.distance || b.count - a.count || compareCodePoints(a.other, b.other));
  return near.length > 0 ? { wrong: word, right: near[0].other } : null;
}

/**
 * How many letters must be put in, left out, exchanged or swapped with their neighbour (optimal string alignment).
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} reach More than this need not be told apart.
 */
function distance(one, other, reach) {
  if (Math.abs(one.length - other.length) > reach) return Infinity;
  let [before, last] = [/** @type {number[]} */ ([]), other.map((_, index) => index).concat(other.length)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1));
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwap) least = Math.min(least, before[column - 2] + 1);
      next.push(least);
    }
    [before, last] = [last, next];
  }
  return last[other.length];
}

/**
 * A part of a phrase that sounds like a name, with that name; the longest part first.
 * @param {Pack} pack
 * @param {Phrase} phrase
 * @param {string | null} locale
 */
async function homophone(pack, phrase, locale) {
  if (phrase.run === null) return null;
  const syllables = await pack.syllables();
  const sound = (/** @type {string} */ text) => {
    let [sounds, isChinese] = ["", false];
    for (const character of normalized(text, pack.folding)) {
      const syllable = syllables.get(character);
      isChinese ||= syllable !== undefined;
      sounds += syllable ?? (/[a-z0-9]/i.test(character) ? character : "");
    }
    return isChinese ? sounds : null;
  };
  const characters = [...phrase.run].slice(0, RUN_MAX);
  for (let length = characters.length; length >= 2; length--) {
    for (let start = 0; start + length <= characters.length; start++) {
      const part = characters.slice(start, start + length).join("");
      const wanted = sound(part);
      if (wanted === null) continue;
      const documents = await pack.named(Phrase.read(wanted)?.key ?? "");
      for (const { title, names = [] } of await namesakes(pack, documents, locale)) {
        const name = [title, ...names].find((name) => sound(name) === wanted);
        if (name !== undefined && name !== part) return { wrong: part, right: name };
      }
    }
  }
  return null;
}
