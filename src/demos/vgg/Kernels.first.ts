import fit from '#numerics/tasks/vgg-fit.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawFit } from './drawFit.ts';
import { fitInput } from './fitInput.ts';
import { kernelsDefaults } from './state.ts';

/** The wave, and the three kernels that nearly make it. */
export default async function first() {
  const found = await prerender(fit, fitInput(kernelsDefaults));
  if (!found) throw new Error('Nobody cancels a build.');
  return drawFit(found);
}
