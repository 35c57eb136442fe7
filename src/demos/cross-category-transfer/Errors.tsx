import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { answerNames } from '#numerics/clustering/answers.ts';
import { headNames } from '#numerics/clustering/similarityHead.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Errors.first.ts';
import { GroupControls } from './GroupControls.tsx';
import { MatchTable } from './MatchTable.tsx';
import { answerTitles, headTitles } from './names.ts';
import { ScoreTable } from './ScoreTable.tsx';
import { errorsDefaults, errorsPlan, errorsSchema } from './state.ts';
import { useGrouping } from './useGrouping.ts';

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The same number of wrong answers, on pairs that belong together or on pairs drawn at random. */
export const Errors = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('pair-errors', errorsSchema, errorsDefaults);
  const { state, update } = link;
  const { answers, head, rate, guess } = state;
  const handle = useGrouping(first);
  const { target, underWay, runs } = handle;
  const newest = runs[0];
  const shown = underWay?.partial ?? newest?.found ?? first.shown;
  const shownPlan = underWay?.partial
    ? underWay.plan
    : (newest?.plan ?? errorsPlan(errorsDefaults));
  const what =
    shownPlan.answers === 'flipped'
      ? `the truth, ${percent(shownPlan.rate)} flipped; ${shownPlan.loss.toUpperCase()}`
      : `${answerTitles[shownPlan.answers]}; head: ${shownPlan.head}, ${shownPlan.loss.toUpperCase()}`;
  const said = `Answers: ${what}. ${percent(shown.lesson?.target.accuracy ?? 0, 1)} of the pairs right, and ${percent(shown.scores.accuracy, 1)} of the pictures.`;
  const dealt = first.answers.find(
    (row) => row.head === errorsDefaults.head && row.name === 'dealt',
  );
  const after = meanOf(dealt?.accuracy ?? [0]);
  const truth = after < 0.6 ? 'half' : after < 0.9 ? 'some' : 'most';
  const line = (of: (values: readonly number[]) => number) =>
    first.flips.map((row) => [100 * row.rate, of(row.accuracy)] as const);

  return (
    <DemoFrame
      id="pair-errors"
      question="One answer in four is wrong. Does it matter which?"
      link={{
        ...link,
        reset: () => {
          handle.forget();
          link.reset();
        },
      }}
      tasks={handle.tasks}
      showsTasks
      announce={
        handle.paused ? `Paused. ${said}` : handle.isUnderWay ? 'Grouping the pictures.' : said
      }
      status={`network: six (${percent(first.accuracy, 1)} right on its six classes)`}
      caption={
        <>
          <p>
            The clustering head is given answers to 19,900 questions, “are these two of a kind?”,
            and K = 4. Take the similarity head’s own answers; or deal its errors out: the same
            number of either sort, on <strong>pairs drawn at random</strong>.
          </p>
          <p>
            “Within each pair of classes” keeps it as confused about deer and dogs as it was, and
            only forgets <em>which</em> deer.
          </p>
          <p>
            The curve (flipped truth, MCL) is recorded, {first.seeds} seeds a point; so is the run
            that opens. To run it here, {first.megabytes.toFixed(1)} MB are fetched once.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Answers"
            role="output"
            options={answerNames.map((value) => ({ value, label: answerTitles[value] }))}
            value={answers}
            onChange={(value) => update({ answers: value })}
          />
          {answers === 'flipped' ? (
            <Slider
              label="flipped"
              symbol="r"
              value={rate}
              min={0}
              max={50}
              unit="%"
              onChange={(value) => update({ rate: value })}
            />
          ) : (
            <Choice
              label="Head"
              options={headNames.map((value) => ({ value, label: headTitles[value] }))}
              value={head}
              onChange={(value) => update({ head: value })}
            />
          )}
          <Choice
            label="Loss"
            options={[
              { value: 'mcl', label: 'MCL' },
              { value: 'kcl', label: 'KCL' },
            ]}
            value={state.loss}
            onChange={(value) => update({ loss: value })}
          />
          <Slider
            label="seed"
            value={state.seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
        </>
      }
    >
      <div className="demo-predict">
        <Guesses
          label="Deal the head’s errors out at random. How many pictures are then in the right cluster?"
          options={[
            { value: 'half', label: 'less than 60 %' },
            { value: 'some', label: '60 to 90 %' },
            { value: 'most', label: 'more than 90 %' },
          ]}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        {guess && (
          <p>
            <Foretold right={guess === truth} /> {percent(after, 1)}, mean of {first.seeds} seeds.
          </p>
        )}
      </div>
      <GroupControls of={handle} plan={errorsPlan(state)} label="Group by these answers" />
      <div className="dr-side">
        <MatchTable scores={shown.scores} names={target.names} caption={what} />
      </div>
      <div className="dr-side">
        <ScoreTable of={shown} />
      </div>
      <div className="cct-plot">
        <LinePlot
          series={[
            { name: 'mean', points: line(meanOf), role: 'prediction' },
            { name: 'least', points: line((values) => Math.min(...values)) },
          ]}
          x={{ title: 'true answers flipped, r in %', range: [0, 50] }}
          y={{ title: 'ACC', range: [0, 1] }}
          {...(answers === 'flipped' && { marker: rate })}
          description={first.flips
            .map(
              (row) =>
                `${percent(row.rate)} flipped: ${percent(meanOf(row.accuracy), 1)} right on average.`,
            )
            .join(' ')}
          height={180}
        />
      </div>
    </DemoFrame>
  );
});
