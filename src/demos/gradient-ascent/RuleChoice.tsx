import type { StepRule } from '#numerics/ascent/update.ts';
import { Choice } from '#ui/Choice.tsx';

interface Props {
  value: StepRule;
  onChange: (rule: StepRule) => void;
}

/** What is made of the gradient before it is added. */
export function RuleChoice({ value, onChange }: Props) {
  return (
    <Choice
      label="Step along"
      role="upstream"
      options={[
        { value: 'plain', label: 'gradient' },
        { value: 'normalised', label: 'gradient ÷ its length' },
        { value: 'sign', label: 'its signs' },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}
