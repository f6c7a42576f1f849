// The texts of search in the browser: normalised, cut into words, stemmed, looked for and shown as the program does it. The cases
// are those of the program's own tests in src/text and src/search; tokens and stems stand in files that both read.

import assert from "node:assert/strict";
import test from "node:test";

import { script, text, vectors } from "./modules.mjs";

const { normalize, normalized, readFolding } = await script("search/normalize.js");
const { Gap, isUnspaced, runs, words } = await script("search/words.js");
const { stem } = await script("search/stem.js");
const { Phrase, compareCodePoints } = await script("search/phrase.js");
const { isDecidedByGrams, parseQuery, phrases } = await script("search/query.js");
const { marked, snippet } = await script("search/snippet.js");
const { width } = await script("search/width.js");

const folding = readFolding(text("src/text/simplified.txt"));
const phrase = (typed, comparison = "stems") => Phrase.read(typed, comparison, folding);
const isIn = (typed, there) => phrase(typed).isIn(normalized(there, folding));

test("different ways to write the same become one", () => {
  for (const [typed, expected] of [
    ["", ""],
    ["興邊富民", "兴边富民"],
    ["Ｇ２１９線（試）", "g219线(试)"],
    ["“十三五”规划", "“十三五”规划"],
    ["ＮＤＲＣ\u3000Ａ", "ndrc a"],
    ["ﬁle ㎡ ㊀ ①", "file m2 一 1"],
    ["e\u0301tat ÉTAT", "état état"],
    ["边\u200b民\ufe00\ufeff", "边民"],
    ["\u1112\u1161\u11ab글 ﾊﾝ", "한글 ハン"],
    ["ㄱㅏ", "가"],
    ["İ", "i\u0307"],
    ["ΟΔΟΣ", "οδοσ"],
    ["豈\uf900", "岂岂"],
    ["བོད་ཡིག", "བོད་ཡིག"],
  ]) {
    assert.equal(normalize(typed, folding).text, expected);
    assert.equal(normalized(typed, folding), expected);
  }
  assert.equal(normalized("興邊"), "興邊", "without a table nothing is simplified");
  assert.ok(folding.size > 4000);
});

test("what is found is the original character", () => {
  const written = "在Ｇ２１９線，e\u0301㎡\u{20000}";
  const normal = normalize(written, folding);
  const original = (found) => {
    const at = normal.text.indexOf(found);
    return written.slice(...normal.original(at, at + found.length));
  };
  for (const [found, expected] of [["g219线", "Ｇ２１９線"], ["é", "e\u0301"], ["2", "２"], ["m", "㎡"], ["\u{20000}", "\u{20000}"]]) {
    assert.equal(original(found), expected);
  }
  assert.equal(original(normal.text), written);
  assert.deepEqual(normal.original(0, 0), [0, 0]);
  assert.deepEqual(normalize("").original(0, 0), [0, 0]);
});

test("words and gaps", () => {
  for (const [typed, expected] of [
    ["", ""],
    ["  。 ", ""],
    ["兴边", "兴|边"],
    ["G219线", "g219|线"],
    ["发5G网", "发|5g|网"],
    ["边民 互市", "边|民 互|市"],
    ["行动“十三五”", "行|动\"十|三|五"],
    ["据《法》第", "据\"法\"第"],
    ["国办发〔2017〕50号", "国|办|发 2017 50|号"],
    ["一、二，三。\n四：（五）", "一 二,三。四:五"],
    ["甲\n乙\r\n丙", "甲/乙/丙"],
    ["cross-border trade's", "cross border trade\"s"],
    ["3.5万", "3.5|万"],
    ["état", "état"],
    ["한국 어", "한|국 어"],
    ["བོད་ཡིག", "བོད ཡིག"],
    ["монгол хэл", "монгол хэл"],
    ["中монгол文", "中|монгол|文"],
    ["ئۇيغۇر، تىلى", "ئۇيغۇر تىلى"],
    ["м.м м:м м: м.м.", "м.м м:м м:м.м"],
    ["カタカナとไม", "カタカナ|と|ไ|ม"],
  ]) {
    const signs = ["|", '"', " "];
    const shown = words(normalized(typed, folding)).map(({ text, gap }, index) => {
      const sign = signs[gap] ?? (gap === 10 ? (index > 0 ? "/" : "") : String.fromCodePoint(gap));
      return sign + text;
    });
    assert.equal(shown.join(""), expected, typed);
  }
});

