import { useMemo, useState } from 'react';
import { ClassChoice } from '#demos/attribution/ClassChoice.tsx';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { ReaderPictureChoice } from '#demos/attribution/ReaderPictureChoice.tsx';
import { ReaderPictureView } from '#demos/attribution/ReaderPictureView.tsx';
import { useAnswer } from '#demos/attribution/useAnswer.ts';
import { useReaderPicture } from '#demos/attribution/useReaderPicture.ts';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import type attributionMaps from '#numerics/tasks/attribution-maps.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Lab.first.ts';
import { askMaps, type Weighing } from './askMaps.ts';
import { drawWeighing } from './drawWeighing.ts';
import { weighed, weighingDefaults, weighingSchema } from './state.ts';

const keyOf = ({ asked, layer, pooling, rectify, counterfactual, guided }: Weighing) =>
  [asked, layer, pooling, rectify, counterfactual, guided].join();
const defaultKey = keyOf(weighingDefaults);
/** What the bet is about: the same mosaic, asked for the ship. */
const betOn = { ...weighingDefaults, asked: 8 };

const bets = [
  { value: 'left', label: 'stays with the cat' },
  { value: 'both', label: 'covers both' },
  { value: 'right', label: 'moves to the ship' },
] as const;
type Bet = (typeof bets)[number]['value'];

/** A mosaic, a class, and how Grad-CAM weighs the maps: where does its map lie? */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const schema = useMemo(() => weighingSchema(classes.length), [first]);
  const link = useDemoState('weighing', schema, weighingDefaults);
  const { state, update } = link;
  const { layer, pooling, rectify, counterfactual, guided } = state;
  const picture = useReaderPicture({ sheets, classes, first: first.picture, state, update });
  const { pixels, height, width, tiles } = picture;
  const [bet, setBet] = useState<Bet | null>(null);

  const task = useTask<typeof attributionMaps>('attribution-maps');
  const key = keyOf(state);
  const input = useMemo(() => pixels && askMaps(state, { pixels, height, width }), [pixels, key]);
  useAnswer(task, link.ready ? input : null, picture, key === defaultKey);

  const { result, resultOf } = task;
  const shown = useMemo(
    () => (result && resultOf ? drawWeighing(result, resultOf, tiles) : first.weighed),
    [result],
  );
  const probabilities = result?.probabilities ?? first.probabilities;
  const value = result?.value ?? first.value;
  const target = resultOf?.target.kind === 'class' ? resultOf.target.index : weighingDefaults.asked;
  const className = classes[target] ?? '';
  const names = tiles.map(({ label }) => classes[label ?? -1] ?? 'the picture');
  const part = (share: number | null | undefined) =>
    typeof share === 'number' ? percent(share) : 'nothing';
  const lies = names.map((name, i) => `${part(shown.shares[i])} on ${name}`).join(', ');
  const pointed =
    shown.points === null
      ? 'No value is positive.'
      : `The largest value lies on ${names[shown.points] ?? ''}.`;
  const [rows, columns] = shown.positions;
  const difference = shown.difference < 1e-6 ? 'less than 0.000001' : shown.difference.toFixed(6);

  const isBetOpen =
    picture.source === betOn.set &&
    state.tiles.join() === betOn.tiles.join() &&
    key === keyOf(betOn);
  const [onCat = 0] = shown.shares.map((share) => share ?? 0);
  const outcome: Bet = onCat > 0.6 ? 'left' : onCat < 0.4 ? 'right' : 'both';

  return (
    <DemoFrame
      id="weighing"
      question="One picture, two questions: will the map move?"
      caption={
        <>
          <p>
            The map says which places raise the score of {className} (here {formatNumber(value)}):{' '}
            {lies}. {pointed}
          </p>
          <p>
            Ask for the other class. Then for one that is not there. Switch the ReLU off: blue
            speaks against. Go down to conv3 and change how its gradients are pooled.
          </p>
        </>
      }
      link={picture.inLink ? link : undefined}
      tasks={[task]}
      announce={
        task.running
          ? undefined
          : `Grad-CAM of ${className} at ${layer}: ${lies}. ${pointed} ${shown.coarse.where}`
      }
      status={networkStatus('base', first.accuracy)}
      controls={
        <>
          <Choice
            label="Maps of"
            role="output"
            options={weighed.map((name) => ({ value: name, label: name }))}
            value={layer}
            onChange={(next) => update({ layer: next })}
          />
          <Choice
            label="Gradient of each map"
            role="upstream"
            options={[
              { value: 'mean', label: 'its mean' },
              { value: 'max', label: 'its largest' },
              { value: 'none', label: 'not pooled' },
            ]}
            value={pooling}
            onChange={(next) => update({ pooling: next })}
          />
          <Toggle label="ReLU" checked={rectify} onChange={(next) => update({ rectify: next })} />
          <Toggle
            label="what speaks against (−α)"
            checked={counterfactual}
            onChange={(next) => update({ counterfactual: next })}
          />
          <Toggle
            label="× guided backpropagation"
            checked={guided}
            onChange={(next) => update({ guided: next })}
          />
          <ReaderPictureChoice
            picture={picture}
            sheets={sheets}
            classes={classes}
            live={link.ready}
          />
        </>
      }
    >
      <div className="weighing">
        <Guesses
          label="Before you ask for the ship: its map"
          options={bets}
          value={bet}
          onGuess={(guess) => {
            setBet(guess);
            update(betOn);
          }}
        />
        {bet !== null && isBetOpen && target === betOn.asked && !task.running && (
          <p className="map-facts" role="status">
            <Foretold right={bet === outcome} /> {lies}.
          </p>
        )}
      </div>
      <ReaderPictureView picture={picture} size={256}>
        <ClassChoice
          label="What the network says, and what to ask for"
          classes={classes}
          probabilities={probabilities}
          value={state.asked}
          onChange={(next) => update({ asked: next })}
        />
      </ReaderPictureView>
      <div className="map-tiles" aria-busy={task.running}>
        <MapTile
          name={`${rows}×${columns} numbers`}
          map={shown.coarse}
          size={tiles.length > 1 ? 256 : 196}
        >
          <p className="map-facts">{lies}</p>
        </MapTile>
        <MapTile
          name="enlarged, over the picture"
          map={shown.overlay}
          size={tiles.length > 1 ? 256 : 196}
        >
          <p className="map-facts">{pointed}</p>
        </MapTile>
        {shown.guided && (
          <MapTile name="guided Grad-CAM" map={shown.guided} size={tiles.length > 1 ? 256 : 196} />
        )}
      </div>
      <div className="weighing measure">
        Z · Grad-CAM at conv5, before its ReLU, and CAM differ by
        <span className="measure-value">{difference}</span>
        of CAM’s largest value
      </div>
    </DemoFrame>
  );
});
