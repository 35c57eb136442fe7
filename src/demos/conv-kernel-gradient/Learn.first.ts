import sharp from 'sharp';
import learn from '#numerics/tasks/conv-kernel-gradient-learn.ts';
import { prerender } from '#runtime/prerender.ts';
import { imageUri } from '#ui/imageUri.ts';
import { frameOf } from './pictures.ts';
import { learnDefaults } from './state.ts';

const file = 'public/images/allium-oreophilum-96.png';

/** The run that the figure starts with, and its photograph. */
export default async function first() {
  const { data, info } = await sharp(file)
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const frame = frameOf(await prerender(learn, { photo: data, ...learnDefaults }), true);
  const losses = frame.losses.map((loss) => Number(loss.toPrecision(4)));
  const { width, height } = info;
  const photo = imageUri({ width, height, kind: 'grey', pixels: data, scale: 255 });
  return { ...frame, losses, photo };
}
