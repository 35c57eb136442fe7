import { add, memory, setBackend, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  neighboursAgree,
  shareLeft,
  signsAgree,
  squareMeans,
} from '#numerics/attribution/cancellation.ts';
import { mulberry32, randomOrder } from '#numerics/random.ts';
import { pixelSets, sizeOf } from '#numerics/attribution/pixelSets.ts';
import { foretold, pushed } from '#numerics/attribution/push.ts';
import { pushMethods, type PushMethod } from '#numerics/attribution/pushMethods.ts';
import { centralDifferences } from '#numerics/gradientCheck.ts';
import { preprocess } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { normal } from '#numerics/normal.ts';
import blurredSlope from '#numerics/tasks/check-blurred-slope.ts';
import brightnessSum from '#numerics/tasks/check-brightness-sum.ts';
import signedSum from '#numerics/tasks/check-signed-sum.ts';
import grain, { type GrainOutput } from '#numerics/tasks/backprop-visualization-limits-grain.ts';
import push, { type PushOutput } from '#numerics/tasks/backprop-visualization-limits-push.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const networks = { base: shippedModel('base'), robust: shippedModel('robust') };
type NetworkName = keyof typeof networks;
const context = uninterruptedWith((name) => networks[name as NetworkName]);
const [SIDE, NUMBERS, CAT] = [32, 32 * 32 * 3, 7];
const LEVELS = [-16, -4, -1, 1, 2, 4, 8, 16];
let pixels: Uint8Array;
let labels: number[];
const pictureOf = (i: number) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits)) + 0;
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
};

async function pushAll(network: NetworkName, id: PushMethod): Promise<PushOutput[]> {
  const all: PushOutput[] = [];
  for (const [i, index] of labels.entries()) {
    const found = await push(
      { pixels: pictureOf(i), index, network, method: { id }, levels: LEVELS, seed: 1 },
      context,
    );
    if (!found) throw new Error('Nobody cancels a test.');
    all.push(found);
  }
  return all;
}

/** How far the two halves are from balance: the difference of their sums over the sum of both. */
function apartOf(one: PushOutput): number {
  const [plus, minus] = [setOf(one, 'positive').slope, setOf(one, 'negative').slope];
  return Math.abs(plus + minus) / (plus - minus);
}

/** The difference that signs tossed by a coin would leave, root mean square. */
function apartByChance({ map }: PushOutput): number {
  const sum = map.reduce((total, slope) => total + Math.abs(slope), 0);
  return Math.hypot(...map) / sum;
}

/** The numbers of a map in random places. */
function strewn(map: Float32Array): Float32Array {
  const order = randomOrder(map.length, 1);
  return map.map((_, i) => map[order[i] ?? 0] ?? 0);
}

/** A set of a push, and what the score became when it got brighter by so many levels. */
function setOf({ sets, score }: PushOutput, id: string) {
  const set = sets.find((one) => one.id === id);
  if (!set) throw new Error(`No set ${id}.`);
  const real = (level: number) => (set.scores[LEVELS.indexOf(level)] ?? Number.NaN) - score;
  return { ...set, real, kept: (level: number) => real(level) / (level * set.slope) };
}

const grains: Partial<Record<string, GrainOutput[]>> = {};
async function grainAll(network: NetworkName, shake: number): Promise<GrainOutput[]> {
  const key = `${network} ${shake}`;
  const known = grains[key];
  if (known) return known;
  const all: GrainOutput[] = [];
  for (const [i, index] of labels.entries())
    all.push(await grain({ pixels: pictureOf(i), index, network, shake, seed: 1 }, context));
  grains[key] = all;
  return all;
}

beforeAll(async () => {
  await startWasm();
  const { classes } = networks.base.manifest;
  const found = await imagesOf('public/images/gallery-teaching.png', networks.base.manifest);
  pixels = found.pixels;
  labels = found.labels.map((name) => classes.indexOf(name));
});

describe('the checks of the chapter', () => {
  it('hold for twenty seeds', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const found = [
        await signedSum({ seed }),
        await brightnessSum({ seed }),
        await blurredSlope({ seed }),
      ];
      for (const { rows } of found)
        for (const { label, value, tolerance } of rows)
          expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
    }
  });
});

