import { useState, type KeyboardEvent } from 'react';
import { drawMoons, FIELD, OTHER } from '#numerics/semiSupervised/moons.ts';
import { CANDIDATES, POOL } from '#numerics/semiSupervised/trial.ts';
import { classNames } from './names.ts';

interface Props {
  labelled: readonly number[];
  /** The share of the pool that is of no class. */
  polluted: number;
  /** A picture of the probability of the lower moon, if there is one. */
  field: string | null;
  onToggle: (which: number) => void;
}

/** Units of the drawing in one of the plane. */
const UNIT = 100;
const WIDTH = UNIT * (FIELD.right - FIELD.left);
const HEIGHT = UNIT * (FIELD.top - FIELD.bottom);

/** The pool as points; those that can be labelled are rings, to be pressed or reached by arrow keys. */
export function MoonsView({ labelled, polluted, field, onToggle }: Props) {
  const [at, setAt] = useState(0);
  const [used, setUsed] = useState(false);
  const { values, labels } = drawMoons(POOL, { share: polluted, seed: 1 });
  const place = (i: number): [number, number] => [
    Math.round(UNIT * ((values[2 * i] ?? 0) - FIELD.left)),
    Math.round(UNIT * (FIELD.top - (values[2 * i + 1] ?? 0))),
  ];
  const candidates = Array.from({ length: CANDIDATES }, (_, i) => i).sort(
    (a, b) => place(a)[0] - place(b)[0],
  );
  const cursor = candidates[at] ?? 0;
  const nameOf = (i: number) =>
    labelled.includes(i) ? (classNames.moons[labels[i] ?? 0] ?? '') : 'no label';
  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (move === undefined && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    setUsed(true);
    if (move === undefined) onToggle(cursor);
    else setAt(Math.min(CANDIDATES - 1, Math.max(0, at + move)));
  };
  return (
    <svg
      className="moons"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="application"
      aria-label={`${CANDIDATES} points that can be labelled; left and right arrows choose, Enter labels. Point ${at + 1}: ${nameOf(cursor)}`}
      tabIndex={0}
      onKeyDown={onKey}
      onBlur={() => setUsed(false)}
    >
      {field !== null && (
        <image href={field} width={WIDTH} height={HEIGHT} preserveAspectRatio="none" />
      )}
      {labels.map((label, i) => {
        const [x, y] = place(i);
        if (i < CANDIDATES) return null;
        return (
          <circle
            key={i}
            className="moons-point"
            data-other={label === OTHER}
            cx={x}
            cy={y}
            r={2.4}
          />
        );
      })}
      {candidates.map((i) => {
        const [x, y] = place(i);
        const label = labelled.includes(i) ? labels[i] : undefined;
        return (
          <g key={i} onClick={() => onToggle(i)} className="moons-candidate" data-label={label}>
            <circle className="moons-touch" cx={x} cy={y} r={13} />
            {label === 1 ? (
              <rect x={x - 8} y={y - 8} width={16} height={16} />
            ) : (
              <circle cx={x} cy={y} r={label === 0 ? 9 : 6} />
            )}
            {used && i === cursor && <circle className="moons-cursor" cx={x} cy={y} r={16} />}
          </g>
        );
      })}
    </svg>
  );
}
