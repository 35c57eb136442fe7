import { useId } from 'react';
import { inPlaces } from '#ui/formatNumber.ts';

interface Props {
  label: string;
  classes: readonly string[];
  scores: readonly number[];
  /** The class that is climbed; null while something else is. */
  value: number | null;
  onChange: (index: number) => void;
}

/** Every class's score, with a bar from zero to either side, and one to choose. */
export function ScoreList({ label, classes, scores, value, onChange }: Props) {
  const name = useId();
  const reach = Math.max(1, ...scores.map(Math.abs));
  return (
    <fieldset className="class-choice" data-role="prediction">
      <legend className="control-label">{label}</legend>
      {classes.map((text, i) => {
        const score = scores[i] ?? 0;
        const width = (50 * Math.abs(score)) / reach;
        return (
          <label key={text} data-most={i === value ? '' : undefined}>
            <input type="radio" name={name} checked={i === value} onChange={() => onChange(i)} />
            <span>{text}</span>
            <span className="class-share">{inPlaces(score, 2)}</span>
            <span className="ascent-bar" aria-hidden="true">
              <span
                data-negative={score < 0 ? '' : undefined}
                style={{
                  width: `${width.toFixed(1)}%`,
                  left: `${(score < 0 ? 50 - width : 50).toFixed(1)}%`,
                }}
              />
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
