import { randomDistribution } from './randomDistribution.ts';
import type { Domain } from './targetBound.ts';

/**
 * Two domains on so many places. Labels are nearly certain; the target's are the source's but
 * at places drawn by lot, where they are turned round.
 */
export function randomDomains(places: number, random: () => number): [Domain, Domain] {
  const eta = Array.from({ length: places }, () => Math.round(random()) * 0.9 + 0.1 * random());
  const turned = eta.map((value) => (random() < 0.25 ? 1 - value : value));
  return [
    { p: randomDistribution(places, random), eta },
    { p: randomDistribution(places, random), eta: turned },
  ];
}
