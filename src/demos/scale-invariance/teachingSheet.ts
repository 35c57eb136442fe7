import { readFileSync } from 'node:fs';
import { href } from '#book/href.ts';
import type { Sheet } from '#demos/network/sheet.ts';

export { cutSheet, pictureAt } from '#demos/network/sheet.ts';

/** The sheet of teaching images, checked to be of these classes. Build time only. */
export function sheetFrom(classes: readonly string[]): Sheet {
  const file = 'public/images/gallery-teaching.json';
  const found = JSON.parse(readFileSync(file, 'utf8')) as Sheet & { classes: string[] };
  if (found.classes.join() !== classes.join()) {
    throw new Error(`${file}: expected images of the network's classes`);
  }
  return {
    src: href('/images/gallery-teaching.png'),
    columns: found.columns,
    labels: found.labels,
  };
}
