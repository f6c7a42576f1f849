// @ts-check
// What the page tells of its site: how its pages are named.

/** Whether the site is opened as files; there the browser has no modules, workers or requests, and no folder has a page of its own. */
export const isPortable = () => "portable" in document.documentElement.dataset;

/**
 * The way to a page.
 * @param {string | undefined} root the way to the root of the site
 * @param {string} url the address of the page from there
 */
export const way = (root, url) => (root ?? "") + (isPortable() ? url.replace(/(^|\/)(?=#|$)/, "$1index.html") : url);
