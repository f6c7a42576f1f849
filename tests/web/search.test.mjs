// The search page, the box in the head of every page, what readers take away and collect. But for the first test the engine is
// fake-client.mjs: what is asked and answered is known, and answers come when a test wants them. The real one has results.test.mjs and
// faults.test.mjs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { browserTests } from "./browser.mjs";

const CLIENT = fileURLToPath(new URL("fake-client.mjs", import.meta.url));
const MEASURE = "zh/policies/xbfm-13-5/t1-2/";

const suite = browserTests();
const { inBrowser } = suite;

/** Puts the fake engine in the place of the theme's. */
const prepare = (context) => context.route("**/search/client.js", (route) => route.fulfill({ path: CLIENT, contentType: "text/javascript" }));
const withEngine = (name, options, body) => inBrowser(name, { prepare, ...options }, body);

const cards = (page) => page.locator("#results li.card");
const count = (page) => page.locator("#results-count");

/** Waits for a number of results, and for their titles to be there. */
async function found(page, expected) {
  await page.waitForFunction((text) => document.querySelector("#results-count")?.textContent === text, expected);
}

/** Opens the search page and waits until it has answered, and counted where its filters stand open. */
async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => !document.querySelector("#results").hidden || !location.search && !document.querySelector("[data-part=start]").hidden);
  await page.waitForFunction(() => !location.search || !matchMedia("(min-width: 64rem)").matches || globalThis.asked.some(({ facets }) => facets));
}

/** What the page has asked of the engine. */
const asked = (page) => page.evaluate(() => globalThis.asked);

for (const [language, typed, word] of [["zh", "护边员", "护边员"], ["en", "border guards", "border"]]) {
  inBrowser(`what is typed is found, and leads to the very passage (${language})`, {}, async (page) => {
    await page.goto(`${language}/search/`);
    await page.locator("#q").pressSequentially(typed);
    await page.waitForURL("**/search/?q=*");
    await cards(page).first().waitFor();
    assert.equal((await cards(page).locator("mark").first().innerText()).toLowerCase(), word);
    assert.match(await count(page).innerText(), /\d/);
    assert.ok(!(await page.locator("[data-without-search]").isVisible()));
    const title = await cards(page).locator(".card-title a").first().innerText();
    await cards(page).locator(".card-title a").first().click();
    await page.waitForURL((address) => !address.pathname.endsWith("/search/"));
    assert.ok((await page.locator("main").innerText()).includes(title), title);
  });
}

withEngine("a card says what it is, where it stands, who answers for it, and leads on", {}, async (page) => {
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9&lang=all");
  const card = cards(page).first();
  assert.deepEqual((await card.innerText()).split("\n").filter(Boolean), [
    "举措 兴边富民行动“十三五”规划 › 主要任务和重点工程 › 围绕强基固边推进边境地区基础设施建设", "水利设施建设工程1", "失效", "2017-05-28", "案例3个", "责任部门：水利部、国土资源部",
    "支持农田水利、防洪抗旱减灾、水资源开发利用与保护、水土保持和农村水电等民生工程，加快一批重点水源工程。", "English", "本页还有2处", "加入备课篮",
  ]);
  assert.equal(await card.locator(".card-title a").getAttribute("href"), "../../zh/policies/xbfm-13-5/t1-2/#t1-2.1");
  assert.equal(await card.locator("a[hreflang=en]").getAttribute("href"), "../../en/policies/xbfm-13-5/t1-2/");
  assert.equal(await card.locator("[lang]:not([hreflang])").count(), 0);
  await page.locator("a[data-kind=section]").click();
  await found(page, "找到1条");
  assert.equal(await cards(page).locator(".card-title a").getAttribute("lang"), "en");
});

withEngine("the list follows what is typed, and an answer that comes late is left out", {}, async (page) => {
  await open(page, "zh/search/");
  const input = page.locator("#q");
  await input.fill("水利");
  await found(page, "找到27条");
  await input.fill("慢");
  await page.waitForFunction(() => globalThis.answerNow);
  assert.equal(await cards(page).count(), 10, "the old list stays until the new one is there");
  assert.equal(await page.locator("#results").getAttribute("aria-busy"), "true");
  await input.fill("火星");
  await found(page, "没有找到");
  await page.evaluate(() => globalThis.answerNow());
  await page.waitForTimeout(50);
  assert.equal(await count(page).innerText(), "没有找到");
  assert.ok(await page.locator("[data-part=nothing]").isVisible());
  await input.fill("");
  await page.locator("[data-part=start]").waitFor();
  assert.ok(!(await page.locator("#results").isVisible()));
});

