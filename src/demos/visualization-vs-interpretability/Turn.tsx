import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import type turn from '#numerics/tasks/visualization-vs-interpretability-turn.ts';
import { DETECTS, STRONGEST } from '#numerics/turning/summariseUnits.ts';
import { turnablePlaces } from '#numerics/turning/turnablePlaces.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { NINE } from './drawNine.ts';
import { outcomeOf, turnDefaults, turnSchema, type TurnState } from './state.ts';
import type firstFrame from './Turn.first.ts';
import { drawUnit, summariseTurn } from './turnView.ts';

const guesses = [
  { value: 'all', label: 'all of them: Qᵀ undoes Q' },
  { value: 'most', label: 'more than half' },
  { value: 'few', label: 'less than half' },
] as const;

/** What a rotation depends on; the unit is only looked at. */
const settings = ['place', 'angle', 'seed', 'where'] as const;

/** The units of a layer become other units of the same function. */
export const Turn = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, gallery, layers, views } = first;
  const schema = useMemo(() => turnSchema(layers), [layers]);
  const link = useDemoState('turn', schema, turnDefaults);
  const { state, update } = link;
  const { place, angle, seed, unit, where, guess } = state;
  const [wanted, setWanted] = useState(false);
  const { pixels, ...fetched } = usePictures(gallery, link.ready && wanted);
  const task = useTask<typeof turn>('visualization-vs-interpretability-turn');
  useEffect(() => {
    if (pixels) task.run({ pixels, labels: gallery.labels, place, angle, seed, where });
  }, [pixels, place, angle, seed, where]);

  const { result, resultOf } = task;
  const numbers = useMemo(() => (result ? summariseTurn(result, gallery.labels) : null), [result]);
  // While another rotation is being computed, the figure keeps the last one and says which it is.
  const shown: TurnState = resultOf ? { ...state, ...resultOf } : { ...turnDefaults, guess };
  const view = views[shown.place];
  const units = layers.find(({ name }) => name === shown.place)?.channels ?? 1;
  const at = resultOf ? Math.min(unit, units - 1) : turnDefaults.unit;
  const drawn = useMemo(() => {
    const [before, after] = [result?.before[at], result?.after[at]];
    if (!numbers || !resultOf || !view || !before || !after) return first.drawn;
    const { pixels: all, labels } = resultOf;
    return { ...numbers, unit: drawUnit(before, after, { pixels: all, labels, classes }, view) };
  }, [numbers, at]);
  const isCurrent =
    settings.every((key) => state[key] === shown[key]) && (resultOf !== null || unit === at);

  const choosePlace = (next: TurnState['place']) => {
    const most = layers.find(({ name }) => name === next)?.channels ?? 1;
    update({ place: next, unit: Math.min(unit, most - 1) });
  };
  const { right, changed, difference, kept, before, after } = drawn;
  const pool = shown.place.startsWith('pool');
  const step = pool ? 'maximum' : 'ReLU';
  const how =
    shown.where === 'after'
      ? `turned by ${String(shown.angle)}°`
      : `turned by ${String(shown.angle)}° before the ${step}`;
  const outcome = outcomeOf(right);
  const said = `Unit ${String(at)} of ${shown.place}, ${how}: ${String(drawn.unit.kept)} of its old nine pictures are left (${drawn.unit.before.counts}; now ${drawn.unit.after.counts}). The network answers ${String(right[1])} of ${String(gallery.labels.length)} rightly, as trained ${String(right[0])}.`;
  const megabytes = gallery.megabytes?.toFixed(1) ?? '';

  return (
    <DemoFrame
      id="turn"
      question="What does a rotation of the units change?"
      caption={
        <>
          <p>
            Each square holds the nine test pictures that excite the unit most. Turn all units of
            the layer by the angle θ, each towards a random mixture of all others, and go through
            units, layers and seeds.
          </p>
          <p>
            Then put Q before the ReLU and Qᵀ behind it, and watch the answers instead of the
            pictures. In a layer before a pool, the maximum takes the ReLU’s part.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={said}
      status={networkStatus('base', first.accuracy)}
    >
      <div className="nine-pair" aria-busy={task.running}>
        {(['before', 'after'] as const).map((when) => (
          <figure className="demo-picture nine" key={when}>
            <figcaption>
              Unit {at} of {shown.place}, {when === 'before' ? 'as trained' : how}
            </figcaption>
            <PixelImage
              width={NINE}
              height={NINE}
              src={drawn.unit[when].src}
              label={`The nine strongest pictures: ${drawn.unit[when].counts}`}
              role="output"
              size={288}
            />
            <p className="map-facts">{drawn.unit[when].counts}</p>
          </figure>
        ))}
      </div>
      <div className="demo-controls">
        <Slider
          label="angle"
          symbol={<var>θ</var>}
          unit="°"
          value={angle}
          min={0}
          max={90}
          step={5}
          role="kernel"
          onChange={(to) => update({ angle: to })}
        />
        <Slider
          label="unit"
          value={unit}
          min={0}
          max={(layers.find(({ name }) => name === place)?.channels ?? 1) - 1}
          role="output"
          onChange={(to) => update({ unit: to })}
        />
        <Choice
          label="Units of"
          role="output"
          options={turnablePlaces.map((name) => ({ value: name, label: name }))}
          value={place}
          onChange={choosePlace}
        />
        <Choice
          label="Q stands"
          role="kernel"
          options={[
            {
              value: 'after',
              label: place.startsWith('pool') ? 'behind the maximum' : 'behind the ReLU',
            },
            { value: 'around', label: 'before it, Qᵀ behind' },
          ]}
          value={where}
          onChange={(to) => update({ where: to })}
        />
        <Slider
          label="seed of Q"
          value={seed}
          min={1}
          max={50}
          role="kernel"
          onChange={(to) => update({ seed: to })}
        />
      </div>
      {!wanted && (
        <div className="demo-controls">
          <button type="button" className="button" onClick={() => setWanted(true)}>
            Run {gallery.labels.length} pictures ({megabytes} MB) with your settings
          </button>
          {!isCurrent && <span>The figure is still the first one.</span>}
        </div>
      )}
      <PicturesMissing of={fetched} />
      <table className="demo-table">
        <thead>
          <tr>
            <th scope="col">what is counted</th>
            <th scope="col">as trained</th>
            <th scope="col">turned</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">right answers, of {gallery.labels.length}</th>
            <td>{right[0]}</td>
            <td>
              <b>{right[1]}</b>
            </td>
          </tr>
          <tr>
            <th scope="row">of the unit’s nine pictures, still there</th>
            <td>{STRONGEST}</td>
            <td>
              <b>{drawn.unit.kept}</b>
            </td>
          </tr>
          <tr>
            <th scope="row">the same, mean of {before.units} units</th>
            <td>{STRONGEST}</td>
            <td>{kept.toFixed(2)}</td>
          </tr>
          <tr>
            <th scope="row">purity, mean of the units</th>
            <td>{before.purity.toFixed(2)}</td>
            <td>{after.purity.toFixed(2)}</td>
          </tr>
          <tr>
            <th scope="row">
              units with {DETECTS} or {STRONGEST} pictures of one class
            </th>
            <td>{before.detectors}</td>
            <td>{after.detectors}</td>
          </tr>
        </tbody>
      </table>
      <p className="map-facts">
        {changed === 0 ? 'No answer' : `${String(changed)} answers`} changed; the largest change of
        a score is {formatNumber(difference, 2)}.
      </p>
      <div className="demo-predict">
        {shown.where === 'after' || !isCurrent ? (
          <Guesses
            label="Before you put Q in front of the ReLU, and Qᵀ behind it: of the right answers, how many will be left?"
            options={guesses}
            value={guess}
            onGuess={(to) => update({ guess: to })}
          />
        ) : (
          guess !== null && (
            <p role="status">
              <Foretold right={guess === outcome} /> {right[1]} of {right[0]} are left.
            </p>
          )
        )}
      </div>
      <LinePlot
        series={[
          { name: 'as trained', summary: before },
          { name: 'turned', summary: after },
        ].map(({ name, summary }) => ({
          name,
          points: summary.atLeast.map((share, k) => [k, 100 * share] as const),
        }))}
        x={{ title: 'at least so many of the nine pictures are of one class', whole: true }}
        y={{ title: 'units, in %', range: [0, 100] }}
        height={200}
        description={`Units with at least ${String(DETECTS)} of nine pictures of one class: ${String(before.detectors)} as trained, ${String(after.detectors)} turned.`}
      />
    </DemoFrame>
  );
});
