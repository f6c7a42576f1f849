// @ts-check
// Texts made comparable: NFKC, lower case, simplified characters, nothing invisible; as text/normalize.rs and text/simplified.rs of
// the program do it. Indices are those of JavaScript strings.

/** @typedef {Map<string, string>} Folding What each traditional character is searched as. */

/**
 * A normalised text with its way back.
 * @typedef {object} Normalized
 * @property {string} text
 * @property {(start: number, end: number) => [number, number]} original The run of the original behind a run of the text: the
 *   smallest one of whole characters that covers it.
 */

/** How often lower case and NFKC are taken in turn before the result counts as stable. */
const ROUNDS_MAX = 4;

/** What shows nothing and must not come between others. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const IGNORABLES = /\p{Default_Ignorable_Code_Point}/gu;

/** Among these are all characters that may combine with what stands before; others need no closer look. */
const MAY_COMBINE = /[\p{M}\u1161-\u1175\u11A8-\u11C2\u3133-\u3163\uFF9E-\uFFDC\u{16D67}\u{16D68}]/u;

/** Characters of combining class 0 that compose with what stands before (`NFC_Quick_Check=Maybe`). */
const COMPOSES = new RegExp(
  "[\\u1161-\\u1175\\u11A8-\\u11C2\\u09BE\\u09D7\\u0B3E\\u0B56\\u0B57\\u0BBE\\u0BD7\\u0CC2\\u0CD5\\u0CD6\\u0D3E\\u0D57\\u0DCF" +
    "\\u0DDF\\u102E\\u1B35\\u{11127}\\u{1133E}\\u{11357}\\u{113B8}\\u{113BB}\\u{113C2}\\u{113C5}\\u{113C7}-\\u{113C9}" +
    "\\u{114B0}\\u{114BA}\\u{114BD}\\u{115AF}\\u{11930}\\u{1611E}-\\u{16129}\\u{16D67}]",
  "u",
);

/** Marks of the combining classes 1 and 240, the first and the last: what is reordered beside them has a class of its own. */
const [FIRST, LAST] = ["\u0334", "\u0345"];

/**
 * Reads a table of pairs, as text/simplified.txt is one.
 * @param {string} table
 * @returns {Folding}
 */
export function readFolding(table) {
  const folding = new Map();
  for (const pair of table.replace(/^#.*$/gm, "").split(/\s+/)) {
    const [from, to] = pair;
    if (to) folding.set(from, to);
  }
  return folding;
}

/**
 * Normalises a text and keeps the way back.
 * @param {string} text
 * @param {Folding | null} [folding]
 * @returns {Normalized}
 */
export function normalize(text, folding = null) {
  /** @type {number[][]} */
  const [starts, from, to] = [[], [], []];
  const normal = fold(text, folding, (at, start, end) => {
    starts.push(at);
    from.push(start);
    to.push(end);
  });
  /** How many pieces start before an index. */
  const before = (/** @type {number} */ index) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] < index) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    text: normal,
    original(start, end) {
      if (start < end && starts.length > 0) return [from[before(start + 1) - 1], to[before(end) - 1]];
      const at = from[Math.min(before(start), starts.length - 1)] ?? 0;
      return [at, at];
    },
  };
}

/**
 * Normalises a text where no way back is needed.
 * @param {string} text
 * @param {Folding | null} [folding]
 */
export function normalized(text, folding = null) {
  return fold(text, folding, () => {});
}

/**
 * Gives the normal form and reports of each piece where it starts in it and what it was made of. A piece is a character with the
 * marks that combine with it.
 * @param {string} text
 * @param {Folding | null} folding
 * @param {(at: number, start: number, end: number) => void} report
 */
function fold(text, folding, report) {
  let output = "";
  /** @type {Map<string, string>} */
  const known = new Map();
  let at = 0;
  while (at < text.length) {
    const start = at;
    const code = text.codePointAt(at) ?? 0;
    let end = (at += code > 0xffff ? 2 : 1);
    let piece = text.slice(start, end);
    if (!isApart(code) && IGNORABLE.test(piece)) continue;
    while (at < text.length) {
      const next = text.codePointAt(at) ?? 0;
      if (isApart(next)) break;
      const character = String.fromCodePoint(next);
      const isIgnorable = IGNORABLE.test(character);
      if (!isIgnorable && startsPiece(character)) break;
      at += character.length;
      if (isIgnorable) continue;
      piece += character;
      end = at;
    }
    const begin = output.length;
    if (code < 0x80 && piece.length === 1) {
      output += code > 64 && code < 91 ? String.fromCharCode(code + 32) : piece;
    } else if (isPlain(code) && piece.length === 1) {
      output += folding?.get(piece) ?? piece;
    } else {
      let folded = known.get(piece);
      if (folded === undefined) known.set(piece, (folded = foldPiece(piece, folding)));
      output += folded;
    }
    if (output.length > begin) report(begin, start, end);
  }
  return output;
}

/** @param {string} piece @param {Folding | null} folding */
function foldPiece(piece, folding) {
  let folded = piece.normalize("NFKC").replace(IGNORABLES, "");
  for (let round = 0; round < ROUNDS_MAX; round++) {
    let next = "";
    for (const character of folded) {
      // By itself, so that a capital sigma is the same at the end of a word.
      for (const letter of character.toLowerCase()) next += folding?.get(letter) ?? letter;
    }
    next = next.normalize("NFKC").replace(IGNORABLES, "");
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

/** Whether NFKC leaves the character alone when nothing combines with it. @param {number} code */
function isPlain(code) {
  return code < 0x80 || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
}

/** Whether a character is a common one that shows and combines with nothing before. @param {number} code */
function isApart(code) {
  if (isPlain(code)) return true;
  return (code >= 0x2010 && code <= 0x2027) || (code >= 0x3000 && code <= 0x3029) || (code >= 0xff01 && code <= 0xff5e);
}

/**
 * Whether NFKC treats what comes before apart from this character: it neither moves before nor composes with anything there.
 * @param {string} character
 */
function startsPiece(character) {
  if (!MAY_COMBINE.test(character)) return true;
  const first = String.fromCodePoint(character.normalize("NFKD").codePointAt(0) ?? 0);
  const moves = (first + FIRST).normalize("NFD") !== first + FIRST || (LAST + first).normalize("NFD") !== LAST + first;
  return !moves && !COMPOSES.test(first);
}
