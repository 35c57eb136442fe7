import { describe, expect, it } from 'vitest';
import type { ModelContext, TaskContext } from '#numerics/tasks/context.ts';
import { breathe } from '#runtime/breathe.ts';
import { RuntimeError } from '#runtime/errors.ts';
import { runTask, type TaskTable } from '#runtime/runTask.ts';

const table: TaskTable = new Map([
  ['double', () => Promise.resolve({ default: (n: number) => Promise.resolve(2 * n) })],
  ['fail', () => Promise.resolve({ default: () => Promise.reject(new Error('a shape is wrong')) })],
  ['gone', () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))],
  ['look', () => Promise.resolve({ default: look })],
  ['count', () => Promise.resolve({ default: count })],
]);

async function count(to: number, context: TaskContext): Promise<number> {
  for (let i = 1; i <= to; i++) {
    if (await context.stopped()) return i;
    context.progress(i / to, i);
  }
  return to;
}

async function look(name: string, context: ModelContext): Promise<number> {
  return (await context.loadModel(name)).weights.byteLength;
}

const nobody = {
  cancelled: () => false,
  breathe,
  loadModel: (name: string) => Promise.reject(new RuntimeError('model-damaged', name)),
};

describe('running a task', () => {
  it('ends with its value', async () => {
    expect(await runTask(table, 'double', 21, nobody)).toEqual({ end: 'done', value: 42 });
  });

  it('reports progress and intermediate results in order', async () => {
    const heard: unknown[] = [];
    await runTask(table, 'count', 4, { ...nobody, onProgress: (...step) => heard.push(step) });
    expect(heard).toEqual([
      [0.25, 1],
      [0.5, 2],
      [0.75, 3],
      [1, 4],
    ]);
  });

  it('stops at the next opportunity once cancelled, and is silent from then on', async () => {
    let cancelled = false;
    const heard: number[] = [];
    const outcome = runTask(table, 'count', 1_000_000, {
      cancelled: () => cancelled,
      breathe,
      loadModel: nobody.loadModel,
      onProgress: (fraction) => heard.push(fraction),
    });
    setTimeout(() => (cancelled = true), 5);
    expect(await outcome).toEqual({ end: 'stopped' });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.length).toBeLessThan(1_000_000);
  });

  it('turns an error into an outcome that keeps its message', async () => {
    expect(await runTask(table, 'fail', 0, nobody)).toEqual({
      end: 'failed',
      code: 'task-failed',
      detail: 'a shape is wrong',
    });
  });

  it('tells a task that did not arrive from one that does not exist', async () => {
    expect(await runTask(table, 'gone', 0, nobody)).toMatchObject({ code: 'task-missing' });
    expect(await runTask(table, 'nonsense', 0, nobody)).toMatchObject({ code: 'unknown-task' });
  });

  it('keeps what exactly is wrong with a network that a task asks for', async () => {
    expect(await runTask(table, 'look', 'base', nobody)).toEqual({
      end: 'failed',
      code: 'model-damaged',
      detail: 'base',
    });
  });
});
