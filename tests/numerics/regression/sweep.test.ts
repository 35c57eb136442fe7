import { expect, test } from 'vitest';

import { examplesOfLesson, freshExamples, NUMBERS } from '#numerics/regression/pictures.ts';
import { featuresOf, randomFeatures } from '#numerics/regression/randomFeatures.ts';
import { LAMBDAS, sizesFor, sweepOf } from '#numerics/regression/sweep.ts';
import sweep, { type Sweep } from '#numerics/tasks/model-size-and-estimation-error-sweep.ts';

import { uninterrupted } from '../tasks/uninterrupted.ts';

test('pictures have mean 0 and variance 1', () => {
  for (const picture of freshExamples(4).pictures) {
    const mean = picture.reduce((sum, value) => sum + value, 0) / NUMBERS;
    expect(mean).toBeCloseTo(0, 10);
    expect(picture.reduce((sum, v) => sum + (v - mean) ** 2, 0) / NUMBERS).toBeCloseTo(1, 10);
  }
});

test('wrong labels are about as many as asked for, never the true one, and stay wrong with more noise', () => {
  const wrongAt = (noise: number) => {
    const { labels, truth } = examplesOfLesson({ examples: 100, noise, seed: 3 });
    return labels.map((label, i) => label !== truth[i]);
  };
  const [none, some, more] = [0, 0.2, 0.4].map(wrongAt) as [boolean[], boolean[], boolean[]];
  expect(none.some(Boolean)).toBe(false);
  expect(some.filter(Boolean).length).toBeGreaterThan(8);
  expect(some.filter(Boolean).length).toBeLessThan(33);
  expect(some.every((wrong, i) => !wrong || more[i])).toBe(true);
});

test('more examples and more features begin with the fewer ones', () => {
  const lesson = { noise: 0.2, seed: 2 };
  const few = examplesOfLesson({ ...lesson, examples: 20 });
  const many = examplesOfLesson({ ...lesson, examples: 40 });
  expect(many.labels.slice(0, 20)).toEqual(few.labels);
  expect(many.pictures[7]).toEqual(few.pictures[7]);
  const [picture = new Float64Array()] = few.pictures;
  const long = featuresOf(picture, randomFeatures(30, 4));
  expect(long.slice(0, 10)).toEqual(featuresOf(picture, randomFeatures(10, 4)));
});

test('from p = n on the labels are fitted exactly; the weights are largest at p = n', () => {
  const fits = [...sweepOf({ examples: 20, noise: 0.2, seed: 1 }, 40)];
  const sizes = sizesFor(20);
  const norms = fits.map(([plain]) => plain?.norm ?? 0);
  fits.forEach(([plain], s) => {
    if ((sizes[s] ?? 0) >= 20) expect(plain?.training).toBe(0);
  });
  expect(sizes[norms.indexOf(Math.max(...norms))]).toBe(20);
  for (const fit of fits) {
    const lengths = fit.map(({ norm }) => norm);
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
    expect(fit).toHaveLength(LAMBDAS.length);
  }
});

test('a sweep reports after each seed, is the same each time, and ends when cancelled', async () => {
  const input = { examples: 20, noise: 0, seeds: 2 };
  const partials: Sweep[] = [];
  const context = {
    ...uninterrupted,
    progress: (_: number, partial?: unknown) => void (partial && partials.push(partial as Sweep)),
  };
  const found = await sweep(input, context);
  expect(partials.map(({ seeds }) => seeds)).toEqual([1]);
  expect(found?.seeds).toBe(2);
  expect(await sweep({ ...input, seeds: 1 }, uninterrupted)).toEqual(partials[0]);
  const stopped = { ...uninterrupted, stopped: () => Promise.resolve(true) };
  expect(await sweep(input, stopped)).toBeNull();
});
