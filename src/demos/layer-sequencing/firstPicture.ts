import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { href } from '#book/href.ts';
import { cutSheet, pictureAt, type Sheet } from '#demos/network/sheet.ts';

interface SheetFile extends Sheet {
  classes: string[];
}

/** The chosen test images, and the pixels of one of them; at build time. */
export async function firstPicture(image: number) {
  const file = readFileSync('public/images/gallery-teaching.json', 'utf8');
  const { columns, labels, classes } = JSON.parse(file) as SheetFile;
  const sheet: Sheet = { src: href('/images/gallery-teaching.png'), columns, labels };
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  return { sheet, classes, pixels: pictureAt(cutSheet(raw, 3, sheet), image) };
}