describe('the napkin', () => {
  const y = ([a, b]: readonly [number, number]) =>
    2 * Math.max(0, a + b) - Math.max(0, -a + 3 * b) + 5 * Math.max(0, a - b);
  const slopes = (x: readonly [number, number]) =>
    [...centralDifferences(([a = 0, b = 0]) => y([a, b]), Float64Array.from(x))].map((slope) =>
      rounded(slope),
    );

  it('y = 1 at (1, 2), its slopes are 3 and −1, and raising the second pixel by a half leaves 0.5', () => {
    expect(y([1, 2])).toBe(1);
    expect(slopes([1, 2])).toEqual([3, -1]);
    expect(y([1, 2.5])).toBe(0.5);
  });

  it('at (2, 1) all three detectors are on, and the first slope is 8', () => {
    expect(slopes([2, 1])[0]).toBe(8);
  });
});

describe('the readers of nine pixels', () => {
  it('four windows of 3 with stride 2: 1, 1, 2, 1, 2, 1, 2, 1, 1', () => {
    const readers = new Array<number>(9).fill(0);
    for (let out = 0; out < 4; out++)
      for (let tap = 0; tap < 3; tap++) readers[2 * out + tap] = (readers[2 * out + tap] ?? 0) + 1;
    expect(readers).toEqual([1, 1, 2, 1, 2, 1, 2, 1, 1]);
  });
});

describe('sets and squares', () => {
  it('the random set has as many pixels as are positive, and another seed takes others', () => {
    const map = Float32Array.from({ length: 64 }, (_, i) => (i % 3 === 0 ? 1 : -1));
    const [one, other] = [pixelSets(map, 1), pixelSets(map, 2)];
    expect(sizeOf(one.random)).toBe(sizeOf(one.positive));
    expect(sizeOf(one.positive) + sizeOf(one.negative)).toBe(64);
    expect(one.random).not.toEqual(other.random);
    expect(one.positive).toEqual(other.positive);
  });

  it('a chequered map has nothing left in squares of 2×2, no pixel that agrees with its neighbour', () => {
    const chequers = Float32Array.from({ length: 16 }, (_, i) =>
      (i + Math.floor(i / 4)) % 2 ? -1 : 1,
    );
    expect(shareLeft(chequers, [4, 4], 2)).toBe(0);
    expect(neighboursAgree(chequers, [4, 4])).toBe(0);
    expect(shareLeft(chequers.map(Math.abs), [4, 4], 2)).toBe(1);
    expect(signsAgree(chequers, chequers.map(Math.abs))).toBe(0.5);
    expect([...squareMeans(Float32Array.of(1, 3, 5, 7), [2, 2], 2)]).toEqual([4, 4, 4, 4]);
    expect(() => squareMeans(chequers, [4, 4], 3)).toThrow('squares that fill');
  });
});

