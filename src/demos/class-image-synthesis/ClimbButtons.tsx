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
  const { phase } = climbs;
  return (
    <div className="demo-row">
      {phase === 'rest' && (
        <button type="button" className="button" onClick={onStart}>
          Climb from the noise
        </button>
      )}
      {phase === 'climbing' && (
        <button type="button" className="button" onClick={climbs.pause}>
          Pause
        </button>
      )}
      {phase === 'paused' && (
        <button type="button" className="button" onClick={climbs.resume}>
          Go on
        </button>
      )}
      {phase !== 'rest' && (
        <button type="button" className="text-button" onClick={climbs.stop}>
          Stop
        </button>
      )}
      <span className="demo-progress">
        {phase !== 'rest' && <progress aria-label="Climb" max={1} value={climbs.progress} />}
        <span>
          step {step}
          {phase !== 'rest' && ` of ${to}`}
          {phase === 'paused' && ', paused'}
        </span>
      </span>
    </div>
  );
}
