import type { ReactNode } from 'react';
import { Choice } from './Choice.tsx';
import type { Role } from './role.ts';
import { swatches } from './swatches.ts';

/** What the reader draws with. */
export interface DrawingTool {
  kind: 'brush' | 'eraser' | 'fill';
  /** `#rrggbb`. */
  colour: string;
  /** Width of brush and eraser in pixels, an odd number. */
  size: number;
}

interface Props {
  tool: DrawingTool;
  onTool: (tool: DrawingTool) => void;
  onUndo: (() => void) | null;
  onRedo: (() => void) | null;
  onClear: (() => void) | null;
  role?: Role | undefined;
}

/** The tools under a DrawingPad: brush, eraser, fill; colours; widths; back, on, away with it. */
export function DrawingTools({ tool, onTool, onUndo, onRedo, onClear, role }: Props) {
  const take = (change: Partial<DrawingTool>) => onTool({ ...tool, ...change });
  // Who chooses a colour wants to see it: the eraser is put down.
  const dip = (colour: string) =>
    take({ colour, kind: tool.kind === 'eraser' ? 'brush' : tool.kind });
  return (
    <div className="drawing-tools">
      <Choice
        label="Draw with"
        role={role}
        options={[
          { value: 'brush', label: 'brush' },
          { value: 'eraser', label: 'eraser' },
          { value: 'fill', label: 'fill' },
        ]}
        value={tool.kind}
        onChange={(kind) => take({ kind })}
      />
      <Choice
        label="Pixels wide"
        role={role}
        options={[1, 3, 5, 9].map((size) => ({ value: size, label: size }))}
        value={tool.size}
        onChange={(size) => take({ size })}
      />
      <div className="drawing-colours">
        <Choice
          label="Colour"
          role={role}
          options={Object.entries(swatches).map(([name, colour]) => ({
            value: colour,
            label: (
              <i
                className="swatch"
                style={{ background: colour }}
                role="img"
                aria-label={name}
                title={name}
              />
            ),
          }))}
          value={tool.colour}
          onChange={dip}
        />
        <label className="drawing-colour">
          or any{' '}
          <input
            type="color"
            value={tool.colour}
            onChange={(event) => dip(event.currentTarget.value)}
          />
        </label>
      </div>
      <div className="drawing-steps">
        <Step onPress={onUndo}>Undo</Step>
        <Step onPress={onRedo}>Redo</Step>
        <Step onPress={onClear}>Clear</Step>
      </div>
    </div>
  );
}

/** A button that may have nothing to do, and keeps the focus then. */
function Step({ onPress, children }: { onPress: (() => void) | null; children: ReactNode }) {
  return (
    <button
      type="button"
      className="button"
      aria-disabled={onPress === null || undefined}
      onClick={onPress ?? undefined}
    >
      {children}
    </button>
  );
}
