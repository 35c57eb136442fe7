import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { usePausable } from '#demos/frame/usePausable.ts';
import { useRuns } from '#demos/frame/useRuns.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { contest, type ContestTrial } from '#numerics/stacks/contest.ts';
import {
  middleNames,
  middleOf,
  middleParameters,
  type MiddleName,
} from '#numerics/stacks/middles.ts';
import type train from '#numerics/tasks/vgg-train.ts';
import type { Checkpoint, ContestInput, ContestOutput } from '#numerics/tasks/vgg-train.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent, wholeText } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Contest.first.ts';
import { DotStrip, meanOf, spreadText } from './DotStrip.tsx';
import { contestDefaults, contestSchema } from './state.ts';

/** A contestant that the reader trained. */
interface OwnRun {
  trial: ContestTrial;
  output: ContestOutput;
}

const names: Record<MiddleName, string> = {
  seven: 'one 7×7',
  fives: 'two 5×5',
  threes: 'three 3×3',
  linear: 'three 3×3, no ReLU',
  ones: '7×7, 1×1, 1×1',
  wide: 'three 3×3, wide',
};

const guesses = [
  { value: 'better', label: 'fewer' },
  { value: 'same', label: 'as many, within a point' },
  { value: 'worse', label: 'more' },
] as const;

const { maps, steps, parts, examples, fresh } = contest;

