import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { MistakenGrid, wrongCells } from '#demos/frame/MistakenGrid.tsx';
import type { OneChannelLayer } from '#demos/frame/oneChannel.ts';
import type { KernelMistake } from '#numerics/mistakenKernelGradient.ts';
import type { MistakenKernel } from '#numerics/tasks/conv-kernel-gradient-lab.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import type { Matrix } from '#ui/matrix.ts';
import { cellsOf, looksTurned } from './layer.ts';

interface Props {
  mistake: KernelMistake;
  guess: boolean | null;
  answer: MistakenKernel | undefined;
  theorem: Matrix;
  layer: OneChannelLayer;
  onMistake: (mistake: KernelMistake) => void;
  onGuess: (guess: boolean) => void;
}

/** Predict, then run: do it wrong, say whether it comes out wrong with these numbers, and see. */
export function Shortcut(props: Props) {
  const { mistake, guess, answer, theorem, layer, onMistake, onGuess } = props;
  return (
    <div className="demo-predict">
      <h4>With this G, does the wrong version give a wrong answer?</h4>
      <Choice
        label="The wrong version"
        options={[
          { value: 'turned', label: 'turns G by half a turn' },
          {
            value: 'no-holes',
            label: 'leaves out the holes of the stride',
            disabled: layer.stride === 1,
          },
        ]}
        value={mistake}
        onChange={onMistake}
      />
      <Guesses
        label="Your guess"
        options={[
          { value: 'right', label: 'no, it comes out right' },
          { value: 'wrong', label: 'yes, it comes out wrong' },
        ]}
        value={guess === null ? null : guess ? 'right' : 'wrong'}
        onGuess={(value) => onGuess(value === 'right')}
      />
      <div role="status" aria-live="polite">
        {guess !== null && answer && (
          <Outcome guess={guess} answer={answer} theorem={theorem} layer={layer} />
        )}
      </div>
    </div>
  );
}

function Outcome(
  props: Required<Pick<Props, 'theorem' | 'layer'>> & {
    guess: boolean;
    answer: MistakenKernel;
  },
) {
  const { guess, answer, theorem, layer } = props;
  const { gradient, right, difference } = answer;
  const wrong = wrongCells(gradient, theorem);
  return (
    <div>
      <p>
        <Foretold right={guess === right} />{' '}
        {right
          ? 'it comes out right.'
          : `${wrong.length} of ${cellsOf(gradient).length} entries are wrong, the worst by ${formatNumber(difference)}.`}{' '}
        {reason(answer, layer)}
      </p>
      <MistakenGrid
        values={gradient}
        theorem={theorem}
        wrong={wrong}
        title="what the mistake gives"
        label="Kernel gradient with the mistake"
        role="kernel"
      />
    </div>
  );
}

function reason({ mistake, right }: MistakenKernel, { g, stride }: OneChannelLayer): string {
  const places = g.length * (g[0]?.length ?? 0);
  if (mistake === 'turned') {
    if (!right) return 'Each output’s gradient was paired with another output’s patch.';
    if (looksTurned(g)) return 'This G looks the same after half a turn, so nothing was changed.';
    return 'Turning changes only the part of G that changes its sign under half a turn, and with this X that part adds up to 0 at every tap.';
  }
  if (!right) return 'Outputs that lie apart in the image were treated as neighbours.';
  if (stride === 1) return 'With stride 1 there are no holes to leave out.';
  if (places === 1) return 'A single output has no neighbour to keep apart.';
  return g
    .flat()
    .slice(1)
    .every((value) => value === 0)
    ? 'Only the top left entry of G counts, and it stays where it is when the holes are left out.'
    : 'Where the entries of G move to, they meet pixels that give the same sums.';
}
