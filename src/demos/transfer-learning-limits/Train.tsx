import { useEffect, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { usePausable } from '#demos/frame/usePausable.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { usePictures } from '#demos/network/usePictures.ts';
import type trainTask from '#numerics/tasks/transfer-learning-limits-train.ts';
import type {
  Checkpoint,
  PartRecord,
  TrainInput,
  TransferTrial,
} from '#numerics/tasks/transfer-learning-limits-train.ts';
import type { Start } from '#numerics/transfer/starts.ts';
import { CLASSES, course, EACH, TESTED_EACH } from '#numerics/transfer/study.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { targetNames } from './names.ts';
import { trainDefaults, trainSchema } from './state.ts';
import { TargetStrip } from './TargetStrip.tsx';
import type firstFrame from './Train.first.ts';

const TESTED = CLASSES * TESTED_EACH;
/** Runs of the reader's that are kept. */
const KEPT = 4;
const startNames = { trained: 'from six', random: 'from nothing' } as const;

interface Finished {
  trial: TransferTrial;
  history: PartRecord[];
}

/** All layers trained here, from the trained network or from nothing, near or far. */
export const Train = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('train', trainSchema, trainDefaults);
  const { state, update } = link;
  const { target } = state;
  const [waiting, setWaiting] = useState<TransferTrial | null>(null);
  const [own, setOwn] = useState<Finished[]>([]);
  const pictures = usePictures(first.sheet, waiting !== null);
  const task = useTask<typeof trainTask>('transfer-learning-limits-train');
  const run = usePausable<Checkpoint, TrainInput>(task);
  useEffect(() => {
    const { pixels } = pictures;
    if (!waiting || !pixels) return;
    run.start({ trial: waiting, photographs: { pixels, labels: first.labels } });
  }, [waiting, pictures.pixels]);
  useEffect(() => {
    const { result, resultOf } = task;
    if (!result || !resultOf) return;
    setOwn((old) => [{ trial: resultOf.trial, history: result }, ...old].slice(0, KEPT));
    setWaiting(null);
  }, [task.result]);

  const isFetching = waiting !== null && pictures.pixels === null;
  const isBusy = waiting !== null && !task.error;
  const history = (isBusy && run.reached?.history) || [];
  /** Recorded are five and twenty of each; the nearer to the choice is shown. */
  const near = state.each <= 5 ? 5 : 20;
  const recorded = (start: Start) =>
    first.trainings.find((of) => of.target === target && of.start === start && of.each === near)
      ?.right ?? [];
  const latest = isBusy ? { trial: waiting, history } : own[0];
  const mine = latest?.trial.target === target ? latest : undefined;
  const shareOf = ({ fresh }: PartRecord) => 1 - fresh / TESTED;
  const lastOf = (start: Start) => percent((recorded(start).at(-1) ?? 0) / TESTED);
  const said = `${targetNames[target]}, ${near} of each, after ${course.parts * course.steps} steps: ${lastOf('trained')} right from six, ${lastOf('random')} from nothing.${own[0] ? ` Yours: ${describe(own[0].trial)}, ${percent(shareOf(own[0].history.at(-1) ?? { training: 0, fresh: TESTED }))}.` : ''}`;

  return (
    <DemoFrame
      id="train"
      question="And if the trained network is only where the training begins?"
      link={{
        ...link,
        reset: () => {
          run.stop();
          setWaiting(null);
          setOwn([]);
          link.reset();
        },
      }}
      tasks={[task]}
      showsTasks
      announce={
        isBusy
          ? `Training, step ${history.length * course.steps} of ${course.parts * course.steps}.`
          : said
      }
      status={`network: six, ${course.parts * course.steps} steps of Adam on batches of ${course.batch}; no batch norm, no altered pictures`}
      caption={
        <>
          <p>
            All layers learn, {course.parts} times {course.steps} steps; after each ten, 25 pictures
            of each class are the test. Two lines are recorded, one run each.
          </p>
          <p>
            <strong>Train one here</strong> by the same code, near or far, and put it beside them.
            It fetches {first.megabytes.toFixed(1)} MB once.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Target"
            role="input"
            options={(['near', 'far'] as const).map((value) => ({
              value,
              label: targetNames[value],
            }))}
            value={target}
            onChange={(value) => update({ target: value })}
          />
          <Choice
            label="Begin"
            options={(['trained', 'random'] as const).map((value) => ({
              value,
              label: startNames[value],
            }))}
            value={state.start}
            onChange={(value) => update({ start: value })}
          />
          <Choice
            label="Examples of each class"
            options={EACH.map((value) => ({ value, label: String(value) }))}
            value={state.each}
            onChange={(value) => update({ each: value })}
          />
          <Slider
            label="seed"
            value={state.seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
          <div className="demo-row needs-script">
            {!isBusy && (
              <button
                type="button"
                className="button"
                onClick={() => {
                  const { start, each, seed } = state;
                  setWaiting({ target, start, each, seed });
                }}
              >
                Train here
              </button>
            )}
            {isBusy && (
              <UnderWay
                of={{
                  paused: run.paused,
                  toggle: isFetching ? undefined : run.toggle,
                  stop: () => {
                    run.stop();
                    setWaiting(null);
                  },
                }}
                share={run.paused ? history.length / course.parts : task.progress}
              >
                {isFetching
                  ? 'Fetching the pictures …'
                  : `${history.length * course.steps} of ${course.parts * course.steps} steps${run.paused ? ', paused' : ''}`}
              </UnderWay>
            )}
          </div>
          {task.error && <FrameTask task={task} consolation="The figure keeps its last result." />}
          <PicturesMissing of={pictures} />
        </>
      }
    >
      <TargetStrip src={first.pictures} target={target} />
      <div className="transfer-table">
        <LinePlot
          series={[
            { name: 'from six', points: pointsOf(recorded('trained')), role: 'prediction' },
            { name: 'from nothing', points: pointsOf(recorded('random')), role: 'input' },
            ...(mine && mine.history.length > 0
              ? [
                  {
                    name: 'yours',
                    points: mine.history.map(
                      (part, i) => [(i + 1) * course.steps, shareOf(part)] as const,
                    ),
                  },
                ]
              : []),
          ]}
          x={{ title: 'steps', range: [course.steps, course.parts * course.steps] }}
          y={{ title: 'share right of 100 others', range: [0, 1] }}
          height={210}
          description={said}
        />
        <table className="demo-table">
          <caption>After {course.parts * course.steps} steps, of 100 test pictures</caption>
          <thead>
            <tr>
              <th scope="col">training</th>
              <th scope="col">right</th>
            </tr>
          </thead>
          <tbody>
            {(['trained', 'random'] as const).map((start) => (
              <tr key={start}>
                <th scope="row">{describe({ target, start, each: near, seed: 1 })}, recorded</th>
                <td>{lastOf(start)}</td>
              </tr>
            ))}
            {own.map(({ trial, history: all }, i) => (
              <tr key={`own ${own.length - i}`}>
                <th scope="row">yours: {describe(trial)}</th>
                <td>{all.slice(-1).map((part) => percent(shareOf(part)))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});

function describe({ target, start, each, seed }: TransferTrial): string {
  return `${targetNames[target]}, ${startNames[start]}, ${each} of each, seed ${seed}`;
}

function pointsOf(right: readonly number[]) {
  return right.map((count, i) => [(i + 1) * course.steps, count / TESTED] as const);
}