/** The grams of a text with their positions, as src/search/tokenizer.rs indexes them. */
function tokens(written, isTrigrams) {
  const found = words(normalized(written, folding));
  const shown = [];
  let position = 0;
  for (const { script, start, end } of runs(found)) {
    if (start > 0 && found[start].gap > Gap.SOFT) position += 1;
    const push = (first, last) => {
      const joined = found.slice(first, last).map((word) => (script === "latin" ? stem(word.text) : word.text));
      shown.push(`${joined.join("")}@${position + first - start}`);
    };
    if (isTrigrams) {
      for (let first = start; script === "han" && first + 3 <= end; first++) push(first, first + 3);
    } else {
      push(start, start + 1);
      for (let first = start; first + 2 <= end; first++) push(first, first + 2);
      if (end - start > 1) push(end - 1, end);
    }
    position += end - start;
  }
  return shown.join(" ");
}

test("token vectors", () => {
  const cases = vectors("tokens.txt");
  assert.ok(cases.length > 40);
  for (const [quoted, grams, trigrams] of cases) {
    const written = JSON.parse(quoted);
    assert.equal(tokens(written, false) || "-", grams, quoted);
    assert.equal(tokens(written, true) || "-", trigrams, quoted);
  }
  assert.ok(isUnspaced("han") && !isUnspaced("latin"));
});

test("stem vectors", () => {
  const cases = vectors("stems.txt");
  assert.ok(cases.length > 300);
  for (const [word, expected] of cases) assert.equal(stem(word), expected, word);
  for (const same of ["", "at", "état", "g219", "Policies", "边"]) assert.equal(stem(same), same);
});

test("grams of phrases", () => {
  for (const [typed, expected, isDecided] of [
    ["边", "边*", true],
    ["边民", "边民", true],
    ["边境县", "3边境县", true],
    ["兴边富民", "3兴边富 3边富民", false],
    ["G219线", "g219 线", false],
    ["policies", "polici", true],
    ["cross-border", "border cross", false],
    ["한국", "한국", true],
    ["한국어", "국어 한국", false],
    ["བོད་ཡིག", "བོད ཡིག", false],
    ["边民 边民", "边民", false],
    ["\u{20000}a\uffe8", "a \u{20000}", false],
  ]) {
    const shown = phrase(typed).grams.map(({ kind, text }) => ({ term: text, trigram: `3${text}`, character: `${text}*` })[kind]);
    assert.equal(shown.join(" "), expected, typed);
    assert.equal(phrase(typed).isDecidedByGrams, isDecided, typed);
  }
  assert.equal(phrase("。 "), null);
  assert.ok(compareCodePoints("\uffff", "\u{10000}") < 0 && compareCodePoints("a", "ab") < 0 && compareCodePoints("b", "b") === 0);
});

test("a phrase is in a text", () => {
  for (const [wanted, there, expected] of [
    ["兴边富民", "实施興邊富民行动", true],
    ["兴边富民", "兴边、富民", false],
    ["兴边富民", "兴边 富民", false],
    ["行动十三五", "行动“十三五”规划", true],
    ["行动“十三五”", "行动十三五规划", true],
    ["G219线", "沿G219 线", true],
    ["G219线", "沿G2190线", false],
    ["5G", "15G", false],
    ["国办发[2017]50号", "国办发〔2017〕50号", true],
    ["国（办）", "国办", false],
    ["border policy", "the border policies", true],
    ["border policy", "the border. Policy", false],
    ["3.5万", "3.5万", true],
    ["3.5万", "3，5万", false],
    ["边", "沿边", true],
  ]) {
    assert.equal(isIn(wanted, there), expected, `${wanted} in ${there}`);
  }
});

