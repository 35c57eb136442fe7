import type { ExamFinished, ProgressEntry, QuizAnswer } from '#progress/log.ts';
import type { MarkedQuestion } from './mark.ts';

/** What the log is told of an exam: each answer that could be graded, and the result. */
export function examEvents(
  questions: readonly MarkedQuestion[],
  result: Omit<ExamFinished, 'type'>,
): ProgressEntry[] {
  const answers = questions.flatMap(({ chapter, item, grade }): QuizAnswer[] => {
    if (grade?.graded !== true) return [];
    const { correct, score } = grade;
    const seed = item.kind === 'numeric' ? item.variant.seed : null;
    const drawn = seed === null ? {} : { seed };
    return [{ type: 'quiz-answer', chapter, item: item.id, correct, score, ...drawn }];
  });
  return result.of === 0 ? answers : [...answers, { type: 'exam-finished', ...result }];
}
