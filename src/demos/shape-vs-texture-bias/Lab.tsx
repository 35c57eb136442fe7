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
import { CLASSES, SIDE } from '#numerics/conflict/figure.ts';
import { shapeBias } from '#numerics/conflict/shapeBias.ts';
import { study } from '#numerics/conflict/trial.ts';
import type train from '#numerics/tasks/shape-vs-texture-bias-train.ts';
import type { Checkpoint, TrainInput } from '#numerics/tasks/shape-vs-texture-bias-train.ts';
import { Choice } from '#ui/Choice.tsx';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { ConflictGrid } from './ConflictGrid.tsx';
import type firstFrame from './Lab.first.ts';
import { describeTrial, lessonNames } from './names.ts';
import { RunsTable } from './RunsTable.tsx';
import {
  biasText,
  countedText,
  decisionsAtEnd,
  gridUri,
  lessonUri,
  type ShownRun,
} from './shownRun.ts';
import { labDefaults, labSchema, trialOf, type LabState } from './state.ts';

const guesses = [
  { value: 'texture', label: 'the texture (bias below ⅓)' },
  { value: 'mixed', label: 'now this, now that' },
  { value: 'shape', label: 'the shape (above ⅔)' },
] as const;

/** Train on figures whose class two cues tell, then let the cues disagree. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('shape-bias', labSchema, labDefaults);
  const { state, update } = link;
  const { lesson, contrast, seed, shape, texture, variant, guess } = state;
  const task = useTask<typeof train>('shape-vs-texture-bias-train');
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
    (result, { trial }) => ({ ...result, trial }),
    [first.shown],
  );

  /** What is trained next is another thing now, and a guess was about the old one. */
  const change = (part: Partial<LabState>) => update({ ...part, guess: null });
  const trial = trialOf(state);
  const key = JSON.stringify(trial);
  const untouched = key === JSON.stringify(trialOf(labDefaults));
  const samples = useMemo(() => (untouched ? first.lesson : lessonUri(trial)), [key]);
  const [shown = first.shown] = runs;
  const isFirst = shown.trial.contrast === labDefaults.contrast && variant === labDefaults.variant;
  const grid = useMemo(
    () => (isFirst ? first.grid : gridUri(shown.trial.contrast, variant)),
    [shown.trial.contrast, variant],
  );

  const history = isUnderWay ? (reached?.history ?? []) : shown.history;
  const decisions = decisionsAtEnd(shown);
  const bias = shapeBias(decisions)?.bias ?? 0.5;
  const outcome = bias < 1 / 3 ? 'texture' : bias > 2 / 3 ? 'shape' : 'mixed';
  const share = (which: 'shape' | 'texture' | 'other') =>
    history.map((epoch, i) => {
      const { shape: s, texture: t, other: o } = epoch.decisions;
      return [i + 1, epoch.decisions[which] / (s + t + o)] as const;
    });
  const said = `${describeTrial(shown.trial)}: ${decisions.shape} of 240 conflicts decided by shape, ${decisions.texture} by texture, ${decisions.other} by neither; shape bias ${biasText(decisions)}, ${countedText(decisions)} counted.`;
  const isShown = JSON.stringify(shown.trial) === key && runs.length > 1;

  return (
    <DemoFrame
      id="shape-bias"
      question="Two cues tell the class, and then they disagree: which one has the network learned?"
      caption={
        <>
          <p>
            Four classes: striped discs, chequered squares, dotted triangles, speckled crosses. The
            <strong> contrast</strong> says how far the texture stands out. Train, then read the
            grid: silhouettes in rows, textures in columns.
          </p>
          <p>
            Try contrast 40, then 24, then 12, nothing else changed. Then let one cue alone tell the
            class.
          </p>
          <p>
            The run that opens was recorded by the same code. Training takes from a quarter of a
            minute to a minute.
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
          ? `${paused ? 'Paused' : 'Training'}, epoch ${history.length} of ${study.epochs}.`
          : said
      }
      status={`network: three convolutions of ${study.widths.join(', ')} maps, from nothing`}
    >
      <div className="demo-row conflict-lesson">
        <figure className="demo-picture">
          <figcaption>Training figures, a class a column</figcaption>
          <PixelImage
            width={CLASSES * SIDE}
            height={2 * SIDE}
            src={samples}
            label={`Two training figures of each class; ${lessonNames[lesson]}`}
            role="input"
            size={288}
          />
        </figure>
      </div>
      <div className="demo-controls">
        <Choice
          label="What tells the class in training"
          options={[
            { value: 'both', label: 'shape and texture' },
            { value: 'shape', label: 'shape only' },
            { value: 'texture', label: 'texture only' },
          ]}
          value={lesson}
          onChange={(value) => change({ lesson: value })}
        />
        <Slider
          label="contrast of the texture, levels of 255"
          symbol="±a"
          value={contrast}
          min={0}
          max={60}
          onChange={(value) => change({ contrast: value })}
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
          label="Before you train: where they disagree, it will follow"
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        <div className="demo-row">
          {isUnderWay && training ? (
            <UnderWay
              of={{ ...run, paused }}
              share={paused ? history.length / study.epochs : progress}
            >
              {`${describeTrial(training.trial)}: epoch ${history.length} of ${study.epochs}`}
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
      <div className="conflict-plot">
        <LinePlot
          series={[
            { name: 'by shape', points: share('shape'), role: 'prediction' },
            { name: 'by texture', points: share('texture') },
            { name: 'neither', points: share('other') },
          ]}
          x={{ title: 'epoch', range: [1, study.epochs] }}
          y={{ title: 'share of the 240 conflicts', range: [0, 1] }}
          description={said}
          height={170}
        />
      </div>
      {guess !== null && isShown && !isUnderWay && (
        <p className="map-facts" role="status">
          <Foretold right={guess === outcome} /> shape bias {biasText(decisions)}.
        </p>
      )}
      <ConflictGrid
        answers={shown.answers}
        contrast={shown.trial.contrast}
        src={grid}
        cell={{ row: shape, column: texture }}
        variant={variant}
        onCell={({ row, column }) => update({ shape: row, texture: column })}
        onVariant={(value) => update({ variant: value })}
      />
      <p className="map-facts">
        <strong>{describeTrial(shown.trial)}.</strong> {decisions.shape} conflicts by shape,{' '}
        {decisions.texture} by texture, {decisions.other} by neither: shape bias{' '}
        <strong>{biasText(decisions)}</strong>, {countedText(decisions)} counted.
      </p>
      <RunsTable runs={runs} />
    </DemoFrame>
  );
});
