import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import type { LabState } from './state.ts';

const options = [
  { value: '2', label: 'after 2 pixels' },
  { value: '4', label: 'after 4 pixels' },
  { value: '8', label: 'after 8 pixels' },
  { value: 'never', label: 'not within 8' },
] as const;

interface Props {
  guess: LabState['guess'];
  /** After how many pixels the answers repeat; null: not within reach; undefined: not yet known. */
  found: number | null | undefined;
  onGuess: (guess: NonNullable<LabState['guess']>) => void;
}

/** Predict, then run: when does the same answer come back, once no border is in the way? */
export function PeriodGuess({ guess, found, onGuess }: Props) {
  const answer = found === null ? 'never' : String(found);
  return (
    <div className="demo-predict">
      <h4>First guess, then run</h4>
      <p>
        Two poolings halve the maps. Now let every layer be padded circularly, so that there is no
        border left. After how many pixels to the right will all ten probabilities be back, to the
        last digit?
      </p>
      <Guesses label="Your guess" options={options} value={guess} onGuess={onGuess} />
      <p role="status" aria-live="polite">
        {guess !== null &&
          found === undefined &&
          'It shows with the first picture and circular padding …'}
        {guess === null && typeof found === 'number' && (
          <>The padding is circular already: all ten are back after {found}.</>
        )}
        {guess !== null && found !== undefined && (
          <>
            <Foretold right={guess === answer} />{' '}
            {found === null
              ? 'they are not back within 8 pixels.'
              : `they are back after ${found}, and the map above is one tile of ${found}×${found} shifts, repeated.`}
          </>
        )}
      </p>
    </div>
  );
}
