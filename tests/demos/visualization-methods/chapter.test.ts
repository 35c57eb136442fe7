import { beforeAll, describe, expect, it } from 'vitest';
import { benchDefaults, requestsOf } from '#demos/attribution/bench.ts';
import { mosaicOf, tileBoxes } from '#demos/attribution/mosaic.ts';
import {
  caseDefaults,
  caseSchema,
  faultOf,
  SUSPECTS,
} from '#demos/visualization-methods/caseFile.ts';
import { drawPanels } from '#demos/visualization-methods/drawCase.ts';
import { recorded } from '#demos/visualization-methods/recorded.ts';
import { cascadeDefaults, cascadeSchema } from '#demos/visualization-methods/state.ts';
import { compareMaps } from '#numerics/attribution/compareMaps.ts';
import { methods, type MethodId } from '#numerics/attribution/methods.ts';
import { shareInBox } from '#numerics/attribution/shareInBox.ts';
import { faults } from '#numerics/network/faults.ts';
import attributionMaps, { type AttributionMap } from '#numerics/tasks/attribution-maps.ts';
import theCase from '#numerics/tasks/visualization-methods-case.ts';
import cascade from '#numerics/tasks/visualization-methods-cascade.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const NUMBERS = 32 * 32 * 3;
let pixels: Uint8Array;
let labels: number[];
const picture = (i: number) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);
const rounded = (value: number | null | undefined, digits = 2) =>
  Number((value ?? Number.NaN).toFixed(digits)) + 0;

beforeAll(async () => {
  await startWasm();
  const teaching = await imagesOf('public/images/gallery-teaching.png', model.manifest);
  pixels = teaching.pixels;
  labels = teaching.labels.map((name) => model.manifest.classes.indexOf(name));
});

describe('the table of suspects', () => {
  const rows = [
    [6, 'none', 1, 1, 1, 23],
    [1, 'labels', 1, 1, -0.15, 18],
    [3, 'head', 1, 1, -0.27, 1],
    [2, 'dead', 1, 0.63, 0.89, 20],
    [4, 'colours', 0.53, 0.8, 0.6, 22],
  ] as const;

  it.each(rows)('suspect %i: %s', async (suspect, fault, kernels, maps, gradient, right) => {
    expect(faultOf(suspect)).toBe(fault);
    const found = await theCase(
      { pixels, labels, image: caseDefaults.image, fault, seed: suspect },
      context,
    );
    const { likeness } = found;
    expect(rounded(likeness.kernels)).toBe(kernels);
    expect(rounded(likeness.maps)).toBe(maps);
    expect(rounded(likeness.gradient)).toBe(gradient);
    const { plain } = found.suspect.answers;
    expect(plain.filter((answer, i) => answer === labels[i])).toHaveLength(right);
    expect(drawPanels(found.suspect).dark).toBe(fault === 'dead' ? 64 : 0);
  });

  it('has 22 with half of their last maps dead: 19 to 23 right, one as many as the sound one', async () => {
    const right = ({ plain }: { plain: number[] }) =>
      plain.filter((answer, i) => answer === labels[i]).length;
    const dead = Array.from({ length: SUSPECTS }, (_, i) => i + 1).filter(
      (suspect) => faultOf(suspect) === 'dead',
    );
    const found: number[] = [];
    for (const seed of dead) {
      const one = await theCase(
        { pixels, labels, image: caseDefaults.image, fault: 'dead', seed },
        context,
      );
      expect(right(one.sound.answers)).toBe(23);
      found.push(right(one.suspect.answers));
    }
    expect(found).toHaveLength(22);
    expect([Math.min(...found), Math.max(...found)]).toEqual([19, 23]);
    expect(found.filter((count) => count === 23)).toHaveLength(1);
  });

  it('has every fault among its suspects, one in five or so of them innocent', () => {
    const all = Array.from({ length: SUSPECTS }, (_, i) => faultOf(i + 1));
    for (const fault of faults) {
      const count = all.filter((other) => other === fault).length;
      expect(count, fault).toBeGreaterThan(10);
      expect(count, fault).toBeLessThan(30);
    }
  });
});

async function mapsOf(
  input: { pixels: Uint8Array; width: number; index: number },
  ids: MethodId[],
) {
  const { width, index } = input;
  const found = await attributionMaps(
    {
      pixels: input.pixels,
      height: 32,
      width,
      target: { kind: 'class', index, as: 'score' },
      methods: requestsOf({ ...benchDefaults, methods: ids }),
    },
    context,
  );
  return new Map(
    found?.maps.flatMap((map): [MethodId, AttributionMap][] =>
      'missing' in map ? [] : [[map.id, map]],
    ),
  );
}

