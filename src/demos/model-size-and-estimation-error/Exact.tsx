import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { DragPlot } from './DragPlot.tsx';
import { FEATURES, placesAround, termsOf } from './exactCurves.ts';
import { exactDefaults, exactSchema } from './state.ts';

/** Largest number of examples of the axis. */
const MOST = 100;

/** The three error terms of a Gaussian problem over the size, or over the number of examples. */
export function Exact() {
  const link = useDemoState('model-size-exact', exactSchema, exactDefaults);
  const { state, update } = link;
  const { examples, noise, order, size, along } = state;
  const bySize = along === 'size';
  const curves = useMemo(() => {
    const places = bySize ? placesAround(examples, 1, FEATURES) : placesAround(size, 10, MOST);
    return places.map((at) => ({
      at,
      ...termsOf({ order, noise, ...(bySize ? { examples, size: at } : { examples: at, size }) }),
    }));
  }, [examples, noise, order, size, along]);
  const now = termsOf(state);
  const line = (key: 'risk' | 'approximation' | 'estimation') =>
    curves.map((point) => [point.at, point[key] > 20 ? Number.NaN : point[key]] as const);
  const best = curves.filter(({ at }) => !bySize || at < examples);
  const lowest = best.reduce(
    (low, point) => (point.risk < low.risk ? point : low),
    best[0] ?? {
      at: 0,
      ...now,
    },
  );
  const said = `n = ${examples}, p = ${size}: Bayes ${formatNumber(now.bayes)}, approximation ${formatNumber(now.approximation)}, estimation ${formatNumber(now.estimation)}, together ${formatNumber(now.risk)}.${bySize ? ` The least below the threshold is ${formatNumber(lowest.risk)}, at p = ${lowest.at}; with all ${FEATURES} it is ${formatNumber(curves.at(-1)?.risk ?? 0)}.` : ''}`;
  return (
    <DemoFrame
      id="model-size-exact"
      question="Which of the error terms makes the peak, and does the second descent pay?"
      link={link}
      announce={said}
      caption={
        <>
          <p>
            No data here: the curves are the two boxed formulas, which go to infinity at p = n.{' '}
            <strong>Drag in the plot.</strong> Of 400 features the fit is given the first p.
          </p>
          <p>
            <strong>Try</strong> both orders of the features: in which is the right end lower than
            the left valley? Then put the number of examples on the axis: more data, more error.
          </p>
        </>
      }
    >
      <div className="size-plot exact-plot">
        <DragPlot
          series={[
            { name: 'risk', points: line('risk'), role: 'prediction' },
            { name: 'estimation', points: line('estimation') },
            { name: 'approximation', points: line('approximation'), role: 'input' },
          ]}
          x={{
            title: bySize ? 'features p (log scale)' : 'examples n (log scale)',
            kind: 'log',
            range: bySize ? [1, FEATURES] : [10, MOST],
          }}
          y={{ title: 'mean squared error', range: [0, 2.5] }}
          marker={bySize ? size : examples}
          height={230}
          description={said}
          onX={(x) => update(bySize ? { size: Math.round(x) } : { examples: Math.round(x) })}
        />
      </div>
      <div className="demo-controls">
        <Slider
          label="features"
          symbol="p"
          value={size}
          min={1}
          max={FEATURES}
          onChange={(next) => update({ size: next })}
        />
        <Slider
          label="examples"
          symbol="n"
          role="input"
          value={examples}
          min={10}
          max={MOST}
          onChange={(next) => update({ examples: next })}
        />
        <Slider
          label="noise"
          symbol="σ²"
          value={noise}
          min={0}
          max={1}
          step={0.05}
          onChange={(next) => update({ noise: next })}
        />
        <Choice
          label="Which features come first"
          options={[
            { value: 'strongest first', label: 'the strongest' },
            { value: 'even', label: 'all equally strong' },
          ]}
          value={order}
          onChange={(next) => update({ order: next })}
        />
        <Choice
          label="Axis"
          options={[
            { value: 'size', label: 'features p' },
            { value: 'examples', label: 'examples n' },
          ]}
          value={along}
          onChange={(next) => update({ along: next })}
        />
      </div>
      <table className="demo-table">
        <tbody>
          {(
            [
              ['Bayes, σ²', now.bayes],
              ['approximation', now.approximation],
              ['estimation', now.estimation],
              ['risk, the sum', now.risk],
            ] as const
          ).map(([name, term]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatNumber(term)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DemoFrame>
  );
}
