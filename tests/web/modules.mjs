// Scripts of the theme for tests. They are modules to browsers, but no package.json says so to Node; so Node is told here.

import { readFileSync } from "node:fs";
import { register } from "node:module";

const hook = `export const load = (url, context, next) =>
  next(url, /\\/themes\\/.*\\.js$/.test(url) ? { ...context, format: "module" } : context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

/** A module of the theme, by its path from themes/default/js/. */
export function script(path) {
  return import(new URL(`../../themes/default/js/${path}`, import.meta.url));
}

/** A text of this repository, by its path. */
export function text(path) {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/** The lines of a file of vectors as their fields; those that begin with `#` say what they are. */
export function vectors(name) {
  const lines = text(`tests/vectors/${name}`).split("\n");
  return lines.filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
}
