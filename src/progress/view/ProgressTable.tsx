import type { ReactElement } from 'react';
import type { ProgressState } from '../reduce.ts';

export interface ChapterLink {
  id: string;
  title: string;
  href: string;
}

interface Props {
  chapters: ChapterLink[];
  state: ProgressState;
}

/** A line for each written chapter: whether it was read, and how its quiz went. */
export function ProgressTable({ chapters, state }: Props): ReactElement {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Chapter</th>
          <th scope="col">Reading</th>
          <th scope="col">Quiz</th>
        </tr>
      </thead>
      <tbody>
        {chapters.map(({ id, title, href }) => {
          const chapter = state.get(id);
          return (
            <tr key={id}>
              <td>
                <a href={href}>{title}</a>
              </td>
              <td>{readingOf(chapter)}</td>
              <td>{quizOf(chapter)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type Chapter = ReturnType<ProgressState['get']>;

function readingOf(chapter: Chapter): string {
  if (chapter === undefined) return 'not yet';
  return chapter.read === null ? 'started' : `read on ${dateOf(chapter.read)}`;
}

/** The best finished round; before the first, how many questions were answered right. */
function quizOf(chapter: Chapter): string {
  if (chapter === undefined || chapter.items.size === 0) return 'not yet';
  if (chapter.best !== null) return `best ${chapter.best.right} of ${chapter.best.of}`;
  const right = [...chapter.items.values()].filter((item) => item.correct).length;
  return `${right} of ${chapter.items.size} right so far`;
}

function dateOf(t: number): string {
  return new Date(t).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}
