import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { usePicture } from '#demos/network/usePicture.ts';
import type average from '#numerics/tasks/scale-invariance-average.ts';
import { costOf, scaleSets, type ScaleSet } from '#numerics/tolerance/averageOverScales.ts';
import { SIDE } from '#numerics/tolerance/change.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import type firstFrame from './Average.first.ts';
import { bandText, positionOf } from './position.ts';
import { averageDefaults, averageSchema } from './state.ts';
import { TeachingPictures } from './TeachingPictures.tsx';

const sets = [
  { value: 'one', label: '1 size' },
  { value: 'three', label: '3 sizes, 0.71× to 1.41×' },
  { value: 'five', label: '5 sizes, 0.5× to 2×' },
] as const;

/** One answer, or the mean of the answers at several sizes: the band, the peak and the price. */
export const Average = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet, given, images } = first;
  const link = useDemoState('scale-invariance-average', averageSchema, averageDefaults);
  const { state, update } = link;
  const { image, set, measure } = state;
  const network = first.networks.find(({ name }) => name === state.network) ?? first.networks[0];
  const label = sheet.labels[image] ?? 0;
  const name = classes[label] ?? '';

  const firstPixels = useMemo(
    () => Uint8Array.from(atob(first.pixels), (byte) => byte.charCodeAt(0)),
    [first.pixels],
  );
  const isFirst = image === averageDefaults.image;
  const chosen = usePicture(sheet, image, isFirst ? firstPixels : null);
  const task = useTask<typeof average>('scale-invariance-average');
  useEffect(() => {
    // What the opening picture gives was recorded by the same code; others are computed here.
    if (!link.ready || isFirst || !chosen.pixels || !network) return;
    const factors = scaleSets[set];
    task.run({ pixels: chosen.pixels, network: network.name, sides: given, factors });
  }, [link.ready, chosen.pixels, network?.name, set]);

  const points = (values: readonly number[]) =>
    given.map((side, i) => [positionOf('scale', side), values[i] ?? Number.NaN] as const);
  const home = given.indexOf(SIDE);
  const gallery = (which: ScaleSet) => network?.gallery[which].mean ?? [];
  const right = (which: ScaleSet) => network?.gallery[which].right ?? [];
  const isCurrent =
    task.resultOf?.pixels === chosen.pixels &&
    task.resultOf?.network === network?.name &&
    task.resultOf?.factors === scaleSets[set];
  const own = isFirst
    ? (network?.picture[set] ?? null)
    : isCurrent
      ? (task.result?.map((row) => row[label] ?? Number.NaN) ?? null)
      : null;
  const plotted = measure === 'right' ? right : gallery;
  const rows = (set === 'one' ? (['one'] as const) : (['one', set] as const)).map((which) => ({
    which,
    band: bandText('scale', points(gallery(which))),
    rightBand: bandText('scale', points(right(which))),
    peak: percent(right(which)[home] ?? 0, 1),
    cost: formatNumber(costOf(scaleSets[which])),
  }));
  const names: Record<ScaleSet, string> = { one: '1 size', three: '3 sizes', five: '5 sizes' };
  const announce = rows
    .map(
      ({ which, band, peak, cost }) =>
        `${names[which]}: band ${band}; at 1× ${peak}; cost ${cost}.`,
    )
    .join(' ');

  return (
    <DemoFrame
      id="scale-invariance-average"
      question="What does it buy to ask the network at several sizes, and what does it cost?"
      link={link}
      tasks={[task]}
      announce={announce}
      caption={
        <>
          <p>
            A picture is given in some size. It is resized by each factor, the network answers each
            time, and the probabilities are averaged. Its true size is not known to anybody. It is
            given in {given.length} sizes only, so the ends of a band can differ by a hundredth from
            those of the first figure.
          </p>
          <p>
            <strong>Try:</strong> 3 sizes, then 5; then plot the right answers. The average is the
            single curve smeared along the axis: what is gained at the rim is taken from the middle.
            Work is counted in readings of the picture as it was given.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Averaged over"
            role="prediction"
            options={sets}
            value={set}
            onChange={(value) => update({ set: value })}
          />
          <Choice
            label="Plot the"
            role="prediction"
            options={[
              { value: 'probability', label: 'probability of its class' },
              { value: 'right', label: 'share of right answers' },
            ]}
            value={measure}
            onChange={(value) => update({ measure: value })}
          />
          {first.networks.length > 1 && (
            <Choice
              label="Network"
              options={first.networks.map(({ name }) => ({
                value: name as typeof state.network,
                label: name,
              }))}
              value={state.network}
              onChange={(value) => update({ network: value })}
            />
          )}
          {measure === 'probability' && (
            <TeachingPictures
              sheet={sheet}
              classes={classes}
              image={image}
              live={link.ready}
              onImage={(next) => update({ image: next })}
            />
          )}
        </>
      }
    >
      <div className="si-plot">
        <LinePlot
          series={[
            { name: `1 size, ${images}`, points: points(plotted('one')) },
            ...(set === 'one'
              ? []
              : [{ name: `${names[set]}, ${images}`, points: points(plotted(set)) }]),
            ...(own && measure === 'probability'
              ? [{ name: `${names[set]}, this`, points: points(own), role: 'prediction' as const }]
              : []),
          ]}
          x={{ title: 'octaves: log₂ of the size that is given', range: [-1.5, 1.1] }}
          y={{
            title: measure === 'right' ? 'share of right answers' : 'probability of its class',
            range: [0, 1],
          }}
          description={announce}
          height={230}
        />
      </div>
      <table className="demo-table">
        <caption>
          {network?.name}, {images} test images
          {measure === 'probability' && `; “this” is a ${name}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">averaged over</th>
            <th scope="col">probability ≥ ½</th>
            <th scope="col">half of them right</th>
            <th scope="col">right at 1×</th>
            <th scope="col">work</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ which, band, rightBand, peak, cost }) => (
            <tr key={which}>
              <th scope="row">{names[which]}</th>
              <td>{band}</td>
              <td>{rightBand}</td>
              <td>{peak}</td>
              <td>{cost}×</td>
            </tr>
          ))}
        </tbody>
      </table>
      <PicturesMissing of={chosen} />
    </DemoFrame>
  );
});