withEngine("nothing is asked while an input method composes", {}, async (page) => {
  await open(page, "zh/search/");
  const compose = (type, value) => page.locator("#q").evaluate((input, [type, value]) => {
    input.value = value;
    if (type === "compositionend") input.dispatchEvent(new CompositionEvent(type));
    else input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
  }, [type, value]);
  await compose("input", "shui");
  await compose("input", "shui'li");
  await page.waitForTimeout(100);
  assert.equal(await asked(page), undefined);
  await compose("compositionend", "水利");
  await found(page, "找到27条");
  assert.deepEqual((await asked(page)).map(({ query }) => query), ["水利"]);

  await page.goto(MEASURE);
  await page.locator("#q").focus();
  await page.waitForLoadState("networkidle");
  await compose("input", "shui'li");
  await page.locator("#q").evaluate((input) => input.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", keyCode: 229, bubbles: true })));
  await page.waitForTimeout(100);
  assert.equal(await asked(page), undefined);
  await compose("compositionend", "水利");
  await page.locator("[role=option]").first().waitFor();
});

withEngine("the address says what is asked, and Back leads through what was meant", {}, async (page) => {
  const search = () => decodeURIComponent(new URL(page.url()).search);
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9");
  await found(page, "找到27条");
  await page.locator("#q").fill("水利水");
  await page.locator("#q").fill("水利水电");
  await page.waitForURL((address) => address.searchParams.get("q") === "水利水电");
  await page.keyboard.press("Enter");
  await page.locator("a[data-kind=case]").click();
  await found(page, "找到1条");
  assert.equal(search(), "?q=水利水电&kind=case");
  assert.equal(await page.locator("a[data-kind=case]").getAttribute("aria-current"), "true");
  await page.goBack();
  await found(page, "找到27条");
  assert.equal(search(), "?q=水利水电");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#q").value === "水利");
  assert.equal(search(), "?q=水利");
  await page.goForward();
  await page.waitForFunction(() => document.querySelector("#q").value === "水利水电");

  await page.locator("a[data-part=next]").click();
  await page.waitForURL("**from=10");
  await page.waitForFunction(() => document.activeElement?.id === "results-count");
  await page.locator("a[data-part=next]").click();
  await page.waitForURL("**from=20");
  await page.waitForFunction(() => document.querySelectorAll("#results li.card").length === 7);
  assert.equal(await page.locator("[data-part=page]").innerText(), "第3页");
  assert.ok(!(await page.locator("[data-part=next]").isVisible()));
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll("#results li.card").length === 10);
});

withEngine("filters have counts, add up, and can be taken off one by one", {}, async (page) => {
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9");
  await page.locator("[data-group=ministry] label").first().waitFor();
  assert.equal((await page.locator("[data-group=ministry] label").first().textContent()).trim(), "水利部 25");
  assert.equal(await page.locator("a[data-kind=measure]").textContent(), "举措 24");
  assert.ok(!(await page.locator("a[data-kind=course]").isVisible()), "a kind of which there is none is not offered");
  await page.locator("[data-group=ministry] input[value=mwr]").check();
  await found(page, "找到25条");
  await page.locator("[data-group=year] summary").click();
  await page.locator("[data-group=year] input").first().check();
  await found(page, "找到24条");
  assert.ok(await page.locator("[data-group=year] input").first().evaluate((input) => input === document.activeElement), "the focus stays");
  assert.equal(new URL(page.url()).search, "?q=%E6%B0%B4%E5%88%A9&ministry=mwr&year=2017");
  assert.deepEqual(await page.locator(".chips a").allInnerTexts(), ["水利部", "2017"]);
  await page.getByRole("link", { name: "去掉筛选：水利部" }).click();
  await page.waitForURL((address) => !address.searchParams.has("ministry"));
  await page.waitForFunction(() => document.activeElement?.id === "results-count");
  await page.locator("a[data-sort=date]").click();
  await page.waitForURL("**sort=date");
  assert.equal((await asked(page)).at(-1).sort, "date");
});

