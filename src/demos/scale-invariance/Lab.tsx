import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { usePicture } from '#demos/network/usePicture.ts';
import type changes from '#numerics/tasks/scale-invariance-changes.ts';
import { angles, changed, SIDE, sides, thereAndBack, tried } from '#numerics/tolerance/change.ts';
import { ofClass, type ClassReading } from '#numerics/tolerance/ofClass.ts';
import { Choice } from '#ui/Choice.tsx';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { percent } from '#ui/formatNumber.ts';
import { Expect } from './Expect.tsx';
import { Guess } from './Guess.tsx';
import type firstFrame from './Lab.first.ts';
import { fromPixels, pictureUri } from './pictureUri.ts';
import { amountText, bandText, pointsOf, positionOf } from './position.ts';
import { Stage } from './Stage.tsx';
import type { GalleryCurve } from './recorded.ts';
import { labDefaults, labSchema, type LabState } from './state.ts';
import { TeachingPictures } from './TeachingPictures.tsx';

const LARGEST = Math.max(...sides);

/** What is plotted of many pictures, of this one if it has such a curve, and against what. */
const ofMany: Record<LabState['measure'], (of: GalleryCurve) => readonly number[]> = {
  right: ({ right }) => right,
  probability: ({ mean }) => mean,
  similarity: ({ similarity }) => similarity,
};
const ownOf: Record<LabState['measure'], (of: ClassReading) => readonly number[] | null> = {
  right: () => null,
  probability: ({ own }) => own,
  similarity: ({ similarity }) => similarity,
};
const titles: Record<LabState['measure'], string> = {
  right: 'share of right answers',
  probability: 'probability of its class',
  similarity: 'cosine similarity to itself',
};

