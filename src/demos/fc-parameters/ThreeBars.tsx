import { Fragment, type CSSProperties, type PointerEvent } from 'react';
import type { Totals } from '#numerics/architectures/ledger.ts';
import type { Part } from '#numerics/architectures/partsOf.ts';
import { wholeText } from '#ui/formatNumber.ts';
import { megabytes, quantities } from './quantities.ts';

interface Props {
  parts: readonly Part[];
  totals: Totals;
  /** The sums that fill a bar's whole width. */
  full: Totals;
  /** The part in view. */
  lit: number;
  /** The part under the pointer, null when it leaves. */
  onPoint: (part: number | null) => void;
  onSelect: (part: number) => void;
}

/** Where each part begins and ends on a bar, from 0 to 100. */
type Spans = [from: number, to: number][];

/** Three bars of the same layers in the same order, each layer's shares joined by bands. */
export function ThreeBars({ parts, totals, full, lit, onPoint, onSelect }: Props) {
  const spans = quantities.map(({ key }) => spansOf(parts, key, full[key]));
  const partAt = (event: PointerEvent) => {
    const found = event.target instanceof Element && event.target.closest('[data-part]');
    return found ? Number(found.getAttribute('data-part')) : null;
  };
  return (
    <div
      className="fc-bars"
      onPointerMove={(event) => onPoint(partAt(event))}
      onPointerLeave={() => onPoint(null)}
      onPointerDown={(event) => {
        const part = partAt(event);
        if (part !== null) onSelect(part);
      }}
    >
      {quantities.map(({ key, name, inMemory }, row) => (
        <Fragment key={key}>
          <p className="fc-total" style={rowStyle(row)}>
            <span>{name}</span> <strong>{wholeText(totals[key])}</strong>
            {inMemory && <span className="control-unit"> {megabytes(totals[key])}</span>}
          </p>
          <div className="fc-bar" aria-hidden="true" style={rowStyle(row)}>
            {parts.map((part, i) => (
              <span
                key={part.name}
                className="fc-piece"
                data-kind={part.kind}
                data-part={i}
                data-lit={i === lit || undefined}
                style={pieceStyle(spans[row]?.[i])}
              />
            ))}
          </div>
          {row + 1 < quantities.length && (
            <svg
              className="fc-bands"
              style={rowStyle(row)}
              viewBox="0 0 100 1"
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              {parts.map((part, i) => (
                <path
                  key={part.name}
                  data-kind={part.kind}
                  data-part={i}
                  data-lit={i === lit || undefined}
                  d={bandPath(spans[row]?.[i], spans[row + 1]?.[i])}
                />
              ))}
            </svg>
          )}
        </Fragment>
      ))}
    </div>
  );
}

/** Which of the three rows; the style sheet places its pieces. */
function rowStyle(row: number): CSSProperties {
  return { '--row': row } as CSSProperties;
}

function spansOf(parts: readonly Part[], key: keyof Totals, full: number): Spans {
  let at = 0;
  return parts.map((part) => {
    const from = at;
    at += (100 * part[key]) / full;
    return [from, at];
  });
}

function pieceStyle([from, to]: Spans[number] = [0, 0]) {
  return { left: `${tidy(from)}%`, width: `${tidy(to - from)}%` };
}

function bandPath([a, b]: Spans[number] = [0, 0], [c, d]: Spans[number] = [0, 0]): string {
  const [from, to] = [`${tidy(a)} 0`, `${tidy(b)} 0`];
  return `M${from}L${to}C${tidy(b)} .5 ${tidy(d)} .5 ${tidy(d)} 1L${tidy(c)} 1C${tidy(c)} .5 ${tidy(a)} .5 ${from}Z`;
}

/** Enough digits for a thousandth of the width. */
function tidy(value: number): number {
  return Number(value.toFixed(2));
}
