import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { colourCosts } from '../segmentation/colourModel.ts';
import type { CheckResult } from './context.ts';

/** Colours of an object and of its ground, so near that they overlap. */
const COLOURS = 4;
/** Seeds of each kind, in shares of a twentieth. */
const TWENTIETHS = 20;

/**
 * An object and a ground of four random colours each; among the foreground seeds the object has a
 * share a, among the background seeds b, each with all its colours alike often. The difference of
 * the two colour densities is then (a − b) times that of the object's and the ground's, at any colour.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [a, b] = [randomWhole(random, 1, 19), randomWhole(random, 1, 19)];
  const pixels = Array.from({ length: 3 * 40 }, () => 80 + 90 * random());
  const object = Array.from({ length: COLOURS }, (_, i) => i);
  const ground = object.map((i) => COLOURS + i);
  const mixture = (twentieths: number) =>
    Array.from({ length: TWENTIETHS }, (_, k) => (k < twentieths ? object : ground)).flat();
  // The densities alone: nothing is left for colours that no seed has.
  const density = (seeds: number[]) =>
    colourCosts(pixels, seeds, { bandwidth: 25, outlier: 0 }).map((cost) => Math.exp(-cost));
  const [foreground, background] = [density(mixture(a)), density(mixture(b))];
  const [o, g] = [density(object), density(ground)];
  const scale = Math.max(...o, ...g);
  const share = (a - b) / TWENTIETHS;
  const at = (values: Float64Array, i: number) => values[i] ?? 0;
  const difference = o.map((_, i) =>
    Math.abs(at(foreground, i) - at(background, i) - share * (at(o, i) - at(g, i))),
  );
  const wrongSigns = o.filter((_, i) => {
    const found = at(foreground, i) - at(background, i);
    return Math.sign(found) !== Math.sign(share * (at(o, i) - at(g, i))) && a !== b;
  });
  return Promise.resolve({
    statement: `foreground seeds ${5 * a} % on the object, background seeds ${5 * b} %; forty colours`,
    rows: [
      {
        label: 'p_F − p_B, and (a − b)(o − g), in units of the largest density',
        value: Math.max(...difference) / scale,
        tolerance: 1e-12,
      },
      { label: 'colours at which the two differ in sign', value: wrongSigns.length, tolerance: 0 },
    ],
  });
}
