import { useEffect, useRef, type ReactElement } from 'react';
import type { ReviewGrade } from '#progress/log.ts';
import { inDays } from '../day.ts';
import { schedulerFor, type Memory } from '../memory.ts';

export const gradeNames: Record<ReviewGrade, string> = {
  1: 'Again',
  2: 'Hard',
  3: 'Good',
  4: 'Easy',
};
const grades: readonly ReviewGrade[] = [1, 2, 3, 4];

interface Props {
  itemKey: string;
  memory: Memory | null;
  today: number;
  retention: number;
  /** The grade that Enter gives when the buttons take the focus; null to leave the focus alone. */
  suggested: ReviewGrade | null;
  onGrade(grade: ReviewGrade): void;
}

/** How well was it remembered? Each grade with the day on which it would be asked again. */
export function GradeButtons({
  itemKey,
  memory,
  today,
  retention,
  suggested,
  onGrade,
}: Props): ReactElement {
  const likely = useRef<HTMLButtonElement>(null);
  // The answer above them is what is to be read now, however long it is.
  useEffect(() => likely.current?.focus({ preventScroll: true }), []);
  const scheduler = schedulerFor(retention);
  return (
    <div className="grades" role="group" aria-label="How well did you remember it?">
      {grades.map((grade) => (
        <button
          key={grade}
          type="button"
          ref={grade === suggested ? likely : undefined}
          aria-keyshortcuts={String(grade)}
          onClick={() => onGrade(grade)}
        >
          <span>
            <kbd aria-hidden="true">{grade}</kbd> {gradeNames[grade]}
          </span>{' '}
          <small>{inDays(scheduler.graded(memory, itemKey, grade, today).due - today)}</small>
        </button>
      ))}
    </div>
  );
}
