// The pages of this repository's content in a real browser: every kind of page, in both languages, on a narrow screen, in the dark,
// without scripts, with the keyboard alone. Search has tests of its own: search.test.mjs.

import assert from "node:assert/strict";

import { browserTests } from "./browser.mjs";

const LANGUAGES = ["zh", "en"];
const POLICY = "policies/xbfm-13-5/";
const MEASURE = `${POLICY}t2-1/`;
const parallel = (language) => `${POLICY}parallel/${language === "zh" ? "en" : "zh"}/`;
const PAGES = {
  home: () => "",
  policy: () => POLICY,
  measure: () => MEASURE,
  part: () => `${POLICY}g1/`,
  matrix: () => `${POLICY}matrix/`,
  parallel,
  bodies: () => "ministries/",
  body: () => "ministries/mnr/",
  cases: () => "cases/",
  case: () => "cases/chongzuo-nuts/",
  region: () => "regions/150000/",
  topic: () => "topics/ecology/",
  terms: () => "terms/",
  course: () => "courses/reading-the-plan/",
  "matrix of the site": () => "matrix/",
  search: () => "search/",
  about: () => "about/",
};

const suite = browserTests();
const { inBrowser } = suite;

/** Opens a page that must be there. */
async function open(page, address) {
  const response = await page.goto(address);
  assert.equal(response.status(), 200, address);
}

for (const language of LANGUAGES) {
  inBrowser(`every kind of page fits a narrow screen and has one h1 (${language})`, {}, async (page) => {
    for (const [kind, path] of Object.entries(PAGES)) {
      await open(page, `${language}/${path(language)}`);
      assert.equal(await page.locator("h1").count(), 1, kind);
      assert.notEqual((await page.locator("h1").innerText()).trim(), "", kind);
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(needed <= width, `${kind} is ${needed} px wide at ${width} px`);
      }
    }
  });

  inBrowser(`pages can be read without scripts, and no search form is shown (${language})`, { javaScriptEnabled: false }, async (page) => {
    for (const [kind, path] of Object.entries(PAGES)) {
      await open(page, `${language}/${path(language)}`);
      assert.ok(await page.locator("h1").isVisible(), kind);
      const text = await page.locator("main").innerText();
      assert.ok(text.length > 60, `${kind}: ${text}`);
      assert.equal(await page.locator("search:visible, button:visible").count(), 0, kind);
    }
    await open(page, `${language}/search/`);
    assert.ok(await page.locator("[data-without-search]").isVisible());
  });

  inBrowser(`text can be read in both colour schemes (${language})`, {}, async (page) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const path of ["", MEASURE, "cases/chongzuo-nuts/", "terms/", "search/?q=a"]) {
        await open(page, `${language}/${path}`);
        await page.waitForLoadState("networkidle");
        const lowest = await page.evaluate(lowestContrast);
        assert.ok(lowest.ratio >= 4.5, `${colorScheme} ${path}: ${lowest.ratio.toFixed(2)} at “${lowest.text}”`);
      }
    }
  });
}

/** The lowest contrast of any text in the page with what is behind it, by the formula of WCAG 2. Runs in the page. */
function lowestContrast() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color) => {
    const [red, green, blue] = channels(color).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    const own = getComputedStyle(element).backgroundColor;
    return channels(own)[3] > 0 || !element.parentElement ? own : behind(element.parentElement);
  };
  let lowest = { ratio: 21, text: "" };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent.trim();
    const element = texts.currentNode.parentElement;
    if (!text || !element.checkVisibility()) continue;
    const pair = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < lowest.ratio) lowest = { ratio, text: text.slice(0, 30) };
  }
  return lowest;
}

inBrowser("the language switch leads to the same place", {}, async (page) => {
  for (const [path, hash] of [[POLICY, "#t2-1"], [MEASURE, ""], ["terms/", "#border-county"], [parallel("zh"), ""]]) {
    await open(page, `zh/${path}${hash}`);
    await page.locator(".languages a[hreflang=en]").click();
    await page.waitForURL(`**/en/**${hash}`);
    const expected = path === parallel("zh") ? parallel("en") : path;
    assert.equal(page.url(), `${suite.site.address}en/${expected}${hash}`);
    if (hash) assert.equal(await page.locator(hash).count(), 1, hash);
  }
});

inBrowser("the first stop of the keyboard is the link to the text", {}, async (page) => {
  await open(page, `zh/${MEASURE}`);
  await page.keyboard.press("Tab");
  const skip = page.locator(".skip-link");
  assert.ok(await skip.evaluate((link) => link === document.activeElement));
  assert.ok((await skip.boundingBox()).y >= 0, "it can be seen");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#main");
});

inBrowser("a measure on paper is its text, bodies and cases, without navigation", {}, async (page) => {
  await page.emulateMedia({ media: "print" });
  await open(page, `zh/${MEASURE}`);
  for (const hidden of [".main-nav", ".breadcrumbs", ".beside", ".skip-link"]) {
    assert.equal(await page.locator(`${hidden}:visible`).count(), 0, hidden);
  }
  for (const shown of ["h1", "main .text", ".bodies table", ".citations"]) {
    assert.ok(await page.locator(shown).first().isVisible(), shown);
  }
});
