// The site as it is opened from a disk: from file:// addresses, with no server and nothing but what lies in the folder.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

import { browserTests, portable } from "./browser.mjs";

const MEASURE = "zh/policies/xbfm-13-5/t2-1/index.html";
const SEARCH = "zh/search/index.html";

const suite = browserTests(portable);
const { inBrowser } = suite;
const cards = (page) => page.locator("#results li.card");
const count = (page) => page.locator("[data-part=count]");

/** The one folder of the pack. */
function pack() {
  const folder = path.join(suite.site.folder, "search/pack");
  const [build, ...others] = readdirSync(folder);
  assert.deepEqual(others, []);
  return path.join(folder, build);
}

inBrowser("links lead from the choice of language to a measure and into the other language", {}, async (page) => {
  await page.goto("index.html");
  await page.locator("main a", { hasText: "中文" }).click();
  await page.waitForURL("**/zh/index.html");
  await page.locator("main a[href='policies/xbfm-13-5/index.html']").first().click();
  await page.waitForURL("**/zh/policies/xbfm-13-5/index.html");
  await page.locator("main a[href$='t2-1/index.html']").first().click();
  await page.waitForURL(`**/${MEASURE}`);
  assert.notEqual((await page.locator("h1").innerText()).trim(), "");
  assert.ok(await page.locator("button[data-item]").isVisible(), "scripts run");
  await page.locator(".languages a[hreflang=en]").click();
  await page.waitForURL("**/en/policies/xbfm-13-5/t2-1/index.html");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.locator(".site-title a").click();
  await page.waitForURL("**/en/index.html");
});

inBrowser("the search page finds, keeps its address, and opens a result at its paragraph", {}, async (page) => {
  await page.goto(SEARCH);
  await page.locator("#q").fill("护边员");
  await cards(page).first().waitFor();
  assert.match(await count(page).innerText(), /^找到约?\d+条$/);
  await page.waitForURL(`**/${SEARCH}?q=*`);
  const title = cards(page).locator(".card-title a[href*='#']").first();
  const href = await title.getAttribute("href");
  assert.match(href, /^\.\.\/\.\.\/zh\/\S+\/index\.html#\S+$/);
  await title.click();
  await page.waitForURL("**/index.html#*");
  const target = page.locator(":target");
  assert.match(await target.innerText(), /护边员/);
  await page.waitForFunction(() => {
    const { top } = document.querySelector(":target").getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  });
  await page.goBack();
  await page.waitForURL(`**/${SEARCH}?q=*`);
  await cards(page).first().waitFor();
  assert.equal(await page.locator("#q").inputValue(), "护边员");
  await page.reload();
  await cards(page).first().waitFor();
  // Counts of the filters may still be on their way; in the end, scripts that brought files are gone.
  await page.waitForFunction(() => document.querySelectorAll("script[src*='/search/']").length === 0);
});

inBrowser("filters, pages and an emptied question keep to the file of the page", {}, async (page) => {
  await page.goto(`${SEARCH}?q=%E8%BE%B9%E6%B0%91`);
  await cards(page).first().waitFor();
  await page.locator("[data-group=ministry] label").first().click();
  await page.waitForURL("**/index.html?q=*&ministry=*");
  await page.locator("[data-part=chips] a").first().click();
  await page.waitForURL((address) => !address.search.includes("ministry"));
  await page.locator("#q").fill("");
  await page.waitForURL(`**/${SEARCH}`);
  await page.locator("[data-part=start]").waitFor();
  const others = await page.locator("#results a").evaluateAll((links) => links.map((link) => link.href).filter((href) => /\/([?#]|$)/.test(href)));
  assert.deepEqual(others, []);
});

inBrowser("English is searched and the other language is linked to", {}, async (page) => {
  await page.goto("en/search/index.html?q=border%20guards");
  await cards(page).first().waitFor();
  const other = cards(page).locator("[data-part=others] a").first();
  assert.match(await other.getAttribute("href"), /^\.\.\/\.\.\/zh\/\S+\/index\.html(#\S+)?$/);
  await other.click();
  await page.waitForURL("**/zh/**");
  assert.ok(await page.locator("h1").isVisible());
});

inBrowser("the box in the head finds and leads to all results", {}, async (page) => {
  await page.goto(MEASURE);
  await page.locator("#q").fill("护边员");
  const options = page.locator("[role=option]");
  await options.nth(1).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => !address.href.endsWith(MEASURE));
  assert.match(page.url(), /\/zh\/\S+\/index\.html(#\S+)?$/);
  assert.ok(await page.locator("h1").isVisible());
  await page.locator("#q").fill("护边员");
  await options.last().waitFor();
  await options.last().click();
  await page.waitForURL(`**/${SEARCH}?q=*`);
  await cards(page).first().waitFor();
  await page.goto("zh/index.html");
  await page.locator("#q").fill("护边员");
  await page.locator("#q").blur();
  await page.locator("search button[type=submit]").click();
  await page.waitForURL(`**/${SEARCH}?q=*`);
  await cards(page).first().waitFor();
});

inBrowser("what is collected is found in the basket", {}, async (page) => {
  await page.goto(MEASURE);
  await page.locator("button[data-item]").click();
  await page.locator(".basket-link").click();
  await page.waitForURL(`**/${SEARCH}#basket`);
  await page.locator(".basket-name a").click();
  await page.waitForURL(`**/${MEASURE}`);
});

inBrowser("a pack that is away says so, and is found again", { expects: /\/search\/pack\/.*ERR_FILE_NOT_FOUND/ }, async (page) => {
  const folder = pack();
  renameSync(folder, `${folder}.away`);
  try {
    await page.goto(`${SEARCH}?q=%E6%8A%A4%E8%BE%B9%E5%91%98`);
    await page.locator("[data-part=failure]").waitFor();
    assert.match(await page.locator("[data-part=failure]").innerText(), /检索暂时用不了/);
    assert.equal(await cards(page).count(), 0);
  } finally {
    renameSync(`${folder}.away`, folder);
  }
  await page.getByRole("button", { name: "重试" }).click();
  await cards(page).first().waitFor();
});

for (const [kind, broken] of [
  ["cut off", (script) => script.slice(0, script.length / 2)],
  ["not base64", (script) => script.replace(/, ".{9}/, ', "=========')],
  ["of other bytes", (script) => script.replace(/, ".{9}/, ', "AAAAAAAAA')],
  ["of another name", (script) => script.replace("t/", "x/")],
  ["empty", () => ""],
]) {
  inBrowser(`a shard that is ${kind} says so, and is read again`, { expects: /SyntaxError|Invalid or unexpected token/ }, async (page) => {
    const folder = path.join(pack(), "t");
    const whole = readdirSync(folder).map((name) => [path.join(folder, name), readFileSync(path.join(folder, name), "utf8")]);
    for (const [name, script] of whole) writeFileSync(name, broken(script));
    try {
      await page.goto(SEARCH);
      await page.locator("#q").fill("护边员");
      await page.locator("[data-part=failure]").waitFor();
    } finally {
      for (const [name, script] of whole) writeFileSync(name, script);
    }
    await page.getByRole("button", { name: "重试" }).click();
    await cards(page).first().waitFor();
  });
}
