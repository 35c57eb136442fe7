export interface PlayProps {
  /** What is played, in words: "sliding window". */
  label: string;
  playing: boolean;
  /** Starts or pauses. */
  onPlaying: (playing: boolean) => void;
  /** Moves by one step; −1 goes back. */
  onStep: (by: 1 | -1) => void;
  /** Where the play head is, for all to read: "position 3 of 9". */
  position: string;
  canStepBack?: boolean | undefined;
  canStepOn?: boolean | undefined;
}

/** Step back, play or pause, step on. */
export function Play(props: PlayProps) {
  const { label, playing, onPlaying, onStep, canStepBack = true, canStepOn = true } = props;
  return (
    <div className="play" role="group" aria-label={label}>
      <button
        type="button"
        className="play-button"
        aria-label="Step back"
        disabled={!canStepBack}
        onClick={() => onStep(-1)}
      >
        <Icon path="M11 2v12L4 8zM3 2v12" />
      </button>
      <button
        type="button"
        className="play-button"
        aria-label={playing ? 'Pause' : 'Play'}
        onClick={() => onPlaying(!playing)}
      >
        <Icon path={playing ? 'M4 3v10M5 3v10M11 3v10M12 3v10' : 'M4 2l9 6-9 6z'} />
      </button>
      <button
        type="button"
        className="play-button"
        aria-label="Step on"
        disabled={!canStepOn}
        onClick={() => onStep(1)}
      >
        <Icon path="M5 2v12l7-6zM13 2v12" />
      </button>
      <span className="play-position">{props.position}</span>
    </div>
  );
}

function Icon({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="icon">
      <path d={path} />
    </svg>
  );
}
