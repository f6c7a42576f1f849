// @ts-check
// Where requests are answered, be it in a worker or in the page.

/** @typedef {typeof import("./answer.js").answer} Answer */
/** @typedef {import("./answer.js").Request} Request */
/** @typedef {import("./pack.js").Pack} Pack */

/**
 * Answers requests from the pack that is opened at the first of them.
 * @param {(folder: string) => Promise<Pack>} open
 * @param {Answer} answer
 */
export function desk(open, answer) {
  /** @type {Promise<Pack> | undefined} */
  let pack;
  const forget = () => {
    pack = undefined;
  };
  /**
   * What fails leaves nothing behind: whatever is asked next begins with the pointer. A pack that was opened before may be gone because
   * the site was built anew, so its failure is told only if a fresh one fails too.
   * @param {string} folder
   * @param {Request} request
   * @returns {ReturnType<Answer>}
   */
  const ask = async (folder, request) => {
    const isFresh = !pack;
    const own = (pack ??= open(folder));
    try {
      return await answer(await own, request);
    } catch (error) {
      if (pack === own) forget();
      if (isFresh) throw error;
    }
    return ask(folder, request);
  };
  return { ask, forget };
}
