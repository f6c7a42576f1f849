// @ts-check
// What was typed, read into conditions. Nothing typed is an error: what has no meaning here is searched as text, and what has no words
// is passed over. The same as the program's search/query.rs, which lists what can be typed, and search/lexer.rs.

import { normalized } from "./normalize.js";
import { Phrase } from "./phrase.js";

/** @typedef {import("./normalize.js").Folding} Folding */
/** @typedef {import("./phrase.js").Comparison} Comparison */
/** @typedef {"kind" | "policy" | "ministry" | "region" | "topic" | "status"} Facet */
/** @typedef {"all" | "title"} Scope Which texts a phrase is looked for in. */

/** @typedef {{type: "text", scope: Scope, phrases: Phrase[]} | {type: "facet", facet: Facet, values: string[]} | {type: "year", first: number, last: number}} Test */
/** @typedef {{isNegated: boolean, isExpanded: boolean, test: Test}} Condition What is expanded was not typed: it says the same in other words. */
/** @typedef {{clauses: Condition[][], isShortened: boolean}} Query Of the conditions of each clause one must hold. */

/** Characters that are read; the rest is dropped with a notice. */
const QUERY_LENGTH_MAX = 256;

/** Clauses that are read; the rest is dropped with a notice. */
const CLAUSES_MAX = 32;

/**
 * Whether two conditions or clauses ask for the same.
 * @param {object} one
 * @param {object} other
 */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The years that bound an open range. */
const [YEAR_MIN, YEAR_MAX] = [-32768, 32767];

const PREFIXES = new Map(
  Object.entries({
    title: "title", 标题: "title",
    year: "year", 年份: "year", 年: "year",
    kind: "kind", 类型: "kind",
    policy: "policy", 政策: "policy",
    ministry: "ministry", 部门: "ministry",
    region: "region", 地区: "region",
    topic: "topic", 主题: "topic",
    status: "status", 时效: "status",
  }),
);

const KINDS = new Map(
  Object.entries({
    政策: "policy", 政策文件: "policy", 章节: "section", 举措: "measure", 任务: "measure", 案例: "case", 部门: "ministry",
    地区: "region", 主题: "topic", 术语: "term", 课程: "course", 页面: "page",
  }),
);

const STATUSES = new Map(Object.entries({ 有效: "in_force", 现行: "in_force", 失效: "expired", 废止: "repealed", 被替代: "superseded" }));

/**
 * Reads what was typed.
 * @param {string} typed
 * @param {Folding | null} [folding]
 * @returns {Query}
 */
export function parseQuery(typed, folding = null) {
  const characters = [...trim(typed)];
  /** @type {Condition[][]} */
  const clauses = [];
  let rest = characters.slice(0, QUERY_LENGTH_MAX).join("");
  let followsOr = false;
  while ((rest = rest.replace(/^\p{White_Space}+/u, "")) !== "") {
    const or = /^[OＯ][RＲ](?=\p{White_Space}|$)/u.exec(rest);
    if (or) {
      followsOr = true;
      rest = rest.slice(or[0].length);
      continue;
    }
    const { condition, length } = readCondition(rest, folding);
    rest = rest.slice(length);
    if (!condition) continue;
    const last = clauses.at(-1);
    if (!followsOr || !last) clauses.push([condition]);
    else if (!last.some((known) => isSame(known, condition))) last.push(condition);
    followsOr = false;
  }
  const different = clauses.filter((clause, place) => clauses.findIndex((other) => isSame(other, clause)) === place);
  const isShortened = characters.length > QUERY_LENGTH_MAX || different.length > CLAUSES_MAX;
  return { clauses: different.slice(0, CLAUSES_MAX), isShortened };
}

/**
 * Every phrase that results should show, with where it is looked for.
 * @param {Condition[][]} clauses
 */
export function phrases(clauses) {
  return clauses.flat().flatMap(({ isNegated, test }) => {
    return test.type === "text" && !isNegated ? test.phrases.map((phrase) => ({ scope: test.scope, phrase })) : [];
  });
}

