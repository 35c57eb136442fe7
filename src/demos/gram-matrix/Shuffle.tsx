import { useEffect, useMemo } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import type shuffleTask from '#numerics/tasks/gram-matrix-shuffle.ts';
import { Choice } from '#ui/Choice.tsx';
import { ColourScale } from '#ui/ColourScale.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { askShuffle, channelsAt, pairOf } from './askShuffle.ts';
import { drawShuffle } from './drawShuffle.ts';
import type firstFrame from './Shuffle.first.ts';
import { looked, shuffleDefaults, shuffleSchema } from './state.ts';
import { useNamedPicture } from './useNamedPicture.ts';

const placeNames = { input: 'pixels', conv1: 'conv1', conv2: 'conv2' } as const;

/** A Gram matrix, before and after the positions, or the pixels, have been put in another order. */
export const Shuffle = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('gram-shuffle', shuffleSchema, shuffleDefaults);
  const { state, update } = link;
  const { place, shuffle, centred, seed } = state;
  const { row, column } = pairOf(state);
  const untouched =
    JSON.stringify({ ...state, column: 0 }) === JSON.stringify({ ...shuffleDefaults, column: 0 });
  const task = useTask<typeof shuffleTask>('gram-matrix-shuffle');
  const picture = useNamedPicture(
    state.picture,
    first.addresses,
    link.ready && (!untouched || task.result !== null),
  );
  useEffect(() => {
    if (!picture.value || untouched) return;
    task.run(askShuffle(state, picture.value));
  }, [picture.value, place, shuffle, centred, seed, row, untouched]);
  const drawn = useMemo(() => task.result && drawShuffle(task.result), [task.result]);
  const shown = (!untouched && drawn) || first.shown;
  /** What the numbers in sight were computed for; while others are, they stay. */
  const of = (!untouched && task.result && task.resultOf) || shuffleDefaults;
  const { n, gram } = shown;
  const at = { row: Math.min(row, n - 1), column: Math.min(column, n - 1) };
  const entry = gram[at.row * n + at.column] ?? Number.NaN;
  const share = shown.difference;
  const verdict =
    of.shuffle === 'none'
      ? 'Nothing is shuffled.'
      : share < 1e-5
        ? `No entry of the matrix has changed by more than ${formatNumber(share, 1)} of the largest: rounding.`
        : `Entries of the matrix have changed by up to ${formatNumber(share, 2)} times the largest.`;

  return (
    <DemoFrame
      id="gram-shuffle"
      question="What does a Gram matrix know of where things are?"
      caption={
        <>
          <p>
            <strong>Point at an entry</strong> of the matrix: it belongs to a pair of channels, and
            the maps beside it are of the first of the two, before and after the shuffle.
          </p>
          <p>
            Then shuffle the <em>pixels</em> instead, before the network sees them. And then look at
            the Gram matrix of the pixels themselves, 3×3.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={verdict}
      status="network: base; a picture of 48×48 pixels"
      controls={
        <>
          <Choice
            label="Shuffle"
            options={[
              { value: 'none', label: 'nothing' },
              { value: 'features', label: 'the columns of F' },
              { value: 'pixels', label: 'the pixels' },
            ]}
            value={shuffle}
            onChange={(value) => update({ shuffle: value as typeof shuffle })}
          />
          <Choice
            label="Features of"
            options={(['input', 'conv1', 'conv2'] as const).map((value) => ({
              value,
              label: `${placeNames[value]}, N = ${channelsAt[value]}`,
            }))}
            value={place}
            onChange={(value) => update({ place: value })}
          />
          <Choice
            label="Picture"
            role="input"
            options={looked.map((value) => ({ value, label: value }))}
            value={state.picture}
            onChange={(value) => update({ picture: value })}
          />
          <Slider
            label="seed of the shuffle"
            value={seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
          <Toggle
            label="centre the features"
            checked={centred}
            onChange={(value) => update({ centred: value })}
          />
        </>
      }
    >
      <div className="demo-row gram-pictures">
        <figure className="demo-picture" style={{ width: 288 }}>
          <figcaption>
            {of.centred ? 'covariances' : 'Gram matrix, divided by M'}
            {of.shuffle !== 'none' && ', after'}
          </figcaption>
          <PixelImage
            width={n}
            height={n}
            src={shown.drawn.src}
            label={`The matrix, ${n} by ${n}. ${verdict}`}
            role="output"
            size={288}
            pick={at}
            onPick={({ row: i, column: j }) => update({ row: i, column: j })}
          />
          <ColourScale
            kind="signed"
            scale={shown.drawn.scale}
            label="mean product; ends: the largest of two channels"
          />
        </figure>
        <MapTile
          name={`channel ${at.row}`}
          map={shown.before}
          role="output"
          unit="activation"
          size={148}
        />
        <MapTile
          name={`channel ${at.row}, after`}
          map={shown.after}
          role="output"
          unit="activation"
          size={148}
        />
      </div>
      <p className="map-facts" role="status">
        Channels {at.row} and {at.column}: <strong>{formatNumber(entry)}</strong>. {verdict}
      </p>
      <PicturesMissing of={picture} />
    </DemoFrame>
  );
});
