// @ts-check
// What the search page asks, as its address says it and as the engine is asked.

/** @typedef {{query: string, lang: string, sort: string, from: number, filters: Record<string, string[]>}} Question */

/** How many results a page shows. From 10 to 20: every one brings a file of passages, on every key that is typed. */
export const PER_PAGE = 10;

/** The filters, by the names they have in addresses and in the engine. */
export const GROUPS = ["kind", "ministry", "region", "topic", "policy", "year", "status"];

/**
 * What a query string asks. Without `lang` it asks in the language of the page, with `lang=all` in every language.
 * @param {string} search
 * @returns {Question}
 */
export function question(search) {
  const parameters = new URLSearchParams(search);
  const from = Number.parseInt(parameters.get("from") ?? "", 10);
  return {
    query: (parameters.get("q") ?? "").trim(),
    lang: parameters.get("lang") === "all" ? "all" : "",
    sort: parameters.get("sort") === "date" ? "date" : "",
    from: from > 0 ? from : 0,
    filters: Object.fromEntries(GROUPS.map((group) => [group, [...new Set(parameters.getAll(group))].filter(Boolean)])),
  };
}

/**
 * The query string that asks this.
 * @param {Question} asked
 */
export function address({ query, filters, ...rest }) {
  const parameters = new URLSearchParams(query && { q: query });
  for (const group of GROUPS) for (const value of filters[group] ?? []) parameters.append(group, value);
  for (const [name, value] of Object.entries(rest)) if (value) parameters.set(name, String(value));
  const text = String(parameters);
  // The page itself, which on a disk has a file's name.
  return text ? `?${text}` : `./${globalThis.location?.pathname.split("/").at(-1) ?? ""}`;
}

/**
 * The same question with a value of a filter taken in or out, from its first result on.
 * @param {Question} asked
 * @param {string} group
 * @param {string} value
 * @returns {Question}
 */
export function toggled(asked, group, value) {
  const values = asked.filters[group] ?? [];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return { ...asked, from: 0, filters: { ...asked.filters, [group]: next } };
}

/**
 * What the engine is asked.
 * @param {Question} asked
 * @param {string} code of the language of the page
 * @param {boolean} facets whether counts are wanted
 */
export function request({ query, lang, sort, from, filters }, code, facets, limit = PER_PAGE) {
  const locale = lang ? null : code;
  return { query, filters: { ...filters, locale }, sort: sort || "relevance", limit, offset: from, facets };
}

/** @param {Question} asked */
export const isEmpty = ({ query, filters }) => !query && GROUPS.every((group) => !filters[group]?.length);

/**
 * The query with words in quotation marks, so that nothing else is searched in their place.
 * @param {string} query
 * @param {string[]} words
 */
export const quoted = (query, words) =>
  words.reduce((text, word) => (text.includes(`"${word}"`) ? text : text.replace(word, () => `"${word}"`)), query);
