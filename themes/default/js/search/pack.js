// @ts-check
// A search pack, read file by file as it is needed. It does not know where files come from: `load` brings one by its name, inflated.

import { readFolding } from "./normalize.js";
import { compareCodePoints } from "./phrase.js";
import { lengthNorms } from "./scored.js";
import { FIELDS, NOTHING, Reader, records } from "./table.js";

/** @typedef {import("./phrase.js").Gram} Gram */
/** @typedef {(name: string) => Promise<Uint8Array>} Load */

/**
 * A passage as the program stores it: search/passage.rs says what each part is. What is empty is left out.
 * @typedef {{id: string, kind: string, locale: string, url: string, title: string, headings?: string[], names?: string[],
 *   pinyin?: string[], body?: string, anchors?: string[], policy?: string, ministries?: string[],
 *   bodies?: string[], regions?: string[], topics?: string[], case_count?: number, date?: string, year?: number, status?: string,
 *   other_locales?: string[], successors?: {title: string, url: string}[]}} Passage
 */

const TEXT = new TextDecoder();

/** How many files are kept as they were read. */
const FILES_KEPT = 400;

/** Raised when the files change their meaning. */
const FORMAT = 1;

/** What a term is called in the table. */
const GRAM_LETTERS = { term: "g", trigram: "t", character: "u" };

/**
 * Why a pack cannot be read; `code` is `unavailable` where a file cannot be had, which may pass, and `format` where another version
 * of the program wrote it.
 */
export class PackError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export class Pack {
  /**
   * Reads what is needed at once.
   * @param {Load} load
   */
  static async open(load) {
    const table = records(await load("manifest.bin"));
    const settings = JSON.parse(TEXT.decode(table.get("manifest")));
    if (settings.format !== FORMAT) throw new PackError("format", `a pack of format ${settings.format}`);
    const pack = new Pack(load, table, settings);
    if (settings.is_folded) await pack.loadFolding();
    return pack;
  }

  /**
   * @param {Load} load
   * @param {Map<string, Uint8Array>} first
   * @param {any} settings
   */
  constructor(load, first, settings) {
    this.settings = settings;
    /** @type {[code: string, start: number, end: number][]} The languages with the numbers of their passages. */
    this.locales = settings.locales;
    /** @type {Map<string, string> | null} Traditional characters, once they are needed. */
    this.folding = null;
    /** How often something was looked for that stands nowhere. */
    this.misses = 0;
    /** @type {import("./scored.js").Statistics} */
    this.statistics = {
      documents: settings.documents,
      boosts: settings.boosts.map(Math.fround),
      lengths: Array.from({ length: FIELDS }, () => new Uint8Array(settings.documents)),
      norms: settings.average_lengths.map((/** @type {number} */ average) => lengthNorms(average, Math.fround(settings.k1), settings.b)),
      k1: Math.fround(settings.k1),
    };
    this.pages = readPages(first.get("pages") ?? new Uint8Array(0), settings.documents);
    this.#load = load;
    this.#first = first;
    this.weights = this.#weights();
  }

  #load;
  #first;
  /** @type {Map<string, Promise<any>>} Files that were asked for, the last of them. */
  #files = new Map();
  /** @type {Map<string, ReturnType<Pack["values"]>>} Facets that were asked for. */
  #values = new Map();

  /**
   * Reads how long the passages of a language are, or those of all: what is to be scored must have its lengths.
   * @param {string | null} locale
   */
  async loadLengths(locale) {
    const read = async ([code, start, end], /** @type {number} */ number) => {
      if (locale !== null && code !== locale) return;
      const bytes = await this.#file(`l/${number}.bin`, (bytes) => bytes);
      this.statistics.lengths.forEach((lengths, field) => lengths.set(bytes.subarray(field * (end - start), (field + 1) * (end - start)), start));
    };
    await Promise.all(this.locales.map(read));
  }

  /** Reads the table of traditional characters; a second call does nothing. */
  async loadFolding() {
    this.folding ??= readFolding(TEXT.decode(await this.#load("fold.bin")));
  }

  /** The characters of each syllable. @returns {Promise<Map<string, string>>} each character with its syllable */
  syllables() {
    return this.#file("pinyin.bin", (bytes) => {
      const syllables = new Map();
      for (const line of TEXT.decode(bytes).split("\n")) {
        const [syllable, characters = ""] = line.split(" ");
        for (const character of characters) syllables.set(character, syllable);
      }
      return syllables;
    });
  }

  /** @param {Gram} gram */
  async postings({ kind, text }) {
    const value = await this.#record(GRAM_LETTERS[kind] + text);
    if (!value) this.misses++;
    return value ? new Reader(value).postings(kind !== "character") : [null, null, null, null];
  }

  /**
   * The passages with a value of a facet.
   * @param {string} facet
   * @param {string} value
   */
  async withValue(facet, value) {
    const found = await this.#record(`f${facet}:${value}`);
    return found ? readValue(found).documents : NOTHING;
  }

  /**
   * The passages known by a name.
   * @param {string} key
   */
  async named(key) {
    const found = await this.#record(`n${key}`);
    return found ? new Reader(found).documents() : NOTHING;
  }

