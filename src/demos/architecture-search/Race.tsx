import { useEffect } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { racers, type Racer } from '#numerics/architectureSearch/race.ts';
import type race from '#numerics/tasks/architecture-search-race.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Race.first.ts';
import {
  BUDGET,
  judgedOn,
  raceDefaults,
  raceSchema,
  SEEDS,
  settingOf,
  type RaceState,
} from './state.ts';

const names: Record<Racer, string> = {
  random: 'random',
  evolution: 'evolution',
  reinforce: 'REINFORCE',
};
/** After how many trainings the table looks. */
const MARKS = [5, 10, 20, 30, 60];

/** Three strategies search the recorded table from 200 seeds each. */
export const Race = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { table } = first;
  const link = useDemoState('race', raceSchema, raceDefaults);
  const { state, update } = link;
  const { population, tournament, rate, images, early, view } = state;
  const task = useTask<typeof race>('architecture-search-race');
  const keyOf = (of: RaceState) => JSON.stringify([settingOf(of), of.first]);
  const key = keyOf(state);
  const untouched = key === keyOf(raceDefaults);
  useEffect(() => {
    if (!link.ready || (untouched && !task.result)) return;
    task.run({ table, setting: settingOf(state), seeds: SEEDS, first: state.first });
  }, [key, link.ready]);
  const raced = task.result ?? first.raced;

  const points = (values: readonly number[]) =>
    values.map((value, i): [number, number] => [i + 1, 100 * value]);
  const series =
    view === 'means'
      ? racers.map((racer) => ({
          name: names[racer],
          points: points(raced[racer].test.mean),
          ...(racer === 'evolution' && { role: 'prediction' as const }),
        }))
      : [
          { name: 'mean', points: points(raced[view].test.mean), role: 'prediction' as const },
          { name: '90th', points: points(raced[view].test.high) },
          { name: '10th', points: points(raced[view].test.low) },
          { name: 'believed', points: points(raced[view].seen.mean) },
        ];
  const lowest = Math.min(...series.flatMap((line) => line.points.slice(2).map(([, y]) => y)));
  const bottom = Math.max(40, Math.floor(lowest / 2) * 2);
  const top =
    view === 'means' ? 84 : Math.max(84, Math.ceil((raced[view].seen.mean.at(-1) ?? 0) * 100));
  const clipped = series.map((line) => ({
    ...line,
    points: line.points.filter(([, y]) => y >= bottom && y <= top),
  }));
  const at = (racer: Racer, trainings: number) => raced[racer].test.mean[trainings - 1] ?? 0;
  const said = `On average over ${SEEDS} seeds, after 20 trainings: ${racers
    .map((racer) => `${names[racer]} ${percent(at(racer, 20), 1)}`)
    .join(', ')}; after ${BUDGET}: ${racers
    .map((racer) => `${names[racer]} ${percent(at(racer, BUDGET), 1)}`)
    .join(', ')}.`;

  return (
    <DemoFrame
      id="race"
      question="How many trainings is a clever strategy worth?"
      caption={
        <>
          <p>
            After each training: the test accuracy of the network that the search would hand in,
            which is the best on <em>its</em> validation images. Means over {SEEDS} seeds.
          </p>
          <p>
            <strong>Take validation images away</strong>, and compare what a search believes with
            what it has. Then judge early: a quarter of the training at a quarter of the price.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={said}
      status="432 networks, trained beforehand and recorded; the searches run here"
      controls={
        <>
          <Slider
            label="population"
            symbol="P"
            value={population}
            min={2}
            max={50}
            onChange={(value) => update({ population: value })}
          />
          <Slider
            label="tournament"
            symbol="S"
            value={tournament}
            min={1}
            max={20}
            onChange={(value) => update({ tournament: value })}
          />
          <Slider
            label="step of REINFORCE"
            symbol="η"
            value={rate / 10}
            min={0.1}
            max={10}
            step={0.1}
            onChange={(value) => update({ rate: Math.round(10 * value) })}
          />
          <Slider
            label="first seed"
            value={state.first}
            min={1}
            max={9999}
            onChange={(value) => update({ first: value })}
          />
          <Choice
            label="Validation images"
            options={judgedOn.map((value) => ({ value, label: formatNumber(value) }))}
            value={images}
            onChange={(value) => update({ images: value })}
          />
          <Toggle
            label="judge after a quarter of the training"
            checked={early}
            onChange={(value) => update({ early: value })}
          />
        </>
      }
    >
      <Choice
        label="Lines"
        options={[
          { value: 'means', label: 'all means' },
          ...racers.map((value) => ({ value, label: names[value] })),
        ]}
        value={view}
        onChange={(value) => update({ view: value })}
      />
      <div className="search-plot">
        <LinePlot
          series={clipped}
          x={{ title: 'trainings paid for', range: [1, BUDGET] }}
          y={{ title: 'test accuracy handed in, %', range: [bottom, top] }}
          description={said}
          height={230}
        />
      </div>
      <div className="search-table" tabIndex={0} role="region" aria-label="Handed in, by trainings">
        <table className="demo-table">
          <caption>
            Mean test accuracy, %; in brackets where the middle 80 % of the seeds are; believed at{' '}
            {BUDGET}
          </caption>
          <thead>
            <tr>
              <th scope="col">trainings</th>
              {MARKS.map((mark) => (
                <th scope="col" key={mark}>
                  {mark}
                </th>
              ))}
              <th scope="col">believed</th>
            </tr>
          </thead>
          <tbody>
            {racers.map((racer) => (
              <tr key={racer}>
                <th scope="row">{names[racer]}</th>
                {MARKS.map((mark) => {
                  const { mean, low, high } = raced[racer].test;
                  const [m, l, h] = [mean, low, high].map((c) =>
                    (100 * (c[mark - 1] ?? 0)).toFixed(1),
                  );
                  return (
                    <td key={mark}>
                      {m} ({l}–{h})
                    </td>
                  );
                })}
                <td>{(100 * (raced[racer].seen.mean.at(-1) ?? 0)).toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});
