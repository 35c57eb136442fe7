import { useRef, type PointerEvent } from 'react';
import type { CovariateShift } from '#numerics/shift/importance.ts';
import { SOURCE_ENDS } from './lightShift.ts';

interface Props {
  shift: CovariateShift;
  /** Examples of the sample at each place. */
  counts: readonly number[];
  /** Weighted estimates of other samples, this one's, and the two risks. */
  estimates: readonly number[];
  own: number;
  targetRisk: number;
  sourceRisk: number;
  /** The place to which the target was dragged. */
  onMove: (place: number) => void;
}

const HEIGHT = 100;
const DOTS = 14;

/** So that the server and every browser write the same. */
const rounded = (value: number) => Number(value.toFixed(2));

/** Source, target and loss over the places, the sample beneath; then the estimates on one line. */
export function ShiftPlot(props: Props) {
  const { shift, counts, estimates, own, targetRisk, sourceRisk, onMove } = props;
  const { source, target, loss } = shift;
  const places = source.length;
  const dragging = useRef(false);
  const top = Math.max(...source, ...target);
  const most = Math.max(1, ...counts);
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = Math.floor((places * (event.clientX - box.left)) / box.width);
    onMove(Math.min(places - 1, Math.max(0, place)));
  };
  const path = (values: readonly number[], highest: number) =>
    values
      .map(
        (value, x) => `${x ? 'L' : 'M'}${x + 0.5} ${(HEIGHT * (1 - value / highest)).toFixed(1)}`,
      )
      .join('');
  const widest = Math.max(0.02, targetRisk, sourceRisk, own, ...estimates) * 1.05;
  const across = (value: number) => `${((100 * value) / widest).toFixed(2)}%`;
  return (
    <div className="weights-plot">
      <p className="weights-key">
        <span data-line="source">source</span> <span data-line="target">target: drag it</span>{' '}
        <span data-line="loss">wrong answers at this light, 0 to 50 %</span>
      </p>
      <svg
        className="weights-space"
        viewBox={`0 0 ${places} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragging.current = true;
          move(event);
        }}
        onPointerMove={(event) => dragging.current && move(event)}
        onPointerUp={() => (dragging.current = false)}
        onPointerCancel={() => (dragging.current = false)}
      >
        <rect
          className="weights-blind"
          x={SOURCE_ENDS + 1}
          width={places - SOURCE_ENDS - 1}
          y={0}
          height={HEIGHT}
        />
        {target.map((p, x) => (
          <rect
            key={x}
            className="weights-target"
            x={x + 0.1}
            width={0.8}
            y={rounded(HEIGHT * (1 - p / top))}
            height={rounded((HEIGHT * p) / top)}
          />
        ))}
        <path className="weights-source" d={path(source, top)} />
        <path className="weights-loss" d={path(loss, 0.5)} />
      </svg>
      <svg
        className="weights-sample"
        viewBox={`0 0 ${places} ${most}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {counts.map((count, x) => (
          <rect key={x} x={x + 0.1} width={0.8} y={0} height={count} />
        ))}
      </svg>
      <p className="weights-key">
        weighted estimates of{' '}
        {estimates.length > 0 ? `${estimates.length} other samples (dots), ` : ''}
        this one (▼), and the risks they are of (bars)
      </p>
      <div className="weights-line" aria-hidden="true">
        <span className="weights-risk" data-of="source" style={{ left: across(sourceRisk) }} />
        <span className="weights-risk" data-of="target" style={{ left: across(targetRisk) }} />
        {estimates.map((value, i) => (
          <span
            key={i}
            className="weights-dot"
            style={{ left: across(value), top: `${((100 * (i % DOTS)) / DOTS).toFixed(2)}%` }}
          />
        ))}
        <span className="weights-own" style={{ left: across(own) }}>
          ▼
        </span>
      </div>
    </div>
  );
}
