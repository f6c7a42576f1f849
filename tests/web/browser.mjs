// What the browser tests stand on: a browser, and the program serving this repository's own content on a free port.
//
// JINGWEI names the program (target/debug/jingwei), CHROMIUM the browser (/usr/bin/chromium), PLAYWRIGHT_CORE the folder of the
// package playwright-core or one above its node_modules (else Node looks for it as usual, NODE_PATH included). Where one is missing
// the tests are skipped and say so; with CI=true they fail.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
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
export function missing() {
  if (!existsSync(PROGRAM)) return `no program at ${PROGRAM}: build it, or name it in JINGWEI`;
  if (!existsSync(CHROMIUM)) return `no browser at ${CHROMIUM}: install chromium, or name it in CHROMIUM`;
  if (!playwright()) return "no playwright-core: name its folder in PLAYWRIGHT_CORE";
  return "";
}

/** Starts a browser. */
export function launch() {
  return playwright().chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** Serves the repository's content: its address, and a way to end it. */
export function serve() {
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
