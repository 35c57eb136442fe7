import { grade, type Answer, type Grade } from '#quiz/grade.ts';
import type { Place, QuizItem } from '#quiz/items.ts';
import { isAnswered } from './isAnswered.ts';
import type { Question } from './questions.ts';

/** A question after the exam. */
export interface MarkedQuestion extends Question {
  answer: Answer | undefined;
  /** Null for a question left blank. One that cannot be graded, such as no number, has no points. */
  grade: Grade | null;
  /** From 0 to 1. */
  points: number;
  right: boolean;
}

export interface ChapterResult {
  chapter: string;
  of: number;
  right: number;
  points: number;
  /** The sections that settle what was wrong, each once. */
  readAgain: Place[];
}

export interface Marks {
  questions: MarkedQuestion[];
  of: number;
  right: number;
  points: number;
  answered: number;
  /** In the order of the paper. */
  chapters: ChapterResult[];
}

/** Marks a paper: a point a question, and a share of it for what is partly right. */
export function markPaper(
  questions: readonly Question[],
  answers: Readonly<Record<string, Answer>>,
): Marks {
  const marked = questions.map((question) => markQuestion(question, answers[question.key]));
  const chapters = [...new Set(marked.map(({ chapter }) => chapter))];
  return {
    questions: marked,
    ...totals(marked),
    answered: marked.filter(({ grade: found }) => found !== null).length,
    chapters: chapters.map((chapter) => {
      const own = marked.filter((question) => question.chapter === chapter);
      const { of, right, points } = totals(own);
      return { chapter, of, right, points, readAgain: placesOf(own) };
    }),
  };
}

function markQuestion(question: Question, answer: Answer | undefined): MarkedQuestion {
  const { item } = question;
  const found = isAnswered(answer) ? grade(item, whole(item, answer)) : null;
  const points = found?.graded === true ? found.score : 0;
  const right = found?.graded === true && found.correct;
  return { ...question, answer, grade: found, points, right };
}

/** What no accepted answer is equal to. */
const nothing = '\u0000';

/** An answer of which parts were left out, with those parts wrong: an exam is marked as it stands. */
function whole(item: QuizItem, answer: Answer): Answer {
  const names =
    item.kind === 'cloze'
      ? item.blanks.map(({ name }) => name)
      : item.kind === 'match'
        ? item.lefts.map(({ id }) => id)
        : [];
  if (names.length === 0 || typeof answer !== 'object' || answer === null || Array.isArray(answer))
    return answer;
  return Object.fromEntries(
    names.map((name) => [
      name,
      (answer[name] ?? '').trim() === '' ? nothing : (answer[name] ?? ''),
    ]),
  );
}

function totals(questions: readonly MarkedQuestion[]) {
  return {
    of: questions.length,
    right: questions.filter(({ right }) => right).length,
    points: questions.reduce((sum, { points }) => sum + points, 0),
  };
}

function placesOf(questions: readonly MarkedQuestion[]): Place[] {
  const places = questions.flatMap(({ right, grade: found, item }) => {
    if (right) return [];
    const told = found?.graded === true ? found.feedback.map((remark) => remark.place) : [];
    return told.length > 0 ? told : [item.place];
  });
  return places.filter(
    (place, index) => places.findIndex(({ href }) => href === place.href) === index,
  );
}
