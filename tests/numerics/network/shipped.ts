import { existsSync, readdirSync, readFileSync } from 'node:fs';

import sharp from 'sharp';

import { buildNetwork } from '#numerics/network/buildNetwork.ts';
import { layersSchema, type Manifest } from '#numerics/network/manifest.ts';
import type { Model } from '#numerics/network/model.ts';
import type { Network } from '#numerics/network/network.ts';
import { trainedManifestSchema, type TrainedManifest } from '#numerics/network/trainedManifest.ts';
import { decodeWeights } from '#numerics/network/weights.ts';

/** The pixels of many images, one after the other, and their classes by name. */
export interface LabelledImages {
  pixels: Uint8Array;
  labels: string[];
}

/** What PyTorch computed, written by `training/golden.py`. */
export interface Golden {
  labels: number[];
  logitsBeforeQuantisation: number[];
  logitsAfterQuantisation: number[];
  gradient: { logit: number; afterQuantisation: number[] };
  float32Weights?: { file: string; layers: unknown };
}

/** The models of `public/models` that were trained for the book and whose export is complete. */
export const shippedNames = readdirSync('public/models').filter((name) =>
  existsSync(`public/models/${name}/evaluation.json`),
);

/** A model of `public/models` as the runtime would deliver it, and what its manifest says beyond. */
export function shippedModel(name: string): Model & { manifest: TrainedManifest } {
  const manifest = trainedManifestSchema.parse(json(`public/models/${name}/manifest.json`));
  return { manifest, weights: bytes(`public/models/${name}/${manifest.weights.file}`) };
}

export function goldenOf(name: string): Golden {
  return json(`tests/fixtures/golden/${name}.json`) as Golden;
}

/** The network with the weights before quantisation; null where the fixture has none. */
export function unquantised({ float32Weights }: Golden): Network | null {
  if (!float32Weights) return null;
  const layers = layersSchema.parse(float32Weights.layers);
  const file = bytes(`tests/fixtures/golden/${float32Weights.file}`);
  return buildNetwork({ layers }, decodeWeights(layers, file));
}

/** The images of a sprite whose class the network knows, in the sprite's order. */
export async function imagesOf(sprite: string, { classes }: Manifest): Promise<LabelledImages> {
  const index = json(sprite.replace(/png$/, 'json')) as {
    width: number;
    height: number;
    columns: number;
    classes: string[];
    labels: number[];
  };
  const { width: w, height: h, columns } = index;
  const sheet = await sharp(sprite).removeAlpha().raw().toBuffer();
  const images: LabelledImages = { pixels: new Uint8Array(sheet.length), labels: [] };
  for (const [i, label] of index.labels.entries()) {
    const name = index.classes[label] ?? '';
    if (!classes.includes(name)) continue;
    const to = images.labels.length * h * w * 3;
    for (let row = 0; row < h; row++) {
      const line = (Math.floor(i / columns) * h + row) * columns + (i % columns);
      const from = line * w * 3;
      images.pixels.set(sheet.subarray(from, from + w * 3), to + row * w * 3);
    }
    images.labels.push(name);
  }
  images.pixels = images.pixels.subarray(0, images.labels.length * h * w * 3);
  return images;
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function bytes(path: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(path)).buffer;
}
