import { useMemo } from 'react';
import {
  benchDefaults,
  benchNetworks,
  benchSchema,
  RANDOMISABLE,
  requestsOf,
  type BenchState,
} from '#demos/attribution/bench.ts';
import { ClassChoice } from '#demos/attribution/ClassChoice.tsx';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { ReaderPictureChoice } from '#demos/attribution/ReaderPictureChoice.tsx';
import { ReaderPictureView } from '#demos/attribution/ReaderPictureView.tsx';
import { targetText, TargetChoice, withinLayers } from '#demos/attribution/TargetChoice.tsx';
import { useAnswer } from '#demos/attribution/useAnswer.ts';
import { useReaderPicture } from '#demos/attribution/useReaderPicture.ts';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { methodIds, methods, type MethodId } from '#numerics/attribution/methods.ts';
import { pixelsSeen, rectangleOf } from '#numerics/receptiveField.ts';
import type benchTask from '#numerics/tasks/visualization-methods-bench.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, inPlaces, percent } from '#ui/formatNumber.ts';
import type { ImageBox } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Bench.first.ts';
import { drawTiles, type Tile } from './drawTiles.ts';

const SIDE = 32;

/** What the task is asked, but for the pixels. */
const keyOf = ({ target, methods, network, randomised, seed, layer, square, sigma }: BenchState) =>
  JSON.stringify([target, methods, network, randomised, seed, layer, square, sigma]);
const defaultKey = keyOf(benchDefaults);

