/** What can go wrong between a demo and its numbers. */
export type RuntimeErrorCode =
  | 'worker-died'
  | 'worker-missing'
  | 'backend-missing'
  | 'context-lost'
  | 'task-missing'
  | 'unknown-task'
  | 'model-missing'
  | 'model-unreachable'
  | 'model-damaged'
  | 'task-failed';

/** Sentences for the reader; what to do is always part of them. */
const SENTENCES: Record<RuntimeErrorCode, string> = {
  'worker-died':
    'The computation stopped twice without an answer; the device may be short of memory. Try again, or close other pages first.',
  'worker-missing':
    'The program that computes this did not arrive. Check the connection and try again.',
  'backend-missing':
    'No way of computing could be started: its files did not arrive. Check the connection and try again.',
  'context-lost': 'The graphics card stopped answering. Try again.',
  'task-missing':
    'The part of the program that this demo needs did not arrive. Check the connection and try again.',
  'unknown-task': 'This page asks for a computation that the book does not have.',
  'model-missing':
    'The network that this demo looks into is not where the book expects it. Try again later.',
  'model-unreachable':
    'The network that this demo looks into did not arrive. Check the connection and try again.',
  'model-damaged':
    'The network that this demo looks into arrived damaged each time. Try again, or reload the page.',
  'task-failed': 'The computation ended with an error.',
};

/** A failure of the runtime, with a sentence for the reader in `message`. */
export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;
  /** What exactly was found, for whoever looks into it. */
  readonly detail: string | undefined;
  /** Whether doing the same again may work. */
  readonly retryable: boolean;

  constructor(code: RuntimeErrorCode, detail?: string) {
    super(detail ? `${SENTENCES[code]} (${detail})` : SENTENCES[code]);
    this.name = 'RuntimeError';
    this.code = code;
    this.detail = detail;
    this.retryable = code !== 'unknown-task';
  }
}

/** The error of a run that was cancelled, as the platform names it. */
export function abortError(): DOMException {
  return new DOMException('The computation was cancelled.', 'AbortError');
}

/** Whether an error only says that the run was cancelled. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
