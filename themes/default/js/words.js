// @ts-check
// Wordings stand in the page, as `data-` attributes of an element; here they are filled and put where they belong.

/**
 * A wording with its `{name}` places filled; what fills them may be elements.
 * @template T
 * @param {string} wording
 * @param {Record<string, T>} values
 * @returns {(string | T)[]}
 */
export function phrase(wording, values) {
  const parts = wording.split(/\{(\w+)\}/);
  return parts.map((part, index) => (index % 2 ? (values[part] ?? "") : part)).filter((part) => part !== "");
}

/**
 * The wordings of an element, by the names of its `data-` attributes; without values as they stand.
 * @param {Element} element
 * @returns {(name: string, values?: Record<string, string | number>) => string}
 */
export const wordings = (element) => (name, values) => {
  const wording = element.getAttribute(`data-${name}`) ?? "";
  return values ? phrase(wording, values).join("") : wording;
};

/**
 * Fragments as nodes, those that the query asked for as `mark`.
 * @param {{text: string, marked: boolean}[]} fragments
 */
export const marked = (fragments) =>
  fragments.map(({ text, marked }) => (marked ? Object.assign(document.createElement("mark"), { textContent: text }) : text));

/**
 * A link.
 * @param {string} href
 * @param {string} text
 */
export const link = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text });

/**
 * The first element of a template, in which each element with `data-part` holds its part; one that has none is taken out.
 * @param {Element | null} template
 * @param {Record<string, string | number | (string | Node)[] | null | undefined>} parts
 */
export function filled(template, parts) {
  const copy = /** @type {HTMLElement} */ (/** @type {HTMLTemplateElement} */ (template).content.firstElementChild?.cloneNode(true));
  for (const slot of copy.querySelectorAll("[data-part]")) {
    const part = parts[slot.getAttribute("data-part") ?? ""];
    const nodes = Array.isArray(part) ? part : [String(part || "")];
    if (nodes.length && nodes[0] !== "") slot.replaceChildren(...nodes);
    else slot.remove();
  }
  return copy;
}
