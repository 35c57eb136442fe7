import { formatNumber } from '#ui/formatNumber.ts';
import type { FlowView } from './flowAt.ts';

interface Props {
  levels: readonly (readonly number[])[];
  /** The brightest level. */
  brightest: number;
  flow: FlowView;
  /** The picture in words. */
  label: string;
}

const [STEP, HALF] = [64, 16];

/**
 * A picture's pixels as nodes, each with its grey level and what is left from the source (+) or to
 * the sink (−); between neighbours a line as thick as what it still lets through, with the number,
 * dotted when full.
 */
export function CutGraph({ levels, brightest, flow, label }: Props) {
  const columns = levels[0]?.length ?? 0;
  const centre = (i: number) => ({
    x: (i % columns) * STEP + STEP / 2,
    y: Math.floor(i / columns) * STEP + STEP / 2,
  });
  const most = Math.max(...flow.links.map(({ capacity }) => capacity), 1e-9);
  const path = flow.path?.map((i) => centre(i));
  return (
    <svg
      className="cut-graph"
      viewBox={`0 0 ${columns * STEP} ${levels.length * STEP}`}
      role="img"
      aria-label={label}
    >
      {flow.links.map(({ a, b, left, full }) => {
        const [from, to] = [centre(a), centre(b)];
        const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
        if (full) return <line key={`${a},${b}`} {...ends} className="cut-full" />;
        return (
          <line
            key={`${a},${b}`}
            {...ends}
            className="cut-link"
            strokeWidth={1 + (9 * left) / most}
          />
        );
      })}
      {path && (
        <polyline className="cut-path" points={path.map(({ x, y }) => `${x},${y}`).join(' ')} />
      )}
      {flow.links.map(({ a, b, left, full }) => {
        if (full) return null;
        const [from, to] = [centre(a), centre(b)];
        return (
          <text
            key={`${a},${b}`}
            x={(from.x + to.x) / 2}
            y={(from.y + to.y) / 2 + 3}
            className="cut-room"
          >
            {formatNumber(left, 2)}
          </text>
        );
      })}
      {levels.flat().map((level, i) => {
        const { x, y } = centre(i);
        const share = level / brightest;
        const ink = share > 0.5 ? '#000' : '#fff';
        const label = flow.labels?.[i];
        const inPath = flow.path?.includes(i) ?? false;
        return (
          <g key={i} className="cut-node" data-label={label} data-path={inPath || undefined}>
            <rect
              x={x - HALF}
              y={y - HALF}
              width={2 * HALF}
              height={2 * HALF}
              fill={`rgb(${[0, 1, 2].map(() => Math.round(255 * share)).join()})`}
            />
            <text x={x} y={y - 2} className="cut-level" style={{ fill: ink }}>
              {level}
            </text>
            <text x={x} y={y + 10} style={{ fill: ink }}>
              {roomText(flow.fromSource[i] ?? 0, flow.toSink[i] ?? 0)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** What is left between a pixel and its terminal: + the source, − the sink. */
function roomText(fromSource: number, toSink: number): string {
  if (fromSource > 1e-9) return `+${formatNumber(fromSource, 2)}`;
  return toSink > 1e-9 ? `−${formatNumber(toSink, 2)}` : '';
}
