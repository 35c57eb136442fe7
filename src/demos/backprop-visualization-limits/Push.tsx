import { useEffect, useMemo, useRef } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { useShownPicture } from '#demos/network/useShownPicture.ts';
import { methods } from '#numerics/attribution/methods.ts';
import type { SetName } from '#numerics/attribution/pixelSets.ts';
import { pushMethods } from '#numerics/attribution/pushMethods.ts';
import type push from '#numerics/tasks/backprop-visualization-limits-push.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Push.first.ts';
import {
  askPush,
  drawPush,
  drawPushed,
  outcomeOf,
  packPush,
  rowsOf,
  type PackedPush,
} from './drawPush.ts';
import { MOST_LEVELS, networkOptions, pushDefaults, pushSchema } from './state.ts';

const setLabels: Readonly<Record<SetName, string>> = {
  positive: 'the + pixels',
  negative: 'the − pixels',
  random: 'random ones',
  all: 'all',
};
const setOptions = (Object.keys(setLabels) as SetName[]).map((value) => ({
  value,
  label: setLabels[value],
}));

const guesses = [
  { value: 'nothing', label: 'next to nothing' },
  { value: 'less', label: 'less than the + pixels raise it' },
  { value: 'same', label: 'about as much as the + pixels raise it' },
] as const;

