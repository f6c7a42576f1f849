// @ts-check
// A run of words that must stand together: its grams, which find where it may be, and the comparison with a text, which decides. The
// same as the program's search/phrase.rs.

import { normalized } from "./normalize.js";
import { stem } from "./stem.js";
import { Gap, isUnspaced, runs, words } from "./words.js";

/** @typedef {import("./normalize.js").Folding} Folding */
/** @typedef {import("./words.js").Word} Word */
/** @typedef {import("./words.js").Script} Script */

/** @typedef {"stems" | "surface"} Comparison Latin words by their stems, or every word as it stands. */

/**
 * A term to look up: a word, bigram or edge character; a Han trigram; or a character anywhere, which is every bigram it begins, and
 * itself at the end of a run.
 * @typedef {{kind: "term" | "trigram" | "character", text: string}} Gram
 */

/** @typedef {{text: string, term: string, script: Script, gap: number}} PhraseWord */

const KINDS = ["term", "trigram", "character"];

/** Words that must follow each other. */
export class Phrase {
  /**
   * Reads a phrase; `null` if there is no word in it.
   * @param {string} text
   * @param {Comparison} [comparison]
   * @param {Folding | null} [folding]
   */
  static read(text, comparison = "stems", folding = null) {
    const found = words(normalized(text, folding)).map(({ text, script, gap }) => {
      return { text, term: script === "latin" ? stem(text) : text, script, gap };
    });
    return found.length > 0 ? new Phrase(found, comparison) : null;
  }

  /**
   * @param {PhraseWord[]} words
   * @param {Comparison} comparison
   */
  constructor(words, comparison) {
    this.words = words;
    this.comparison = comparison;
  }

  /** Its words in one string, by which a name is looked up: characters of unspaced scripts stand together, terms apart. */
  get key() {
    return this.words.reduce((key, { term, script }, index) => {
      const isApart = index > 0 && !(isUnspaced(script) && isUnspaced(this.words[index - 1].script));
      return key + (isApart ? " " : "") + term;
    }, "");
  }

  /** Its words as they are shown. */
  get shown() {
    const sign = (/** @type {number} */ gap) => (gap <= Gap.QUOTE ? "" : gap === Gap.SOFT ? " " : String.fromCharCode(gap));
    return this.words.map(({ text, gap }, index) => (index > 0 ? sign(gap) : "") + text).join("");
  }

  /** Its characters, if it is one run with nothing between them; else null. */
  get run() {
    const isRun = this.words.every(({ gap }, index) => index === 0 || gap === Gap.NONE);
    return isRun ? this.#joined(0, this.words.length) : null;
  }

  /** The word, if it is a single one of Latin letters and digits; else null. */
  get latinWord() {
    const [{ text, script }] = this.words;
    return this.words.length === 1 && script === "latin" ? text : null;
  }

  /** Whether all its words are of Latin letters and digits, and may be of another form. */
  get isLatin() {
    return this.comparison === "stems" && this.words.every(({ script }) => script === "latin");
  }

  /** The grams that every text with this phrase has, each once, sorted. */
  get grams() {
    /** @type {Gram[]} */
    const grams = [];
    for (const { script, start, end } of runs(this.words)) {
      const [length, { text, term }] = [end - start, this.words[start]];
      if (!isUnspaced(script)) {
        grams.push({ kind: "term", text: term });
      } else if (this.words.length === 1) {
        grams.push({ kind: "character", text });
      } else if (length === 1) {
        // Beside another word, the character is at the edge of its run in the text too.
        grams.push({ kind: "term", text });
      } else {
        const size = script === "han" && length > 2 ? 3 : 2;
        for (let first = start; first + size <= end; first++) {
          grams.push({ kind: size > 2 ? "trigram" : "term", text: this.#joined(first, first + size) });
        }
      }
    }
    grams.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareCodePoints(a.text, b.text));
    return grams.filter(({ kind, text }, index) => index === 0 || kind !== grams[index - 1].kind || text !== grams[index - 1].text);
  }

  /** Whether a text part with all the grams has the phrase for certain. */
  get isDecidedByGrams() {
    const [{ script, end }, ...others] = runs(this.words);
    if (others.length > 0) return false;
    if (script === "latin") return this.comparison === "stems";
    return script === "other" || end <= (script === "han" ? 3 : 2);
  }

  /** What is left to look for when the whole is not found: bigrams, and all other words. */
  get parts() {
    return runs(this.words).flatMap(({ script, start, end }) => {
      const size = isUnspaced(script) && end - start > 1 ? 2 : 1;
      const firsts = Array.from({ length: end - start - size + 1 }, (_, index) => start + index);
      return firsts.map((first) => new Phrase(this.words.slice(first, first + size), "stems"));
    });
  }

  /**
   * Whether a normalised text has the phrase.
   * @param {string} text
   */
  isIn(text) {
    // The common cases need no words: characters that stand together, and words that stand nowhere.
    const isOneRun = this.words.every(({ script, gap }, index) => script === "han" && (index === 0 || gap === Gap.NONE));
    if (isOneRun && text.includes(this.#joined(0, this.words.length))) return true;
    if (this.words.some((wanted) => wanted.script !== "latin" && !text.includes(wanted.text))) return false;
    return this.find(words(text)).length > 0;
  }

  /**
   * Where the phrase stands among the words of a normalised text, without overlaps: the index of the first word of each.
   * @param {Word[]} words
   */
  find(words) {
    const { length } = this.words;
    const found = [];
    for (let first = 0; first + length <= words.length; ) {
      const isHere = this.#isAt(words, first);
      if (isHere) found.push(first);
      first += isHere ? length : 1;
    }
    return found;
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  #joined(start, end) {
    let joined = "";
    for (let index = start; index < end; index++) joined += this.words[index].text;
    return joined;
  }

  /**
   * @param {Word[]} words
   * @param {number} first
   */
  #isAt(words, first) {
    return this.words.every((wanted, index) => {
      const word = words[first + index];
      return this.#isWord(wanted, word) && (index === 0 || isGap(wanted, word.gap, this.words[index - 1].script));
    });
  }

  /**
   * @param {PhraseWord} wanted
   * @param {Word} word
   */
  #isWord({ text, term, script }, word) {
    if (script !== word.script) return false;
    if (text === word.text) return true;
    // A stem begins as its word does, so most words need none.
    return script === "latin" && this.comparison === "stems" && term[0] === word.text[0] && term === stem(word.text);
  }
}

/**
 * Whether what stands before a word is what the phrase allows there. Between two characters of unspaced scripts nothing may stand but
 * quotation marks, unless the phrase itself has a sign; beside a word of another script spaces and the like do not count; marks that
 * end a clause must be the same.
 * @param {PhraseWord} wanted
 * @param {number} gap
 * @param {Script} before
 */
function isGap(wanted, gap, before) {
  if (wanted.gap > Gap.SOFT || gap > Gap.SOFT) return wanted.gap === gap;
  if (!isUnspaced(wanted.script) || !isUnspaced(before)) return true;
  return wanted.gap === Gap.SOFT ? gap === Gap.SOFT : gap <= Gap.QUOTE;
}

/**
 * Compares as the program does, where a character beyond U+FFFF comes after all before it.
 * @param {string} a
 * @param {string} b
 */
export function compareCodePoints(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}
