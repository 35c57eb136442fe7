import { useEffect, useMemo } from 'react';
import { benchLink } from '#demos/attribution/bench.ts';
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
import type kernelOf from '#numerics/tasks/small-filters-visualization-kernel.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, inPlaces } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { withArticle } from '#ui/withArticle.ts';
import { drawUnit } from './drawUnit.ts';
import { kernelGuesses, unitDefaults, unitSchema, type UnitState } from './state.ts';
import type firstFrame from './Unit.first.ts';

const networks = [
  { value: 'base', label: 'base, 5×5 first' },
  { value: 'wide-filters', label: 'wide-filters, 7×7 first' },
] as const;

const guessNames = {
  same: 'the same',
  alike: 'alike (cosine 0.5 or more)',
  other: 'another one',
} as const;

/** Which of the three guesses a cosine makes right. */
function truthOf(cosine: number): (typeof kernelGuesses)[number] {
  if (cosine > 0.999) return 'same';
  return cosine >= 0.5 ? 'alike' : 'other';
}

/** A unit's own weights, and what it multiplies the pixels by at each of two pictures. */
export const Unit = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, layers, sheet } = first;
  const schema = useMemo(() => unitSchema(layers), [layers]);
  const link = useDemoState('unit', schema, unitDefaults);
  const { state, update } = link;
  const { network, layer, channel, row, column, guess } = state;
  const chosen = layers.find(({ name }) => name === layer) ?? layers[0];
  const isFirst = (Object.keys(unitDefaults) as (keyof UnitState)[]).every(
    (key) => key === 'guess' || state[key] === unitDefaults[key],
  );
  const task = useTask<typeof kernelOf>('small-filters-visualization-kernel');
  const { result } = task;
  const teaching = usePictures(sheet, link.ready && !isFirst);
  const { pixels } = teaching;
  useEffect(() => {
    if (!pixels) return;
    const pictures = [pictureAt(pixels, state.first), pictureAt(pixels, state.second)] as const;
    task.run({ network, pictures, layer, channel, row, column });
  }, [pixels, network, layer, channel, row, column, state.first, state.second]);

  const unit = useMemo(() => (result ? drawUnit(result) : first.unit), [result]);
  const sources = useMemo(
    () =>
      [state.first, state.second].map((number, i) =>
        pixels ? pixelsUri(pictureAt(pixels, number)) : first.pictures[i],
      ),
    [pixels, state.first, state.second],
  );
  const nameOf = (number: number) => withArticle(classes[sheet.labels[number] ?? 0] ?? '');
  // Before the pictures are there the first frame's is shown.
  const seen = pixels ? state : unitDefaults;
  const names = [nameOf(seen.first), nameOf(seen.second)];
  const step = SIDE / (chosen?.width ?? SIDE);
  const clear = (change: Partial<UnitState>) => update({ guess: null, ...change });
  // A guess was of one unit at two pictures: with others the pair is still shown, and not judged.
  const look = (change: Partial<UnitState>) =>
    update({ guess: guess === null ? null : 'seen', ...change });
  const moveTo = (pixel: { row: number; column: number }) =>
    look({ row: Math.floor(pixel.row / step), column: Math.floor(pixel.column / step) });
  const toLayer = (name: string) => {
    const next = layers.find((found) => found.name === name);
    if (!next || !chosen) return;
    const scaled = (at: number) => Math.floor((at * next.width) / chosen.width);
    clear({
      layer: name,
      channel: Math.min(channel, next.channels - 1),
      row: scaled(row),
      column: scaled(column),
    });
  };

  const bench = benchLink({
    tiles: [state.first],
    network,
    target: { kind: 'unit', layer, channel, row, column },
  });
  const shown = guess === null ? 1 : 2;
  const truth = truthOf(unit.cosine);
  const kernelText = `${unit.size}×${unit.size}`;
  return (
    <DemoFrame
      id="unit"
      question="What does a unit of a deeper layer multiply the pixels by?"
      caption={
        <>
          <p>
            Press on the picture to choose a unit. First guess, then see the same unit at another
            picture. Then compare layers, from conv1 up.
          </p>
          <p>
            Effective kernels and the first layer’s kernels are in colour, each on its own scale:
            grey is 0. Slices of deeper kernels are blue below zero and orange above, on one scale.
          </p>
          <p>
            <a href={bench}>This unit at the first picture, on the bench</a>: its gradient, summed
            over the colours, beside other methods.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={`Channel ${channel} of ${layer}: ${unit.slices} slices of ${kernelText}; it sees ${unit.side}×${unit.side} pixels.${
        guess === null ? '' : ` Cosine of the two effective kernels: ${inPlaces(unit.cosine, 2)}.`
      }`}
      status={networkStatus(network, first.accuracies[network])}
      controls={
        <>
          <Choice
            label="Network"
            options={networks}
            value={network}
            onChange={(value) => clear({ network: value })}
          />
          <Choice
            label="Layer"
            role="kernel"
            options={layers.map(({ name }) => ({ value: name, label: name }))}
            value={layer}
            onChange={toLayer}
          />
          <Slider
            label="channel"
            value={channel}
            min={0}
            max={(chosen?.channels ?? 1) - 1}
            role="kernel"
            onChange={(value) => clear({ channel: value })}
          />
          <Slider
            label="first picture"
            value={state.first}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => look({ first: value })}
          />
          <Slider
            label="second picture"
            value={state.second}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(value) => look({ second: value })}
          />
        </>
      }
    >
      <figure className="demo-picture">
        <figcaption>
          {unit.isFirstLayer
            ? `All kernels of conv1, ${kernelText}`
            : `Its weights: ${unit.slices} slices, ${kernelText}`}
        </figcaption>
        <PixelImage
          {...unit.weights}
          label={
            unit.isFirstLayer
              ? `The kernels of conv1, ${kernelText}, in colour; number ${channel} is framed`
              : `The ${unit.slices} slices of the kernel, ${kernelText} each`
          }
          role="kernel"
          size={unit.columns > 8 ? 304 : 272}
          boxes={
            unit.isFirstLayer
              ? [
                  {
                    row: Math.floor(channel / unit.columns) * (unit.size + 1),
                    column: (channel % unit.columns) * (unit.size + 1),
                    width: unit.size,
                    height: unit.size,
                  },
                ]
              : []
          }
        />
      </figure>
      <div className="unit-pairs">
        {unit.effective.slice(0, shown).map((kernel, i) => (
          <div className="unit-pair" key={i}>
            <figure className="demo-picture">
              <figcaption>
                {i === 0 ? 'First' : 'Second'} picture, {names[i]}
              </figcaption>
              <PixelImage
                width={SIDE}
                height={SIDE}
                src={sources[i]}
                label={`Test image, ${names[i] ?? ''}; press to choose a unit`}
                role="input"
                size={148}
                boxes={[kernel.seen]}
                pick={{
                  row: Math.floor((row + 0.5) * step),
                  column: Math.floor((column + 0.5) * step),
                }}
                onPick={moveTo}
              />
            </figure>
            <figure className="demo-picture">
              <figcaption>
                Effective kernel, {kernel.height}×{kernel.width}
              </figcaption>
              <PixelImage
                width={kernel.width}
                height={kernel.height}
                src={kernel.src}
                label={`Effective kernel at ${names[i] ?? ''}. ${kernel.where}`}
                role="upstream"
                size={148}
              />
            </figure>
          </div>
        ))}
      </div>
      <PicturesMissing of={teaching} />
      <table className="demo-table">
        <caption>
          {layer}, channel {channel}, unit [{row}, {column}]; the layer’s units see {unit.side}×
          {unit.side} pixels
        </caption>
        <thead>
          <tr>
            <th scope="col">at</th>
            <th scope="col">⟨K, x⟩ + b</th>
            <th scope="col">= z</th>
            <th scope="col">orientation selectivity</th>
          </tr>
        </thead>
        <tbody>
          {unit.effective.slice(0, shown).map((kernel, i) => (
            <tr key={i}>
              <th scope="row">{names[i]}</th>
              <td>
                {formatNumber(kernel.value - kernel.bias)} {kernel.bias < 0 ? '−' : '+'}{' '}
                {formatNumber(Math.abs(kernel.bias))}
              </td>
              <td>{formatNumber(kernel.value)}</td>
              <td>{inPlaces(kernel.selectivity, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="demo-predict">
        {guess !== 'seen' && (
          <Guesses
            label={`Same unit, another picture (${names[1] ?? ''}). Its effective kernel will be …`}
            options={kernelGuesses.map((value) => ({ value, label: guessNames[value] }))}
            value={guess}
            onGuess={(value) => update({ guess: value })}
          />
        )}
        {guess !== null && !task.running && (
          <p role="status">
            {guess === 'seen' ? (
              'The second kernel, beside the first:'
            ) : (
              <Foretold right={guess === truth} />
            )}{' '}
            {guessNames[truth]}. The cosine of the angle between the two is{' '}
            {inPlaces(unit.cosine, 2)}.
          </p>
        )}
      </div>
    </DemoFrame>
  );
});
