// @ts-check
// A result as a card.

import { offer } from "./basket.js";
import { way } from "./site.js";
import { filled, link, marked, phrase } from "./words.js";

/** @typedef {import("./csv.js").Hit} Hit */

/**
 * @param {Hit} hit
 * @param {HTMLElement} root of the results, with the template
 * @param {(name: string, values?: Record<string, string | number>) => string} say
 */
export function card(hit, root, say) {
  const to = (/** @type {string} */ url) => way(root.dataset.root, url);
  const tag = say(`tag-${hit.locale}`);
  const foreign = (/** @type {string} */ text) => {
    const span = Object.assign(document.createElement("span"), { textContent: text });
    span.dataset.foreign = "";
    return span;
  };
  const date = hit.date && hit.date.length > 4 ? hit.date : hit.year && say("year", { year: hit.year });
  const others = hit.alternates.map((/** @type {{locale: string, url: string}} */ { locale, url }) => {
    const other = link(to(url), say(`language-${locale}`));
    other.lang = other.hreflang = say(`tag-${locale}`);
    return other;
  });
  const made = filled(root.querySelector("[data-template=card]"), {
    kind: say(`kind-${hit.kind}`),
    within: hit.headings.join(" › "),
    title: marked(hit.title_fragments),
    status: hit.status && say(`status-${hit.status}`),
    date,
    cases: hit.case_count && say("cases", { n: hit.case_count }),
    bodies: hit.bodies.length ? phrase(say("bodies"), { bodies: foreign(hit.bodies.join(say("separator"))) }) : null,
    snippet: marked(hit.snippet),
    more: hit.more ? [link(to(hit.url.split("#")[0]), say("more", { n: hit.more }))] : null,
    others,
    basket: " ",
  });
  const title = made.querySelector(".card-title a");
  title?.setAttribute("href", to(hit.url));
  if (hit.locale !== root.dataset.code) for (const text of made.querySelectorAll("[data-foreign]")) text.setAttribute("lang", tag);
  made.querySelector(".status")?.classList.add(String(hit.status));
  const button = /** @type {HTMLElement} */ (made.querySelector("[data-part=basket]"));
  button.setAttribute("aria-describedby", (title?.parentElement ?? made).id = `hit-${hit.locale}-${hit.id}`);
  offer(button, { id: hit.id, kind: hit.kind, url: hit.url, title: hit.title, lang: tag });
  return made;
}
