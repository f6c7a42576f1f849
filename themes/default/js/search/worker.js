// @ts-check
// The search of a site, away from the page: it reads the pack that its name says, and answers requests one message each. A message
// without a request lets it forget what it has read.

import { answer } from "./answer.js";
import { desk } from "./desk.js";
import { openPack } from "./fetch.js";

const { ask, forget } = desk(openPack, answer);

addEventListener("message", async ({ data: { id, folder, request } }) => {
  if (!request) return forget();
  try {
    postMessage({ id, response: await ask(folder, request) });
  } catch (error) {
    postMessage({ id, error: { code: error?.code ?? "failed", message: String(error?.message ?? error) } });
  }
});
