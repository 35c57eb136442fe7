import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { MistakenGrid, wrongCells } from '#demos/frame/MistakenGrid.tsx';
import type { Mistake } from '#numerics/mistakenInputGradient.ts';
import type { MistakenAnswer, Verdict } from '#numerics/tasks/conv-input-gradient-lab.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { sizeOf, type Matrix } from '#ui/matrix.ts';
import { AdjointTest } from './AdjointTest.tsx';

const mistakeNames: Record<Mistake, string> = {
  'no-flip': 'no flip',
  'same-padding': 'pad by p',
  'no-zeros': 'no zeros between',
  repeat: 'repeat, not zeros',
};

const verdictNames: Record<Verdict, string> = {
  right: 'right all the same',
  opposite: 'the exact negative',
  wrong: 'other wrong numbers',
  'wrong-size': 'the wrong size',
};

interface Props {
  mistake: Mistake;
  guess: Verdict | null;
  answer: MistakenAnswer | undefined;
  theorem: Matrix;
  /** ⟨Cx, g⟩, the forward side of the adjoint test. */
  forwardProduct: number;
  onMistake: (mistake: Mistake) => void;
  onGuess: (guess: Verdict) => void;
}

/** Predict, then run: leave out one step of the theorem, say what will come of it, and see. */
export function Shortcut(props: Props) {
  const { mistake, guess, answer, theorem, forwardProduct, onMistake, onGuess } = props;
  return (
    <div className="demo-predict">
      <h4>Predict, then see: get it wrong on purpose</h4>
      <Choice
        label="Shortcut"
        options={entries(mistakeNames)}
        value={mistake}
        onChange={onMistake}
      />
      <Guesses
        label="With this kernel and these settings it will give …"
        options={entries(verdictNames)}
        value={guess}
        onGuess={onGuess}
      />
      <div role="status" aria-live="polite">
        {guess !== null && answer && <Outcome {...{ guess, answer, theorem, forwardProduct }} />}
      </div>
    </div>
  );
}

function Outcome(props: {
  guess: Verdict;
  answer: MistakenAnswer;
  theorem: Matrix;
  forwardProduct: number;
}) {
  const { guess, answer, theorem, forwardProduct } = props;
  const { verdict, gradient, difference, product } = answer;
  const gap = Math.abs((product ?? Number.NaN) - forwardProduct);
  const missed = verdict !== 'right' && gap <= 1e-5 * Math.max(1, Math.abs(forwardProduct));
  const [rows, columns] = sizeOf(gradient);
  const [h, w] = sizeOf(theorem);
  const wrong = verdict === 'wrong-size' ? [] : wrongCells(gradient, theorem);
  return (
    <div>
      <p>
        <Foretold right={guess === verdict} /> it gives {verdictNames[verdict]}
        {verdict === 'wrong-size' &&
          ` (${rows > 0 ? `${rows}×${columns}` : 'nothing: the kernel does not even fit'}, and the image is ${h}×${w})`}
        {(verdict === 'wrong' || verdict === 'opposite') &&
          `; largest difference ${formatNumber(difference ?? Number.NaN)}, ${wrong.length} of ${h * w} pixels wrong`}
        . {reasons[answer.mistake][verdict]}
      </p>
      {rows > 0 && (
        <MistakenGrid
          values={gradient}
          theorem={theorem}
          wrong={wrong}
          title="what the shortcut gives"
          label="Gradient by the shortcut"
        />
      )}
      {product !== null && <AdjointTest products={[forwardProduct, product]} back="shortcut(g)" />}
      {missed && <p>With these numbers the two sides agree by chance.</p>}
    </div>
  );
}

const reasons: Record<Mistake, Partial<Record<Verdict, string>>> = {
  'no-flip': {
    right: 'Here the kernel and its rotation by 180° give the same, so the flip changes nothing.',
    opposite: 'The kernel changes sign when it is rotated by 180°.',
    wrong: 'The symmetric part of the kernel comes out right, the antisymmetric part negated.',
  },
  'same-padding': {
    right: 'p equals d(K₁−1)−p here.',
    'wrong-size': 'Full convolution needs d(K₁−1)−p, which is not p here.',
  },
  'no-zeros': {
    right: 'There is nothing to put zeros between: the stride is 1, or there is one output only.',
    'wrong-size': 'The outputs that the stride left out keep their places on the way back.',
  },
  repeat: {
    right:
      'Repeating puts nothing but zeros between, either: the stride is 1, or what is repeated is 0.',
    wrong: 'Every output now speaks several times, also for places where it was never computed.',
  },
};

function entries<Key extends string>(names: Record<Key, string>): { value: Key; label: string }[] {
  return (Object.keys(names) as Key[]).map((value) => ({ value, label: names[value] }));
}
