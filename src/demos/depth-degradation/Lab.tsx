import { useEffect, useRef, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { usePictures } from '#demos/network/usePictures.ts';
import { study, type DeepTrial } from '#numerics/depth/study.ts';
import type start from '#numerics/tasks/depth-degradation-start.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { LinePlot, type Series } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Lab.first.ts';
import { RunsTable } from './RunsTable.tsx';
import { lossByEpoch, nameOf, sameTrial, STEPS, type ShownRun } from './shownRun.ts';
import { labDefaults, labSchema, liveDepths, trialOf } from './state.ts';
import { firstOverLast, growthInFirstStage } from './gradientShape.ts';
import { useDeepTraining } from './useDeepTraining.ts';

/** Networks kept in the table, and in the plot of losses. */
const KEPT = 8;
const PLOTTED = 4;

interface Measured {
  trial: DeepTrial;
  norms: number[];
}

/** Build a deep network, look at its gradients layer by layer, switch the skip on, and train it. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('depth-lab', labSchema, labDefaults);
  const { state, update } = link;
  const trial = trialOf(state);
  const key = JSON.stringify(trial);
  const task = useTask<typeof start>('depth-degradation-start');
  const training = useDeepTraining(first.gallery);
  const { phase, course, trained } = training;
  const opening: Measured = { trial: trialOf(labDefaults), norms: first.start.norms };
  /** The untrained networks that were measured, newest first: now, and before. */
  const [measured, setMeasured] = useState<Measured[]>([opening]);
  const [runs, setRuns] = useState<ShownRun[]>(first.runs);
  const touched = key !== JSON.stringify(trialOf(labDefaults));
  const [wanted, setWanted] = useState(false);
  const teaching = usePictures(first.teaching, wanted);
  const asked = useRef(JSON.stringify(opening.trial));

  useEffect(() => {
    if (touched) setWanted(true);
    if (asked.current === key || !teaching.pixels) return;
    asked.current = key;
    task.run({ trial, pictures: { pixels: teaching.pixels, labels: first.teaching.labels } });
  }, [key, teaching.pixels]);
  useEffect(() => {
    const { result, resultOf } = task;
    if (!result || !resultOf) return;
    setMeasured((old) => [{ trial: resultOf.trial, norms: result.norms }, ...old].slice(0, 2));
  }, [task.result]);
  useEffect(() => {
    if (!trained) return;
    // The same network trained again gives the same numbers, and takes the place of the first.
    const others = (old: ShownRun[]) => old.filter((run) => !sameTrial(run.trial, trained.trial));
    setRuns((old) => [trained, ...others(old)].slice(0, KEPT));
  }, [trained]);

  const [now = opening, before] = measured;
  const idle = phase === 'rest';
  const own = idle ? runs.find((run) => sameTrial(run.trial, trial)) : undefined;
  const steps = course?.losses.length ?? 0;
  const layers = (norms: readonly number[]) => norms.map((norm, i) => [i + 1, norm] as const);
  const series: Series[] = [
    { name: `${nameOf(now.trial)}, untrained`, points: layers(now.norms), role: 'upstream' },
  ];
  /** The network in training, which need not be the one that is chosen. */
  const underway = training.trial ? `${nameOf(training.trial)}, step ${steps}` : '';
  if (!idle && course) series.push({ name: underway, points: layers(course.norms.last) });
  else if (own) series.push({ name: 'trained', points: layers(own.course.norms.last) });
  if (before)
    series.push({ name: `before: ${nameOf(before.trial)}`, points: layers(before.norms) });

  const plotted = runs.slice(0, PLOTTED).map((run): Series => ({
    name: `${nameOf(run.trial)}, ${run.trial.seed}`,
    points: lossByEpoch(run.course).map((loss, i) => [i + 1, loss] as const),
    role: run.trial.skips ? 'prediction' : undefined,
  }));
  if (course && !idle) {
    const points = lossByEpoch(course).map((loss, i) => [i + 1, loss] as const);
    if (points.length > 0) plotted.unshift({ name: 'now', points, role: 'upstream' });
  }
  const fits = JSON.stringify(now.trial) === key;
  const ratio = (norms: readonly number[]) => formatNumber(firstOverLast(norms), 3);
  const growth =
    now.trial.depth > 8
      ? `; in the first stage it grows by ${formatNumber(growthInFirstStage(now.norms), 3)} a layer on the way back`
      : '';
  const atStep = !idle && course ? ` ${underway}: ${ratio(course.norms.last)} times.` : '';
  const said = fits
    ? `${nameOf(now.trial)}, untrained: the gradient by the first kernel is ${ratio(now.norms)} times as long as the one by the last${growth}.${atStep}`
    : `Measuring ${nameOf(trial)} …`;

  return (
    <DemoFrame
      id="depth-lab"
      question="Do the gradients of a deep network vanish?"
      caption={
        <>
          <p>
            The same networks, small enough for your browser: pictures of {study.side}×{study.side},{' '}
            {study.widths.join(', ')} maps. <strong>Switch the skips on</strong>, change the depth:
            one way there and back through the untrained network, with 24 pictures.
          </p>
          <p>
            Then train: {study.epochs} epochs of 500 pictures, the record’s recipe with smaller
            batches. The gradients are drawn at every step. 56 layers may take from half a minute to
            two; a pause keeps the last whole epoch.
          </p>
          <p>
            The three trainings that open were recorded by the same code. Training fetches the 500
            pictures once, {(first.gallery.megabytes ?? 0).toFixed(1)} MB.
          </p>
        </>
      }
      link={{
        ...link,
        reset: () => {
          training.forget();
          setRuns(first.runs);
          setMeasured([opening]);
          asked.current = JSON.stringify(opening.trial);
          link.reset();
        },
      }}
      tasks={[task, training.task]}
      showsTasks
      announce={idle ? said : `Training, step ${steps} of ${study.epochs * STEPS}.`}
      status="networks of He et al. (2016), drawn from the seed"
    >
      <div className="demo-controls">
        <Choice
          label="Layers"
          options={liveDepths.map((value) => ({ value, label: value }))}
          value={state.depth}
          onChange={(value) => update({ depth: value })}
        />
        <Toggle
          label="skips"
          checked={state.skips}
          onChange={(value) => update({ skips: value })}
        />
        <Toggle
          label="batch norm"
          checked={state.norm}
          onChange={(value) => update({ norm: value })}
        />
        <Slider
          label="seed"
          value={state.seed}
          min={1}
          max={99}
          onChange={(value) => update({ seed: value })}
        />
      </div>
      <div className="depth-plot">
        <LinePlot
          series={series}
          x={{ title: 'convolution, the first being next to the picture', whole: true }}
          y={{ title: 'norm of the gradient by the kernel', kind: 'log' }}
          description={said}
          height={230}
        />
      </div>
      <p className="map-facts">{said}</p>
      <FrameTask task={task} consolation="The figure keeps its last result." />
      <PicturesMissing of={teaching} />
      <div className="demo-row">
        {idle ? (
          <button
            type="button"
            className="button needs-script"
            onClick={() => training.start(trial)}
          >
            Train here: {nameOf(trial)}
          </button>
        ) : (
          <UnderWay of={training} share={steps / (study.epochs * STEPS)}>
            {phase === 'fetching'
              ? 'Fetching the pictures …'
              : `${training.trial ? nameOf(training.trial) : ''}: step ${steps} of ${study.epochs * STEPS}`}
          </UnderWay>
        )}
      </div>
      {training.task.error && (
        <FrameTask task={training.task} consolation="The figure keeps its last result." />
      )}
      <PicturesMissing of={training.fetched} />
      <div className="depth-plot">
        <LinePlot
          series={plotted}
          x={{ title: 'epoch', range: [1, study.epochs], whole: true }}
          y={{ title: 'loss in training' }}
          description={`Loss by epoch; in the last, ${plotted
            .map(
              ({ name, points }) => `${name}: ${formatNumber(points.at(-1)?.[1] ?? Number.NaN, 3)}`,
            )
            .join('; ')}.`}
          height={190}
        />
      </div>
      <RunsTable runs={runs} />
    </DemoFrame>
  );
});
