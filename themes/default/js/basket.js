// @ts-check
// What a reader collects for a course. It is kept in the browser, one basket a site; where the browser keeps nothing, in memory.

import { wordings } from "./words.js";

/** @typedef {{id: string, kind: string, url: string, title: string, lang: string}} Item */

/** The order in which kinds are listed. */
export const KINDS = ["policy", "section", "measure", "case", "ministry", "region", "topic", "term", "course", "page"];

/**
 * The items of a stored text; what is not an item is left out.
 * @param {string | null} text
 * @returns {Item[]}
 */
export function parsed(text) {
  try {
    const items = JSON.parse(text ?? "[]");
    return items.filter((/** @type {any} */ item) => ["id", "kind", "url", "title", "lang"].every((name) => typeof item[name] === "string"));
  } catch {
    return [];
  }
}

/**
 * The items with one more, or without it if it is there.
 * @param {Item[]} items
 * @param {Item} item
 */
export const toggled = (items, item) =>
  items.some(({ id }) => id === item.id) ? items.filter(({ id }) => id !== item.id) : [...items, item];

/**
 * The items with one changing places with the one of its kind before or after it.
 * @param {Item[]} items
 * @param {string} id
 * @param {number} step 1 or -1
 */
export function moved(items, id, step) {
  const from = items.findIndex((item) => item.id === id);
  let to = from + step;
  while (items[to] && items[to].kind !== items[from].kind) to += step;
  const next = [...items];
  if (items[to]) [next[from], next[to]] = [items[to], items[from]];
  return next;
}

const changes = new EventTarget();
let key = "";
/** @type {Item[]} */
let kept = [];

/** Reads what is stored; a browser may refuse. */
function load() {
  try {
    kept = parsed(localStorage.getItem(key));
  } catch {
    // It stays in memory.
  }
  changes.dispatchEvent(new Event("change"));
}

export const items = () => kept;

/** @param {Item[]} next */
export function keep(next) {
  kept = next;
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // It stays in memory.
  }
  changes.dispatchEvent(new Event("change"));
}

/** @param {() => void} listener called at once, and whenever the basket changes */
export function watch(listener) {
  changes.addEventListener("change", listener);
  listener();
}

/**
 * Lets a button put an item into the basket and take it out.
 * @param {HTMLElement} button
 * @param {Item} item
 */
export function offer(button, item) {
  const say = wordings(button);
  const update = () => {
    // A result that has been replaced by another needs no news.
    if (!button.isConnected && button.dataset.basket) return changes.removeEventListener("change", update);
    const isIn = kept.some(({ id }) => id === item.id);
    button.dataset.basket = item.id;
    button.setAttribute("aria-pressed", String(isIn));
    button.textContent = say(isIn ? "in" : "add");
  };
  button.hidden = false;
  button.addEventListener("click", () => keep(toggled(kept, item)));
  watch(update);
}

/** @param {Document} page */
export function offerBasket(page) {
  const way = /** @type {HTMLElement | null} */ (page.querySelector(".basket-link"));
  if (!way) return;
  key = `jingwei:basket:${new URL(way.dataset.root ?? "", page.baseURI).pathname}`;
  addEventListener("storage", (event) => event.key === key && load());
  load();
  watch(() => {
    way.hidden = !kept.length;
    for (const count of way.querySelectorAll(".count")) count.textContent = String(kept.length);
  });
  for (const button of page.querySelectorAll("button[data-item]")) {
    const { item = "", kind = "", url = "", title = "", lang = "" } = /** @type {HTMLElement} */ (button).dataset;
    offer(/** @type {HTMLElement} */ (button), { id: item, kind, url, title, lang });
  }
}