test("between quotation marks words are taken as they stand", () => {
  const exact = phrase("border policy", "surface");
  assert.ok(exact.isIn("a border policy"));
  assert.ok(!exact.isIn("border policies"));
  assert.ok(!exact.isDecidedByGrams);
});

test("parts are bigrams and words, and a key is all of them", () => {
  const shown = phrase("兴边富G219线").parts.map((part) => part.words.map((word) => word.text).join(""));
  assert.deepEqual(shown, ["兴边", "边富", "g219", "线"]);
  for (const [name, key] of [
    ["國家“發展”改革 委", "国家发展改革委"],
    ["Border Policies", "border polici"],
    ["G219线", "g219 线"],
    ["한국 어", "한국어"],
    ["བོད་ཡིག", "བོད ཡིག"],
  ]) {
    assert.equal(phrase(name).key, key);
    assert.equal(phrase(name, "surface").key, key);
  }
});

/** A phrase in brackets, with `~` where Latin words are compared by their stems. */
function shownPhrase({ words, comparison }) {
  const gaps = ["", "", " "];
  const shown = words.map(({ text, gap }, index) => (index === 0 ? "" : (gaps[gap] ?? String.fromCodePoint(gap))) + text);
  const isStemmed = comparison === "stems" && words.some((word) => word.script === "latin");
  return `[${shown.join("")}${isStemmed ? "~" : ""}]`;
}

function shownCondition({ isNegated, test }) {
  const shown = {
    text: () => (test.scope === "title" ? "title:" : "") + test.phrases.map(shownPhrase).join("+"),
    facet: () => `${test.facet}:${test.values}`,
    year: () => `year:${test.first}..${test.last}`,
  }[test.type]();
  return (isNegated ? "-" : "") + shown;
}

test("queries are read", () => {
  for (const [typed, expected] of [
    ["", ""],
    ["兴边富民", "[兴边富民]"],
    ["边民\u3000互市", "[边民] & [互市]"],
    ["Border Policies", "[border~] & [policies~]"],
    ['"border policy" -试点', "[border policy] & -[试点]"],
    ["甲 OR 乙 丙", "[甲] | [乙] & [丙]"],
    ["OR 甲 OR", "[甲]"],
    ["甲 or 乙", "[甲] & [or~] & [乙]"],
    ['title:边民 标题："互市"', "title:[边民] & title:[互市]"],
    ["標題:邊民", "title:[边民]"],
    ["ministry:NDRC,mof 部门：发改委", "ministry:ndrc,mof & ministry:发改委"],
    ["kind:案例、measure", "kind:case,measure"],
    ["year:2016..2020 年份：2017", "year:2016..2020 & year:2017..2017"],
    ["year:2020-2016", "year:2016..2020"],
    ["year:..2020", "year:-32768..2020"],
    ["-year:2016..", "-year:2016..32767"],
    ["“十三五”规划", "[十三五规划]"],
    ["“十三五 规划”", "[十三五 规划]"],
    ['行动"十三五"规划', "[行动十三五规划]"],
    ['"十三五"规划', "[十三五] & [规划]"],
    ['"甲 乙', "[甲] & [乙]"],
    ['"" - -- () 。', ""],
    ["title:", "[title~]"],
    ["title: 甲", "[title~] & [甲]"],
    ["year:abc", "[year:abc~]"],
    ["year:99999", "[year:99999~]"],
    ["foo:bar", "[foo:bar~]"],
    ["--甲", "-[甲]"],
    ["ministry:,", "[ministry~]"],
    ["-", ""],
  ]) {
    const { clauses } = parseQuery(typed, folding);
    const shown = clauses.map((clause) => clause.map(shownCondition).join(" | ")).join(" & ");
    assert.equal(shown, expected, typed);
  }
  const query = parseQuery("边民 -试点 title:互市 kind:case", folding);
  assert.deepEqual(phrases(query.clauses).map(({ scope, phrase }) => scope + phrase.key), ["all边民", "title互市"]);
  assert.ok(query.clauses.flat().every(isDecidedByGrams));
});

