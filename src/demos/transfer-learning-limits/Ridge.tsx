import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { drawnPlaces, FEATURES, NOISE, ridgeCurves } from './ridgeCurves.ts';
import { ridgeDefaults, ridgeSchema } from './state.ts';

/** Numbers of examples that the table shows. */
const SHOWN = [2, 10, 50, 150];

/** The linear model: weights drawn towards a source, towards zero, and not at all. */
export function Ridge() {
  const link = useDemoState('towards', ridgeSchema, ridgeDefaults);
  const { state, update } = link;
  const distance = state.distance / 10;
  const lambda = 10 ** (state.pull / 10);
  const places = useMemo(drawnPlaces, []);
  const points = useMemo(
    () => ridgeCurves(places, distance, state.best ? null : lambda),
    [places, distance, lambda, state.best],
  );
  const total = ({ bias, variance }: { bias: number; variance: number }) => bias + variance;
  const shown = points.filter(({ n }) => SHOWN.includes(n));
  const said = `Source at distance ${formatNumber(distance)}, ${state.best ? 'the best λ for each start' : `λ = ${formatNumber(lambda)}`}: ${shown
    .map(
      ({ n, source, zero }) =>
        `with ${n} examples the error is ${formatNumber(total(source))} towards the source, ${formatNumber(total(zero))} towards zero`,
    )
    .join('; ')}.`;
  return (
    <DemoFrame
      id="towards"
      question="How near must a source be, and until when does it help?"
      link={link}
      announce={said}
      caption={
        <>
          <p>
            No pictures: a linear model with {FEATURES} weights, true weights of length 1, and σ² ={' '}
            {NOISE}, by the boxed formula, averaged over twelve draws of the examples and over all
            directions in which the source can lie off.
          </p>
          <p>
            <strong>Push the source away</strong>, past 1. Then let each start have the λ that is
            best for it.
          </p>
        </>
      }
      controls={
        <>
          <Slider
            label="distance of the source"
            symbol={
              <>
                ‖w<sub>S</sub> − w*‖
              </>
            }
            value={distance}
            min={0}
            max={2}
            step={0.1}
            onChange={(value) => update({ distance: Math.round(10 * value) })}
          />
          <Slider
            label="pull, log₁₀ λ"
            value={state.pull / 10}
            min={-2}
            max={3}
            step={0.1}
            disabled={state.best}
            onChange={(value) => update({ pull: Math.round(10 * value) })}
          />
          <Toggle
            label="the best λ for each start"
            checked={state.best}
            onChange={(best) => update({ best })}
          />
        </>
      }
    >
      <div className="transfer-table">
        <LinePlot
          series={[
            {
              name: 'towards source',
              points: points.map(({ n, source }) => [n, total(source)] as const),
              role: 'prediction',
            },
            {
              name: 'towards zero',
              points: points.map(({ n, zero }) => [n, total(zero)] as const),
              role: 'input',
            },
            {
              name: 'least squares',
              points: points.map(({ n, leastSquares }) => [n, leastSquares] as const),
            },
          ]}
          x={{ title: 'examples n (log scale)', kind: 'log', range: [1, 150] }}
          y={{ title: 'error ‖w − w*‖² (log scale)', kind: 'log', range: [0.01, 10] }}
          height={230}
          description={said}
        />
        <table className="demo-table">
          <caption>Towards the source: bias and variance</caption>
          <thead>
            <tr>
              <th scope="col">examples</th>
              <th scope="col">bias</th>
              <th scope="col">variance</th>
              <th scope="col">error</th>
              <th scope="col">towards zero</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ n, source, zero }) => (
              <tr key={n}>
                <th scope="row">{n}</th>
                <td>{formatNumber(source.bias, 2)}</td>
                <td>{formatNumber(source.variance, 2)}</td>
                <td>{formatNumber(total(source), 2)}</td>
                <td>{formatNumber(total(zero), 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
}
