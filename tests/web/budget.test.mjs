// What searching costs a reader on a site of ten thousand passages: bytes and requests, which are the same on every machine, and times,
// which are told but not judged.

import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync, inflateSync } from "node:zlib";

import { ROOT, browserTests, build, temporaryFolder } from "./browser.mjs";
import { writeCorpus } from "./corpus.mjs";
import { script } from "./modules.mjs";
import { random } from "./random.mjs";
import { somePassages } from "./requests.mjs";
import { serveFolder } from "./static-server.mjs";

/** What nineteen of twenty readers fetch at most from the opened page to ten results: scripts and search data. */
const FIRST_BYTES = 70_000;

/** The script that answers. */
const ENGINE_BYTES = 20 * 1024;

/** What nineteen of twenty later questions take at most, asked right after the first one. */
const LATER = { bytes: 35_000, requests: 16 };

/** Questions of two to four characters, and of one to three words. */
async function questions(folder, count) {
  const { below, choose } = random(50);
  const passages = await somePassages(folder, 200, 8);
  return Array.from({ length: count }, (_, number) => {
    const locale = number % 2 ? "en" : "zh";
    const own = passages.filter((passage) => passage.locale === locale && passage.body);
    const runs = choose(own).body.split(locale === "en" ? /[.\n]+ ?/ : /[，。（）、\n]+/).map((run) => (locale === "en" ? run.split(" ") : [...run]));
    // What is cut out of a number stands nowhere.
    const run = choose(runs.filter((run) => run.length >= 4 && !/\d/.test(run.join(""))));
    const start = below(run.length - 3);
    const length = locale === "en" ? 1 + below(3) : 2 + below(3);
    return { locale, query: run.slice(start, start + length).join(locale === "en" ? " " : "") };
  });
}

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.ceil((values.length - 1) * share)];
const told = (values, digits) => [0.5, 0.95, 1].map((share) => quantile(values, share).toFixed(digits)).join(" / ");
const total = (log) => log.reduce((sum, { bytes }) => sum + bytes, 0);

const suite = browserTests(async () => {
  const [site, folder] = [temporaryFolder(), temporaryFolder()];
  writeCorpus(site);
  cpSync(path.join(ROOT, "themes"), path.join(site, "themes"), { recursive: true });
  build(site, folder);
  return Object.assign(await serveFolder(folder), { folder });
});

/** Opens the pack of the site as the page does, and logs what it fetches. */
async function opened() {
  const { folder } = suite.site;
  const [{ Pack }, { answer }, { PER_PAGE }] = await Promise.all(["search/pack.js", "search/answer.js", "question.js"].map(script));
  const pointer = readFileSync(path.join(folder, "search/pack.json"));
  const log = [{ bytes: gzipSync(pointer, { level: 9 }).length }];
  const pack = await Pack.open(async (name) => {
    const bytes = readFileSync(path.join(folder, "search/pack", JSON.parse(pointer).folder, name));
    log.push({ bytes: bytes.length });
    return new Uint8Array(inflateSync(bytes));
  });
  return { log, ask: (locale, query) => answer(pack, { query, filters: { locale }, limit: PER_PAGE }) };
}

suite.inBrowser("ten results are there for little", { viewport: { width: 360, height: 740 } }, async (page, t) => {
  const { log, folder } = suite.site;
  await page.goto(`zh/search/?q=${encodeURIComponent("边民互市")}`);
  await page.locator("#results li.card").nth(9).waitFor();
  assert.equal(await page.locator("#results .card-summary").count(), 10);
  await page.waitForLoadState("networkidle");
  assert.equal(new Set(log.map(({ path }) => path)).size, log.length, "nothing is fetched twice");
  const [scripts, data] = [log.filter(({ path }) => path.endsWith(".js")), log.filter(({ path }) => path.startsWith("search/"))];
  const { log: read, ask } = await opened();
  await ask("zh", "边民互市");
  assert.deepEqual([total(read), read.length], [total(data), data.length], "the page fetches what its modules ask for");

  const sums = [];
  for (const { locale, query } of await questions(folder, 100)) {
    if (locale !== "zh") continue;
    const { log, ask } = await opened();
    await ask(locale, query);
    sums.push(total(scripts) + total(log));
  }
  t.diagnostic(`scripts: ${total(scripts)} bytes: ${scripts.map(({ path, bytes }) => `${path.replace(/.*?js\.\w+\//, "")} ${bytes}`).join(", ")}`);
  t.diagnostic(`scripts and data, median / p95 / most: ${told(sums)} bytes`);
  assert.ok(quantile(sums, 0.95) <= FIRST_BYTES, told(sums));
  const engine = scripts.find(({ path }) => path.endsWith("search/worker.js"));
  assert.ok(engine && engine.bytes <= ENGINE_BYTES, `${engine?.bytes} bytes of engine`);
});

test("a later question takes little", { skip: suite.skip }, async (t) => {
  const [bytes, requests] = [[], []];
  for (const { locale, query } of await questions(suite.site.folder, 50)) {
    const { log, ask } = await opened();
    await ask(locale, locale === "en" ? "border" : "边境");
    log.length = 0;
    await ask(locale, query);
    bytes.push(total(log));
    requests.push(log.length);
  }
  t.diagnostic(`median / p95 / most: ${told(bytes)} bytes, ${told(requests)} requests`);
  assert.ok(quantile(bytes, 0.95) <= LATER.bytes && quantile(requests, 0.95) <= LATER.requests, `${told(bytes)}, ${told(requests)}`);
});

suite.inBrowser("what is typed is answered before the next key", {}, async (page, t) => {
  await page.goto("zh/search/");
  const times = await page.evaluate(measure, await questions(suite.site.folder, 50));
  for (const [what, values] of Object.entries(times)) t.diagnostic(`${what}: median / p95 / most ${told(values, 1)} ms`);
});

/** How long answers and pages of results take when all data is there. Runs in the page. */
async function measure(questions) {
  const main = document.querySelector("script[type=module]").src;
  const scripts = ["search/client.js", "search-card.js", "words.js", "question.js"].map((name) => import(new URL(name, main).href));
  const [{ connect }, { card }, { wordings }, { question, request }] = await Promise.all(scripts);
  const client = connect({ pack: new URL("../../search/", location.href).href, workerUrl: new URL("search/worker.js", main).href });
  const root = document.getElementById("results");
  const list = root.querySelector("[data-part=list]");
  root.hidden = false;
  const times = { "answers": [], "answers with counts": [], "answers and their cards": [] };
  const time = async (what, work) => {
    const start = performance.now();
    await work();
    times[what].push(performance.now() - start);
  };
  for (const { locale, query } of questions) {
    const asked = request({ ...question(""), query }, locale, false);
    await client.ask({ ...asked, facets: true });
    await time("answers", () => client.ask(asked));
    await time("answers with counts", () => client.ask({ ...asked, facets: true }));
    await time("answers and their cards", async () => {
      const { results } = await client.ask(asked);
      list.replaceChildren(...results.map((hit) => card(hit, root, wordings(root))));
      return list.offsetHeight;
    });
  }
  return times;
}
