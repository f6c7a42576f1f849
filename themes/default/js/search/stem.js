// @ts-check
// English stems by the Porter2 algorithm of Snowball 3.1 (https://snowballstem.org/algorithms/english/stemmer.html), as the crate
// `frostem` gives them to the program. While a word is cut, `Y` stands for a y that is a consonant.

const SPECIAL = pairs(
  "skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl " +
    "andes:andes atlas:atlas bias:bias cosmos:cosmos howe:howe news:news sky:sky",
);
const STEP_2 = pairs(
  "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al aliti:al " +
    "alli:al fulness:ful fulli:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogist:og ogi:og lessli:less li:",
);
const STEP_3 = pairs("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:");
const STEP_4 = pairs("al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ism: ate: iti: ous: ive: ize: ion:");
const SUFFIX_MAX = 7;

/** @param {string} list */
function pairs(list) {
  return new Map(list.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split(":"))));
}

/**
 * The stem under which a word of a normalised text is indexed; words with other characters than a-z are left alone.
 * @param {string} word
 */
export function stem(word) {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  const special = SPECIAL.get(word);
  if (special !== undefined) return special;
  let cut = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const region1 = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(cut)?.[0].length ?? regionAfter(cut, 0);
  const region2 = regionAfter(cut, region1);
  cut = step1b(step1a(cut), region1).replace(/^(.+[^aeiouy])[yY]$/, "$1i");
  cut = replaceSuffix(cut, STEP_2, region1, (rest, suffix) => {
    return suffix === "ogi" ? rest.endsWith("l") : suffix !== "li" || /[cdeghkmnrt]$/.test(rest);
  });
  cut = replaceSuffix(cut, STEP_3, region1, (rest, suffix) => suffix !== "ative" || rest.length >= region2);
  cut = replaceSuffix(cut, STEP_4, region2, (rest, suffix) => suffix !== "ion" || /[st]$/.test(rest));
  const rest = cut.slice(0, -1);
  if (cut.endsWith("e")) {
    if (rest.length >= region2 || (rest.length >= region1 && !endsShort(rest))) cut = rest;
  } else if (cut.endsWith("ll") && rest.length >= region2) {
    cut = rest;
  }
  return cut.replaceAll("Y", "y");
}

/** Where the region begins that follows the first consonant after a vowel. @param {string} word @param {number} start */
function regionAfter(word, start) {
  const found = /^[^aeiouy]*[aeiouy]+[^aeiouy]/.exec(word.slice(start));
  return found ? start + found[0].length : word.length;
}

/** @param {string} word */
function endsShort(word) {
  return /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/.test(word);
}

/** @param {string} word */
function step1a(word) {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  return /[^us]s$/.test(word) && /[aeiouy]/.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

/** @param {string} word @param {number} region1 */
function step1b(word, region1) {
  const suffix = /(?:eed|ing|ed)(?:ly)?$/.exec(word)?.[0];
  if (!suffix) return word;
  const rest = word.slice(0, -suffix.length);
  if (suffix.startsWith("eed")) return rest.length < region1 || /^(?:succ|proc|exc)$/.test(rest) ? word : `${rest}ee`;
  if (suffix === "ing") {
    if (/^[^aeiouy]y$/.test(rest)) return `${rest[0]}ie`;
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(rest)) return word;
  }
  if (!/[aeiouy]/.test(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
  return rest.length === region1 && endsShort(rest) ? `${rest}e` : rest;
}

/**
 * Replaces the longest suffix of a table, if it stands in the region and may go.
 * @param {string} word
 * @param {Map<string, string>} table
 * @param {number} region
 * @param {(rest: string, suffix: string) => boolean} mayGo
 */
function replaceSuffix(word, table, region, mayGo) {
  for (let at = Math.max(0, word.length - SUFFIX_MAX); at < word.length; at++) {
    const suffix = word.slice(at);
    const replacement = table.get(suffix);
    if (replacement === undefined) continue;
    const rest = word.slice(0, at);
    return at >= region && mayGo(rest, suffix) ? rest + replacement : word;
  }
  return word;
}
