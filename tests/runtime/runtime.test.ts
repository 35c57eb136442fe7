import { describe, expect, it, vi } from 'vitest';
import type { TaskContext } from '#numerics/tasks/context.ts';
import type { Backend } from '#runtime/backend.ts';
import { Runtime, type Surroundings } from '#runtime/runtime.ts';
import { describeStatus } from '#runtime/status.ts';
import { READY, workerDouble, type Behaviour } from './workerDouble.ts';

const limits = { start: 400, idle: 60, busy: 120, interval: 40 };

const double = (n: number) => Promise.resolve(2 * n);
async function endless(_: null, context: TaskContext): Promise<string> {
  let fraction = 0;
  while (!(await context.stopped())) context.progress((fraction = (1 + fraction) / 2));
  return 'stopped';
}
const tasks = new Map<string, () => Promise<{ default: typeof double | typeof endless }>>([
  ['double', () => Promise.resolve({ default: double })],
  ['endless', () => Promise.resolve({ default: endless })],
  ['gone', () => Promise.reject(new TypeError('404'))],
]);

/** A runtime whose workers behave as listed, the last one's behaviour repeated. */
function runtimeOf(behaviours: Partial<Behaviour>[], around: Partial<Surroundings> = {}) {
  const workers: ReturnType<typeof workerDouble>[] = [];
  const runtime = new Runtime({
    limits,
    connect: () => {
      const behaviour = behaviours[Math.min(workers.length, behaviours.length - 1)];
      const worker = workerDouble({ tasks, ...behaviour });
      workers.push(worker);
      return worker.connection;
    },
    ...around,
  });
  return { runtime, workers };
}

