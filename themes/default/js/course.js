// @ts-check
// A basket as the Markdown of a course: measures and cases are included, everything else is linked to.

/** @typedef {import("./basket.js").Item} Item */

/** What is included whole. */
const INCLUDED = ["section", "measure", "case"];

/** The sections of a course after the reading, by class. */
const AFTER = ["discussion", "exercise"];

/**
 * The text of a course file.
 * @param {Item[]} items in order
 * @param {string} title
 * @param {(name: string) => string} say
 */
export function course(items, title, say) {
  const ids = (/** @type {string} */ kind) => items.filter((item) => item.kind === kind).map(({ id }) => id.replace(/^(case|topic):/, ""));
  const facts = [["measures", ids("measure")], ["cases", ids("case")], ["topics", ids("topic")]];
  const section = (/** @type {string} */ name, /** @type {string[]} */ blocks) =>
    [`## ${say(name)} {#${name} .${name}}`, ...(blocks.length ? blocks : [say("to-write")])].join("\n\n");
  const included = items.filter(({ kind }) => INCLUDED.includes(kind)).map(({ id }) => `![[${id}]]`);
  const linked = items.filter(({ kind }) => !INCLUDED.includes(kind)).map(({ id }) => `- [[${id}]]`);
  const head = [`title: ${JSON.stringify(title)}`, ...facts.filter(([, list]) => list.length).map(([name, list]) => `${name}: ${JSON.stringify(list)}`)];
  return [
    `---\n${head.join("\n")}\n---\n${section("objectives", [])}`,
    section("reading", linked.length ? [...included, linked.join("\n")] : included),
    ...AFTER.map((name) => section(name, [])),
  ].join("\n\n") + "\n";
}
