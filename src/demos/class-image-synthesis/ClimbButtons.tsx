import { UnderWay } from '#demos/frame/UnderWay.tsx';
import type { Climbs } from './useClimbs.ts';

interface Props {
  climbs: Climbs;
  /** The step that the pictures are at. */
  step: number;
  to: number;
  onStart: () => void;
}

/** Start, pause, go on and stop, with how far the climb is. */
export function ClimbButtons({ climbs, step, to, onStart }: Props) {
  return (
    <div className="demo-row">
      {climbs.phase === 'rest' ? (
        <>
          <button type="button" className="button" onClick={onStart}>
            Climb from the noise
          </button>
          <span className="demo-progress">step {step}</span>
        </>
      ) : (
        <UnderWay of={climbs} name="Climb" share={climbs.progress}>
          step {step} of {to}
          {climbs.paused && ', paused'}
        </UnderWay>
      )}
    </div>
  );
}
