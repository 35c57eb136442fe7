import { Choice } from '#ui/Choice.tsx';

interface Props {
  classes: readonly string[];
  value: number;
  onChange: (value: number) => void;
}

/** Which class is climbed. */
export function ClassPicker({ classes, value, onChange }: Props) {
  return (
    <Choice
      label="Class"
      role="prediction"
      options={classes.map((label, index) => ({ value: index, label }))}
      value={value}
      onChange={onChange}
    />
  );
}
