import type { Model } from '#numerics/network/model.ts';
import type { TaskContext, TimedContext } from '#numerics/tasks/context.ts';

/** The world of a task that nobody stops, and whose progress nobody hears. */
export const uninterrupted: TaskContext = {
  progress: () => undefined,
  stopped: () => Promise.resolve(false),
};

/** The same for a task that looks into networks: one for every name, or one by its name. */
export function uninterruptedWith(model: Model | ((name: string) => Model)): TimedContext {
  return {
    ...uninterrupted,
    loadModel: (name) => Promise.resolve(typeof model === 'function' ? model(name) : model),
    now: () => performance.now(),
  };
}
