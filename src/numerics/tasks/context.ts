/** What a running task may use of the outside world; everything else comes in as its input. */
export interface TaskContext {
  /** Report how far the task is (0 to 1) and, if useful, an intermediate result to draw. */
  progress(fraction: number, partial?: unknown): void;
  /** Whether the reader has cancelled. Awaiting it also lets the worker hear that they did. */
  stopped(): Promise<boolean>;
}

/** One line of an executed check: a discrepancy that theory says is zero, and what rounding allows. */
export interface CheckRow {
  label: string;
  value: number;
  tolerance: number;
}

/** What a `check-…` task returns: the statement that was tested, and its measured discrepancies. */
export interface CheckResult {
  statement: string;
  rows: CheckRow[];
}
