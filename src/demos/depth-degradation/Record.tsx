import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { LinePlot, type Series } from '#ui/LinePlot.tsx';
import type firstFrame from './Record.first.ts';
import { recordDefaults, recordedDepths, recordSchema } from './state.ts';
import { firstOverLast } from './gradientShape.ts';
import type { Spread } from './summarise.ts';

type Recorded = Awaited<ReturnType<typeof firstFrame>>[number];

const guesses = [
  { value: 'less', label: 'fewer than 10 %' },
  { value: 'same', label: '10 to 15 %' },
  { value: 'more', label: 'more than 15 %' },
] as const;
/** Before the guess, plain networks are shown up to this depth. */
const SHALLOW = 20;
const times = ['start', 'epoch', 'end'] as const;

/** 36 networks trained beforehand: error over depth, curves over epochs, gradients over layers. */
export const Record = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('depth-record', recordSchema, recordDefaults);
  const { state, update } = link;
  const { view, set, depth, time, guess, open } = state;
  const of = (kind: Recorded['kind']) => first.filter((found) => found.kind === kind);
  const at = (kind: Recorded['kind']) => of(kind).find((found) => found.depth === depth);
  const [plain, residual] = [at('plain'), at('residual')];
  const known = guess !== null || open;
  const deepest = of('plain').at(-1);

  const byDepth = (kind: Recorded['kind']) =>
    of(kind).map((found) => [found.depth, found[set].mean] as const);
  const series: Series[] =
    view === 'depth'
      ? known
        ? [
            { name: 'plain', points: byDepth('plain') },
            { name: 'residual', points: byDepth('residual'), role: 'prediction' },
          ]
        : [{ name: 'plain', points: byDepth('plain').filter(([layers]) => layers <= SHALLOW) }]
      : [
          { name: 'plain', points: curveOf(plain) },
          { name: 'residual', points: curveOf(residual), role: 'prediction' },
        ];

  function curveOf(found: Recorded | undefined) {
    if (!found) return [];
    const values =
      view === 'gradients'
        ? (found.gradients[times.indexOf(time)] ?? [])
        : set === 'training'
          ? found.loss
          : found.testError;
    return values.map((value, i) => [i + 1, value] as const);
  }

  const percent = ({ mean, low, high }: Spread) =>
    `${mean.toFixed(1)} % (${low.toFixed(1)} to ${high.toFixed(1)})`;
  const ratio = (found: Recorded | undefined) =>
    formatNumber(firstOverLast(found?.gradients[times.indexOf(time)] ?? []), 2);
  const said =
    view === 'gradients'
      ? `${depth} layers, ${timeNames[time]}: the first kernel’s gradient over the last’s is ${ratio(plain)} plain and ${ratio(residual)} residual.`
      : view === 'depth' && !known
        ? 'Plain networks of 8, 14 and 20 layers. Guess, and the others are shown.'
        : `${depth} layers, ${set} error at the end: plain ${plain ? percent(plain[set]) : ''}, residual ${residual ? percent(residual[set]) : ''}.`;

  return (
    <DemoFrame
      id="depth-record"
      question="Does a network with more layers fit its training pictures better?"
      caption={
        <>
          <p>
            <strong>Guess first.</strong> Then choose a depth, and look along the epochs, or along
            the layers.
          </p>
          <p>
            36 networks, trained beforehand on the 50,000 training pictures of CIFAR-10: six depths,
            plain and residual, three seeds each, 12 epochs, one recipe. Points are means over the
            seeds (geometric ones of gradients); below the figure stands the range of errors.
          </p>
        </>
      }
      link={link}
      announce={said}
      status="recorded: training/experiments/depth_degradation.py, seeds 1, 2, 3"
      controls={
        <>
          <Choice
            label="Look"
            options={[
              { value: 'depth', label: 'over depth' },
              { value: 'epochs', label: 'over epochs' },
              { value: 'gradients', label: 'over layers' },
            ]}
            value={view}
            onChange={(value) => update({ view: value, open: open || value !== 'depth' })}
          />
          {view === 'gradients' ? (
            <Choice
              label="When"
              options={times.map((value) => ({ value, label: timeNames[value] }))}
              value={time}
              onChange={(value) => update({ time: value })}
            />
          ) : (
            <Choice
              label="Error on"
              options={[
                { value: 'training', label: 'training pictures' },
                { value: 'test', label: 'test pictures' },
              ]}
              value={set}
              onChange={(value) => update({ set: value })}
            />
          )}
          {known && (
            <Choice
              label="Layers"
              options={recordedDepths.map((value) => ({ value, label: value }))}
              value={depth}
              onChange={(value) => update({ depth: value })}
            />
          )}
        </>
      }
    >
      {view === 'depth' && (
        <div className="demo-predict">
          <Guesses
            label="Of its training pictures, 20 plain layers get 11.4 % wrong. 56 will get wrong"
            options={guesses}
            value={guess}
            onGuess={(value) => update({ guess: value })}
          />
          {guess !== null && deepest && (
            <p className="map-facts" role="status">
              <Foretold right={guess === 'more'} /> {percent(deepest.training)} of them.
            </p>
          )}
        </div>
      )}
      <div className="depth-plot">
        <LinePlot
          series={series}
          x={
            view === 'depth'
              ? { title: 'layers', range: [0, 60], whole: true }
              : view === 'epochs'
                ? { title: 'epoch', whole: true }
                : { title: 'convolution, the first being next to the picture', whole: true }
          }
          y={
            view === 'gradients'
              ? { title: 'norm of the gradient by the kernel', kind: 'log' }
              : view === 'epochs' && set === 'training'
                ? { title: 'loss in training' }
                : { title: `${set} error, %`, range: view === 'depth' ? [0, 40] : undefined }
          }
          description={said}
          height={230}
        />
      </div>
      <p className="map-facts">{said}</p>
    </DemoFrame>
  );
});

const timeNames = { start: 'untrained', epoch: 'after an epoch', end: 'at the end' } as const;
