import { useEffect, useMemo } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { TestImage } from '#demos/network/TestImage.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { useShownPicture } from '#demos/network/useShownPicture.ts';
import { deletedShares, deletionMethods } from '#numerics/attribution/deletionPlan.ts';
import { methods } from '#numerics/attribution/methods.ts';
import type deletion from '#numerics/tasks/saliency-maps-deletion.ts';
import type randomDeletion from '#numerics/tasks/saliency-maps-random.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Deletion.first.ts';
import { drawDeletion, drawRandom, RANDOM_ORDERS, requestOf } from './drawDeletion.ts';
import { deletionDefaults, deletionSchema } from './state.ts';

const guesses = [
  { value: 'faster', label: 'faster' },
  { value: 'same', label: 'as fast' },
  { value: 'slower', label: 'slower' },
] as const;

/** The pixels of a picture go, the map's largest first: does the class's p go before it would anyway? */
export const Deletion = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { sheet } = first;
  const link = useDemoState('deletion', deletionSchema, deletionDefaults);
  const { state, update } = link;
  const { image, method, sigma, steps, seed, guess } = state;
  const isFirst =
    image === deletionDefaults.image &&
    method === deletionDefaults.method &&
    sigma === deletionDefaults.sigma &&
    steps === deletionDefaults.steps &&
    seed === deletionDefaults.seed;
  const task = useTask<typeof deletion>('saliency-maps-deletion');
  const { result } = task;
  const picture = useShownPicture(
    { ...first, image: deletionDefaults.image },
    image,
    link.ready && !isFirst,
  );
  const { pixels, label, name, src } = picture;
  const any = useTask<typeof randomDeletion>('saliency-maps-random');
  useEffect(() => {
    if (!pixels) return;
    task.run({ pixels, index: label, method: requestOf(state) });
  }, [pixels, method, sigma, steps, method === 'smoothGrad' && seed]);
  useEffect(() => {
    if (!pixels) return;
    any.run({ pixels, index: label, orders: RANDOM_ORDERS, seed });
  }, [pixels, seed]);
  const drawn = useMemo(() => (result ? drawDeletion(result) : first.drawn), [result]);
  const random = useMemo(() => (any.result ? drawRandom(any.result) : first.random), [any.result]);
  // While another curve is being computed there is nothing yet to compare a guess with.
  const current =
    !task.running && !any.running && (isFirst || (result !== null && any.result !== null));
  const { map, curve, area, complete } = drawn;
  const points = (values: readonly number[]) =>
    values.map((value, i) => [100 * (deletedShares[i] ?? 0), value] as const);
  const outcome = area < random.least ? 'faster' : area > random.most ? 'slower' : 'same';
  const said = `Area under the curve ${formatNumber(area, 2)}; under ${RANDOM_ORDERS} random orders ${formatNumber(random.least, 2)} to ${formatNumber(random.most, 2)}.`;
  return (
    <DemoFrame
      id="deletion"
      question="Take away what the map calls important. Does the network care more than for any pixels?"
      caption={
        <>
          <p>
            Pixels become grey, the map’s largest first, and p of the class is watched. A lower
            curve is a better order, but only below the curve of random orders.
          </p>
          <p>
            Signed maps (× input, integrated gradients) go from the most positive on. Edges ask no
            network at all.
          </p>
        </>
      }
      link={link}
      tasks={[task, any]}
      announce={guess !== null && current ? said : `Order by ${methods[method].name}. Guess first.`}
      status={`${networkStatus('base', first.accuracy)}; ${RANDOM_ORDERS} random orders from seed ${seed}`}
      controls={
        <>
          <Slider
            label="picture"
            value={image}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => update({ image: value, guess: null })}
          />
          <Choice
            label="Order by"
            role="upstream"
            options={deletionMethods.map((value) => ({ value, label: methods[value].name }))}
            value={method}
            onChange={(value) => update({ method: value, guess: null })}
          />
          {method === 'smoothGrad' && (
            <Slider
              label="noise"
              symbol="σ"
              value={sigma}
              min={0}
              max={1}
              step={0.05}
              role="upstream"
              onChange={(value) => update({ sigma: value })}
            />
          )}
          {method === 'integratedGradients' && (
            <Slider
              label="points on the path"
              value={steps}
              min={1}
              max={50}
              role="upstream"
              onChange={(value) => update({ steps: value })}
            />
          )}
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={999}
            onChange={(value) => update({ seed: value })}
          />
        </>
      }
    >
      <div className="map-tiles">
        <TestImage name={name} src={src} />
        <MapTile name={methods[method].name} map={map} size={148}>
          {complete && (
            <p className="map-facts">
              sum {formatNumber(complete.sum, 3)}; S(x) − S(grey){' '}
              {formatNumber(complete.difference, 3)}
            </p>
          )}
        </MapTile>
      </div>
      <div className="demo-predict">
        <Guesses
          label={`Does p of ${name} fall faster than for random pixels?`}
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
      </div>
      {guess !== null && current && (
        <>
          <LinePlot
            series={[
              { name: 'this map', points: points(curve), role: 'prediction' },
              { name: 'random', points: points(random.curve) },
            ]}
            x={{ title: 'pixels made grey, %' }}
            y={{ title: `p of ${name}`, range: [0, 1] }}
            description={said}
          />
          <p className="demo-sum" role="status">
            <Foretold right={guess === outcome} /> {said}
          </p>
        </>
      )}
      <PicturesMissing of={picture} />
    </DemoFrame>
  );
});
