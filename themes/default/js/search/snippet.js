// @ts-check
// What of a text is shown with a result, and which of its characters are marked; as search/snippet.rs of the program has it.

import { normalize } from "./normalize.js";
import { width } from "./width.js";
import { words } from "./words.js";

/** @typedef {import("./normalize.js").Folding} Folding */
/** @typedef {import("./phrase.js").Phrase} Phrase */
/** @typedef {{text: string, marked: boolean}} Fragment */
/** @typedef {[number, number]} Range */

/** A found phrase: which, and where its words stand. @typedef {{phrase: number, start: number, end: number, pieces: Range[]}} Mark */

/** How much text is shown, in columns. From 100 to 300; two to three lines of a result list. */
const SNIPPET_COLUMNS = 180;

/** How much of it may stand before the first mark: enough to begin with the sentence, not so much as to push the mark out of sight. */
const LEAD_COLUMNS = 48;

/**
 * A whole text with its matches marked.
 * @param {string} text
 * @param {Phrase[]} phrases
 * @param {Folding | null} [folding]
 */
export function marked(text, phrases, folding = null) {
  return cut(text, 0, text.length, findMarks(text, phrases, folding));
}

/**
 * The part of a text that shows most of the phrases, with its matches marked, and the index of the first of these, if there is one.
 * Line feeds read as spaces; `…` stands where text was left out.
 * @param {string} text
 * @param {Phrase[]} phrases
 * @param {Folding | null} [folding]
 * @returns {{fragments: Fragment[], at: number | null}}
 */
export function snippet(text, phrases, folding = null) {
  const marks = findMarks(text, phrases, folding);
  const at = bestMark(text, marks);
  const start = at === null ? 0 : windowStart(text, at);
  const end = wordEnd(text, start, advance(text, start, SNIPPET_COLUMNS));
  const fragments = cut(text, start, end, marks);
  if (start > 0) {
    if (fragments[0]?.marked === false) fragments[0].text = `…${fragments[0].text}`;
    else fragments.unshift({ text: "…", marked: false });
  }
  if (end < text.length) {
    const last = fragments.at(-1);
    if (last?.marked === false) last.text += "…";
    else fragments.push({ text: "…", marked: false });
  }
  return { fragments, at };
}

/**
 * Every match of every phrase, by where it starts.
 * @param {string} text
 * @param {Phrase[]} phrases
 * @param {Folding | null} folding
 */
function findMarks(text, phrases, folding) {
  /** @type {Mark[]} */
  const marks = [];
  if (phrases.length === 0) return marks;
  const normal = normalize(text, folding);
  const found = words(normal.text);
  phrases.forEach((phrase, index) => {
    for (const first of phrase.find(found)) {
      const pieces = found.slice(first, first + phrase.words.length).map(({ start, end }) => normal.original(start, end));
      marks.push({ phrase: index, start: pieces[0][0], end: pieces[pieces.length - 1][1], pieces });
    }
  });
  return marks.sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Where the mark starts from which most different phrases, then most marks, can be seen; the first of equals.
 * @param {string} text
 * @param {Mark[]} marks
 */
function bestMark(text, marks) {
  /** How often each phrase is seen. @type {Map<number, number>} */
  const seen = new Map();
  const count = (/** @type {Mark} */ { phrase }, /** @type {number} */ change) => {
    const times = (seen.get(phrase) ?? 0) + change;
    if (times > 0) seen.set(phrase, times);
    else seen.delete(phrase);
  };
  let [end, at, mostPhrases, mostMarks] = [0, -1, -1, -1];
  let [from, reach, used] = [0, 0, 0];
  marks.forEach((mark, first) => {
    // The window slides: what leaves it is subtracted, so that no character is measured more than twice.
    for (; from < mark.start; from = after(text, from)) used -= from < reach ? widthAt(text, from) : 0;
    reach = Math.max(reach, from);
    for (; reach < text.length; reach = after(text, reach)) {
      const next = used + widthAt(text, reach);
      if (next > SNIPPET_COLUMNS - LEAD_COLUMNS) break;
      used = next;
    }
    while (end < marks.length && marks[end].end <= reach) count(marks[end++], 1);
    if (seen.size > mostPhrases || (seen.size === mostPhrases && end - first > mostMarks)) {
      [at, mostPhrases, mostMarks] = [mark.start, seen.size, end - first];
    }
    if (end > first) count(mark, -1);
    else end = first + 1;
  });
  return at < 0 ? null : at;
}

/** Goes back from a mark to the beginning of its sentence, or as far as is allowed. @param {string} text @param {number} mark */
function windowStart(text, mark) {
  let columns = 0;
  let start = mark;
  while (start > 0) {
    const character = characterBefore(text, start);
    if ("。！？；\n".includes(character)) return start;
    columns += width(character);
    if (columns > LEAD_COLUMNS) {
      // In the middle of a sentence: begin with a whole word where there are words.
      const space = text.indexOf(" ", start);
      return space >= 0 && space < mark ? space + 1 : start;
    }
    start -= character.length;
  }
  return 0;
}

/** @param {string} text @param {number} at */
function characterBefore(text, at) {
  const isPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, at - 2), at));
  return text.slice(at - (isPair ? 2 : 1), at);
}

/** Where so many columns more have been used, or the end. @param {string} text @param {number} start @param {number} columns */
function advance(text, start, columns) {
  let at = start;
  for (let used = 0; at < text.length; at = after(text, at)) {
    used += widthAt(text, at);
    if (used > columns) break;
  }
  return at;
}

/** The index after a character. @param {string} text @param {number} at */
function after(text, at) {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** @param {string} text @param {number} at */
function widthAt(text, at) {
  return width(text.slice(at, after(text, at)));
}

/**
 * Takes a cut back to the end of a word, if it falls into one that began not long before.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function wordEnd(text, start, end) {
  if (!/^[A-Za-z\d]{2}$/.test(text.slice(Math.max(0, end - 1), end + 1))) return end;
  const tail = /([^A-Za-z\d])[A-Za-z\d]*$/u.exec(text.slice(start, end));
  if (!tail) return end;
  // The program counts the bytes of UTF-8 here.
  const code = tail[1].codePointAt(0) ?? 0;
  const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  return tail[0].length - tail[1].length + bytes < LEAD_COLUMNS ? start + tail.index : end;
}

/**
 * Cuts a window of a text at its marks; marks that touch or overlap become one fragment.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Mark[]} marks
 */
function cut(text, start, end, marks) {
  const pieces = marks
    .flatMap((mark) => mark.pieces)
    .map(([from, to]) => [Math.max(from, start), Math.min(to, end)])
    .filter(([from, to]) => from < to)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  /** @type {Fragment[]} */
  const fragments = [];
  const push = (/** @type {number} */ from, /** @type {number} */ to, /** @type {boolean} */ marked) => {
    if (from < to) fragments.push({ text: text.slice(from, to).replaceAll("\n", " "), marked });
  };
  let at = start;
  for (let index = 0; index < pieces.length; ) {
    let [from, to] = pieces[index++];
    for (; index < pieces.length && pieces[index][0] <= to; index++) to = Math.max(to, pieces[index][1]);
    push(at, from, false);
    push(from, to, true);
    at = to;
  }
  push(at, end, false);
  return fragments;
}
