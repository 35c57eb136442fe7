import { dispose, slice, tidy, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import type { Manifest } from '../network/manifest.ts';
import type { Network } from '../network/network.ts';
import { valuesAt } from '../network/run.ts';
import type { TaskContext } from '../tasks/context.ts';
import { cumulatedHistogram } from './histogram.ts';
import { describeMaps, mapMeasures, type MapMeasure, type Measure } from './measures.ts';

/** Patches that go through the network at once. */
const BATCH = 12;

/** Square grey patches, 0 to 255, as a network that takes colours is given them: [N,H,W,3]. */
export function patchImages(
  manifest: Pick<Manifest, 'input'>,
  patches: readonly Float32Array[],
): Tensor4D {
  const each = patches[0]?.length ?? 0;
  const side = Math.sqrt(each);
  const pixels = new Float32Array(patches.length * each * 3);
  for (const [i, patch] of patches.entries()) {
    for (const [at, grey] of patch.entries()) {
      const first = 3 * (i * each + at);
      pixels.fill(grey, first, first + 3);
    }
  }
  return preprocess(manifest, pixels, [side, side]);
}

/** A list of numbers for each patch, by every measure: the patch as that measure sees it. */
export type Descriptions = Record<Measure, Float32Array[]>;

/**
 * Square patches as every measure sees them, at a layer of a network where it looks at one. null when
 * the reader has cancelled.
 */
export async function describePatches(
  { network, manifest }: { network: Network; manifest: Pick<Manifest, 'input'> },
  patches: readonly Float32Array[],
  layer: string,
  context: TaskContext,
): Promise<Descriptions | null> {
  const found: Descriptions = {
    pixels: patches.map((patch) => patch.slice()),
    greys: patches.map(cumulatedHistogram),
    maps: [],
    means: [],
    spreads: [],
    gram: [],
  };
  const x = patchImages(manifest, patches);
  try {
    for (let first = 0; first < patches.length; first += BATCH) {
      if (await context.stopped()) return null;
      const count = Math.min(BATCH, patches.length - first);
      const described = tidy(() => {
        const batch = slice(x, [first, 0, 0, 0], [count, ...x.shape.slice(1)]);
        const maps = valuesAt(network, batch, layer) as Tensor4D;
        return Object.fromEntries(
          mapMeasures.map((measure) => [measure, describeMaps(measure, maps)]),
        ) as Record<MapMeasure, Tensor2D>;
      });
      for (const measure of mapMeasures) {
        const values = (await described[measure].data()) as Float32Array;
        const each = values.length / count;
        for (let i = 0; i < count; i++) {
          found[measure].push(values.slice(i * each, (i + 1) * each));
        }
      }
      dispose(described);
      context.progress((first + count) / patches.length);
    }
  } finally {
    x.dispose();
  }
  return found;
}
