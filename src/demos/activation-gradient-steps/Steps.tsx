import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { benchLink } from '#demos/attribution/bench.ts';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { TopPatches } from '#demos/network/TopPatches.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { usePicture } from '#demos/network/usePicture.ts';
import type steps from '#numerics/tasks/activation-gradient-steps-lab.ts';
import type topPatches from '#numerics/tasks/network-top-patches.ts';
import { Choice } from '#ui/Choice.tsx';
import { ColourScale } from '#ui/ColourScale.tsx';
import { formatNumber, percent, wholeText } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Steps.first.ts';
import { drawUnit, type DrawnUnit } from './drawUnit.ts';
import { outcomeOf, stepsDefaults, stepsSchema, WHOLE, type StepsState } from './state.ts';

const expectations = [
  { value: 'even', label: 'up to half (evenly spread, a quarter)' },
  { value: 'middle', label: 'more than half' },
  { value: 'nothing', label: 'there is no energy at all' },
] as const;

/** Any unit of the network, and the four steps from it to the pixels, one at a time. */
export const Steps = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, layers, names, sheets } = first;
  const schema = useMemo(() => stepsSchema(layers), [layers]);
  const link = useDemoState('steps', schema, stepsDefaults);
  const { state, update } = link;
  const { set, image, layer, channel, row, column, of, guess } = state;
  const task = useTask<typeof steps>('activation-gradient-steps-lab');
  const patches = useTask<typeof topPatches>('network-top-patches');
  const [touched, setTouched] = useState(false);

  const isDefault =
    !touched &&
    (Object.keys(stepsDefaults) as (keyof StepsState)[]).every(
      (key) => key === 'done' || key === 'guess' || state[key] === stepsDefaults[key],
    );
  // The first frame has the default unit's whole way already.
  const chosen = usePicture(sheets[set], image, null, link.ready && !isDefault);
  const { pixels } = chosen;
  useEffect(() => {
    if (!pixels || isDefault) return;
    setTouched(true);
    task.run({ pixels, layer, channel, row, column, of });
  }, [pixels, isDefault, layer, channel, row, column, of]);

  const unit: DrawnUnit = useMemo(
    () => (task.result && task.resultOf ? drawUnit(task.resultOf, task.result) : first.unit),
    [task.result],
  );
  const end = unit.stages.length + 1;
  const done = Math.min(state.done, end);
  const atEnd = done === end;
  const arrived = unit.stages.slice(0, Math.max(0, done - 1));
  const image0 = unit.stages.at(-1);
  const label = classes[sheets[set].labels[image] ?? 0] ?? '';
  const shape = layers.find(({ name }) => name === layer);
  // Whoever has gone all the way sees the next unit's whole way at once.
  const choose = (change: Partial<StepsState>) =>
    update({ ...change, done: atEnd ? WHOLE : 0, guess: null });
  const chooseLayer = (name: string) => {
    const next = layers.find((found) => found.name === name);
    if (!next || !shape) return;
    choose({
      layer: name,
      channel: Math.min(channel, next.channels - 1),
      row: Math.floor(((row + 0.5) * next.height) / shape.height),
      column: Math.floor(((column + 0.5) * next.width) / shape.width),
    });
  };
  const a = Math.max(0, unit.z);
  const values = `z = ${formatNumber(unit.z)}, a = ${formatNumber(a)}`;
  const ran = names.slice(0, names.indexOf(unit.layer) + 1);
  const rest = names.slice(ran.length);
  const cells =
    unit.map.height *
    unit.map.width *
    (layers.find(({ name }) => name === unit.layer)?.channels ?? 1);
  const outcome = outcomeOf(unit.centre);
  const share = unit.centre === null ? 'none: every number is zero' : percent(unit.centre, 1);
  const found = image0
    ? `${image0.inside} of ${image0.box.height * image0.box.width} pixels in the box are not zero, and ${image0.outside} outside of it. Energy in the middle quarter: ${share}.`
    : '';
  const next =
    done === 0
      ? 'Step 2: run forward'
      : done === 1
        ? 'Step 3: place the signal'
        : `Step 4: back to ${unit.stages[done - 1]?.name ?? 'the image'}`;
  const bench = benchLink({
    set,
    tiles: [image],
    target: { kind: 'unit', layer, channel, row, column },
  });
  const unitName = `unit [${unit.row}, ${unit.column}] of map ${unit.channel} in ${unit.layer}`;

  return (
    <DemoFrame
      id="steps"
      question="How does one unit’s gradient get to the pixels?"
      caption={
        <>
          <p>
            Press a place on the map to choose a unit, then do its four steps. In each tile the
            frame is what the unit can see of that layer, computed from kernel sizes and strides
            alone.
          </p>
          <p>
            Blue places of the map are off: z is negative, and a ReLU follows. Choose one, and
            differentiate a instead of z.
          </p>
          <p>
            <a href={bench}>This unit’s z on the bench</a>: the same gradient beside other methods.
          </p>
        </>
      }
      link={link}
      tasks={[task, patches]}
      announce={
        atEnd
          ? `${unitName}: ${values}. ${found}`
          : `${unitName}, ${done === 0 ? 'chosen' : values}. Signal at: ${arrived.at(-1)?.name ?? 'nowhere yet'}.`
      }
      status={networkStatus('base', first.accuracy)}
    >
      <div className="demo-row">
        <figure className="demo-picture">
          <figcaption>Test image: {label}; framed is what the unit sees</figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={unit.picture}
            label={`Test image of the class ${label}`}
            role="input"
            size={196}
            boxes={image0 ? [image0.box] : []}
          />
        </figure>
        <figure className="demo-picture">
          <figcaption>
            z of map {unit.channel} of {unit.layer}
          </figcaption>
          <PixelImage
            width={unit.map.width}
            height={unit.map.height}
            src={unit.map.src}
            label={`Map ${unit.channel} of ${unit.layer}, to choose a unit from`}
            role="output"
            size={196}
            pick={{ row: unit.row, column: unit.column }}
            onPick={(cell) => choose(cell)}
          />
          <ColourScale kind="signed" scale={unit.map.scale} label="z; blue is off" />
        </figure>
      </div>
      <div className="demo-controls">
        <Choice
          label="Layer"
          role="output"
          options={layers.map(({ name }) => ({ value: name, label: name }))}
          value={layer}
          onChange={chooseLayer}
        />
        <Slider
          label="map"
          value={channel}
          min={0}
          max={(shape?.channels ?? 1) - 1}
          role="output"
          onChange={(to) => choose({ channel: to })}
        />
        <Choice
          label="Differentiate"
          role="output"
          options={[
            { value: 'z', label: 'z, before the ReLU' },
            { value: 'a', label: 'a, after it' },
          ]}
          value={of}
          onChange={(to) => choose({ of: to })}
        />
        <Choice
          label="Picture from"
          role="input"
          options={[
            { value: 'teaching', label: '24 chosen' },
            { value: 'gallery', label: '500 drawn by lot' },
          ]}
          value={set}
          onChange={(to) => choose({ set: to, image: 0 })}
        />
        <Slider
          label="picture"
          value={image}
          min={0}
          max={sheets[set].labels.length - 1}
          role="input"
          onChange={(to) => choose({ image: to })}
        />
      </div>
      <div className="demo-predict">
        {!atEnd && (
          <Guesses
            label="Before you go back: how much of the gradient’s energy (its squares) will lie in the middle quarter of the box?"
            options={expectations}
            value={guess}
            onGuess={(to) => update({ guess: to })}
          />
        )}
        {atEnd && guess !== null && (
          <p role="status">
            <Foretold right={guess === outcome} />{' '}
            {unit.centre === null
              ? 'the gradient is zero everywhere, for the ReLU is off.'
              : `${share} of the energy lies in the middle quarter.`}
          </p>
        )}
      </div>
      <div className="demo-controls">
        <button
          type="button"
          className="button"
          disabled={atEnd}
          onClick={() => update({ done: done + 1 })}
        >
          {atEnd ? 'All four steps are done' : next}
        </button>
        <button
          type="button"
          className="button"
          disabled={atEnd}
          onClick={() => update({ done: WHOLE })}
        >
          All the way
        </button>
        <button
          type="button"
          className="text-button"
          onClick={() => update({ done: 0, guess: null })}
        >
          Start again
        </button>
      </div>
      <ol className="unit-steps">
        <StepLine done name="1. Choose">
          {unitName}
        </StepLine>
        <StepLine done={done >= 1} name="2. Run forward">
          {done >= 1 && (
            <>
              {ran.join(' → ')}, and stop. {rest.length} layers ({rest.join(', ')}) are not needed.{' '}
              {values}.
            </>
          )}
        </StepLine>
        <StepLine done={done >= 2} name="3. Place the signal">
          {done >= 2 && (
            <>
              {wholeText(cells)} numbers, one for each unit of {unit.layer}: a 1 at this one, zeros
              elsewhere.
            </>
          )}
        </StepLine>
        <StepLine done={done >= 3} name="4. Back, layer by layer">
          {done >= 3 && !atEnd && <>at {arrived.at(-1)?.name}</>}
          {atEnd && found}
          {arrived.length > 0 && (
            <div className="map-tiles">
              {arrived.map((stage) => (
                <MapTile
                  key={stage.place}
                  name={stage.name}
                  label={`Size of the signal at ${stage.name}`}
                  map={stage.map}
                  unit="Σ|signal|"
                  size={stage.place === 'input' ? 148 : 118}
                  boxes={[stage.box]}
                >
                  <p className="map-facts">
                    {stage.shape}. Not zero: {stage.inside} of {stage.box.height * stage.box.width}{' '}
                    places in the frame, {stage.outside} outside
                  </p>
                </MapTile>
              ))}
              {atEnd && (
                <MapTile
                  name="the gradient, with signs"
                  map={unit.gradient}
                  unit={`∂${unit.of}/∂x, colours added`}
                  size={196}
                  boxes={image0 ? [image0.box, unit.quarter] : []}
                >
                  <p className="map-facts">Energy in the middle quarter: {share}</p>
                </MapTile>
              )}
            </div>
          )}
        </StepLine>
      </ol>
      <TopPatches
        gallery={sheets.gallery}
        classes={classes}
        layer={layer}
        channel={channel}
        name={`map ${channel} of ${layer}`}
        task={patches}
        onPatch={(patch) =>
          choose({ set: 'gallery', image: patch.picture, row: patch.row, column: patch.column })
        }
      />
      <PicturesMissing of={chosen} />
    </DemoFrame>
  );
});

function StepLine({ done, name, children }: { done: boolean; name: string; children: ReactNode }) {
  return (
    <li data-waiting={done ? undefined : ''}>
      <b>{name}.</b> {children}
    </li>
  );
}
