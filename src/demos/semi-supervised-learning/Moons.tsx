import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { Lab } from './Lab.tsx';
import type firstFrame from './Moons.first.ts';

/** Two moons: where the labels are, and which way the border goes. */
export const Moons = withFirstFrame<typeof firstFrame>(({ first }) => (
  <Lab
    id="moons"
    problem="moons"
    question="Two labels and 398 bare points: where will the border go?"
    caption={
      <>
        <p>
          Each moon is a class. The 40 rings can be asked for their label: press them. The shade is
          the network’s answer at each place, and opens with a network that has seen{' '}
          <strong>two labels only</strong>.
        </p>
        <p>
          Try FixMatch on these two, then two of your own. Which pair makes it go right, which
          wrong? Then fill the gap between the moons with points of no class.
        </p>
      </>
    }
    sheet=""
    truth={[]}
    opening={first.opening}
    openingField={first.field}
  />
));
