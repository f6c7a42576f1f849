// @ts-check
// The files of a pack from a web server.

import { inflate } from "./inflate.js";
import { Pack, PackError } from "./pack.js";

/** How long a file may take, in milliseconds: on a slow line, the largest take some seconds. */
const PATIENCE = 30_000;

/**
 * Opens the pack of a site.
 * @param {string} folder The address of the folder `search/` at the root of the site.
 */
export async function openPack(folder) {
  // The pointer alone changes; what it points to never does, and is kept by the browser.
  const pointer = await bytes(new URL("pack.json", folder), "no-cache");
  const { folder: build } = JSON.parse(new TextDecoder().decode(pointer));
  return Pack.open(async (name) => {
    const address = new URL(`pack/${build}/${name}`, folder);
    const read = async (/** @type {RequestCache} */ cache) => inflate(await bytes(address, cache), name);
    // The browser may have kept what was sent while something was wrong.
    return read("default").catch(() => read("reload"));
  });
}

/**
 * @param {URL} address
 * @param {RequestCache} cache
 */
async function bytes(address, cache) {
  const response = await fetch(address, { cache, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  const body = response?.ok ? await response.arrayBuffer().catch(() => null) : null;
  if (!body) throw new PackError("unavailable", `${address.pathname} cannot be had`);
  return new Uint8Array(body);
}
