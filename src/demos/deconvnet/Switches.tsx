import { useEffect, useMemo } from 'react';
import { ruleNames } from '#demos/attribution/ruleNames.ts';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { pictureAt, SIDE } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import { reluRules } from '#numerics/reluRules.ts';
import type switches from '#numerics/tasks/deconvnet-switches.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { drawSwitches, outcomeOf } from './drawSwitches.ts';
import { cosineText, exchangedText, forgottenText } from './verdict.ts';
import { SignalTile } from './SignalTile.tsx';
import {
  channels,
  switchesDefaults,
  switchesSchema,
  unitLayers,
  type SwitchesState,
} from './state.ts';
import type firstFrame from './Switches.first.ts';

const sources = [
  { source: 'own', name: 'its own switches' },
  { source: 'exchanged', name: 'the other’s switches' },
  { source: 'forgotten', name: 'no switches' },
] as const;

const guesses = {
  own: 'the picture above’s',
  neither: 'neither’s',
  other: 'the picture below’s',
} as const;

/** One unit and two pictures: whose drawing comes back by whose switches? */
export const Switches = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet } = first;
  const link = useDemoState('switches', switchesSchema, switchesDefaults);
  const { state, update } = link;
  const { above, below, layer, channel, at, rule, guess } = state;
  const asked = JSON.stringify([above, below, layer, channel, at, rule]);
  const isFirst = asked === JSON.stringify(askedOf(switchesDefaults));
  const task = useTask<typeof switches>('deconvnet-switches');
  const { result } = task;
  const teaching = usePictures(sheet, link.ready && !isFirst);
  const { pixels } = teaching;
  useEffect(() => {
    if (!pixels) return;
    const both = new Uint8Array([...pictureAt(pixels, above), ...pictureAt(pixels, below)]);
    task.run({ pixels: both, layer, channel, at, relu: rule });
  }, [pixels, asked]);
  const drawn = useMemo(() => (result ? drawSwitches(result) : first.drawn), [result]);
  const shown = useMemo(
    () =>
      [above, below].map((image, i) =>
        pixels ? pixelsUri(pictureAt(pixels, image)) : (first.sources[i] ?? ''),
      ),
    [pixels, above, below],
  );
  const current = !task.running && (isFirst || result !== null);
  // Before the pictures are there the first frame's are shown.
  const images = pixels ? [above, below] : [switchesDefaults.above, switchesDefaults.below];
  const names = images.map((image) => classes[sheet.labels[image] ?? 0] ?? '');
  const ofClass = layer === 'logits';
  const [rows, columns] = drawn.size;
  const unit = ofClass
    ? `the score of ${classes[channel] ?? ''}`
    : `unit [${drawn.at.row}, ${drawn.at.column}] of channel ${channel} of ${layer}`;
  const outcome = outcomeOf(drawn);
  const verdict = exchangedText(drawn);
  const place = (row: number, column: number) =>
    update({ at: { row: within(row, rows), column: within(column, columns) } });
  const cell = SIDE / rows;
  // The place was sought where the channel is strongest above: nothing there is nothing anywhere.
  const offText = (picture: 0 | 1) =>
    picture === 0 && at === null ? ': the whole channel is off' : ': it is off';
  return (
    <DemoFrame
      id="switches"
      question="Send the same unit back for two pictures. Where does the drawing come from?"
      caption={
        <>
          <p>
            At one unit, the same in both rows, a signal of 1; everywhere else in its layer 0. What
            arrives at the pixels is drawn as a picture, grey where it is zero.
          </p>
          <p>
            Press on the upper picture to move the unit; take another channel, a class, another pair
            of pictures. Then bet again for the other two rules.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={
        guess !== null && current
          ? `${unit}, ${ruleNames[rule]}: by the other’s switches, ${verdict}.`
          : `${unit}, ${ruleNames[rule]}. Guess first, then see.`
      }
      status={`${networkStatus('base', first.accuracy)}; two max poolings below conv4`}
      controls={
        <>
          <Choice
            label="Rule at each ReLU"
            role="upstream"
            options={reluRules.map((value) => ({ value, label: ruleNames[value] }))}
            value={rule}
            onChange={(value) => update({ rule: value, guess: null })}
          />
          <Choice
            label="Layer"
            role="output"
            options={unitLayers.map((value) => ({
              value,
              label: value === 'logits' ? 'class scores' : value,
            }))}
            value={layer}
            onChange={(value) =>
              update({ layer: value, channel: Math.min(channel, channels[value] - 1), at: null })
            }
          />
          <Slider
            label={ofClass ? `class: ${classes[channel] ?? ''}` : 'channel'}
            value={channel}
            min={0}
            max={channels[layer] - 1}
            role="output"
            onChange={(value) => update({ channel: value, at: null })}
          />
          <Slider
            label="picture above"
            value={above}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => update({ above: value, at: null })}
          />
          <Slider
            label="picture below"
            value={below}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => update({ below: value })}
          />
          {at !== null && !ofClass && (
            <button type="button" className="button" onClick={() => update({ at: null })}>
              Where it is strongest
            </button>
          )}
        </>
      }
    >
      {([0, 1] as const).map((picture) => (
        <div className="map-tiles" key={picture}>
          <figure className="demo-picture map-tile" style={{ width: 148 }}>
            <figcaption>
              {picture === 0 ? 'Above' : 'Below'}: {names[picture]}
            </figcaption>
            <PixelImage
              width={SIDE}
              height={SIDE}
              src={shown[picture]}
              label={`Test image of the class ${names[picture] ?? ''}${picture === 0 && !ofClass ? ', to choose a unit on' : ''}`}
              role="input"
              size={148}
              boxes={
                ofClass
                  ? []
                  : [
                      {
                        row: drawn.at.row * cell,
                        column: drawn.at.column * cell,
                        width: cell,
                        height: cell,
                      },
                    ]
              }
              {...(picture === 0 &&
                !ofClass && {
                  onPick: (pixel) =>
                    place(Math.floor(pixel.row / cell), Math.floor(pixel.column / cell)),
                  units: {
                    rows,
                    columns,
                    at: drawn.at,
                    name: `unit [${drawn.at.row}, ${drawn.at.column}]`,
                    onMove: (to) => place(to.row, to.column),
                  },
                })}
            />
            <p className="map-facts">
              {ofClass ? 'score' : 'the unit gives'} {formatNumber(drawn.values[picture], 3)}
              {!ofClass && drawn.values[picture] <= 0 && offText(picture)}
            </p>
          </figure>
          {sources
            .filter(({ source }) => source === 'own' || guess !== null)
            .map(({ source, name }) => {
              const tile = drawn.rows[picture][source];
              return (
                <SignalTile
                  key={source}
                  name={name}
                  label={`${names[picture] ?? ''}, by ${name}`}
                  signal={tile}
                >
                  {source !== 'own' && !tile.empty && (
                    <p className="map-facts">
                      cosine with above’s own {cosineText(tile.likeness[0])}, with below’s own{' '}
                      {cosineText(tile.likeness[1])}
                    </p>
                  )}
                </SignalTile>
              );
            })}
        </div>
      ))}
      <div className="demo-predict">
        <Guesses
          label="Send the unit back from the upper picture, but by the lower picture’s switches. Whose drawing comes out?"
          options={(['own', 'neither', 'other'] as const).map((value) => ({
            value,
            label: guesses[value],
          }))}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
      </div>
      {guess !== null && current && (
        <p className="dc-note" role="status">
          {outcome !== null && <Foretold right={guess === outcome} />} {verdict}. Without switches{' '}
          {forgottenText(drawn)}.
        </p>
      )}
      <PicturesMissing of={teaching} />
    </DemoFrame>
  );
});

function askedOf({ above, below, layer, channel, at, rule }: SwitchesState) {
  return [above, below, layer, channel, at, rule];
}

function within(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, place));
}
