import { useEffect, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { CLASSES } from '#numerics/conflict/figure.ts';
import { FRESH } from '#numerics/regression/pictures.ts';
import { parametersOfWidth, WIDTHS, widthStudy } from '#numerics/regression/widthStudy.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent, wholeText } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { NOISES, trainDefaults, trainSchema } from './state.ts';
import { meansByWidth, type EndOfRun } from './meansByWidth.ts';
import type firstFrame from './Train.first.ts';
import { useNetwork } from './useNetwork.ts';

/** Examples of every network of the figure. */
const EXAMPLES = 100;
/** Networks of the reader's that are kept. */
const KEPT = 6;

/** Networks of several widths: those that were recorded, and those that the reader trains. */
export const Train = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('model-size-train', trainSchema, trainDefaults);
  const { state, update } = link;
  const { width, noise, seed } = state;
  const training = useNetwork();
  const { phase, finished } = training;
  const [own, setOwn] = useState<EndOfRun[]>([]);
  useEffect(() => {
    const last = finished?.history.at(-1);
    if (!finished || !last) return;
    const { trial } = finished;
    const parameters = parametersOfWidth(trial.width);
    setOwn((old) => [{ ...trial, parameters, ...last }, ...old].slice(0, KEPT));
  }, [finished]);

  const seeds = new Set(first.runs.map((run) => run.seed)).size;
  const clean = meansByWidth(first.runs, 0);
  const noisy = meansByWidth(first.runs, 0.2);
  const points = (means: typeof clean, key: 'training' | 'fresh') =>
    means.map((mean) => [mean.parameters, mean[key].mean] as const);
  const said = noisy
    .map(
      (mean, i) =>
        `Width ${mean.width}, ${wholeText(mean.parameters)} parameters: ${percent(mean.fresh.mean)} of fresh figures wrong with 20 % wrong labels, ${percent(clean[i]?.fresh.mean ?? 0)} with none.`,
    )
    .join(' ');
  const live = phase !== 'rest';
  const history =
    training.history.length > 0
      ? training.history
      : first.history.map(([wrong, fresh]) => ({ training: wrong, fresh }));
  const of =
    training.history.length > 0 && training.trial
      ? `width ${training.trial.width}, ${percent(training.trial.noise)} wrong labels, seed ${training.trial.seed}`
      : 'width 4, 20 % wrong labels, seed 1, recorded';

  return (
    <DemoFrame
      id="model-size-train"
      question="Do networks that learn their features have the peak, too?"
      link={{
        ...link,
        reset: () => {
          training.stop();
          setOwn([]);
          link.reset();
        },
      }}
      tasks={[training.task]}
      showsTasks
      announce={live ? `Training, part ${history.length} of ${widthStudy.parts}.` : said}
      status={`networks: three convolutions of w, 2w and 2w maps, from nothing, ${widthStudy.steps * widthStudy.parts} steps of Adam`}
      caption={
        <>
          <p>
            The same hundred figures for convolutional networks of {WIDTHS.length} widths w. The
            upright line is n·K = {EXAMPLES * CLASSES} parameters. Recorded: means of {seeds} seeds.
          </p>
          <p>
            <strong>Train one here</strong>, by the same code: choose a width, a share of wrong
            labels and a seed of your own, and compare it in the table.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Width"
            symbol="w"
            options={WIDTHS.map((value) => ({ value, label: String(value) }))}
            value={width}
            onChange={(next) => update({ width: next })}
          />
          <Choice
            label="Wrong labels"
            options={NOISES.map((share) => ({ value: share, label: `${share} %` }))}
            value={noise}
            onChange={(next) => update({ noise: next })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(next) => update({ seed: next })}
          />
          <div className="demo-row">
            {phase === 'rest' && (
              <button
                type="button"
                className="button"
                onClick={() =>
                  training.start({ examples: EXAMPLES, noise: noise / 100, seed, width })
                }
              >
                Train here
              </button>
            )}
            {live && (
              <UnderWay of={training} share={training.progress}>
                {training.history.length * widthStudy.steps} of{' '}
                {widthStudy.parts * widthStudy.steps} steps{phase === 'paused' && ', paused'}
              </UnderWay>
            )}
          </div>
          {training.task.error && (
            <FrameTask task={training.task} consolation="The figure keeps its last result." />
          )}
        </>
      }
    >
      <div className="size-plot">
        <LinePlot
          series={[
            { name: 'fresh, 20 %', points: points(noisy, 'fresh'), role: 'prediction' },
            { name: 'learned, 20 %', points: points(noisy, 'training'), role: 'input' },
            { name: 'fresh, 0 %', points: points(clean, 'fresh') },
          ]}
          x={{
            title: 'parameters (log scale), recorded',
            kind: 'log',
            range: [
              parametersOfWidth(WIDTHS[0]),
              parametersOfWidth(WIDTHS[WIDTHS.length - 1] ?? 1),
            ],
          }}
          y={{ title: 'share of wrong answers', range: [0, 0.8] }}
          marker={EXAMPLES * CLASSES}
          height={200}
          description={said}
        />
      </div>
      <div className="size-runs" tabIndex={0} role="region" aria-label="Networks">
        <table className="demo-table">
          <caption>Mean of {seeds} seeds (least, most), in per cent; yours beneath</caption>
          <thead>
            <tr>
              <th scope="col">w</th>
              <th scope="col">parameters</th>
              <th scope="col">fresh, 0 %</th>
              <th scope="col">fresh, 20 %</th>
              <th scope="col">learned, 20 %</th>
            </tr>
          </thead>
          <tbody>
            {noisy.map((mean, i) => (
              <tr key={mean.width}>
                <th scope="row">{mean.width}</th>
                <td>{wholeText(mean.parameters)}</td>
                <td>{spreadText(clean[i]?.fresh)}</td>
                <td>{spreadText(mean.fresh)}</td>
                <td>{spreadText(mean.training)}</td>
              </tr>
            ))}
            {own.map((run, i) => (
              <tr key={`own ${own.length - i}`}>
                <th scope="row">{run.width}, yours</th>
                <td>{wholeText(run.parameters)}</td>
                <td>{run.noise === 0 ? percent(run.fresh / FRESH) : '–'}</td>
                <td>
                  {run.noise === 0
                    ? '–'
                    : `${percent(run.fresh / FRESH)}${run.noise === 0.4 ? ' (at 40 %)' : ''}`}
                </td>
                <td>{run.noise === 0 ? '–' : percent(run.training / EXAMPLES)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="size-plot">
        <LinePlot
          series={[
            {
              name: 'fresh',
              points: history.map((part, i) => [(i + 1) * widthStudy.steps, part.fresh / FRESH]),
              role: 'prediction',
            },
            {
              name: 'learned',
              points: history.map((part, i) => [
                (i + 1) * widthStudy.steps,
                part.training / EXAMPLES,
              ]),
              role: 'input',
            },
          ]}
          x={{
            title: `steps; ${of}`,
            range: [widthStudy.steps, widthStudy.steps * widthStudy.parts],
          }}
          y={{ title: 'share of wrong answers', range: [0, 0.8] }}
          height={150}
          description={`Wrong answers while training; last ${percent((history.at(-1)?.fresh ?? 0) / FRESH)} of fresh figures and ${percent((history.at(-1)?.training ?? 0) / EXAMPLES)} of the labels learned.`}
        />
      </div>
    </DemoFrame>
  );
});

function spreadText(spread: { mean: number; low: number; high: number } | undefined): string {
  if (!spread) return '–';
  const whole = (share: number) => (100 * share).toFixed(0);
  return `${(100 * spread.mean).toFixed(1)} (${whole(spread.low)}, ${whole(spread.high)})`;
}
