import { useEffect, useMemo, useRef, useState } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { SIDE } from '#demos/network/sheet.ts';
import type vulnerability from '#numerics/tasks/one-pixel-attacks-map.ts';
import type { MapInput, MapOutput } from '#numerics/tasks/one-pixel-attacks-map.ts';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import type { Cell } from '#ui/matrix.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { cornerNames } from './colours.ts';
import { drawVulnerability } from './drawVulnerability.ts';
import type firstFrame from './EveryPixel.first.ts';
import { mapDefaults, mapSchema, type MapGuess } from './state.ts';
import { TargetControls } from './TargetControls.tsx';
import { useTarget } from './useTarget.ts';

const guesses: { value: MapGuess; label: string }[] = [
  { value: 'none', label: 'none' },
  { value: 'few', label: '1 to 9' },
  { value: 'many', label: '10 to 99' },
  { value: 'most', label: '100 or more' },
];

function guessOf(pixels: number): MapGuess {
  if (pixels === 0) return 'none';
  if (pixels < 10) return 'few';
  return pixels < 100 ? 'many' : 'most';
}

/** Every pixel in the eight corner colours: which of them fool the network, and could one have known? */
export const EveryPixel = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const link = useDemoState('pixel-map', mapSchema, mapDefaults);
  const { state, update } = link;
  const { set, image, network, filter, guess } = state;
  const isFirst =
    set === mapDefaults.set &&
    image === mapDefaults.image &&
    network === mapDefaults.network &&
    filter === mapDefaults.filter;
  const target = useTarget(first, state, link.ready && !isFirst);
  const { pixels } = target;
  const [pointed, setPointed] = useState<Cell | null>(null);

  const task = useTask<typeof vulnerability>('one-pixel-attacks-map');
  const [wanted, setWanted] = useState(0);
  /** What the last run is about. */
  const asked = useRef<MapInput | null>(null);
  const input = useMemo<MapInput | null>(
    () => (pixels && !isFirst ? { network, filter, pixels, label: target.label } : null),
    [pixels, network, filter, target.label, isFirst],
  );
  useEffect(() => {
    if (!link.ready || wanted === 0 || !input) return;
    asked.current = input;
    task.run(input);
  }, [wanted]);
  // Another picture or network: what was asked for before is no longer wanted.
  useEffect(() => {
    if (task.running) task.cancel();
  }, [input]);

  const isOwnRun = task.running && input !== null && asked.current === input;
  const partial = isOwnRun ? (task.partial as MapOutput | null) : null;
  const own = input !== null && task.resultOf === input ? task.result : null;
  // What was known when the reader stopped stays on the page.
  const kept = useRef<{ of: MapInput | null; part: MapOutput } | null>(null);
  if (partial) kept.current = { of: input, part: partial };
  const found = partial ?? own ?? (kept.current?.of === input ? kept.current.part : null);
  const label = isFirst ? first.label : target.label;
  const name = classes[label] ?? '';
  const p = isFirst ? first.p : (found?.probabilities[label] ?? 0);
  const numbers = isFirst
    ? { ...first.map, guess: first.guess }
    : found && { ...found.map, guess: found.guess };
  const drawn = useMemo(
    () => (isFirst ? first.drawn : numbers ? drawVulnerability(numbers, p) : null),
    [isFirst, found],
  );
  const rank = isFirst ? first.rank : (own?.rank ?? null);
  const src = isFirst ? first.src : target.src;
  const complete = drawn !== null && drawn.known === SIDE * SIDE;

  const at = pointed ? pointed.row * SIDE + pointed.column : -1;
  const pixel = numbers && at >= 0 && !Number.isNaN(numbers.least[at] ?? Number.NaN) ? at : null;
  const share = drawn && drawn.known > 0 ? drawn.changes / (8 * drawn.known) : 0;
  const wrong = found && Math.max(...found.probabilities) > p;
  const said = wrong
    ? 'The network is wrong as it is: there is nothing to fool.'
    : drawn
      ? `${drawn.pixels} of ${drawn.known.toLocaleString('en')} pixels fool it in at least one of eight colours; ${drawn.changes} of ${(8 * drawn.known).toLocaleString('en')} changes do (${percent(share, 2)}).`
      : '';
  const least = drawn
    ? `The strongest: row ${drawn.best.row}, column ${drawn.best.column} ${cornerNames[drawn.best.colour] ?? ''}, p of ${name} from ${percent(p, 1)} to ${percent(drawn.best.p, 1)}.`
    : '';
  const isGuessed = guess !== null || !isFirst;
  // On paper, and where nothing can be guessed, the answer stands there at once.
  const unguessed = isGuessed ? '' : ' unguessed';

  return (
    <DemoFrame
      id="pixel-map"
      question="How many of the 1,024 pixels can do it, and where are they?"
      caption={
        <>
          <p>
            Each pixel was tried in the eight corners of the colour cube: 8,192 queries, nothing
            left out but the colours between.
          </p>
          <p>
            Choose another picture, the network <em>robust</em>, or the median filter, and press{' '}
            <em>Try every pixel</em>: it takes some ten to thirty seconds, and fills in as it goes.
            (<em>robust</em> does not know this cat; compare the two on the red car, number 3.)
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={complete && isGuessed ? `${said} ${least}` : undefined}
      status={networkStatus(network, first.accuracy[network])}
      controls={
        <>
          <button
            type="button"
            className="button"
            disabled={isFirst || !pixels || task.running}
            onClick={() => setWanted(wanted + 1)}
          >
            Try every pixel
          </button>
          <TargetControls
            state={state}
            sheets={sheets}
            classes={classes}
            live={link.ready}
            onChange={update}
          />
          <PicturesMissing of={target} />
        </>
      }
    >
      {isFirst && (
        <Guesses
          label={`Of the 1,024 pixels of this ${name}, how many fool it?`}
          options={guesses}
          value={guess}
          onGuess={(next) => update({ guess: next })}
        />
      )}
      <div className={`map-tiles every-pixel${unguessed}`}>
        <figure className="demo-picture">
          <figcaption>Test image: {name}</figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={src}
            label={`Test image of the class ${name}`}
            role="input"
            size={200}
            pick={pointed ?? undefined}
            onPick={setPointed}
            boxes={drawn && isGuessed ? [{ ...drawn.best, width: 1, height: 1 }] : []}
            onPoint={setPointed}
          />
          {(isFirst || found) && (
            <p className="map-facts">
              unchanged: p of {name} {percent(p, 1)}
            </p>
          )}
        </figure>
        {drawn && (
          <>
            <MapTile
              name={`taken from p of ${name}`}
              map={drawn.taken}
              size={200}
              role="prediction"
              onPoint={setPointed}
            />
            <MapTile
              name="colours that fool it"
              map={drawn.flips}
              unit="of 8"
              size={200}
              role="prediction"
              onPoint={setPointed}
            />
            <figure className="demo-picture map-tile" style={{ width: 200 }}>
              <figcaption>the worst colour</figcaption>
              <PixelImage
                width={SIDE}
                height={SIDE}
                src={drawn.colours}
                label="For each pixel the corner colour that lowers p most"
                size={200}
                onPoint={setPointed}
              />
            </figure>
            <MapTile
              name="what the gradient guesses"
              map={drawn.guess}
              unit="of the lead"
              size={200}
              onPoint={setPointed}
            >
              {rank !== null && (
                <p className="map-facts">
                  rank correlation with the first map: {formatNumber(rank, 2)}
                </p>
              )}
            </MapTile>
          </>
        )}
      </div>
      {drawn && (
        <>
          <p className={`map-facts${unguessed}`} role="status">
            {guess !== null && isFirst && (
              <>
                <Foretold right={guess === guessOf(drawn.pixels)} />{' '}
              </>
            )}
            <strong>{said}</strong> {least}
          </p>
          <p className={`map-facts every-pixel-one${unguessed}`} aria-live="off">
            {pixel === null || !numbers
              ? 'Point at a map, or move over the picture with the arrow keys, to read a pixel.'
              : `Row ${Math.floor(pixel / SIDE)}, column ${pixel % SIDE}: worst in ${cornerNames[numbers.colour[pixel] ?? 0] ?? ''}, p of ${name} ${percent(numbers.least[pixel] ?? 0, 1)}; ${numbers.flips[pixel] ?? 0} of 8 colours fool it${(numbers.flips[pixel] ?? 0) > 0 ? `, as ${classes[numbers.answer[pixel] ?? 0] ?? ''}` : ''}.`}
          </p>
        </>
      )}
      {!drawn && !task.running && (
        <p className="map-facts">Nothing known of this picture yet: press Try every pixel.</p>
      )}
    </DemoFrame>
  );
});
