import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { usePausable } from '#demos/frame/usePausable.ts';
import { useRuns } from '#demos/frame/useRuns.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { SIDE } from '#numerics/conflict/figure.ts';
import { figuresStudy } from '#numerics/learning/figuresStudy.ts';
import type train from '#numerics/tasks/estimation-error-train.ts';
import type { Checkpoint, TrainInput } from '#numerics/tasks/estimation-error-train.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Figures.first.ts';
import {
  describeTrial,
  COLUMNS,
  errorsAtEnd,
  lessonLabels,
  lessonUri,
  SHOWN,
  type ShownRun,
} from './shownRun.ts';
import { FIGURES, figuresDefaults, figuresSchema, trialOf, type FiguresState } from './state.ts';

const guesses = [
  { value: 'few', label: 'less than a quarter' },
  { value: 'half', label: 'a quarter to a half' },
  { value: 'most', label: 'more than half' },
] as const;
const { steps, parts, widths, fresh } = figuresStudy;

/** A network learns drawn figures from few or many of them, with their own labels or any. */
export const Figures = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('figures', figuresSchema, figuresDefaults);
  const { state, update } = link;
  const { examples, labels, seed, guess } = state;
  const task = useTask<typeof train>('estimation-error-train');
  const { progress } = task;
  const {
    input: training,
    paused,
    isUnderWay,
    reached,
    ...run
  } = usePausable<Checkpoint, TrainInput>(task);
  const { runs, forget } = useRuns<TrainInput, typeof task.result, ShownRun>(
    task,
    (history, { trial }) => ({ history, trial }),
    [first.shown],
  );

  /** What is trained next is another thing now, and a guess was about the old one. */
  const change = (part: Partial<FiguresState>) => update({ ...part, guess: null });
  const trial = trialOf(state);
  const key = JSON.stringify(trial);
  const untouched = key === JSON.stringify(trialOf(figuresDefaults));
  const samples = useMemo(() => (untouched ? first.lesson : lessonUri(trial)), [key]);
  const [shown = first.shown] = runs;
  const seen: ShownRun =
    isUnderWay && training ? { trial: training.trial, history: reached?.history ?? [] } : shown;
  const errors = errorsAtEnd(shown);
  const outcome = errors.fresh < 0.25 ? 'few' : errors.fresh <= 0.5 ? 'half' : 'most';
  const isShown = JSON.stringify(shown.trial) === key && runs.length > 1;
  const said = `${describeTrial(shown.trial)}: ${percent(errors.training)} of its own figures wrong, ${percent(errors.fresh)} of ${fresh} fresh ones.`;
  const line = (which: 'training' | 'fresh') =>
    seen.history.map(
      (part, i) =>
        [
          (i + 1) * steps,
          (100 * part[which]) / (which === 'fresh' ? fresh : seen.trial.examples),
        ] as const,
    );

  return (
    <DemoFrame
      id="figures"
      question="How wrong is a network that has made no mistake?"
      caption={
        <>
          <p>
            Four classes of silhouettes, whose texture and colours tell nothing. Every network takes{' '}
            {steps * parts} steps and is then asked about {fresh} <strong>fresh figures</strong>,
            the same for all. Chance is 75 % wrong.
          </p>
          <p>
            Train on fewer and on more. Then draw the labels <strong>by lot</strong> and see whether
            that can be learned.
          </p>
          <p>
            The run that opens, on 64 figures, was recorded by the same code. Training takes about
            half a minute.
          </p>
        </>
      }
      link={{
        ...link,
        reset: () => {
          run.stop();
          forget();
          link.reset();
        },
      }}
      tasks={[task]}
      showsTasks
      announce={
        isUnderWay
          ? `${paused ? 'Paused' : 'Training'}, step ${seen.history.length * steps} of ${steps * parts}.`
          : said
      }
      status={`network: three convolutions of ${widths.join(', ')} maps, from nothing`}
    >
      <figure className="demo-picture">
        <figcaption>
          The first {SHOWN} training figures, labelled {lessonLabels(trial).join(', ')}
        </figcaption>
        <PixelImage
          width={COLUMNS * SIDE}
          height={(SHOWN / COLUMNS) * SIDE}
          src={samples}
          label={`${SHOWN} training figures, labelled ${lessonLabels(trial).join(', ')}`}
          role="input"
          size={288}
        />
      </figure>
      <div className="demo-controls">
        <Choice
          label="training figures"
          symbol="n"
          options={FIGURES.map((value) => ({ value, label: String(value) }))}
          value={examples}
          onChange={(value) => change({ examples: value })}
        />
        <Choice
          label="labels"
          options={[
            { value: 'own', label: 'their own' },
            { value: 'by lot', label: 'by lot' },
          ]}
          value={labels}
          onChange={(value) => change({ labels: value })}
        />
        <Slider
          label="seed"
          value={seed}
          min={1}
          max={99}
          onChange={(value) => change({ seed: value })}
        />
      </div>
      <div className="demo-predict">
        <Guesses
          label={`Before you train: of the fresh figures it will have wrong`}
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        <div className="demo-row">
          {isUnderWay && training ? (
            <UnderWay
              of={{ ...run, paused }}
              share={paused ? seen.history.length / parts : progress}
            >
              {`${describeTrial(training.trial)}: step ${seen.history.length * steps} of ${steps * parts}`}
            </UnderWay>
          ) : (
            <button
              type="button"
              className="button needs-script"
              onClick={() => run.start({ trial })}
            >
              Train here
            </button>
          )}
        </div>
        {task.error && <FrameTask task={task} consolation="The figure keeps its last result." />}
      </div>
      <p className="map-facts">{describeTrial(seen.trial)}:</p>
      <div className="figures-plot">
        <LinePlot
          series={[
            { name: 'fresh', points: line('fresh'), role: 'prediction' },
            { name: 'training', points: line('training'), role: 'input' },
          ]}
          x={{ title: 'steps', range: [steps, steps * parts] }}
          y={{ title: 'wrong answers, %', range: [0, 100] }}
          description={said}
          height={180}
        />
      </div>
      {guess !== null && isShown && !isUnderWay && (
        <p className="map-facts" role="status">
          <Foretold right={guess === outcome} /> {percent(errors.fresh)} wrong.
        </p>
      )}
      <div className="table-scroll" role="region" aria-label="Networks so far">
        <table className="figures-table">
          <caption>Networks so far</caption>
          <thead>
            <tr>
              <th scope="col">trained on</th>
              <th scope="col">wrong in training</th>
              <th scope="col">wrong, fresh</th>
              <th scope="col">gap, points</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run, i) => {
              const end = errorsAtEnd(run);
              return (
                <tr key={runs.length - i}>
                  <th scope="row">{describeTrial(run.trial)}</th>
                  <td>{percent(end.training)}</td>
                  <td>{percent(end.fresh)}</td>
                  <td>{Math.round(100 * (end.fresh - end.training))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});
