import type { ReactNode } from 'react';

/** Beside a run that goes on: pause it or go on with it, give it up, and how far it is. */
export function UnderWay({
  of: { paused, toggle, stop },
  name = 'Training',
  share,
  children,
}: {
  /** Without `toggle` there is nothing yet to pause. */
  of: { paused: boolean; toggle?: (() => void) | undefined; stop: () => void };
  /** What is going on, for those who hear the bar. */
  name?: string;
  /** How much of it is done, 0 to 1. */
  share: number;
  /** The same in words. */
  children: ReactNode;
}) {
  return (
    <>
      {toggle && (
        <button type="button" className="button" onClick={toggle}>
          {paused ? 'Go on' : 'Pause'}
        </button>
      )}
      <button type="button" className="text-button" onClick={stop}>
        Stop
      </button>
      <span className="demo-progress">
        <progress aria-label={name} max={1} value={share} />
        <span>{children}</span>
      </span>
    </>
  );
}
