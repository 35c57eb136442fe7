import { dispose, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { layerViews } from '../network/layerViews.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run } from '../network/run.ts';
import { patchImages } from '../texture/describePatches.ts';
import { distance } from '../texture/distances.ts';
import { drawMarks, seesTwo } from '../texture/marks.ts';
import { secondMoments } from '../texture/textureStatistics.ts';
import type { ModelContext } from './context.ts';

/** The layers that are compared. */
const layers = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;

/** Two grids of marks (crosses true, rings false), and how far apart their marks stand, in pixels. */
export interface MarksInput {
  a: readonly boolean[];
  b: readonly boolean[];
  pitch: number;
}

/** What a layer makes of the two grids. */
export interface MarksRow {
  layer: string;
  /** Its receptive field r, in pixels, and whether some unit's window sees two marks. */
  field: number;
  seesTwo: boolean;
  /** ‖T(a) − T(b)‖ over ‖T(a) − T(ground)‖: how far apart the grids are beside what marks do at all. */
  difference: number;
}

/** Two arrangements of marks, by the second moments of every layer; null when cancelled. */
export default async function marks(
  { a, b, pitch }: MarksInput,
  context: ModelContext,
): Promise<MarksRow[] | null> {
  const model = await context.loadModel('base');
  const network = networkOf(model);
  const pictures = [drawMarks(a, pitch), drawMarks(b, pitch), drawMarks(null, pitch)];
  const side = pictures[0]?.side ?? 0;
  const views = layerViews(model.manifest.layers, [side, side]);
  const statistics: Float32Array[][] = [];
  for (const [i, { values }] of pictures.entries()) {
    if (await context.stopped()) return null;
    const moments = tidy(() => {
      const activations = run(network, patchImages(model.manifest, [values]), { to: 'conv5' });
      return layers.map((layer) => secondMoments(activationAt(activations, layer) as Tensor4D));
    });
    statistics.push(
      await Promise.all(moments.map(async (one) => Float32Array.from(await one.data()))),
    );
    dispose(moments);
    context.progress((i + 1) / pictures.length);
  }
  return layers.map((layer, l): MarksRow => {
    const [ofA, ofB, ofGround] = statistics.map((list) => list[l]);
    const view = views[layer];
    if (!view) throw new Error(`Expected a receptive field of ${layer}, found none.`);
    const between = (x: Float32Array | undefined, y: Float32Array | undefined) =>
      x && y ? distance('gram', x, y) : Number.NaN;
    return {
      layer,
      field: view.size[0],
      seesTwo: seesTwo(view, pitch),
      difference: between(ofA, ofB) / between(ofA, ofGround),
    };
  });
}
