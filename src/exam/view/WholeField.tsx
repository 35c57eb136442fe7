import { useState, type ReactElement } from 'react';

interface Props {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange(value: number): void;
}

/** A whole number to type. What is none, or too large, is put right when the field is left. */
export function WholeField({ label, value, least, most, onChange }: Props): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <label className="exam-number">
      <span>{label}</span>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        size={String(most).length + 1}
        value={typed ?? String(value)}
        onChange={({ target }) => {
          setTyped(target.value);
          const wanted = wholeNumber(target.value);
          if (wanted !== null && wanted >= least && wanted <= most) onChange(wanted);
        }}
        onBlur={() => {
          const wanted = typed === null ? null : wholeNumber(typed);
          if (wanted !== null) onChange(Math.min(most, Math.max(least, wanted)));
          setTyped(null);
        }}
      />
    </label>
  );
}

function wholeNumber(text: string): number | null {
  return /^\s*[0-9]{1,15}\s*$/.test(text) ? Number(text) : null;
}