/** One picture, one target, one network, and as many methods as the reader likes, side by side. */
export const Bench = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const schema = useMemo(() => benchSchema(first.layers, classes.length), [first]);
  const link = useDemoState('bench', schema, benchDefaults);
  const { state, update } = link;
  const { network, randomised, seed, layer, square, sigma, flat } = state;
  const picture = useReaderPicture({ sheets, classes, first: first.picture, state, update });
  const { pixels, height, width, tiles: parts } = picture;

  // A picture of another size has maps of another size.
  const layers = useMemo(
    () =>
      first.layers.map((shape) =>
        shape.height === 1
          ? shape
          : {
              ...shape,
              height: (shape.height * height) / SIDE,
              width: (shape.width * width) / SIDE,
            },
      ),
    [first, height, width],
  );
  const target = withinLayers(state.target, layers);
  const task = useTask<typeof benchTask>('visualization-methods-bench');
  const key = keyOf({ ...state, target });
  const input = useMemo(
    () =>
      pixels && {
        pixels,
        height,
        width,
        target,
        methods: requestsOf(state),
        network,
        randomised: { layers: randomised, seed },
      },
    [pixels, key],
  );
  useAnswer(task, link.ready ? input : null, picture, key === defaultKey);

  const { result, resultOf } = task;
  const drawn = useMemo(() => {
    if (!result || !resultOf) return first.tiles;
    const boxes = resultOf.width === SIDE ? [] : parts;
    return drawTiles(result, resultOf, boxes);
  }, [result]);
  const probabilities = result?.probabilities ?? first.probabilities;
  const value = result?.value ?? first.value;
  const shownTarget = resultOf?.target ?? benchDefaults.target;
  const best = probabilities.indexOf(Math.max(...probabilities));

  const seen = useMemo((): ImageBox[] => {
    const view = target.kind === 'unit' ? first.views[target.layer] : undefined;
    if (target.kind !== 'unit' || !view) return [];
    return [rectangleOf(pixelsSeen(view, [target.row, target.column], [height, width]))];
  }, [target, height, width]);
  const toggle = (id: MethodId) => {
    const on = state.methods.includes(id);
    update({
      methods: methodIds.filter((other) => (other === id ? !on : state.methods.includes(other))),
    });
  };
  const accuracy = first.accuracies[benchNetworks.indexOf(network)] ?? Number.NaN;
  const weighs = state.methods.some((id) => id === 'gradCam' || id === 'guidedGradCam');
  const explained = targetText(shownTarget, classes);
  const loudest = drawn
    .flatMap(({ id, map }) => (map ? [`${methods[id].name}: ${map.where}`] : []))
    .join(' ');

  return (
    <DemoFrame
      id="bench"
      question="What does each method say of the same decision?"
      caption={
        <>
          <p>
            Each map answers for {explained}, here {formatNumber(value)}. Orange is positive, blue
            negative; maps without a sign run from dark to light. Each has its own scale.
          </p>
          <p>
            Make a mosaic of two classes and ask for one, then for the other: whose map moves? Paint
            over what a map points at. Then let the network forget, layer by layer.
          </p>
        </>
      }
      link={picture.inLink ? link : undefined}
      tasks={[task]}
      announce={`For ${explained}. ${loudest}`}
      status={`${networkStatus(network, accuracy)}${randomised > 0 ? ' before layers were randomised' : ''}`}
      controls={
        <>
          <TargetChoice
            target={target}
            layers={layers}
            best={best}
            onChange={(next) => update({ target: next })}
          />
          <fieldset className="choice bench-methods">
            <legend className="control-label">Methods</legend>
            {methodIds.map((id) => (
              <Toggle
                key={id}
                label={methods[id].name}
                checked={state.methods.includes(id)}
                onChange={() => toggle(id)}
              />
            ))}
          </fieldset>
          {weighs && (
            <Choice
              label="Grad-CAM weighs the maps of"
              role="output"
              options={[
                { value: '', label: 'the last' },
                ...layers
                  .filter((shape) => shape.height > 1)
                  .map(({ name }) => ({ value: name, label: name })),
              ]}
              value={layer}
              onChange={(next) => update({ layer: next })}
            />
          )}
          {state.methods.includes('occlusion') && (
            <Slider
              label="occluding square"
              value={square}
              min={2}
              max={SIDE}
              unit="px"
              onChange={(next) => update({ square: next })}
            />
          )}
          {state.methods.includes('smoothGrad') && (
            <Slider
              label="SmoothGrad’s noise"
              symbol="σ"
              value={sigma}
              min={0}
              max={1}
              step={0.05}
              onChange={(next) => update({ sigma: next })}
            />
          )}
          <Choice
            label="Network"
            options={benchNetworks.map((name) => ({ value: name, label: name }))}
            value={network}
            onChange={(next: BenchState['network']) => update({ network: next })}
          />
          <Slider
            label="random layers, from the top"
            value={randomised}
            min={0}
            max={RANDOMISABLE}
            onChange={(next) => update({ randomised: next })}
          />
          {randomised > 0 && (
            <Slider
              label="their seed"
              value={seed}
              min={1}
              max={20}
              onChange={(next) => update({ seed: next })}
            />
          )}
          <Toggle
            label="coarse maps as they are"
            checked={flat}
            onChange={(on) => update({ flat: on })}
          />
        </>
      }
    >
      <ReaderPictureView picture={picture} boxes={seen}>
        <ClassChoice
          label="What the network says, and what to explain"
          classes={classes}
          probabilities={probabilities}
          value={target.kind === 'class' ? target.index : null}
          onChange={(index) =>
            update({
              target: {
                kind: 'class',
                index,
                as: target.kind === 'class' ? target.as : 'score',
              },
            })
          }
        />
      </ReaderPictureView>
      <div className="map-tiles" aria-busy={task.running}>
        {drawn.map((tile) => (
          <MapTile
            key={tile.id}
            name={methods[tile.id].name}
            map={(flat ? null : tile.overlay) ?? tile.map}
            boxes={seen}
            size={width > SIDE ? 204 : 148}
          >
            <Measured tile={tile} names={parts.map(({ label }) => classes[label ?? -1] ?? '')} />
          </MapTile>
        ))}
      </div>
      <ReaderPictureChoice picture={picture} sheets={sheets} classes={classes} live={link.ready} />
    </DemoFrame>
  );
});

/** What is measured of a map. */
function Measured({ tile, names }: { tile: Tile; names: readonly string[] }) {
  const { passes, ms, runs, original, edges, shares, missing } = tile;
  if (missing !== null) return <p className="map-facts">{missing}</p>;
  const rho = (value: number | null | undefined) =>
    typeof value === 'number' ? inPlaces(value, 2) : '–';
  const there = passes.forward === 1 ? '1 run' : `${passes.forward} runs`;
  const back = passes.backward > 0 ? `, ${passes.backward} back` : '';
  return (
    <p className="map-facts">
      {passes.forward === 0 ? 'no network' : there + back}
      {ms !== null && runs !== null && (
        <>
          <br />
          {formatNumber(ms, 2)} ms, as long as {formatNumber(runs, 2)} runs
        </>
      )}
      {original && (
        <>
          <br />
          with its original: ρ = {rho(original.rank)}
        </>
      )}
      {edges && tile.id !== 'edges' && (
        <>
          <br />
          |map| with edges: ρ = {rho(edges.rankOfMagnitudes)}
        </>
      )}
      {shares.length > 0 && (
        <>
          <br />
          of it on{' '}
          {shares
            .map((share, i) => `${names[i] ?? ''} ${share === null ? '–' : percent(share)}`)
            .join(', ')}
        </>
      )}
    </p>
  );
}
