import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { reduceEvents } from '../../src/progress/reduce.ts';
import ProgressPanel from '../../src/progress/view/ProgressPanel.tsx';
import { ProgressTable } from '../../src/progress/view/ProgressTable.tsx';

const chapters = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: `Title ${id}`, href: `/${id}/` }));
const noon = Date.UTC(2026, 10, 24, 12);

describe('the progress page', () => {
  test('as it is served says what it needs', () => {
    expect(renderToString(<ProgressPanel chapters={chapters} />)).toContain('needs JavaScript');
  });

  test('has a line for every chapter: how far it was read, and how its quiz went', () => {
    const answer = { type: 'quiz-answer', correct: true, score: 1 } as const;
    const state = reduceEvents([
      { id: '1', t: noon, type: 'chapter-read', chapter: 'a' },
      { id: '2', t: noon, ...answer, chapter: 'a', item: 'x' },
      { id: '3', t: noon, type: 'quiz-finished', chapter: 'a', right: 6, of: 8 },
      { id: '4', t: noon, type: 'chapter-started', chapter: 'b' },
      { id: '5', t: noon, ...answer, chapter: 'c', item: 'x' },
      { id: '6', t: noon, ...answer, chapter: 'c', item: 'y', correct: false, score: 0 },
    ]);
    const html = renderToString(<ProgressTable chapters={chapters} state={state} />);
    const lines = [...html.matchAll(/<tr><td>(.*?)<\/tr>/g)].map((line) =>
      (line[1] ?? '').replace(/<\/td>/g, '|').replace(/<[^>]*>/g, ''),
    );
    expect(lines).toEqual([
      'Title a|read on 24 November 2026|best 6 of 8|',
      'Title b|started|not yet|',
      'Title c|started|1 of 2 right so far|',
      'Title d|not yet|not yet|',
    ]);
  });
});
