import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { networkOf } from '#numerics/network/networkOf.ts';
import { mulberry32 } from '#numerics/random.ts';
import { strongest } from '#numerics/search/answer.ts';
import { KEPT } from '#numerics/search/packTried.ts';
import type { TimedContext } from '#numerics/tasks/context.ts';
import vulnerability from '#numerics/tasks/one-pixel-attacks-map.ts';
import query from '#numerics/tasks/one-pixel-attacks-query.ts';
import search, { type SearchInput } from '#numerics/tasks/one-pixel-attacks-search.ts';
import survey from '#numerics/tasks/one-pixel-attacks-survey.ts';

import { H, linearModel, NUMBERS, W } from '../search/linearModel.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = linearModel(3);
const random = mulberry32(17);
const pictures = Uint8Array.from({ length: 12 * NUMBERS }, () => Math.floor(256 * random()));
const pixels = pictures.slice(0, NUMBERS);
const victim = { network: 'base', filter: 'none', pixels, label: 0 } as const;
const wanted: SearchInput = {
  ...victim,
  members: 8,
  generations: 5,
  scale: 0.5,
  seed: 4,
  palette: 'any',
};
const context = uninterruptedWith(model);

/** A context that is cancelled after so many questions whether it is, and what was reported to it. */
function cancelledAfter(questions: number): TimedContext & { reports: number } {
  const own = {
    ...context,
    reports: 0,
    progress: () => void own.reports++,
    stopped: () => Promise.resolve(questions-- <= 0),
  };
  return own;
}

beforeAll(async () => {
  await startWasm();
  networkOf(model); // it keeps its weights
});

describe('the search', () => {
  test('keeps every generation, never gets worse, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const found = await search(wanted, context);
    expect(memory().numTensors).toBe(before);
    expect(found?.generations.map(({ length }) => length)).toEqual(Array(6).fill(8 * KEPT));
    for (const { least } of [found?.evolution, found?.lottery].flatMap((one) => one ?? [])) {
      expect(least).toHaveLength(6);
      expect([...least].sort((a, b) => b - a)).toEqual(least);
    }
    expect(await search(wanted, context)).toEqual(found);
  });

  test('says the least probability that its last generation holds', async () => {
    const found = await search(wanted, context);
    const last = found?.generations.at(-1) ?? new Float32Array(0);
    const own = Array.from({ length: 8 }, (_, i) => last[i * KEPT + 5] ?? 1);
    expect(Math.min(...own)).toBeCloseTo(found?.evolution.least.at(-1) ?? 0, 6);
  });

  test('stops between two batches when the reader cancels', async () => {
    const stopped = cancelledAfter(5);
    expect(await search(wanted, stopped)).toBe(null);
    expect(stopped.reports).toBeLessThan(5);
  });
});

test('a query without a change asks about the picture as it is', async () => {
  const plain = await query({ ...victim, change: null }, context);
  const same = { row: 1, column: 2, colour: [...pixels.slice(3 * (W + 2), 3 * (W + 2) + 3)] };
  const [red = 0, green = 0, blue = 0] = same.colour;
  const asked = await query(
    { ...victim, change: { ...same, colour: [red, green, blue] } },
    context,
  );
  plain?.probabilities.forEach((p, c) => expect(asked?.probabilities[c]).toBeCloseTo(p, 6));
});

test('the map reports itself as it fills, knows everything in the end, and can be cancelled', async () => {
  const shares: number[] = [];
  const found = await vulnerability(victim, {
    ...context,
    progress: (_, partial) => {
      const map = (partial as { map?: { least: Float32Array } } | undefined)?.map;
      if (map) shares.push([...map.least].filter((p) => !Number.isNaN(p)).length);
    },
  });
  expect(found?.map.least.some(Number.isNaN)).toBe(false);
  expect(shares.at(-1)).toBe(H * W);
  expect(shares[0]).toBeLessThan(H * W);
  // A linear network's gradient ranks the pixels rightly, but for the third class.
  expect(found?.rank).toBeGreaterThan(0.8);
  expect(await vulnerability(victim, cancelledAfter(2))).toBe(null);
});

test('the survey attacks the pictures that the network knows, and those only', async () => {
  const labels = Array.from({ length: 12 }, (_, i) => i % 3);
  const sizes = { members: 8, generations: 6, scale: 0.5, seed: 1 };
  const list = await survey({ network: 'base', pixels: pictures, labels, ...sizes }, context);
  expect(list).toHaveLength(12);
  for (const [i, label] of labels.entries()) {
    const own = pictures.slice(i * NUMBERS, (i + 1) * NUMBERS);
    const input = { network: 'base', filter: 'none', pixels: own, change: null } as const;
    const clean = await query(input, context);
    expect(list?.[i]?.right).toBe(strongest(clean?.probabilities ?? []) === label);
    if (!list?.[i]?.right) expect(list?.[i]?.query).toBe(null);
    else if (list[i].query !== null) expect(list[i].query).toBeLessThanOrEqual(8 * 7);
  }
});
