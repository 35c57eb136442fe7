import type { ReactNode } from 'react';
import type { Role } from './role.ts';

export interface ToggleProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  role?: Role | undefined;
  disabled?: boolean | undefined;
}

/** Something that is on or off. */
export function Toggle({ label, checked, onChange, role, disabled }: ToggleProps) {
  return (
    <label className="toggle" data-role={role}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
