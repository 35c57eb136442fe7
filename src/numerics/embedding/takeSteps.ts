import type { TaskContext } from '../tasks/context.ts';
import type { Layout } from './layOut.ts';

/**
 * Moves a layout by so many steps. Before the first, and then every so many, asks whether the reader
 * has cancelled, and reports how far it is, with what `partial` makes of the steps taken so far.
 * False, with the layout left where it was, when they have.
 */
export async function takeSteps(
  layout: Layout,
  { steps, every }: { steps: number; every: number },
  context: TaskContext,
  partial?: (step: number) => unknown,
): Promise<boolean> {
  for (let step = 0; step < steps; step++) {
    if (step % every === 0) {
      if (await context.stopped()) return false;
      context.progress(step / steps, partial?.(step));
    }
    layout.move();
  }
  return true;
}
