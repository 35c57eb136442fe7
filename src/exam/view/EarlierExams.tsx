import type { ReactElement } from 'react';
import { useProgress } from '#progress/view/useProgress.ts';
import type { BankIndex } from '#quiz/bank.ts';
import { calendarDate } from '#ui/calendarDate.ts';
import { decodePaper } from '../paperLink.ts';
import { countOf } from './countOf.ts';

interface Props {
  allParts: readonly string[];
  index: BankIndex;
  linkTo(query: string): string;
}

/** The exams of the log, the last one first. */
export function EarlierExams({ allParts, index, linkTo }: Props): ReactElement | null {
  const exams = (useProgress()?.events ?? [])
    .filter((event) => event.type === 'exam-finished')
    .reverse();
  if (exams.length === 0) return null;
  return (
    <section className="exam-earlier" aria-labelledby="exam-earlier-title">
      <h2 id="exam-earlier-title">Earlier exams</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Paper</th>
            <th scope="col">Right</th>
            <th scope="col">
              <span className="visually-hidden">The same again</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {exams.map(({ id, t, paper, right, of }) => {
            const known = decodePaper(paper, allParts, 0);
            return (
              <tr key={id}>
                <td>{calendarDate(t)}</td>
                <td>
                  {known.notice === null ? described(known.paper, index) : 'of an older book'}
                </td>
                <td>
                  {right} of {of}
                </td>
                <td>
                  {known.notice === null && (
                    <a href={linkTo(paper)}>
                      Again<span className="visually-hidden">: paper {known.paper.seed}</span>
                    </a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function described(
  { parts, minutes, seed }: ReturnType<typeof decodePaper>['paper'],
  index: BankIndex,
): string {
  const about =
    parts.length === index.parts.length
      ? 'all parts'
      : parts.length === 1
        ? (index.parts.find(({ id }) => id === parts[0])?.title ?? '1 part')
        : countOf(parts.length, 'part');
  const time = minutes === null ? '' : `, ${countOf(minutes, 'minute')}`;
  return `No. ${String(seed)}, ${about}${time}`;
}
