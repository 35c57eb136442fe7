import { useMemo, type CSSProperties } from 'react';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { NUMBERS, SIDE } from '#demos/network/sheet.ts';
import type { Kind, Passing } from '#numerics/novelty/stream.ts';
import { isWanted } from './kindNames.ts';

interface Props {
  shown: readonly Passing[];
  /** The recorded pictures, in rows of twelve … */
  src: string;
  /** … or the pixels of others, one picture after the other. */
  pixels: Uint8Array | undefined;
  nameOf: (kind: Kind) => string;
  /** What a picture shows; nothing for noise. */
  pictureName: (kind: Kind, index: number) => string;
  answer: (kind: Kind, index: number) => string;
  isIn: (kind: Kind, index: number) => boolean;
}

const COLUMNS = 12;

/** The pictures as they come along, each with what it is and what became of it. */
export function StreamStrip({ shown, src, pixels, nameOf, pictureName, answer, isIn }: Props) {
  const sheet = useMemo(() => (pixels ? sheetUri(pixels) : src), [pixels, src]);
  return (
    <ol className="novelty-strip">
      {shown.map(({ kind, index }, i) => {
        const [inside, what] = [isIn(kind, index), pictureName(kind, index)];
        const verdict = inside ? `✓ ${answer(kind, index)}` : '✗';
        return (
          <li key={i} data-in={inside} data-wrong={inside === isWanted(kind) ? undefined : ''}>
            <span
              className="novelty-tile"
              role="img"
              aria-label={`${nameOf(kind)}${what && `: ${what}`}`}
              style={
                {
                  backgroundImage: `url(${sheet})`,
                  backgroundPosition: `${(100 * (i % COLUMNS)) / (COLUMNS - 1)}% ${100 * Math.floor(i / COLUMNS)}%`,
                } as CSSProperties
              }
            />
            <span className="novelty-what">{what || 'noise'}</span>
            <span className="novelty-verdict">
              <span className="visually-hidden">{inside ? 'let in as' : 'turned away'} </span>
              {verdict}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** The pictures as one image, in two rows of twelve. */
function sheetUri(pixels: Uint8Array): string {
  const count = pixels.length / NUMBERS;
  const [width, height] = [COLUMNS * SIDE, SIDE * Math.ceil(count / COLUMNS)];
  const sheet = new Uint8Array(width * height * 3);
  for (let i = 0; i < count; i++) {
    const [top, left] = [SIDE * Math.floor(i / COLUMNS), SIDE * (i % COLUMNS)];
    for (let row = 0; row < SIDE; row++) {
      const from = i * NUMBERS + row * SIDE * 3;
      sheet.set(pixels.subarray(from, from + SIDE * 3), 3 * ((top + row) * width + left));
    }
  }
  return pixelsUri(sheet, { width, height });
}
