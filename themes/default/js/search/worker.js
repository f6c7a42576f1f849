// @ts-check
// The search of a site, away from the page: it reads the pack that its name says, and answers requests one message each.

import { answer } from "./answer.js";
import { openPack } from "./fetch.js";

/** @type {ReturnType<typeof openPack> | undefined} */
let pack;

/**
 * Answers a request. What fails leaves nothing behind: whatever is asked next begins with the pointer. A pack that was opened before
 * may be gone because the site was built anew, so its failure is told only if a fresh one fails too.
 * @param {string} folder
 * @param {import("./answer.js").Request} request
 * @returns {ReturnType<typeof answer>}
 */
async function respond(folder, request) {
  const isFresh = !pack;
  const own = (pack ??= openPack(folder));
  try {
    return await answer(await own, request);
  } catch (error) {
    if (pack === own) pack = undefined;
    if (isFresh) throw error;
  }
  return respond(folder, request);
}

addEventListener("message", async ({ data: { id, folder, request } }) => {
  if (!request) return (pack = undefined);
  try {
    postMessage({ id, response: await respond(folder, request) });
  } catch (error) {
    postMessage({ id, error: { code: error?.code ?? "failed", message: String(error?.message ?? error) } });
  }
});
