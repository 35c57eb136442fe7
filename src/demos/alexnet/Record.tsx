import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { Choice } from '#ui/Choice.tsx';
import { wholeText } from '#ui/formatNumber.ts';
import { LinePlot, type Series } from '#ui/LinePlot.tsx';
import type firstFrame from './Record.first.ts';
import { recordDefaults, recordSchema, type RecordState } from './state.ts';
import type { Spread } from './summarise.ts';
import { signed, WorthTable } from './WorthTable.tsx';

type Recorded = Awaited<ReturnType<typeof firstFrame>>;

const guesses = [
  { value: 'fewer', label: 'fewer' },
  { value: 'same', label: 'the same, within a point' },
  { value: 'more', label: 'more' },
] as const;
const empty: Recorded['lengths'][number] = {
  epochs: 0,
  arms: [],
  worth: { all: [], bare: [] },
  ensembles: [],
};
/** Arms whose curves are shown, of the shorter and of the longer trainings. */
const CURVES = {
  brief: ['all', 'bare', 'all, tanh', 'bare, tanh'],
  long: ['all', 'bare', 'all without dropout', 'bare with crops and flips'],
};
const roles = ['prediction', 'input', 'prediction', 'input'] as const;

/** AlexNet's ingredients, taken out of a network that has all or put into one that has none. */
export const Record = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('alexnet-record', recordSchema, recordDefaults);
  const { state, update } = link;
  const { view, long, guess, open } = state;
  const [brief] = first.lengths;
  const patient = first.lengths.at(-1);
  const seen = (long ? patient : brief) ?? empty;
  const curves = long ? CURVES.long : CURVES.brief;
  const known = guess !== null || open;
  /** Before a guess of what everything is worth together, each ingredient alone. */
  const from = known ? state.from : 'bare';
  const base = seen.arms.find(({ arm }) => arm === from);
  const testOf = (arm: string) => (brief ?? empty).arms.find((one) => one.arm === arm)?.test;
  const [full, none] = [testOf('all'), testOf('bare')];
  const more = (full?.mean ?? 0) - (none?.mean ?? 0);
  const outcome = Math.abs(more) <= 1 ? 'same' : more > 0 ? 'more' : 'fewer';
  const rows = seen.worth[from];

  const said =
    view === 'worth'
      ? `${from === 'all' ? 'Taken out of the network that has all' : 'Put into the bare network'} (${base ? inWords(base.test) : ''} wrong), worth in points: ${rows
          .map(({ ingredient, mean }) => `${ingredient} ${signed(mean)}`)
          .join('; ')}.${known ? '' : ' Guess, and what they are worth together is shown.'}`
      : view === 'epochs'
        ? `Wrong while learning, last epoch: ${curves
            .flatMap((arm) => {
              const found = seen.arms.find((one) => one.arm === arm);
              return found ? [`${arm} ${(found.training.at(-1) ?? 0).toFixed(1)} %`] : [];
            })
            .join('; ')}.`
        : `Averaged networks, test images wrong: ${seen.ensembles
            .filter(({ arm }) => curves.includes(arm))
            .map(
              ({ arm, errors }) =>
                `${arm}, 1 to ${errors.length}: ${errors.map(({ mean }) => mean.toFixed(1)).join(', ')} %`,
            )
            .join('; ')}.`;

  const series: Series[] =
    view === 'epochs'
      ? curves.flatMap((arm, i): Series[] => {
          const found = seen.arms.find((one) => one.arm === arm);
          const points = found?.training.map((value, epoch) => [epoch + 1, value] as const);
          return points ? [{ name: arm, points, role: roles[i] }] : [];
        })
      : curves.flatMap((arm, i): Series[] => {
          const found = seen.ensembles.find((one) => one.arm === arm);
          const points = found?.errors.map(({ mean }, size) => [size + 1, mean] as const);
          return points ? [{ name: arm, points, role: roles[i] }] : [];
        });

  return (
    <DemoFrame
      id="alexnet-record"
      question="What is each ingredient worth on our data?"
      caption={
        <>
          <p>
            A small AlexNet of {wholeText(first.parameters)} parameters learned{' '}
            {wholeText(first.images)} pictures of CIFAR-10 at 16×16, {brief?.epochs} epochs, which
            are {wholeText(first.steps)} steps, from three seeds an arm, from five with everything.
            Worth is the test error without the ingredient less the one with it: a dot a seed, the
            bar their mean. Right of the line it helps. <strong>Guess</strong> what all of them are
            worth together.
          </p>
          <p>
            Then take each out of the network that has <strong>everything</strong>, and see which
            are worth the same in both. (The bare one has ReLU and overlapping windows, no more.)
            Four arms learned for {patient?.epochs} epochs as well.
          </p>
        </>
      }
      link={link}
      announce={said}
      status="recorded: training/experiments/alexnet.py, seeds 1 to 5; 10,000 test images"
      controls={
        <>
          <Choice
            label="Look"
            options={[
              { value: 'worth', label: 'by ingredient' },
              { value: 'epochs', label: 'over epochs' },
              { value: 'ensemble', label: 'at ensembles' },
            ]}
            value={view}
            onChange={(value) => update({ view: value, open: open || value !== 'worth' })}
          />
          {known && first.lengths.length > 1 && (
            <Choice
              label="epochs"
              options={first.lengths.slice(0, 2).map(({ epochs }, i) => ({
                value: i,
                label: epochs,
              }))}
              value={long ? 1 : 0}
              onChange={(value) => update({ long: value === 1 })}
            />
          )}
          {view === 'worth' && known && (
            <Choice
              label="Start from the network with"
              options={[
                { value: 'all', label: 'everything' },
                { value: 'bare', label: 'nothing' },
              ]}
              value={from}
              onChange={(value) => update({ from: value })}
            />
          )}
        </>
      }
    >
      {view === 'worth' && (
        <div className="demo-predict">
          <Guesses
            label={`The bare network gets ${none?.mean.toFixed(1) ?? ''} % of the test images wrong. The one with every ingredient gets wrong`}
            options={guesses}
            value={guess}
            onGuess={(value: NonNullable<RecordState['guess']>) => update({ guess: value })}
          />
          {guess !== null && full && (
            <p className="map-facts" role="status">
              <Foretold right={guess === outcome} /> {inWords(full)}.
            </p>
          )}
        </div>
      )}
      {view === 'worth' && (
        <WorthTable
          rows={rows}
          caption={`${from === 'all' ? 'Taken out of all' : 'Put into the bare network'}: points of test error`}
        />
      )}
      {view !== 'worth' && (
        <div className="alexnet-wide">
          <LinePlot
            series={series}
            x={
              view === 'epochs'
                ? { title: 'epoch', whole: true }
                : { title: 'networks averaged', whole: true, range: [1, 5] }
            }
            y={{
              title: view === 'epochs' ? 'wrong while learning, %' : 'test images wrong, %',
            }}
            description={said}
            height={230}
          />
        </div>
      )}
      <p className="map-facts">{said}</p>
    </DemoFrame>
  );
});

/** "38.2 % (37.9 to 38.6)". */
function inWords({ mean, low, high }: Spread): string {
  return `${mean.toFixed(1)} % (${low.toFixed(1)} to ${high.toFixed(1)})`;
}
