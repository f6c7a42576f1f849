// @ts-check
// Anchors are the same in every language, so the place on the page is kept when it is switched.

/**
 * Gives the links of the language switch the anchor of the page, now and whenever it changes.
 * @param {Document} page
 * @param {Window} view
 */
export function keepPlace(page, view) {
  const links = [...page.querySelectorAll("a[data-language]")];
  const update = () => {
    for (const link of links) {
      if (link instanceof HTMLAnchorElement) link.hash = view.location.hash;
    }
  };
  update();
  view.addEventListener("hashchange", update);
}
