import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useInTurn } from '#demos/frame/useInTurn.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type fit from '#numerics/tasks/vgg-fit.ts';
import { Choice } from '#ui/Choice.tsx';
import { ColourScale } from '#ui/ColourScale.tsx';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { drawFit, type DrawnKernel } from './drawFit.ts';
import { fitInput } from './fitInput.ts';
import type firstFrame from './Kernels.first.ts';
import { Measure } from './Measure.tsx';
import { kernelsDefaults, kernelsSchema, MOST_TAP, type KernelsState } from './state.ts';

const guesses = [
  { value: 'little', label: 'less than a tenth' },
  { value: 'third', label: 'a tenth to a third' },
  { value: 'most', label: 'more than a third' },
] as const;

const targets: { value: KernelsState['target']; label: string }[] = [
  { value: 'blur', label: 'blur' },
  { value: 'wave', label: 'wave' },
  { value: 'ring', label: 'ring' },
  { value: 'corners', label: 'corners' },
  { value: 'lot', label: 'by lot' },
  { value: 'own', label: 'your own' },
];

/** A large kernel, and the three small ones in a row that come nearest to it. */
export const Kernels = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('vgg-kernels', kernelsSchema, kernelsDefaults);
  const { state, update } = link;
  const { target, cells, between, seed, starts, guess } = state;
  const task = useTask<typeof fit>('vgg-fit');
  const key = JSON.stringify([target, between, seed, starts, target === 'own' && cells]);
  const untouched = key === JSON.stringify(['wave', 1, 1, 8, false]);
  const input = useMemo(() => fitInput(state), [key]);
  useInTurn(task, link.ready && (!untouched || task.result) ? input : null);
  const shown = useMemo(() => (task.result ? drawFit(task.result) : first), [task.result]);
  const m = shown.between;
  const numbers = 18 * m + 9 * m * m;
  const missed = shareText(shown.missed);
  const made = task.resultOf?.target ?? 'wave';
  const said = `Three 3×3 kernels, ${m} ${m === 1 ? 'channel' : 'channels'} between, ${numbers} numbers, miss ${missed} of the 7×7 kernel of 49.`;
  const isAnswer = guess !== null && made === 'lot' && m === 1 && !task.running;
  const rows = Array.from({ length: 7 }, (_, row) => cells.slice(7 * row, 7 * row + 7));

  return (
    <DemoFrame
      id="vgg-kernels"
      question="Are three small kernels as good as a large one?"
      link={link}
      tasks={[task]}
      announce={said}
      status="damped least squares, from random starts"
      caption={
        <>
          <p>
            Three 3×3 convolutions with nothing between them are one 7×7 convolution. Which one? The
            page looks for the three that together come nearest to the kernel on the left.
          </p>
          <p>
            <strong>Try:</strong> the corners, with 8 starts and with 48. Then give the stack a
            second channel between its layers, or set cells of your own. The small pictures of a
            layer stand in rows, a row for each input, a column for each output; each layer has a
            scale of its own.
          </p>
          <p>
            “Missed” is the sum of squares of the difference over that of the large kernel: 0 % is
            the kernel itself, 100 % is no better than zeros.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="The large kernel"
            role="kernel"
            options={targets}
            value={target}
            onChange={(value) => update({ target: value, guess: null })}
          />
          <Choice
            label="Channels between the small ones"
            symbol="m"
            options={[1, 2, 3].map((value) => ({ value, label: value }))}
            value={between}
            onChange={(value) => update({ between: value as KernelsState['between'] })}
          />
          <Choice
            label="Random starts of the search"
            options={[8, 48].map((value) => ({ value, label: value }))}
            value={starts}
            onChange={(value) => update({ starts: value === 48 ? 48 : 8 })}
          />
          {target === 'lot' && (
            <button
              type="button"
              className="button"
              onClick={() => update({ seed: (seed % 99) + 1 })}
            >
              Draw another
            </button>
          )}
          {target === 'own' && (
            <EditableGrid
              values={rows}
              title="your kernel"
              label="Your kernel, seven by seven"
              role="kernel"
              range={[-MOST_TAP, MOST_TAP]}
              compact
              onChange={({ row, column }, value) =>
                update({ cells: cells.map((old, i) => (i === 7 * row + column ? value : old)) })
              }
            />
          )}
          <div className="demo-predict">
            <Guesses
              label="49 numbers drawn by lot: how much of them will 27 numbers miss?"
              options={guesses}
              value={guess}
              onGuess={(value) => update({ guess: value, target: 'lot', between: 1, seed: 1 })}
            />
            {isAnswer && (
              <p className="map-facts" role="status">
                <Foretold right={guess === answerOf(shown.missed)} /> {missed} of this one. Now put
                a second channel between.
              </p>
            )}
          </div>
        </>
      }
    >
      <div className="demo-row vgg-kernels" aria-busy={task.running}>
        <Picture title="wanted, 7×7" kernel={shown.target} size={144} />
        <span className="vgg-sign" aria-hidden="true">
          ≈
        </span>
        {shown.kernels.map((kernel, i) => (
          <div className="vgg-factor" key={i}>
            {i > 0 && (
              <span className="vgg-sign" aria-hidden="true">
                ∗
              </span>
            )}
            <Picture title={`3×3, layer ${i + 1}`} kernel={kernel} size={smallSize(kernel)} />
          </div>
        ))}
        <span className="vgg-sign" aria-hidden="true">
          =
        </span>
        <Picture title="made" kernel={shown.whole} size={144} />
        <Picture title="missed" kernel={shown.rest} size={144} />
      </div>
      <ColourScale kind="signed" scale={shown.scale} label="the 7×7 pictures" />
      <dl className="vgg-measures">
        <Measure name="missed" value={missed} />
        <Measure name="numbers, small and large" value={`${numbers} and 49`} />
        <Measure name={`missed by ${shown.starts.length} starts`} value={rangeText(shown.starts)} />
      </dl>
    </DemoFrame>
  );
});

function answerOf(missed: number): KernelsState['guess'] {
  return missed < 0.1 ? 'little' : missed <= 1 / 3 ? 'third' : 'most';
}

/** "29.1 %", and "nothing" for what is rounding. */
function shareText(share: number): string {
  return share < 1e-12 ? 'nothing' : `${formatNumber(100 * share, 3)} %`;
}

function rangeText(starts: readonly number[]): string {
  const ends = [Math.min(...starts), Math.max(...starts)].map(shareText);
  return ends[0] === ends[1] ? `${ends[0]}, each` : ends.join(' to ');
}

function smallSize({ width, height }: DrawnKernel): number {
  return Math.max(width, height) === 3 ? 78 : 14 * width;
}

function Picture({ title, kernel, size }: { title: string; kernel: DrawnKernel; size: number }) {
  return (
    <figure className="demo-picture">
      <figcaption>{title}</figcaption>
      <PixelImage
        width={kernel.width}
        height={kernel.height}
        src={kernel.src}
        label={title}
        role="kernel"
        size={size}
      />
    </figure>
  );
}
