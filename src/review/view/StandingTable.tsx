import type { ReactElement, ReactNode } from 'react';
import { chapterHref, type BankIndex } from '#quiz/bank.ts';
import { calendarDate } from '#ui/calendarDate.ts';
import { totalOf, type Standing, type Totals } from '../standing.ts';

interface Props {
  index: BankIndex;
  standings: Standing[];
}

/** What was read, practised and remembered, by part and chapter. */
export function StandingTable({ index, standings }: Props): ReactElement {
  return (
    <table className="standings">
      <thead>
        <tr>
          <th scope="col">Chapter</th>
          <th scope="col">Read</th>
          <th scope="col">Practised</th>
          <th scope="col">Remembered</th>
        </tr>
      </thead>
      {index.parts.map((part) => {
        const own = standings.filter(({ chapter }) => chapter.part === part.id);
        const total = totalOf(own);
        return (
          <tbody key={part.id}>
            <tr className="standings-part">
              <th scope="rowgroup">
                Part {part.number}. {part.title}
              </th>
              <td>
                {total.read} of {total.chapters}
              </td>
              <td>{practised(total)}</td>
              <td>{remembered(total)}</td>
            </tr>
            {own.map((standing) => (
              <tr key={standing.chapter.id}>
                <th scope="row">
                  <a href={chapterHref(standing.chapter)}>{standing.chapter.title}</a>
                </th>
                <td>{readingOf(standing)}</td>
                <td>
                  {practised(standing)}
                  {standing.best !== null && (
                    <small>
                      best round {standing.best.right} of {standing.best.of}
                    </small>
                  )}
                </td>
                <td>{remembered(standing)}</td>
              </tr>
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

const notYet = (
  <>
    <span aria-hidden="true">–</span>
    <span className="visually-hidden">not yet</span>
  </>
);

function readingOf({ started, read, questions }: Standing): ReactNode {
  if (read !== null) return calendarDate(read);
  if (started !== null) return 'started';
  return questions === 0 ? 'in preparation' : notYet;
}

function practised({ questions, answered, right }: Totals | Standing): ReactNode {
  return answered === 0 ? notYet : `${right} of ${questions} right`;
}

/** What the schedule expects of today, of the items met so far. */
function remembered({ met, items, remembered: expected }: Totals | Standing): ReactNode {
  if (met === 0) return notYet;
  return (
    <>
      {Math.round((100 * expected) / met)}&nbsp;%
      <small>{met < items ? `of ${met} met, ${items} in all` : `of ${met}`}</small>
    </>
  );
}
