import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { Lab } from './Lab.tsx';
import type firstFrame from './Swatches.first.ts';

/** Swatches of cloth: which four to label, and what 396 others add. */
export const Swatches = withFirstFrame<typeof firstFrame>(({ first }) => (
  <Lab
    id="swatches"
    problem="cloth"
    question="Four swatches have a label. What are 396 others worth?"
    caption={
      <>
        <p>
          Stripes, checks, dots, blots. Press a swatch to have it labelled. After a training the
          letters on the others are what the network answers with at least τ; ✗ marks a wrong one.
          These are 40 of the pool’s 400; the test are 400 more.
        </p>
        <p>
          Run all four methods on the same labels. Then choose others, and see which matters more.
          Then let grids and waves, of no class, into the pool.
        </p>
        <p>The first line of the table was recorded by the same code.</p>
      </>
    }
    sheet={first.sheet}
    truth={first.truth}
    opening={first.opening}
    openingField={null}
  />
));
