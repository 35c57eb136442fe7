import type { ModelContext } from '#numerics/tasks/context.ts';
import { RuntimeError } from './errors.ts';
import type { Outcome, ProgressListener } from './protocol.ts';
import type { Task } from './tasks.ts';

/** Tasks by name, each loaded when first called. */
export type TaskTable = ReadonlyMap<string, () => Promise<{ default: Task }>>;

/** How a task sees the page that called it. */
export interface Caller {
  cancelled(): boolean;
  onProgress?: ProgressListener | undefined;
  /** Lets waiting messages in. */
  breathe(): Promise<void>;
  /** Loads a trained network for the task. */
  loadModel: ModelContext['loadModel'];
}

/** Loads and runs one task; whatever happens is an outcome, never an exception. */
export async function runTask(
  table: TaskTable,
  name: string,
  input: unknown,
  { cancelled, onProgress, breathe, loadModel }: Caller,
): Promise<Outcome> {
  const load = table.get(name);
  if (!load) return { end: 'failed', code: 'unknown-task', detail: name };
  let task: Task;
  try {
    ({ default: task } = await load());
  } catch {
    return { end: 'failed', code: 'task-missing', detail: name };
  }
  // A reader who drags a slider cancels most runs before they begin: hear of it first.
  await breathe();
  if (cancelled()) return { end: 'stopped' };
  try {
    const value = await task(input as never, {
      progress: (fraction, partial) => {
        if (!cancelled()) onProgress?.(fraction, partial);
      },
      stopped: async () => {
        await breathe();
        return cancelled();
      },
      loadModel,
      now: () => performance.now(),
    });
    return cancelled() ? { end: 'stopped' } : { end: 'done', value };
  } catch (error) {
    if (cancelled()) return { end: 'stopped' };
    if (error instanceof RuntimeError) return failure(error);
    const detail = error instanceof Error ? error.message : String(error);
    return { end: 'failed', code: 'task-failed', detail };
  }
}

function failure({ code, detail }: RuntimeError): Outcome {
  return detail === undefined ? { end: 'failed', code } : { end: 'failed', code, detail };
}
