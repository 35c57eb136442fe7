import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  at,
  canvasOf,
  fitUpstream,
  layerOf,
  stampsUpTo,
  turned,
} from '#demos/conv-input-gradient/layer.ts';
import { geometryOf } from '#demos/frame/oneChannel.ts';
import { labDefaults, labSchema, checkerboardSchema } from '#demos/conv-input-gradient/state.ts';
import { presetOf, presets } from '#demos/conv-input-gradient/presets.ts';

const layers = fc
  .record({
    n: fc.integer({ min: 3, max: 6 }),
    k: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: 0, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    start: fc.integer({ min: -3, max: 3 }),
  })
  .filter(({ n, k, dilation }) => dilation * (k - 1) + 1 <= n)
  .map(({ n, k, start, ...setting }) => {
    const table = (size: number, step: number) =>
      Array.from({ length: size }, (_, r) =>
        Array.from({ length: size }, (_, c) => ((start + step * r + 3 * c + r * c) % 5) - 2),
      );
    const [x, kernel] = [table(n, 2), table(k, 1)];
    const g = fitUpstream([], geometryOf(x, kernel, setting).outputSize);
    return { x, kernel, g, ...setting };
  });

describe('what the lab draws', () => {
  it('the flipped kernel over the framed cells gives the gradient of every pixel', () => {
    fc.assert(
      fc.property(layers, (input) => {
        const layer = layerOf(input);
        const canvas = canvasOf(layer, input.g);
        const weights = turned(input.kernel).flat();
        layer.gradient.forEach((cells, row) =>
          cells.forEach((gradient, column) => {
            const sum = canvas
              .under({ row, column })
              .reduce(
                (total, cell, i) =>
                  total + at(canvas.values, cell.row, cell.column) * (weights[i] ?? Number.NaN),
                0,
              );
            expect(sum).toBeCloseTo(gradient, 9);
          }),
        );
      }),
    );
  });

  it('the stamps of all outputs add up to the gradient', () => {
    fc.assert(
      fc.property(layers, (input) => {
        const layer = layerOf(input);
        const all = stampsUpTo(layer, input.g, input.kernel, input.g.flat().length);
        expect(all.flat()).toEqual(layer.gradient.flat());
      }),
    );
  });

  it('padding beyond the reach of the kernel crops G', () => {
    const setting = { stride: 1, padding: 3, dilation: 1 };
    const kernel = presets.example.values;
    const g = fitUpstream([], geometryOf(labDefaults.x, kernel, setting).outputSize);
    const input = { ...labDefaults, ...setting, kernel, g };
    const canvas = canvasOf(layerOf(input), g);
    expect(g).toHaveLength(10);
    expect(canvas.before).toEqual([-2, -2]);
    expect(canvas.values).toHaveLength(6);
  });
});

describe('a link to the lab', () => {
  it('may carry any of its states', () => {
    expect(labSchema.safeParse(labDefaults).success).toBe(true);
  });

  it('is refused when G does not have the size of Y, or rows are uneven', () => {
    expect(labSchema.safeParse({ ...labDefaults, g: [[1]] }).success).toBe(false);
    expect(labSchema.safeParse({ ...labDefaults, x: [[1, 2], [3]] }).success).toBe(false);
    expect(labSchema.safeParse({ ...labDefaults, x: [[1]] }).success).toBe(false);
  });

  it('to the checkerboard names one of the offered numbers of kernels', () => {
    const state = { k: 3, s: 2, weighting: 'ones', kernels: 100000, seed: 1 };
    expect(checkerboardSchema.safeParse(state).success).toBe(false);
  });
});

describe('the kernels to try', () => {
  it('are known by their values', () => {
    expect(presetOf(presets.sobel.values)).toBe('sobel');
    expect(presetOf([[1]])).toBe(null);
  });

  it('blur and Laplacian survive half a turn, Sobel changes sign, the free one does neither', () => {
    expect(turned(presets.blur.values)).toEqual(presets.blur.values);
    expect(turned(presets.laplacian.values)).toEqual(presets.laplacian.values);
    const negated = presets.sobel.values.map((row) => row.map((value) => 0 - value));
    expect(turned(presets.sobel.values)).toEqual(negated);
    expect(turned(presets.free.values)).not.toEqual(presets.free.values);
  });
});
