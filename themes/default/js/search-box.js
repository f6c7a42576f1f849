// @ts-check
// The search box in the head of a page: a combobox whose list holds the first results and the way to all of them.

import { engine } from "./engine.js";
import { address, question, request } from "./question.js";
import { way } from "./site.js";
import { filled, marked, wordings } from "./words.js";

/** How many results the list shows. */
const SHOWN = 6;

/** How long a count must stand before it is read out, in milliseconds. */
const SETTLED = 600;

/**
 * The option that a key leads to, by its place; -1 is the field itself, and null where the key is the field's own.
 * @param {string} key
 * @param {number} active
 * @param {number} count
 */
export function moved(key, active, count) {
  if (key === "ArrowDown") return active + 1 < count ? active + 1 : -1;
  if (key === "ArrowUp") return active < 0 ? count - 1 : active - 1;
  if (active < 0 || (key !== "Home" && key !== "End")) return null;
  return key === "Home" ? 0 : count - 1;
}

/** @param {HTMLElement} box */
export function attach(box) {
  const say = wordings(box);
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (box.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (part("input"));
  const [list, status, template] = [part("[role=listbox]"), part("[role=status]"), part("template")];
  const form = /** @type {HTMLFormElement} */ (part("form"));
  let [turn, active, timer] = [0, -1, 0];
  const options = () => /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("[role=option]"));

  const activate = (/** @type {number} */ place) => {
    active = place;
    input.removeAttribute("aria-activedescendant");
    for (const [index, option] of options().entries()) {
      option.setAttribute("aria-selected", String(index === place));
      if (index !== place) continue;
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  };
  const show = (/** @type {boolean} */ isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    activate(-1);
  };

  const ask = async () => {
    const own = ++turn;
    const asked = { ...question(""), query: input.value.trim() };
    clearTimeout(timer);
    if (!asked.query) return show(false);
    const answer = await engine(box).ask(request(asked, box.dataset.code ?? "", false, SHOWN)).catch(() => null);
    if (own !== turn || document.activeElement !== input) return;
    const count = answer && say(answer.total ? (answer.total_is_exact ? "count" : "about") : "none", { n: answer.total });
    const rows = (answer?.results ?? []).map((hit) => {
      const option = filled(template, {
        title: marked(hit.title_fragments),
        kind: say(`kind-${hit.kind}`),
        within: hit.headings.at(-1),
      });
      option.setAttribute("href", way(box.dataset.root, hit.url));
      return option;
    });
    const all = filled(template, { title: say("all", { query: asked.query }), kind: count ?? say("failed") });
    all.classList.add("all");
    all.setAttribute("href", form.getAttribute("action") + address(asked));
    list.replaceChildren(...rows, all);
    for (const [index, option] of options().entries()) option.id = `${list.id}-${index}`;
    show(true);
    timer = setTimeout(() => (status.textContent = count ?? say("failed")), SETTLED);
  };

  input.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || ask());
  input.addEventListener("compositionend", ask);
  input.addEventListener("focus", () => list.childElementCount && input.value.trim() && show(true));
  input.addEventListener("blur", () => show(false));
  // A press on an option must not take the focus, or the list would be gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    // 229 is a key that an input method has taken.
    if (event.isComposing || event.keyCode === 229) return;
    const isOpen = !list.hidden;
    const place = isOpen ? moved(event.key, active, options().length) : null;
    if (place !== null) activate(place);
    else if (event.key === "ArrowDown") ask();
    else if (event.key === "Enter" && isOpen && active >= 0) options()[active].click();
    else if (event.key === "Escape" && isOpen) show(false);
    else if (event.key === "Escape") input.value = "";
    else return;
    event.preventDefault();
  });
  if (input.value) ask();
}