withEngine("filters are not counted on a telephone until they are opened, but for their names", { viewport: { width: 360, height: 740 } }, async (page) => {
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9");
  await found(page, "找到27条");
  await page.waitForTimeout(900);
  assert.ok((await asked(page)).every(({ facets }) => !facets));
  await page.locator(".filters > summary").click();
  await page.locator("[data-group=ministry] label").first().waitFor();
  assert.ok((await asked(page)).at(-1).facets);
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9&ministry=mwr");
  assert.deepEqual(await page.locator(".chips a").allInnerTexts(), ["水利部"]);
});

withEngine("what was searched besides, in part or in other words is said", {}, async (page) => {
  await open(page, `zh/search/?q=${encodeURIComponent("发改委国土")}`);
  assert.equal((await page.locator("[data-part=notices] p").allInnerTexts()).join("\n"), "国土资源部今为自然资源部。检索“自然资源部”\n“发改委”同时检索了：国家发展和改革委员会、国家发展改革委。 只检索 \"发改委\"国土");
  assert.equal(await page.getByRole("link", { name: "自然资源部", exact: true }).getAttribute("href"), `${suite.site.address}zh/ministries/mnr/`);
  await page.getByRole("link", { name: "只检索" }).click();
  await page.waitForFunction(() => document.querySelector("#q").value === '"发改委"国土');
  for (const [query, notice] of [["水力", "您要找的是不是水利？"], ["水利水电", "没有与检索词完全一致的内容，以下含有其中的大部分字词。"]]) {
    await open(page, `zh/search/?q=${encodeURIComponent(query)}`);
    assert.equal(await page.locator("[data-part=notices]").innerText(), notice);
  }
  await open(page, `zh/search/?q=${encodeURIComponent("水利约")}`);
  assert.equal(await count(page).innerText(), "找到约27条");
  await page.waitForFunction(() => document.querySelector("#results [role=status]").textContent === "找到约27条");
});

withEngine("what is typed and found is text", {}, async (page) => {
  const typed = '水"><img src=x onerror=alert(1)>';
  await open(page, `zh/search/?q=${encodeURIComponent(typed)}`);
  await found(page, "找到27条");
  assert.equal(await page.locator("#q").inputValue(), typed);
  assert.equal(await page.locator("main img").count(), 0);
});

withEngine("a search that cannot be had says so and can be tried again", {}, async (page) => {
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9");
  await page.locator("#q").fill("断");
  await page.locator("[data-part=failure]").waitFor();
  assert.equal(await cards(page).count(), 0);
  await page.locator("#q").fill("水利");
  await page.waitForTimeout(100);
  assert.ok(await page.locator("[data-part=failure]").isVisible());
  await page.getByRole("button", { name: "重试" }).click();
  await found(page, "找到27条");
  assert.ok(!(await page.locator("[data-part=failure]").isVisible()));
});

withEngine("what was typed before the scripts had come is searched, and stays as it was typed", {}, async (page) => {
  let go;
  const may = new Promise((resolve) => { go = resolve; });
  await page.route("**/search-page.js", async (route) => {
    await may;
    return route.fallback();
  });
  await page.goto("zh/search/");
  await page.locator("#q").pressSequentially("水利 ");
  go();
  await found(page, "找到27条");
  assert.equal(await page.locator("#q").inputValue(), "水利 ");
  await page.waitForURL((address) => address.searchParams.get("q") === "水利");
});

withEngine("the way back leads to the same place in the list", {}, async (page) => {
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9&from=20");
  await page.locator(".cards li:nth-child(4) .card-title a").click();
  await page.waitForURL("**/policies/**");
  await page.goBack();
  await page.waitForURL("**from=20");
  await page.waitForFunction(() => document.querySelectorAll("#results li.card").length === 7 && scrollY > 100);
});

