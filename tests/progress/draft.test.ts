import { expect, test } from 'vitest';
import { draftOf } from '../../src/progress/draft.ts';
import { forbiddenWindow } from './devices.ts';

function windowWith(room = Number.POSITIVE_INFINITY) {
  const texts = new Map<string, string>();
  const localStorage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem(key: string, text: string) {
      if (text.length > room) throw new DOMException('full', 'QuotaExceededError');
      texts.set(key, text);
    },
    removeItem: (key: string) => void texts.delete(key),
  } as Storage;
  return {
    texts,
    localStorage,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
}

test('a draft is what was written last, in every tab, until it is cleared', () => {
  const window = windowWith();
  const draft = draftOf(window);
  expect(draft.read()).toBeNull();
  expect(draft.write('one')).toBe(true);
  expect(draft.write('two')).toBe(true);
  expect(draftOf(window).read()).toBe('two');
  draft.clear();
  expect(draftOf(window).read()).toBeNull();
});

test('a draft has a key of its own, which is not the log’s', () => {
  const window = windowWith();
  draftOf(window).write('mine');
  expect([...window.texts.keys()]).toEqual(['wtns:exam']);
});

test('a draft without room is not written, which is said, and the last one stays', () => {
  const draft = draftOf(windowWith(5));
  expect(draft.write('short')).toBe(true);
  expect(draft.write('too long')).toBe(false);
  expect(draft.read()).toBe('short');
});

test('forbidden storage forgets a draft, and nothing is thrown', () => {
  const draft = draftOf(forbiddenWindow);
  expect(draft.write('x')).toBe(false);
  expect(draft.read()).toBeNull();
  expect(() => draft.clear()).not.toThrow();
});

test('a draft that cannot be read is kept aside, and where there is no room it stays', () => {
  const window = windowWith();
  draftOf(window).write('?');
  expect(draftOf(window).setAside()).toBe(true);
  expect([...window.texts]).toEqual([['wtns:exam:unread', '?']]);
  expect(draftOf(forbiddenWindow).setAside()).toBe(false);
});
