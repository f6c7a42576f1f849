// @ts-check
// The content of a file of a pack, which is a zlib stream.

import { PackError } from "./pack.js";

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 */
export async function inflate(bytes, name) {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new PackError("unavailable", `${name} is damaged`);
  }
}
