import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import checkFlip from '#numerics/tasks/check-input-flip.ts';
import checkGradient from '#numerics/tasks/check-input-gradient.ts';
import checkGeneral from '#numerics/tasks/check-input-gradient-general.ts';
import checkOverlap from '#numerics/tasks/check-input-overlap.ts';
import type { CheckResult, TaskContext } from '#numerics/tasks/context.ts';
import checkerboard, {
  kernelOf,
  type CheckerboardInput,
} from '#numerics/tasks/conv-input-gradient-checkerboard.ts';
import lab, { type LabInput, type Verdict } from '#numerics/tasks/conv-input-gradient-lab.ts';
import { mulberry32 } from '#numerics/random.ts';
import { Tape } from '#numerics/tape.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

let tensorsBefore = 0;
beforeAll(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterAll(() => {
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const plain = { stride: 1, padding: 0, dilation: 1 };
const image = [
  [1, 2, 0],
  [0, 1, 3],
  [2, 1, 1],
];
const sobel = [
  [-1, 0, 1],
  [-2, 0, 2],
  [-1, 0, 1],
];
const laplacian = [
  [0, 1, 0],
  [1, -4, 1],
  [0, 1, 0],
];

function draw(rows: number, columns: number, seed: number): number[][] {
  const random = mulberry32(seed);
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => Math.round(8 * random() - 4)),
  );
}

async function verdicts(input: LabInput): Promise<Record<string, Verdict>> {
  const { mistaken } = await lab(input);
  return Object.fromEntries(mistaken.map(({ mistake, verdict }) => [mistake, verdict]));
}

describe('the worked examples of the chapter', () => {
  it('the three stamps on a 3×3 image give the printed gradient', async () => {
    const kernel = [
      [1, 0],
      [2, -1],
    ];
    const g = [
      [1, -1],
      [0, 2],
    ];
    const result = await lab({ x: image, kernel, g, ...plain });
    expect(result.theorem).toEqual([
      [1, -1, 0],
      [2, -1, 1],
      [0, 4, -2],
    ]);
    expect(result.mistaken[0]?.gradient).toEqual([
      [-1, 3, -2],
      [0, -1, 3],
      [0, 0, 2],
    ]);
  });

  it('stride 2 in one dimension gives (1, 2, 2, −2, −3), and a sixth pixel gets nothing', async () => {
    const input = { kernel: [[1, 2, 3]], g: [[1, -1]], padding: 0, dilation: 1, stride: 2 };
    expect((await lab({ ...input, x: [[1, 2, 3, 4, 5]] })).theorem).toEqual([[1, 2, 2, -2, -3]]);
    const six = await lab({ ...input, x: [[1, 2, 3, 4, 5, 6]] });
    expect(six.theorem).toEqual([[1, 2, 2, -2, -3, 0]]);
  });

  it('the transpose brings (14, 26) back as (14, 28, 68, 52, 78), not as the image', async () => {
    const input = { x: [[1, 2, 3, 4, 5]], kernel: [[1, 2, 3]], padding: 0, dilation: 1, stride: 2 };
    const { y } = await lab({ ...input, g: [[0, 0]] });
    expect(y).toEqual([[14, 26]]);
    expect((await lab({ ...input, g: y })).theorem).toEqual([[14, 28, 68, 52, 78]]);
  });
});

describe('the lab', () => {
  it('its three answers agree with TF.js automatic differentiation for every setting', async () => {
    const setting = fc.record({
      k: fc.integer({ min: 1, max: 4 }),
      extra: fc.integer({ min: 0, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
      padding: fc.integer({ min: 0, max: 4 }),
      seed: fc.nat(1000),
    });
    await fc.assert(
      fc.asyncProperty(setting, async ({ k, extra, stride, padding, seed }) => {
        const n = k + extra;
        const size = Math.floor((n + 2 * padding - k) / stride) + 1;
        const x = draw(n, n, seed);
        const kernel = draw(k, k, seed + 1);
        const g = draw(size, size, seed + 2);
        const result = await lab({ x, kernel, g, stride, padding, dilation: 1 });
        const pads: [number, number][] = [
          [0, 0],
          [padding, padding],
          [padding, padding],
          [0, 0],
        ];
        const expected = tf.tidy(() => {
          const tk = tf.tensor4d(kernel.flat(), [k, k, 1, 1]);
          const loss = (tx: tf.Tensor) =>
            tf
              .conv2d(tf.pad(tx as tf.Tensor4D, pads), tk, stride, 'valid')
              .mul(tf.tensor4d(g.flat(), [1, size, size, 1]))
              .sum();
          return tf
            .grad(loss)(tf.tensor4d(x.flat(), [1, n, n, 1]))
            .arraySync() as number[][][][];
        });
        const rows = expected[0]?.map((row) => row.map(([value]) => value));
        expect(result.theorem).toEqual(rows);
        expect(result.automaticDifference).toBe(0);
        expect(result.centralDifference).toBeLessThan(1e-7);
        expect(result.adjoint[0]).toBeCloseTo(result.adjoint[1], 6);
        expect(result.loss).toBe(result.adjoint[0]);
      }),
      { numRuns: 60 },
    );
  });

  it('takes dilation, and padding beyond the reach of the kernel', async () => {
    const input = { x: draw(6, 6, 1), kernel: draw(2, 2, 2), g: draw(10, 10, 3) };
    const result = await lab({ ...input, stride: 1, padding: 3, dilation: 2 });
    expect(result.theorem).toHaveLength(6);
    expect(result.automaticDifference).toBeLessThan(1e-5);
  });

  it('does not depend on the image', async () => {
    const rest = { kernel: draw(3, 3, 5), g: draw(3, 3, 6), ...plain };
    const [one, other] = [
      await lab({ x: draw(5, 5, 7), ...rest }),
      await lab({ x: draw(5, 5, 8), ...rest }),
    ];
    expect(one.theorem).toEqual(other.theorem);
    expect(one.y).not.toEqual(other.y);
  });
});

describe('the shortcuts', () => {
  const x = draw(7, 7, 11);

  it('leaving out the flip is right for a Laplacian, opposite for Sobel, wrong in general', async () => {
    const g = draw(5, 5, 12);
    expect((await verdicts({ x, kernel: laplacian, g, ...plain }))['no-flip']).toBe('right');
    expect((await verdicts({ x, kernel: sobel, g, ...plain }))['no-flip']).toBe('opposite');
    expect((await verdicts({ x, kernel: draw(3, 3, 13), g, ...plain }))['no-flip']).toBe('wrong');
  });

  it('padding by p is right in a same layer and has the wrong size in others', async () => {
    const same = { x, kernel: draw(3, 3, 13), g: draw(7, 7, 12), ...plain, padding: 1 };
    expect((await verdicts(same))['same-padding']).toBe('right');
    expect((await verdicts({ ...same, g: draw(5, 5, 12), padding: 0 }))['same-padding']).toBe(
      'wrong-size',
    );
  });

  it('padding by p keeps the size of no other layer, whatever the stride', async () => {
    for (const padding of [0, 2]) {
      const size = Math.floor((7 + 2 * padding - 3) / 2) + 1;
      const layer = { x, kernel: draw(3, 3, 13), g: draw(size, size, 12), stride: 2, padding };
      expect((await verdicts({ ...layer, dilation: 1 }))['same-padding']).toBe('wrong-size');
    }
  });

  it('the adjoint test finds a forgotten flip by a random kernel, and never by a Gaussian one', async () => {
    // Drawn from a continuum: whole numbers can agree by chance.
    const table = (n: number, random: () => number) =>
      Array.from({ length: n }, () => Array.from({ length: n }, () => 2 * random() - 1));
    const gap = async (random: () => number, kernel: number[][]) => {
      const { adjoint, mistaken } = await lab({
        x: table(7, random),
        kernel,
        g: table(5, random),
        ...plain,
      });
      const answer = mistaken.find(({ mistake }) => mistake === 'no-flip');
      return Math.abs(adjoint[0] - (answer?.product ?? Number.NaN));
    };
    const gaussian = [
      [1, 2, 1],
      [2, 4, 2],
      [1, 2, 1],
    ];
    for (let seed = 0; seed < 20; seed++) {
      const random = mulberry32(seed);
      expect(await gap(random, gaussian)).toBeLessThan(1e-4);
      expect(await gap(random, table(3, random))).toBeGreaterThan(1e-3);
    }
  });

  it('repeating entries is right with a stride of 2, too, where only the last entry is not 0', async () => {
    const g = [
      [0, 0],
      [0, 2],
    ];
    const strided = { x: draw(5, 5, 11), kernel: draw(3, 3, 13), g, ...plain, stride: 2 };
    expect((await verdicts(strided))['repeat']).toBe('right');
  });

  it('without zeros between the size is wrong, and repeating entries gives wrong numbers', async () => {
    const strided = { x, kernel: draw(3, 3, 13), g: draw(3, 3, 12), ...plain, stride: 2 };
    const found = await verdicts(strided);
    expect(found['no-zeros']).toBe('wrong-size');
    expect(found['repeat']).toBe('wrong');
    const unit = await verdicts({ ...strided, stride: 1, g: draw(5, 5, 12) });
    expect(unit['no-zeros']).toBe('right');
    expect(unit['repeat']).toBe('right');
  });
});

describe('the tape', () => {
  it('differentiates products and sums, also of a number with itself', () => {
    const tape = new Tape();
    const x = tape.leaf(3);
    const y = tape.leaf(-2);
    const end = tape.add(tape.multiply(x, tape.multiply(x, y)), y);
    const gradients = tape.gradients(end);
    expect(tape.value(end)).toBe(-20);
    expect([gradients[x], gradients[y]]).toEqual([-12, 10]);
  });
});

describe('the checks under the boxed formulas hold for every seed', () => {
  const checks: [string, (input: { seed: number }) => Promise<CheckResult>][] = [
    ['input-gradient', checkGradient],
    ['input-gradient-general', checkGeneral],
    ['input-flip', checkFlip],
    ['input-overlap', checkOverlap],
  ];
  it.each(checks)('%s', async (_, check) => {
    for (let seed = 0; seed < 40; seed++) {
      const { statement, rows } = await check({ seed });
      for (const { label, value, tolerance } of rows) {
        expect(value, `${statement}: ${label} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
      }
    }
  });
});

describe('the checkerboard', () => {
  const context: TaskContext = { progress: () => undefined, stopped: async () => false };
  const flat = Array.from({ length: 16 * 16 }, () => 1);
  const base: CheckerboardInput = {
    kernelSize: 3,
    stride: 2,
    weighting: 'ones',
    kernels: 8,
    seed: 1,
    photo: flat,
  };

  it('3×3 with stride 2 gives 4, 2 and 1 readers, 4×4 gives 4 everywhere', async () => {
    const uneven = await checkerboard(base, context);
    expect([uneven.least, uneven.most]).toEqual([1, 4]);
    expect(uneven.classes.map(({ readers }) => readers)).toEqual([4, 2, 1]);
    const even = await checkerboard({ ...base, kernelSize: 4 }, context);
    expect([even.least, even.most]).toEqual([4, 4]);
  });

  it('one random 4×4 kernel at stride 2 is chequered, from −0.40 to 2.25, though 2 divides 4', async () => {
    const random = await checkerboard({ ...base, kernelSize: 4, weighting: 'random' }, context);
    expect([random.least, random.most]).toEqual([4, 4]);
    expect(random.constantRange.map((value) => value.toFixed(2))).toEqual(['-0.40', '2.25']);
  });

  it('a kernel smaller than the stride leaves pixels without a reader', async () => {
    expect((await checkerboard({ ...base, kernelSize: 2, stride: 3 }, context)).least).toBe(0);
  });

  it('a bell draws no checkerboard at stride 2, whatever its size, and one at stride 3', async () => {
    for (const kernelSize of [2, 3, 4, 5, 6]) {
      const { constantRange } = await checkerboard(
        { ...base, kernelSize, weighting: 'bell' },
        context,
      );
      expect(constantRange[1] - constantRange[0]).toBeLessThan(1e-5);
    }
    const { constantRange } = await checkerboard(
      { ...base, kernelSize: 4, stride: 3, weighting: 'bell' },
      context,
    );
    expect(constantRange[1] - constantRange[0]).toBeGreaterThan(0.1);
  });

  it('(1, 0, 1, 0) leaves every second pixel empty although 2 divides 4', async () => {
    const result = await lab({
      x: [Array.from({ length: 12 }, () => 1)],
      kernel: [[1, 0, 1, 0]],
      g: [Array.from({ length: 5 }, () => 1)],
      stride: 2,
      padding: 0,
      dilation: 1,
    });
    expect(result.theorem[0]?.slice(3, 9)).toEqual([0, 2, 0, 2, 0, 2]);
  });

  it('repeating entries before a convolution is a kernel that contains a box', () => {
    expect(kernelOf('resize', 3, 2, () => 1)).toEqual([1, 2, 1, 2, 4, 2, 1, 2, 1]);
  });

  it('a photograph comes back multiplied by half its number of readers', async () => {
    const random = mulberry32(5);
    const photo = Array.from({ length: 24 * 24 }, () => 0.3 + 0.7 * random());
    const { classes } = await checkerboard({ ...base, photo, kernels: 4096, seed: 2 }, context);
    for (const { measured, expected } of classes) {
      expect(Math.abs(measured / expected - 1)).toBeLessThan(0.1);
    }
  });

  it('the mean over kernels strays on a uniform patch by the stated standard error', async () => {
    const strays = new Map<number, number[]>();
    for (let seed = 0; seed < 150; seed++) {
      const { classes } = await checkerboard({ ...base, kernels: 16, seed }, context);
      for (const { readers, measured, expected, chance } of classes) {
        strays.set(readers, [...(strays.get(readers) ?? []), (measured - expected) / chance]);
      }
    }
    // One tap is a class of its own; classes of several kinds of pixel stray a little less.
    const spread = (strays.get(1) ?? []).reduce((sum, stray) => sum + stray ** 2, 0) / 150;
    expect(Math.sqrt(spread)).toBeGreaterThan(0.8);
    expect(Math.sqrt(spread)).toBeLessThan(1.2);
    const four = (strays.get(4) ?? []).reduce((sum, stray) => sum + stray ** 2, 0) / 150;
    expect(Math.sqrt(four)).toBeGreaterThan(0.8);
    expect(Math.sqrt(four)).toBeLessThan(1.2);
  });

  it('stops when the reader cancels', async () => {
    let asked = 0;
    await checkerboard({ ...base, kernels: 512 }, { ...context, stopped: async () => ++asked > 2 });
    expect(asked).toBe(3);
  });
});
