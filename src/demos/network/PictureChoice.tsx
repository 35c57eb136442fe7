import { useState } from 'react';
import { Choice } from '#ui/Choice.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { ownPicture } from './ownPicture.ts';
import { colours, type Colour } from './paint.ts';
import type { Sheet } from './sheet.ts';
import type { PictureSet } from './state.ts';

/** What the reader paints with. */
export interface Brush {
  colour: Colour;
  size: number;
}

interface Props {
  sheets: Readonly<Record<PictureSet, Sheet>>;
  classes: readonly string[];
  set: PictureSet;
  image: number;
  /** Whether the picture is the reader's own, or one they have painted on. */
  isOwn: boolean;
  brush: Brush;
  /** Whether the demo is alive; before that nobody needs the sheet, and it is not fetched. */
  live: boolean;
  onImage: (set: PictureSet, image: number) => void;
  /** A picture of the reader's; null: the present one, to be painted on. */
  onOwn: (pixels: Uint8Array | null) => void;
  onBrush: (brush: Brush) => void;
  /** Back to the test image. */
  onBack: () => void;
}

const sets = [
  { value: 'teaching', label: '24 chosen' },
  { value: 'gallery', label: '500 drawn by lot' },
  { value: 'own', label: 'your own, or painted' },
] as const;

/** Which picture: a test image, the reader's own, or one to paint on. */
export function PictureChoice(props: Props) {
  const { sheets, classes, set, image, isOwn, live, onImage, onOwn } = props;
  const sheet = sheets[set];
  const { columns, labels } = sheet;
  const rows = labels.length / columns;
  const width = set === 'teaching' ? 388 : 804;
  return (
    <div className="network-choice">
      <Choice
        label="Picture from"
        role="input"
        options={sets}
        value={isOwn ? 'own' : set}
        onChange={(value) => (value === 'own' ? onOwn(null) : onImage(value, 0))}
      />
      {isOwn ? (
        <OwnPicture {...props} />
      ) : (
        <>
          <div className="network-pictures" style={{ width, aspectRatio: `${columns} / ${rows}` }}>
            {live && (
              <PixelImage
                key={sheet.src}
                width={columns}
                height={rows}
                src={sheet.src}
                label={`Test images to choose from; now number ${image}, ${classes[labels[image] ?? 0] ?? ''}`}
                role="input"
                size={width}
                pick={{ row: Math.floor(image / columns), column: image % columns }}
                onPick={({ row, column }) => onImage(set, row * columns + column)}
              />
            )}
          </div>
          <Slider
            label="number"
            value={image}
            min={0}
            max={labels.length - 1}
            role="input"
            onChange={(next) => onImage(set, next)}
          />
        </>
      )}
    </div>
  );
}

function OwnPicture({ brush, onBrush, onOwn, onBack }: Props) {
  const [refused, setRefused] = useState('');
  const take = (file: File | undefined) => {
    if (!file) return;
    ownPicture(file).then(
      (pixels) => {
        setRefused('');
        onOwn(pixels);
      },
      () =>
        setRefused(
          `“${file.name}” is not a picture that this browser can read, so the present one stays.`,
        ),
    );
  };
  return (
    <>
      <div
        className="network-drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files[0]);
        }}
      >
        <label className="network-file">
          Choose a picture, or drop one here{' '}
          <input
            type="file"
            accept="image/*"
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        </label>
        <p>
          It stays on this device. Of its middle the largest square is taken and made 32×32 pixels.
        </p>
        <p className="control-message" role="alert">
          {refused}
        </p>
      </div>
      <Choice
        label="Or paint on the picture above, with"
        role="input"
        options={(Object.keys(colours) as Colour[]).map((name) => ({ value: name, label: name }))}
        value={brush.colour}
        onChange={(colour) => onBrush({ ...brush, colour })}
      />
      <Choice
        label="Brush, pixels wide"
        role="input"
        options={[1, 3, 5, 9].map((size) => ({ value: size, label: size }))}
        value={brush.size}
        onChange={(size) => onBrush({ ...brush, size })}
      />
      <button type="button" className="button" onClick={onBack}>
        Back to the test image
      </button>
    </>
  );
}
