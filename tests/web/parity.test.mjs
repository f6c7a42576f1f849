// The search of a page beside that of the program: in a browser the published modules, in their worker and on the published pack, answer
// as `/api/search` of the same site does. tests/parity.rs compares more of them without a browser.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { ROOT, browserTests, build, serve, temporaryFolder } from "./browser.mjs";
import { writeCorpus } from "./corpus.mjs";
import { asParameters, requests, somePassages } from "./requests.mjs";

/** How many questions the program is asked at once. */
const AT_ONCE = 16;

const suite = browserTests(async () => null);

/** The answers of the page. Runs in the page. */
async function answers([folder, requests]) {
  const { connect } = await import(new URL("client.js", folder).href);
  const client = connect({ pack: new URL("/search/", location.href).href, workerUrl: new URL("worker.js", folder).href });
  return Promise.all(requests.map((request) => client.ask(request)));
}

/** The answers of the program, without the wordings of notices, which are the page's own. */
async function programAnswers(address, requests) {
  const found = [];
  for (let from = 0; from < requests.length; from += AT_ONCE) {
    found.push(...(await Promise.all(requests.slice(from, from + AT_ONCE).map(async (request) => {
      const response = await fetch(`${address}api/search?${asParameters(request)}`);
      return response.json();
    }))));
  }
  return found.map((answer) => ({ ...answer, notice: answer.notice && { code: answer.notice.code } }));
}

/** Takes the scores out of an answer. */
const scores = (answer) => answer.results.map((hit) => {
  const { score } = hit;
  delete hit.score;
  return score;
});

/** Compares both; gives the answers. */
async function compare(browser, site, asked) {
  const server = await serve(site);
  const page = await browser.newPage();
  try {
    await page.goto(`${server.address}zh/search/`);
    const main = await page.locator("script[type=module]").first().evaluate(({ src }) => src);
    const [found, wanted] = await Promise.all([page.evaluate(answers, [new URL("search/", main).href, asked]), programAnswers(server.address, asked)]);
    for (const [index, request] of asked.entries()) {
      const said = JSON.stringify(request);
      const [own, theirs] = [scores(found[index]), scores(wanted[index])];
      assert.deepEqual(found[index], wanted[index], said);
      for (const [place, score] of own.entries()) assert.ok(Math.abs(score - theirs[place]) <= 1e-4, `${said}: ${score} ${theirs[place]}`);
    }
    return found;
  } finally {
    await page.close();
    server.end();
  }
}

for (const [name, count, write] of [["this site", 1200, () => ROOT], ["ten thousand passages", 1000, () => {
  const folder = temporaryFolder();
  writeCorpus(folder);
  cpSync(path.join(ROOT, "themes"), path.join(folder, "themes"), { recursive: true });
  return folder;
}]]) {
  test(`the page answers as the program does on ${name}`, { skip: suite.skip, timeout: 120_000 }, async (t) => {
    const site = write();
    const built = temporaryFolder();
    build(site, built);
    const found = await compare(suite.browser, site, requests(await somePassages(built, 400, 7), count, 4_711));
    const having = (holds) => found.filter(holds).length;
    const summary = {
      questions: count, found: having(({ total }) => total), notices: having(({ notice }) => notice), suggestions: having(({ suggestions }) => suggestions.length),
      expansions: having(({ expansions }) => expansions.length), counted: having(({ facets }) => facets), "not exact": having(({ total_is_exact }) => !total_is_exact),
    };
    t.diagnostic(JSON.stringify(summary));
    assert.ok(summary.found > count / 2 && summary.notices > count / 50 && summary.suggestions > 5, "the questions are worth asking");
  });
}
