// @ts-check
// The filters of the search page: a group of checkboxes each, and those that are set as links that take them off.

import { GROUPS, address, toggled } from "./question.js";
import { filled, link } from "./words.js";

/** @typedef {import("./question.js").Question} Question */
/** @typedef {{value: string, label: string, count: number}} Value */

/** Names of values as the engine told them, by group and value. @type {Map<string, string>} */
const names = new Map();

/**
 * The values to offer: those that the engine counted, and after them those that are set but found nothing.
 * @param {Value[]} counted
 * @param {string[]} set
 * @returns {Value[]}
 */
export function offered(counted, set) {
  const missing = set.filter((value) => !counted.some((one) => one.value === value));
  return [...counted, ...missing.map((value) => ({ value, label: "", count: 0 }))];
}

/**
 * @param {HTMLElement} root
 * @param {(name: string, values?: Record<string, string | number>) => string} say
 */
export function filters(root, say) {
  const name = (/** @type {string} */ group, /** @type {string} */ value) =>
    say(`${group}-${value}`) || names.get(`${group}:${value}`) || value;

  /** Whether a filter is set whose name only the engine knows. @param {Question} asked */
  const lackNames = (asked) => GROUPS.some((group) => asked.filters[group].some((value) => group !== "year" && name(group, value) === value));

  /** @param {Question} asked @param {Record<string, Value[]> | null} facets */
  const show = (asked, facets) => {
    for (const [group, values] of Object.entries(facets ?? {})) for (const { value, label } of values) if (label) names.set(`${group}:${value}`, label);
    for (const tab of root.querySelectorAll("a[data-kind]")) {
      const kind = tab.getAttribute("data-kind") ?? "";
      const isSet = kind ? asked.filters.kind.includes(kind) : !asked.filters.kind.length;
      const count = facets?.kind?.find(({ value }) => value === kind)?.count ?? 0;
      tab.setAttribute("href", address({ ...asked, from: 0, filters: { ...asked.filters, kind: kind ? [kind] : [] } }));
      if (isSet) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      tab.parentElement?.toggleAttribute("hidden", Boolean(facets && kind && !count && !isSet));
      const shown = tab.querySelector(".count");
      if (shown) shown.textContent = facets && kind ? String(count) : "";
    }
    for (const details of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-group]"))) {
      const group = details.dataset.group ?? "";
      const set = asked.filters[group];
      const values = offered(facets?.[group] ?? [], set);
      const list = details.querySelector("ul");
      const focused = document.activeElement instanceof HTMLInputElement && list?.contains(document.activeElement) && document.activeElement.value;
      details.hidden = !values.length;
      list?.replaceChildren(...values.map(({ value, count }) => {
        const row = filled(details.parentElement?.querySelector("template") ?? null, { name: name(group, value), number: facets && String(count) });
        const box = /** @type {HTMLInputElement} */ (row.querySelector("input"));
        [box.value, box.name, box.checked] = [value, group, set.includes(value)];
        return row;
      }));
      const again = [...(list?.querySelectorAll("input") ?? [])].find(({ value }) => value === focused);
      again?.focus();
    }
    const chips = GROUPS.filter((group) => group !== "kind").flatMap((group) => asked.filters[group].map((value) => {
      const chip = link(address(toggled(asked, group, value)), name(group, value));
      chip.setAttribute("aria-label", say("remove-filter", { name: name(group, value) }));
      const row = document.createElement("li");
      row.append(chip);
      return row;
    }));
    const list = /** @type {HTMLElement} */ (root.querySelector("[data-part=chips]"));
    list.hidden = !chips.length;
    list.replaceChildren(...chips);
  };
  return { show, lackNames };
}
