// @ts-check
// The smallest things a search can name, in order, with what stands between them: single Han and Hangul characters, runs of Latin
// letters and digits, words of other scripts by UAX #29; as text/words.rs and text/script.rs of the program have them.

/** @typedef {"han" | "hangul" | "latin" | "other"} Script */

/**
 * One word of a normalised text.
 * @typedef {object} Word
 * @property {string} text
 * @property {number} start
 * @property {number} end
 * @property {Script} script
 * @property {number} gap What stands before it: a value of `Gap` or, above these, the code of a mark that ends a clause, where a
 *   line feed is any line break and the beginning of the text. Of several the strongest counts, of several hard ones the first.
 */

/** What stands between two neighbouring words, weakest first: nothing, quotation marks only, any other sign. */
export const Gap = { NONE: 0, QUOTE: 1, SOFT: 2 };

const QUOTES = "\"'“”‘’„‟‚‛«»‹›「」『』《》〈〉〝〞〟";
const HARD = ",.;:!?。\n";
const LINE_BREAKS = "\r\v\f\x85\u2028\u2029";
const LINE_FEED = 10;

// Parts of character classes, as text/script.rs has them.
const HAN =
  "\\u4E00-\\u9FFF\\u3400-\\u4DBF\\u3005-\\u3007\\u3021-\\u3029\\u2E80-\\u2FDF" +
  "\\uF900-\\uFAFF\\u{20000}-\\u{2FFFD}\\u{30000}-\\u{3FFFD}";
const HANGUL = "\\uAC00-\\uD7FF\\u1100-\\u11FF\\u3131-\\u318E\\uA960-\\uA97F";
const LATIN =
  "a-zA-Z0-9\\xAA\\xBA\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02AF\\u1D00-\\u1D25" +
  "\\u1E00-\\u1EFF\\u2C60-\\u2C7F\\uA722-\\uA787\\uA78B-\\uA7FF\\uAB30-\\uAB5A";

/** @type {[RegExp, Script][]} */
const SCRIPTS = [
  [RegExp(`[${HAN}]`, "u"), "han"],
  [RegExp(`[${LATIN}]`, "u"), "latin"],
  [RegExp(`[${HANGUL}]`, "u"), "hangul"],
  [/[\p{Alphabetic}\p{N}]/u, "other"],
];
const MARK = /\p{M}/u;
const LATIN_RUN = RegExp(`[${LATIN}\\p{M}]*`, "uy");
const OTHER_RUN = RegExp(`[^${HAN}${HANGUL}${LATIN}]*`, "uy");

/** Cuts a run of other scripts at the boundaries of UAX #29; those between signs alone are left out. */
const SEGMENT = segmentPattern();

function segmentPattern() {
  const extend = "[\\p{Gr_Ext}\\p{Mc}\\p{EMod}\\uFFF9-\\uFFFB\\u{13430}-\\u{1343F}]*";
  const katakana = "\\p{sc=Kana}\\u3031-\\u3035\\u309B\\u309C\\u30A0\\u30FC";
  // Scripts without spaces, whose words only a dictionary could tell apart (Line_Break=SA).
  const unspaced = "Hira Thai Laoo Mymr Khmr Tale Talu Lana Tavt Ahom".replace(/\w+ ?/g, (code) => `\\p{sc=${code.trim()}}`);
  const alphabetic = `(?![${katakana}${unspaced}\\p{Ideographic}\\p{Gr_Ext}\\p{Mc}])\\p{Alphabetic}`;
  const signs =
    "\\u02C2-\\u02D7\\u02DE-\\u02FF\\u055A-\\u055C\\u055E\\u058A\\u05F3\\u070F\\uA708-\\uA716\\uA720\\uA721\\uA789\\uA78A\\uAB5B";
  const hebrew = "[\\u05D0-\\u05F2]";
  const letter = `(?:${hebrew}${extend}(?:"${extend}(?=${hebrew})|'${extend})?|(?:${alphabetic}|[${signs}])${extend})`;
  const letters = `${letter}(?:(?:[:·\\u0387\\u055F\\u05F4‧.‘’']${extend})?${letter})*`;
  const digit = `[\\p{Nd}\\u19DA\\u0600-\\u0605\\u066B\\u06DD\\u0890\\u0891\\u08E2]${extend}`;
  const digits = `${digit}(?:(?:[,;\\u037E\\u0589\\u060C\\u060D\\u066C\\u07F8\\u2044.‘’']${extend})?${digit})*`;
  const connector = `[_\\u202F‿⁀⁔]${extend}`;
  const core = `(?:(?:${letters}|${digits})+|(?:[${katakana}]${extend})+)`;
  const word = `(?:${connector})*${core}(?:(?:${connector})+${core})*(?:${connector})*`;
  return RegExp(`${word}|(?:${connector})+|[\\n\\r\\v\\f\\x85\\u2028\\u2029]| +${extend}|[^]${extend}`, "gu");
}

