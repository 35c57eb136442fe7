import { convGeometry, type ConvOptions } from './conv/geometry.ts';
import { naiveForward, type Array4D } from './conv/naive.ts';
import { innerProduct } from './grid.ts';
import { normal } from './normal.ts';
import { mulberry32 } from './random.ts';
import { randomArray, randomWhole } from './randomArray.ts';

/** What a random layer may have; each number is the largest that is drawn. */
export interface LayerRange {
  stride?: number;
  padding?: number;
  dilation?: number;
  channels?: number;
  batch?: number;
}

/** A layer with random numbers in it, and an upstream gradient for L = Σ G ⊙ Y. */
export interface RandomLayer {
  x: Array4D;
  kernel: Array4D;
  g: Array4D;
  kernelSize: [number, number];
  options: ConvOptions;
  /** The sizes in words. */
  description: string;
  /** L as a function of the kernel's numbers, from the definition, in float64. */
  loss(kernel: Float64Array): number;
}

/** Draws a layer within the range; the same seed gives the same layer. */
export function randomLayer(seed: number, range: LayerRange = {}): RandomLayer {
  const random = mulberry32(seed);
  const upTo = (most = 1) => randomWhole(random, 1, most);
  const kernelSize: [number, number] = [upTo(4), upTo(4)];
  const [s, d] = [upTo(range.stride), upTo(range.dilation)];
  const p = range.padding === undefined ? 0 : randomWhole(random, 0, range.padding);
  const [batch, cin, cout] = [upTo(range.batch), upTo(range.channels), upTo(range.channels)];
  const [h, w] = kernelSize.map(
    (k) => Math.max(1, d * (k - 1) + 1 - 2 * p) + randomWhole(random, 0, 6),
  ) as [number, number];

  const draw = normal(random);
  const pads = { top: p, bottom: p, left: p, right: p };
  const options = { stride: s, padding: pads, dilation: d };
  const { outputSize } = convGeometry([h, w], kernelSize, options);
  const x = randomArray([batch, h, w, cin], draw);
  const kernel = randomArray([...kernelSize, cin, cout], draw);
  const g = randomArray([batch, ...outputSize, cout], draw);
  return {
    x,
    kernel,
    g,
    kernelSize,
    options,
    description:
      `input ${batch}×${h}×${w}×${cin}, kernel ${kernelSize.join('×')}×${cin}×${cout}, ` +
      `stride ${s}, padding ${p}, dilation ${d}, output ${batch}×${outputSize.join('×')}×${cout}`,
    loss: (values) =>
      innerProduct(naiveForward(x, { ...kernel, values }, options).values, g.values),
  };
}
