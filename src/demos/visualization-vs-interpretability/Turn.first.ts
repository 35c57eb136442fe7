import sharp from 'sharp';
import { layerShape } from '#demos/network/layerShape.ts';
import { cutSheet } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import { turnablePlaces } from '#numerics/turning/turnablePlaces.ts';
import { firstTurn } from './recorded.ts';
import { turnDefaults } from './state.ts';
import { drawUnit, type TurnView } from './turnView.ts';

/** The layers whose units can be turned, the pictures, and the first unit before and after. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes, layers } = manifest;
  const gallery = shippedSheet('gallery', classes);
  const raw = await sharp('public/images/gallery.png').removeAlpha().raw().toBuffer();
  const pictures = { pixels: cutSheet(raw, 3, gallery), labels: gallery.labels, classes };
  const all = layerViews(layers, [32, 32]);
  const views = turnablePlaces.flatMap((place) => {
    const view = all[place];
    return view ? [[place, view] as const] : [];
  });
  const view = all[turnDefaults.place];
  if (!view) throw new Error(`Expected a layer ${turnDefaults.place}.`);
  const { before, after, ...numbers } = firstTurn;
  const drawn: TurnView = {
    ...numbers,
    before: before.summary,
    after: after.summary,
    unit: drawUnit(before.peaks, after.peaks, pictures, view),
  };
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    gallery,
    layers: layers.map(layerShape).filter(({ name }) => turnablePlaces.some((p) => p === name)),
    views: Object.fromEntries(views),
    drawn,
  };
}
