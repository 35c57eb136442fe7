import { mulberry32 } from '../random.ts';
import { drawMoons } from './moons.ts';
import { drawSwatch, drawSwatches } from './swatches.ts';
import { describePictures, type Describe } from './swatchFeatures.ts';
import { POOL, TEST, type Problem } from './trial.ts';
import { pictureViews, pointViews, type View } from './views.ts';

/** Vectors [N, inputs], row by row, and true classes. */
export interface Vectors {
  values: Float64Array;
  labels: readonly number[];
}

/** A problem as a network meets it: every example a vector. */
export interface Material {
  inputs: number;
  pool: Vectors;
  test: Vectors;
  /** A view of an example of the pool, as a vector: nearly as it is, or much altered. */
  weak: (which: number, random: () => number) => Float64Array;
  strong: (which: number, random: () => number) => Float64Array;
}

/** Views of each picture that are described beforehand, to be drawn from. */
const [WEAK, STRONG] = [3, 5];

/** What was asked for last: describing pictures takes a second. */
let last: { problem: Problem; share: number; material: Material } | null = null;

/**
 * A problem's pool, always the same but for its last `share`, which is of no class, and its test, which
 * is of the classes alone. The first CANDIDATES of the pool stay, for shares up to 0.9.
 */
export function materialOf(problem: Problem, share: number): Material {
  if (last?.problem === problem && last.share === share) return last.material;
  const material = problem === 'moons' ? moonsMaterial(share) : clothMaterial(share);
  last = { problem, share, material };
  return material;
}

/** A point is its own vector; views are drawn when they are asked for. */
function moonsMaterial(share: number): Material {
  const pool = drawMoons(POOL, { share, seed: 1 });
  const point = (which: number) => pool.values.slice(2 * which, 2 * which + 2);
  return {
    inputs: 2,
    pool,
    test: drawMoons(TEST, { share: 0, seed: 2 }),
    weak: (which, random) => pointViews.weak(point(which), random),
    strong: (which, random) => pointViews.strong(point(which), random),
  };
}

/** A swatch is described by filters; a few views of each, once, from which a step draws. */
function clothMaterial(share: number): Material {
  const { swatches, labels } = drawSwatches(POOL, { share, seed: 1 });
  const pictures = swatches.map((swatch) => drawSwatch(swatch));
  const test = drawSwatches(TEST, { share: 0, seed: 2 });
  const describe = describePictures(pictures);
  const { weak, strong } = pictureViews;
  return {
    inputs: describe.inputs,
    pool: { values: describe.vectors(pictures), labels },
    test: {
      values: describe.vectors(test.swatches.map((swatch) => drawSwatch(swatch))),
      labels: test.labels,
    },
    weak: bank(describe, pictures, { view: weak, count: WEAK, seed: 3 }),
    strong: bank(describe, pictures, { view: strong, count: STRONG, seed: 4 }),
  };
}

function bank(
  describe: Describe,
  pictures: readonly Uint8ClampedArray[],
  { view, count, seed }: { view: View<Uint8ClampedArray>; count: number; seed: number },
): Material['weak'] {
  const random = mulberry32(seed);
  const banks = Array.from({ length: count }, () =>
    describe.vectors(pictures.map((picture) => view(picture, random))),
  );
  const { inputs } = describe;
  return (which, draw) => {
    const values = banks[Math.floor(draw() * count)] ?? new Float64Array();
    return values.subarray(which * inputs, (which + 1) * inputs);
  };
}
