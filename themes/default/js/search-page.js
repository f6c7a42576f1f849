// @ts-check
// The search page: what is typed is asked at once, the address says what is asked, and what is answered is shown.

import { items, watch } from "./basket.js";
import { engine } from "./engine.js";
import { filters } from "./facets.js";
import { GROUPS, PER_PAGE, address, isEmpty, question, quoted, request, toggled } from "./question.js";
import { card } from "./search-card.js";
import { way } from "./site.js";
import { link, phrase, wordings } from "./words.js";

/** @typedef {import("./question.js").Question} Question */
/** @typedef {Awaited<ReturnType<ReturnType<typeof engine>["ask"]>>} Answer */

/** How long an answer must stand before it is read out, and counted where it was typed, in milliseconds. */
const SETTLED = 600;

/** How many results are taken away at most, and how many are asked for at a time. */
const [MOST, STEP] = [1000, 100];

/** From this width on, the filters stand open beside the results. */
const WIDE = matchMedia("(min-width: 64rem)");

/** @param {HTMLElement} root */
export function start(root) {
  const say = wordings(root);
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-part=${name}]`));
  const form = /** @type {HTMLFormElement} */ (document.querySelector("search form"));
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const panel = /** @type {HTMLDetailsElement} */ (part("filters"));
  const basket = /** @type {HTMLDetailsElement} */ (document.getElementById("basket"));
  const code = root.dataset.code ?? "";
  const absolute = (/** @type {string} */ url) => new URL(way(root.dataset.root, url), document.baseURI).href;
  const facets = filters(root, say);
  const pageTitle = document.title;
  let asked = question(location.search);
  // The address may be replaced while a query is typed; one that was meant is left in the history.
  let [turn, timer, frame, isMeant] = [0, 0, 0, true];
  /** @type {Answer["facets"]} */
  let counts = null;
  let failure = "";

  /** What is said of the answer above the list. @param {Answer} answer */
  const notices = (answer) => {
    const line = (/** @type {(string | Node)[]} */ nodes) => {
      const paragraph = document.createElement("p");
      paragraph.append(...nodes);
      return paragraph;
    };
    const of = (/** @type {string} */ query) => address({ ...asked, query, from: 0 });
    const also = answer.expansions.map(({ typed, also }) => say("also", { typed, also: also.join(say("separator")) }));
    const exact = quoted(asked.query, answer.expansions.map(({ typed }) => typed));
    return [
      ...(answer.notice ? [line([say(answer.notice.code)])] : []),
      ...answer.suggestions.map((one) => line(one.kind === "spelling"
        ? phrase(say("spelling"), { query: link(of(one.query), one.query) })
        : phrase(say("successor"), { name: one.name, title: link(absolute(one.url), one.title), query: link(of(one.query), say("search-it", one)) }))),
      ...(also.length ? [line([...also.map((text) => `${text} `), link(of(exact), say("exactly", { query: exact }))])] : []),
    ];
  };

  /** @param {Answer} answer */
  const show = (answer) => {
    root.hidden = false;
    part("start").hidden = true;
    part("failure").hidden = true;
    const said = say(answer.total ? (answer.total_is_exact ? "count" : "about") : "none", { n: answer.total });
    part("count").textContent = said;
    part("notices").replaceChildren(...notices(answer));
    part("list").replaceChildren(...answer.results.map((hit) => card(hit, root, say)));
    part("list").setAttribute("start", String(asked.from + 1));
    part("take").hidden = !answer.total;
    part("nothing").hidden = answer.total > 0;
    part("everywhere").setAttribute("href", address({ ...question("?lang=all"), query: asked.query }));
    panel.hidden = !answer.total && GROUPS.every((group) => !asked.filters[group].length);
    for (const [name, from] of /** @type {[string, number][]} */ ([["prev", asked.from - PER_PAGE], ["next", asked.from + PER_PAGE]])) {
      part(name).hidden = from <= -PER_PAGE || from >= answer.total;
      part(name).setAttribute("href", address({ ...asked, from: Math.max(from, 0) }));
    }
    part("page").textContent = say("page", { n: Math.floor(asked.from / PER_PAGE) + 1 });
    part("page").hidden = answer.total <= PER_PAGE;
    for (const [name, value] of [["lang", ""], ["lang", "all"], ["sort", ""], ["sort", "date"]]) {
      const choice = /** @type {HTMLElement} */ (root.querySelector(`a[data-${name}="${value}"]`));
      choice.setAttribute("href", address({ ...asked, [name]: value, from: 0 }));
      if (asked[/** @type {"lang" | "sort"} */ (name)] === value) choice.setAttribute("aria-current", "true");
      else choice.removeAttribute("aria-current");
    }
    facets.show(asked, counts = answer.facets ?? counts);
    return said;
  };

  /** Counts what the filters would find, where they are open. */
  const count = async () => {
    const own = turn;
    if (!panel.open || root.hidden) return;
    const answer = await engine(root).ask(request(asked, code, true)).catch(() => null);
    if (answer && own === turn) facets.show(asked, counts = answer.facets);
  };

  const fail = () => {
    root.hidden = false;
    part("failure").hidden = false;
    for (const name of ["start", "take", "nothing", "prev", "next", "page"]) part(name).hidden = true;
    for (const name of ["count", "notices", "list"]) part(name).replaceChildren();
    part("status").textContent = say("failed");
  };

  /** Asks what is to be asked now. @param {boolean} isTyped whether more may be typed, so that counts can wait */
  const ask = async (isTyped = false) => {
    const own = ++turn;
    clearTimeout(timer);
    part("status").textContent = "";
    document.title = asked.query ? `${asked.query} · ${pageTitle}` : pageTitle;
    if (isEmpty(asked)) {
      root.hidden = true;
      root.removeAttribute("aria-busy");
      part("start").hidden = false;
      return;
    }
    root.setAttribute("aria-busy", "true");
    const answer = await engine(root).ask(request(asked, code, facets.lackNames(asked))).catch(({ code }) => void (failure = code));
    if (own !== turn) return;
    root.removeAttribute("aria-busy");
    if (!answer) return fail();
    const said = show(answer);
    if (!isTyped) count();
    timer = setTimeout(() => {
      part("status").textContent = said;
      if (isTyped) count();
    }, SETTLED);
  };

  /** @param {Question} next @param {boolean} means whether the reader will want to come back here */
  const go = (next, means) => {
    // Where counts are seen, the old ones stay until the new are there.
    if (!panel.open) counts = null;
    asked = next;
    const href = address(asked);
    try {
      if (href !== (location.search || address(question(""))) && (means || isMeant)) history.pushState(null, "", href);
      else history.replaceState(null, "", href);
    } catch {
      // Some browsers count how often the address changes and refuse when it is much.
    }
    isMeant = means;
    return ask(!means);
  };

  const typed = () => {
    cancelAnimationFrame(frame);
    const query = input.value.trim();
    if (query !== asked.query) frame = requestAnimationFrame(() => go({ ...asked, query, from: 0 }, false));
  };
  input.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || typed());
  input.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    cancelAnimationFrame(frame);
    go({ ...asked, query: input.value.trim(), from: 0 }, true);
  });

  document.addEventListener("click", (event) => {
    const way = /** @type {Element} */ (event.target).closest("main a");
    const href = way?.getAttribute("href") ?? "";
    if (!href.startsWith("?") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const next = question(href);
    const isPage = next.from !== asked.from;
    input.value = next.query;
    go(next, true).then(() => {
      if (way?.isConnected && !isPage) return;
      part("count").focus({ preventScroll: true });
      if (isPage) root.scrollIntoView();
    });
  });
  root.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.closest("[data-group]")) go(toggled(asked, target.name, target.value), true);
  });
  addEventListener("popstate", () => {
    const there = question(location.search);
    if (address(there) === address(asked)) return;
    asked = there;
    [input.value, isMeant, counts] = [asked.query, true, null];
    ask();
  });
  part("retry").addEventListener("click", async () => {
    // A site that was built anew may have come in another format and with other scripts.
    if (failure === "format" || failure === "failed") return location.reload();
    await engine(root).retry();
    input.focus();
    ask();
  });

  // Where the reader stood in the list is found again on the way back.
  addEventListener("pagehide", () => history.replaceState({ y: scrollY }, ""));

  const openPanel = () => (panel.open = WIDE.matches);
  WIDE.addEventListener("change", openPanel);
  openPanel();
  panel.addEventListener("toggle", () => !counts && count());

  const all = async () => {
    /** @type {Answer["results"]} */
    const hits = [];
    for (let from = 0, total = 1; from < Math.min(total, MOST); from += STEP) {
      const answer = await engine(root).ask(request({ ...asked, from }, code, false, STEP));
      hits.push(...answer.results);
      total = answer.results.length < STEP ? 0 : answer.total;
    }
    return hits.slice(0, MOST);
  };
  for (const name of /** @type {const} */ (["table", "text"])) {
    part(name).addEventListener("click", async () => {
      const hits = await Promise.all([all(), import("./csv.js")]).then(([hits, { takes }]) => takes[name](hits, say, absolute)).catch(() => null);
      part("taken").textContent = hits ? say(`took-${name}`, { n: hits.length }) : say("failed");
    });
  }

  watch(() => (part("basket-count").textContent = String(items().length || "")));
  basket.addEventListener("toggle", () => import("./basket-panel.js").then(({ fill }) => fill(basket, root.dataset, say)), { once: true });
  document.querySelector(".basket-link")?.setAttribute("href", "#basket");
  const openBasket = () => location.hash === "#basket" && (basket.open = true);
  addEventListener("hashchange", openBasket);
  openBasket();
  // What was typed before this script had come counts, and stays as it is: a space may be followed by more.
  const early = input.value.trim();
  const { y = 0 } = history.state ?? {};
  isMeant = !early;
  if (!early) input.value = asked.query;
  const first = early ? go({ ...asked, query: early, from: 0 }, false) : ask();
  first.then(() => y && scrollTo({ top: y, behavior: "instant" }));
}
