import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { usePausable } from '#demos/frame/usePausable.ts';
import { useRuns } from '#demos/frame/useRuns.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { judged } from '#numerics/semiSupervised/pseudoLabels.ts';
import {
  drawLabelled,
  methods,
  POOL,
  study,
  TEST,
  type Problem,
} from '#numerics/semiSupervised/trial.ts';
import type train from '#numerics/tasks/semi-supervised-learning-train.ts';
import type { Seen, TrainInput } from '#numerics/tasks/semi-supervised-learning-train.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { ClothView } from './ClothView.tsx';
import { MoonsView } from './MoonsView.tsx';
import { methodNames } from './names.ts';
import { describeTrial, fieldUri, sayRun, shownRun, type ShownRun } from './shownRun.ts';
import {
  defaultsOf,
  labSchema,
  numbersOf,
  POLLUTED,
  textOf,
  trialOf,
  type LabState,
} from './state.ts';

const guesses = [
  { value: 'low', label: 'less than 70 %' },
  { value: 'middle', label: '70 to 85 %' },
  { value: 'high', label: 'more than 85 %' },
] as const;
/** Thresholds of the curve. */
const THRESHOLDS = Array.from({ length: 26 }, (_, i) => 0.5 + 0.02 * i).map((t) =>
  Math.min(t, 0.995),
);
const { steps, parts } = study;

interface Props {
  id: 'moons' | 'swatches';
  problem: Problem;
  question: string;
  caption: React.ReactNode;
  /** The candidates as a picture, and their classes; empty for points. */
  sheet: string;
  truth: readonly number[];
  /** The run that the table opens with. */
  opening: ShownRun;
  /** And its map, for points. */
  openingField: string | null;
}

