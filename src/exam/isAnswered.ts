import type { Answer } from '#quiz/grade.ts';

/** Whether there is anything in an answer: a box ticked, a blank filled in. */
export function isAnswered(answer: Answer | undefined): answer is NonNullable<Answer> {
  if (answer === undefined || answer === null) return false;
  if (typeof answer === 'boolean') return true;
  if (typeof answer === 'string') return answer.trim() !== '';
  if (Array.isArray(answer)) return answer.length > 0;
  return Object.values(answer).some((text) => text.trim() !== '');
}
