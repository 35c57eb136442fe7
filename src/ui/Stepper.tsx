import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatNumber } from './formatNumber.ts';
import { parseNumber } from './parseNumber.ts';
import { snap } from './snap.ts';

export interface StepperProps {
  /** What is set, in words, with its owner if there are several: "stride of layer 2". */
  label: string;
  /** What stands before the number for all to see: its symbol or a short word. */
  symbol: ReactNode;
  value: number;
  min: number;
  max: number;
  step?: number | undefined;
  onChange: (value: number) => void;
}

/**
 * A small whole number between two buttons, for where a slider would be too wide. The arrow keys,
 * Page Up, Page Down, Home and End step too; typing replaces, and what is no number changes nothing.
 */
export function Stepper({ label, symbol, value, min, max, step = 1, onChange }: StepperProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const go = (wanted: number) => {
    setTyped(null);
    const next = snap(wanted, min, max, step);
    if (next !== value) onChange(next);
  };
  const take = () => {
    if (typed !== null) go(parseNumber(typed) ?? value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take();
    else if (event.key === 'Escape') setTyped(null);
    else {
      const wanted = keyed(event.key, value, { min, max, step });
      if (wanted === null) return;
      event.preventDefault();
      go(wanted);
    }
  };
  return (
    <span className="stepper" role="group" aria-label={label}>
      <span className="control-symbol" aria-hidden="true">
        {symbol}
      </span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Less ${label}`}
        disabled={value <= min}
        onClick={() => go(value - step)}
      >
        −
      </button>
      <input
        role="spinbutton"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        inputMode={min < 0 ? 'text' : 'numeric'}
        autoComplete="off"
        size={String(max).length}
        value={typed ?? formatNumber(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={`More ${label}`}
        disabled={value >= max}
        onClick={() => go(value + step)}
      >
        +
      </button>
    </span>
  );
}

/** Where a key leads from a value; null for a key that does not step. */
export function keyed(
  key: string,
  value: number,
  { min, max, step }: { min: number; max: number; step: number },
): number | null {
  switch (key) {
    case 'ArrowUp':
    case 'PageUp':
      return value + step;
    case 'ArrowDown':
    case 'PageDown':
      return value - step;
    case 'Home':
      return min;
    case 'End':
      return max;
    default:
      return null;
  }
}
