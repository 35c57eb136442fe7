import { Fragment, useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { usePicture } from '#demos/network/usePicture.ts';
import { methods, type MethodRequest } from '#numerics/attribution/methods.ts';
import type cascade from '#numerics/tasks/visualization-methods-cascade.ts';
import { Choice } from '#ui/Choice.tsx';
import { inPlaces, percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Cascade.first.ts';
import { cascadeMethods } from './cascadeMethods.ts';
import { drawRow } from './drawCascade.ts';
import { cascadeDefaults, cascadeSchema, type CascadeState } from './state.ts';

const measureNames: Record<CascadeState['measure'], string> = {
  rank: 'rank correlation ρ',
  rankOfMagnitudes: 'ρ of the magnitudes',
  similarity: 'structural similarity',
};
/** The lines of the plot; more could not be told apart. */
const plotted = ['guidedBackpropagation', 'deconvnet', 'gradCam', 'gradient', 'occlusion'] as const;

const requests = cascadeMethods.map((id) => ({ id }) as MethodRequest);
const shown = (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : inPlaces(value, 2);

/** Each method's maps while the network becomes random from the top; which of them notice? */
export const Cascade = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('cascade', cascadeSchema, cascadeDefaults);
  const { state, update } = link;
  const { image, seed, measure } = state;
  const { classes, sheet } = first;
  const task = useTask<typeof cascade>('visualization-methods-cascade');
  const isFirst = image === cascadeDefaults.image && seed === cascadeDefaults.seed;
  const pictures = usePicture(sheet, image, null, !isFirst);
  const { pixels } = pictures;
  const label = sheet.labels[image] ?? 0;
  useEffect(() => {
    if (!link.ready || isFirst) task.cancel();
    else if (pixels) task.run({ pixels, classIndex: label, methods: requests, seed });
  }, [link.ready, isFirst, pixels, seed]);

  const found = !isFirst && task.result && task.resultOf ? task.result : null;
  const live = useMemo(
    () =>
      found && {
        rows: cascadeMethods.map((_, at) =>
          drawRow(
            found.flatMap(({ maps }) => {
              const map = maps[at];
              return map ? [map] : [];
            }),
          ),
        ),
        probabilities: found.map(({ probability }) => probability),
      },
    [found],
  );
  const { rows, probabilities } = live ?? first;
  const picture = useMemo(
    () => (!isFirst && pixels ? pixelsUri(pixels) : first.picture),
    [isFirst, pixels],
  );
  const of = state.with;
  const columns = ['trained', ...first.layers];
  const guided = rows[cascadeMethods.indexOf('guidedBackpropagation')]?.[of] ?? [];
  const gradient = rows[cascadeMethods.indexOf('gradient')]?.[of] ?? [];
  const against = of === 'original' ? 'its own map of the trained network' : 'the picture’s edges';
  const last = columns.length - 2;

  return (
    <DemoFrame
      id="cascade"
      question="Which methods notice that the network has forgotten everything?"
      caption={
        <>
          <p>
            From left to right one more layer is random, from the last one down. Each map is drawn
            at its own full strength; under it stands its {measureNames[measure]} with {against}.
          </p>
          <p>
            Follow a row to the right. Where is the map still “a good explanation” of an answer that
            the network no longer gives? Try other pictures and seeds, and compare with the edges.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={`With every layer but the first random, guided backpropagation has ${shown(guided[last]?.[measure])} and the gradient ${shown(gradient[last]?.[measure])}: ${measureNames[measure]} with ${against}.`}
      status={`${networkStatus('base', first.accuracy)}, before anything is randomised`}
      controls={
        <>
          <Slider
            label="picture"
            value={image}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(next) => update({ image: next })}
          />
          <Slider
            label="seed of the random layers"
            value={seed}
            min={1}
            max={20}
            onChange={(next) => update({ seed: next })}
          />
          <Choice
            label="Measure"
            options={Object.entries(measureNames).map(([value, text]) => ({
              value: value as CascadeState['measure'],
              label: text,
            }))}
            value={measure}
            onChange={(next) => update({ measure: next })}
          />
          <Choice
            label="with"
            options={[
              { value: 'original', label: 'its own original' },
              { value: 'edges', label: 'the plain edges' },
            ]}
            value={of}
            onChange={(next) => update({ with: next })}
          />
        </>
      }
    >
      <div className="cascade">
        <PixelImage
          width={SIDE}
          height={SIDE}
          src={picture}
          label={`Test image of the class ${classes[label] ?? ''}`}
          role="input"
          size={84}
        />
        <div>
          <div>Random from the top down to …</div>
          <div className="cascade-columns">
            {columns.map((name, k) => (
              <span key={name}>{k === 0 ? 'none' : name}</span>
            ))}
          </div>
          <div>p of {classes[label] ?? ''}</div>
          <div className="cascade-columns">
            {columns.map((name, k) => (
              <span key={name}>{percent(probabilities[k] ?? 0, 1)}</span>
            ))}
          </div>
        </div>
        {cascadeMethods.map((id, at) => {
          const row = rows[at];
          if (!row) return null;
          const numbers = row[of].map((entry) => shown(entry[measure]));
          return (
            <Fragment key={id}>
              <div>{methods[id].name}</div>
              <div className="cascade-row">
                <PixelImage
                  width={row.width}
                  height={row.height}
                  src={row.src}
                  label={`${methods[id].name}, ${columns.length} maps; ${measureNames[measure]} with ${against}: ${numbers.join(', ')}`}
                  role="upstream"
                  size={560}
                />
                <div className="cascade-columns" aria-hidden="true">
                  {numbers.map((number, k) => (
                    <span key={k}>{number}</span>
                  ))}
                </div>
              </div>
            </Fragment>
          );
        })}
      </div>
      <PicturesMissing of={pictures} />
      <LinePlot
        series={plotted.map((id) => ({
          name: methods[id].name,
          points: (first.means[cascadeMethods.indexOf(id)]?.[of] ?? []).map(
            (entry, k) => [k, entry[measure]] as const,
          ),
        }))}
        x={{
          title: `random layers, from the top; means over ${first.pictures} other pictures`,
          whole: true,
        }}
        y={{ title: `${measureNames[measure]} with ${against}`, range: [-0.2, 1] }}
        height={280}
        description={`Over ${first.pictures} pictures, with all layers but the first random: ${plotted
          .map(
            (id) =>
              `${methods[id].name} ${shown(first.means[cascadeMethods.indexOf(id)]?.[of][last]?.[measure])}`,
          )
          .join(', ')}.`}
      />
    </DemoFrame>
  );
});