withEngine("the box in the head is a combobox that the keyboard alone can use", {}, async (page) => {
  await page.goto(MEASURE);
  assert.equal(await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => /client|search-box/.test(name)).length), 0, "the engine is not loaded");
  await page.keyboard.press("/");
  const input = page.getByRole("combobox");
  assert.ok(await input.evaluate((element) => element === document.activeElement));
  assert.equal(await input.inputValue(), "");
  await input.pressSequentially("水利/");
  const options = page.locator("[role=option]");
  await options.nth(6).waitFor();
  await page.waitForFunction(() => document.querySelector("[role=option]:last-child").textContent.includes("水利/"));
  assert.equal(await options.count(), 7);
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  const active = async () => page.evaluate(() => document.getElementById(document.querySelector("#q").getAttribute("aria-activedescendant"))?.textContent.trim() ?? "");
  await page.keyboard.press("ArrowDown");
  assert.match(await active(), /^水利设施建设工程1/);
  assert.equal(await options.first().getAttribute("aria-selected"), "true");
  await page.keyboard.press("End");
  assert.match(await active(), /^查看“水利\/”的全部结果/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(), "");
  await page.keyboard.press("Escape");
  assert.equal(await input.getAttribute("aria-expanded"), "false");
  assert.equal(await input.inputValue(), "水利/");
  await page.keyboard.press("Escape");
  assert.equal(await input.inputValue(), "");
  await input.pressSequentially("水利");
  await options.nth(6).waitFor();
  await page.waitForFunction(() => document.querySelector("[role=option]:last-child").textContent.includes("“水利”"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/zh/policies/xbfm-13-5/t1-2/#t1-2.2");
  await input.fill("水利");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/zh/search/?q=*");
  await found(page, "找到27条");
  assert.equal(await page.locator("search").count(), 1, "the search page has one box");
});

withEngine("search works under a path of its own, at any depth, and on the page of an unknown address", {
  prepare: async (context) => {
    await prepare(context);
    await context.route("**/kb/**", async (route) => {
      if (route.request().url().endsWith("/search/client.js")) return route.fallback();
      const response = await route.fetch({ url: route.request().url().replace("/kb/", "/") });
      return route.fulfill({ response });
    });
  },
}, async (page) => {
  await page.goto(`kb/${MEASURE}`);
  await page.locator("#q").fill("水利");
  await page.locator("[role=option]").first().waitFor();
  const address = await page.evaluate(() => globalThis.connected);
  assert.equal(address.pack, `${suite.site.address}kb/search/`);
  assert.match(address.workerUrl, /\/kb\/assets\/js\.[0-9a-f]+\/search\/worker\.js$/);
  assert.equal(await page.locator("[role=option]").first().evaluate((option) => option.pathname), "/kb/zh/policies/xbfm-13-5/t1-2/");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/kb/zh/search/?q=*");
  await found(page, "找到27条");
  assert.equal(await cards(page).locator(".card-title a").first().evaluate((link) => link.pathname), "/kb/zh/policies/xbfm-13-5/t1-2/");
});

withEngine("results are taken away as a table and as text", { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9");
  await found(page, "找到27条");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载表格" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "检索结果.csv");
  const text = readFileSync(await file.path(), "utf8");
  const rows = text.split("\r\n");
  assert.equal(rows[0], '\ufeff"标题","类别","所在","责任部门","案例数","日期","时效","网址"');
  assert.equal(rows.length, 1 + 27 + 1);
  assert.equal(rows[1], `"水利设施建设工程1","举措","兴边富民行动“十三五”规划 › 主要任务和重点工程 › 围绕强基固边推进边境地区基础设施建设","水利部、国土资源部","3","2017-05-28","失效","${suite.site.address}zh/policies/xbfm-13-5/t1-2/#t1-2.1"`);
  assert.match(text, /"'=坚果产业,“水利”先行","案例"/);
  await page.getByText("已存为表格，共27条。").waitFor();
  await page.getByRole("button", { name: "复制为文本" }).click();
  await page.getByText("已复制27条。").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith(`1. 水利设施建设工程1\n   ${suite.site.address}zh/policies/xbfm-13-5/t1-2/#t1-2.1\n2. `), copied);
});