describe('the push', () => {
  it('the cat: 498 pixels +, 526 −; one level does 1.06 and −1.03 where ±1.16 was foretold', async () => {
    networkOf(networks.base); // built once, and kept
    const before = memory().numTensors;
    const found = await push(
      {
        pixels: pictureOf(CAT),
        index: 3,
        network: 'base',
        method: { id: 'gradient' },
        levels: LEVELS,
        seed: 1,
      },
      context,
    );
    expect(memory().numTensors).toBe(before);
    if (!found) throw new Error('Nobody cancels a test.');
    const [plus, minus, random, all] = ['positive', 'negative', 'random', 'all'].map((id) =>
      setOf(found, id),
    );
    expect([plus?.pixels, minus?.pixels, random?.pixels, all?.pixels]).toEqual([
      498, 526, 498, 1024,
    ]);
    expect([plus, minus].map((set) => rounded(set?.slope ?? 0))).toEqual([1.16, -1.16]);
    expect([plus, minus, random].map((set) => rounded(set?.real(1) ?? 0))).toEqual([
      1.06, -1.03, 0.02,
    ]);
    expect(rounded(minus?.real(-1) ?? 0)).toBe(1.06);
    expect(rounded(found.probabilities[3] ?? 0)).toBe(0.96);
    expect(rounded(minus?.chances[LEVELS.indexOf(4)] ?? 0)).toBe(0.43);
    expect(plus?.claim).toBeCloseTo(plus?.slope ?? 0, 6);
    const draws = Array.from({ length: 999 }, (_, i) =>
      foretold(found.map, pixelSets(found.map, i + 1).random, 1),
    );
    expect(Math.abs(mean(draws))).toBeLessThan(0.005);
    expect(rounded(Math.sqrt(mean(draws.map((sum) => sum ** 2))))).toBe(0.06);
  });

  it('24 pictures: 47 to 53 % negative, halves that differ by 0.5 %, and what is left of the prediction', async () => {
    const all = await pushAll('base', 'gradient');
    const of = (id: string) => all.map((one) => setOf(one, id));
    const negative = of('negative').map(({ pixels: count }) => count / 1024);
    expect([Math.min(...negative), Math.max(...negative)].map((share) => rounded(share))).toEqual([
      0.47, 0.53,
    ]);
    const kept = (id: string) =>
      [1, 4, 8, 16].map((level) => rounded(median(of(id).map((set) => set.kept(level)))));
    expect(kept('positive')).toEqual([0.9, 0.68, 0.47, 0.19]);
    expect(kept('negative')).toEqual([0.91, 0.69, 0.52, 0.3]);
    const least = Math.min(...['positive', 'negative'].flatMap(of).map((set) => set.kept(1)));
    expect(rounded(least)).toBe(0.79);
    expect(rounded(median(all.map(apartOf)), 3)).toBe(0.005);
    expect(rounded(median(all.map(apartByChance)))).toBe(0.05);
    expect(rounded(median(of('positive').map((set) => set.real(16))))).toBe(2.08);
    expect(rounded(median(of('all').map((set) => Math.abs(set.real(16)))))).toBe(0.1);
    const sure = all.filter(({ probabilities }, i) => (probabilities[labels[i] ?? 0] ?? 0) > 0.5);
    expect(sure).toHaveLength(23);
    expect(
      sure.filter((one) => (setOf(one, 'negative').chances[LEVELS.indexOf(4)] ?? 1) < 0.5),
    ).toHaveLength(11);
  });

  it('the table of remedies: what a map’s pluses add up to, what comes, how often the wrong way, and at 16 levels', async () => {
    const found: Record<string, number[]> = {};
    const gradients = await pushAll('base', 'gradient');
    const agreement: Record<string, number> = {};
    const minuses: Record<string, number> = {};
    const against: Record<string, number> = {};
    for (const id of pushMethods) {
      const all = id === 'gradient' ? gradients : await pushAll('base', id);
      const halves = all.map((one) => [setOf(one, 'positive'), setOf(one, 'negative')] as const);
      const wrong = halves.flat().filter((set) => set.real(1) * set.claim < 0).length;
      found[id] = [
        rounded(mean(halves.map(([plus]) => plus.claim))),
        rounded(mean(halves.map(([plus]) => plus.real(1)))),
        wrong,
        rounded(median(halves.flat().map((set) => set.real(16) / (16 * set.claim)))),
      ];
      agreement[id] = rounded(
        mean(all.map(({ map }, i) => signsAgree(map, gradients[i]?.map ?? []))),
      );
      against[id] = rounded(mean(halves.map(([, minus]) => minus.claim)));
      minuses[id] = rounded(mean(halves.map(([, minus]) => minus.pixels / 1024)));
    }
    expect(found).toEqual({
      gradient: [0.82, 0.75, 0, 0.25],
      smoothGrad: [0.2, 0.2, 0, 0.83],
      guidedBackpropagation: [0.26, 0.11, 6, 0.18],
      deconvnet: [0.23, 0.04, 9, 0.07],
    });
    expect(agreement.guidedBackpropagation).toBe(0.53);
    expect(agreement.deconvnet).toBe(0.5);
    expect(minuses.guidedBackpropagation).toBe(0.49);
    expect(against.guidedBackpropagation).toBe(-0.27);
  }, 240_000);

  it('SmoothGrad: 0.20 and 0.20 is luck; 100 copies on every other picture say 0.16 and 0.25', async () => {
    const few: PushOutput[] = [];
    const many: PushOutput[] = [];
    const again: PushOutput[] = [];
    for (const [i, index] of labels.entries()) {
      if (i % 2) continue;
      for (const [list, samples, seed] of [
        [few, 25, 1],
        [again, 25, 2],
        [many, 100, 1],
      ] as const) {
        const method = { id: 'smoothGrad', options: { samples, seed } } as const;
        const found = await push(
          { pixels: pictureOf(i), index, network: 'base', method, levels: LEVELS, seed: 1 },
          context,
        );
        if (found) list.push(found);
      }
    }
    const halves = (all: PushOutput[]) => {
      const plus = all.map((one) => setOf(one, 'positive'));
      return [mean(plus.map((set) => set.claim)), mean(plus.map((set) => set.real(1)))];
    };
    expect(halves(few).map((sum) => rounded(sum))).toEqual([0.2, 0.2]);
    expect(halves(many).map((sum) => rounded(sum))).toEqual([0.16, 0.25]);
    const alike = few.map(({ map }, i) => signsAgree(map, again[i]?.map ?? []));
    expect(rounded(mean(alike))).toBe(0.67);
    const halvesOf = (all: PushOutput[]) =>
      all.flatMap((one) => [setOf(one, 'positive'), setOf(one, 'negative')]);
    const wrong = (all: PushOutput[]) =>
      halvesOf(all).filter((set) => set.real(1) * set.claim < 0).length;
    expect([few, again, many].map(wrong)).toEqual([0, 1, 0]);
    const far = halvesOf(many).map((set) => set.real(16) / (16 * set.claim));
    expect(rounded(median(far))).toBe(1.22);
    const size = [SIDE, SIDE] as const;
    expect(rounded(mean(few.map(({ map }) => neighboursAgree(map, size))))).toBe(0.46);
    expect(rounded(mean(few.map(({ map }) => shareLeft(map, size, 4))))).toBe(0.2);
    expect(rounded(mean(many.map(({ map }) => shareLeft(strewn(map), size, 4))))).toBe(0.31);
    expect(rounded(mean(many.map(({ map }) => neighboursAgree(map, size))))).toBe(0.49);
    expect(rounded(mean(many.map(({ map }) => shareLeft(map, size, 4))))).toBe(0.23);
  }, 240_000);

  it('the mean score of the 25 copies does 98 % of what SmoothGrad claims at one level', async () => {
    const network = networkOf(networks.base);
    const kept: number[] = [];
    for (const [i, found] of (await pushAll('base', 'smoothGrad')).entries()) {
      const draw = normal(mulberry32(1));
      const x = preprocess(networks.base.manifest, pictureOf(i), [SIDE, SIDE]);
      const noise = Float32Array.from({ length: 25 * NUMBERS }, () => 0.2 * draw());
      const { positive } = pixelSets(found.map, 1);
      const score = (levels: number) =>
        tidy(() => {
          const copies = add<Tensor4D>(
            pushed(x, positive, [levels / 127.5]),
            tensor4d(noise, [25, SIDE, SIDE, 3]),
          );
          const logits = valuesAt(network, copies).dataSync();
          return mean([...logits].filter((_, k) => k % 10 === labels[i]));
        });
      kept.push((score(1) - score(0)) / setOf(found, 'positive').claim);
      x.dispose();
    }
    expect(rounded(median(kept))).toBe(0.98);
  }, 240_000);

  it('robust: pushed by 16 levels the halves do 86 and 95 % of what was foretold; they need not balance', async () => {
    const all = await pushAll('robust', 'gradient');
    const kept = (id: string) => rounded(median(all.map((one) => setOf(one, id).kept(16))));
    expect([kept('positive'), kept('negative')]).toEqual([0.86, 0.95]);
    const apart = all.map(apartOf);
    expect([median(apart), Math.max(...apart)].map((share) => rounded(share))).toEqual([
      0.06, 0.44,
    ]);
    const negative = all.map((one) => setOf(one, 'negative').pixels / 1024);
    expect([Math.min(...negative), Math.max(...negative)].map((share) => rounded(share))).toEqual([
      0.32, 0.58,
    ]);
  });

  it('stops when the reader has cancelled', async () => {
    const cancelled = { ...context, stopped: () => Promise.resolve(true) };
    const request = { pixels: pictureOf(CAT), index: 3, levels: [1], seed: 1 };
    const before = memory().numTensors;
    expect(await push({ ...request, method: { id: 'gradient' } }, cancelled)).toBeNull();
    expect(memory().numTensors).toBe(before);
  });
});

