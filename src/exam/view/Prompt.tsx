import type { ReactElement } from 'react';
import type { QuizItem } from '#quiz/items.ts';
import { Html } from '#quiz/view/Html.tsx';

/** What an item asks, with its numbers. */
export function Prompt({ item, id }: { item: QuizItem; id?: string }): ReactElement {
  return (
    <div className="quiz-prompt" id={id}>
      {item.promptHtml !== '' && <Html html={item.promptHtml} />}
      {item.kind === 'numeric' && <Html html={item.variant.promptHtml} />}
    </div>
  );
}
