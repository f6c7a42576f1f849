// @ts-check
// The search of this site for its pages: in a worker, or in the page where there can be none.

/** @typedef {import("./answer.js").Request} Request */
/** @typedef {Awaited<ReturnType<typeof import("./answer.js").answer>>} Response */

/**
 * @param {{pack: string, workerUrl: string | null}} options The folder `search/` of the site, and the script of the worker; null where
 *   there can be none.
 * @returns {{ask: (request: Request) => Promise<Response>, retry: () => void}} Answers fail with an error whose `code` is `unavailable`
 *   where a file cannot be had, and `format` where the site was made by another version of the program than the page; `retry` forgets
 *   what was read of the site.
 */
export function connect({ pack, workerUrl }) {
  if (!workerUrl) {
    const scripts = () => import("./scripts.js");
    return { ask: (request) => scripts().then(({ ask }) => ask(pack, request)), retry: () => void scripts().then(({ forget }) => forget()) };
  }
  /** @type {Worker | null} */
  let worker = null;
  let asked = 0;
  /** @type {Map<number, {resolve: (response: Response) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  const fail = () => {
    for (const { reject } of waiting.values()) reject(failure("unavailable", "the search cannot be loaded"));
    waiting.clear();
    worker?.terminate();
    worker = null;
  };
  const start = () => {
    worker = new Worker(workerUrl, { type: "module" });
    worker.addEventListener("message", ({ data: { id, response, error } }) => {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(failure(error.code, error.message));
      else resolve?.(response);
    });
    worker.addEventListener("error", fail);
    worker.addEventListener("messageerror", fail);
    return worker;
  };
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        const id = asked++;
        waiting.set(id, { resolve, reject });
        (worker ?? start()).postMessage({ id, folder: pack, request });
      }),
    // A worker that did not start is no longer there, and the next question starts another.
    retry: () => worker?.postMessage({}),
  };
}

/**
 * @param {string} code
 * @param {string} message
 */
function failure(code, message) {
  return Object.assign(new Error(message), { code });
}