withEngine("a basket is filled on results and pages, put in order, and taken along as a course", {}, async (page) => {
  await page.goto("zh/");
  assert.ok(!(await page.locator(".basket-link").isVisible()), "an empty basket is not shown in the head");
  await page.goto("zh/cases/chongzuo-nuts/");
  const button = page.locator("button[data-item]");
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator(".basket-link").textContent(), "备课篮 1");
  await page.goto("zh/terms/");
  await page.locator("#border-resident button").click();
  await page.goto(MEASURE);
  await page.locator("button[data-item]").click();
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9&kind=measure");
  await cards(page).nth(1).getByRole("button").click();
  await page.locator(".basket-link").click();
  assert.equal(new URL(page.url()).search, "?q=%E6%B0%B4%E5%88%A9&kind=measure", "the results stay");
  const names = page.locator(".basket-name");
  await names.first().waitFor();
  assert.deepEqual(await names.allInnerTexts(), ["加强边境地区水利能源基础设施建设", "水利设施建设工程2", "坚果产业带动农户增收", "边民"]);
  await page.getByRole("button", { name: "下移：加强边境地区水利能源基础设施建设" }).click();
  assert.equal((await names.allInnerTexts())[0], "水利设施建设工程2");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "上移：加强边境地区水利能源基础设施建设");
  await page.getByRole("button", { name: "移出：边民" }).click();
  assert.equal(await names.count(), 3);
  await page.getByRole("button", { name: "清空" }).click();
  assert.equal(await names.count(), 0);
  await page.getByRole("button", { name: "撤销清空" }).click();
  assert.equal(await names.count(), 3);
  await page.getByLabel("课程标题").fill("水利一课");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载课程文件" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "course.zh.md");
  const text = readFileSync(await file.path(), "utf8");
  assert.ok(text.startsWith('---\ntitle: "水利一课"\nmeasures: ["xbfm-13-5#t2","xbfm-13-5#t1-2"]\ncases: ["chongzuo-nuts"]\n---\n## 学习目标 {#objectives .objectives}\n'), text);
  assert.ok(text.includes("![[xbfm-13-5#t2]]\n\n![[xbfm-13-5#t1-2]]\n\n![[case:chongzuo-nuts]]\n"), text);
  await page.reload();
  assert.equal(await page.locator(".basket-link").textContent(), "备课篮 3", "it is kept");
  await page.goto("en/cases/chongzuo-nuts/");
  assert.equal(await page.locator("button[data-item]").innerText(), "In the basket", "in the other language too");
});

withEngine("a basket works where the browser keeps nothing", {}, async (page) => {
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } }));
  await open(page, "zh/search/?q=%E6%B0%B4%E5%88%A9");
  await cards(page).first().getByRole("button").click();
  assert.equal(await page.locator(".basket-link").textContent(), "备课篮 1");
});

for (const language of ["zh", "en"]) {
  withEngine(`results, boxes and baskets fit narrow screens (${language})`, { viewport: { width: 360, height: 740 }, hasTouch: true }, async (page) => {
    const fits = async (what) => {
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 740 });
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(needed <= width, `${what} is ${needed} px wide at ${width} px`);
        const small = await page.evaluate(() => [...document.querySelectorAll("search button, #results :is(button, a, label), #basket :is(button, summary), .search-toggle, .basket-link, [role=option]")]
          .filter((element) => element.checkVisibility() && !element.closest(".compact button, .compact label"))
          .map((element) => ({ box: element.getBoundingClientRect(), text: element.textContent }))
          .filter(({ box }) => Math.round(box.height) < 24 || Math.round(box.width) < 24).map(({ text }) => text));
        assert.deepEqual(small, [], `${what}: too small to touch`);
      }
    };
    await open(page, `${language}/search/?q=water&lang=all&ministry=mwr`);
    await page.locator(".filters > summary").click();
    await page.locator("[data-group=ministry] label").first().waitFor();
    await cards(page).first().getByRole("button").click();
    await page.locator("#basket > summary").click();
    await fits("the search page");
    await page.goto(`${language}/cases/chongzuo-nuts/`);
    await page.locator(".search-toggle").click();
    await page.keyboard.type("water");
    await page.locator("[role=option]").nth(1).waitFor();
    await fits("the box in the head");
    await page.locator(".search-toggle").click();
    assert.ok(!(await page.locator("#q").isVisible()));
  });
}
