interface Props {
  /** The sheet of all pictures, or null as long as it is not to be fetched. */
  src: string | null;
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
      style={{
        width: size,
        height: size,
        backgroundImage: src === null ? undefined : `url(${src})`,
        backgroundSize: `${columns * size}px auto`,
        backgroundPosition: `${-column * size}px ${-row * size}px`,
      }}
    />
  );
}
