import type { KeyboardEvent, PointerEvent } from 'react';
import { markOf, markPath } from './marks.ts';
import { neighbourTowards } from './neighbourTowards.ts';

export interface PointMapProps {
  /** x and y of each point in turn, y up. */
  points: ArrayLike<number>;
  /** Half the side of what is shown, around the origin; by default what holds all points. */
  reach?: number | undefined;
  /** Which mark each point has: the number of its class or group. */
  labels: readonly number[];
  /** The mark that is picked out, or null. */
  only?: number | null | undefined;
  /** The point that is looked at, and those to which lines go from it. */
  at?: number | null | undefined;
  linked?: ArrayLike<number> | undefined;
  /** What the map shows, in words. */
  label: string;
  title: string;
  /** Called with the point under the pointer, null when there is none. */
  onPoint?: ((point: number | null) => void) | undefined;
  /** Called when the reader presses near a point or moves from point to point by the arrows. */
  onPick?: ((point: number) => void) | undefined;
  /** Makes it a plane to drag on, in the units of the points; the arrows call it with `by`. */
  onDrag?: ((to: { x: number; y: number; by: boolean }) => void) | undefined;
}

const SIDE = 1000;
/** What is left free at the rim, so that no mark is cut. */
const ROOM = 0.955;
const RADIUS = 9;
/** How near the pointer has to come. */
const NEAR = 45;

/** Points of the plane, each with the mark of its class, to point at or to drag. */
export function PointMap(props: PointMapProps) {
  const { points, labels, only = null, at = null, linked, label, title } = props;
  const { onPoint, onPick, onDrag } = props;
  const n = labels.length;
  const reach = props.reach ?? (reachOf(points) || 1);
  const scale = (SIDE / 2 / reach) * ROOM;
  const x = (i: number) => SIDE / 2 + scale * (points[2 * i] ?? 0);
  const y = (i: number) => SIDE / 2 - scale * (points[2 * i + 1] ?? 0);

  const groups = new Map<number, string[]>();
  for (let i = 0; i < n; i++) {
    const own = labels[i] ?? 0;
    const paths = groups.get(own) ?? [];
    groups.set(own, paths);
    paths.push(markPath(markOf(own), x(i), y(i), RADIUS));
  }

  const place = (event: PointerEvent) => {
    const frame = event.currentTarget.getBoundingClientRect();
    return {
      left: ((event.clientX - frame.left) / frame.width) * SIDE,
      top: ((event.clientY - frame.top) / frame.height) * SIDE,
    };
  };
  const under = (event: PointerEvent, within: number): number | null => {
    const { left, top } = place(event);
    let [best, least] = [-1, within];
    for (let i = 0; i < n; i++) {
      const distance = Math.hypot(x(i) - left, y(i) - top);
      if (distance < least) [best, least] = [i, distance];
    }
    return best < 0 ? null : best;
  };
  const drag = (event: PointerEvent) => {
    const { left, top } = place(event);
    onDrag?.({ x: (left - SIDE / 2) / scale, y: (SIDE / 2 - top) / scale, by: false });
  };
  const arrows = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const [across, up] = step;
    if (onDrag) onDrag({ x: (across * reach) / 20, y: (up * reach) / 20, by: true });
    else onPick?.(neighbourTowards(points, at ?? 0, across, up));
  };

  return (
    <figure className="dr-map">
      <figcaption>{title}</figcaption>
      <div
        className={onDrag ? 'dr-plane dr-drag' : 'dr-plane'}
        role="application"
        aria-roledescription={onDrag ? 'plane to drag a group in' : 'map of points'}
        aria-label={`${label} Arrow keys ${onDrag ? 'move the group' : 'go from point to point'}.`}
        tabIndex={0}
        onKeyDown={arrows}
        onPointerDown={(event) => {
          if (!onDrag) {
            const found = under(event, SIDE);
            if (found !== null) onPick?.(found);
            return;
          }
          if (event.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={(event) => {
          if (onDrag && event.buttons > 0) drag(event);
          else onPoint?.(under(event, NEAR));
        }}
        onPointerLeave={() => onPoint?.(null)}
      >
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
          {at !== null &&
            Array.from(linked ?? [], (other) => (
              <path key={other} className="dr-link" d={lineOf(x(at), y(at), x(other), y(other))} />
            ))}
          {[...groups]
            .sort(([a], [b]) => a - b)
            .map(([mark, paths]) => (
              <path
                key={mark}
                className={markOf(mark).hollow ? 'dr-hollow' : 'dr-solid'}
                data-class={mark}
                data-dim={only !== null && only !== mark ? '' : undefined}
                d={paths.join('')}
              />
            ))}
          {at !== null && <circle className="dr-at" cx={x(at)} cy={y(at)} r={2.4 * RADIUS} />}
        </svg>
      </div>
    </figure>
  );
}

const ARROWS: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function reachOf(points: ArrayLike<number>): number {
  let most = 0;
  for (let a = 0; a < points.length; a++) most = Math.max(most, Math.abs(points[a] ?? 0));
  return most;
}

function lineOf(...[x1, y1, x2, y2]: [number, number, number, number]): string {
  return `M${Math.round(x1)} ${Math.round(y1)}L${Math.round(x2)} ${Math.round(y2)}`;
}
