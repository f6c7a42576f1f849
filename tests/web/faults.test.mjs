// What goes wrong between a built site on a plain web server and the search of its pages: whatever it is, the page says so and offers to
// try again, and once the fault is gone that works. Nothing found is said only where nothing is there.

import assert from "node:assert/strict";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deflateSync, gzipSync, inflateSync } from "node:zlib";

import { browserTests, serveBuilt } from "./browser.mjs";

const suite = browserTests(() => serveBuilt({ under: "/a/b/" }));

const FOUND = "zh/search/?q=%E8%BE%B9%E6%B0%91";
const cards = (page) => page.locator("#results li.card");
const failure = (page) => page.locator("[data-part=failure]");

/** The page has failed, and says nothing that would pass for an answer. */
async function fails(page) {
  await page.locator("#results:not([aria-busy]) [data-part=failure]").waitFor();
  assert.match(await failure(page).innerText(), /检索暂时用不了/);
  assert.equal(await cards(page).count(), 0);
  assert.equal(await page.locator("#results-count").innerText(), "");
  assert.ok(!(await page.locator("[data-part=nothing]").isVisible()));
}

/** Tries again, and waits until it is under way. */
async function retry(page) {
  await page.getByRole("button", { name: "重试" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "q");
}

async function retryWorks(page) {
  await page.getByRole("button", { name: "重试" }).click();
  await cards(page).first().waitFor();
  assert.ok(!(await failure(page).isVisible()));
}

const flipped = (bytes) => bytes && Buffer.from(bytes.map((byte, index) => (index === bytes.length >> 1 ? byte ^ 1 : byte)));
const FAULTS = {
  "is missing": () => null,
  "is cut short": (bytes) => bytes && bytes.subarray(0, bytes.length - 7),
  "has a bit that is wrong": flipped,
  "is empty": () => Buffer.alloc(0),
  "is a page that says it is not there": () => Buffer.from("<!doctype html><title>404</title>"),
};

for (const [file, pattern] of Object.entries({ "the first file": /manifest\.bin$/, "a part of the table": /\/t\/\d+\.bin$/, "a file of passages": /\/x\/\d+\.bin$/ })) {
  for (const [what, fault] of Object.entries(FAULTS)) {
    suite.inBrowser(`${file} of the pack ${what}`, { expects: /404/ }, async (page) => {
      const { faults } = suite.site;
      faults.set(pattern, fault);
      try {
        await page.goto(FOUND);
        await fails(page);
        await retry(page);
        await fails(page);
      } finally {
        faults.clear();
      }
      await retryWorks(page);
    });
  }
}

for (const [what, fault] of Object.entries({ "is missing": () => null, "is no JSON": () => gzipSync("<!doctype html>"), "names a build that is gone": () => gzipSync('{"format":1,"folder":"0000000000000000"}') })) {
  suite.inBrowser(`the pointer to the pack ${what}`, { expects: /404/ }, async (page) => {
    const { faults } = suite.site;
    faults.set(/pack\.json$/, fault);
    try {
      await page.goto(FOUND);
      await fails(page);
    } finally {
      faults.clear();
    }
    await retryWorks(page);
  });
}

suite.inBrowser("what was damaged on its way does not stay so in the browser's cache", {}, async (page) => {
  const { faults, log } = suite.site;
  const begin = log.length;
  faults.set(/\/t\/\d+\.bin$/, (bytes) => {
    faults.clear();
    return flipped(bytes);
  });
  await page.goto(FOUND);
  await cards(page).first().waitFor();
  const paths = log.slice(begin).map(({ path }) => path).filter((path) => path.includes("/t/"));
  assert.equal(paths.length - new Set(paths).size, 1, "one file was asked for twice");
});

suite.inBrowser("a site that was built anew while its page was open is searched without a word", { expects: /404/ }, async (page) => {
  const { folder, log } = suite.site;
  const search = path.join(folder, "search");
  const pointer = path.join(search, "pack.json");
  const before = readFileSync(pointer, "utf8");
  const [old, other] = [JSON.parse(before).folder, "fedcba9876543210"].map((build) => path.join(search, "pack", build));
  await page.goto(FOUND);
  await cards(page).first().waitFor();
  renameSync(old, other);
  writeFileSync(pointer, before.replace(path.basename(old), path.basename(other)));
  try {
    const begin = log.length;
    await page.locator("#q").fill("口岸");
    await page.waitForFunction(() => document.querySelector("#results li.card mark")?.textContent.includes("口岸"));
    assert.ok(log.slice(begin).some(({ path }) => path === "search/pack.json"));
    assert.ok(!(await failure(page).isVisible()));
  } finally {
    renameSync(other, old);
  }
  // The pointer now names what is gone, from which no answer comes until it is set right.
  await page.locator("#q").fill("护边员");
  await fails(page);
  rmSync(pointer);
  await retry(page);
  await fails(page);
  writeFileSync(pointer, before);
  await retryWorks(page);
});

suite.inBrowser("a page that was read offline searches when the connection is back", { expects: /ERR_INTERNET_DISCONNECTED/ }, async (page) => {
  await page.goto(FOUND);
  await cards(page).first().waitFor();
  await page.context().setOffline(true);
  await page.locator("#q").fill("infrastructure");
  await fails(page);
  await page.context().setOffline(false);
  await retryWorks(page);
});

suite.inBrowser("a pack of another version of the program is read by its own scripts", {}, async (page) => {
  const { faults } = suite.site;
  const { folder } = JSON.parse(readFileSync(path.join(suite.site.folder, "search/pack.json"), "utf8"));
  const manifest = inflateSync(readFileSync(path.join(suite.site.folder, "search/pack", folder, "manifest.bin")));
  let loads = 0;
  page.on("load", () => (loads += 1));
  faults.set(/pack\.json$/, () => gzipSync('{"format":9,"folder":"9999999999999999"}'));
  faults.set(/9999999999999999\/manifest\.bin$/, () => deflateSync(Buffer.from(manifest.toString("latin1").replace('"format":1', '"format":9'), "latin1")));
  try {
    await page.goto(FOUND);
    await fails(page);
  } finally {
    faults.clear();
  }
  await retryWorks(page);
  assert.equal(loads, 2);
});

suite.inBrowser("the box in the head says that it failed, and searches when it is asked again", { expects: /404/ }, async (page) => {
  const { faults } = suite.site;
  faults.set(/\/x\/\d+\.bin$/, () => null);
  await page.goto("zh/policies/xbfm-13-5/t1-2/");
  const options = page.locator("[role=option]");
  try {
    await page.locator("#q").fill("边民");
    await options.first().waitFor();
    assert.equal(await options.count(), 1);
    assert.match(await options.innerText(), /检索暂时用不了/);
  } finally {
    faults.clear();
  }
  await page.locator("#q").fill("边民互");
  await options.nth(1).waitFor();
});

for (const script of ["client.js", "worker.js"]) {
  suite.inBrowser(`an engine whose ${script} could not be loaded is loaded once it is there`, { expects: /\.js/ }, async (page) => {
    let aborted = 0;
    await page.route(`**/search/${script}`, (route) => {
      aborted += 1;
      return route.abort();
    });
    await page.goto(FOUND);
    await fails(page);
    await page.getByRole("button", { name: "重试" }).click();
    while (aborted < 2) await page.waitForTimeout(20);
    await fails(page);
    await page.unroute(`**/search/${script}`);
    await retryWorks(page);
  });
}
