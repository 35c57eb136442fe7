import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { percent } from '#demos/network/Probabilities.tsx';
import { usePicture } from '#demos/network/usePicture.ts';
import type changes from '#numerics/tasks/scale-invariance-changes.ts';
import { angles, changed, sides, thereAndBack, tried } from '#numerics/tolerance/change.ts';
import { ofClass, type ClassReading } from '#numerics/tolerance/ofClass.ts';
import { Choice } from '#ui/Choice.tsx';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { Expect } from './Expect.tsx';
import { Guess } from './Guess.tsx';
import type firstFrame from './Lab.first.ts';
import { fromPixels, pictureUri } from './pictureUri.ts';
import { amountText, bandText, pointsOf, positionOf } from './position.ts';
import { Stage } from './Stage.tsx';
import { labDefaults, labSchema } from './state.ts';
import { TeachingPictures } from './TeachingPictures.tsx';

const LARGEST = Math.max(...sides);

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
  const drawn = (values: readonly number[]) =>
    isTold ? points(values) : points(values).slice(at, at + 1);
  const series = rows.flatMap(({ network, gallery, reading }) => [
    {
      name: `${network.name}, ${first.images}`,
      points: drawn(measure === 'probability' ? gallery.mean : gallery.similarity),
    },
    ...(reading
      ? [
          {
            name: `${network.name}, this`,
            points: drawn(measure === 'probability' ? reading.own : reading.similarity),
            role: 'prediction' as const,
          },
        ]
      : []),
  ]);
  const says = ({ best, most }: ClassReading) =>
    `${classes[best[at] ?? 0] ?? ''}, ${percent(most[at] ?? 0)}`;
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
  const where = `${amountText(change, amount)}${undone ? ' and back' : ''}`;
  const announce = rows
    .map(
      ({ network, gallery, reading }) =>
        `At ${where} ${network.name} gives ${reading ? `this ${name} ${percent(reading.own[at] ?? 0)}` : 'no answer yet'}, and ${first.images} test images their own class ${percent(gallery.mean[at] ?? 0)} on average.`,
    )
    .join(' ');

  return (
    <DemoFrame
      id="scale-invariance"
      question="How far can a picture grow, shrink or turn before the network loses it?"
      link={link}
      tasks={[task]}
      announce={announce}
      status={`networks: ${networks.map(({ name, accuracy }) => `${name} (${(100 * accuracy).toFixed(1)} % right at 1×)`).join(', ')}`}
      caption={
        <>
          <p>
            <strong>Drag in the picture</strong>, or move the slider. The canvas grows and shrinks
            with the picture, so nothing is cut off and nothing is filled in.
          </p>
          <p>
            “{first.images}” is the mean over so many test images, “this” the picture on the left.
            The band is where the probability is at least ½, around 1× or 0°. What is undone again
            has its old size and angle throughout, so no band is given for it.
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
          {change === 'scale' && (
            <Expect
              expected={expected}
              network={first.networks[0]}
              images={first.images}
              onExpect={(value) => update({ expected: value })}
            />
          )}
          <Toggle
            label="undo it again"
            checked={undone}
            onChange={(value) => update({ undone: value })}
          />
          <Choice
            label="Plot the"
            role="prediction"
            options={[
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
      <figure className="demo-picture si-left">
        <figcaption>
          {name}, {where}
        </figcaption>
        <Stage
          src={shown?.src ?? first.stage}
          side={shown?.side ?? labDefaults.side}
          largest={change === 'scale' ? LARGEST : 40}
          label={`Test image of the class ${name}, ${where}`}
          onDrag={(x, y) => {
            if (change === 'scale') {
              const side = 4 * Math.round(Math.max(Math.abs(x), Math.abs(y)) / 2);
              update({ side: Math.max(sides[0] ?? 0, Math.min(LARGEST, side)) });
            } else {
              update({ angle: 15 * Math.round((Math.atan2(-x, y) * 180) / Math.PI / 15) });
            }
          }}
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
              label="side, in steps of 4"
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
            title:
              measure === 'probability'
                ? 'probability of its class'
                : 'cosine similarity to itself',
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
                reading ? percent(reading.own[at] ?? 0) : '…',
            },
            {
              what: 'cosine to its unchanged features',
              of: ({ network, reading }: (typeof rows)[number]) =>
                reading
                  ? (reading.similarity[at] ?? 0).toFixed(2) +
                    // The floor was measured on whole pictures, not on discs.
                    (change === 'scale' ? ` (two classes: ${network.otherClass.toFixed(2)})` : '')
                  : '…',
            },
            {
              what: `${first.images} test images: mean, middle half`,
              of: ({ gallery }: (typeof rows)[number]) =>
                `${share(gallery.mean[at])}, ${share(gallery.low[at])} to ${share(gallery.high[at])}`,
            },
            {
              what: `${first.images} test images: right`,
              of: ({ gallery }: (typeof rows)[number]) => percent(gallery.right[at] ?? 0),
            },
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
      {chosen.failed && (
        <p className="demo-error" role="alert">
          The pictures did not arrive. The figure keeps its last one. Check the connection and try
          again.{' '}
          <button type="button" className="text-button" onClick={chosen.retry}>
            Try again
          </button>
        </p>
      )}
    </DemoFrame>
  );
});

function share(value: number | undefined): string {
  return `${Math.round(100 * (value ?? 0))} %`;
}
