import sharp from 'sharp';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { cutSheet, pictureAt } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { bags, conflictEntry, cueConflict, named } from './recorded.ts';
import { restyleDefaults } from './state.ts';

const CONFLICT = 'content/chapters/shape-vs-texture-bias/conflict.png';

/** The first conflict, recorded by the page's own task: a cat, and the texture of a truck. */
export default async function first() {
  const { classes } = shippedNetwork('base').manifest;
  const sheet = shippedSheet('teaching', classes);
  const { example } = bags;
  if (example.content !== restyleDefaults.content || example.style !== restyleDefaults.style) {
    throw new Error(`bags.json: another example; ${bags.command}`);
  }
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  const chosen = cutSheet(raw, 3, sheet);
  const mixture = await sharp(CONFLICT).removeAlpha().raw().toBuffer();
  const judges = example.verdicts.map(({ name }) => name);
  return {
    classes,
    sheet,
    judges,
    drawn: [pictureAt(chosen, example.content), pictureAt(chosen, example.style), mixture].map(
      (pixels) => pixelsUri(pixels),
    ),
    verdicts: example.verdicts,
    recorded: judges.flatMap((name) => {
      const found = conflictEntry(name);
      return found ? [{ name, decisions: named(found.conflict) }] : [];
    }),
    conflicts: cueConflict.conflicts,
  };
}
