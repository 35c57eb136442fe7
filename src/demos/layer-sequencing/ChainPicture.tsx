import type { Sheet } from '#demos/network/sheet.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';

interface Props {
  sheet: Sheet;
  classes: readonly string[];
  image: number;
  /** Whether the demo is alive; before that nobody needs the sheet, and it is not fetched. */
  live: boolean;
  onImage: (image: number) => void;
}

/** The chosen test images, to press one of. */
export function ChainPicture({ sheet, classes, image, live, onImage }: Props) {
  const { columns, labels, src } = sheet;
  const rows = labels.length / columns;
  return (
    <div className="chain-pictures">
      {live && (
        <PixelImage
          width={columns}
          height={rows}
          src={src}
          label={`Test images to choose from; now number ${image}, ${classes[labels[image] ?? 0] ?? ''}`}
          role="input"
          size={320}
          pick={{ row: Math.floor(image / columns), column: image % columns }}
          onPick={({ row, column }) => onImage(row * columns + column)}
        />
      )}
      <Slider
        label="test image"
        value={image}
        min={0}
        max={labels.length - 1}
        role="input"
        onChange={onImage}
      />
    </div>
  );
}
