// @ts-check
// How wide a character is when it is shown, in columns: a Han character takes two, a Latin letter one, a combining mark none; as the
// crate `unicode-width` tells the program.

const EMPTY = RegExp(
  "(?![\\u115F\\u2D7F\\uFF9E\\uFF9F])[\\p{Mn}\\p{Me}\\p{Default_Ignorable_Code_Point}\\p{Grapheme_Extend}\\u0605\\u070F" +
    "\\u0890\\u0891\\u08E2\\u0D4E\\u1160-\\u11FF\\uA8FA\\uD7B0-\\uD7FB\\u{111C2}\\u{111C3}\\u{113D1}\\u{1193F}\\u{11941}\\u{11A84}-\\u{11A89}" +
    "\\u{11D46}\\u{11F02}]",
  "u",
);
const WIDE = RegExp(
  "(?!\\p{RI})[\\p{Emoji_Presentation}\\u1100-\\u115F\\u17A4\\u2329\\u232A\\u2630-\\u2637\\u268A-\\u268F\\u2E80-\\u303E" +
    "\\u3041-\\u3247\\u3250-\\uA4C6\\uA960-\\uA97C\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFE10-\\uFE19\\uFE30-\\uFE6B\\uFF01-\\uFF60" +
    "\\uFFE0-\\uFFE6\\u{16FE0}-\\u{1B2FB}\\u{1D300}-\\u{1D376}\\u{1F200}-\\u{1F265}\\u{20000}-\\u{2FFFD}\\u{30000}-\\u{3FFFD}]",
  "u",
);

/** @param {string} character */
export function width(character) {
  const code = character.charCodeAt(0);
  if (code < 0xad || (code >= 0x4e00 && code <= 0x9fff)) return code < 0xad ? 1 : 2;
  if (EMPTY.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
