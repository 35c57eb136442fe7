import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { usePausable } from '#demos/frame/usePausable.ts';
import { useRuns } from '#demos/frame/useRuns.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { judge } from '#numerics/domains/judge.ts';
import { styles, type Style } from '#numerics/domains/styles.ts';
import { domainStudy, methods, type DomainTrial } from '#numerics/domains/study.ts';
import type train from '#numerics/tasks/domain-generalization-train.ts';
import type { DomainCheckpoint, TrainInput } from '#numerics/tasks/domain-generalization-train.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Lab.first.ts';
import { describeTrial, methodNames, styleNames } from './names.ts';
import { StyleRows } from './StyleRows.tsx';
import {
  labDefaults,
  labSchema,
  lettersOf,
  sourcesOf,
  STRENGTHS,
  trialOf,
  type LabState,
} from './state.ts';

/** A network, and how many test pictures of each style it had right at the end. */
interface ShownRun {
  trial: DomainTrial;
  test: readonly number[];
}

const guesses = [
  { value: 'low', label: 'less than half' },
  { value: 'middle', label: 'half to three quarters' },
  { value: 'high', label: 'more' },
] as const;
const { parts, widths, test: tested } = domainStudy;

/** The reader chooses styles to train on, and sees how the network does in all six. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('domains', labSchema, labDefaults);
  const { state, update } = link;
  const task = useTask<typeof train>('domain-generalization-train');
  const { progress } = task;
  const {
    input: training,
    paused,
    isUnderWay,
    reached,
    ...run
  } = usePausable<DomainCheckpoint, TrainInput>(task);
  const { runs, forget } = useRuns<TrainInput, typeof task.result, ShownRun>(
    task,
    ({ history }, { trial }) => ({ trial, test: history.at(-1)?.test ?? [] }),
    [first.shown],
  );

  /** What is trained next is another thing now, and a guess was about the old one. */
  const change = (part: Partial<LabState>) => update({ ...part, guess: null });
  const sources = sourcesOf(state.sources);
  const toggle = (style: Style) => {
    const next = styles.filter((one) => sources.includes(one) !== (one === style));
    if (next.length > 0) change({ sources: lettersOf(next) });
  };
  const trial = trialOf(state);
  const [shown = first.shown] = runs;
  const done = reached?.history.length ?? 0;
  const seen: ShownRun =
    isUnderWay && training
      ? { trial: training.trial, test: reached?.history.at(-1)?.test ?? [] }
      : shown;
  const found = judge(shown.test, shown.trial.sources);
  const accuracy = found.unseen?.accuracy ?? 1;
  const outcome = accuracy < 0.5 ? 'low' : accuracy <= 0.75 ? 'middle' : 'high';
  const isOfTicks = JSON.stringify(shown.trial) === JSON.stringify(trial);
  const isShown = runs.length > 1 && isOfTicks;
  const unseenText = found.unseen
    ? `; never seen and worst: ${styleNames[found.unseen.style]}, ${percent(found.unseen.accuracy)}`
    : '';
  const said = `${describeTrial(shown.trial)}: ${percent(found.seen)} right in the styles seen${unseenText}.`;

  return (
    <DemoFrame
      id="domains"
      question="Which styles must a network have seen, to name figures in one that it has not?"
      caption={
        <>
          <p>
            Six classes in six styles. <strong>Tick the styles to train on</strong>; whatever the
            number, {domainStudy.examples} pictures are shared out among them. The bars say how many
            of {tested} fresh pictures are right: full where the style was trained on, hatched where
            it was never seen. Guessing blindly gives 17 %.
          </p>
          <p>
            Then try the remedies, and another seed. A training takes some seconds. The network that
            opens was recorded by the same code.
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
      announce={isUnderWay ? `${paused ? 'Paused' : 'Training'}, part ${done} of ${parts}.` : said}
      status={`network: three convolutions of ${widths.join(', ')} maps, from nothing`}
    >
      <StyleRows
        strips={first.strips}
        chosen={sources}
        onToggle={toggle}
        trained={seen.trial.sources}
        test={seen.test}
      />
      <p className="map-facts">
        The bars: trained on {describeTrial(seen.trial)}
        {isUnderWay ? `, after part ${done} of ${parts}` : ''}.
        {!isUnderWay && !isOfTicks && ' The ticks are for the next training.'}
      </p>
      <div className="demo-controls">
        <Choice
          label="method"
          options={methods.map((value) => ({ value, label: methodNames[value] }))}
          value={state.method}
          onChange={(value) => change({ method: value })}
        />
        {state.method === 'dann' && (
          <Choice
            label="strength of the reversal"
            symbol="λ"
            options={STRENGTHS.map((value) => ({ value, label: String(value) }))}
            value={state.reversal}
            onChange={(value) => change({ reversal: value })}
          />
        )}
        <Slider
          label="seed"
          value={state.seed}
          min={1}
          max={99}
          onChange={(value) => change({ seed: value })}
        />
      </div>
      <div className="demo-predict">
        {sources.length < styles.length && (
          <Guesses
            label="Before you train: of the unseen style that goes worst, it will have right"
            options={guesses}
            value={state.guess}
            onGuess={(value) => update({ guess: value })}
          />
        )}
        <div className="demo-row">
          {isUnderWay && training ? (
            <UnderWay of={{ ...run, paused }} share={paused ? done / parts : progress}>
              {`part ${done} of ${parts}`}
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
      {state.guess !== null && isShown && !isUnderWay && found.unseen && (
        <p className="map-facts" role="status">
          <Foretold right={state.guess === outcome} /> {styleNames[found.unseen.style]},{' '}
          {percent(found.unseen.accuracy)} right.
        </p>
      )}
      <div className="table-scroll" role="region" aria-label="Networks so far">
        <table className="domain-table">
          <caption>Networks so far</caption>
          <thead>
            <tr>
              <th scope="col">trained on</th>
              <th scope="col">seen, mean</th>
              <th scope="col">unseen, worst</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((one, i) => {
              const { seen: mean, unseen } = judge(one.test, one.trial.sources);
              return (
                <tr key={runs.length - i}>
                  <th scope="row">{describeTrial(one.trial)}</th>
                  <td>{percent(mean)}</td>
                  <td>
                    {unseen ? `${percent(unseen.accuracy)} (${styleNames[unseen.style]})` : 'none'}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});
