import { Suspense, type ReactElement } from 'react';
import type { BankIndex } from '#quiz/bank.ts';
import { usePageData } from '#ui/pageData.ts';
import { Exam } from './view/Exam.tsx';

interface Props {
  /** Address of the `BankIndex`. */
  indexHref: string;
  /** Address of the contents, whose chapters have their quizzes. */
  contentsHref: string;
  reviewHref: string;
  /** What the book is called, at the head of a printed paper. */
  bookTitle: string;
}

/** The page of the exam: setting a paper, sitting it, its result, and the paper for print. */
export default function ExamIsland({ indexHref, ...props }: Props): ReactElement {
  return (
    <Suspense>
      <LoadedExam indexHref={indexHref} {...props} />
    </Suspense>
  );
}

function LoadedExam({ indexHref, ...props }: Props): ReactElement {
  return <Exam index={usePageData<BankIndex>(indexHref)} {...props} />;
}
