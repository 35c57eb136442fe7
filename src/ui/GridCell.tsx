import type { CSSProperties } from 'react';
import type { Cell } from './matrix.ts';

/** What the reader is typing into a cell. */
export interface Draft {
  cell: Cell;
  text: string;
  /** Whether the editor opens with its text selected. */
  selectAll: boolean;
}

/** What a cell may ask of its grid. */
export interface GridActions {
  point(cell: Cell): void;
  focus(cell: Cell): void;
  press(cell: Cell, touch: boolean): void;
  edit(cell: Cell): void;
  type(text: string): void;
  leave(): void;
}

export interface GridCellProps extends Cell {
  text: string;
  /** The value as a share of the scale, −1 to 1; sets the wash. */
  share: number;
  /** Strength of the highlight, 0 to 1. */
  weight: number;
  filler: boolean;
  interactive: boolean;
  /** Whether this is the one cell that the Tab key reaches. */
  tabStop: boolean;
  /** What the reader is typing here, or null when they are not. */
  draft: Draft | null;
  actions: GridActions;
}

/** One cell of an EditableGrid: its number, its wash, its highlight, its editor. */
export function GridCell(props: GridCellProps) {
  const { row, column, text, share, weight, filler, interactive, draft, actions } = props;
  const cell = { row, column };
  // Only what differs from the style sheet's defaults: a page has hundreds of cells.
  const style = {
    ...(share !== 0 && { '--share': Number(Math.abs(share).toFixed(3)) }),
    ...(weight > 0 && { '--weight': Number(weight.toFixed(2)) }),
  } as CSSProperties;
  return (
    <td
      className="grid-cell"
      role={interactive ? 'gridcell' : undefined}
      tabIndex={interactive ? (props.tabStop ? 0 : -1) : undefined}
      aria-label={interactive ? `${text}, row ${row}, column ${column}` : undefined}
      data-r={row}
      data-c={column}
      data-sign={share < 0 ? 'negative' : undefined}
      data-lit={weight > 0 || undefined}
      data-long={text.length > 4 || undefined}
      data-filler={filler || undefined}
      style={style}
      onPointerEnter={interactive ? () => actions.point(cell) : undefined}
      onFocus={interactive ? () => actions.focus(cell) : undefined}
      onClick={
        interactive
          ? (event) => actions.press(cell, pointerType(event.nativeEvent) === 'touch')
          : undefined
      }
      onDoubleClick={interactive ? () => actions.edit(cell) : undefined}
    >
      {draft === null ? (
        <span className="grid-value">{text}</span>
      ) : (
        <input
          className="grid-editor"
          aria-label={`New value, row ${row}, column ${column}`}
          inputMode="text"
          autoComplete="off"
          autoFocus
          value={draft.text}
          onFocus={(event) => draft.selectAll && event.target.select()}
          onChange={(event) => actions.type(event.target.value)}
          onBlur={actions.leave}
        />
      )}
    </td>
  );
}

function pointerType(event: MouseEvent): string {
  return 'pointerType' in event ? String(event.pointerType) : 'mouse';
}
