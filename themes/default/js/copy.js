// @ts-check
// Copying text, and the buttons that copy a citation. They stand hidden in the page until a script can serve them.

/**
 * Copies text. Browsers keep the clipboard from pages without https, which offices still serve; there the old way is taken.
 * @param {string} text
 */
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const holder = document.body.appendChild(document.createElement("textarea"));
  const focused = document.activeElement;
  holder.value = text;
  holder.select();
  document.execCommand("copy");
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus();
}

/**
 * Shows the copy buttons and lets each copy the text of the element it names in `aria-controls`.
 * What the button says afterwards stands in its `data-done`.
 * @param {Document} page
 */
export function offerCopies(page) {
  for (const button of page.querySelectorAll("button[data-copy]")) {
    const id = button.getAttribute("aria-controls");
    const target = id && page.getElementById(id);
    if (!(button instanceof HTMLButtonElement) || !target) continue;
    const status = button.nextElementSibling;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy((target.textContent ?? "").trim());
      if (status) status.textContent = button.dataset.done ?? "";
    });
  }
}
