import type { Role } from './role.ts';

/** A kind of thing that is counted, the lowest in every bar first. */
export interface BarSeries {
  name: string;
  role?: Role | undefined;
  /** Drawn hatched: the second carrier beside colour. */
  hatched?: boolean | undefined;
}

export interface Bar {
  /** What the bar stands for, such as a date; and the same shorter, for the axis. */
  name: string;
  short: string;
  /** A count for each series. */
  counts: readonly number[];
}

export interface BarPlotProps {
  series: readonly BarSeries[];
  bars: readonly Bar[];
  /** Every how manieth bar is named beneath, counted from the first. */
  nameEvery: number;
  /** The result in words: "31 items come up in the next 30 days". */
  description: string;
}

/** Stacked counts as bars from zero, with a legend where there is more than one kind, and a table. */
export function BarPlot({ series, bars, nameEvery, description }: BarPlotProps) {
  const totals = bars.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
  const most = Math.max(1, ...totals);
  return (
    <figure className="bar-plot">
      <div className="bar-plot-area" aria-hidden="true">
        <span className="bar-plot-most">{most}</span>
        {bars.map(({ name, short, counts }, at) => (
          <div className="bar" key={name} title={`${name}: ${totals[at]}`}>
            {counts.map((count, kind) => (
              <div
                key={series[kind]?.name}
                data-role={series[kind]?.role}
                data-hatched={series[kind]?.hatched}
                style={{ height: `${(100 * count) / most}%` }}
              />
            ))}
            {at % nameEvery === 0 && <span>{short}</span>}
          </div>
        ))}
      </div>
      {series.length > 1 && (
        <ul className="bar-plot-legend" aria-hidden="true">
          {series.map(({ name, role, hatched }) => (
            <li key={name}>
              <span data-role={role} data-hatched={hatched} /> {name}
            </li>
          ))}
        </ul>
      )}
      <figcaption>{description}</figcaption>
      <details>
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              {series.map(({ name }) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map(({ name, counts }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {counts.map((count, kind) => (
                  <td key={series[kind]?.name}>{count}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
