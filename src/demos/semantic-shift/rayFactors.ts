import { POWERS } from './state.ts';

/** The factors α = 2^(n/2) at which a picture is read. */
export const rayFactors = Array.from(
  { length: POWERS.most - POWERS.least + 1 },
  (_, i) => 2 ** ((POWERS.least + i) / 2),
);