describe('what the chapter says of the bench', () => {
  it('gradient and occlusion of the cat: −0.01 with signs, 0.40 without; Grad-CAM and occlusion 0.64', async () => {
    const maps = await mapsOf({ pixels: picture(7), width: 32, index: 3 }, benchDefaults.methods);
    const compared = (a: MethodId, b: MethodId) =>
      compareMaps(maps.get(a)?.onImage ?? [], maps.get(b)?.onImage ?? [], [32, 32]);
    expect(rounded(compared('gradient', 'occlusion').rank)).toBe(-0.01);
    expect(rounded(compared('gradient', 'occlusion').rankOfMagnitudes)).toBe(0.4);
    expect(rounded(compared('gradCam', 'occlusion').rank)).toBe(0.64);
    const times = await mapsOf({ pixels: picture(7), width: 32, index: 3 }, ['gradientTimesInput']);
    const fall = times.get('gradientTimesInput')?.onImage ?? [];
    const covered = maps.get('occlusion')?.onImage ?? [];
    expect(rounded(compareMaps(fall, covered, [32, 32]).rank)).toBe(0.02);
  });

  it('the shares on the cat, beside a ship, asked for either', async () => {
    const shares = {
      gradCam: [85, 12],
      occlusion: [84, 34],
      gradient: [67, 38],
      guidedBackpropagation: [89, 63],
      integratedGradients: [91, 81],
      deconvnet: [61, 59],
      edges: [78, 78],
    } as const;
    const ids = Object.keys(shares) as (keyof typeof shares)[];
    const [cat] = tileBoxes(2);
    for (const [at, index] of [3, 8].entries()) {
      const mosaic = mosaicOf([picture(7), picture(20)]);
      const maps = await mapsOf({ pixels: mosaic, width: 64, index }, ids);
      for (const id of ids) {
        const share = cat && shareInBox(maps.get(id)?.onImage ?? [], 64, cat);
        expect(Math.round(100 * (share ?? 0)), id).toBe(shares[id][at]);
      }
    }
  });

  it('81 % of the distance from grey is the cat’s', () => {
    const distance = Array.from({ length: 32 * 64 }, (_, pixel) =>
      [0, 1, 2].reduce((sum, colour) => {
        const value = mosaicOf([picture(7), picture(20)])[3 * pixel + colour] ?? 0;
        return sum + Math.abs(value - 127.5);
      }, 0),
    );
    const [cat] = tileBoxes(2);
    expect(Math.round(100 * ((cat && shareInBox(distance, 64, cat)) ?? 0))).toBe(81);
  });

  it('the runs of its table of costs', () => {
    const size = [32, 32] as const;
    const of = (id: MethodId) => {
      const method = methods[id] as (typeof methods)['occlusion'];
      const { forward, backward } = method.passes(
        { ...method.defaults, size: 12, stride: 6 },
        size,
      );
      return [forward, backward];
    };
    expect(of('cam')).toEqual([1, 0]);
    for (const id of ['gradient', 'deconvnet', 'guidedBackpropagation', 'gradCam'] as const) {
      expect(of(id)).toEqual([1, 1]);
    }
    expect(of('guidedGradCam')).toEqual([2, 2]);
    expect(of('smoothGrad')).toEqual([25, 25]);
    expect(of('integratedGradients')).toEqual([25, 25]);
    expect(of('occlusion')).toEqual([26, 0]);
  });
});

describe('gradient × input as a promise of what covering a square costs', () => {
  /** Sum of the errors' sizes over that of the falls: all pictures, squares side by side, faded by α. */
  async function errorOf(size: number, alpha: number): Promise<number> {
    let [errors, falls] = [0, 0];
    for (const [image, index] of labels.entries()) {
      const ask = async (asked: ArrayLike<number>, ids: MethodId[]) =>
        attributionMaps(
          {
            pixels: asked,
            height: 32,
            width: 32,
            target: { kind: 'class', index, as: 'score' },
            methods: requestsOf({ ...benchDefaults, methods: ids }),
          },
          context,
        );
      const whole = await ask(picture(image), ['gradientTimesInput']);
      const map = whole?.maps[0];
      const promises = map && !('missing' in map) ? map.onImage : [];
      for (let corner = 0; corner < (32 / size) ** 2; corner++) {
        const [top, left] = [size * Math.floor((corner * size) / 32), (corner * size) % 32];
        const faded = Float32Array.from(picture(image));
        let promised = 0;
        for (let row = top; row < top + size; row++) {
          for (let column = left; column < left + size; column++) {
            const at = row * 32 + column;
            promised += alpha * (promises[at] ?? 0);
            for (const i of [3 * at, 3 * at + 1, 3 * at + 2]) {
              faded[i] = (1 - alpha) * (faded[i] ?? 0) + alpha * 127.5;
            }
          }
        }
        const fall = (whole?.value ?? 0) - ((await ask(faded, []))?.value ?? 0);
        errors += Math.abs(promised - fall);
        falls += Math.abs(fall);
      }
    }
    return Math.round((100 * errors) / falls);
  }

  it.each([
    [8, 0.01, 12],
    [8, 0.1, 52],
    [8, 1, 117],
    [4, 1, 130],
    [16, 1, 109],
  ])(
    'squares of %i pixels, faded by %f: wrong by %i %',
    async (size, alpha, percent) => {
      expect(await errorOf(size, alpha)).toBe(percent);
    },
    60_000,
  );
});

