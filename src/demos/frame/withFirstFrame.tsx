import { Suspense, type ReactElement } from 'react';
import { usePageData } from '#ui/pageData.ts';
import type { FirstFrame } from './firstFrame.ts';

interface IslandProps {
  /** Address of the first frame, from `firstFrame`. */
  frame: string;
}

/**
 * A demo's view with its first frame, as an island. The server renders the frame; in the browser its
 * numbers are fetched when the island comes alive, and until they are there the served HTML stays.
 */
export function withFirstFrame<Frame extends FirstFrame>(
  View: (props: { first: Awaited<ReturnType<Frame>> }) => ReactElement,
): (props: IslandProps) => ReactElement {
  const Loaded = ({ frame }: IslandProps) => (
    <View first={usePageData<Awaited<ReturnType<Frame>>>(frame)} />
  );
  return (props) => (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
