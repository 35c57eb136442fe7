import { centreOf, type ReceptiveField } from '#numerics/receptiveField.ts';
import type { Cell } from '#ui/matrix.ts';
import type { PickedUnits } from '#ui/PixelImage.tsx';

/** How a picture of `side` × `side` pixels picks a unit of a layer: by its pixels, and by the arrows. */
export interface UnitControl {
  /** The pixel that marks the unit: the one at the middle of what it sees. */
  pick: Cell;
  onPick: (pixel: Cell) => void;
  units: PickedUnits;
}

/**
 * Pressing a pixel picks the unit whose centre is nearest; an arrow goes to the next *unit*, for the
 * next pixel is mostly still that of the same unit.
 */
export function unitControl(
  view: ReceptiveField,
  unit: Cell,
  side: number,
  onUnit: (unit: Cell) => void,
): UnitControl {
  const origin = centreOf(view, [0, 0]);
  const nearest = (at: number, axis: 0 | 1) =>
    within(Math.round((at - origin[axis]) / view.jump[axis]), view.units[axis]);
  const [row, column] = centreOf(view, [unit.row, unit.column]);
  return {
    pick: { row: within(Math.round(row), side), column: within(Math.round(column), side) },
    onPick: (pixel) => onUnit({ row: nearest(pixel.row, 0), column: nearest(pixel.column, 1) }),
    units: {
      rows: view.units[0],
      columns: view.units[1],
      at: unit,
      name: `unit [${unit.row}, ${unit.column}]`,
      onMove: onUnit,
    },
  };
}

function within(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}