/**
 * The words of a text that `normalize` gave, in order.
 * @param {string} text
 */
export function words(text) {
  /** @type {Word[]} */
  const found = [];
  let gap = LINE_FEED;
  for (let start = 0, end = 0; start < text.length; start = end) {
    const code = text.codePointAt(start) ?? 0;
    end = start + (code > 0xffff ? 2 : 1);
    const script = scriptOf(code);
    if (script === null) {
      gap = stronger(gap, text.slice(start, end));
      continue;
    }
    if (script === "other") {
      end = runEnd(OTHER_RUN, text, end);
      gap = pushSegments(found, text, start, end, gap);
      continue;
    }
    if (script === "latin") end = runEnd(LATIN_RUN, text, end);
    found.push({ text: text.slice(start, end), start, end, script, gap });
    gap = Gap.NONE;
  }
  return found;
}

/**
 * Where the runs of a text are: words of an unspaced script that read on without more than a quotation mark between them, and every
 * other word by itself.
 * @param {{script: Script, gap: number}[]} words
 */
export function runs(words) {
  /** @type {{script: Script, start: number, end: number}[]} */
  const found = [];
  words.forEach(({ script, gap }, index) => {
    const last = found.at(-1);
    if (last?.script === script && isUnspaced(script) && gap <= Gap.QUOTE) last.end = index + 1;
    else found.push({ script, start: index, end: index + 1 });
  });
  return found;
}

/**
 * Whether a script is written without spaces and indexed by its characters.
 * @param {Script} script
 */
export function isUnspaced(script) {
  return script === "han" || script === "hangul";
}

/** @param {number} code @returns {Script | null} */
function scriptOf(code) {
  if (code >= 0x4e00 && code <= 0x9fff) return "han";
  if (code < 0x80) return (code > 47 && code < 58) || ((code | 32) > 96 && (code | 32) < 123) ? "latin" : null;
  const character = String.fromCodePoint(code);
  return SCRIPTS.find(([pattern]) => pattern.test(character))?.[1] ?? null;
}

/** What stands between two words when one character more does. @param {number} gap @param {string} character */
function stronger(gap, character) {
  if (gap > Gap.SOFT) return gap;
  if (HARD.includes(character)) return character.charCodeAt(0);
  if (LINE_BREAKS.includes(character)) return LINE_FEED;
  if (QUOTES.includes(character)) return Math.max(gap, Gap.QUOTE);
  return MARK.test(character) ? gap : Gap.SOFT;
}

/** @param {RegExp} pattern @param {string} text @param {number} at */
function runEnd(pattern, text, at) {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

/**
 * Cuts a run without Han, Hangul or Latin; gives the gap that is open at its end.
 * @param {Word[]} found
 * @param {string} text
 * @param {number} runStart
 * @param {number} runEnd
 * @param {number} gap
 */
function pushSegments(found, text, runStart, runEnd, gap) {
  for (const { 0: segment, index } of text.slice(runStart, runEnd).matchAll(SEGMENT)) {
    if (SCRIPTS[3][0].test(segment)) {
      const start = runStart + index;
      found.push({ text: segment, start, end: start + segment.length, script: "other", gap });
      gap = Gap.NONE;
    } else {
      for (const character of segment) gap = stronger(gap, character);
    }
  }
  return gap;
}
