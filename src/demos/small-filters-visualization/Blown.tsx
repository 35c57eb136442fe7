import { useEffect, useMemo } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { TestImage } from '#demos/network/TestImage.tsx';
import { useShownPicture } from '#demos/network/useShownPicture.ts';
import type blown from '#numerics/tasks/small-filters-visualization-blown.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Blown.first.ts';
import { drawBlown, placeAt } from './drawBlown.ts';
import { blownDefaults, blownSchema } from './state.ts';

const maps = [
  { value: 'evidence', label: 'evidence for the answer' },
  { value: 'channel', label: 'one channel' },
] as const;

/** An 8×8 map with hard pixels, enlarged smoothly, and as its units answer at every pixel. */
export const Blown = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet } = first;
  const link = useDemoState('blown', blownSchema, blownDefaults);
  const { state, update } = link;
  const { image, map, channel, row, column } = state;
  const isFirst =
    image === blownDefaults.image && map === blownDefaults.map && channel === blownDefaults.channel;
  const task = useTask<typeof blown>('small-filters-visualization-blown');
  const { result } = task;
  const picture = useShownPicture(
    { ...first, image: blownDefaults.image },
    image,
    link.ready && !isFirst,
  );
  const { pixels, name, src } = picture;
  useEffect(() => {
    if (pixels) task.run({ pixels, map, channel });
  }, [pixels, map, channel]);
  const drawn = useMemo(() => (result ? drawBlown(result) : first.blown), [result]);

  const { numbers } = drawn;
  const { side, jump, units, explained, smoothPeak, truePeak } = numbers;
  const at = row * side + column;
  const nearest = { row: Math.round(row / jump), column: Math.round(column / jump) };
  const hard = numbers.true[(nearest.row * side + nearest.column) * jump] ?? Number.NaN;
  const cursor = { row, column, width: 1, height: 1, cursor: true };
  const scale = (side - 1) * 4 + 1;
  const fine = {
    row: Math.min(scale - 4, Math.max(0, row * 4 - 2)),
    column: Math.min(scale - 4, Math.max(0, column * 4 - 2)),
    width: 4,
    height: 4,
    cursor: true,
  };
  const apart = Math.hypot(truePeak.row - smoothPeak.row, truePeak.column - smoothPeak.column);
  const answer = classes[numbers.answer] ?? '';
  const share = Number.isNaN(explained)
    ? 'The map is the same everywhere, so there is nothing to explain.'
    : explained < 0
      ? `Between them the smooth map is worse than its mean number everywhere: share of the variance explained, ${formatNumber(explained, 2)}.`
      : `Between them the smooth map explains ${percent(explained)} of the variance.`;
  return (
    <DemoFrame
      id="blown"
      question="What is between the 64 numbers of an 8×8 map?"
      caption={
        <>
          <p>
            Press or drag on the picture: the frames follow, and the three maps are read out at that
            place. Then take single channels instead of the evidence.
          </p>
          <p>
            The map at every pixel is made by moving the picture by 0 to 3 pixels each way and
            asking the same units again, 16 times in all; where it ends it is mirrored.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={`${share} The highest place of the true map is ${apart.toFixed(1)} pixels from the smooth one’s.`}
      status={`${networkStatus('base', first.accuracy)}; maps of conv5`}
      controls={
        <>
          <Slider
            label="picture"
            value={image}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => update({ image: value })}
          />
          <Choice
            label="Map"
            role="output"
            options={maps}
            value={map}
            onChange={(value) => update({ map: value })}
          />
          {map === 'channel' && (
            <Slider
              label="channel"
              value={channel}
              min={0}
              max={127}
              role="output"
              onChange={(value) => update({ channel: value })}
            />
          )}
        </>
      }
    >
      <div className="map-tiles">
        <TestImage
          name={name}
          src={src}
          label={`Test image of the class ${name}. Press to read the maps at a place`}
          pick={{ row: row + 2, column: column + 2 }}
          onPick={(pixel) =>
            update({ row: placeAt(pixel.row, side), column: placeAt(pixel.column, side) })
          }
        />
        <MapTile
          name={`Computed: ${units}×${units}`}
          map={drawn.hard}
          size={148}
          role="output"
          boxes={[{ ...nearest, width: 1, height: 1, cursor: true }]}
        />
        <MapTile
          name="Enlarged smoothly"
          map={drawn.smooth}
          size={148}
          role="output"
          boxes={[fine]}
        />
        <MapTile
          name={`At every pixel: ${side}×${side}`}
          map={drawn.true}
          size={148}
          role="output"
          boxes={[cursor]}
        />
      </div>
      <PicturesMissing of={picture} />
      <div className="demo-sum">
        <p>
          The network says {answer}. Here: nearest of the 64 <b>{formatNumber(hard)}</b> · smooth{' '}
          <b>{formatNumber(numbers.smooth[at] ?? Number.NaN)}</b> · true{' '}
          <b>{formatNumber(numbers.true[at] ?? Number.NaN)}</b>
        </p>
        <p>
          {share} Its peak, {formatNumber(smoothPeak.value)}, is one of the 64; the true peak,{' '}
          {formatNumber(truePeak.value)}, lies {apart.toFixed(1)} pixels away.
        </p>
      </div>
    </DemoFrame>
  );
});
