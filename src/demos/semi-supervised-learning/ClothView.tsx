import { useRef, useState, type KeyboardEvent } from 'react';
import { CANDIDATES } from '#numerics/semiSupervised/trial.ts';
import { moveInGrid } from '#ui/moveInGrid.ts';
import { COLUMNS, ROWS } from './sheet.ts';
import { classLetters, classNames } from './names.ts';

interface Props {
  /** The candidates as one picture. */
  sheet: string;
  labelled: readonly number[];
  /** The true class of each. */
  truth: readonly number[];
  /** What a network answers with enough confidence, where it does. */
  answers: readonly (number | null)[];
  onToggle: (which: number) => void;
}

/** The candidates as a sheet of swatches; press one to have it labelled. Arrow keys move. */
export function ClothView({ sheet, labelled, truth, answers, onToggle }: Props) {
  const [at, setAt] = useState({ row: 0, column: 0 });
  const grid = useRef<HTMLDivElement>(null);
  const onKey = (event: KeyboardEvent) => {
    const next = moveInGrid(event.key, event.ctrlKey, at, { rows: ROWS, columns: COLUMNS });
    if (!next) return;
    event.preventDefault();
    setAt(next);
    grid.current
      ?.querySelectorAll<HTMLButtonElement>('button')
      [next.row * COLUMNS + next.column]?.focus();
  };
  return (
    <div className="cloth" ref={grid} role="group" aria-label="Swatches to label" onKeyDown={onKey}>
      <img
        className="pixels"
        src={sheet}
        alt=""
        width={COLUMNS * 16}
        height={ROWS * 16}
        loading="lazy"
      />
      <div className="cloth-grid">
        {Array.from({ length: CANDIDATES }, (_, i) => {
          const [row, column] = [Math.floor(i / COLUMNS), i % COLUMNS];
          const own = truth[i] ?? 0;
          const isLabelled = labelled.includes(i);
          const answer = answers[i] ?? null;
          const letter = classLetters.cloth[isLabelled ? own : (answer ?? -1)] ?? '';
          const wrong = !isLabelled && answer !== null && answer !== own;
          const said = isLabelled
            ? `labelled ${classNames.cloth[own] ?? ''}`
            : answer === null
              ? 'no label'
              : `answered ${classNames.cloth[answer] ?? ''}, ${wrong ? 'wrong' : 'right'}`;
          return (
            <button
              key={i}
              type="button"
              aria-pressed={isLabelled}
              aria-label={`Swatch ${i + 1}: ${said}`}
              tabIndex={row === at.row && column === at.column ? 0 : -1}
              onFocus={() => setAt({ row, column })}
              onClick={() => onToggle(i)}
            >
              {letter !== '' && (
                <span className="cloth-letter" data-wrong={wrong}>
                  {letter}
                  {wrong ? '✗' : ''}
                </span>
              )}
            </button>
          );
        })}
      </div>
    </div>
  );
}
