import { expect, test } from 'vitest';
import { quizTools } from '../../src/quiz/chapterQuiz.ts';

const { place } = quizTools('scale-invariance');

test('a section is called by its heading, or a block with an id by its title', () => {
  expect(place('two-words-one-operator')).toMatchObject({
    href: '#two-words-one-operator',
    label: 'Two words, one operator',
  });
  expect(place('derivation-kernel').label).toBe('Filtering a scaled picture');
});

test('one of another chapter is called by that chapter as well', () => {
  expect(place('/chapters/conv-input-gradient/#derivation-plain').label).toBe(
    'Sending the gradient back to the image: The input gradient, one channel, stride 1, no padding',
  );
});
