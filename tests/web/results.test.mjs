// Search as readers have it: this repository's site, built, under a path of its own on a plain web server without an API, and the real
// engine on its pack. What needs a clock or known numbers is in search.test.mjs, what goes wrong in faults.test.mjs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { browserTests, serveBuilt } from "./browser.mjs";

const suite = browserTests(() => serveBuilt({ under: "/a/b/" }));
const { inBrowser } = suite;

const cards = (page) => page.locator("#results li.card");
const titles = (page) => cards(page).locator(".card-title a");
const notices = (page) => page.locator("[data-part=notices] p");

/** Opens the search page and waits for the answer. */
async function search(page, language, query, rest = "") {
  await page.goto(`${language}/search/?q=${encodeURIComponent(query)}${rest}`);
  await answered(page, query);
}

/** Waits for the answer to a question, and for its counts where they are seen. */
async function answered(page, query) {
  await page.waitForFunction((query) => {
    const results = document.querySelector("#results");
    return document.title.startsWith(query) && !results.hidden && !results.hasAttribute("aria-busy") && document.querySelector("#results-count").textContent;
  }, query);
}

inBrowser("the very paragraph is opened, and stands out", {}, async (page) => {
  await search(page, "zh", "护边员", "&kind=measure");
  const link = titles(page).first();
  const [href, title] = [await link.getAttribute("href"), await link.innerText()];
  assert.match(href, /^\.\.\/\.\.\/zh\/policies\/.*#/);
  await link.click();
  await page.waitForURL("**/a/b/zh/policies/**");
  const target = page.locator(":target");
  assert.match(await target.innerText(), /护边员/);
  assert.ok(await target.evaluate((element) => element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().top < innerHeight), "it is in sight");
  assert.notEqual(await target.evaluate((element) => getComputedStyle(element).backgroundColor), "rgba(0, 0, 0, 0)");
  assert.ok((await page.locator("main").innerText()).includes(title));
});

inBrowser("slips are put right, by letters and by sound", {}, async (page) => {
  for (const [language, wrong, right] of [["zh", "户边员", "护边员"], ["en", "infrastrcture", "infrastructure"]]) {
    await search(page, language, wrong);
    assert.equal(await cards(page).count(), 0);
    assert.ok(await page.locator("[data-part=nothing]").isVisible());
    const way = notices(page).locator("a").filter({ hasText: right });
    await way.click();
    await answered(page, right);
    assert.equal(await page.locator("#q").inputValue(), right);
    assert.ok((await cards(page).count()) > 0);
    await page.goBack();
    await answered(page, wrong);
    assert.equal(await page.locator("#q").inputValue(), wrong);
    await page.goForward();
    await answered(page, right);
  }
});

inBrowser("who has taken over is said, with the way there", {}, async (page) => {
  await search(page, "zh", "国土资源部");
  const successor = notices(page).filter({ hasText: "今为" });
  assert.match(await successor.innerText(), /国土资源部今为自然资源部/);
  await successor.getByRole("link", { name: "自然资源部", exact: true }).click();
  await page.waitForURL("**/a/b/zh/ministries/mnr/");
});

inBrowser("names stand for each other, and what was searched besides can be left out", {}, async (page) => {
  await search(page, "zh", "发改委");
  assert.match(await notices(page).first().innerText(), /“发改委”同时检索了：国家发展和改革委员会、/);
  assert.match(await titles(page).first().innerText(), /国家发展和改革委员会/);
  await page.getByRole("link", { name: "只检索" }).click();
  await answered(page, '"发改委"');
  assert.equal(await page.getByRole("link", { name: "只检索" }).count(), 0);
  for (const marked of await cards(page).locator("mark").allInnerTexts()) assert.match(marked, /发改委/);
});

inBrowser("traditional characters, full width and initials find the same", {}, async (page) => {
  for (const query of ["興邊富民", "兴边富民", "ｘｂｆｍ", "xbfm", "xingbianfumin"]) {
    await search(page, "zh", query);
    assert.equal(await titles(page).first().innerText(), "兴边富民行动", query);
  }
  await search(page, "en", "ＮＤＲＣ");
  assert.equal(await titles(page).first().innerText(), "National Development and Reform Commission");
});

inBrowser("what is found in part says so", {}, async (page) => {
  await search(page, "zh", "边民互市贸易港");
  assert.match(await notices(page).first().innerText(), /没有与检索词完全一致的内容/);
  assert.ok((await cards(page).count()) > 0);
});

inBrowser("filters have counts that hold, and narrow what is found", {}, async (page) => {
  await search(page, "zh", "边境旅游");
  const first = page.locator("[data-group=ministry] label").first();
  await first.waitFor();
  const count = Number(await first.locator(".count").innerText());
  const name = (await first.innerText()).replace(/\s*\d+$/, "");
  await first.locator("input").check();
  await page.locator(".chips a", { hasText: name }).waitFor();
  await page.waitForFunction((count) => document.querySelector("#results-count").textContent.includes(String(count)), count);
  await page.locator("a[data-kind=measure]").click();
  await page.waitForURL("**kind=measure**");
  await page.waitForFunction(() => !document.querySelector("#results").hasAttribute("aria-busy"));
  for (const kind of await cards(page).locator(".kind").allInnerTexts()) assert.equal(kind, "举措");
});

inBrowser("by date the newest come first", {}, async (page) => {
  await search(page, "zh", "边民 口岸", "&sort=date");
  const dates = await cards(page).evaluateAll((cards) => cards.map((card) => card.querySelector("[data-part=date]")?.textContent ?? ""));
  const years = dates.map((date) => Number.parseInt(date, 10) || 0);
  assert.deepEqual(years, years.toSorted((a, b) => b - a));
  assert.ok(years[0] > 2000);
});

inBrowser("what stands in both languages is one result, with the way to the other", {}, async (page) => {
  await search(page, "zh", "NDRC", "&lang=all");
  const urls = await titles(page).evaluateAll((links) => links.map((link) => link.pathname.replace(/^\/a\/b\/\w+\//, "")));
  assert.equal(new Set(urls).size, urls.length);
  const card = cards(page).filter({ has: page.locator("a[hreflang]") }).first();
  const other = card.locator("a[hreflang]").first();
  const path = await card.locator(".card-title a").evaluate((link) => link.pathname);
  await other.click();
  await page.waitForURL((address) => address.pathname !== "/a/b/zh/search/");
  const [from, to] = [path, new URL(page.url()).pathname].map((path) => path.split("/")[3]);
  assert.notEqual(from, to);
});

inBrowser("results are taken away, and what is copied is what is shown", { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
  await search(page, "zh", "坚果");
  const shown = await titles(page).allInnerTexts();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载表格" }).click();
  const rows = readFileSync(await (await download).path(), "utf8").trim().split("\r\n");
  assert.equal(rows.length, 1 + shown.length);
  for (const [index, title] of shown.entries()) assert.ok(rows[index + 1].startsWith(`"${title}","`), rows[index + 1]);
  await page.getByRole("button", { name: "复制为文本" }).click();
  await page.getByText(`已复制${shown.length}条`).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith(`1. ${shown[0]}\n   ${suite.site.address}zh/`), copied);
});

inBrowser("the box in the head answers, and the keyboard leads to a paragraph", { reducedMotion: "reduce" }, async (page) => {
  await page.goto("zh/policies/xbfm-13-5/t1-2/");
  await page.keyboard.press("/");
  await page.keyboard.type("护边员");
  const options = page.locator("[role=option]");
  await options.nth(2).waitFor();
  assert.match(await options.last().innerText(), /护边员/);
  await page.keyboard.press("ArrowDown");
  const href = await options.first().evaluate((option) => option.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
  assert.equal(await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length), 0);
});

inBrowser("a word that an input method composes is searched when it is done", {}, async (page) => {
  await page.goto("zh/search/");
  await page.locator("#q").focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "kou'an", selectionStart: 6, selectionEnd: 6 });
  await page.waitForTimeout(100);
  assert.ok(!(await page.locator("#results").isVisible()));
  await session.send("Input.insertText", { text: "口岸" });
  await answered(page, "口岸");
  assert.ok((await cards(page).count()) > 0);
});

for (const language of ["zh", "en"]) {
  inBrowser(`real results fit narrow screens (${language})`, { viewport: { width: 360, height: 740 }, hasTouch: true }, async (page) => {
    await search(page, language, language === "zh" ? "发改委 基础设施" : "infrastructure construction", "&lang=all");
    await page.locator(".filters > summary").click();
    await page.locator("[data-group=ministry] label").first().waitFor();
    await page.locator("[data-group]").evaluateAll((groups) => groups.forEach((group) => (group.open = true)));
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 740 });
      const needed = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(needed <= width, `${needed} px wide at ${width} px`);
    }
  });
}
