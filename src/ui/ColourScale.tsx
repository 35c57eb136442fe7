import { colourOf, cssColour, type MapKind } from './colourMaps.ts';
import { formatNumber } from './formatNumber.ts';

export interface ColourScaleProps {
  kind: MapKind;
  /** The number at full strength. */
  scale: number;
  /** What the numbers are, with their unit. */
  label: string;
  format?: ((value: number) => string) | undefined;
}

/** The scale beside a map: a bar of its colours, with numbers. */
export function ColourScale({ kind, scale, label, format = formatNumber }: ColourScaleProps) {
  const lowest = kind === 'signed' ? -scale : 0;
  const stops = Array.from({ length: 11 }, (_, i) =>
    cssColour(colourOf(kind, lowest + ((scale - lowest) * i) / 10, scale)),
  );
  const marks = kind === 'signed' ? [-scale, 0, scale] : [0, scale];
  return (
    <div className="colour-scale">
      <span className="colour-scale-label">{label}</span>
      <span
        className="colour-scale-bar"
        aria-hidden="true"
        style={{ backgroundImage: `linear-gradient(to right, ${stops.join(', ')})` }}
      />
      <span className="colour-scale-marks">
        {marks.map((mark) => (
          <span key={mark}>
            {mark > 0 && kind === 'signed' ? `+${format(mark)}` : format(mark)}
          </span>
        ))}
      </span>
    </div>
  );
}
