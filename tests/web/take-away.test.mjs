// What readers take away: tables, text, courses; and what they collect. Without a browser.

import assert from "node:assert/strict";
import test from "node:test";

import { script } from "./modules.mjs";

const { csv, lines, table } = await script("csv.js");
const { moved, parsed, toggled } = await script("basket.js");
const { course } = await script("course.js");

const say = (name, values) => (values ? `${name}:${Object.values(values)}` : name);
const absolute = (url) => `https://example.org/${url}`;

test("a table opens in a spreadsheet and holds no formulas", () => {
  assert.equal(csv([["a", 'b "c"', "d,e"], ["=1+1", "+8", "-3"], ["@x", "\tt", "f\ng"]]),
    '\ufeff"a","b ""c""","d,e"\r\n"\'=1+1","\'+8","\'-3"\r\n"\'@x","\'\tt","f\ng"\r\n');
});

test("a table of results has a heading and a line for each", () => {
  const hit = { title: "=农田", kind: "measure", headings: ["规划", "任务"], bodies: ["水利部", "财政部"], case_count: 2, date: null, year: 2017, status: "expired", url: "zh/a/#b" };
  const bare = { ...hit, title: "页面", kind: "page", headings: [], bodies: [], case_count: 0, year: null, status: null };
  const rows = table([hit, bare], (name) => (name === "separator" ? "、" : name), absolute).split("\r\n");
  assert.equal(rows[0], '\ufeff"column-title","column-kind","column-place","column-bodies","column-cases","column-date","column-status","column-address"');
  assert.equal(rows[1], '"\'=农田","kind-measure","规划 › 任务","水利部、财政部","2","2017","status-expired","https://example.org/zh/a/#b"');
  assert.equal(rows[2], '"页面","kind-page","","","","","","https://example.org/zh/a/#b"');
  assert.equal(lines([hit, bare], absolute), "1. =农田\n   https://example.org/zh/a/#b\n2. 页面\n   https://example.org/zh/a/#b\n");
});

const item = (id, kind) => ({ id, kind, url: "", title: id, lang: "zh" });
const ids = (items) => items.map(({ id }) => id);

test("what is stored is read back, and what is no basket is empty", () => {
  const items = [item("a", "case")];
  assert.deepEqual(parsed(JSON.stringify(items)), items);
  for (const text of [null, "", "{", "7", "null", '{"a":1}', '[{"id":1}]', "[3]"]) assert.deepEqual(parsed(text), [], text);
  assert.deepEqual(ids(toggled(items, item("b", "term"))), ["a", "b"]);
  assert.deepEqual(toggled(items, item("a", "case")), []);
});

test("an item changes places with the next of its kind", () => {
  const items = [item("c1", "case"), item("t1", "term"), item("c2", "case"), item("c3", "case")];
  assert.deepEqual(ids(moved(items, "c1", 1)), ["c2", "t1", "c1", "c3"]);
  assert.deepEqual(ids(moved(items, "c2", -1)), ["c2", "t1", "c1", "c3"]);
  assert.deepEqual(ids(moved(items, "t1", 1)), ids(items));
  assert.deepEqual(ids(moved(items, "c3", 1)), ids(items));
});

test("a basket becomes a course that includes measures and cases and links to the rest", () => {
  const items = [item("plan#t1", "measure"), item("plan#c1", "section"), item("case:nuts", "case"), item("plan", "policy"), item("topic:water", "topic"), item("term:a", "term")];
  assert.equal(course(items, '水利 "一课"', say), `---
title: "水利 \\"一课\\""
measures: ["plan#t1"]
cases: ["nuts"]
topics: ["water"]
---
## objectives {#objectives .objectives}

to-write

## reading {#reading .reading}

![[plan#t1]]

![[plan#c1]]

![[case:nuts]]

- [[plan]]
- [[topic:water]]
- [[term:a]]

## discussion {#discussion .discussion}

to-write

## exercise {#exercise .exercise}

to-write
`);
});
