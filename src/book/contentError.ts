/** A mistake in the content: where it is and what to do about it. */
export interface Problem {
  /** Path of the file, relative to the project's root. */
  file: string;
  /** 1-based line, or 1 where the whole file is meant. */
  line: number;
  message: string;
}

/** `content/deck.yaml:12 — message`, the form in which editors make the place clickable. */
export function formatProblem({ file, line, message }: Problem): string {
  return `${file}:${line} — ${message}`;
}

/** Thrown by the build when content has mistakes; lists every one of them, not only the first. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(
      `${problems.length} mistake${problems.length === 1 ? '' : 's'} in the content:\n` +
        problems.map((problem) => `  ${formatProblem(problem)}`).join('\n'),
    );
    this.name = 'ContentError';
    this.problems = problems;
  }
}
