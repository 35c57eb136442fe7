import { readFileSync, statSync } from 'node:fs';
import { href } from '#book/href.ts';
import type { Sheet } from './sheet.ts';
import { setSizes, type PictureSet } from './state.ts';

const files = { teaching: 'gallery-teaching', gallery: 'gallery' } as const;

/**
 * A sheet of public/images as a demo fetches it, checked to be of these classes; for first frames,
 * at build time.
 */
export function shippedSheet(set: PictureSet, classes: readonly string[]): Sheet {
  const file = `public/images/${files[set]}.json`;
  const found = JSON.parse(readFileSync(file, 'utf8')) as Sheet & { classes: string[] };
  const { columns, labels } = found;
  if (labels.length !== setSizes[set] || found.classes.join() !== classes.join()) {
    throw new Error(`${file}: expected ${setSizes[set]} images of the network's classes`);
  }
  const megabytes = statSync(`public/images/${files[set]}.png`).size / 1e6;
  return { src: href(`/images/${files[set]}.png`), columns, labels, megabytes };
}
