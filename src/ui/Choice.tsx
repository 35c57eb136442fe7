import { useId, type ReactNode } from 'react';
import type { Role } from './role.ts';

/** One of the things to choose. */
export interface ChoiceOption<Value extends string | number> {
  value: Value;
  label: ReactNode;
  disabled?: boolean;
}

export interface ChoiceProps<Value extends string | number> {
  /** What is chosen, in words. */
  label: string;
  symbol?: ReactNode;
  options: readonly ChoiceOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  role?: Role | undefined;
}

/** One of a few, all in sight: radio buttons drawn as one segmented bar. */
export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="choice" data-role={props.role}>
      <legend className="control-label">
        {props.label}
        {props.symbol !== undefined && <span className="control-symbol"> {props.symbol} =</span>}
      </legend>
      <div className="choice-options">
        {props.options.map((option) => (
          <label key={option.value} className="choice-option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              disabled={option.disabled}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
