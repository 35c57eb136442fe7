import type { BankIndex } from '#quiz/bank.ts';
import { keyOf, type Drawn } from './drawPaper.ts';

/** The editions of a paper's questions, one after the other. */
export function editionOf({ chapters }: BankIndex, drawn: readonly Drawn[]): string {
  const editions = new Map(
    chapters.flatMap(({ id, items }) =>
      items.map((entry) => [keyOf({ chapter: id, item: entry.id }), entry.edition]),
    ),
  );
  return drawn.map((question) => editions.get(keyOf(question)) ?? '').join('');
}

/** How many questions of a paper are other than when its edition was `before`. */
export function changedSince(before: string, now: string): number {
  const [old, left] = [pairs(before), pairs(now)];
  const most = Math.max(old.length, left.length);
  let common = 0;
  for (const pair of old) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return most - common;
}

function pairs(edition: string): string[] {
  return edition.match(/../g) ?? [];
}
