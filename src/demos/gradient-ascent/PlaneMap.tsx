import type { Point } from '#numerics/ascent/plane.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { GRAIN, REACH } from './state.ts';

interface Props {
  /** The hill, from `drawHill`. */
  src: string;
  walk: readonly Point[];
  /** The same walk towards another target, dashed. */
  other?: readonly Point[] | undefined;
  /** Where the walk would end, if it is known. */
  limit?: Point | null | undefined;
  label: string;
  onStart: (start: Point) => void;
}

/** Cells of the grid that the start lies on. */
const CELLS = Math.round((2 * REACH) / GRAIN) + 1;
/** Units of the drawing. */
const DRAWN = 1000;

/** The plane with its hill, and a walk on it whose start can be dragged. */
export function PlaneMap({ src, walk, other, limit, label, onStart }: Props) {
  const [start] = walk;
  const pick = start && {
    row: Math.round((REACH - start[1]) / GRAIN),
    column: Math.round((start[0] + REACH) / GRAIN),
  };
  const at = walk.at(-1);
  return (
    <div className="ascent-plane">
      <PixelImage
        width={CELLS}
        height={CELLS}
        src={src}
        eager
        label={label}
        role="input"
        size={328}
        pick={pick}
        onPick={({ row, column }) =>
          onStart([rounded(column * GRAIN - REACH), rounded(REACH - row * GRAIN)])
        }
      />
      <svg viewBox={`0 0 ${DRAWN} ${DRAWN}`} aria-hidden="true">
        <path className="ascent-axes" d={`M0 ${DRAWN / 2}H${DRAWN}M${DRAWN / 2} 0V${DRAWN}`} />
        {other && <path className="ascent-other" d={pathOf(other)} />}
        <path className="ascent-halo" d={pathOf(walk)} />
        <path className="ascent-walk" d={pathOf(walk)} />
        {walk.slice(1).map((x, i) => isNear(x) && <circle key={i} {...centre(x)} r="8" />)}
        {limit && isNear(limit) && (
          <path
            className="ascent-limit"
            d={`M${place(limit).join(' ')}m-18 -18l36 36m0 -36l-36 36`}
          />
        )}
        {start && <circle className="ascent-start" {...centre(start)} r="17" />}
        {at && isNear(at) && <circle className="ascent-now" {...centre(at)} r="13" />}
      </svg>
    </div>
  );
}

/** Where the centre of the start's cell is, so that the two agree. */
function place([x, y]: Point): [number, number] {
  const share = (value: number) => (DRAWN * (value + REACH + GRAIN / 2)) / (2 * REACH + GRAIN);
  return [Math.round(share(x)), Math.round(DRAWN - share(y))];
}

function centre(x: Point) {
  const [cx, cy] = place(x);
  return { cx, cy };
}

function isNear([x, y]: Point): boolean {
  return Math.abs(x) <= REACH && Math.abs(y) <= REACH;
}

/** The line through the places; beyond a million it no longer matters where. */
function pathOf(places: readonly Point[]): string {
  const cut = (value: number) => Math.max(-1e3, Math.min(1e3, value));
  return `M${places.map(([x, y]) => place([cut(x), cut(y)]).join(' ')).join('L')}`;
}

/** On the grid, without what a floating point adds. */
function rounded(value: number): number {
  return Number(value.toFixed(1)) + 0;
}
