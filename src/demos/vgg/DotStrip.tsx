/** A row of the strip: its name, what is said of it, and shares from 0 to 1. */
export interface StripRow {
  key: string;
  name: string;
  note: string;
  /** None while the reader has yet to guess them. */
  values: readonly number[];
  /** The reader's own. */
  own: readonly number[];
}

interface Props {
  rows: readonly StripRow[];
  /** What the shares are. */
  title: string;
}

/** One dot a run along a common scale, a stroke at the mean, a ring for each of the reader's own. */
export function DotStrip({ rows, title }: Props) {
  const all = rows.flatMap(({ values, own }) => [...values, ...own]);
  const low = Math.floor(20 * Math.min(...all)) / 20;
  const high = Math.floor(20 * Math.max(...all)) / 20 + 0.05;
  const place = (share: number) => ({ left: `${(100 * (share - low)) / (high - low)}%` });
  return (
    <>
      <ul className="vgg-strip" aria-label={title}>
        {rows.map(({ key, name, note, values, own }) => (
          <li key={key}>
            <span>
              {name}
              <small>{note}</small>
            </span>
            <span className="vgg-dots" aria-hidden="true">
              {values.map((share, i) => (
                <span key={i} style={place(share)} />
              ))}
              {values.length > 0 && <span className="vgg-mean" style={place(meanOf(values))} />}
              {own.map((share, i) => (
                <span key={i} className="vgg-own" style={place(share)} />
              ))}
            </span>
            <span>{values.length > 0 ? spreadText(values) : 'guess first'}</span>
          </li>
        ))}
      </ul>
      <div className="vgg-axis" aria-hidden="true">
        <span>{Math.round(100 * low)} %</span>
        <span>{title}</span>
        <span>{Math.round(100 * high)} %</span>
      </div>
    </>
  );
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** "41.3 % (40.2–42.1)" */
export function spreadText(values: readonly number[]): string {
  const text = (share: number) => (100 * share).toFixed(1);
  return `${text(meanOf(values))} % (${text(Math.min(...values))}–${text(Math.max(...values))})`;
}
