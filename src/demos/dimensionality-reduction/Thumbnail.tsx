import type { CSSProperties } from 'react';

interface Props {
  /** The sheet of all pictures; the style sheet has it fetched when the demo is alive. */
  src: string;
  columns: number;
  number: number;
  /** Side on the page, in CSS pixels. */
  size: number;
  label: string;
}

/** One picture of a sheet, large. */
export function Thumbnail({ src, columns, number, size, label }: Props) {
  const [row, column] = [Math.floor(number / columns), number % columns];
  return (
    <span
      className="dr-thumbnail"
      role="img"
      aria-label={label}
      style={
        {
          '--sheet': `url(${src})`,
          width: size,
          height: size,
          backgroundSize: `${columns * size}px auto`,
          backgroundPosition: `${-column * size}px ${-row * size}px`,
        } as CSSProperties
      }
    />
  );
}
