import type { ReactElement } from 'react';
import type { Marks } from '../grade.ts';
import type { ChoiceItem, TrueFalseItem } from '../items.ts';
import { Html } from './Html.tsx';
import { Mark } from './Mark.tsx';

interface Props {
  item: ChoiceItem | TrueFalseItem;
  marks: Marks;
}

/** Radio buttons, or boxes to tick where several options are right. */
export function OptionFields({ item, marks }: Props): ReactElement {
  const options =
    item.kind === 'truefalse'
      ? [
          { id: 'true', html: 'True' },
          { id: 'false', html: 'False' },
        ]
      : item.options;
  return (
    <ul className="quiz-options" data-kind={item.kind}>
      {options.map(({ id, html }) => (
        <li key={id}>
          <label>
            <input type={item.kind === 'choices' ? 'checkbox' : 'radio'} name="answer" value={id} />
            <Html as="span" html={html} />
            <Mark right={marks[id]} />
          </label>
        </li>
      ))}
    </ul>
  );
}
