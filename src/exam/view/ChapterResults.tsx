import type { ReactElement } from 'react';
import { chapterHref, type BankIndex } from '#quiz/bank.ts';
import type { ChapterResult } from '../mark.ts';
import { pointsInWords } from './pointsInWords.ts';

interface Props {
  index: BankIndex;
  chapters: readonly ChapterResult[];
}

/** A line for each chapter that was asked about, in the order of the book. */
export function ChapterResults({ index, chapters }: Props): ReactElement {
  const rows = index.chapters.flatMap((read) => {
    const result = chapters.find(({ chapter }) => chapter === read.id);
    return result === undefined ? [] : [{ read, ...result }];
  });
  return (
    <ul className="exam-chapters">
      {rows.map(({ read, points, of, readAgain }) => (
        <li key={read.id}>
          <a href={chapterHref(read)}>{read.title}</a>
          <span>
            {pointsInWords(points)} of {of}
          </span>
          {readAgain.length > 0 && (
            <p>
              Read again:{' '}
              {readAgain.map((place, index) => (
                <span key={place.href}>
                  {index > 0 && '; '}
                  <a href={place.href}>{place.label}</a>
                </span>
              ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
