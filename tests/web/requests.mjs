// Requests as people and programs make them, by chance from a seed: pieces of the texts of a site, words, names, quotations, operators,
// filters, slips, and what makes no sense.

import { readFileSync } from "node:fs";
import path from "node:path";
import { inflateSync } from "node:zlib";

import { script } from "./modules.mjs";
import { random } from "./random.mjs";

const ODD = ["", " ", "-", "\"", "OR", "興邊富民", "ＮＤＲＣ", "xbfm", "户边员", "辺民", "第三条", "第3条", "50号", "〔2017〕50", "國土資源部", "kind:", "year:2017", "-边境",
  "infrastr", "infrastrcture", "bordr", "边", "a", "2017", "policy:xbfm-13-5", "status:expired 边", "kind:案例", "“十三五”规划", "水利 部", "\u200b边\u200b民", "é", "か", "𠀀", "🙂"];

/**
 * Some passages of the pack of a built site, by chance.
 * @param {string} folder of the site
 * @param {number} count
 * @param {number} seed
 */
export async function somePassages(folder, count, seed) {
  const { Pack } = await script("search/pack.js");
  const search = path.join(folder, "search");
  const { folder: build } = JSON.parse(readFileSync(path.join(search, "pack.json"), "utf8"));
  const pack = await Pack.open(async (name) => new Uint8Array(inflateSync(readFileSync(path.join(search, "pack", build, name)))));
  const { below } = random(seed);
  return Promise.all(Array.from({ length: count }, () => pack.passage(below(pack.statistics.documents))));
}

/**
 * @param {any[]} passages
 * @param {number} count
 * @param {number} seed
 */
export function requests(passages, count, seed) {
  const chance = random(seed);
  const { below, choose } = chance;
  return Array.from({ length: count }, (_, number) => {
    const { locale, kind, ministries = [], topics = [], regions = [], policy, year, status } = choose(passages);
    const filters = [
      { locale }, { locale }, { locale }, { kind: [kind, "case"] }, { ministry: ministries.slice(0, 2) }, { topic: topics.slice(0, 1), locale },
      { region: regions.slice(0, 1) }, { policy: policy ? [policy] : [] }, { year: year ? [String(year)] : [], status: status ? [status] : [] }, {}, {},
    ][below(11)];
    const [limit, offset] = number % 11 ? [10, 0] : [below(30), below(30)];
    return { query: query(passages, chance), filters, sort: number % 7 ? "relevance" : "date", facets: number % 5 === 0, limit, offset };
  });
}

function query(passages, { below, choose }) {
  const piece = (length = 8) => {
    const { locale, title, names = [], body = "" } = choose(passages);
    const text = [title, names[0], body, body][below(4)] || title;
    const all = locale === "en" ? text.split(/\s+/) : [...text];
    const start = below(all.length);
    return all.slice(start, start + 1 + below(locale === "en" ? 3 : length)).join(locale === "en" ? " " : "");
  };
  const one = piece();
  const place = below([...one].length);
  return [
    () => `"${one}"`,
    () => `${one} ${piece()}`,
    () => `${one} -${piece(3)}`,
    () => `${one} OR ${piece()} ${piece(2)}`,
    () => `title:${one}`,
    () => `${one} year:2012..2020`,
    () => `kind:案例,measure ${one}`,
    () => `ministry:${choose(["NDRC", "水利部", "mof", "发改委", "财政部"])} ${one}`,
    () => one.toUpperCase(),
    () => [...one].reverse().join(""),
    () => [...one].slice(0, 4).join(""),
    () => [...one].filter((_, index) => index !== place).join(""),
    () => piece(3) + piece(3),
    () => choose(ODD),
    () => piece(2),
    () => piece(4),
    () => one,
  ][below(17)]();
}

/** A request as the address of `/api/search` says it. */
export function asParameters({ query, filters: { locale, ...lists }, sort, facets, limit, offset }) {
  const parameters = new URLSearchParams({ q: query, sort, limit, offset, ...(facets && { facets: "1" }), ...(locale && { lang: locale }) });
  for (const [name, values] of Object.entries(lists)) for (const value of values) parameters.append(name, value);
  return parameters;
}
