import { PATCH, PATCH_COLUMNS, PATCHES, textureNames } from '#numerics/texture/textureSheet.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import type { Cell } from '#ui/matrix.ts';
import { patchName } from './patches.ts';

interface Props {
  /** The sheet of all textures; null before the demo is alive. */
  src: string | null;
  /** The patch that asks. */
  query: number;
  onPick: (number: number) => void;
}

/** Width on the page, in CSS pixels. */
const SHOWN = 216;
/** Textures side by side in the sheet, and rows of patches of each. */
const SIDE_BY_SIDE = 2;
const COLUMNS = SIDE_BY_SIDE * PATCH_COLUMNS;
const ROWS_EACH = PATCHES / PATCH_COLUMNS;
const ROWS = (textureNames.length / SIDE_BY_SIDE) * ROWS_EACH;

/** All patches at once, to press on. */
export function SheetPicker({ src, query, onPick }: Props) {
  const at = cellOf(query);
  const box = { row: at.row * PATCH, column: at.column * PATCH, width: PATCH, height: PATCH };
  return (
    <div className="ts-sheet">
      <span className="control-label">Who asks: {patchName(query)}</span>
      {src !== null ? (
        <PixelImage
          width={COLUMNS * PATCH}
          height={ROWS * PATCH}
          src={src}
          eager
          label="All 48 patches, six of each of eight textures"
          role="input"
          size={SHOWN}
          boxes={[box]}
          units={{
            rows: ROWS,
            columns: COLUMNS,
            at,
            name: patchName(query),
            onMove: (to) => onPick(numberAt(to)),
          }}
          onPick={({ row, column }) =>
            onPick(numberAt({ row: Math.floor(row / PATCH), column: Math.floor(column / PATCH) }))
          }
        />
      ) : (
        <span className="ts-no-sheet needs-script" />
      )}
    </div>
  );
}

/** Where a patch lies in the sheet, in patches. */
function cellOf(number: number): Cell {
  const [texture, patch] = [Math.floor(number / PATCHES), number % PATCHES];
  return {
    row: Math.floor(texture / SIDE_BY_SIDE) * ROWS_EACH + Math.floor(patch / PATCH_COLUMNS),
    column: (texture % SIDE_BY_SIDE) * PATCH_COLUMNS + (patch % PATCH_COLUMNS),
  };
}

function numberAt({ row, column }: Cell): number {
  const texture = Math.floor(row / ROWS_EACH) * SIDE_BY_SIDE + Math.floor(column / PATCH_COLUMNS);
  return texture * PATCHES + (row % ROWS_EACH) * PATCH_COLUMNS + (column % PATCH_COLUMNS);
}