/** Six networks that differ in their middle: recorded over seeds, and one trained here. */
export const Contest = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('vgg-contest', contestSchema, contestDefaults);
  const { state, update } = link;
  const { middle, seed, guess } = state;
  const task = useTask<typeof train>('vgg-train');
  const { progress } = task;
  const pausable = usePausable<Checkpoint, ContestInput>(task);
  const { input: training, paused, isUnderWay, reached, ...run } = pausable;
  const { runs, forget } = useRuns<ContestInput, typeof task.result, OwnRun>(
    task,
    (output, { trial }) => ({ trial, output }),
  );

  const [last] = runs;
  const history = isUnderWay ? (reached?.history ?? []) : (last?.output.history ?? []);
  const shownTrial = isUnderWay ? training?.trial : last?.trial;
  const known = guess !== null || state.open;
  const rows = middleNames.map((name) => ({
    key: name,
    name: names[name],
    note: `${wholeText(middleParameters(middleOf(name, maps), maps))} numbers, ${reluCount(name)}`,
    values: name === 'linear' && !known ? [] : first[name],
    own: runs.filter(({ trial }) => trial.middle === name).map(({ output }) => freshError(output)),
  }));
  const gap = 100 * (meanOf(first.linear) - meanOf(first.seven));
  const outcome = gap < -1 ? 'better' : gap > 1 ? 'worse' : 'same';
  const said = last
    ? `${describe(last.trial)}: ${percent(freshError(last.output), 1)} of ${fresh} fresh figures wrong, ${last.output.milliseconds.toFixed(3)} ms a picture.`
    : `Wrong answers: ${rows.map(({ name, values }) => `${name} ${values.length > 0 ? spreadText(values) : 'not shown before a guess'}`).join('; ')}.`;
  const line = (which: 'training' | 'fresh', of: number) =>
    history.map((part, i) => [(i + 1) * steps, (100 * part[which]) / of] as const);

  return (
    <DemoFrame
      id="vgg-contest"
      question="Is it the small kernels, or the ReLUs between them?"
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
          ? `${paused ? 'Paused' : 'Training'}, step ${history.length * steps} of ${steps * parts}.`
          : said
      }
      status={`recorded: bench/recordStacks.ts, seeds 1, 2, 3; ${maps} maps`}
      caption={
        <>
          <p>
            Every network has a first convolution, a pooling, the middle that gives it its name, an
            average and a dense layer, and takes {steps * parts} steps. An output of a middle sees
            7×7, behind two 5×5 it sees 9×9, and no middle pads. A dot is a training, the stroke
            their mean. Four classes of silhouettes: chance is 75{'\u00a0'}% wrong.
          </p>
          <p>
            <strong>Train one here</strong>, on {examples} figures: its ring joins the dots, which
            the same code recorded. Train the one without ReLUs, and see its three kernels become
            one.
          </p>
          <p>
            “Wide” has as many maps between its kernels as the 7×7’s weights allow. The 1×1 kernels
            see nothing more: they bring two ReLUs to the large kernel.
          </p>
        </>
      }
    >
      <div className="demo-predict">
        <Guesses
          label="Three 3×3 with nothing between: against one 7×7 they will get wrong"
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        {guess !== null && (
          <p className="map-facts" role="status">
            <Foretold right={guess === outcome} /> {spreadText(first.linear)} of the fresh figures,
            against {spreadText(first.seven)}.
          </p>
        )}
        {!known && (
          <button
            type="button"
            className="text-button needs-script"
            onClick={() => update({ open: true })}
          >
            Show without a guess
          </button>
        )}
      </div>
      <DotStrip rows={rows} title="fresh figures wrong" />
      <div className="demo-controls">
        <Choice
          label="The middle"
          options={middleNames.map((value) => ({ value, label: names[value] }))}
          value={middle}
          onChange={(value) => update({ middle: value })}
        />
        <Slider
          label="seed"
          value={seed}
          min={1}
          max={99}
          onChange={(value) => update({ seed: value })}
        />
      </div>
      <div className="demo-row">
        {isUnderWay && training ? (
          <UnderWay of={pausable} share={paused ? history.length / parts : progress}>
            {`${describe(training.trial)}: step ${history.length * steps} of ${steps * parts}`}
          </UnderWay>
        ) : (
          <button
            type="button"
            className="button needs-script"
            onClick={() => run.start({ trial: { middle, seed } })}
          >
            Train here
          </button>
        )}
      </div>
      {task.error && <FrameTask task={task} consolation="The figure keeps its last result." />}
      {shownTrial && (
        <>
          <p className="map-facts">{describe(shownTrial)}:</p>
          <div className="vgg-plot">
            <LinePlot
              series={[
                { name: 'fresh', points: line('fresh', fresh), role: 'prediction' },
                { name: 'training', points: line('training', examples), role: 'input' },
              ]}
              x={{ title: 'steps', range: [steps, steps * parts] }}
              y={{ title: 'wrong answers, %', range: [0, 100] }}
              description={said}
              height={160}
            />
          </div>
        </>
      )}
      {last?.output.collapsed && !isUnderWay && (
        <p className="map-facts">
          Its three kernels, made one 7×7 after the training: the same class for{' '}
          {last.output.collapsed.same} of {fresh} figures, logits that differ by at most{' '}
          {formatNumber(last.output.collapsed.difference, 2)} (the largest is{' '}
          {formatNumber(last.output.collapsed.largest, 3)}),{' '}
          {last.output.collapsed.milliseconds.toFixed(3)} ms a picture instead of{' '}
          {last.output.milliseconds.toFixed(3)}.
        </p>
      )}
      {runs.length > 0 && (
        <div className="table-scroll" role="region" aria-label="Trained here">
          <table className="figures-table">
            <caption>Trained here</caption>
            <thead>
              <tr>
                <th scope="col">middle</th>
                <th scope="col">wrong in training</th>
                <th scope="col">wrong, fresh</th>
                <th scope="col">ms a picture</th>
              </tr>
            </thead>
            <tbody>
              {runs.map(({ trial, output }, i) => (
                <tr key={runs.length - i}>
                  <th scope="row">{describe(trial)}</th>
                  <td>{percent((output.history.at(-1)?.training ?? Number.NaN) / examples, 1)}</td>
                  <td>{percent(freshError(output), 1)}</td>
                  <td>{output.milliseconds.toFixed(3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </DemoFrame>
  );
});

function describe({ middle, seed }: ContestTrial): string {
  return `${names[middle]}, seed ${seed}`;
}

function freshError({ history }: ContestOutput): number {
  return (history.at(-1)?.fresh ?? Number.NaN) / fresh;
}

/** ReLUs in the middle, the one behind it included. */
function reluCount(name: MiddleName): string {
  const { sides, relu } = middleOf(name, maps);
  const count = relu ? sides.length : 1;
  return `${count} ${count === 1 ? 'ReLU' : 'ReLUs'}`;
}
