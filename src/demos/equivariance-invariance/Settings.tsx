import { useState } from 'react';
import type { Sheet } from '#demos/network/sheet.ts';
import { Choice } from '#ui/Choice.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { PICTURES, REACH, type LabState } from './state.ts';

interface Props {
  state: LabState;
  update: (change: Partial<LabState>) => void;
  sheet: Sheet;
  /** The class of the chosen picture. */
  name: string;
}

/** The shift in numbers, and what comes in where the picture has left. */
export function ShiftSettings({ state, update }: Pick<Props, 'state' | 'update'>) {
  const { down, right, border } = state;
  return (
    <div className="demo-controls ei-shift">
      <Slider
        label="shift right"
        symbol="τ"
        unit="px"
        role="input"
        value={right}
        min={-REACH}
        max={REACH}
        onChange={(right) => update({ right })}
      />
      <Slider
        label="shift down"
        unit="px"
        role="input"
        value={down}
        min={-REACH}
        max={REACH}
        onChange={(down) => update({ down })}
      />
      <Choice
        label="What fills the gap"
        role="input"
        options={[
          { value: 'wrap', label: 'the other side' },
          { value: 'mirror', label: 'a mirror image' },
          { value: 'edge', label: 'its border again' },
        ]}
        value={border}
        onChange={(border) => update({ border })}
      />
    </div>
  );
}

/** The network and its operations, and the picture. */
export function Settings({ state, update, sheet, name }: Props) {
  // The sheet of pictures weighs 50 KiB, which a reader who wants no other picture need not pay.
  const [choosing, setChoosing] = useState(false);
  const { image, network, padding, pooling } = state;
  const { columns } = sheet;
  const rows = PICTURES / columns;
  return (
    <>
      <Choice
        label="Padding inside the layers"
        options={[
          { value: 'zero', label: 'zeros, as trained' },
          { value: 'circular', label: 'circular' },
        ]}
        value={padding}
        onChange={(padding) => update({ padding })}
      />
      <Choice
        label="Pooling"
        options={[
          { value: 'max', label: 'max, as trained' },
          { value: 'blurredMax', label: 'blurred max' },
          { value: 'average', label: 'average' },
        ]}
        value={pooling}
        onChange={(pooling) => update({ pooling })}
      />
      <Choice
        label="Network"
        options={[
          { value: 'base', label: 'base: means' },
          { value: 'flat-head', label: 'flat-head: places' },
        ]}
        value={network}
        onChange={(network) => update({ network })}
      />
      <div className="ei-pictures">
        <span className="control-label">Picture: {name}</span>
        {choosing ? (
          <div style={{ aspectRatio: `${columns} / ${rows}` }}>
            <PixelImage
              width={columns}
              height={rows}
              src={sheet.src}
              label={`Pictures to choose from; now number ${image}, ${name}`}
              role="input"
              size={320}
              pick={{ row: Math.floor(image / columns), column: image % columns }}
              onPick={({ row, column }) => update({ image: row * columns + column })}
            />
          </div>
        ) : (
          <div>
            <button type="button" className="button" onClick={() => setChoosing(true)}>
              Choose another of {PICTURES}
            </button>
          </div>
        )}
      </div>
    </>
  );
}
