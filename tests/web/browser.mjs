// What the browser tests stand on: a browser, and the program serving this repository's own content on a free port.
//
// JINGWEI names the program (target/debug/jingwei), CHROMIUM the browser (/usr/bin/chromium), PLAYWRIGHT_CORE the folder of the
// package playwright-core or one above its node_modules (else Node looks for it as usual, NODE_PATH included). Where one is missing
// the tests are skipped and say so; with CI=true they fail.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = path.resolve(ROOT, process.env.JINGWEI ?? "target/debug/jingwei");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
  "--disable-dev-shm-usage"];

/** The package that drives the browser, or null. */
function playwright() {
  const require = createRequire(import.meta.url);
  const given = process.env.PLAYWRIGHT_CORE;
  for (const name of given ? [given, path.join(given, "node_modules/playwright-core")] : ["playwright-core"]) {
    try {
      return require(name);
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return null;
}

/** What keeps the tests from running, as a sentence; empty if nothing does. */
function missing() {
  if (!existsSync(PROGRAM)) return `no program at ${PROGRAM}: build it, or name it in JINGWEI`;
  if (!existsSync(CHROMIUM)) return `no browser at ${CHROMIUM}: install chromium, or name it in CHROMIUM`;
  if (!playwright()) return "no playwright-core: name its folder in PLAYWRIGHT_CORE";
  return "";
}

/** Starts a browser. */
function launch() {
  return playwright().chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** Serves the repository's content: its address, and a way to end it. */
function serve() {
  const server = spawn(PROGRAM, ["--site", ROOT, "serve", "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    server.stderr.on("data", (bytes) => {
      said += bytes;
      const address = /http:\/\/\S+\//.exec(said)?.[0];
      if (address) resolve({ address, end: () => server.removeAllListeners("exit") && server.kill("SIGINT") });
    });
  });
}

/**
 * What a file of tests runs its own with: a browser and a server for all of them, a page for each. Errors in the console or in scripts
 * and requests to other hosts fail a test, but for those that it says it `expects`.
 */
export function browserTests() {
  const reason = missing();
  const skip = reason !== "" && process.env.CI !== "true" && reason;
  const suite = { browser: undefined, site: undefined, inBrowser };

  before(async () => {
    if (skip) return;
    assert.equal(reason, "");
    [suite.browser, suite.site] = await Promise.all([launch(), serve()]);
  });

  after(async () => {
    await suite.browser?.close();
    suite.site?.end();
  });

  /**
   * @param {string} name
   * @param {object} options of the browser's context; `expects`: a pattern of faults that are none; `prepare`: what is done to the context first
   * @param {(page: import("playwright-core").Page) => Promise<void>} body
   */
  function inBrowser(name, { expects = /^$/, prepare = () => {}, ...options }, body) {
    test(name, { skip, timeout: 120_000 }, async () => {
      const { browser, site } = suite;
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: site.address, ...options });
      const faults = [];
      context.on("console", (message) => message.type() === "error" && faults.push(`${message.location().url}: ${message.text()}`));
      context.on("weberror", (fault) => faults.push(fault.error().message));
      context.on("request", (request) => /^(blob:)?$/.test(request.url().split(site.address)[0]) || faults.push(`asks for ${request.url()}`));
      try {
        await prepare(context);
        await body(await context.newPage());
        assert.deepEqual(faults.filter((fault) => !expects.test(fault)), []);
      } finally {
        await context.close();
      }
    });
  }
  return suite;
}
