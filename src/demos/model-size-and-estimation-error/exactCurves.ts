import {
  energyInside,
  gaussianRisk,
  type GaussianTerms,
  type Order,
} from '#numerics/regression/gaussianRisk.ts';

/** Features in all, of which a fit is given the first p. */
export const FEATURES = 400;

/** A problem and a size: `examples` pictures, `size` features of `FEATURES`. */
export interface ExactSetting {
  examples: number;
  size: number;
  noise: number;
  order: Order;
}

/** The exact mean terms in a setting. */
export function termsOf({ examples, size, noise, order }: ExactSetting): GaussianTerms {
  const inside = energyInside(order, size, FEATURES);
  return gaussianRisk({ examples, size, noise, inside, outside: 1 - inside });
}

/** Where a curve is drawn: every whole number near the threshold, ever fewer away from it. */
export function placesAround(threshold: number, from: number, to: number): number[] {
  const places = new Set<number>();
  for (let share = 0; share <= 60; share++) {
    places.add(Math.round(from * (to / from) ** (share / 60)));
  }
  for (let away = -12; away <= 12; away++) places.add(threshold + away);
  return [...places].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
}
