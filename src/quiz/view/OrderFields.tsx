import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Marks } from '../grade.ts';
import type { OrderItem } from '../items.ts';
import { Html } from './Html.tsx';
import { Mark } from './Mark.tsx';

interface Props {
  item: OrderItem;
  marks: Marks;
  live: boolean;
  onChange(): void;
}

/**
 * Steps to be put in order by an up and a down button each. The order is that of the hidden fields
 * in the form. A step that reaches an end keeps the focus, on its other button.
 */
export function OrderFields({ item, marks, live, onChange }: Props): ReactElement {
  const [order, setOrder] = useState(() => item.steps.map((step) => step.id));
  const [moved, setMoved] = useState<{ id: string; by: -1 | 1; place: number } | null>(null);
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => {
    if (moved === null) return;
    const row = list.current?.querySelector(`[data-step="${moved.id}"]`);
    const [up, down] = row?.querySelectorAll('button') ?? [];
    const [same, other] = moved.by === -1 ? [up, down] : [down, up];
    (same?.disabled === true ? other : same)?.focus();
  }, [moved]);

  const move = (id: string, by: -1 | 1): void => {
    const from = order.indexOf(id);
    const next = order.filter((other) => other !== id);
    next.splice(from + by, 0, id);
    setOrder(next);
    setMoved({ id, by, place: from + by + 1 });
    onChange();
  };

  const steps = order.flatMap((id) => item.steps.filter((step) => step.id === id));
  return (
    <>
      <ol className="quiz-steps" ref={list} data-live={live}>
        {steps.map((step, index) => (
          <li key={step.id} data-step={step.id}>
            <input type="hidden" name="answer" value={step.id} />
            <span className="quiz-step-text">
              <Html as="span" html={step.html} />
              <Mark right={marks[step.id]} />
            </span>
            {live && (
              <span className="quiz-moves">
                <MoveButton
                  up
                  place={index + 1}
                  disabled={index === 0}
                  onMove={() => move(step.id, -1)}
                />
                <MoveButton
                  place={index + 1}
                  disabled={index === steps.length - 1}
                  onMove={() => move(step.id, 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {moved !== null && `Moved to place ${moved.place} of ${steps.length}.`}
      </span>
    </>
  );
}

interface MoveProps {
  up?: boolean;
  place: number;
  disabled: boolean;
  onMove(): void;
}

function MoveButton({ up = false, place, disabled, onMove }: MoveProps): ReactElement {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onMove}
      aria-label={`Move step ${place} ${up ? 'up' : 'down'}`}
    >
      <span aria-hidden="true">{up ? '↑' : '↓'}</span>
    </button>
  );
}
