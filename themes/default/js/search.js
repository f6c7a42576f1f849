// @ts-check
// Shows the search of a page, which stands hidden until scripts run, and loads what serves it when it is used.

/** @param {Element | null} element */
const isField = (element) => element?.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

/** @param {Document} page */
export function offerSearch(page) {
  const box = page.querySelector("search");
  const input = box?.querySelector("input");
  if (!box || !input) return;
  box.toggleAttribute("hidden", false);
  const absent = page.querySelector("[data-without-search]");
  absent?.toggleAttribute("hidden", true);
  const results = page.getElementById("results");
  if (results) import("./search-page.js").then(({ start }) => start(results), () => absent?.toggleAttribute("hidden", false));
  else input.addEventListener("focus", () => import("./search-box.js").then(({ attach }) => attach(box)), { once: true });

  const toggle = page.querySelector(".search-toggle");
  const open = (/** @type {boolean} */ isOpen) => {
    toggle?.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) input.focus();
  };
  toggle?.toggleAttribute("hidden", false);
  toggle?.addEventListener("click", () => open(toggle.getAttribute("aria-expanded") !== "true"));
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isField(page.activeElement)) return;
    event.preventDefault();
    open(true);
    input.select();
  });
}
