import { axisLabels, formatNumber } from './formatNumber.ts';
import { plotScale, type Axis } from './plotScale.ts';
import type { Role } from './role.ts';
import { spreadLabels } from './spreadLabels.ts';

/** One line of a plot. */
export interface Series {
  name: string;
  points: readonly (readonly [x: number, y: number])[];
  role?: Role | undefined;
}

export interface LinePlotProps {
  series: readonly Series[];
  x: Axis;
  y: Axis;
  /** The result in words: "the loss falls from 0.41 to 0.002 in 60 steps". */
  description: string;
  /** A vertical line at this x, such as the current step. */
  marker?: number | undefined;
  /** Height of the drawing, in CSS pixels. */
  height?: number | undefined;
}

/** Dash patterns, the second carrier: lines are told apart without colour. */
const DASHES = ['none', '7 4', '2 4', '9 3 2 3', '1 3'];

/**
 * Lines against titled axes, each named at its end rather than in a legend. The curves are SVG that
 * stretches; the words are HTML that does not, so they stay readable on a narrow screen.
 */
export function LinePlot({ series, x, y, description, marker, height = 220 }: LinePlotProps) {
  const points = series.flatMap((line) => line.points);
  const across = plotScale(x, [
    ...points.map(([px]) => px),
    ...(marker === undefined ? [] : [marker]),
  ]);
  const up = plotScale(
    y,
    points.map(([, py]) => py),
  );
  const levels = axisLabels(up.ticks);
  const ends = series.map((line) => {
    const last = line.points.findLast(([, py]) => Number.isFinite(up.place(py)));
    return last ? 1 - up.place(last[1]) : 0.5;
  });
  const labelTops = spreadLabels(ends, 18 / height);
  return (
    <figure className="plot">
      <div className="plot-y-title">{y.title}</div>
      <div className="plot-body" style={{ height }} aria-hidden="true">
        <div className="plot-y-ticks">
          {up.ticks.map((tick, at) => (
            <span key={tick} style={{ bottom: percent(up.place(tick)) }}>
              {levels[at]}
            </span>
          ))}
        </div>
        <div className="plot-area">
          <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" className="plot-lines">
            {up.ticks.map((tick) => {
              const level = 1000 * (1 - up.place(tick));
              return <path key={tick} className="plot-grid" d={`M0 ${level}H1000`} />;
            })}
            {marker !== undefined && (
              <path className="plot-marker" d={`M${1000 * across.place(marker)} 0V1000`} />
            )}
            {series.map((line, index) => (
              <path
                key={line.name}
                className="plot-line"
                data-role={line.role}
                data-series={index}
                strokeDasharray={DASHES[index % DASHES.length]}
                d={pathOf(line.points, across.place, up.place)}
              />
            ))}
          </svg>
          <div className="plot-x-ticks">
            {across.ticks.map((tick) => (
              <span key={tick} style={{ left: percent(across.place(tick)) }}>
                {x.names?.[tick - 1] ?? formatNumber(tick)}
              </span>
            ))}
          </div>
        </div>
        <div className="plot-names">
          {series.map((line, index) => (
            <span
              key={line.name}
              data-role={line.role}
              data-series={index}
              style={{ top: percent(labelTops[index] ?? 0) }}
            >
              {line.name}
            </span>
          ))}
        </div>
      </div>
      <div className="plot-x-title">{x.title}</div>
      <figcaption className="visually-hidden">{description}</figcaption>
    </figure>
  );
}

/**
 * The line through the points that can be shown; a point that cannot (such as log 0) breaks it.
 * Whole thousandths of the plot, and steps from point to point: half the letters.
 */
function pathOf(
  points: Series['points'],
  across: (x: number) => number,
  up: (y: number) => number,
): string {
  let path = '';
  let last: [left: number, top: number] | null = null;
  for (const [px, py] of points) {
    const left = Math.round(1000 * across(px));
    const top = Math.round(1000 * (1 - up(py)));
    if (!Number.isFinite(left) || !Number.isFinite(top)) {
      last = null;
      continue;
    }
    path += last ? `l${left - last[0]} ${top - last[1]}` : `M${left} ${top}`;
    last = [left, top];
  }
  // A line that goes nowhere, with its round ends, is a dot.
  return points.length === 1 && path ? `${path}h0` : path;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}
