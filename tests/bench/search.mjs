// What a browser would fetch and compute to search a large site: `node tests/bench/search.mjs FOLDER`, where FOLDER is what
// `cargo bench --bench search -- PASSAGES FOLDER` wrote. The published modules answer from the published pack; bytes and requests are
// those of the files that a browser would ask for, each once. Nothing is fetched twice, as browsers keep the files.

import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync, inflateSync } from "node:zlib";

import { script } from "../web/modules.mjs";

const folder = path.join(process.argv[2], "search");
const { Pack } = await script("search/pack.js");
const { answer } = await script("search/answer.js");

const build = JSON.parse(readFileSync(path.join(folder, "pack.json"), "utf8")).folder;
let [bytes, requests] = [0, 0];
const load = async (name) => {
  const file = readFileSync(path.join(folder, "pack", build, name));
  bytes += file.length;
  requests++;
  return new Uint8Array(inflateSync(file));
};

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const line = (name, values, unit, digits = 1) => {
  const shown = [0.5, 0.95, 1].map((share) => quantile(values, share).toFixed(digits));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  console.log(`${name}: mean ${mean.toFixed(digits)}, median ${shown[0]}, p95 ${shown[1]}, max ${shown[2]} ${unit}`);
};

const queries = JSON.parse(readFileSync(path.join(process.argv[2], "queries.json"), "utf8"));
const isHan = (query) => /^\p{sc=Han}+$/u.test(query);
const locale = (query) => (isHan(query) ? "zh" : "en");
const ask = (pack, query) => answer(pack, { query, filters: { locale: locale(query) }, limit: 10 });

// What everyone fetches who asks a first question: each is asked of a pack just opened.
const [firstBytes, firstRequests] = [[], []];
for (const query of queries.slice(0, 60)) {
  [bytes, requests] = [0, 0];
  await ask(await Pack.open(load), query);
  firstBytes.push(bytes / 1e3);
  firstRequests.push(requests);
}
[bytes, requests] = [0, 0];
await Pack.open(load);
console.log(`opening: ${(bytes / 1e3).toFixed(1)} KB, ${requests} requests`);
line("first query with ten results", firstBytes, "KB");
line("first query with ten results", firstRequests, "requests", 0);

// A later question in the same language: what every one of them needs is there.
for (const [name, some] of [
  ["2 characters", queries.filter((query) => isHan(query) && query.length === 2)],
  ["3 characters", queries.filter((query) => isHan(query) && query.length === 3)],
  ["4 characters", queries.filter((query) => isHan(query) && query.length === 4)],
  ["English", queries.filter((query) => !isHan(query))],
]) {
  const [laterBytes, laterRequests, cold, warm] = [[], [], [], []];
  for (const query of some.slice(0, 100)) {
    const pack = await Pack.open(load);
    await pack.loadLengths(locale(query));
    [bytes, requests] = [0, 0];
    let start = performance.now();
    await ask(pack, query);
    cold.push(performance.now() - start);
    laterBytes.push(bytes / 1e3);
    laterRequests.push(requests);
    start = performance.now();
    await ask(pack, query);
    warm.push(performance.now() - start);
  }
  line(`${name}, later query`, laterBytes, "KB");
  line(`${name}, later query`, laterRequests, "requests", 0);
  line(`${name}, with all data there`, warm, "ms", 2);
}

const scripts = path.join(import.meta.dirname, "../../themes/default/js");
const engine = readdirSync(path.join(scripts, "search")).map((name) => path.join(scripts, "search", name));
const own = engine.map((name) => readFileSync(name, "utf8").replace(/^\s*(\/\/.*|\/\*\*?[^]*?\*\/)\n/gm, ""));
console.log(`engine: ${(own.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1e3).toFixed(1)} KB of modules, each gzipped`);
let [files, size] = [0, 0];
for (const name of readdirSync(path.join(folder, "pack", build), { recursive: true })) {
  const stat = statSync(path.join(folder, "pack", build, name));
  if (stat.isFile()) [files, size] = [files + 1, size + stat.size];
}
console.log(`pack: ${files} files, ${(size / 1e6).toFixed(1)} MB`);
