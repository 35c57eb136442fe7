import type { Sheet } from '#demos/network/sheet.ts';
import { setSizes } from '#demos/network/state.ts';
import { Choice } from '#ui/Choice.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { networks, type TargetState } from './state.ts';

interface Props {
  state: TargetState;
  sheets: Readonly<Record<TargetState['set'], Sheet>>;
  classes: readonly string[];
  /** Whether the demo is alive; before that nobody needs the sheets. */
  live: boolean;
  onChange: (change: Partial<TargetState>) => void;
}

/** Which network is attacked, behind which filter, and by which picture. */
export function TargetControls({ state, sheets, classes, live, onChange }: Props) {
  const { set, image, network, filter } = state;
  const { columns, labels, src } = sheets[set];
  const width = set === 'teaching' ? 388 : 804;
  const rows = labels.length / columns;
  return (
    <>
      <Choice
        label="Network"
        options={networks.map((value) => ({ value, label: value }))}
        value={network}
        onChange={(next) => onChange({ network: next })}
      />
      <Toggle
        label="3×3 median filter in front of it"
        checked={filter === 'median'}
        onChange={(on) => onChange({ filter: on ? 'median' : 'none' })}
      />
      <div className="network-choice">
        <Choice
          label="Picture from"
          role="input"
          options={[
            { value: 'teaching', label: `${setSizes.teaching} chosen` },
            { value: 'gallery', label: `${setSizes.gallery} drawn by lot` },
          ]}
          value={set}
          onChange={(next) => onChange({ set: next, image: 0 })}
        />
        <div className="network-pictures" style={{ width, aspectRatio: `${columns} / ${rows}` }}>
          {live && (
            <PixelImage
              key={src}
              width={columns}
              height={rows}
              src={src}
              label={`Test images to choose from; now number ${image}, ${classes[labels[image] ?? 0] ?? ''}`}
              role="input"
              size={width}
              pick={{ row: Math.floor(image / columns), column: image % columns }}
              onPick={({ row, column }) => onChange({ image: row * columns + column })}
            />
          )}
        </div>
        <Slider
          label="number"
          value={image}
          min={0}
          max={labels.length - 1}
          role="input"
          onChange={(next) => onChange({ image: next })}
        />
      </div>
    </>
  );
}
