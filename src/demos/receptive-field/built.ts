import { centredDiameter } from '#numerics/centredDiameter.ts';
import { pathShares, pathVariance, type Taps } from '#numerics/influence.ts';
import { receptiveFields, type ReceptiveField } from '#numerics/receptiveField.ts';
import type { BuiltLayer } from './state.ts';

/** What is known of a stack without running it. */
export interface Built {
  /** The receptive field after each layer, up to the first that does not fit. */
  fields: ReceptiveField[];
  /** Which layer does not fit, and why. */
  fault: { index: number; message: string } | null;
  /** After each fitting layer: the side of the square that 95 % of the energy is expected in. */
  diameters: number[];
  /** For the last fitting layer: the share of the ways to each pixel along one axis, and their σ. */
  shares: Float64Array;
  sigma: number;
}

/** Follows the stack as far as it fits on an input of side × side. */
export function build(layers: readonly BuiltLayer[], side: number): Built {
  const fields: ReceptiveField[] = [];
  let fault: Built['fault'] = null;
  for (const [index] of layers.entries()) {
    try {
      const found = receptiveFields(layers.slice(0, index + 1).map(windowOf), [side, side]).at(-1);
      if (found) fields.push(found);
    } catch (error) {
      fault = { index, message: error instanceof Error ? error.message : String(error) };
      break;
    }
  }
  const taps = tapsOf(layers.slice(0, fields.length));
  return {
    fields,
    fault,
    diameters: taps.map((_, index) => centredDiameter(pathShares(taps.slice(0, index + 1)))),
    shares: pathShares(taps),
    sigma: Math.sqrt(pathVariance(taps)),
  };
}

/** The layers along one axis. */
export function tapsOf(layers: readonly BuiltLayer[]): Taps[] {
  return layers.map(({ k, s, d }) => ({ kernel: k, stride: s, dilation: d }));
}

/** The largest receptive field that is measured: two thirds of the side of a mosaic of pictures. */
const MOST_PIXELS = 65;

/** Why a stack cannot be measured here; null if it can. */
export function notMeasurable(layers: readonly BuiltLayer[], field: number): string | null {
  if (field > MOST_PIXELS)
    return `stacks of up to ${MOST_PIXELS} pixels are measured, r is ${field}`;
  if (layers.some(({ t, k, s }) => t === 'pool' && k !== s)) {
    return 'of poolings, only those whose windows lie side by side (k = s) are measured';
  }
  if (!layers.some(({ t }) => t === 'conv')) return 'there is no convolution to draw weights for';
  return null;
}

function windowOf({ k, s, p, d }: BuiltLayer) {
  const padding = { top: p, bottom: p, left: p, right: p };
  return { kernelSize: [k, k] as [number, number], stride: s, padding, dilation: d };
}
