// @ts-check
// The search of a site, away from the page: it reads the pack that its name says, and answers requests one message each.

import { answer } from "./answer.js";
import { openPack } from "./fetch.js";

/** @type {ReturnType<typeof openPack> | undefined} */
let pack;

addEventListener("message", async ({ data: { id, folder, request } }) => {
  try {
    // What could not be had is asked for again the next time.
    pack ??= openPack(folder).catch((error) => {
      pack = undefined;
      throw error;
    });
    postMessage({ id, response: await answer(await pack, request) });
  } catch (error) {
    postMessage({ id, error: { code: error?.code ?? "failed", message: String(error?.message ?? error) } });
  }
});
