import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderItems, renderVariants } from '../../src/quiz/items.ts';
import { seededDisorder, seededShuffle } from '../../src/quiz/shuffle.ts';
import { fixtureFile, itemOf, tools } from './fixture.ts';

describe('the items of a page', () => {
  test('are plain data, the same at every build', () => {
    const items = renderItems(fixtureFile(), tools);
    expect(JSON.parse(JSON.stringify(items))).toEqual(items);
    expect(renderItems(fixtureFile(), tools)).toEqual(items);
  });

  test('keep the options of the author', () => {
    const options = itemOf('choice').options.map((option) => option.html);
    expect(options.toSorted()).toEqual(['right one', 'wrong <em>two</em>', 'wrong three']);
  });

  test('name options and steps by the place they are shown in, which gives nothing away', () => {
    expect(itemOf('choice').options.map((option) => option.id)).toEqual(['a', 'b', 'c']);
    expect(itemOf('order').steps.map((step) => step.id)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('have a field for every blank, and none inside a formula', () => {
    const { textHtml } = itemOf('cloze');
    expect(textHtml).toContain('name="how"');
    expect(textHtml).toMatch(/<select[^>]*name="what"/);
    expect(textHtml).toContain('aria-label="blank 3"');
    expect(textHtml).not.toContain('QZ');
    expect(textHtml).toContain('<em>correlation</em>');
  });

  test('of a generated kind start with the numbers of the first seed, and have others to offer', () => {
    const items = renderItems(fixtureFile(), tools);
    const drawn = items.find((item) => item.id === 'f-drawn');
    const variants = renderVariants(fixtureFile(), tools, 5);
    expect(Object.keys(variants)).toEqual(['f-drawn']);
    expect(variants['f-drawn']).toHaveLength(5);
    expect(drawn?.kind === 'numeric' && drawn.variant.seed).toBe(1);
    expect(variants['f-drawn']?.map((variant) => variant.seed)).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('the shuffle', () => {
  test('keeps every thing, and depends on the key only', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 8 }),
        fc.string(),
        (things, key) => {
          const shuffled = seededShuffle(things, key);
          expect(shuffled.toSorted()).toEqual(things.toSorted());
          expect(seededDisorder(things, key)).not.toEqual(things);
          expect(seededDisorder(things, key).toSorted()).toEqual(things.toSorted());
          expect(seededShuffle(things, key)).toEqual(shuffled);
        },
      ),
    );
  });

  test('puts the first of four in every place about equally often', () => {
    const counts = [0, 0, 0, 0];
    for (let item = 0; item < 4000; item++) {
      const place = seededShuffle([0, 1, 2, 3], `item-${item}`).indexOf(0);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});
