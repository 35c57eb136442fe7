import type { ReactElement } from 'react';
import type { Remark } from '../items.ts';
import { Html } from './Html.tsx';

/** What was wrong with an answer, and the way to where it is settled. */
export function RemarkView({ remark }: { remark: Remark }): ReactElement {
  return (
    <div className="quiz-remark">
      <Html html={remark.html} />
      <p className="quiz-place">
        Settled in <a href={remark.place.href}>{remark.place.label}</a>
      </p>
    </div>
  );
}
