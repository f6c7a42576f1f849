// How soon `jingwei serve` answers `/api/search` at a steady rate: `node tests/bench/load.mjs ADDRESS QUERIES [RATE] [SECONDS]`. Requests go
// out on time whether or not the ones before are answered, so that waiting counts. QUERIES is a JSON list of texts.

import { readFileSync } from "node:fs";
import http from "node:http";

const [address, queries, rate = "200", seconds = "20"] = process.argv.slice(2);
const list = JSON.parse(readFileSync(queries, "utf8"));
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const times = [];
let failed = 0;

const ask = (query, due) =>
  new Promise((resolve) => {
    const done = (isGood) => {
      if (isGood) times.push(performance.now() - due);
      else failed++;
      resolve();
    };
    const request = http.get(`${address}api/search?q=${encodeURIComponent(query)}&limit=10`, { agent }, (response) => {
      response.resume();
      response.on("end", () => done(response.statusCode === 200));
    });
    request.on("error", () => done(false));
  });

const start = performance.now() + 200;
const count = Number(rate) * Number(seconds);
const asked = [];
for (let number = 0; number < count; number++) {
  const due = start + (number * 1_000) / Number(rate);
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  asked.push(ask(list[number % list.length], due));
}
await Promise.all(asked);
times.sort((a, b) => a - b);
const at = (share) => times[Math.floor((times.length - 1) * share)].toFixed(1);
console.log(`${times.length} answers at ${rate}/s, ${failed} failed: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)} ms`);
