import type { ReactElement } from 'react';
import type { Marks } from '../grade.ts';
import type { MatchItem } from '../items.ts';
import { Html } from './Html.tsx';
import { Mark } from './Mark.tsx';

interface Props {
  item: MatchItem;
  marks: Marks;
}

/** One line a left side, with a menu of all right sides. */
export function MatchFields({ item, marks }: Props): ReactElement {
  return (
    <ul className="quiz-pairs">
      {item.lefts.map((left) => (
        <li key={left.id}>
          <Html as="span" className="quiz-left" html={left.html} id={`${item.id}-${left.id}`} />
          <span className="quiz-right">
            <select
              name={left.id}
              defaultValue=""
              aria-labelledby={`${item.id}-${left.id}`}
              aria-invalid={marks[left.id] === false ? true : undefined}
            >
              <option value="">Choose…</option>
              {item.rights.map((right) => (
                <option key={right.id} value={right.id}>
                  {right.text}
                </option>
              ))}
            </select>
            <Mark right={marks[left.id]} />
          </span>
        </li>
      ))}
    </ul>
  );
}
