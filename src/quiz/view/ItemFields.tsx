import type { ReactElement } from 'react';
import type { Marks } from '../grade.ts';
import type { NumericVariant, QuizItem } from '../items.ts';
import { ClozeFields } from './ClozeFields.tsx';
import { MatchFields } from './MatchFields.tsx';
import { NumericField } from './NumericField.tsx';
import { OptionFields } from './OptionFields.tsx';
import { OrderFields } from './OrderFields.tsx';

interface Props {
  item: QuizItem;
  /** The numbers in force, for a numeric item. */
  variant: NumericVariant | null;
  marks: Marks;
  live: boolean;
  /** The id of the sentence that says why an answer cannot be graded; null when it can. */
  problemId: string | null;
  /** Where a field changes without an event of its own: a step was moved. */
  onChange(): void;
}

/** The form fields of an item, without its question and its verdict. */
export function ItemFields({
  item,
  variant,
  marks,
  live,
  problemId,
  onChange,
}: Props): ReactElement {
  switch (item.kind) {
    case 'truefalse':
    case 'choice':
    case 'choices':
      return <OptionFields item={item} marks={marks} />;
    case 'numeric':
      return (
        <NumericField itemId={item.id} variant={variant ?? item.variant} problemId={problemId} />
      );
    case 'cloze':
      return <ClozeFields item={item} marks={marks} />;
    case 'order':
      return <OrderFields item={item} marks={marks} live={live} onChange={onChange} />;
    case 'match':
      return <MatchFields item={item} marks={marks} />;
  }
}