describe('what it says of the cascade is what was recorded', () => {
  const { methods: found, pictures, first } = recorded;
  const original = (id: keyof typeof found, k: number) => found[id].original[k];
  const [ALL_BUT_ONE, ALL] = [5, 6];

  it('over 50 pictures, with all layers but the first random', () => {
    expect(pictures).toBe(50);
    const rank = (id: keyof typeof found) => rounded(original(id, ALL_BUT_ONE)?.rank.mean);
    expect(rank('guidedBackpropagation')).toBe(0.67);
    expect(rank('guidedGradCam')).toBe(0.46);
    expect(rank('deconvnet')).toBe(0.38);
    expect(rank('gradCam')).toBe(0.13);
    expect(rank('gradient')).toBe(-0.01);
    expect(rank('integratedGradients')).toBe(-0.01);
    expect(rank('gradientTimesInput')).toBe(0);
    expect(rank('occlusion')).toBe(-0.02);
    const { low, high, pictures: counted } = original('gradCam', ALL_BUT_ONE)?.rank ?? {};
    expect([rounded(low, 3), rounded(high, 3), counted]).toEqual([-0.115, 0.363, 47]);
  });

  it('guided backpropagation: 0.94 after the last layer, 0.47 after all; like the edges until conv2 goes', () => {
    const { guidedBackpropagation: guided } = found;
    expect(rounded(guided.original[1]?.rank.mean)).toBe(0.94);
    expect(rounded(guided.original[ALL]?.rank.mean)).toBe(0.47);
    const edges = guided.edges.map(({ magnitudes }) => magnitudes.mean);
    expect(edges).toEqual([0.485, 0.485, 0.466, 0.452, 0.482, 0.383, 0.208]);
  });

  it('of the magnitudes 0.17, 0.35 and 0.38 are left, and 0.13, 0.30, 0.30 after all', () => {
    const left = (k: number) =>
      (['gradient', 'gradientTimesInput', 'integratedGradients'] as const).map((id) =>
        rounded(original(id, k)?.magnitudes.mean),
      );
    expect(left(ALL_BUT_ONE)).toEqual([0.17, 0.35, 0.38]);
    expect(left(ALL)).toEqual([0.13, 0.3, 0.3]);
  });

  it('in structural similarity guided backpropagation 0.45, integrated gradients 0.26, deconvnet 0.21', () => {
    const left = (Object.keys(found) as (keyof typeof found)[])
      .filter((id) => id !== 'edges')
      .map((id) => [id, rounded(original(id, ALL_BUT_ONE)?.similarity.mean)] as const)
      .sort(([, a], [, b]) => b - a);
    expect(left[0]).toEqual(['guidedBackpropagation', 0.45]);
    expect(new Map(left).get('integratedGradients')).toBe(0.26);
    expect(new Map(left).get('deconvnet')).toBe(0.21);
  });

  it('p of the cat falls from 96 % to 13 % with the last layer', () => {
    expect(first.steps.slice(0, 2).map(({ probability }) => rounded(probability))).toEqual([
      0.96, 0.13,
    ]);
  });

  it('is what the network says today, for the figure’s first picture', async () => {
    expect([first.image, first.seed]).toEqual([cascadeDefaults.image, cascadeDefaults.seed]);
    const steps = await cascade(
      {
        pixels: picture(first.image),
        classIndex: labels[first.image] ?? 0,
        methods: [{ id: 'gradient' }],
        seed: first.seed,
      },
      context,
    );
    for (const [k, step] of (steps ?? []).entries()) {
      const then = first.steps[k];
      expect(step.layer).toBe(then?.layer);
      expect(step.maps[0]?.edges.rank).toBeCloseTo(then?.maps[0]?.edges.rank ?? Number.NaN, 3);
      expect(step.maps[0]?.original?.rank ?? 1).toBeCloseTo(then?.maps[0]?.original?.rank ?? 1, 3);
    }
  });
});

describe('a link to the figures', () => {
  it('may name what there is', () => {
    expect(caseSchema.safeParse(caseDefaults).success).toBe(true);
    expect(
      caseSchema.safeParse({ ...caseDefaults, opened: ['robustness'], accused: 'dead' }).success,
    ).toBe(true);
    expect(cascadeSchema.safeParse({ ...cascadeDefaults, measure: 'similarity' }).success).toBe(
      true,
    );
  });

  it('is refused for what there is not', () => {
    expect(caseSchema.safeParse({ ...caseDefaults, suspect: 0 }).success).toBe(false);
    expect(caseSchema.safeParse({ ...caseDefaults, accused: 'the butler' }).success).toBe(false);
    expect(caseSchema.safeParse({ ...caseDefaults, opened: ['weights', 'weights'] }).success).toBe(
      false,
    );
    expect(cascadeSchema.safeParse({ ...cascadeDefaults, image: 24 }).success).toBe(false);
  });
});
