import { expect, test, vi } from 'vitest';
import { renderVariants } from '../../src/quiz/items.ts';
import { variantLoader } from '../../src/quiz/view/variantLoader.ts';
import { fixtureFile, tools } from './fixture.ts';

const variants = renderVariants(fixtureFile(), tools, 3);
const answering = (status: number) =>
  vi.fn(async () => ({ ok: status === 200, status, json: async () => variants }));

test('new numbers come in turn, after the page’s own, and the file is asked for once', async () => {
  const fetch = answering(200);
  const load = variantLoader('/v.json', fetch);
  const seeds: (number | null)[] = [1];
  for (let draw = 0; draw < 5; draw++)
    seeds.push((await load('f-drawn', seeds.at(-1) ?? null)).seed);
  expect(seeds).toEqual([1, 2, 3, 4, 2, 3]);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('a file that does not arrive is an error, and is asked for again', async () => {
  const fetch = answering(404);
  const load = variantLoader('/v.json', fetch);
  await expect(load('f-drawn', 1)).rejects.toThrow('/v.json answered 404');
  fetch.mockImplementation(answering(200));
  expect((await load('f-drawn', 1)).seed).toBe(2);
});

test('an item without numbers in the file is an error', async () => {
  await expect(variantLoader('/v.json', answering(200))('f-truth', null)).rejects.toThrow(
    'f-truth',
  );
});
