import { useEffect, useState } from 'react';

export interface PlayHead {
  playing: boolean;
  setPlaying: (playing: boolean) => void;
  /** Stops playing and moves by one, round the ends. */
  step: (by: 1 | -1) => void;
}

/**
 * Steps a position through 0 … length − 1, round and round, every `interval` milliseconds while
 * playing. The position itself belongs to the caller, so that it can be part of a demo's state.
 */
export function usePlayHead(
  position: number,
  length: number,
  onPosition: (position: number) => void,
  interval = 700,
): PlayHead {
  const [playing, setPlaying] = useState(false);
  const moved = (by: number) => (length > 0 ? (position + by + length) % length : 0);

  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => onPosition(moved(1)), interval);
    return () => clearTimeout(timer);
  });

  return {
    playing,
    setPlaying,
    step: (by) => {
      setPlaying(false);
      onPosition(moved(by));
    },
  };
}
