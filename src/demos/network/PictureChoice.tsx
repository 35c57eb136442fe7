import { useState } from 'react';
import { Choice } from '#ui/Choice.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { ownPicture } from './ownPicture.ts';
import type { Sheet } from './sheet.ts';
import type { PictureSet } from './state.ts';

/** Where the picture is from: a set of test images, the reader's device, or the reader's hand. */
export type Source = PictureSet | 'own' | 'canvas';

interface Props {
  sheets: Readonly<Record<PictureSet, Sheet>>;
  classes: readonly string[];
  source: Source;
  /** The picture's number in its set. */
  image: number;
  /** Whether the tools to paint on the picture are out. */
  painting: boolean;
  /** Whether it can be painted on at all; yes, if nothing is said. */
  paintable?: boolean;
  /** Whether the demo is alive; before that nobody needs the sheet, and it is not fetched. */
  live: boolean;
  onSource: (source: Source) => void;
  onImage: (set: PictureSet, image: number) => void;
  /** A picture from the reader's device. */
  onOwn: (pixels: Uint8Array) => void;
  onPainting: (painting: boolean) => void;
}

const sources: { value: Source; label: string }[] = [
  { value: 'teaching', label: '24 chosen' },
  { value: 'gallery', label: '500 drawn by lot' },
  { value: 'own', label: 'your own' },
  { value: 'canvas', label: 'draw one' },
];

/** Which picture: a test image, the reader's own, or an empty canvas; and whether to paint on it. */
export function PictureChoice(props: Props) {
  const { source, painting, paintable = true, onSource, onPainting } = props;
  return (
    <div className="network-choice">
      <Choice
        label="Picture from"
        role="input"
        options={sources}
        value={source}
        onChange={onSource}
      />
      {source === 'own' && <OwnPicture {...props} />}
      {(source === 'teaching' || source === 'gallery') && (
        <>
          <TestImage {...props} set={source} />
          {paintable && (
            <Toggle
              label="paint on the picture"
              checked={painting}
              onChange={onPainting}
              role="input"
            />
          )}
        </>
      )}
    </div>
  );
}

function TestImage({ sheets, classes, set, image, live, onImage }: Props & { set: PictureSet }) {
  const sheet = sheets[set];
  const { columns, labels } = sheet;
  const rows = labels.length / columns;
  const width = set === 'teaching' ? 388 : 804;
  return (
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
  );
}

function OwnPicture({ onOwn }: Props) {
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
  );
}