/** What is labelled, and what a network then makes of the pool, for points and for pictures. */
export function Lab({ id, problem, question, caption, ...first }: Props) {
  const defaults = useMemo(() => defaultsOf(problem), [problem]);
  const link = useDemoState(id, labSchema, defaults);
  const { state, update } = link;
  const task = useTask<typeof train>('semi-supervised-learning-train');
  const { progress, result } = task;
  const {
    input: training,
    paused,
    isUnderWay,
    reached,
    ...run
  } = usePausable<Seen, TrainInput>(task);
  const { runs, forget } = useRuns<TrainInput, typeof task.result, ShownRun>(
    task,
    (result, { trial }) => shownRun(trial, result),
    [first.opening],
  );
  const [last, setLast] = useState<Seen | null>(null);

  useEffect(() => {
    if (result) setLast(result);
  }, [result]);

  /** What is trained next is another thing now, and a guess was about the old one. */
  const change = (part: Partial<LabState>) => update({ ...part, guess: null });
  const trial = trialOf(problem, state);
  const { labelled } = trial;
  const toggle = (which: number) =>
    change({
      labelled: textOf(
        labelled.includes(which) ? labelled.filter((i) => i !== which) : [...labelled, which],
      ),
    });
  /** The next lot: its seed draws the labels and the network, as in the record. */
  const byLot = (perClass: number) => {
    const seed = (state.seed % 99) + 1;
    change({ labelled: textOf(drawLabelled(problem, perClass, seed)), seed });
  };
  const [shown = first.opening] = runs;
  const seen = isUnderWay ? (reached ?? null) : last;
  const seenTrial = isUnderWay && training ? training.trial : shown.trial;
  const share = shown.right / TEST;
  const outcome = share < 0.7 ? 'low' : share <= 0.85 ? 'middle' : 'high';
  const isShown = last !== null && JSON.stringify(shown.trial) === JSON.stringify(trial);
  const line = (value: (part: Seen['history'][number]) => number) =>
    (seen?.history ?? []).map((part, i) => [(i + 1) * steps, 100 * value(part)] as const);
  const answers = (seen?.pool ?? []).map(({ label, confidence }) =>
    confidence >= seenTrial.threshold ? label : null,
  );
  const curve = (value: (counts: { confident: number; hits: number }) => number) =>
    THRESHOLDS.map(
      (t) => [t, 100 * value(judged(seen?.pool ?? [], seen?.truth ?? [], t))] as const,
    );
  const done = (seen?.history.length ?? 0) * steps;
  const field = seen?.field ? fieldUri(seen.field) : seen ? null : first.openingField;

  return (
    <DemoFrame
      id={id}
      question={question}
      caption={caption}
      link={{
        ...link,
        reset: () => {
          run.stop();
          forget();
          setLast(null);
          link.reset();
        },
      }}
      tasks={[task]}
      showsTasks
      announce={
        isUnderWay
          ? `${paused ? 'Paused' : 'Training'}, step ${done} of ${steps * parts}.`
          : sayRun(shown)
      }
      status={`pool of ${POOL}, test of ${TEST}; two hidden layers of ${study.widths[0]} units`}
    >
      {problem === 'moons' ? (
        <MoonsView labelled={labelled} polluted={trial.polluted} field={field} onToggle={toggle} />
      ) : (
        <ClothView
          sheet={first.sheet}
          truth={first.truth}
          labelled={labelled}
          answers={answers}
          onToggle={toggle}
        />
      )}
      <div className="demo-row needs-script">
        <button type="button" className="text-button" onClick={() => byLot(1)}>
          One label a class, by lot
        </button>
        <button type="button" className="text-button" onClick={() => byLot(4)}>
          Four
        </button>
        <button type="button" className="text-button" onClick={() => change({ labelled: '' })}>
          None
        </button>
      </div>
      <div className="demo-controls">
        <Choice
          label="learn from"
          options={methods.map((value) => ({ value, label: methodNames[value] }))}
          value={state.method}
          onChange={(method) => change({ method })}
        />
        <Slider
          label="threshold"
          symbol="τ"
          value={trial.threshold}
          min={0}
          max={0.99}
          step={0.01}
          onChange={(value) => change({ threshold: Math.round(100 * value) })}
        />
        <Choice
          label="of no class in the pool, %"
          options={POLLUTED.map((value) => ({ value, label: String(value) }))}
          value={state.polluted}
          onChange={(polluted) => change({ polluted })}
        />
        <Slider
          label="seed"
          value={state.seed}
          min={1}
          max={99}
          onChange={(seed) => change({ seed })}
        />
      </div>
      <div className="demo-predict">
        <Guesses
          label="Before you train: of the test it will have right"
          options={guesses}
          value={state.guess}
          onGuess={(guess) => update({ guess })}
        />
        <div className="demo-row">
          {isUnderWay && training ? (
            <UnderWay of={{ ...run, paused }} share={paused ? done / (steps * parts) : progress}>
              {`step ${done} of ${steps * parts}`}
            </UnderWay>
          ) : (
            <button
              type="button"
              className="button needs-script"
              disabled={numbersOf(state.labelled).length === 0}
              onClick={() => run.start({ trial })}
            >
              Train here
            </button>
          )}
        </div>
        {task.error && <FrameTask task={task} consolation="The figure keeps its last result." />}
      </div>
      {state.guess !== null && isShown && !isUnderWay && (
        <p className="map-facts" role="status">
          <Foretold right={state.guess === outcome} /> {percent(share)} right.
        </p>
      )}
      {seen && (
        <div className="semi-plots">
          <LinePlot
            series={[
              { name: 'test', points: line(({ right }) => right / TEST), role: 'prediction' },
              {
                name: 'above τ',
                points: line(({ confident }) => confident / POOL),
                role: 'input',
              },
              {
                name: 'right of these',
                points: line(({ confident, hits }) => (confident ? hits / confident : NaN)),
                role: 'output',
              },
            ]}
            x={{ title: 'steps', range: [steps, steps * parts] }}
            y={{ title: '%', range: [0, 100] }}
            description={sayRun(shown)}
            height={170}
          />
          <LinePlot
            series={[
              { name: 'coverage', points: curve((c) => c.confident / POOL), role: 'input' },
              {
                name: 'precision',
                points: curve((c) => (c.confident ? c.hits / c.confident : NaN)),
                role: 'output',
              },
            ]}
            x={{ title: 'another threshold, asked of this network', range: [0.5, 1] }}
            y={{ title: 'pool, %', range: [0, 100] }}
            description="Share of the pool above each threshold, and share of right answers among it."
            marker={seenTrial.threshold >= 0.5 ? seenTrial.threshold : undefined}
            height={170}
          />
        </div>
      )}
      <div className="table-scroll" role="region" aria-label={`Networks so far: ${id}`}>
        <table className="semi-table">
          <caption>Networks so far</caption>
          <thead>
            <tr>
              <th scope="col">learned from</th>
              <th scope="col">test right</th>
              <th scope="col">pool above τ</th>
              <th scope="col">of these right</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ trial: own, right, confident, hits }, i) => (
              <tr key={runs.length - i}>
                <th scope="row">{describeTrial(own)}</th>
                <td>{percent(right / TEST)}</td>
                <td>{percent(confident / POOL)}</td>
                <td>{confident > 0 ? percent(hits / confident) : 'none'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
}
