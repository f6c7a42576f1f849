// @ts-check
// Search in the page. It asks the search service of the program's own server; a plain web server has none, so the form stands
// hidden in the page and is shown once the service has answered. The pure functions come first, what touches the page after them.

/** @typedef {{query: string, kind: string, from: number}} Question */
/** @typedef {{text: string, marked: boolean}} Fragment */
/** @typedef {{kind: string, url: string, headings: string[], title_fragments: Fragment[], snippet: Fragment[]}} Hit */
/** @typedef {{total: number, total_is_exact: boolean, notice: {code: string} | null, results: Hit[]}} Answer */

/** How many results a page shows. */
export const PER_PAGE = 20;

/**
 * What the query string of the search page asks.
 * @param {string} search
 * @returns {Question}
 */
export function question(search) {
  const parameters = new URLSearchParams(search);
  const from = Number.parseInt(parameters.get("from") ?? "", 10);
  return { query: (parameters.get("q") ?? "").trim(), kind: parameters.get("kind") ?? "", from: from > 0 ? from : 0 };
}

/**
 * The query string of the search page that asks this.
 * @param {Question} asked
 */
export function address({ query, kind, from }) {
  const parameters = new URLSearchParams({ q: query });
  if (kind) parameters.set("kind", kind);
  if (from > 0) parameters.set("from", String(from));
  return `?${parameters}`;
}

/**
 * The query string by which the service is asked.
 * @param {Question} asked
 * @param {string} language
 */
export function request({ query, kind, from }, language) {
  const parameters = new URLSearchParams({ q: query, lang: language, limit: String(PER_PAGE), offset: String(from) });
  if (kind) parameters.set("kind", kind);
  return `?${parameters}`;
}

/**
 * What is said of an answer as a whole, from the wordings of the page.
 * @param {Answer} answer
 * @param {Record<string, string | undefined>} wordings
 */
export function summary({ total, total_is_exact: isExact, notice }, wordings) {
  if (total === 0) return wordings.none ?? "";
  const count = (isExact ? wordings.count : wordings.about) ?? "";
  const remark = (notice && wordings[notice.code]) ?? "";
  return [count.replace("{n}", String(total)), remark].filter(Boolean).join(" ");
}

/**
 * Puts fragments into an element, those that the query asked for as `mark`.
 * @param {Element | null} element
 * @param {Fragment[]} fragments
 */
function write(element, fragments) {
  const mark = (/** @type {string} */ text) => Object.assign(document.createElement("mark"), { textContent: text });
  const nodes = fragments.map(({ text, marked }) => (marked ? mark(text) : text));
  element?.replaceChildren(...nodes);
}

/**
 * Asks what the address of the page asks and shows the answer.
 * @param {HTMLElement} results
 * @param {URL} api
 */
async function answer(results, api) {
  const asked = question(location.search);
  if (!asked.query) return;
  const input = document.querySelector("input[name=q]");
  if (input instanceof HTMLInputElement) input.value = asked.query;
  document.title = `${asked.query} · ${document.title}`;
  results.hidden = false;
  for (const link of results.querySelectorAll("a[data-kind]")) {
    const kind = link.getAttribute("data-kind") ?? "";
    link.setAttribute("href", address({ ...asked, kind, from: 0 }));
    if (kind === asked.kind) link.setAttribute("aria-current", "true");
  }
  const status = results.querySelector("[role=status]");
  const response = await fetch(new URL(request(asked, results.dataset.language ?? ""), api)).catch(() => null);
  const found = response?.ok ? await response.json() : null;
  if (status) status.textContent = (found?.results ? summary(found, results.dataset) : results.dataset.failed) ?? "";
  const [list, template] = [results.querySelector("ol"), results.querySelector("template")];
  for (const /** @type {Hit} */ hit of found?.results ?? []) {
    const item = /** @type {DocumentFragment} */ (template?.content.cloneNode(true));
    item.querySelector("a")?.setAttribute("href", (results.dataset.root ?? "") + hit.url);
    write(item.querySelector("a"), hit.title_fragments);
    write(item.querySelector(".card-summary"), hit.snippet);
    const kind = results.querySelector(`a[data-kind="${hit.kind}"]`);
    write(item.querySelector(".kind"), [{ text: kind?.textContent ?? "", marked: false }]);
    write(item.querySelector(".within"), [{ text: hit.headings.join(" › "), marked: false }]);
    list?.append(item);
  }
  for (const [rel, from] of /** @type {[string, number][]} */ ([["prev", asked.from - PER_PAGE], ["next", asked.from + PER_PAGE]])) {
    const link = results.querySelector(`a[rel=${rel}]`);
    link?.toggleAttribute("hidden", !found || from <= -PER_PAGE || from >= found.total);
    link?.setAttribute("href", address({ ...asked, from }));
  }
}

/** Shows the search form where there is a service that answers it, and on the search page what it answers. */
export async function offerSearch() {
  const form = document.querySelector("search[data-api]");
  // Only the program's own server puts this script into pages; elsewhere the probe would leave an error in the console.
  if (!(form instanceof HTMLElement) || !document.querySelector('script[src^="/_jingwei/"]')) return;
  const api = new URL(form.dataset.api ?? "", document.baseURI);
  const probe = await fetch(api, { method: "HEAD" }).catch(() => null);
  if (!probe?.ok) return;
  form.hidden = false;
  for (const element of document.querySelectorAll("[data-without-search]")) element.toggleAttribute("hidden", true);
  const results = document.getElementById("results");
  if (results) await answer(results, api);
}
