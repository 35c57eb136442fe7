import { expect, test } from 'vitest';
import { itemEdition } from '../../src/quiz/itemEdition.ts';
import { fixtureFile } from './fixture.ts';

const { items } = fixtureFile();

test('the edition of an item is two characters that need no escape in a link', () => {
  for (const item of items) expect(itemEdition(item)).toMatch(/^[\w-]{2}$/);
});

test('the edition of an item changes with its words and with its answer, and with nothing else', () => {
  const [truth, choice] = items;
  if (truth?.kind !== 'truefalse' || choice?.kind !== 'choice') throw new Error('other fixture');
  expect(itemEdition(structuredClone(truth))).toBe(itemEdition(truth));
  expect(itemEdition({ ...truth, answer: !truth.answer })).not.toBe(itemEdition(truth));
  expect(itemEdition({ ...choice, prompt: `${choice.prompt}!` })).not.toBe(itemEdition(choice));
  expect(new Set(items.map(itemEdition)).size).toBe(items.length);
});
