import type { ReactNode } from 'react';
import type { Role } from '#ui/role.ts';

/** A symbol in its colour, as in the formulas. */
export function Quantity({ role, children }: { role: Role; children: ReactNode }) {
  return (
    <var className="quantity" data-role={role}>
      {children}
    </var>
  );
}
