/* Pictures of boxes and items, drawn from their names: nothing is loaded, and the same name always looks the same. */
import { h, s } from './dom.mjs';

const KNOWN = ['COMMON', 'UNCOMMON', 'RARE', 'EPIC', 'LEGENDARY', 'MYTHIC'];
/** Facets from the lightest to the darkest, on a square of 64. */
const SHAPES = [
  [['M32 6 50 24 32 30 14 24Z', 1], ['M14 24 32 30 32 58Z', 0.75], ['M50 24 32 30 32 58Z', 0.5]],
  [['M32 5 54 18 32 32 10 18Z', 1], ['M10 18 32 32 32 59 10 45Z', 0.7], ['M54 18 32 32 32 59 54 45Z', 0.45]],
  [['M20 10 44 10 52 26 12 26Z', 1], ['M12 26 32 26 32 57Z', 0.72], ['M52 26 32 26 32 57Z', 0.48]],
  [['M32 5 40 25 32 32 24 25Z', 1], ['M24 25 32 32 24 39 5 32Z', 0.8], ['M40 25 59 32 40 39 32 32Z', 0.62], ['M24 39 32 32 40 39 32 59Z', 0.48]],
  [['M32 7 53 15 53 32 32 32Z', 1], ['M32 7 11 15 11 32 32 32Z', 0.78], ['M11 32 32 32 32 58 15 45Z', 0.6], ['M53 32 32 32 32 58 49 45Z', 0.44]],
];

const hash = (text) => [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) >>> 0, 7);

/** The class that gives a rarity its colour. */
export const rarityClass = (rarity) => (KNOWN.includes(rarity) ? `r-${rarity.toLowerCase()}` : 'r-other');

/** A rarity as a word beside its colour. */
export const rarityTag = (rarity) =>
  h('span', { class: `tag ${rarityClass(rarity)}` }, rarity.charAt(0) + rarity.slice(1).toLowerCase().replaceAll('_', ' '));

/** An item. */
export function gem(item) {
  const shape = SHAPES[hash(item.definitionId) % SHAPES.length];
  return h('span', { class: `gem ${rarityClass(item.rarity)}`, 'aria-hidden': 'true' },
    s('svg', { viewBox: '0 0 64 64' }, shape.map(([d, opacity]) => s('path', { d, 'fill-opacity': opacity }))));
}

/** A closed box; one of four tints. */
export function crate(boxId) {
  return h('span', { class: `crate c-${(hash(boxId) >>> 5) % 4}`, 'aria-hidden': 'true' },
    s('svg', { viewBox: '0 0 96 96' },
      s('path', { class: 'left', d: 'M12 38 48 54 48 90 12 72Z' }),
      s('path', { class: 'right', d: 'M84 38 48 54 48 90 84 72Z' }),
      s('g', { class: 'lid' },
        s('path', { class: 'top', d: 'M48 10 88 28 48 46 8 28Z' }),
        s('path', { class: 'edge', d: 'M8 28 48 46 48 56 8 38Z' }),
        s('path', { class: 'edge far', d: 'M88 28 48 46 48 56 88 38Z' })),
      s('path', { class: 'clasp', d: 'M43 50 53 50 53 63 48 67 43 63Z' })));
}
