import { readFileSync } from 'node:fs';

import sharp from 'sharp';

import { cutSheet } from '#demos/network/sheet.ts';

/** The gallery's 500 pictures, and each one's place among these classes; −1 for another class. */
export async function galleryFor(classes: readonly string[]) {
  const index = JSON.parse(readFileSync('public/images/gallery.json', 'utf8')) as {
    columns: number;
    classes: string[];
    labels: number[];
  };
  const raw = await sharp('public/images/gallery.png').removeAlpha().raw().toBuffer();
  const labels = index.labels.map((label) => classes.indexOf(index.classes[label] ?? ''));
  return { pixels: cutSheet(raw, 3, index), labels };
}
