import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { sides } from '#numerics/tolerance/change.ts';
import { percent } from '#ui/formatNumber.ts';
import type firstFrame from './Lab.first.ts';
import type { LabState } from './state.ts';

const options = [
  { value: 'everywhere', label: 'at every size' },
  { value: 'trained', label: 'only from 1× to 2×, where it was trained' },
  { value: 'enlarged', label: 'above 1×, beyond 2× too, and hardly below' },
] as const;

interface Props {
  guess: LabState['guess'];
  networks: Awaited<ReturnType<typeof firstFrame>>['networks'];
  onGuess: (guess: NonNullable<LabState['guess']>) => void;
}

/** Predict, then run: where does training on enlarged pictures help? The sign of each gain is tested. */
export function Guess({ guess, networks, onGuess }: Props) {
  const [base, jittered] = networks;
  const at = (network: typeof base, side: number) =>
    percent(network?.gallery.scale.there.right[sides.indexOf(side)] ?? 0, 1);
  return (
    <div className="demo-predict">
      <h4>Guess again, then see the second network</h4>
      <p>
        A second network of the same architecture, scale-jitter, was trained on pictures enlarged by
        1× to 2×, never on smaller ones. Where will more be right than with the first?
      </p>
      <Guesses label="Your guess" options={options} value={guess} onGuess={onGuess} />
      {guess !== null && (
        <p role="status" aria-live="polite">
          <Foretold right={guess === 'enlarged'} /> more are right from 1.125× on, beyond 2× too,
          and fewer from 0.5× to 1×. Right are {at(jittered, 64)} at 2×, against {at(base, 64)}; at
          2.5×, beyond what it was trained on, {at(jittered, 80)} against {at(base, 80)}; at 0.5×{' '}
          {at(jittered, 16)} against {at(base, 16)}.
        </p>
      )}
    </div>
  );
}
