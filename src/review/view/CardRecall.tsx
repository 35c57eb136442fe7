import type { ReactElement } from 'react';
import { chapterHref, type BankCard, type BankChapter } from '#quiz/bank.ts';
import { Html } from '#quiz/view/Html.tsx';

interface Props {
  card: BankCard;
  chapter: BankChapter;
  shown: boolean;
}

/** A flashcard: its question, and once it is turned its answer. */
export function CardRecall({ card, chapter, shown }: Props): ReactElement {
  return (
    <div className="recall-card">
      <div className="card-prompt">
        <Html html={card.promptHtml} />
      </div>
      {shown && (
        <div className="card-answer">
          <Html html={card.answerHtml} />
          <p className="quiz-place">
            Read it in <a href={chapterHref(chapter)}>{chapter.title}</a>
          </p>
        </div>
      )}
    </div>
  );
}
