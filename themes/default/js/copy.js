// @ts-check
// Buttons that copy a citation. They stand hidden in the page until a script can serve them.

/**
 * Shows the copy buttons and lets each copy the text of the element it names in `aria-controls`.
 * What the button says afterwards stands in its `data-done`.
 * @param {Document} page
 */
export function offerCopies(page) {
  if (!navigator.clipboard) return;
  for (const button of page.querySelectorAll("button[data-copy]")) {
    const id = button.getAttribute("aria-controls");
    const target = id && page.getElementById(id);
    if (!(button instanceof HTMLButtonElement) || !target) continue;
    const status = button.nextElementSibling;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText((target.textContent ?? "").trim());
      if (status) status.textContent = button.dataset.done ?? "";
    });
  }
}
