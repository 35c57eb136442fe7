import { EditableGrid } from '#ui/EditableGrid.tsx';
import { largestMagnitude, type Cell, type Matrix } from '#ui/matrix.ts';
import type { Role } from '#ui/role.ts';

interface Props {
  values: Matrix;
  /** The right values; they set the scale. */
  theorem: Matrix;
  wrong: readonly Cell[];
  title: string;
  label: string;
  role?: Role | undefined;
}

/** What a mistake gives, its wrong entries framed. */
export function MistakenGrid({ values, theorem, wrong, title, label, role }: Props) {
  return (
    <EditableGrid
      values={values}
      title={title}
      label={label}
      role={role}
      scale={largestMagnitude(theorem)}
      highlights={wrong.map((cell) => ({ ...cell, weight: 0.7 }))}
      compact
      note={wrong.length > 0 ? 'Framed: wrong.' : undefined}
    />
  );
}

/** The entries that differ from the theorem's by more than rounding. */
export function wrongCells(values: Matrix, theorem: Matrix): Cell[] {
  return values.flatMap((cells, row) =>
    cells.flatMap((value, column) =>
      Math.abs(value - (theorem[row]?.[column] ?? Number.NaN)) > 1e-4 ? [{ row, column }] : [],
    ),
  );
}
