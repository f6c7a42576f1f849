// The pure functions of the theme's js/search.js, without a browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

// Scripts of the theme are modules to browsers, but no package.json says so to Node; so the text itself is imported.
const source = readFileSync(new URL("../../themes/default/js/search.js", import.meta.url), "utf8");
const { PER_PAGE, address, question, request, summary } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

test("a query string says what is asked, and nonsense in it is left out", () => {
  for (const [search, expected] of [
    ["", { query: "", kind: "", from: 0 }],
    ["?q=+%E6%8A%A4%E8%BE%B9%E5%91%98+", { query: "护边员", kind: "", from: 0 }],
    ["?q=a%26b&kind=case&from=20", { query: "a&b", kind: "case", from: 20 }],
    ["?q=%E0%A4%A&from=-3", { query: "\ufffd%A", kind: "", from: 0 }],
    ["?from=x&kind=", { query: "", kind: "", from: 0 }],
  ]) {
    assert.deepEqual(question(search), expected, search);
  }
});

test("an address asks what it was made of", () => {
  for (const asked of [
    { query: "护边员", kind: "", from: 0 },
    { query: '"a & b" kind:case #1?', kind: "measure", from: 40 },
  ]) {
    assert.deepEqual(question(address(asked)), asked);
  }
  assert.equal(address({ query: "a", kind: "", from: 0 }), "?q=a");
});

test("the service is asked in the language of the page, a page of results at a time", () => {
  const parameters = new URLSearchParams(request({ query: "边民", kind: "term", from: 20 }, "zh"));
  assert.deepEqual(Object.fromEntries(parameters), { q: "边民", lang: "zh", limit: String(PER_PAGE), offset: "20", kind: "term" });
  assert.ok(!request({ query: "a", kind: "", from: 0 }, "en").includes("kind"));
});

test("what is said of an answer comes from the wordings of the page", () => {
  const wordings = { count: "{n} found", about: "about {n}", none: "nothing", partial: "in part" };
  const answer = (total, isExact, code) => ({ total, total_is_exact: isExact, notice: code ? { code } : null, results: [] });
  assert.equal(summary(answer(4, true), wordings), "4 found");
  assert.equal(summary(answer(400, false), wordings), "about 400");
  assert.equal(summary(answer(4, true, "partial"), wordings), "4 found in part");
  assert.equal(summary(answer(4, true, "unheard-of"), wordings), "4 found");
  assert.equal(summary(answer(0, true), wordings), "nothing");
});
