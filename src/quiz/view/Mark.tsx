import type { ReactElement } from 'react';

/** Right or wrong, beside the part of the answer it judges. */
export function Mark({ right }: { right: boolean | undefined }): ReactElement | null {
  if (right === undefined) return null;
  return (
    <span className="quiz-mark" data-right={right}>
      <span aria-hidden="true">{right ? '✓' : '✗'}</span>
      <span className="visually-hidden">{right ? ' (right)' : ' (wrong)'}</span>
    </span>
  );
}
