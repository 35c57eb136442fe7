import { Suspense, type ReactElement } from 'react';
import { usePageData } from '#ui/pageData.ts';
import type { QuizItem } from './items.ts';
import Quiz from './Quiz.tsx';

interface Props {
  chapter: string;
  /** Address of the JSON with the rendered items. */
  itemsHref: string;
  variantsHref: string;
  progressHref: string;
}

/**
 * A quiz whose questions are in the page only once: as the HTML that the server rendered. The data
 * behind them is fetched when the quiz comes into view; until then the HTML with its folded answers
 * stays as it is.
 */
export default function QuizIsland(props: Props): ReactElement {
  return (
    <Suspense>
      <LoadedQuiz {...props} />
    </Suspense>
  );
}

function LoadedQuiz({ chapter, itemsHref, variantsHref, progressHref }: Props): ReactElement {
  const items = usePageData<QuizItem[]>(itemsHref);
  return (
    <Quiz chapter={chapter} items={items} variantsHref={variantsHref} progressHref={progressHref} />
  );
}
