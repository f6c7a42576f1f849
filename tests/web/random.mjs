// Chance from a seed, the same on every machine.

/**
 * @param {number} seed
 * @returns {{below: (count: number) => number, choose: <T>(list: T[]) => T, skewed: <T>(list: T[]) => T}} `skewed` prefers what comes first
 */
export function random(seed) {
  let state = seed >>> 0;
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (count) => next() % count;
  return { below, choose: (list) => list[below(list.length)], skewed: (list) => list[below(below(list.length) + 1)] };
}
