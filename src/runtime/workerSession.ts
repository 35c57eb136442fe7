import { proxy, type Remote } from 'comlink';
import type { Limits } from './limits.ts';
import type {
  Outcome,
  PrepareAnswer,
  PrepareRequest,
  ProgressListener,
  WorkerApi,
} from './protocol.ts';

/** A worker and the line to it. */
export interface Connection {
  api: Remote<WorkerApi>;
  /** Registers what is called when the worker reports an error that no task caught. */
  onError(listener: () => void): void;
  terminate(): void;
}

/** Rejects the calls that were waiting when their worker ended. */
export class SessionEnded extends Error {
  /** `missing`: never answered; `died`: answered once; `replaced`: ended by the page on purpose. */
  readonly reason: 'missing' | 'died' | 'replaced';

  constructor(reason: SessionEnded['reason']) {
    super(`The worker has ended (${reason}).`);
    this.reason = reason;
  }
}

/** The life of one worker: its calls, and the watch over it. Once ended it is never used again. */
export class WorkerSession {
  #connection: Connection;
  #limits: Limits;
  #ended: SessionEnded | null = null;
  #answered = false;
  #pending = 0;
  #listeners = new Set<(ended: SessionEnded) => void>();
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(connection: Connection, limits: Limits) {
    this.#connection = connection;
    this.#limits = limits;
    connection.onError(() => {
      // A program that does not arrive never answers; a stray error in a living worker is no death.
      if (this.#answered) this.#ping(limits.idle);
      else this.#die();
    });
    this.#ping(limits.start);
  }

  get ended(): boolean {
    return this.#ended !== null;
  }

  prepare(request: PrepareRequest): Promise<PrepareAnswer> {
    return this.#call<PrepareAnswer>(() => this.#connection.api.prepare(request));
  }

  run(id: number, task: string, input: unknown, onProgress?: ProgressListener): Promise<Outcome> {
    if (this.#pending === 0) this.#ping(this.#limits.idle);
    const listener = onProgress && proxy(onProgress);
    return this.#call<Outcome>(() => this.#connection.api.run(id, task, input, listener));
  }

  cancel(id: number): void {
    if (!this.#ended) void this.#connection.api.cancel(id);
  }

  tensors(): Promise<number> {
    return this.#call(() => this.#connection.api.tensors());
  }

  /** Ends the worker; every waiting call rejects with SessionEnded. */
  end(reason: SessionEnded['reason']): void {
    if (this.#ended) return;
    this.#ended = new SessionEnded(reason);
    clearInterval(this.#watch);
    this.#connection.terminate();
    for (const listener of this.#listeners) listener(this.#ended);
    this.#listeners.clear();
  }

  #die(): void {
    this.end(this.#answered ? 'died' : 'missing');
  }

  /** Asks for a sign of life; none within the limit means that the worker is dead. */
  #ping(limit: number): void {
    if (this.#ended) return;
    const timer = setTimeout(() => this.#die(), limit);
    const answer = () => {
      clearTimeout(timer);
      this.#answered = true;
    };
    this.#listeners.add(answerless);
    function answerless() {
      clearTimeout(timer);
    }
    void this.#connection.api.ping().then(() => {
      answer();
      this.#listeners.delete(answerless);
    });
  }

  async #call<Result>(ask: () => Promise<Result>): Promise<Result> {
    if (this.#ended) throw this.#ended;
    if (this.#pending++ === 0) {
      this.#watch = setInterval(() => this.#ping(this.#limits.busy), this.#limits.interval);
    }
    let onEnd: ((ended: SessionEnded) => void) | undefined;
    try {
      return await new Promise<Result>((resolve, reject) => {
        onEnd = reject;
        this.#listeners.add(reject);
        ask().then(resolve, reject);
      });
    } finally {
      if (onEnd) this.#listeners.delete(onEnd);
      if (--this.#pending === 0) clearInterval(this.#watch);
    }
  }
}
