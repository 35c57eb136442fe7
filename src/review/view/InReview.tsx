import { useState, type ReactElement } from 'react';
import { browserProgress } from '#progress/browser.ts';
import type { BankChapter, BankIndex } from '#quiz/bank.ts';
import { isIn, recallables, type Recallable } from '../queue.ts';
import type { ReviewState } from '../reviewState.ts';

interface Props {
  index: BankIndex;
  state: ReviewState;
}

/** Every chapter with a box to take it into review or leave it out, and how much of it was met. */
export function InReview({ index, state }: Props): ReactElement {
  const things = recallables(index);
  const choose = (chapters: readonly BankChapter[], chosen: boolean): void =>
    browserProgress().append(
      ...chapters.map(({ id }) => ({ type: 'review-chosen', chapter: id, chosen }) as const),
    );
  const putBack = (leftOut: readonly Recallable[]): void =>
    browserProgress().append(
      ...leftOut.map(
        ({ chapter, item }) =>
          ({ type: 'review-chosen', chapter: chapter.id, item, chosen: true }) as const,
      ),
    );

  const taken = index.chapters.filter((chapter) => isChosen(state, chapter)).length;
  const [open, setOpen] = useState(taken === 0);

  return (
    <details
      className="in-review"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {taken} of {index.chapters.length} chapters
      </summary>
      {index.parts.map((part) => {
        const chapters = index.chapters.filter(({ part: id }) => id === part.id);
        const outside = chapters.filter((chapter) => !isChosen(state, chapter));
        return (
          <fieldset key={part.id}>
            <legend>
              Part {part.number}. {part.title}
            </legend>
            <button
              type="button"
              onClick={() => {
                const all = outside.length > 0;
                choose(all ? outside : chapters, all);
              }}
            >
              {outside.length > 0 ? 'Take all' : 'Leave all out'}
              <span className="visually-hidden"> of part {part.number}</span>
            </button>
            <ul>
              {chapters.map((chapter) => {
                const own = things.filter((thing) => thing.chapter === chapter);
                const met = own.filter(({ key }) => state.memories.has(key)).length;
                const chosen = isChosen(state, chapter);
                const leftOut = chosen ? own.filter((thing) => !isIn(state, thing)) : [];
                return (
                  <li key={chapter.id}>
                    <label>
                      <input
                        type="checkbox"
                        checked={chosen}
                        onChange={(event) => choose([chapter], event.currentTarget.checked)}
                      />{' '}
                      {chapter.title}
                    </label>{' '}
                    <small>
                      {met} of {own.length} met
                      {leftOut.length > 0 && (
                        <>
                          , {leftOut.length} left out{' '}
                          <button type="button" onClick={() => putBack(leftOut)}>
                            Put back
                          </button>
                        </>
                      )}
                    </small>
                  </li>
                );
              })}
            </ul>
          </fieldset>
        );
      })}
    </details>
  );
}

function isChosen(state: ReviewState, { id }: BankChapter): boolean {
  return state.chosen.get(id) ?? state.read.has(id);
}
