import sharp from 'sharp';
import { href } from '#book/href.ts';
import learn from '#numerics/tasks/conv-kernel-gradient-learn.ts';
import { prerender } from '#runtime/prerender.ts';
import { frameOf } from './pictures.ts';
import { learnDefaults } from './state.ts';

const file = 'images/allium-oreophilum-96.png';

/** The run that the figure starts with, and the address of its photograph. */
export default async function first() {
  const photo = await sharp(`public/${file}`).extractChannel(0).raw().toBuffer();
  const frame = frameOf(await prerender(learn, { photo, ...learnDefaults }), true);
  const losses = frame.losses.map((loss) => Number(loss.toPrecision(4)));
  return { ...frame, losses, photo: href(`/${file}`) };
}
