import { useEffect } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { CLASSES } from '#numerics/conflict/figure.ts';
import { silhouettes } from '#numerics/conflict/silhouette.ts';
import { SIDE } from '#numerics/regression/pictures.ts';
import { LAMBDAS, sizesFor } from '#numerics/regression/sweep.ts';
import type sweepTask from '#numerics/tasks/model-size-and-estimation-error-sweep.ts';
import type { Cell, Sweep } from '#numerics/tasks/model-size-and-estimation-error-sweep.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent, wholeText } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { DragPlot } from './DragPlot.tsx';
import type firstFrame from './Lab.first.ts';
import { labDefaults, labSchema, NOISES, SEEDS } from './state.ts';
import { StepSlider } from '#ui/StepSlider.tsx';

/** Random features of drawn figures, fitted exactly: the number of features goes past the examples. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('model-size', labSchema, labDefaults);
  const { state, update, ready } = link;
  const { examples, noise, measure, guess } = state;
  const task = useTask<typeof sweepTask>('model-size-and-estimation-error-sweep');
  const opening = examples === labDefaults.examples && noise === labDefaults.noise;
  useEffect(() => {
    if (!ready) return;
    if (opening) task.cancel();
    else task.run({ examples, noise: noise / 100, seeds: SEEDS });
  }, [ready, examples, noise]);

  const fits = (input: { examples: number; noise: number } | null) =>
    input?.examples === examples && input.noise === noise / 100;
  const partial = task.running ? (task.partial as Sweep | null) : null;
  const own = fits(task.resultOf) ? task.result : partial;
  const shown = (opening ? first.sweep : own) ?? null;
  const { sizes, cells, seeds } = shown ?? first.sweep;
  /** While the first machines of a new lesson are fitted, the old ones stay. */
  const of = shown ? `n = ${examples}, ${noise} % wrong labels` : 'before the change';
  const at = nearest(sizes, sizesFor(examples)[state.size] ?? 1);
  const size = sizes[at] ?? 0;
  const lambda = LAMBDAS[state.lambda] ?? 0;
  const cell = cells[at]?.[state.lambda];
  const plain = cells[at]?.[0];
  const value = (c: Cell | undefined) =>
    (measure === 'wrong' ? c?.fresh.mean : c?.squared.mean) ?? Number.NaN;
  /** What lies beyond p = n stays covered until the reader has bet or gone there. */
  const covered = opening && guess === null && size <= examples && lambda === 0;
  const line = (l: number, of1: (c: Cell | undefined) => number) =>
    sizes.flatMap((p, s) => (covered && p > examples ? [] : [[p, of1(cells[s]?.[l])] as const]));
  const wrong = (c: Cell | undefined) => c?.fresh.mean ?? Number.NaN;
  const halfSize = sizes.find((p) => p >= examples / 2) ?? 1;
  const half = cells[sizes.indexOf(halfSize)]?.[0];
  const last = cells.at(-1)?.[0];
  const said = cell
    ? `${size} features, ${size * CLASSES} weights, ridge ${lambda}: wrong for ${percent(cell.training.mean)} of the labels learned and ${percent(wrong(cell))} of fresh figures, between ${percent(cell.fresh.low)} and ${percent(cell.fresh.high)} over ${seeds} seeds.`
    : '';

  return (
    <DemoFrame
      id="model-size"
      question="What happens to the error on fresh pictures as the machine grows past its examples?"
      link={link}
      tasks={[task]}
      announce={said}
      caption={
        <>
          <p>
            The machine takes p random features of a picture and learns one weight a feature for
            each of four classes, exactly. <strong>Drag in the plot</strong>, or the slider, past p
            = n.
          </p>
          <p>
            <strong>Try:</strong> other shares of wrong labels; a ridge; and, with p left where the
            peak was, fewer examples.
          </p>
          <p>
            Means over {seeds} seeds, which draw other examples, wrong labels and features; fresh
            are 400 figures. The four answers beneath are of the first seed. What opens was recorded
            by the code that then runs here.
          </p>
        </>
      }
    >
      <div className="size-plot">
        <DragPlot
          series={[
            { name: lambda > 0 ? 'fresh, λ = 0' : 'fresh', points: line(0, value) },
            ...(measure === 'wrong'
              ? [
                  {
                    name: lambda > 0 ? `learned, λ = ${lambda}` : 'learned',
                    points: line(state.lambda, (c) => c?.training.mean ?? Number.NaN),
                    role: 'input' as const,
                  },
                ]
              : []),
            ...(lambda > 0
              ? [
                  {
                    name: `fresh, λ = ${lambda}`,
                    points: line(state.lambda, value),
                    role: 'prediction' as const,
                  },
                ]
              : []),
          ]}
          x={{
            title: `features p (log scale); ${of}${covered ? '; the rest is covered until you bet or drag there' : ''}`,
            kind: 'log',
            range: [sizes[0] ?? 1, sizes.at(-1) ?? 1],
          }}
          y={
            measure === 'wrong'
              ? { title: 'share of wrong answers', range: [0, 0.8] }
              : { title: 'mean squared error', kind: 'log' }
          }
          marker={size}
          height={230}
          description={said}
          onX={(x) => update({ size: nearest(sizes, x) })}
        />
      </div>
      <div className="demo-controls">
        <div className="demo-predict">
          <Guesses
            label={`Without the ridge, and on fresh figures: ${wholeText(sizes.at(-1) ?? 0)} features, against ${halfSize}, are`}
            options={[
              { value: 'worse', label: 'worse' },
              { value: 'same', label: 'about the same' },
              { value: 'better', label: 'better' },
            ]}
            value={guess}
            onGuess={(next) => update({ guess: next, size: sizes.length - 1, lambda: 0 })}
          />
          {guess && (
            <p>
              <Foretold right={guess === verdict(wrong(last), wrong(half))} />{' '}
              {percent(wrong(last))} wrong, against {percent(wrong(half))}; and between them, at p =
              n, {percent(wrong(cells[sizes.indexOf(examples)]?.[0]))}.
            </p>
          )}
        </div>
        <StepSlider
          label="features"
          symbol="p"
          values={sizes}
          at={at}
          onChange={(next) => update({ size: next })}
        />
        <Slider
          label="examples"
          symbol="n"
          role="input"
          value={examples}
          min={20}
          max={100}
          step={10}
          onChange={(next) => update({ examples: next, size: nearest(sizesFor(next), size) })}
        />
        <Choice
          label="Wrong labels"
          options={NOISES.map((share) => ({ value: share, label: `${share} %` }))}
          value={noise}
          onChange={(next) => update({ noise: next })}
        />
        <StepSlider
          label="ridge"
          symbol="λ"
          values={LAMBDAS}
          at={state.lambda}
          onChange={(next) => update({ lambda: next })}
        />
        <Choice
          label="Measured on fresh figures"
          options={[
            { value: 'wrong', label: 'wrong answers' },
            { value: 'squared', label: 'squared error' },
          ]}
          value={measure}
          onChange={(next) => update({ measure: next })}
        />
      </div>
      {cell && plain && (
        <table className="demo-table">
          <thead>
            <tr>
              <th scope="col">p = {size}</th>
              <th scope="col">λ = 0</th>
              {lambda > 0 && <th scope="col">λ = {lambda}</th>}
            </tr>
          </thead>
          <tbody>
            {rowsOf(size, examples).map(([name, text]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{text(plain)}</td>
                {lambda > 0 && <td>{text(cell)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="size-figures">
        {cell?.scores.map((scores, i) => (
          <figure key={i} className="demo-picture">
            <PixelImage
              width={SIDE}
              height={SIDE}
              src={first.pictures[i]}
              label={`A fresh ${silhouettes[i] ?? ''}`}
              role="input"
              size={88}
            />
            <figcaption>
              <Answer scores={scores} truth={i} />
            </figcaption>
          </figure>
        ))}
      </div>
    </DemoFrame>
  );
});

/** The class with the largest score, whether it is right, and all four scores. */
function Answer({ scores, truth }: { scores: readonly number[]; truth: number }) {
  const answer = scores.indexOf(Math.max(...scores));
  return (
    <>
      <strong>
        {silhouettes[answer]} {answer === truth ? '✓' : '✗'}
      </strong>
      <ul className="size-scores">
        {scores.map((score, c) => (
          <li key={c}>
            {silhouettes[c]} {formatNumber(score + 1 / CLASSES, 2)}
          </li>
        ))}
      </ul>
    </>
  );
}

function rowsOf(size: number, examples: number): [string, (cell: Cell) => string][] {
  return [
    [
      'weights, and equations n·K',
      () => `${wholeText(size * CLASSES)}, ${wholeText(examples * CLASSES)}`,
    ],
    ['wrong of the labels learned', ({ training }) => percent(training.mean)],
    [
      'wrong of fresh figures (least, most)',
      ({ fresh }) => `${percent(fresh.mean)} (${percent(fresh.low)}, ${percent(fresh.high)})`,
    ],
    ['squared error', ({ squared }) => formatNumber(squared.mean)],
    ['size of the weights ‖w‖', ({ norm }) => formatNumber(norm.mean)],
  ];
}

function verdict(large: number, half: number): 'worse' | 'same' | 'better' {
  if (Math.abs(large - half) < 0.02) return 'same';
  return large > half ? 'worse' : 'better';
}

/** The place in the row of the size nearest to x, by ratio. */
function nearest(sizes: readonly number[], x: number): number {
  const away = sizes.map((size) => Math.abs(Math.log(size / x)));
  return away.indexOf(Math.min(...away));
}
