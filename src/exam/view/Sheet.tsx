import { useEffect, useRef, type ReactElement } from 'react';
import type { BankIndex } from '#quiz/bank.ts';
import { difficulties, type Paper } from '../paper.ts';
import type { Question } from '../questions.ts';
import { AnswerKey } from './AnswerKey.tsx';
import { countOf } from './countOf.ts';
import { PrintedItem } from './PrintedItem.tsx';
import { Prompt } from './Prompt.tsx';

interface Props {
  index: BankIndex;
  bookTitle: string;
  paper: Paper;
  /** The address of the paper. */
  href: string;
  questions: readonly Question[];
  /** Whether the answers are at the end. */
  answers: boolean;
  onAnswers(answers: boolean): void;
  onBack(): void;
}

/** The paper as it is printed: what is seen here is what comes out. */
export function Sheet(props: Props): ReactElement {
  const { index, bookTitle, paper, href, questions, answers } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: 'instant' });
    void document.fonts.ready.then(() => window.print());
  }, []);
  return (
    <section className="exam exam-sheet" aria-labelledby="exam-title">
      <div className="quiz quiz-actions exam-sheet-actions">
        <button type="button" className="exam-main" onClick={() => window.print()}>
          Print
        </button>
        <label className="exam-mark">
          <input
            type="checkbox"
            checked={answers}
            onChange={({ target }) => props.onAnswers(target.checked)}
          />
          <span>With answers at the end</span>
        </label>
        <button type="button" onClick={props.onBack}>
          Back
        </button>
      </div>
      <header className="exam-sheet-head">
        <p className="exam-sheet-book">{bookTitle}</p>
        <h2 id="exam-title" tabIndex={-1} ref={title}>
          Exam paper {paper.seed}
        </h2>
        <p>{described(paper, index, questions.length)}</p>
        <p className="exam-sheet-lines">
          <span>Name</span>
          <span>Date</span>
          <span>
            Points <i>of {questions.length}</i>
          </span>
        </p>
      </header>
      <ol className="exam-sheet-items">
        {questions.map(({ key, number, item }) => (
          <li key={key}>
            <p className="quiz-number">
              <span>Question {number}</span> <span className="quiz-difficulty">1 point</span>
            </p>
            <Prompt item={item} />
            <PrintedItem item={item} />
          </li>
        ))}
      </ol>
      <p className="exam-sheet-link">
        This paper, to be sat on a screen: <a href={href}>{href}</a>
      </p>
      {answers && <AnswerKey seed={paper.seed} questions={questions} />}
    </section>
  );
}

function described(paper: Paper, index: BankIndex, count: number): string {
  const titles = index.parts.filter(({ id }) => paper.parts.includes(id)).map(({ title }) => title);
  const about = titles.length === index.parts.length ? 'all parts of the book' : titles.join('; ');
  const hard =
    paper.difficulties.length === difficulties.length
      ? ''
      : ` (${difficulties
          .filter(({ value }) => paper.difficulties.includes(value))
          .map(({ name }) => name)
          .join(', ')})`;
  const time = paper.minutes === null ? '' : `, ${countOf(paper.minutes, 'minute')}`;
  return `${countOf(count, 'question')}${time}: ${about}${hard}.`;
}
