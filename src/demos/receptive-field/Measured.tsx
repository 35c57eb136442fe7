import { useEffect, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { loadSheet } from '#demos/network/loadSheet.ts';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { energyWidth } from '#numerics/energyWidth.ts';
import { centreOf } from '#numerics/receptiveField.ts';
import type measured from '#numerics/tasks/receptive-field-measured.ts';
import type { MeasuredInput, MeasuredOutput } from '#numerics/tasks/receptive-field-measured.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { EnergyPicture, type Frame } from './EnergyPicture.tsx';
import type firstFrame from './Measured.first.ts';
import { mapLayers, mapSides, measuredDefaults, measuredSchema, type MapLayer } from './state.ts';
import { unitControl } from './unitControl.ts';

const SIDE = 32;
type Place = Omit<MeasuredInput, 'pixels'>;
const placeOf = ({ layer, row, column, images, seed }: Place): Place => ({
  layer,
  row,
  column,
  images,
  seed,
});
const keyOf = (place: Place) => JSON.stringify(placeOf(place));

/** On the book's network: what the units at one place depend on, before and after training. */
export const Measured = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('receptive-field-measured', measuredSchema, measuredDefaults);
  const { state, update } = link;
  const { layer, row, column } = state;
  const [pixels, setPixels] = useState<Uint8Array | null>(null);
  const [missing, setMissing] = useState(false);
  const task = useTask<typeof measured>('receptive-field-measured');
  const key = keyOf(state);

  // Once the pictures are there, every change is measured; before that, the reader has to ask.
  useEffect(() => {
    if (pixels) task.run({ pixels, ...placeOf(state) });
  }, [pixels, key]);
  const ask = () => {
    setMissing(false);
    if (pixels) task.run({ pixels, ...placeOf(state) });
    else loadSheet(first.sheet).then(setPixels, () => setMissing(true));
  };

  const going = task.running ? (task.partial as MeasuredOutput | null) : null;
  const finished = task.result && task.resultOf ? task.result : null;
  const found = going ?? finished;
  const shownPlace: Place = going ? state : (task.resultOf ?? measuredDefaults);
  const shownView = first.views[shownPlace.layer as MapLayer];
  const centre = centreOf(shownView, [shownPlace.row, shownPlace.column]);
  const widthOf = (energy: Float32Array) => energyWidth(energy, [SIDE, SIDE], centre);
  const [trained, untrained] = found
    ? [widthOf(found.trained), widthOf(found.untrained)]
    : [first.trained, first.untrained];
  const stale = keyOf(shownPlace) !== key && !task.running;
  const [r] = shownView.size;
  const isWhole = centre.every((middle) => Math.abs(middle - (SIDE - 1) / 2) <= (r - SIDE) / 2);
  const framesOf = (diameter: number): Frame[] => [
    ...(isWhole ? [] : [{ centre, side: r }]),
    { centre, side: diameter },
  ];

  const { pick, onPick, units } = unitControl(first.views[layer], { row, column }, SIDE, update);
  const fine = r < 8;
  const { recorded } = first;
  const points = (of: 'size' | 'trained' | 'untrained') =>
    recorded.layers.map((entry, index) => [index + 1, entry[of]] as const);
  const unitName = `[${shownPlace.row}, ${shownPlace.column}] of ${shownPlace.layer}`;
  const notYet = stale ? `${unitName}, not yet ${layer} [${row}, ${column}]: ` : '';
  const summary = `Units ${unitName} see ${r}×${r} pixels. 95 per cent of the energy lie within ${formatNumber(untrained.diameter)} pixels before training and within ${formatNumber(trained.diameter)} after.`;
  const top = recorded.layers.at(-1);

  return (
    <DemoFrame
      id="receptive-field-measured"
      question="Does training widen what a unit goes by?"
      link={link}
      tasks={[task]}
      announce={task.running ? undefined : summary}
      status={networkStatus('base', first.accuracy)}
      caption={
        <>
          <p>
            How much the units at one place of a layer change when a pixel is changed a little,
            squared, over test pictures and all channels. The inner frame holds 95 % of it; the
            outer one is the receptive field, cut where the picture ends.
          </p>
          <p>
            <strong>Try:</strong> drag on a picture to move the unit; take it to a corner. Go down
            to conv1. Draw other untrained weights.
          </p>
          <p>
            The curves are recorded: {recorded.images} pictures, units in the middle,{' '}
            {recorded.seeds} untrained networks.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Layer"
            role="output"
            options={mapLayers.map((value) => ({ value, label: value }))}
            value={layer}
            onChange={(next) => {
              const scaled = (at: number) =>
                Math.floor(((at + 0.5) * mapSides[next]) / mapSides[layer]);
              update({ layer: next, row: scaled(row), column: scaled(column) });
            }}
          />
          <Slider
            label="pictures"
            value={state.images}
            min={20}
            max={500}
            step={20}
            onChange={(images) => update({ images })}
          />
          <Slider
            label="seed of the untrained weights"
            value={state.seed}
            min={1}
            max={99}
            onChange={(seed) => update({ seed })}
          />
          <div>
            <button type="button" className="button" onClick={ask} disabled={task.running}>
              Measure unit [{row}, {column}] of {layer}
              {pixels ? '' : ` (fetches ${(first.sheet.megabytes ?? 0).toFixed(1)} MB of pictures)`}
            </button>
            {stale && <p>The pictures still show {unitName}: press to measure.</p>}
            {missing && (
              <p className="demo-error" role="alert">
                The pictures did not arrive. Check the connection and press again.
              </p>
            )}
          </div>
        </>
      }
    >
      <EnergyPicture
        title={`${notYet}Untrained (seed ${shownPlace.seed}): 95 % within ${formatNumber(untrained.diameter)} px`}
        label={`Energy at each pixel for units ${unitName}, untrained`}
        side={SIDE}
        {...(found ? { energy: found.untrained } : { ready: first.untrained })}
        frames={framesOf(untrained.diameter)}
        onPick={onPick}
        // In a small view the frames say where the unit is, and a mark would cover it.
        pick={fine && !stale ? undefined : pick}
        units={units}
        fine={fine}
      />
      <EnergyPicture
        title={`${notYet}Trained: 95 % within ${formatNumber(trained.diameter)} px`}
        label={`Energy at each pixel for units ${unitName}, trained`}
        side={SIDE}
        {...(found ? { energy: found.trained } : { ready: first.trained })}
        frames={framesOf(trained.diameter)}
        onPick={onPick}
        // In a small view the frames say where the unit is, and a mark would cover it.
        pick={fine && !stale ? undefined : pick}
        units={units}
        fine={fine}
      />
      <div className="rf-plot">
        <LinePlot
          series={[
            { name: 'r, the box', points: points('size'), role: 'input' },
            { name: 'untrained', points: points('untrained'), role: 'output' },
            { name: 'trained', points: points('trained'), role: 'upstream' },
          ]}
          x={{ title: 'layer: c convolution, p pooling', names: mapLayers.map(shortName) }}
          y={{ title: 'pixels that hold 95 %' }}
          marker={mapLayers.indexOf(layer) + 1}
          description={`From conv1 to conv5 the box grows from ${recorded.layers[0]?.size} to ${top?.size} pixels; the square with 95 per cent from ${formatNumber(recorded.layers[0]?.untrained ?? 0)} to ${formatNumber(top?.untrained ?? 0)} untrained, and from ${formatNumber(recorded.layers[0]?.trained ?? 0)} to ${formatNumber(top?.trained ?? 0)} trained.`}
          height={190}
        />
      </div>
    </DemoFrame>
  );
});

/** "c1" for conv1, so that seven stand side by side on a phone. */
function shortName(layer: MapLayer): string {
  return layer.replace('conv', 'c').replace('pool', 'p');
}
