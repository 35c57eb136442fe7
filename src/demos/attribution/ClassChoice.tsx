import { useId } from 'react';
import { percent } from '#ui/formatNumber.ts';

interface Props {
  /** What the choice is for. */
  label: string;
  classes: readonly string[];
  /** What the network gives each. */
  probabilities: readonly number[];
  /** null while no class is chosen, such as when a unit is. */
  value: number | null;
  onChange: (index: number) => void;
}

/** What the network gives each class, and one class to choose of them. */
export function ClassChoice({ label, classes, probabilities, value, onChange }: Props) {
  const name = useId();
  const most = Math.max(...probabilities);
  return (
    <fieldset className="class-choice" data-role="prediction">
      <legend className="control-label">{label}</legend>
      {classes.map((text, i) => {
        const share = probabilities[i] ?? 0;
        return (
          <label key={text} data-most={share === most ? '' : undefined}>
            <input type="radio" name={name} checked={i === value} onChange={() => onChange(i)} />
            <span>{text}</span>
            <span className="class-share">{percent(share, 1)}</span>
            <span className="network-bar" aria-hidden="true">
              <span style={{ width: `${(100 * share).toFixed(1)}%` }} />
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
