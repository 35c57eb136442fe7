/** How long, in milliseconds, the page waits for a sign of life from its worker. */
export interface Limits {
  /** For the worker's program to arrive and answer. */
  start: number;
  /** For an idle worker, before it is given a task. */
  idle: number;
  /** For a busy worker; a task may keep it from answering for seconds on a slow device. */
  busy: number;
  /** Between two questions to a busy worker. */
  interval: number;
}

/** The limits used in the book. */
export const LIMITS: Limits = { start: 45_000, idle: 3_000, busy: 30_000, interval: 5_000 };
