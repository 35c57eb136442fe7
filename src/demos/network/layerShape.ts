import type { LayerDescription } from '#numerics/network/manifest.ts';

/** The maps of a layer; a vector is maps of one value each. */
export interface LayerShape {
  name: string;
  height: number;
  width: number;
  channels: number;
}

/** The maps that come out of a layer. */
export function layerShape({ name, outputShape }: LayerDescription): LayerShape {
  const [height = 1, width = 1, channels = 1] =
    outputShape.length === 1 ? [1, 1, ...outputShape] : outputShape;
  return { name, height, width, channels };
}

/** "16×16×64", or "128" for a vector. */
export function shapeText(shape: readonly number[]): string {
  return shape.join('×');
}
