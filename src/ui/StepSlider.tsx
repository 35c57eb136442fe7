import { useId, type ReactNode } from 'react';

interface Props {
  /** What is chosen, and its symbol. */
  label: string;
  symbol?: ReactNode;
  /** The values, uneven steps apart, and which of them is chosen. */
  values: readonly number[];
  at: number;
  onChange: (at: number) => void;
}

/** One of a row of numbers, by a range whose steps are their places in the row. */
export function StepSlider({ label, symbol, values, at, onChange }: Props) {
  const id = useId();
  const value = values[at] ?? 0;
  return (
    <div className="slider step-slider">
      <label className="control-label" htmlFor={id}>
        {label}
        {symbol !== undefined && <span className="control-symbol"> {symbol} =</span>}
      </label>
      <output className="step-value" htmlFor={id}>
        {value}
      </output>
      <input
        id={id}
        className="slider-range"
        type="range"
        min={0}
        max={values.length - 1}
        value={at}
        aria-valuetext={String(value)}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
