import {
  attackIds,
  defenceIds,
  isOfUse,
  type AttackId,
  type DefenceId,
} from '#numerics/adversarial/setups.ts';
import { Choice } from '#ui/Choice.tsx';
import { attackNames, defenceNames } from './names.ts';

interface Props {
  defence: DefenceId;
  attack: AttackId;
  onChange: (change: { defence: DefenceId; attack: AttackId }) => void;
}

/** A defence and an attack; an attack that would be plain PGD against this defence cannot be chosen. */
export function AttackChoice({ defence, attack, onChange }: Props) {
  return (
    <>
      <Choice
        label="Defence"
        options={defenceIds.map((value) => ({ value, label: defenceNames[value].short }))}
        value={defence}
        onChange={(next) =>
          onChange({ defence: next, attack: isOfUse(attack, next) ? attack : 'pgd' })
        }
      />
      <Choice
        label="Attack"
        options={attackIds.map((value) => ({
          value,
          label: attackNames[value].name,
          disabled: !isOfUse(value, defence),
        }))}
        value={attack}
        onChange={(next) => onChange({ defence, attack: next })}
      />
    </>
  );
}
