import type { ReactNode } from 'react';
import { GridCell } from './GridCell.tsx';
import { formatNumber } from './formatNumber.ts';
import { largestMagnitude, type Cell, type Matrix } from './matrix.ts';
import type { Role } from './role.ts';
import { useGridKeys } from './useGridKeys.ts';

/** A cell to light up, from 0 (not at all) to 1 (fully; the default). */
export interface Highlight extends Cell {
  weight?: number;
}

export interface EditableGridProps {
  /** The numbers, row by row. */
  values: Matrix;
  /** Called with each number the reader enters. Without it the grid is read-only. */
  onChange?: ((cell: Cell, value: number) => void) | undefined;
  /** The smallest and the largest number that a cell takes; by default ±1,000,000, as in links. */
  range?: readonly [least: number, most: number] | undefined;
  /** What the grid shows, for the heading above it. */
  title: ReactNode;
  /** The same in plain words, for a screen reader. */
  label: string;
  role?: Role | undefined;
  highlights?: readonly Highlight[] | undefined;
  /** Called when a cell is pointed at or focused, and with null when none is. */
  onPoint?: ((cell: Cell | null) => void) | undefined;
  /** Magnitude drawn at full strength; the largest in the grid by default. */
  scale?: number | undefined;
  /** How a number is written in its cell. */
  format?: ((value: number) => string) | undefined;
  /** Cells that are not data (padding, zeros put in by a stride): drawn faint, never editable. */
  isFiller?: ((cell: Cell) => boolean) | undefined;
  /** Smaller cells, for grids of more than seven columns. */
  compact?: boolean | undefined;
  /** A line under the grid, such as its size. */
  note?: ReactNode;
}

/**
 * A table of numbers that the reader can point at and edit: arrows move, typing or Enter edits,
 * Escape takes it back, Page Up and Page Down change by one; a tap edits on a touch screen.
 */
export function EditableGrid(props: EditableGridProps) {
  const { values, title, label, role, note, compact = false } = props;
  const scale = props.scale ?? largestMagnitude(values);
  const format = props.format ?? formatNumber;
  const interactive = props.onChange !== undefined || props.onPoint !== undefined;
  const grid = useGridKeys(props);
  const weights = weightTable(props.highlights);
  return (
    <figure className="grid-figure" data-role={role} data-compact={compact || undefined}>
      <figcaption className="grid-title">{title}</figcaption>
      <table
        ref={grid.tableRef}
        className="grid-table"
        role={interactive ? 'grid' : undefined}
        aria-label={label}
        aria-readonly={interactive && props.onChange === undefined ? true : undefined}
        onKeyDown={interactive ? grid.onKeyDown : undefined}
        onPointerLeave={props.onPoint && (() => props.onPoint?.(null))}
        onBlur={grid.onBlur}
      >
        <tbody>
          {values.map((cells, row) => (
            <tr key={row}>
              {cells.map((value, column) => (
                <GridCell
                  key={column}
                  row={row}
                  column={column}
                  text={format(value)}
                  share={scale > 0 ? Math.max(-1, Math.min(1, value / scale)) : 0}
                  weight={weights.get(`${row},${column}`) ?? 0}
                  filler={props.isFiller?.({ row, column }) ?? false}
                  interactive={interactive}
                  tabStop={grid.active.row === row && grid.active.column === column}
                  draft={grid.draftOf({ row, column })}
                  actions={grid.actions}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {note !== undefined && <div className="grid-note">{note}</div>}
      {interactive && (
        <div className="grid-message" role="status" aria-live="polite">
          {grid.message}
        </div>
      )}
    </figure>
  );
}

function weightTable(highlights: readonly Highlight[] = []): Map<string, number> {
  const table = new Map<string, number>();
  for (const { row, column, weight = 1 } of highlights) {
    table.set(`${row},${column}`, Math.max(0, Math.min(1, weight)));
  }
  return table;
}
