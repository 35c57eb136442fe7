import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { formatNumber, wholeText } from '#ui/formatNumber.ts';
import type { LearnState } from './state.ts';

const options = [
  { value: 'thousandth', label: 'less than 0.001', least: 0, most: 0.001 },
  { value: 'tenth', label: 'about 0.1', least: 0.01, most: 0.35 },
  { value: 'one', label: 'about 1', least: 0.35, most: Number.POSITIVE_INFINITY },
] as const;

interface Props {
  guess: LearnState['guess'];
  /** By how much the worst weight is off after the run; null before it. */
  found: number | null;
  /** First loss over last. */
  fall: number;
  onGuess: (guess: NonNullable<LearnState['guess']>) => void;
}

/** Predict, then run: how well is the kernel known when the loss is tiny? */
export function Guess({ guess, found, fall, onGuess }: Props) {
  const chosen = options.find(({ value }) => value === guess);
  const right = chosen && found !== null && found >= chosen.least && found < chosen.most;
  return (
    <div className="demo-predict">
      <h4>First guess, then run</h4>
      <p>
        In 1,000 steps of size 2 on the photograph the loss will fall by a factor of some thousands
        at least. How far will the worst of the nine weights then be from the filter that was used?
      </p>
      <Guesses label="Your guess" options={options} value={guess} onGuess={onGuess} />
      <p role="status" aria-live="polite">
        {chosen && found === null && 'Running …'}
        {chosen && found !== null && (
          <>
            <Foretold right={right === true} /> the loss fell by a factor of{' '}
            {wholeText(Math.round(fall))}, and the worst weight is off by {formatNumber(found, 2)}.
            The section on what the photograph cannot teach says why.
          </>
        )}
      </p>
    </div>
  );
}
