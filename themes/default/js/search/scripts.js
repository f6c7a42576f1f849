// @ts-check
// The files of a pack where nothing can be fetched: each is a script that calls `jingweiFile` with its name and content.

import { answer } from "./answer.js";
import { desk } from "./desk.js";
import { inflate } from "./inflate.js";
import { Pack, PackError } from "./pack.js";

/** What scripts have brought, by its name; it is taken at once. @type {Map<string, string>} */
const brought = new Map();

Object.assign(globalThis, {
  jingweiFile: (/** @type {string} */ name, /** @type {string} */ base64) => brought.set(name, base64),
});

/**
 * A file, brought by a script.
 * @param {string} name
 * @param {URL} address of the script
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function bytes(name, address) {
  const script = Object.assign(document.createElement("script"), { src: address.href });
  await new Promise((resolve) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", resolve);
    document.head.append(script);
  });
  script.remove();
  const base64 = brought.get(name);
  brought.delete(name);
  if (base64 === undefined) throw new PackError("unavailable", `${address.pathname} cannot be had`);
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw new PackError("unavailable", `${name} is damaged`);
  }
}

/**
 * Opens the pack of a site.
 * @param {string} folder The address of the folder `search/` at the root of the site.
 */
async function openPack(folder) {
  const pointer = await bytes("pack.json", new URL("pack.js", folder));
  const { folder: build } = JSON.parse(new TextDecoder().decode(pointer));
  return Pack.open(async (name) => inflate(await bytes(name, new URL(`pack/${build}/${name.replace(/bin$/, "js")}`, folder)), name));
}

const own = desk(openPack, answer);

/** Answers requests from such a pack. */
export const ask = own.ask;

/** Forgets the pack. */
export const forget = own.forget;
