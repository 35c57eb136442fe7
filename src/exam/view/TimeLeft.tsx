import { useEffect, useRef, useState, type ReactElement } from 'react';
import { clockTime, timeNotice } from '../timeWords.ts';

interface Props {
  /** When time is up, in milliseconds. */
  deadline: number;
  /** How long there is in all. */
  allowed: number;
  onExtend(): void;
  onTimeUp(): void;
}

/**
 * The time left, to be seen or hidden. It is read out at a few moments only. When little is left,
 * or the clock is opened, more can be added: the limit is the reader's own.
 */
export function TimeLeft({ deadline, allowed, onExtend, onTimeUp }: Props): ReactElement {
  const [left, setLeft] = useState(() => deadline - Date.now());
  const [hidden, setHidden] = useState(false);
  const [notice, setNotice] = useState('');
  const before = useRef(left);
  const timeUp = useRef(onTimeUp);
  useEffect(() => {
    timeUp.current = onTimeUp;
  });

  useEffect(() => {
    before.current = deadline - Date.now();
    const tick = (): void => {
      const now = deadline - Date.now();
      const said = timeNotice(before.current, now, allowed);
      before.current = now;
      setLeft(now);
      if (said !== null) setNotice(said);
      if (now > 0) return;
      clearInterval(timer);
      timeUp.current();
    };
    const timer = setInterval(tick, 1000);
    setLeft(before.current);
    return () => clearInterval(timer);
  }, [deadline, allowed]);

  return (
    <div className="exam-time" data-short={left <= 60_000}>
      {!hidden && (
        <span role="timer" aria-live="off" aria-label="Time left" className="exam-clock">
          {clockTime(left)}
        </span>
      )}
      <button type="button" aria-pressed={hidden} onClick={() => setHidden(!hidden)}>
        {hidden ? 'Show time' : 'Hide'}
        {!hidden && <span className="visually-hidden"> the time left</span>}
      </button>
      <button
        type="button"
        onClick={() => {
          onExtend();
          setNotice('Ten minutes more.');
        }}
      >
        +10<span className="visually-hidden"> minutes more</span>
        <span aria-hidden="true">{'\u00a0min'}</span>
      </button>
      <span role="status" className="visually-hidden">
        {notice}
      </span>
    </div>
  );
}
