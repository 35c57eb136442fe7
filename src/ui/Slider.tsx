import { useId, useState, type ReactNode } from 'react';
import { formatNumber } from './formatNumber.ts';
import { parseNumber } from './parseNumber.ts';
import type { Role } from './role.ts';
import { snap } from './snap.ts';

export interface SliderProps {
  /** What is chosen, in words: "step size". */
  label: string;
  /** Its symbol in the formulas, if it has one. */
  symbol?: ReactNode;
  value: number;
  min: number;
  max: number;
  step?: number | undefined;
  onChange: (value: number) => void;
  unit?: string | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
  /** How the value is read out; the number and its unit by default. */
  format?: ((value: number) => string) | undefined;
}

/** A number chosen by dragging or by typing: a range and a field that always agree. */
export function Slider(props: SliderProps) {
  const { label, symbol, value, min, max, step = 1, onChange, unit, role, disabled } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [said, setSaid] = useState({ text: '', of: value });
  const text = props.format?.(value) ?? `${formatNumber(value)}${unit ? ` ${unit}` : ''}`;

  const take = () => {
    if (typed === null) return;
    setTyped(null);
    const entered = parseNumber(typed);
    if (entered === null) {
      const problem = typed.trim() === '' ? 'Type a number' : `“${typed.trim()}” is not a number`;
      setSaid({ text: `${problem}; ${label} stays ${text}.`, of: value });
      return;
    }
    const next = snap(entered, min, max, step);
    const outside = entered < min || entered > max;
    const limits = `${label} goes from ${formatNumber(min)} to ${formatNumber(max)}.`;
    const between = `Between two steps; the nearest is ${formatNumber(next)}.`;
    setSaid({ text: outside ? limits : next === entered ? '' : between, of: next });
    if (next !== value) onChange(next);
  };

  return (
    <div className="slider" data-role={role}>
      <label className="control-label" htmlFor={id}>
        {label}
        {symbol !== undefined && <span className="control-symbol"> {symbol} =</span>}
      </label>
      <input
        className="slider-number"
        aria-label={`${label}, as a number`}
        inputMode={min < 0 ? 'text' : 'decimal'}
        autoComplete="off"
        disabled={disabled}
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          else if (event.key === 'Escape') setTyped(null);
        }}
      />
      {unit !== undefined && <span className="control-unit">{unit}</span>}
      <input
        id={id}
        className="slider-range"
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={text}
        onChange={(event) => onChange(snap(Number(event.target.value), min, max, step))}
      />
      <span className="control-message" role="status" aria-live="polite">
        {said.of === value && said.text}
      </span>
    </div>
  );
}
