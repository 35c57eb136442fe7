import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { EditableGridProps } from './EditableGrid.tsx';
import type { Draft, GridActions } from './GridCell.tsx';
import { formatNumber } from './formatNumber.ts';
import { moveInGrid } from './moveInGrid.ts';
import type { Cell } from './matrix.ts';
import { parseNumber } from './parseNumber.ts';

/** Focus, typing and messages of an EditableGrid: everything but how it looks. */
export function useGridKeys(props: EditableGridProps) {
  const { values, onChange, onPoint, isFiller, range = [-1e6, 1e6] } = props;
  const tableRef = useRef<HTMLTableElement>(null);
  const [chosen, setActive] = useState<Cell>({ row: 0, column: 0 });
  const [draft, setDraftState] = useState<Draft | null>(null);
  const draftRef = useRef<Draft | null>(null);
  const refocus = useRef(false);
  const [message, setMessage] = useState('');

  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  const active = {
    row: Math.max(0, Math.min(chosen.row, rows - 1)),
    column: Math.max(0, Math.min(chosen.column, columns - 1)),
  };

  useEffect(() => {
    if (!refocus.current) return;
    refocus.current = false;
    cellElement(tableRef.current, active)?.focus();
  });

  // The ref is what the blur handler reads: it may run before the state has been rendered.
  const setDraft = (next: Draft | null) => {
    draftRef.current = next;
    setDraftState(next);
  };
  const editable = (cell: Cell) => onChange !== undefined && !(isFiller?.(cell) ?? false);
  const valueAt = (cell: Cell) => values[cell.row]?.[cell.column] ?? 0;

  /** Opens the editor on the old value, selected, or on the character that was typed over it. */
  const edit = (cell: Cell, typed?: string) => {
    if (!editable(cell)) return;
    setMessage('');
    setActive(cell);
    setDraft({ cell, text: typed ?? String(valueAt(cell)), selectAll: typed === undefined });
  };

  /** Takes what was typed, if it is a number; otherwise keeps the old value and says so. */
  const commit = () => {
    const typed = draftRef.current;
    if (!typed) return;
    setDraft(null);
    const value = parseNumber(typed.text);
    if (value === null) {
      const kept = formatNumber(valueAt(typed.cell));
      setMessage(`“${typed.text.trim()}” is not a number; the cell keeps ${kept}.`);
      return;
    }
    enter(typed.cell, value);
  };

  /** Gives a cell a number, or the nearest that it takes; then the range is named. */
  const enter = (cell: Cell, value: number) => {
    const [least, most] = range;
    const taken = Math.max(least, Math.min(most, value));
    const limits = `A cell takes numbers from ${formatNumber(least)} to ${formatNumber(most)}`;
    setMessage(taken === value ? '' : `${limits}; this one is now ${formatNumber(taken)}.`);
    if (taken !== valueAt(cell)) onChange?.(cell, taken);
  };

  const moveTo = (cell: Cell) => {
    setActive(cell);
    refocus.current = true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (draft) {
      if (event.key === 'Escape') {
        setDraft(null);
        setMessage('');
        moveTo(draft.cell);
      } else if (event.key === 'Enter') {
        commit();
        moveTo(draft.cell);
      } else return;
      event.preventDefault();
      return;
    }
    const target = moveInGrid(event.key, event.ctrlKey, active, { rows, columns });
    if (target) {
      moveTo(target);
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === 'Enter' || event.key === 'F2') {
      edit(active);
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      const step = event.key === 'PageUp' ? 1 : -1;
      if (editable(active)) enter(active, valueAt(active) + step);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      if (editable(active)) enter(active, 0);
    } else if (event.key.length === 1 && event.key !== ' ') {
      edit(active, event.key);
    } else return;
    event.preventDefault();
  };

  const actions: GridActions = {
    point: (cell) => onPoint?.(cell),
    focus: (cell) => {
      setActive(cell);
      onPoint?.(cell);
    },
    press: (cell, touch) => {
      if (touch && !draft) edit(cell);
    },
    edit: (cell) => edit(cell),
    type: (text) => draftRef.current && setDraft({ ...draftRef.current, text }),
    leave: commit,
  };

  return {
    tableRef,
    active,
    message,
    onKeyDown,
    actions,
    draftOf: (cell: Cell) =>
      draft && draft.cell.row === cell.row && draft.cell.column === cell.column ? draft : null,
    onBlur: (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget)) onPoint?.(null);
    },
  };
}

function cellElement(table: HTMLTableElement | null, { row, column }: Cell): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-r="${row}"][data-c="${column}"]`) ?? null;
}
