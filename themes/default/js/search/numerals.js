// @ts-check
// Numbers of a query written the other way: `50号` and `五十号`, `第3条` and `第三条`, `2017年` and `二〇一七年`. Chinese numerals are taken
// for a number only where what stands beside them counts something. The same as the program's search/numerals.rs.

/** @typedef {import("./phrase.js").Phrase} Phrase */

const DIGITS = "零一二三四五六七八九";
/** @type {[string, number][]} */
const UNITS = [["千", 1000], ["百", 100], ["十", 10]];
const NUMBER = /\d[\da-z]*|[〇零一二三四五六七八九千百十]+/g;
const COUNTED = /^[号条章节届月日]/;

/**
 * The phrase with its numbers written the other way; null if there are none to change.
 * @param {Phrase} phrase
 */
export function otherwise(phrase) {
  const text = phrase.shown;
  const other = text.replace(NUMBER, (number, at) => {
    const after = text.slice(at + number.length);
    const isYear = after.startsWith("年") && number.length === 4;
    if (text[at - 1] !== "第" && !COUNTED.test(after) && !isYear) return number;
    if (!/^\d+$/.test(number)) return /^\d/.test(number) ? number : (read(number)?.toString() ?? number);
    if (isYear) return [...number].map((digit) => (digit === "0" ? "〇" : DIGITS[Number(digit)])).join("");
    return inChinese(Number(number)) ?? number;
  });
  return other === text ? null : other;
}

/**
 * A number from 1 to 9999 as it is written.
 * @param {number} number
 */
function inChinese(number) {
  if (!(number >= 1 && number <= 9999)) return null;
  let [text, rest, owesZero] = ["", number, false];
  for (const [unit, value] of [...UNITS, /** @type {[string, number]} */ (["", 1])]) {
    const digit = Math.floor(rest / value);
    rest %= value;
    if (digit === 0) {
      owesZero = text !== "";
      continue;
    }
    if (owesZero) text += "零";
    owesZero = false;
    if (!(digit === 1 && unit === "十" && text === "")) text += DIGITS[digit];
    text += unit;
  }
  return text;
}

/**
 * The number that Chinese numerals mean; null if they are not written as one.
 * @param {string} number
 */
function read(number) {
  const numerals = [...number.replaceAll("〇", "零")];
  if (numerals.length > 1 && numerals.every((numeral) => DIGITS.includes(numeral))) {
    return numerals.length <= 4 ? numerals.reduce((sum, numeral) => sum * 10 + DIGITS.indexOf(numeral), 0) : null;
  }
  let sum = 0;
  /** @type {number | null} */
  let last = null;
  for (const numeral of numerals) {
    const unit = UNITS.find(([name]) => name === numeral);
    if (unit) {
      sum += (last ?? 1) * unit[1];
      last = null;
    } else {
      last = DIGITS.indexOf(numeral);
    }
  }
  sum += last ?? 0;
  return inChinese(sum) === numerals.join("") ? sum : null;
}
