import { useMemo } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { ReaderPictureChoice } from '#demos/attribution/ReaderPictureChoice.tsx';
import { ReaderPictureView } from '#demos/attribution/ReaderPictureView.tsx';
import { useAnswer } from '#demos/attribution/useAnswer.ts';
import { useReaderPicture } from '#demos/attribution/useReaderPicture.ts';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import type questions from '#numerics/tasks/guided-backprop-questions.ts';
import { Choice } from '#ui/Choice.tsx';
import { inPlaces, percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { drawQuestions } from './drawQuestions.ts';
import type firstFrame from './Questions.first.ts';
import { ruleNames } from '#demos/attribution/ruleNames.ts';
import { questionsDefaults, questionsSchema, type questionBets } from './state.ts';

const bets = [
  { value: 'opposed', label: 'below 0' },
  { value: 'apart', label: '0 to 0.4' },
  { value: 'kin', label: '0.4 to 0.8' },
  { value: 'alike', label: 'above 0.8' },
] as const;

function betOf(cosine: number): (typeof questionBets)[number] {
  if (cosine < 0) return 'opposed';
  if (cosine < 0.4) return 'apart';
  return cosine < 0.8 ? 'kin' : 'alike';
}

const stages = ['scores', '1', '2', '3', '4', '5', 'picture'];
const two = (value: number) => inPlaces(value, 2);

/** One picture, two classes, three rules: how alike are the two maps, and where do they become so? */
export const Questions = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const schema = useMemo(() => questionsSchema(classes.length), [first]);
  const link = useDemoState('questions', schema, questionsDefaults);
  const { state, update } = link;
  const { switches, bet } = state;
  const picture = useReaderPicture({ sheets, classes, first: first.picture, state, update });
  const { pixels, height, width } = picture;

  const task = useTask<typeof questions>('guided-backprop-questions');
  const key = [state.first, state.second, switches].join();
  const isFirst =
    key === [questionsDefaults.first, questionsDefaults.second, questionsDefaults.switches].join();
  const input = useMemo(
    () =>
      pixels && {
        pixels,
        height,
        width,
        classes: [state.first, state.second] as [number, number],
        switches,
      },
    [pixels, key],
  );
  useAnswer(task, link.ready ? input : null, picture, isFirst);

  const { result, resultOf } = task;
  const drawn = useMemo(
    () => (result && resultOf ? drawQuestions(result, resultOf) : first.drawn),
    [result],
  );
  const probabilities = result?.probabilities ?? first.probabilities;
  const [one, other] = resultOf?.classes ?? [questionsDefaults.first, questionsDefaults.second];
  const names = [classes[one] ?? '', classes[other] ?? ''];
  const atPicture = (cosines: readonly number[]) => cosines.at(-1) ?? Number.NaN;
  const cosines = drawn.map(
    ({ rule, cosines: all }) => `${two(atPicture(all))} for ${ruleNames[rule].toLowerCase()}`,
  );
  const said =
    one === other
      ? 'Twice the same question. Choose two classes.'
      : `Cosine of the maps of ${names.join(' and ')}: ${cosines.join(', ')}.`;
  const guided = drawn.find(({ rule }) => rule === 'guided');
  const options = classes.map((name, i) => ({
    value: i,
    label: `${name} ${percent(probabilities[i] ?? 0, 1)}`,
  }));

  return (
    <DemoFrame
      id="questions"
      question="Two questions about one picture: how alike are the answers?"
      caption={
        <>
          <p>
            Each row is a rule, each column a question. A map adds up the three colours; the cosines
            are of all numbers.{' '}
            <span className="needs-script">
              The bet is about a last row. With it comes a plot: how alike are the two signals
              behind each ReLU on their way?
            </span>
          </p>
          <p>
            Choose other classes; then forget the pooling switches. Put two pictures side by side
            and ask for both.
          </p>
        </>
      }
      link={picture.inLink ? link : undefined}
      tasks={[task]}
      announce={bet === null ? 'Guess first.' : said}
      status={networkStatus('base', first.accuracy)}
      controls={
        <>
          <Choice
            label="First question: why"
            role="prediction"
            options={options}
            value={state.first}
            onChange={(value) => update({ first: value })}
          />
          <Choice
            label="Second question: why"
            role="prediction"
            options={options}
            value={state.second}
            onChange={(value) => update({ second: value })}
          />
          <Toggle
            label="forget the pooling switches"
            checked={switches === 'forgotten'}
            onChange={(next) => update({ switches: next ? 'forgotten' : 'own' })}
          />
          <ReaderPictureChoice
            picture={picture}
            sheets={sheets}
            classes={classes}
            live={link.ready}
          />
        </>
      }
    >
      <ReaderPictureView picture={picture} size={148}>
        <Guesses
          label={`Guided, “why ${names[0] ?? ''}?” and “why ${names[1] ?? ''}?”: their cosine`}
          options={bets}
          value={bet}
          onGuess={(value) => update({ bet: value })}
        />
      </ReaderPictureView>
      <div className="questions-rows" aria-busy={task.running}>
        {drawn.map(({ rule, maps, cosines: all }) => (
          <div
            className={`map-tiles${rule === 'guided' && bet === null ? ' on-paper' : ''}`}
            key={rule}
          >
            {maps.map((map, i) => (
              <MapTile
                key={i}
                name={`${ruleNames[rule]}: why ${names[i] ?? ''}?`}
                map={map}
                size={map.width > map.height ? 256 : 148}
              />
            ))}
            <p className="measure">
              cosine
              <span className="measure-value">{two(atPicture(all))}</span>
            </p>
          </div>
        ))}
      </div>
      {bet !== null && guided && (
        <>
          <p className="map-facts" role="status">
            {one !== other && <Foretold right={bet === betOf(atPicture(guided.cosines))} />} {said}
          </p>
          <LinePlot
            series={drawn.map(({ rule, cosines: all }) => ({
              name: ruleNames[rule].toLowerCase(),
              role: rule === 'guided' ? ('prediction' as const) : undefined,
              points: all.map((value, i) => [i + 1, value] as const),
            }))}
            x={{ title: 'ReLUs passed on the way back', names: stages, range: [1, 7] }}
            y={{ title: 'cosine of the two signals', range: [-1, 1] }}
            description={said}
          />
        </>
      )}
    </DemoFrame>
  );
});