test("a long query is shortened, by characters", () => {
  assert.ok(parseQuery("边".repeat(300)).isShortened);
  assert.ok(parseQuery("\u{20000}".repeat(257)).isShortened);
  assert.ok(!parseQuery("\u{20000}".repeat(256)).isShortened);
  assert.equal(parseQuery("\u{20000}".repeat(257)).clauses[0][0].test.phrases[0].words.length, 256);
});

const shown = (fragments) => fragments.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
const all = (typed) => typed.split(" ").map((one) => phrase(one)).filter(Boolean);

test("exactly what matches is marked", () => {
  for (const [typed, written, expected] of [
    ["边民", "对边民，边民。", "对[边民]，[边民]。"],
    ["兴边富民", "實施興邊富民行動", "實施[興邊富民]行動"],
    ["G219线", "沿Ｇ２１９ 線路", "沿[Ｇ２１９] [線]路"],
    ["行动十三五", "行动“十三五”规划", "[行动]“[十三五]”规划"],
    ["policy", "Policies and policy-makers", "[Policies] and [policy]-makers"],
    ["边境 境县", "边境县", "[边境县]"],
    ["边", "边疆沿边", "[边]疆沿[边]"],
    ["état", "l'E\u0301tat", "l'[E\u0301tat]"],
    ["m2", "100㎡", "100㎡"],
    ["无", "边民", "边民"],
  ]) {
    assert.equal(shown(marked(written, all(typed), folding)), expected);
  }
});

test("a snippet begins with the sentence, shows most phrases and says where they begin", () => {
  const far = "甲".repeat(200);
  const written = `边民。${far}。这里有边民和互市，${far}`;
  const { fragments, at } = snippet(written, all("边民 互市"), folding);
  assert.match(shown(fragments), /^…这里有\[边民\]和\[互市\]，甲.*甲…$/);
  assert.equal(at, written.lastIndexOf("边民"));
});

test("a snippet without matches is the beginning", () => {
  assert.deepEqual(snippet("第一段\n第二段", []), { fragments: [{ text: "第一段 第二段", marked: false }], at: null });
  assert.deepEqual(snippet("", []), { fragments: [], at: null });
  assert.match(shown(snippet("border trade ".repeat(40), []).fragments), /(border|trade)…$/);
});

test("a width is counted in columns", () => {
  for (const [characters, expected] of [["边，한\u{20000}", 2], ["a“\n", 1], ["\u0301\u200b", 0]]) {
    for (const character of characters) assert.equal(width(character), expected, character);
  }
});

test("no text breaks anything or takes long", () => {
  const signs = ["“", ":", " -\"", "“甲", " ", "\ud800", "\udc00\ud800", "\0\x01\x7f", "\u200b"];
  const parts = ["边", "a ", "y", "ed", "\u0301", "\u1161", "м.", "ไ", "👨‍👩‍👧", "カ_", ...signs];
  for (const part of parts) {
    const long = part.repeat(10_000 / part.length);
    const begin = performance.now();
    const looked = [part, long].map((typed) => phrase(typed)).filter(Boolean);
    for (const one of looked) {
      assert.ok(one.grams.length > 0 && one.parts.length > 0 && one.key);
      assert.equal(typeof one.isIn(long), "boolean");
    }
    assert.equal(marked(long, looked, folding).map((fragment) => fragment.text).join(""), long);
    snippet(long, looked, folding);
    for (const typed of [long, `甲${long}乙`]) parseQuery(typed, folding);
    assert.ok(performance.now() - begin < 2_000, JSON.stringify(part));
  }
});
