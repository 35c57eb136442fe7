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
import { STEPS, study } from '#numerics/alexnet/study.ts';
import type train from '#numerics/tasks/alexnet-race.ts';
import type { RaceCheckpoint, RaceInput } from '#numerics/tasks/alexnet-race.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Race.first.ts';
import { curveOf, extrasOf, goalText, laneName, trialsOf, type ShownRace } from './shownRace.ts';
import { raceDefaults, raceSchema, rates, stretches } from './state.ts';

/** Races kept in the table. */
const KEPT = 5;
const TOTAL = study.epochs * STEPS;

/** Two small networks, equal but for the activation, trained side by side in the page. */
export const Race = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('alexnet-race', raceSchema, raceDefaults);
  const { state, update } = link;
  const task = useTask<typeof train>('alexnet-race');
  const run = usePausable<RaceCheckpoint, RaceInput>(task);
  const [wanted, setWanted] = useState(false);
  /** Whether a start waits for the pictures. */
  const [waiting, setWaiting] = useState(false);
  const fetched = usePictures(first.gallery, wanted);
  const [races, setRaces] = useState<ShownRace[]>([first.race]);
  const { isUnderWay, paused, reached, input } = run;

  const begin = (pixels: Uint8Array) =>
    run.start({ trials: trialsOf(state), pictures: { pixels, labels: first.gallery.labels } });
  useEffect(() => {
    if (!waiting || !fetched.pixels) return;
    setWaiting(false);
    begin(fetched.pixels);
  }, [waiting, fetched.pixels]);
  useEffect(() => {
    const { result, resultOf } = task;
    if (!result || !resultOf) return;
    const race = { trials: [...resultOf.trials], lanes: result };
    setRaces((old) => [race, ...old.filter((shown) => !same(shown, race))].slice(0, KEPT));
  }, [task.result]);

  const [last = first.race] = races;
  const seen: ShownRace =
    isUnderWay && input ? { trials: [...input.trials], lanes: reached?.lanes ?? [] } : last;
  const [relu, tanh] = last.trials;
  const said =
    relu && tanh
      ? `${extrasOf(relu)}, seed ${relu.seed}: to a quarter of the learned pictures wrong, ${last.trials
          .map((trial, i) => {
            const lane = last.lanes[i];
            return `${laneName(trial)}: ${lane ? goalText(lane) : ''}`;
          })
          .join('; ')}.`
      : '';
  const steps = (seen.lanes[0]?.learned.length ?? 0) * STEPS;

  return (
    <DemoFrame
      id="alexnet-race"
      question="How many steps does tanh need for what ReLU has learned?"
      caption={
        <>
          <p>
            Two networks with the same random start (but for a factor), the same pictures in the
            same order. <strong>Who first has three quarters right?</strong> The opening race was
            recorded by the same code; run it again, and it ends the same.
          </p>
          <p>
            Give each its best <strong>learning rate</strong> before you call a winner. Is the start
            to blame? Stretch it threefold, towards saturation, and see who minds. Then switch on
            ingredients, and look at the fresh pictures, too.
          </p>
          <p>
            {study.lesson} test pictures of CIFAR-10 are learned, 200 others only asked about, all
            at 16×16 pixels: a tiny problem, on which fresh errors differ by a few points from seed
            to seed. Training fetches them (1.1 MB) and takes some tens of seconds.
          </p>
        </>
      }
      link={{
        ...link,
        reset: () => {
          run.stop();
          setWaiting(false);
          setRaces([first.race]);
          link.reset();
        },
      }}
      tasks={[task]}
      showsTasks
      announce={isUnderWay ? `${paused ? 'Paused' : 'Training'}, step ${steps} of ${TOTAL}.` : said}
      status={`network: two convolutions of ${study.size.maps.join(' and ')} maps, two dense layers, from nothing`}
      controls={
        <>
          {(['relu', 'tanh'] as const).map((kind) => (
            <Choice
              key={kind}
              label={`learning rate of ${kind === 'relu' ? 'ReLU' : 'tanh'}`}
              symbol="η"
              options={rates.map((value) => ({ value, label: value }))}
              value={state[kind]}
              onChange={(value) => update({ [kind]: value })}
            />
          ))}
          <Choice
            label="untrained kernels times"
            options={stretches.map((value) => ({ value, label: value }))}
            value={state.stretch}
            onChange={(value) => update({ stretch: value })}
          />
          <Choice
            label="Response normalisation"
            options={[
              { value: 'none', label: 'none' },
              { value: 'published', label: 'α = 10⁻⁴' },
              { value: 'strong', label: 'α = 1' },
            ]}
            value={state.response}
            onChange={(value) => update({ response: value })}
          />
          <div className="demo-row">
            {(
              [
                ['dropout', 'dropout'],
                ['overlap', 'overlapping windows'],
                ['crops', 'crops and flips'],
                ['colour', 'colour'],
              ] as const
            ).map(([key, label]) => (
              <Toggle
                key={key}
                label={label}
                checked={state[key]}
                onChange={(checked) => update({ [key]: checked })}
              />
            ))}
          </div>
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
      <div className="alexnet-wide">
        <LinePlot
          series={seen.trials.flatMap((trial, i) => [
            {
              name: laneName(trial),
              points: curveOf(seen.lanes[i]?.learned ?? []),
              role: i === 0 ? ('prediction' as const) : ('input' as const),
            },
          ])}
          x={{ title: 'steps', range: [STEPS, TOTAL] }}
          y={{ title: 'learned pictures wrong, %', range: [0, 100] }}
          description={said}
          height={220}
        />
      </div>
      <p className="map-facts">{isUnderWay ? `Step ${steps} of ${TOTAL}.` : said}</p>
      <div className="demo-row">
        {isUnderWay && input ? (
          <UnderWay of={run} share={paused ? steps / TOTAL : task.progress}>
            {input.trials[0] ? extrasOf(input.trials[0]) : ''}
          </UnderWay>
        ) : (
          <>
            <button
              type="button"
              className="button needs-script"
              disabled={waiting}
              onClick={() => {
                setWanted(true);
                setWaiting(true);
              }}
            >
              Train both here
            </button>
            {waiting && <span className="demo-progress">Fetching the pictures …</span>}
          </>
        )}
      </div>
      <PicturesMissing of={fetched} />
      {task.error && <FrameTask task={task} consolation="The figure keeps its last result." />}
      <div className="alexnet-scroll" tabIndex={0} role="region" aria-label="Races so far">
        <table className="demo-table">
          <caption>Races so far</caption>
          <thead>
            <tr>
              <th scope="col">network</th>
              <th scope="col">both have</th>
              <th scope="col">seed</th>
              <th scope="col">to 25 % wrong</th>
              <th scope="col">learned, wrong</th>
              <th scope="col">fresh, wrong</th>
            </tr>
          </thead>
          <tbody>
            {races.flatMap((race, number) =>
              race.trials.map((trial, i) => {
                const lane = race.lanes[i];
                if (!lane) return null;
                return (
                  <tr key={`${races.length - number} ${i}`}>
                    <th scope="row">{laneName(trial)}</th>
                    <td>{extrasOf(trial)}</td>
                    <td>{trial.seed}</td>
                    <td>
                      <strong>{goalText(lane)}</strong>
                    </td>
                    <td>{percent(lane.learned.at(-1) ?? 1)}</td>
                    <td>{percent(lane.fresh.at(-1) ?? 1)}</td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});

function same(a: ShownRace, b: ShownRace): boolean {
  return JSON.stringify(a.trials) === JSON.stringify(b.trials);
}
