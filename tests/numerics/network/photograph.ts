import type { Tensor4D } from '@tensorflow/tfjs-core';
import sharp from 'sharp';

import { preprocess } from '#numerics/network/images.ts';
import type { Manifest } from '#numerics/network/manifest.ts';

/** A photograph of public/images, preprocessed, [1,H,W,3]; with a side, resized to a square. */
export async function photograph(
  name: string,
  manifest: Manifest,
  side?: number,
): Promise<Tensor4D> {
  const original = sharp(`public/images/${name}`).removeAlpha();
  const { data, info } = await (side ? original.resize(side, side) : original)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return preprocess(manifest, data, [info.height, info.width]);
}