/** A picture made larger, smaller or turned, and what two networks still make of it. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet } = first;
  const link = useDemoState('scale-invariance', labSchema, labDefaults);
  const { state, update } = link;
  const { image, change, undone, measure, expected, guess } = state;
  const label = sheet.labels[image] ?? 0;
  const name = classes[label] ?? '';
  const amount = change === 'scale' ? state.side : state.angle;
  const at = tried[change].amounts.indexOf(amount);

  const firstPixels = useMemo(
    () => Uint8Array.from(atob(first.pixels), (byte) => byte.charCodeAt(0)),
    [first.pixels],
  );
  const isFirst = image === labDefaults.image;
  const chosen = usePicture(sheet, image, isFirst ? firstPixels : null);
  const isOpening =
    isFirst && change === labDefaults.change && amount === labDefaults.side && !undone;
  const shown = useMemo(() => {
    if (isOpening || !chosen.pixels) return null;
    const picture = fromPixels(chosen.pixels);
    const made = undone ? thereAndBack(picture, change, amount) : changed(picture, change, amount);
    return { src: pictureUri(made), side: made.width };
  }, [isOpening, chosen.pixels, change, amount, undone]);

  // The second network joins once the reader has said what they expect of it.
  const networks = guess === null ? first.networks.slice(0, 1) : first.networks;
  const names = networks.map((network) => network.name);
  const task = useTask<typeof changes>('scale-invariance-changes');
  useEffect(() => {
    // What the opening picture gives was recorded by the same code; others are computed here.
    if (link.ready && chosen.pixels && !isFirst) {
      task.run({ pixels: chosen.pixels, networks: names, change });
    }
  }, [link.ready, chosen.pixels, change, names.length]);
  const computed =
    task.result && task.resultOf?.pixels === chosen.pixels && task.resultOf?.change === change
      ? task.result
      : null;

  const way = undone ? 'back' : 'there';
  const rows = networks.map((network, i) => {
    const gallery = network.gallery[change][way];
    const found = computed?.[i]?.[way];
    const reading: ClassReading | null = isFirst
      ? network.picture[change][way]
      : found
        ? ofClass(found, label)
        : null;
    return { network, gallery, reading };
  });
  const points = (values: readonly number[]) => pointsOf(change, values);
  // Until the reader has said what to expect of other sizes, only the chosen size is plotted.
  const hasSaid = expected !== null || guess !== null;
  const isTold = hasSaid || change === 'rotation';
  const drawn = (values: readonly number[], untold: number) =>
    isTold ? points(values) : points(values).slice(untold, untold + 1);
  const series = rows.flatMap(({ network, gallery, reading }) => {
    const own = reading && ownOf[measure](reading);
    return [
      {
        name: `${network.name}, ${first.images}`,
        // Before that, of the many pictures only the place where nothing is resized.
        points: drawn(ofMany[measure](gallery), tried[change].amounts.indexOf(SIDE)),
      },
      ...(own
        ? [
            {
              name: `${network.name}, this`,
              points: drawn(own, at),
              role: 'prediction' as const,
            },
          ]
        : []),
    ];
  });
  const says = ({ best, most }: ClassReading) =>
    `${classes[best[at] ?? 0] ?? ''}, ${percent(most[at] ?? 0, 1)}`;
  const bands = [
    {
      what: 'band ≥ ½, this picture',
      of: ({ reading }: (typeof rows)[number]) =>
        reading ? bandText(change, points(reading.own)) : '…',
    },
    {
      what: `band ≥ ½, mean of ${first.images}`,
      of: ({ gallery }: (typeof rows)[number]) => bandText(change, points(gallery.mean)),
    },
    {
      what: `band: half of ${first.images} right`,
      of: ({ gallery }: (typeof rows)[number]) => bandText(change, points(gallery.right)),
    },
  ];
  const ofAll = [
    {
      what: `${first.images} test images: right`,
      of: ({ gallery }: (typeof rows)[number]) => percent(gallery.right[at] ?? 0, 1),
    },
    {
      what: 'their mean probability; half of them lie within',
      of: ({ gallery }: (typeof rows)[number]) =>
        `${percent(gallery.mean[at] ?? 0)}; ${percent(gallery.low[at] ?? 0)} to ${percent(gallery.high[at] ?? 0)}`,
    },
  ];
  const where = `${amountText(change, amount)}${undone ? ' and back' : ''}`;
  const announce = rows
    .map(
      ({ network, gallery, reading }) =>
        `At ${where} ${network.name} gives ${reading ? `this ${name} ${percent(reading.own[at] ?? 0, 1)}` : 'no answer yet'}${isTold ? `; of ${first.images} test images ${percent(gallery.right[at] ?? 0, 1)} are right` : ''}.`,
    )
    .join(' ');

  return (
    <DemoFrame
      id="scale-invariance"
      question="How far can a picture grow, shrink or turn before the network loses it?"
      link={link}
      tasks={[task]}
      announce={announce}
      status={`networks: ${networks.map(({ name, accuracy }) => `${name} (${percent(accuracy, 1)} right at 1×)`).join(', ')}`}
      caption={
        <>
          <p>
            <strong>Drag the picture by its edge</strong>, or move the slider. The canvas grows and
            shrinks with the picture, so nothing is cut off and nothing is filled in.
          </p>
          <p>
            “{first.images}” is of so many test images, “this” of the picture that is shown. The
            band is where the probability is at least ½, around 1× or 0°. What is undone again has
            its old size and angle throughout, so no band is given for it.
          </p>
          <p>
            <strong>Try:</strong> half and double (16 and 64 pixels); then both{' '}
            <em>undone again</em>, which keeps what the resampling blurred and gives the size back;
            then a turn by 90°.
          </p>
        </>
      }
      controls={
        <>
          <Toggle
            label="undo it again"
            checked={undone}
            onChange={(value) => update({ undone: value })}
          />
          <Choice
            label="Plot the"
            role="prediction"
            options={[
              { value: 'right', label: `share of ${first.images} right` },
              { value: 'probability', label: 'probability of its class' },
              { value: 'similarity', label: 'similarity of its features' },
            ]}
            value={measure}
            onChange={(value) => update({ measure: value })}
          />
          <TeachingPictures
            sheet={sheet}
            classes={classes}
            image={image}
            live={link.ready}
            onImage={(next) => update({ image: next })}
          />
          {hasSaid && first.networks.length > 1 && (
            <Guess
              guess={guess}
              networks={first.networks}
              onGuess={(value) => update({ guess: value, change: 'scale', undone: false })}
            />
          )}
        </>
      }
    >
      {change === 'scale' && (
        <Expect
          expected={expected}
          network={first.networks[0]}
          images={first.images}
          onExpect={(value) => update({ expected: value })}
        />
      )}
      <figure className="demo-picture si-left">
        <figcaption>
          {name}, {where}
        </figcaption>
        <Stage
          src={shown?.src ?? first.stage}
          side={shown?.side ?? labDefaults.side}
          largest={change === 'scale' ? LARGEST : 40}
          label={`Test image of the class ${name}, ${where}`}
          change={change}
          amount={amount}
          onAmount={(next) => update(change === 'scale' ? { side: next } : { angle: next })}
        />
        <div className="demo-controls">
          <Choice
            label="Change its"
            role="input"
            options={[
              { value: 'scale', label: 'size' },
              { value: 'rotation', label: 'angle' },
            ]}
            value={change}
            onChange={(value) => update({ change: value })}
          />
          {change === 'scale' ? (
            <Slider
              label="side"
              unit="pixels"
              value={state.side}
              min={sides[0] ?? 0}
              max={LARGEST}
              step={4}
              role="input"
              format={(side) => `${side} pixels, ${amountText('scale', side)}`}
              onChange={(side) => update({ side })}
            />
          ) : (
            <Slider
              label="turned by"
              unit="degrees"
              value={state.angle}
              min={angles[0] ?? 0}
              max={angles.at(-1) ?? 0}
              step={15}
              role="input"
              onChange={(angle) => update({ angle })}
            />
          )}
        </div>
      </figure>
      <div className="si-plot">
        <LinePlot
          series={series}
          x={
            change === 'scale'
              ? { title: 'octaves: log₂ of the scale', range: [-1.5, 1.4] }
              : { title: 'degrees, counter-clockwise', range: [-180, 180] }
          }
          y={{
            title: titles[measure],
            range: [0, 1],
          }}
          marker={positionOf(change, amount)}
          description={announce}
          height={230}
        />
      </div>
      <table className="demo-table">
        <caption>At {where}</caption>
        <thead>
          <tr>
            <td />
            {networks.map((network) => (
              <th key={network.name} scope="col">
                {network.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[
            {
              what: 'says',
              of: ({ reading }: (typeof rows)[number]) => (reading ? says(reading) : '…'),
            },
            {
              what: `probability of ${name}`,
              of: ({ reading }: (typeof rows)[number]) =>
                reading ? percent(reading.own[at] ?? 0, 1) : '…',
            },
            {
              what: 'cosine to its unchanged features',
              of: ({ network, reading }: (typeof rows)[number]) =>
                reading
                  ? `${(reading.similarity[at] ?? 0).toFixed(2)} (two classes: ${network.otherClass[change].toFixed(2)})`
                  : '…',
            },
            ...(isTold ? ofAll : []),
            ...(isTold && !undone ? bands : []),
          ].map(({ what, of }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              {rows.map((row) => (
                <td key={row.network.name}>{of(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <PicturesMissing of={chosen} />
    </DemoFrame>
  );
});
