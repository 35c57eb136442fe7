import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { emptyCanvas, SIDE, type Sheet } from '#demos/network/sheet.ts';
import { Choice } from '#ui/Choice.tsx';
import { DrawingPad } from '#ui/DrawingPad.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import type { PictureState } from './state.ts';
import type { ChainPictureView } from './useChainPicture.ts';

interface Props {
  sheet: Sheet;
  classes: readonly string[];
  state: PictureState;
  picture: ChainPictureView;
  /** Whether the demo is alive; before that nobody needs the sheet, and it is not fetched. */
  live: boolean;
  onChange: (change: Partial<PictureState>) => void;
}

/** Which picture: one of the chosen test images, or a drawing. */
export function ChainPicture({ sheet, classes, state, picture, live, onChange }: Props) {
  const { columns, labels, src } = sheet;
  const { image, source } = state;
  const rows = labels.length / columns;
  return (
    <div className="chain-pictures">
      <Choice
        label="Picture"
        role="input"
        options={[
          { value: 'image', label: 'a test image' },
          { value: 'drawing', label: 'draw one' },
        ]}
        value={source}
        onChange={(next) => onChange({ source: next })}
      />
      {source === 'drawing' ? (
        <DrawingPad
          width={SIDE}
          height={SIDE}
          pixels={picture.drawing.pixels ?? emptyCanvas}
          onChange={picture.drawing.paint}
          background={emptyCanvas}
          title="Your drawing"
          label="Your drawing"
          role="input"
          size={256}
        />
      ) : (
        <div className="chain-sheet" style={{ aspectRatio: `${columns} / ${rows}` }}>
          {live && (
            <PixelImage
              width={columns}
              height={rows}
              src={src}
              label={`Test images to choose from; now number ${image}, ${classes[labels[image] ?? 0] ?? ''}`}
              role="input"
              size={320}
              pick={{ row: Math.floor(image / columns), column: image % columns }}
              onPick={({ row, column }) => onChange({ image: row * columns + column })}
            />
          )}
        </div>
      )}
      <PicturesMissing of={picture} />
    </div>
  );
}
