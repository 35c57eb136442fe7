import { isBackend, type Backend } from './backend.ts';
import { RuntimeError, abortError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Outcome, PrepareAnswer, ProgressListener } from './protocol.ts';
import { IDLE, type RuntimeStatus } from './status.ts';
import type { Task } from './tasks.ts';
import { untilAborted } from './untilAborted.ts';
import { SessionEnded, WorkerSession, type Connection } from './workerSession.ts';

/** Where the choice of a backend is remembered from visit to visit. */
export interface ChoiceStore {
  load(): string | null;
  save(backend: Backend): void;
}

/** What a runtime needs of the page around it. */
export interface Surroundings {
  connect(): Connection;
  limits: Limits;
  forced?: Backend | undefined;
  notice?: string | undefined;
  store?: ChoiceStore | undefined;
}

/** How a run is followed and stopped. */
export interface RunOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ProgressListener | undefined;
}

const SLOWER =
  'The fast way of computing (WebAssembly) did not arrive, so this runs on plain JavaScript and is slower.';
const CONTEXT_LOST =
  'The graphics card stopped answering; the computation was repeated without it and goes on in WebAssembly.';

/**
 * Runs the book's tasks in a worker, which is created at the first call. A worker that dies is
 * replaced once and its tasks repeated; so is one that has lost its graphics card.
 */
export class Runtime {
  #around: Surroundings;
  #session: WorkerSession | null = null;
  #opening: Promise<WorkerSession> | null = null;
  #avoid: Backend[] = [];
  #nextId = 1;
  #status: RuntimeStatus;
  #listeners = new Set<() => void>();

  constructor(around: Surroundings) {
    this.#around = around;
    this.#status = { ...IDLE, notice: around.notice ?? null };
  }

  /** The same object until something changes, as React's external stores want it. */
  get status(): RuntimeStatus {
    return this.#status;
  }

  /** Calls the listener at each change of `status`, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Runs `src/numerics/tasks/<name>.ts` in the worker.
   * @throws RuntimeError, with a sentence for the reader; an AbortError once `signal` aborts.
   */
  async run<T extends Task>(
    name: string,
    input: Parameters<T>[0],
    { signal, onProgress }: RunOptions = {},
  ): Promise<Awaited<ReturnType<T>>> {
    let deaths = 0;
    for (;;) {
      if (signal?.aborted) throw abortError();
      try {
        const session = await untilAborted(this.#open(), signal);
        const outcome = await this.#attempt(session, name, input, signal, onProgress);
        if (outcome.end === 'done') return outcome.value as Awaited<ReturnType<T>>;
        if (outcome.end === 'stopped') throw abortError();
        if (outcome.code === 'context-lost') this.#leaveWebgl(session);
        else {
          // A module that failed to load stays failed in its worker: start anew next time.
          if (outcome.code === 'task-missing') this.#replace(session);
          throw new RuntimeError(outcome.code, outcome.detail);
        }
      } catch (error) {
        if (!(error instanceof SessionEnded)) throw error;
        if (error.reason === 'replaced') continue;
        deaths++;
        if (deaths < 2) continue;
        this.#setStatus({ state: 'failed' });
        throw new RuntimeError(error.reason === 'missing' ? 'worker-missing' : 'worker-died');
      }
    }
  }

  /** Starts afresh at the next call, trying again what failed before. */
  restart(): void {
    this.#avoid = [];
    if (this.#session) this.#replace(this.#session);
    this.#setStatus(IDLE);
  }

  /** The number of tensors alive in the worker. */
  async tensors(): Promise<number> {
    return (await this.#open()).tensors();
  }

  async #attempt(
    session: WorkerSession,
    name: string,
    input: unknown,
    signal: AbortSignal | undefined,
    onProgress: ProgressListener | undefined,
  ): Promise<Outcome> {
    const id = this.#nextId++;
    const listener =
      onProgress &&
      ((fraction: number, partial?: unknown) => {
        if (!signal?.aborted && !session.ended) onProgress(fraction, partial);
      });
    const cancel = () => session.cancel(id);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await untilAborted(session.run(id, name, input, listener), signal);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  #open(): Promise<WorkerSession> {
    if (this.#session && !this.#session.ended) return Promise.resolve(this.#session);
    this.#opening ??= this.#start().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #start(): Promise<WorkerSession> {
    const { connect, limits, forced, store } = this.#around;
    this.#setStatus({ state: 'starting', backend: null });
    const session = new WorkerSession(connect(), limits);
    const stored = store?.load();
    const answer = await session.prepare({
      forced,
      remembered: isBackend(stored) ? stored : undefined,
      avoid: this.#avoid,
    });
    if (!answer.ok) {
      session.end('replaced');
      this.#setStatus({ state: 'failed' });
      throw new RuntimeError('backend-missing');
    }
    if (answer.measured) store?.save(answer.backend);
    this.#session = session;
    this.#announce(answer);
    return session;
  }

  #announce({ backend, simd, failed }: PrepareAnswer & { ok: true }): void {
    const { forced } = this.#around;
    const slower = failed.includes('wasm') && backend === 'cpu';
    const refused = forced && forced !== backend && !slower;
    this.#setStatus({
      state: 'ready',
      backend,
      simd,
      ...(slower && { notice: SLOWER, restartable: true }),
      ...(refused &&
        !this.#avoid.includes(forced) && {
          notice: `The backend “${forced}” does not start here; the book uses ${backend}.`,
        }),
    });
  }

  #leaveWebgl(session: WorkerSession): void {
    if (!this.#avoid.includes('webgl')) this.#avoid.push('webgl');
    this.#around.store?.save('wasm');
    this.#replace(session);
    this.#setStatus({ notice: CONTEXT_LOST });
  }

  #replace(session: WorkerSession): void {
    session.end('replaced');
    if (this.#session === session) this.#session = null;
  }

  #setStatus(change: Partial<RuntimeStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener();
  }
}
