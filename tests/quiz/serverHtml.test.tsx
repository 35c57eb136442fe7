import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import Quiz from '../../src/quiz/Quiz.tsx';
import { fixtureItems } from './fixture.ts';

const items = fixtureItems();
const html = renderToString(
  <Quiz chapter="c" items={items} variantsHref="/v.json" progressHref="/progress/" />,
);
const count = (pattern: RegExp): number => html.match(pattern)?.length ?? 0;

describe('the quiz as it is served, without JavaScript', () => {
  test('has a form with a named group of fields for every item', () => {
    expect(count(/<form/g)).toBe(items.length);
    expect(count(/<fieldset aria-labelledby=/g)).toBe(items.length);
    for (const item of items) expect(html).toContain(`id="${item.id}"`);
  });

  test('has every answer folded, with its explanation and its feedback', () => {
    expect(count(/<details class="quiz-solution">/g)).toBe(items.length);
    expect(html).not.toMatch(/<details[^>]* open/);
    for (const item of items) {
      expect(html).toContain(item.explanationHtml);
      expect(html).toContain(`<a href="${item.place.href}">`);
      if (item.kind === 'choice')
        for (const option of item.options) expect(html).toContain(option.remark?.html ?? '');
    }
  });

  test('has no button, for none could do anything', () => {
    expect(count(/<button/g)).toBe(0);
  });

  test('has the numbers of the first seed, which the browser starts with too', () => {
    const drawn = items.find((item) => item.id === 'f-drawn');
    expect(drawn?.kind === 'numeric' && html.includes(drawn.variant.promptHtml)).toBe(true);
  });

  test('has blanks inside the sentence', () => {
    expect(html).toMatch(/of the <select[^>]*name="what"/);
  });
});
