import type { Sheet } from '#demos/network/sheet.ts';
import { PixelImage } from '#ui/PixelImage.tsx';

interface Props {
  /** What the picture is to be. */
  label: string;
  sheet: Sheet;
  classes: readonly string[];
  value: number;
  onChange: (value: number) => void;
}

/** One of the 24 chosen test images, picked from their sheet. */
export function ChoosePicture({ label, sheet, classes, value, onChange }: Props) {
  const { columns, labels, src } = sheet;
  const rows = Math.ceil(labels.length / columns);
  const at = { row: Math.floor(value / columns), column: value % columns };
  return (
    <figure className="demo-picture conflict-choice">
      <figcaption>
        {label}: {classes[labels[value] ?? 0]}
      </figcaption>
      <PixelImage
        width={columns}
        height={rows}
        src={src}
        label={`${label}, to be picked; now a ${classes[labels[value] ?? 0] ?? ''}`}
        role="input"
        size={264}
        pick={at}
        boxes={[{ ...at, width: 1, height: 1, cursor: true }]}
        onPick={({ row, column }) => onChange(row * columns + column)}
      />
    </figure>
  );
}
