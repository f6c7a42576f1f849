// @ts-check
// Results to take away: as a table, as text, as a file.

import { copy } from "./copy.js";

/** @typedef {Awaited<ReturnType<ReturnType<typeof import("./search/client.js").connect>["ask"]>>["results"][0]} Hit */
/** @typedef {(name: string, values?: Record<string, string | number>) => string} Say */

/** The columns, by the names of their wordings. */
const COLUMNS = ["title", "kind", "place", "bodies", "cases", "date", "status", "address"];

/** @param {string} text so that a spreadsheet never takes it for a formula */
const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/**
 * Rows as a CSV file that spreadsheets open as it is: with a byte order mark, lines that end in CRLF and no formulas.
 * @param {string[][]} rows
 */
export const csv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

/**
 * Results as a table.
 * @param {Hit[]} hits
 * @param {Say} say
 * @param {(url: string) => string} absolute
 */
export const table = (hits, say, absolute) =>
  csv([
    COLUMNS.map((column) => say(`column-${column}`)),
    ...hits.map((hit) => [
      hit.title,
      say(`kind-${hit.kind}`),
      hit.headings.join(" › "),
      hit.bodies.join(say("separator")),
      hit.case_count ? String(hit.case_count) : "",
      hit.date ?? String(hit.year ?? ""),
      hit.status ? say(`status-${hit.status}`) : "",
      absolute(hit.url),
    ]),
  ]);

/**
 * Results as numbered lines of text.
 * @param {Hit[]} hits
 * @param {(url: string) => string} absolute
 */
export const lines = (hits, absolute) => hits.map((hit, index) => `${index + 1}. ${hit.title}\n   ${absolute(hit.url)}\n`).join("");

/**
 * Hands a file to the reader.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Ways to take results away; each gives back what was taken. */
export const takes = {
  /** @param {Hit[]} hits @param {Say} say @param {(url: string) => string} absolute */
  table(hits, say, absolute) {
    download(`${say("file")}.csv`, "text/csv", table(hits, say, absolute));
    return hits;
  },
  /** @param {Hit[]} hits @param {Say} _ @param {(url: string) => string} absolute */
  text: (hits, _, absolute) => copy(lines(hits, absolute)).then(() => hits),
};
