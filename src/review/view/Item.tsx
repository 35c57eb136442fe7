import { use, type ReactElement } from 'react';
import { cardItem } from '#progress/log.ts';
import { bankFileHref, type BankFile } from '#quiz/bank.ts';
import type { NumericVariant, QuizItem } from '#quiz/items.ts';
import { loadJson } from '#ui/loadJson.ts';
import type { Recallable } from '../queue.ts';
import { CardRecall } from './CardRecall.tsx';
import { QuestionRecall } from './QuestionRecall.tsx';

interface Props {
  thing: Recallable;
  /** How often it was graded before. */
  times: number;
  shown: boolean;
  onAnswer(correct: boolean, score: number, seed: number | null): void;
}

/** What is asked, in the words of its chapter's file, which is fetched when first needed. */
export function Item({ thing, times, shown, onAnswer }: Props): ReactElement {
  const file = use(loadJson<BankFile>(bankFileHref(thing.chapter)));
  if (thing.item === cardItem)
    return <CardRecall card={file.card} chapter={thing.chapter} shown={shown} />;
  const item = file.items.find(({ id }) => id === thing.item);
  if (item === undefined) return <p>The words of this question could not be found.</p>;
  return (
    <QuestionRecall
      item={item}
      variant={variantOf(item, file, times)}
      shown={shown}
      onAnswer={({ correct, score }, seed) => onAnswer(correct, score, seed)}
    />
  );
}

/** A generated item is asked with other numbers each time: the way is to be learned, not the number. */
function variantOf(item: QuizItem, file: BankFile, times: number): NumericVariant | null {
  if (item.kind !== 'numeric') return null;
  const all = [item.variant, ...(file.numbers[item.id] ?? [])];
  return all[times % all.length] ?? item.variant;
}