describe('the grain', () => {
  const size = [SIDE, SIDE] as const;

  it('base: 43 % agree with their neighbour, and 4×4 squares keep 16 %, at random 29 %', async () => {
    const maps = (await grainAll('base', 0)).map(({ still }) => still.map);
    expect(rounded(mean(maps.map((map) => neighboursAgree(map, size))))).toBe(0.43);
    expect(rounded(neighboursAgree(maps[CAT] ?? [], size))).toBe(0.43);
    expect(rounded(mean(maps.map((map) => shareLeft(map, size, 4))))).toBe(0.16);
    expect(rounded(mean(maps.map((map) => shareLeft(strewn(map), size, 4))))).toBe(0.29);
  });

  it('base: signs that stay, ReLUs that switch and the score, for four strengths of noise', async () => {
    const rows: number[][] = [];
    for (const shake of [0.29, 1, 4, 16]) {
      const all = await grainAll('base', shake);
      rows.push([
        rounded(mean(all.map(({ switched }) => switched)), 3),
        rounded(mean(all.map(({ signs }) => signs))),
        rounded(mean(all.map(({ still, shaken }) => Math.abs(shaken.score - still.score)))),
      ]);
    }
    expect(rows).toEqual([
      [0.003, 0.92, 0.01],
      [0.01, 0.86, 0.05],
      [0.039, 0.72, 0.2],
      [0.146, 0.56, 1.39],
    ]);
  });

  it('robust: 78 % agree, 4×4 squares keep 61 %, and noise of 4 levels leaves 92 % of the signs', async () => {
    const all = await grainAll('robust', 4);
    const maps = all.map(({ still }) => still.map);
    expect(rounded(mean(maps.map((map) => neighboursAgree(map, size))))).toBe(0.78);
    expect(rounded(mean(maps.map((map) => shareLeft(map, size, 4))))).toBe(0.61);
    expect(rounded(mean(all.map(({ signs }) => signs)))).toBe(0.92);
  });

  it('leaves no tensors', async () => {
    const request = { pixels: pictureOf(CAT), index: 3, network: 'base', shake: 1, seed: 1 };
    await grain(request, context);
    const before = memory().numTensors;
    await grain(request, context);
    expect(memory().numTensors).toBe(before);
  });

  it('16 of the 32 kernels of the first layer add up to less than 1 % of their magnitudes', () => {
    const [first] = networkOf(networks.base).steps;
    if (first?.type !== 'conv') throw new Error('Expected a convolution.');
    const taps = first.kernel.dataSync<'float32'>();
    const shares = Array.from({ length: 32 }, (_, k) => {
      const own = [...taps].filter((_, i) => i % 32 === k);
      const sum = own.reduce((total, tap) => total + tap, 0);
      return Math.abs(sum) / own.reduce((total, tap) => total + Math.abs(tap), 0);
    });
    expect(shares.filter((share) => share < 0.01).length).toBeGreaterThanOrEqual(16);
    expect(rounded(Math.max(...shares))).toBe(0.43);
  });

  it('another program, which adds in another order: 18 of 24 maps the same, fewer than ten signs turned', async () => {
    const here = await grainAll('base', 0);
    await setBackend('cpu');
    let [same, turned] = [0, 0];
    const changed: number[] = [];
    for (const [i, index] of labels.entries()) {
      const request = { pixels: pictureOf(i), index, network: 'base', shake: 0, seed: 1 };
      const map = here[i]?.still.map ?? new Float32Array();
      const there = (await grain(request, context)).still.map;
      const largest = Math.max(...map.map(Math.abs));
      const apart = map.map((slope, pixel) => Math.abs(slope - (there[pixel] ?? 0)) / largest);
      if (Math.max(...apart) < 1e-6) same++;
      else changed.push(apart.filter((share) => share > 1e-6).length);
      expect(Math.max(...apart)).toBeLessThan(0.03);
      turned += (1 - signsAgree(map, there)) * map.length;
    }
    await setBackend('wasm');
    expect(same).toBe(18);
    expect([Math.min(...changed), Math.max(...changed)]).toEqual([18, 92]);
    expect(Math.round(turned)).toBeLessThan(10);
  }, 120_000);
});
