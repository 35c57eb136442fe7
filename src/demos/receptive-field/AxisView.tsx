import type { ReceptiveField } from '#numerics/receptiveField.ts';

interface Props {
  field: ReceptiveField;
  /** How many pixels the input has along the axis. */
  side: number;
}

/** Along one axis: which pixels, and how much padding, the first units of a layer see. */
export function AxisView({ field, side }: Props) {
  const [r, j, start, units] = [field.size[0], field.jump[0], field.start[0], field.units[0]];
  const shown = Math.min(3, units);
  const before = Math.max(0, -start);
  const after = Math.max(0, start + (shown - 1) * j + r - side);
  const width = before + side + after;
  const text = Array.from({ length: shown }, (_, unit) => {
    const first = start + unit * j;
    return `unit ${unit} sees ${signed(first)} to ${signed(first + r - 1)}, centre ${signed(first + (r - 1) / 2)}`;
  });
  return (
    <figure className="demo-picture rf-axis">
      <figcaption>Along one axis: pixels 0 to {side - 1}, padding grey</figcaption>
      <svg
        viewBox={`0 0 ${width} 100`}
        preserveAspectRatio="none"
        role="img"
        aria-label={text.join('; ')}
      >
        <rect className="rf-padding" width={width} height="100" />
        <rect className="rf-input" x={before} width={side} height="100" />
        {text.map((label, unit) => (
          <g key={label}>
            <rect
              className="rf-seen"
              x={before + start + unit * j}
              width={r}
              y={14 + 27 * unit}
              height="16"
            />
            <path
              className="rf-centre"
              d={`M${before + start + unit * j + r / 2} ${8 + 27 * unit}v28`}
            />
          </g>
        ))}
      </svg>
      <ul>
        {text.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
    </figure>
  );
}

function signed(value: number): string {
  return String(value).replace('-', '−');
}
