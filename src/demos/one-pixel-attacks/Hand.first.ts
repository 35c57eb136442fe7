import query from '#numerics/tasks/one-pixel-attacks-query.ts';
import { prerender } from '#runtime/prerender.ts';
import { firstTarget } from './firstTarget.ts';
import { handDefaults } from './state.ts';

/** A picture, and what the network says of it as it is. */
export default async function first() {
  const { frame, pixels } = await firstTarget(handDefaults);
  const { network, filter } = handDefaults;
  const found = await prerender(query, { network, filter, pixels, change: null });
  if (!found) throw new Error('Nobody cancels a build.');
  return { ...frame, probabilities: found.probabilities };
}
