// @ts-check
// Numbers, lists and tables of a search pack as they stand in its files. The program's search/pack/mod.rs defines the format.

/**
 * Where one gram stands in one part of the passages: documents, and where that counts, how often.
 * @typedef {object} Postings
 * @property {Uint32Array} documents
 * @property {Uint32Array | null} frequencies
 */

const NONE = new Uint32Array(0);
const TEXT = new TextDecoder();

/** How many text fields there are: title, headings, names, body. */
export const FIELDS = 4;

/** Reads bytes from the first to the last. Past the end everything is zero. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  number() {
    let number = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.at++] ?? 0;
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return number >>> 0;
  }

  /** @param {number} length */
  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  bytesOf() {
    return this.take(this.number());
  }

  text() {
    return TEXT.decode(this.bytesOf());
  }

  documents() {
    const documents = new Uint32Array(this.#count());
    for (let index = 0, before = 0; index < documents.length; index++) documents[index] = before += this.number();
    return documents;
  }

  /**
   * Postings by text field; null where there are none.
   * @param {boolean} hasCounts
   */
  postings(hasCounts) {
    const mask = this.bytes[this.at++];
    /** @type {(Postings | null)[]} */
    const fields = Array(FIELDS).fill(null);
    for (let field = 0; field < FIELDS; field++) {
      if (mask & (1 << field)) fields[field] = hasCounts ? this.#counted() : { documents: this.documents(), frequencies: null };
    }
    return fields;
  }

  /** @returns {Postings} */
  #counted() {
    const count = this.#count();
    const documents = new Uint32Array(count);
    const frequencies = new Uint32Array(count);
    for (let index = 0, before = 0; index < count; index++) {
      const number = this.number();
      documents[index] = before += number >>> 1;
      frequencies[index] = number & 1 ? 1 : this.number();
    }
    return { documents, frequencies };
  }

  /** How many entries follow: never more than there are bytes. */
  #count() {
    return Math.min(this.number(), this.bytes.length);
  }
}

/**
 * The records of a table, in order.
 * @param {Uint8Array} bytes
 */
export function records(bytes) {
  const reader = new Reader(bytes);
  /** @type {Map<string, Uint8Array>} */
  const table = new Map();
  let key = new Uint8Array(0);
  while (!reader.isAtEnd) {
    const shared = reader.number();
    const rest = reader.bytesOf();
    const next = new Uint8Array(shared + rest.length);
    next.set(key.subarray(0, shared));
    next.set(rest, shared);
    key = next;
    table.set(TEXT.decode(key), reader.bytesOf());
  }
  return table;
}

/** No documents. */
export const NOTHING = NONE;
