// @ts-check
// The basket on the search page: its things by kind, to put in order and to take away as a course.

import { KINDS, items, keep, moved, toggled, watch } from "./basket.js";
import { copy } from "./copy.js";
import { course } from "./course.js";
import { download } from "./csv.js";
import { way } from "./site.js";
import { filled, link } from "./words.js";

/**
 * @param {HTMLElement} panel
 * @param {DOMStringMap} site the way to the root of the site, and the code of the language
 * @param {(name: string, values?: Record<string, string | number>) => string} say
 */
export function fill(panel, { root, code = "" }, say) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (panel.querySelector(`[data-part=${name}]`));
  const title = /** @type {HTMLInputElement} */ (panel.querySelector("input"));
  const template = panel.querySelector("template");
  const listed = () => KINDS.flatMap((kind) => items().filter((item) => item.kind === kind));
  /** @type {import("./basket.js").Item[]} */
  let cleared = [];

  watch(() => {
    const all = listed();
    part("full").hidden = !all.length;
    part("empty").hidden = all.length > 0;
    const groups = KINDS.map((kind) => all.filter((item) => item.kind === kind)).filter((group) => group.length);
    part("groups").replaceChildren(...groups.map((group) => {
      const rows = group.map((item, index) => {
        const row = filled(template?.content.querySelector("template") ?? null, { title: [link(way(root, item.url), item.title)], up: "↑", down: "↓", remove: "×" });
        for (const button of row.querySelectorAll("button")) {
          button.dataset.id = item.id;
          button.setAttribute("aria-label", say(button.dataset.part ?? "", { title: item.title }));
        }
        row.querySelector("a")?.setAttribute("lang", item.lang || document.documentElement.lang);
        row.querySelector("[data-part=up]")?.toggleAttribute("disabled", index === 0);
        row.querySelector("[data-part=down]")?.toggleAttribute("disabled", index === group.length - 1);
        return row;
      });
      return filled(template, { kind: say(`kind-${group[0].kind}`), rows });
    }));
  });

  const text = () => course(listed(), title.value.trim() || title.placeholder, say);
  const tell = (/** @type {string} */ said) => (part("told").textContent = said);
  /** @type {Record<string, (id: string) => unknown>} */
  const actions = {
    up: (id) => keep(moved(items(), id, -1)),
    down: (id) => keep(moved(items(), id, 1)),
    remove: (id) => keep(items().filter((item) => item.id !== id)),
    clear: () => (cleared = items()) && keep([]),
    undo: () => keep(cleared.reduce((all, item) => (all.some(({ id }) => id === item.id) ? all : toggled(all, item)), items())),
    download: () => download(`course.${code}.md`, "text/markdown", text()),
    copy: () => copy(text()).then(() => tell(say("copied"))),
  };
  panel.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const name = button?.dataset.part ?? "";
    if (!button || !actions[name]) return;
    const { id = "" } = button.dataset;
    const rows = [...panel.querySelectorAll("[data-part=remove]")];
    const place = rows.findIndex((row) => row.getAttribute("data-id") === id);
    tell("");
    actions[name](id);
    part("undo").hidden = name !== "clear";
    if (name === "clear") tell(say("cleared"));
    if (button.isConnected && button.offsetParent) return;
    // The button is gone: the focus goes on to where its work is continued.
    const same = panel.querySelector(`button[data-part=${name}][data-id="${CSS.escape(id)}"]:enabled`) ?? panel.querySelector(`button[data-id="${CSS.escape(id)}"]:enabled`);
    const next = panel.querySelectorAll("[data-part=remove]");
    const target = same ?? (name === "clear" ? part("undo") : (next[Math.min(place, next.length - 1)] ?? panel.querySelector("summary")));
    /** @type {HTMLElement | null} */ (target)?.focus();
  });
}
