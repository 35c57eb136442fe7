import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { LEVELS } from './state.ts';

/** A rule as a row: a label for each block, ½ for a coin. */
export interface RuleRow {
  name: string;
  rule: readonly number[];
}

interface Props {
  /** η of each place, in steps of 1/LEVELS. */
  levels: readonly number[];
  rows: readonly RuleRow[];
  /** Examples of the sample at each place. */
  ones: readonly number[];
  zeros: readonly number[];
  /** The levels as they are once something was drawn. */
  onDraw: (levels: number[]) => void;
}

const HEIGHT = 120;

/** The strip: η as bars that can be drawn, the sample's examples on it, and rules beneath. */
export function StripPlot({ levels, rows, ones, zeros, onDraw }: Props) {
  const [place, setPlace] = useState(0);
  const [used, setUsed] = useState(false);
  /** Where the pointer is that draws, and what it has drawn so far. */
  const drawn = useRef<{ place: number; level: number; levels: readonly number[] } | null>(null);
  const at = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number, most: number) =>
      Math.min(most, Math.max(0, Math.floor(share * (most + 1))));
    return {
      place: within((event.clientX - box.left) / box.width, levels.length - 1),
      level: Math.min(
        LEVELS,
        Math.max(0, Math.round(LEVELS * (1 - (event.clientY - box.top) / box.height))),
      ),
    };
  };
  /** Draws a straight line from where the pointer was: a fast one skips places. */
  const draw = (event: PointerEvent<SVGSVGElement>) => {
    const to = at(event);
    const from = drawn.current ?? { ...to, levels };
    const next = from.levels.map((old, x) => {
      const isBetween = (x - from.place) * (x - to.place) <= 0;
      const share = to.place === from.place ? 1 : (x - from.place) / (to.place - from.place);
      return isBetween ? Math.round(from.level + share * (to.level - from.level)) : old;
    });
    drawn.current = { ...to, levels: next };
    setPlace(to.place);
    onDraw(next);
  };
  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const lift = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (move === undefined && lift === undefined) return;
    event.preventDefault();
    setUsed(true);
    if (move) setPlace(Math.min(levels.length - 1, Math.max(0, place + move)));
    if (lift) {
      const lifted = (old: number) => Math.min(LEVELS, Math.max(0, old + lift));
      onDraw(levels.map((old, x) => (x === place ? lifted(old) : old)));
    }
  };
  const most = Math.max(1, ...ones, ...zeros);
  return (
    <div className="strip">
      <p className="strip-name">η, the probability of the label 1, at each of the 64 places</p>
      <svg
        className="strip-eta"
        viewBox={`0 0 ${levels.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="application"
        aria-label={`Probabilities of the label 1, to draw on; arrow keys choose a place and change it. Place ${place + 1} of ${levels.length}: ${(levels[place] ?? 0) / LEVELS}`}
        tabIndex={0}
        onKeyDown={onKey}
        onBlur={() => setUsed(false)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          draw(event);
        }}
        onPointerMove={(event) => drawn.current && draw(event)}
        onPointerUp={() => (drawn.current = null)}
        onPointerCancel={() => (drawn.current = null)}
      >
        {levels.map((level, x) => (
          <rect
            key={x}
            className={used && x === place ? 'strip-bar chosen' : 'strip-bar'}
            x={x + 0.08}
            width={0.84}
            y={HEIGHT * (1 - level / LEVELS)}
            height={(HEIGHT * level) / LEVELS}
          />
        ))}
        <line className="strip-half" x1={0} x2={levels.length} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      </svg>
      <p className="strip-name">this sample: ones up, zeros down</p>
      <svg
        className="strip-sample"
        viewBox={`0 ${-most} ${levels.length} ${2 * most}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {levels.map((_, x) => (
          <g key={x}>
            <rect
              className="strip-one"
              x={x + 0.15}
              width={0.7}
              y={-(ones[x] ?? 0)}
              height={ones[x] ?? 0}
            />
            <rect className="strip-zero" x={x + 0.15} width={0.7} y={0} height={zeros[x] ?? 0} />
          </g>
        ))}
        <line className="strip-half" x1={0} x2={levels.length} y1={0} y2={0} />
      </svg>
      {rows.map(({ name, rule }) => (
        <div key={name}>
          <p className="strip-name">{name}</p>
          <div className="strip-rule" aria-hidden="true">
            {rule.map((label, b) => (
              <span key={b} data-label={label === 0.5 ? 'coin' : label}>
                {rule.length <= 16 ? (label === 0.5 ? '?' : label) : ''}
              </span>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