/** The pixels of one sign get brighter: does the score do what the gradient foretells? */
export const Push = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { sheet } = first;
  const link = useDemoState('push', pushSchema, pushDefaults);
  const { state, update } = link;
  const { image, network, method, set, level, unsigned, seed, guess } = state;
  const isFirst =
    image === pushDefaults.image &&
    network === pushDefaults.network &&
    method === pushDefaults.method &&
    seed === pushDefaults.seed &&
    first.push.levels.includes(level);
  const looksFirst = isFirst && set === pushDefaults.set && level === pushDefaults.level;
  const task = useTask<typeof push>('backprop-visualization-limits-push');
  const { result } = task;
  const picture = useShownPicture(
    { ...first, image: pushDefaults.image },
    image,
    link.ready && (!looksFirst || unsigned),
  );
  const { pixels, label, name } = picture;
  const question = `${image} ${network} ${method} ${seed}`;
  const asked = useRef('');
  useEffect(() => {
    // The first frame answers its own question, at a few levels; the level itself asks nothing new.
    if (!pixels || (isFirst && !result) || asked.current === question) return;
    asked.current = question;
    task.run(askPush(state, pixels, label));
  }, [pixels, question, isFirst]);

  // While another answer is being computed, the figure keeps the last one.
  const found: PackedPush = useMemo(() => (result ? packPush(result) : first.push), [result]);
  const map = useMemo(() => result?.map ?? Float32Array.from(first.map), [result]);
  const drawn = useMemo(
    () =>
      !result && set === pushDefaults.set && !unsigned
        ? first.drawn
        : drawPush(map, { set, seed, unsigned }),
    [map, set, seed, unsigned],
  );
  const src = useMemo(
    () => (pixels ? drawPushed(pixels, map, { set, seed, level }) : first.src),
    [pixels, map, set, seed, level],
  );
  const current = !task.running && (isFirst || result !== null);
  const rows = rowsOf(found, level);
  const shown = rows.find(({ id }) => id === set);
  const curve = found.sets.find(({ id }) => id === set);
  const isGradient = method === 'gradient';
  // The guess was about this push; of another the sentence says nothing that was guessed.
  const isGuessed = isGradient && set === 'negative' && level === 1;
  const change = (value: number) => `${value > 0 ? '+' : ''}${formatNumber(value, 3)}`;
  const said = `Pushed by ${change(level)}, ${setLabels[set]} change the score of ${name} by ${change(shown?.real ?? 0)}; the gradient foretells ${change(shown?.foretold ?? 0)}${isGradient ? '' : `, the map ${change(shown?.claimed ?? 0)}`}.`;
  const [plus, minus] = found.sets;
  return (
    <DemoFrame
      id="push"
      question="Half of the map is blue. What does that half do?"
      caption={
        <>
          <p>
            A pixel’s number: by how much the score would rise if the pixel became one grey level
            brighter. Orange rises, blue falls. The middle map has only the pixels that are pushed.
          </p>
          <p>
            Push either half, up or down; then as many pixels at random; then all of them. Then let
            another map choose, and compare its claim with what comes.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={guess !== null && current ? said : 'Guess first.'}
      status={`${networkStatus(network, first.accuracy[network])}; a pixel is pushed in all three colours, not cut off at white`}
      controls={
        <>
          <Choice
            label="Push"
            role="input"
            options={setOptions}
            value={set}
            onChange={(value) => update({ set: value })}
          />
          <Slider
            label="grey levels"
            symbol="ε"
            value={level}
            min={-MOST_LEVELS}
            max={MOST_LEVELS}
            role="input"
            onChange={(value) => update({ level: value })}
          />
          <Choice
            label="Signs of"
            role="upstream"
            options={pushMethods.map((value) => ({ value, label: methods[value].name }))}
            value={method}
            onChange={(value) => update({ method: value })}
          />
          <Toggle
            label="draw the map without its signs"
            role="upstream"
            checked={unsigned}
            onChange={(value) => update({ unsigned: value })}
          />
          <Slider
            label="picture"
            value={image}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => update({ image: value, guess: null })}
          />
          <Choice
            label="Network"
            options={networkOptions}
            value={network}
            onChange={(value) => update({ network: value })}
          />
          {set === 'random' && (
            <Slider
              label="seed"
              value={seed}
              min={1}
              max={999}
              onChange={(value) => update({ seed: value })}
            />
          )}
        </>
      }
    >
      <div className="map-tiles" aria-busy={task.running}>
        <MapTile
          name={methods[method].name}
          map={drawn.whole}
          unit="score per grey level"
          size={148}
        >
          <p className="map-facts">
            {plus?.pixels} pixels +, {minus?.pixels} −
          </p>
        </MapTile>
        <MapTile
          name={`Pushed: ${setLabels[set]}`}
          map={drawn.part}
          unit="score per grey level"
          size={148}
        >
          <p className="map-facts">{curve?.pixels} pixels</p>
        </MapTile>
        <figure className="demo-picture">
          <figcaption>
            {name}, pushed by {change(level)}
          </figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={src}
            label={`Test image of the class ${name}, ${setLabels[set]} changed by ${level} grey levels`}
            role="input"
            size={148}
          />
        </figure>
      </div>
      <div className="push-counts">
        <LinePlot
          series={[
            // The hues of the map: orange above zero, blue below.
            { name: '+', points: drawn.above, role: 'kernel' },
            { name: '−', points: drawn.below, role: 'input' },
          ]}
          x={{ title: 'magnitude, score per grey level', range: [0, drawn.whole.scale] }}
          y={{ title: 'pixels of this magnitude', kind: 'log' }}
          height={110}
          description={`How many pixels have a slope of each magnitude; in all ${plus?.pixels ?? 0} above zero and ${minus?.pixels ?? 0} below.`}
        />
      </div>
      <div className="demo-predict">
        <Guesses
          label={`The − pixels become one grey level brighter. The score of ${name} falls`}
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
      </div>
      {guess !== null && current && curve && (
        <>
          <LinePlot
            series={[
              {
                name: 'real',
                points: found.levels.map(
                  (at, i) => [at, (curve.scores[i] ?? 0) - found.score] as const,
                ),
                role: 'prediction',
              },
              {
                name: 'gradient',
                points: found.levels.map((at) => [at, at * curve.slope] as const),
                role: 'upstream',
              },
              ...(isGradient
                ? []
                : [
                    {
                      name: 'this map',
                      points: found.levels.map((at) => [at, at * curve.claim] as const),
                    },
                  ]),
            ]}
            x={{ title: `${setLabels[set]} brighter by ε grey levels` }}
            y={{ title: `change of the score of ${name}` }}
            marker={level}
            height={180}
            description={said}
          />
          <table className="demo-table">
            <caption>
              Score {formatNumber(found.score)}; after a push by {change(level)}
            </caption>
            <thead>
              <tr>
                <th scope="col">pushed</th>
                {!isGradient && <th scope="col">the map says</th>}
                <th scope="col">foretold</th>
                <th scope="col">real</th>
                <th scope="col">p</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} data-shown={row.id === set ? '' : undefined}>
                  <th scope="row">{setLabels[row.id]}</th>
                  {!isGradient && <td>{change(row.claimed)}</td>}
                  <td>{change(row.foretold)}</td>
                  <td>{change(row.real)}</td>
                  <td>{formatNumber(row.chance, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="demo-sum">
            {isGuessed && <Foretold right={guess === outcomeOf(found)} />} {said}
          </p>
        </>
      )}
      <PicturesMissing of={picture} />
    </DemoFrame>
  );
});