/**
 * Whether the index alone decides a condition.
 * @param {Condition} condition
 */
export function isDecidedByGrams({ test }) {
  return test.type !== "text" || test.phrases.every((phrase) => phrase.isDecidedByGrams);
}

/**
 * Reads one condition, which is null if what stands there has no words, and how much of the text it took: one character or more.
 * @param {string} typed
 * @param {Folding | null} folding
 * @returns {{condition: Condition | null, length: number}}
 */
function readCondition(typed, folding) {
  const isNegated = /^[-－]\P{White_Space}/u.test(typed);
  const start = isNegated ? 1 : 0;
  const [named, name] = /^(\p{Alphabetic}*)[:：](?=\P{White_Space})/u.exec(typed.slice(start)) ?? ["", ""];
  const prefix = PREFIXES.get(normalized(name, folding));
  const valueStart = start + (prefix ? named.length : 0);
  const value = readText(typed.slice(valueStart));
  const length = valueStart + value.length;
  let test = prefix === undefined || prefix === "title"
    ? textTest(prefix ?? "all", value.text, value.comparison, folding)
    : prefix === "year"
      ? yearTest(normalized(value.text, folding).replaceAll("年", ""))
      : facetTest(/** @type {Facet} */ (prefix), normalized(value.text, folding));
  // A prefix without a value that makes sense is searched as it stands.
  test ??= textTest("all", typed.slice(start, length), "stems", folding);
  return { condition: test && { isNegated, isExpanded: false, test }, length };
}

/**
 * Reads up to the next space, or what stands between quotation marks. Curly marks are those of Chinese text unless what they close ends
 * with them: `“十三五”规划` is one run.
 * @param {string} typed
 * @returns {{text: string, comparison: Comparison, length: number}}
 */
function readText(typed) {
  const quoted = /^["＂]([^"＂]*)["＂]/u.exec(typed) ?? /^[“”]([^“”]*)[“”](?=\p{White_Space}|$)/u.exec(typed);
  if (quoted) return { text: quoted[1], comparison: "surface", length: quoted[0].length };
  const [text] = /** @type {RegExpExecArray} */ (/^\P{White_Space}*/u.exec(typed));
  return { text, comparison: "stems", length: text.length };
}

/**
 * @param {Scope} scope
 * @param {string} text
 * @param {Comparison} comparison
 * @param {Folding | null} folding
 * @returns {Test | null}
 */
function textTest(scope, text, comparison, folding) {
  const phrase = Phrase.read(text, comparison, folding);
  return phrase && { type: "text", scope, phrases: [phrase] };
}

/**
 * @param {Facet} facet
 * @param {string} text
 * @returns {Test | null}
 */
function facetTest(facet, text) {
  const typed = text.split(/[,、]/).map(trim).filter(Boolean);
  const words = facet === "kind" ? KINDS : facet === "status" ? STATUSES : null;
  const values = typed.map((value) => words?.get(value) ?? value);
  return values.length > 0 ? { type: "facet", facet, values } : null;
}

/**
 * `2017`, `2016..2020`, `2016-2020`, `..2020`, `2016..`.
 * @param {string} text
 * @returns {Test | null}
 */
function yearTest(text) {
  const range = /^(\d*)(?:([.\-–—~至到]+)(\d*))?$/u.exec(text);
  if (!range || (!range[1] && !range[3])) return null;
  const [, from, between, to = ""] = range;
  const first = from ? Number(from) : YEAR_MIN;
  const last = between === undefined ? first : to ? Number(to) : YEAR_MAX;
  if (first > YEAR_MAX || last > YEAR_MAX) return null;
  return { type: "year", first: Math.min(first, last), last: Math.max(first, last) };
}

/**
 * Not one pattern: from every space of a long run it would look for the end anew.
 * @param {string} text
 */
function trim(text) {
  const begun = text.replace(/^\p{White_Space}+/u, "");
  let end = begun.length;
  while (end > 0 && /\p{White_Space}/u.test(begun[end - 1])) end--;
  return begun.slice(0, end);
}