  /**
   * Every value of a facet with its passages and its names by language, by rising value.
   * @param {string} facet
   * @returns {Promise<{value: string, names: [string, string][], documents: Uint32Array}[]>}
   */
  values(facet) {
    let values = this.#values.get(facet);
    if (!values) {
      values = this.#readValues(facet);
      this.#values.set(facet, values);
      values.catch(() => this.#values.delete(facet));
    }
    return values;
  }

  /** @param {string} facet */
  async #readValues(facet) {
    const beginning = `f${facet}:`;
    const found = await this.#beginningWith(beginning);
    return found.map(([key, bytes]) => ({ value: key.slice(beginning.length), ...readValue(bytes) }));
  }

  /**
   * The Latin words that begin so, with the number of passages that have each.
   * @param {string} beginning
   * @returns {Promise<[string, number][]>}
   */
  async words(beginning) {
    const found = await this.#beginningWith(`w${beginning}`);
    return found.map(([key, bytes]) => [key.slice(1), new Reader(bytes).number()]);
  }

  /**
   * @param {number} document
   * @returns {Promise<Passage>}
   */
  async passage(document) {
    const { passages_per_file: perFile, passage_fields: fields } = this.settings;
    const read = (/** @type {any[]} */ values) => Object.fromEntries(values.flatMap((value, place) => (value === null ? [] : [[fields[place], value]])));
    const passages = await this.#file(`x/${Math.floor(document / perFile)}.bin`, (bytes) => JSON.parse(TEXT.decode(bytes)).map(read));
    return passages[document % perFile];
  }

  /** For each passage the place of its date among all dates, from 1; 0 for none. @returns {Promise<Uint32Array>} */
  async dateRanks() {
    const ranks = new Uint32Array(this.settings.documents);
    for (const [index, { documents }] of (await this.values("date")).entries()) {
      for (const document of documents) ranks[document] = index + 1;
    }
    return ranks;
  }

  /**
   * The place among the languages of that of a passage.
   * @param {number} document
   */
  localeOf(document) {
    return this.locales.findIndex(([, start, end]) => document >= start && document < end);
  }

  /** How much the score of each passage counts, by what it is and by the standing of its policy. */
  #weights() {
    const weights = new Float32Array(this.settings.documents).fill(1);
    for (const [facet, known] of [["kind", this.settings.kinds], ["status", this.settings.statuses]]) {
      for (const [value, weight] of known) {
        const bytes = this.#first.get(`f${facet}:${value}`);
        for (const document of bytes ? readValue(bytes).documents : NOTHING) weights[document] *= Math.fround(weight);
      }
    }
    return weights;
  }

  /**
   * A file, read once; after a failure it may be asked for again.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array) => T} read
   * @returns {Promise<T>}
   */
  #file(name, read) {
    let file = this.#files.get(name);
    if (!file) {
      file = this.#load(name).then((bytes) => {
        try {
          return read(bytes);
        } catch {
          throw new PackError("unavailable", `${name} is damaged`);
        }
      });
      this.#files.set(name, file);
      // The browser keeps the rest.
      if (this.#files.size > FILES_KEPT) this.#files.delete([...this.#files.keys()][0]);
      file.catch(() => this.#files.delete(name));
    }
    return file;
  }

  /** @param {number} part */
  #part(part) {
    return this.#file(`t/${part}.bin`, records);
  }

  /**
   * The part of the table in which a key stands, if it is there.
   * @param {string} key
   */
  #partOf(key) {
    const { bounds } = this.settings;
    let [low, high] = [0, bounds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareCodePoints(bounds[middle], key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /**
   * @param {string} key
   * @returns {Promise<Uint8Array | undefined>}
   */
  async #record(key) {
    const own = this.#first.get(key);
    const part = this.#partOf(key);
    // Keys of different letters never share a part.
    return own || !this.settings.bounds[part]?.startsWith(key[0]) ? own : (await this.#part(part)).get(key);
  }

  /**
   * The records whose keys begin so, in order.
   * @param {string} beginning
   */
  async #beginningWith(beginning) {
    const { bounds } = this.settings;
    const first = this.#partOf(beginning);
    const from = bounds[first]?.startsWith(beginning[0]) ? first : first + 1;
    let to = from + (from === first ? 1 : 0);
    while (to < bounds.length && bounds[to].startsWith(beginning)) to++;
    const numbers = Array.from({ length: to - from }, (_, index) => from + index);
    const parts = await Promise.all(numbers.map((part) => this.#part(part)));
    return [this.#first, ...parts].flatMap((part) => [...part].filter(([key]) => key.startsWith(beginning)));
  }
}

/** @param {Uint8Array} bytes */
function readValue(bytes) {
  const reader = new Reader(bytes);
  const names = reader.text();
  return { names: /** @type {[string, string][]} */ (names ? JSON.parse(names) : []), documents: reader.documents() };
}

/**
 * For each passage the first that stands on the same page.
 * @param {Uint8Array} bytes
 * @param {number} count
 */
function readPages(bytes, count) {
  const reader = new Reader(bytes);
  const pages = new Uint32Array(count);
  for (let index = 0, before = -1; index < count; index++) {
    const number = reader.number();
    pages[index] = before = before + 1 + ((number >>> 1) ^ -(number & 1));
  }
  return pages;
}