describe('the runtime', () => {
  it('starts no worker before the first task, and one for all tasks', async () => {
    const { runtime, workers } = runtimeOf([{}]);
    expect(workers).toHaveLength(0);
    const results = await Promise.all(
      [1, 2, 3].map((n) => runtime.run<typeof double>('double', n)),
    );
    expect(results).toEqual([2, 4, 6]);
    expect(workers).toHaveLength(1);
    expect(describeStatus(runtime.status)).toBe('Runs on wasm (SIMD) in a worker');
  });

  it('tells its listeners of each change', async () => {
    const { runtime } = runtimeOf([{}]);
    const states: string[] = [];
    const unsubscribe = runtime.subscribe(() => states.push(runtime.status.state));
    await runtime.run<typeof double>('double', 1);
    unsubscribe();
    expect(states).toEqual(['starting', 'ready']);
  });

  it('cancels by the signal: the run rejects at once and the task hears of it', async () => {
    const { runtime, workers } = runtimeOf([{}]);
    const controller = new AbortController();
    const onProgress = vi.fn(() => controller.abort());
    const run = runtime.run<typeof endless>('endless', null, {
      signal: controller.signal,
      onProgress,
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(workers[0]?.cancelled.size).toBe(1));
    expect(await runtime.run<typeof double>('double', 4)).toBe(8);
    expect(workers).toHaveLength(1);
  });

  it('computes only the last of many runs that follow each other quickly', async () => {
    let computed = 0;
    const count = (n: number) => {
      computed++;
      return Promise.resolve(n);
    };
    const counting = new Map([['count', () => Promise.resolve({ default: count })]]);
    const { runtime } = runtimeOf([{ tasks: counting }]);
    await runtime.run<typeof count>('count', 0);
    let controller = new AbortController();
    const runs: Promise<number | 'cancelled'>[] = [];
    for (let n = 1; n <= 30; n++) {
      controller.abort();
      controller = new AbortController();
      const run = runtime.run<typeof count>('count', n, { signal: controller.signal });
      runs.push(run.catch(() => 'cancelled' as const));
      // Long enough for the message to leave, too short for it to arrive.
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    }
    expect((await Promise.all(runs)).at(-1)).toBe(30);
    expect(computed).toBeLessThan(4);
  });

  it('does not start what was cancelled before it began', async () => {
    const { runtime, workers } = runtimeOf([{}]);
    const run = runtime.run<typeof double>('double', 1, { signal: AbortSignal.abort() });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers).toHaveLength(0);
  });

  it('replaces a worker that died while idle, and the reader notices nothing', async () => {
    const { runtime, workers } = runtimeOf([{}]);
    await runtime.run<typeof double>('double', 1);
    workers[0]?.die();
    expect(await runtime.run<typeof double>('double', 2)).toBe(4);
    expect(workers).toHaveLength(2);
  });

  it('replaces a worker that dies at work and repeats its task', async () => {
    const { runtime, workers } = runtimeOf([{}]);
    let heard = 0;
    const controller = new AbortController();
    const run = runtime.run<typeof endless>('endless', null, {
      signal: controller.signal,
      onProgress: () => {
        if (heard++ === 0) workers[0]?.die();
        else if (workers.length === 2) controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers).toHaveLength(2);
  });

  it('gives up after the second death, with an error that can be retried', async () => {
    const { runtime, workers } = runtimeOf([{}]);
    const run = runtime.run<typeof endless>('endless', null, {
      onProgress: () => workers.at(-1)?.die(),
    });
    await expect(run).rejects.toMatchObject({ code: 'worker-died', retryable: true });
    expect(workers).toHaveLength(2);
    expect(runtime.status.state).toBe('failed');
    expect(await runtime.run<typeof double>('double', 2)).toBe(4);
    expect(runtime.status.state).toBe('ready');
  });

  it('says that the program did not arrive when no worker ever answers', async () => {
    const { runtime } = runtimeOf([{ missing: true }]);
    const run = runtime.run<typeof double>('double', 1);
    await expect(run).rejects.toMatchObject({ code: 'worker-missing', retryable: true });
  });

  it('works again once the program arrives', async () => {
    const { runtime } = runtimeOf([{ missing: true }, { missing: true }, {}]);
    await expect(runtime.run<typeof double>('double', 1)).rejects.toThrow(/did not arrive/);
    expect(await runtime.run<typeof double>('double', 1)).toBe(2);
  });

  it('starts a new worker after a task failed to load, because the old one remembers the failure', async () => {
    const { runtime, workers } = runtimeOf([{}]);
    const run = runtime.run('gone', null as never);
    await expect(run).rejects.toMatchObject({ code: 'task-missing', retryable: true });
    expect(await runtime.run<typeof double>('double', 1)).toBe(2);
    expect(workers).toHaveLength(2);
  });

  it('rejects an unknown task for good', async () => {
    const { runtime } = runtimeOf([{}]);
    const run = runtime.run('nonsense', null as never);
    await expect(run).rejects.toMatchObject({ code: 'unknown-task', retryable: false });
  });

  it('repeats a task in wasm when the graphics card is lost, says so and remembers', async () => {
    const saved: Backend[] = [];
    const asked: (readonly Backend[])[] = [];
    const prepare: Behaviour['prepare'] = ({ avoid }) => {
      asked.push([...avoid]);
      return { ...READY, backend: avoid.includes('webgl') ? 'wasm' : 'webgl' };
    };
    const { runtime } = runtimeOf([{ prepare, losesContext: () => true }, { prepare }], {
      store: { load: () => 'webgl', save: (backend) => saved.push(backend) },
    });
    const runs = [3, 4].map((n) => runtime.run<typeof double>('double', n));
    expect(await Promise.all(runs)).toEqual([6, 8]);
    expect(asked).toEqual([[], ['webgl']]);
    expect(saved).toEqual(['wasm']);
    expect(runtime.status).toMatchObject({ backend: 'wasm', state: 'ready' });
    expect(runtime.status.notice).toContain('graphics card stopped answering');
  });

  it('goes on in plain JavaScript when the wasm file does not arrive, says that it is slower, and can try again', async () => {
    const slow: Behaviour['prepare'] = () => ({ ...READY, backend: 'cpu', failed: ['wasm'] });
    const { runtime, workers } = runtimeOf([{ prepare: slow }, {}]);
    expect(await runtime.run<typeof double>('double', 1)).toBe(2);
    expect(runtime.status).toMatchObject({ backend: 'cpu', restartable: true });
    expect(runtime.status.notice).toContain('slower');
    runtime.restart();
    expect(await runtime.run<typeof double>('double', 1)).toBe(2);
    expect(workers).toHaveLength(2);
    expect(runtime.status).toMatchObject({ backend: 'wasm', notice: null, restartable: false });
  });

  it('rejects with an error that can be retried when no backend starts, and starts anew then', async () => {
    const { runtime } = runtimeOf([{ prepare: () => ({ ok: false }) }, {}]);
    const run = runtime.run<typeof double>('double', 1);
    await expect(run).rejects.toMatchObject({ code: 'backend-missing', retryable: true });
    expect(await runtime.run<typeof double>('double', 1)).toBe(2);
  });

  it('remembers a choice only if it was measured', async () => {
    for (const measured of [true, false]) {
      const save = vi.fn();
      const prepare = () => ({ ...READY, measured });
      const { runtime } = runtimeOf([{ prepare }], { store: { load: () => null, save } });
      await runtime.run<typeof double>('double', 1);
      expect(save).toHaveBeenCalledTimes(measured ? 1 : 0);
    }
  });

  it('passes on what is forced and remembered, ignoring a memory it does not understand', async () => {
    const prepare = vi.fn(() => READY);
    const { runtime } = runtimeOf([{ prepare }], {
      forced: 'wasm',
      store: { load: () => 'abacus', save: () => undefined },
    });
    await runtime.run<typeof double>('double', 1);
    expect(prepare).toHaveBeenCalledWith({ forced: 'wasm', avoid: [] });
  });

  it('says when the forced backend does not start', async () => {
    const prepare: Behaviour['prepare'] = () => ({ ...READY, failed: ['webgl'] });
    const { runtime } = runtimeOf([{ prepare }], { forced: 'webgl' });
    await runtime.run<typeof double>('double', 1);
    expect(runtime.status.notice).toContain('“webgl” does not start here');
  });
});
