import smallCut from '#numerics/tasks/gradient-segmentation-cut.ts';
import { prerender } from '#runtime/prerender.ts';
import { smallCutDefaults } from './state.ts';

/** A picture of sixteen pixels, its graph and the paths of its minimum cut. */
export default async function first() {
  const { levels, lambda, sigma } = smallCutDefaults;
  return prerender(smallCut, { levels, lambda, sigma });
}
