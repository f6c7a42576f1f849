// What the search page asks, without a browser.

import assert from "node:assert/strict";
import test from "node:test";

import { script } from "./modules.mjs";

const { PER_PAGE, address, isEmpty, question, quoted, request, toggled } = await script("question.js");
const { phrase } = await script("words.js");
const { offered } = await script("facets.js");
const { moved } = await script("search-box.js");

const nothing = question("");

test("a query string says what is asked, and nonsense in it is left out", () => {
  for (const [search, expected] of [
    ["?q=+%E6%8A%A4%E8%BE%B9%E5%91%98+", { query: "护边员" }],
    ["?q=a%26b&from=20&lang=all&sort=date", { query: "a&b", from: 20, lang: "all", sort: "date" }],
    ["?q=%E0%A4%A&from=-3", { query: "\ufffd%A" }],
    ["?from=x&kind=&lang=klingon&sort=size&colour=red", {}],
    ["?year=2017&year=2017&year=2018", { filters: { ...nothing.filters, year: ["2017", "2018"] } }],
  ]) {
    assert.deepEqual(question(search), { ...nothing, ...expected }, search);
  }
});

test("an address asks what it was made of", () => {
  for (const asked of [
    { ...nothing, query: "护边员" },
    { ...nothing, query: '"a & b" kind:case #1?', from: 40, lang: "all", sort: "date" },
    { ...nothing, filters: { ...nothing.filters, ministry: ["mwr", "ndrc"], status: ["expired"] } },
  ]) {
    assert.deepEqual(question(address(asked)), asked);
  }
  assert.equal(address({ ...nothing, query: "a" }), "?q=a");
  assert.equal(address(nothing), "./");
  assert.ok(isEmpty(nothing));
  assert.ok(!isEmpty(question("?year=2017")));
});

test("a filter is taken in and out, and the list begins anew", () => {
  const asked = toggled(question("?q=a&year=2017&from=20"), "year", "2018");
  assert.deepEqual([asked.filters.year, asked.from], [["2017", "2018"], 0]);
  assert.equal(address(toggled(toggled(asked, "year", "2018"), "year", "2017")), "?q=a");
});

test("the engine is asked in the language of the page or in all, a page of results at a time", () => {
  const { filters, ...rest } = request(question("?q=a&kind=term&from=20"), "zh", false);
  assert.deepEqual(rest, { query: "a", sort: "relevance", limit: PER_PAGE, offset: 20, facets: false });
  assert.deepEqual([filters.locale, filters.kind, filters.year], ["zh", ["term"], []]);
  assert.equal(request(question("?lang=all"), "zh", true).filters.locale, null);
});

test("words that were widened are put in quotation marks, once", () => {
  assert.equal(quoted("发改委 边民", ["发改委"]), '"发改委" 边民');
  assert.equal(quoted('"发改委" 边民', ["发改委"]), '"发改委" 边民');
  assert.equal(quoted("a$&b", ["$&"]), 'a"$&"b');
});

test("a wording is filled with text or with elements", () => {
  assert.equal(phrase("找到{n}条", { n: 3 }).join(""), "找到3条");
  const link = { href: "./" };
  assert.deepEqual(phrase("{name}今为{title}。", { name: "甲", title: link }), ["甲", "今为", link, "。"]);
  assert.deepEqual(phrase("{unheard}", {}), []);
});

test("a filter that is set is offered even where it finds nothing", () => {
  const mwr = { value: "mwr", label: "水利部", count: 3 };
  assert.deepEqual(offered([mwr], ["mwr", "mof"]), [mwr, { value: "mof", label: "", count: 0 }]);
});

test("arrows go round by way of the field; Home and End are the field's own until an option is active", () => {
  for (const [key, active, expected] of [
    ["ArrowDown", -1, 0], ["ArrowDown", 2, -1], ["ArrowUp", -1, 2], ["ArrowUp", 0, -1],
    ["Home", -1, null], ["End", -1, null], ["Home", 2, 0], ["End", 0, 2], ["a", 1, null],
  ]) {
    assert.equal(moved(key, active, 3), expected, `${key} at ${active}`);
  }
});
