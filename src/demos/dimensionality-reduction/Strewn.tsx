import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { nearest } from '#numerics/embedding/nearest.ts';
import { squaredDistancesInPlane } from '#numerics/embedding/squaredDistances.ts';
import type strewn from '#numerics/tasks/dimensionality-reduction-strewn.ts';
import { Choice } from '#ui/Choice.tsx';
import { Slider } from '#ui/Slider.tsx';
import { PointMap } from './PointMap.tsx';
import { strewnDefaults, strewnSchema } from './state.ts';
import { movedTo, REACH, strewnGroups } from './strewnGroups.ts';
import type firstFrame from './Strewn.first.ts';

/** Lines from a point to its nearest. */
const LINKED = 5;
/** The marks of the groups: solid ones. */
const MARKS = [0, 1, 9];

/** Points that are flat already, and what t-SNE makes of them: a true picture beside its map. */
export const Strewn = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('dimensionality-reduction-strewn', strewnSchema, strewnDefaults);
  const { state, update, ready } = link;
  const { data, perplexity, seed, moved, guess } = state;
  const [at, setAt] = useState<number | null>(null);
  const task = useTask<typeof strewn>('dimensionality-reduction-strewn');
  const groups = useMemo(() => strewnGroups(data, moved), [data, moved]);
  useEffect(() => {
    if (ready) task.run({ groups, seed, perplexity });
  }, [ready, groups, seed, perplexity]);

  const shown = task.result ?? first;
  const of = task.resultOf?.groups ?? strewnGroups(strewnDefaults.data, strewnDefaults.moved);
  const labels = of.flatMap(({ count }, i) => Array.from({ length: count }, () => MARKS[i] ?? 0));
  const n = labels.length;
  const near = useMemo(
    () => nearest(squaredDistancesInPlane(shown.data.points), n, LINKED),
    [shown.data.points],
  );
  const looked = at !== null && at < n ? at : null;
  const linked = looked === null ? [] : near.subarray(looked * LINKED, (looked + 1) * LINKED);

  const last = (list: readonly number[]) => list.at(-1) ?? Number.NaN;
  const rows: { what: string; of: (side: typeof shown.data) => number }[] =
    of.length === 1
      ? [{ what: 'evenness: 1 for chance, less for clumps', of: (side) => side.evenness }]
      : of.length === 2
        ? [
            {
              what: 'spread of the right group ÷ of the left',
              of: ({ spreads }) => last(spreads) / (spreads[0] ?? 1),
            },
          ]
        : [
            {
              what: 'distance of the last two ÷ of the first two',
              of: ({ distances }) => (distances[1] ?? 0) / (distances[0] ?? 1),
            },
          ];
  const announce = rows
    .map(
      ({ what, of: measure }) =>
        `${what}: ${measure(shown.data).toFixed(2)} in the data, ${measure(shown.map).toFixed(2)} in the map at perplexity ${task.resultOf?.perplexity ?? perplexity}.`,
    )
    .join(' ');
  const draggable = data !== 'noise';

  return (
    <DemoFrame
      id="dimensionality-reduction-strewn"
      question="What does t-SNE do to points that lie in a plane already?"
      link={link}
      tasks={[task]}
      announce={announce}
      caption={
        <>
          <p>
            On the left the data as they are, in two dimensions; nothing needs to be flattened. On
            the right what t-SNE makes of them. <strong>Point at a mark</strong> to see it and its
            five nearest in both.
          </p>
          <p>
            <strong>Try:</strong> perplexity 2. Then the other two data sets, and{' '}
            <strong>drag a group</strong> on the left: watch what the map does about it.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="The data"
            role="input"
            options={[
              { value: 'noise', label: 'even noise' },
              { value: 'spread', label: 'one ten times as wide' },
              { value: 'distances', label: 'one nine times as far' },
            ]}
            value={data}
            onChange={(value) => update({ data: value, moved: [0, 0] })}
          />
          <Slider
            label="perplexity"
            value={perplexity}
            min={2}
            max={60}
            onChange={(value) => update({ perplexity: value })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
          <div className="demo-predict">
            <Guesses
              label="Even noise at perplexity 2. What will the map show?"
              options={[
                { value: 'even', label: 'an even disc again' },
                { value: 'clumps', label: 'clumps that are not there' },
                { value: 'one', label: 'one tight knot' },
              ]}
              value={guess}
              onGuess={(value) =>
                update({ guess: value, data: 'noise', perplexity: 2, moved: [0, 0] })
              }
            />
            {guess && (
              <p>
                <Foretold right={guess === 'clumps'} /> dozens of small clumps with empty space
                between them, from data with no clump at all. Those who share a clump are true
                neighbours; that the clump ends where it does means nothing.
              </p>
            )}
          </div>
        </>
      }
    >
      <PointMap
        points={shown.data.points}
        reach={REACH}
        labels={labels}
        at={looked}
        linked={linked}
        title={
          draggable ? `The data; drag the ${of.length === 2 ? 'squares' : 'diamonds'}` : 'The data'
        }
        label="The data, as they lie in the plane."
        onPoint={setAt}
        onPick={setAt}
        onDrag={
          draggable
            ? ({ x, y, by }) => {
                const [nowX, nowY] = groups.at(-1)?.centre ?? [0, 0];
                update({ moved: by ? movedTo(data, nowX + x, nowY + y) : movedTo(data, x, y) });
              }
            : undefined
        }
      />
      <PointMap
        points={shown.map.points}
        labels={labels}
        at={looked}
        linked={linked}
        title={`The map, perplexity ${task.resultOf?.perplexity ?? strewnDefaults.perplexity}`}
        label="The map that t-SNE makes of the data."
        onPoint={setAt}
        onPick={setAt}
      />
      <table className="demo-table">
        <thead>
          <tr>
            <td />
            <th scope="col">in the data</th>
            <th scope="col">in the map</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, of: measure }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{measure(shown.data).toFixed(2)}</td>
              <td>{measure(shown.map).toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DemoFrame>
  );
});
