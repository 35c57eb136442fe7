import type { TimedContext } from '#numerics/tasks/context.ts';

/** A computation of the book: plain data in, plain data out. */
// `never` as input lets any task be assigned, whatever it takes.
export type Task = (input: never, context: TimedContext) => Promise<unknown>;

type Loader = () => Promise<{ default: Task }>;

const files = import.meta.glob<{ default: Task }>([
  '../numerics/tasks/*.ts',
  '!../numerics/tasks/context.ts',
]);

/** Every task by its file's name, each loaded when first called. */
export const tasks: ReadonlyMap<string, Loader> = new Map(
  Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.ts$/g, ''), load]),
);
