// @ts-check
// The search engine of this site, loaded when it is first asked.

import { isPortable } from "./site.js";

/** @typedef {ReturnType<typeof import("./search/client.js").connect>} Client */

/** @type {Promise<Client> | undefined} */
let loading;

/**
 * The engine. The way to the root of the site stands in the `data-root` of an element.
 * @param {HTMLElement} element
 */
export function engine({ dataset }) {
  const pack = new URL(`${dataset.root}search/`, document.baseURI).href;
  const workerUrl = isPortable() ? null : new URL("search/worker.js", import.meta.url).href;
  const client = (loading ??= import("./search/client.js").then(({ connect }) => connect({ pack, workerUrl })));
  // What could not be loaded is loaded anew when it is asked for again.
  client.catch(() => (loading = undefined));
  return {
    /** @param {Parameters<Client["ask"]>[0]} request */
    ask: async (request) => (await client).ask(request),
    retry: () => client.then((client) => client.retry(), () => {}),
  };
}
