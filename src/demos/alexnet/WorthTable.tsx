import type { CSSProperties } from 'react';
import type { Worth } from './summarise.ts';

/** What each ingredient is worth, in points, with a dot for each seed. */
export function WorthTable({ rows, caption }: { rows: readonly Worth[]; caption: string }) {
  const all = rows.flatMap(({ points }) => points);
  const low = Math.min(-1, ...all);
  const high = Math.max(1, ...all);
  const place = (value: number) => `${((100 * (value - low)) / (high - low)).toFixed(1)}%`;
  return (
    <table className="demo-table alexnet-worth">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">ingredient</th>
          <th scope="col">points</th>
          <th scope="col">seed by seed</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ ingredient, points, mean }) => (
          <tr key={ingredient}>
            <th scope="row">{ingredient}</th>
            <td>
              <strong>{signed(mean)}</strong>
            </td>
            <td>
              <span className="alexnet-track" style={{ '--zero': place(0) } as CSSProperties}>
                <span className="visually-hidden">{points.map(signed).join(', ')}</span>
                {points.map((value, i) => (
                  <span
                    key={i}
                    className="alexnet-dot"
                    style={{ insetInlineStart: place(value) }}
                    title={signed(value)}
                    aria-hidden="true"
                  />
                ))}
                <span
                  className="alexnet-mean"
                  style={{ insetInlineStart: place(mean) }}
                  aria-hidden="true"
                />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "+1.2", "−0.3". */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return text === '0.0' ? '0.0' : `${value < 0 ? '−' : '+'}${text}`;
}
