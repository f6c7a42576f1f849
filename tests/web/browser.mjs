// What the browser tests stand on: a browser, and this repository's own content, served on a free port or built to be opened as files.
//
// JINGWEI names the program (target/debug/jingwei), CHROMIUM the browser (/usr/bin/chromium), PLAYWRIGHT_CORE the folder of the
// package playwright-core or one above its node_modules (else Node looks for it as usual, NODE_PATH included). Where one is missing
// the tests are skipped and say so; with CI=true they fail.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { serveFolder } from "./static-server.mjs";

/** This repository, which is a site. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
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

/** Has the program serve a site: its address, and a way to end it. */
export function serve(site) {
  const server = spawn(PROGRAM, ["--site", site, "serve", "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
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

/** Has the program build a site into a folder. */
export function build(site, folder) {
  execFileSync(PROGRAM, ["--site", site, "build", "--out", folder], { stdio: "pipe" });
}

/** A folder for the time of a run. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "jingwei-web-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds this repository's site and has a plain web server serve it. */
export async function serveBuilt(options) {
  const folder = temporaryFolder();
  build(ROOT, folder);
  return Object.assign(await serveFolder(folder, options), { folder });
}

/** Builds the repository's content to be opened as files: its folder, the address of that, and a way to be rid of it. */
export function portable() {
  const folder = mkdtempSync(path.join(tmpdir(), "jingwei 便携 "));
  const site = path.join(folder, "site");
  execFileSync(PROGRAM, ["--site", ROOT, "build", "--portable", "--out", site], { stdio: "ignore" });
  return { folder: site, address: `${pathToFileURL(site)}/`, end: () => rmSync(folder, { recursive: true }) };
}

/**
 * What a file of tests runs its own with: a browser and a site for all of them, a page for each. Errors in the console or in scripts
 * and requests for what is not of the site fail a test, but for those that it says it `expects`.
 * @param {() => Promise<{address: string, end: () => void}> | {address: string, end: () => void}} [start] a way to open the site
 */
export function browserTests(start = () => serve(ROOT)) {
  const reason = missing();
  const skip = reason !== "" && process.env.CI !== "true" && reason;
  const suite = { browser: undefined, site: undefined, skip, inBrowser };

  before(async () => {
    if (skip) return;
    assert.equal(reason, "");
    [suite.browser, suite.site] = await Promise.all([launch(), start()]);
  });

  after(async () => {
    await suite.browser?.close();
    suite.site?.end();
  });

  /**
   * @param {string} name
   * @param {object} options of the browser's context; `expects`: a pattern of faults that are none; `prepare`: what is done to the context first
   * @param {(page: import("playwright-core").Page, test: import("node:test").TestContext) => Promise<void>} body
   */
  function inBrowser(name, { expects = /^$/, prepare = () => {}, ...options }, body) {
    test(name, { skip, timeout: 120_000 }, async (t) => {
      const { browser, site } = suite;
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: site.address, ...options });
      const faults = [];
      context.on("console", (message) => message.type() === "error" && faults.push(`${message.location().url}: ${message.text()}`));
      context.on("weberror", (fault) => faults.push(fault.error().message));
      context.on("request", (request) => /^(blob:)?$/.test(request.url().split(site.address)[0]) || faults.push(`asks for ${request.url()}`));
      try {
        await prepare(context);
        await body(await context.newPage(), t);
        assert.deepEqual(faults.filter((fault) => !expects.test(fault)), []);
      } finally {
        await context.close();
      }
    });
  }
  return suite;
}
