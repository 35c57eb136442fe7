import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { LayerChain } from '#demos/frame/LayerChain.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type lab from '#numerics/tasks/layer-sequencing-lab.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import { imageUri } from '#ui/imageUri.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import {
  accountOf,
  factsOf,
  fieldsOf,
  integer,
  kinds,
  nameOf,
  presets,
  runnable,
} from './chainLayers.ts';
import { ChainPicture } from './ChainPicture.tsx';
import { drawStep, type DrawnStep } from './drawChain.ts';
import type firstFrame from './Lab.first.ts';
import { labDefaults, labSchema, MOST_LAYERS, type ChainLayer } from './state.ts';
import { useChainPicture } from './useChainPicture.ts';

/** Put layers in a row, and see what each makes of a picture, what it costs, and where it breaks. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('layer-sequencing-lab', labSchema, labDefaults);
  const { state, update } = link;
  const { layers, seed, image } = state;
  const { pixels, isFirst } = useChainPicture(first, state);
  const { lines, fault, totals } = useMemo(() => accountOf(layers), [layers]);
  const legal = useMemo(() => runnable(layers).slice(0, lines.length), [layers]);

  const task = useTask<typeof lab>('layer-sequencing-lab');
  useEffect(() => {
    if (link.ready && pixels) task.run({ pixels, layers: legal, seed });
  }, [link.ready, pixels, legal, seed]);
  const steps = useMemo(
    () => (task.result ? task.result.map(drawStep) : first.steps),
    [task.result],
  );
  const picture = useMemo(
    () =>
      isFirst || !pixels
        ? first.picture
        : imageUri({ width: 32, height: 32, kind: 'rgb', pixels, scale: 255 }),
    [pixels, isFirst],
  );

  const end = lines.at(-1)?.outputShape.join('×') ?? '32×32×3';
  const relus = layers.filter(({ type }) => type === 'relu').length;
  const summary = fault
    ? `The chain breaks at ${fault.message}`
    : `${lines.length} layers turn 32×32×3 into ${end}, with ${integer(totals.parameters)} parameters and ${integer(totals.multiplyAdds)} multiply-adds.`;

  return (
    <DemoFrame
      id="layer-sequencing-lab"
      question="Which layer can follow which, and what comes out?"
      link={link}
      tasks={[task]}
      announce={summary}
      caption={
        <>
          <p>
            Shapes are height×width×channels. Each row shows the first maps that its layer makes of
            the picture: orange above zero, blue below, paper at zero.
          </p>
          <p>
            <strong>Try:</strong> drag a row by its dots, or press its arrows. Raise the stride.
            Pad. Put a convolution behind a <em>flatten</em>. Take out the ReLUs: which numbers of
            the table notice?
          </p>
          <p>
            The weights are drawn by lot, not learned: normal numbers of variance 2/n for n inputs.
          </p>
        </>
      }
      controls={
        <>
          <ChainPicture
            sheet={first.sheet}
            classes={first.classes}
            image={image}
            live={link.ready}
            onImage={(next) => update({ image: next, source: 'image' })}
          />
          <div className="chain-starts" role="group" aria-label="Chains to start from">
            <span className="control-label">Start from</span>
            <button
              type="button"
              className="button"
              onClick={() => update({ layers: labDefaults.layers })}
            >
              two rounds
            </button>
            {presets.map((preset) => (
              <button
                key={preset.name}
                type="button"
                className="button"
                onClick={() => update({ layers: preset.layers })}
              >
                {preset.name}
              </button>
            ))}
          </div>
          <div className="chain-starts">
            <button
              type="button"
              className="button"
              disabled={relus === 0}
              onClick={() => update({ layers: layers.filter(({ type }) => type !== 'relu') })}
            >
              Take out the ReLUs
            </button>
            <button
              type="button"
              className="button"
              onClick={() => update({ seed: (seed % 99) + 1 })}
            >
              Draw other weights
            </button>
          </div>
        </>
      }
    >
      <LayerChain<ChainLayer>
        label="The chain"
        layers={layers}
        fieldsOf={fieldsOf}
        kinds={kinds}
        most={MOST_LAYERS}
        onChange={(next) => update({ layers: next })}
        start={
          <div className="chain-input">
            <PixelImage
              width={32}
              height={32}
              src={picture}
              label="The picture"
              role="input"
              size={96}
            />
            <p>
              A picture: <b>32×32×3</b>
            </p>
          </div>
        }
        rowOf={(layer, index) => ({
          name: nameOf(layer),
          facts: factsOf(lines[index]),
          complaint: fault?.index === index ? fault.message : null,
          figure: index < lines.length && steps[index] && (
            <Maps step={steps[index]} name={`layer ${index + 1}, ${nameOf(layer)}`} />
          ),
        })}
      />
      <p className="chain-total">
        {fault ? (
          <>The chain breaks at layer {fault.index + 1}. </>
        ) : (
          <>
            Out comes <b>{end}</b>.{' '}
          </>
        )}
        So far <b>{integer(totals.parameters)}</b> parameters and{' '}
        <b>{integer(totals.multiplyAdds)}</b> multiply-adds.
      </p>
    </DemoFrame>
  );
});

/** CSS pixels of one map, and of one value of a vector. */
const [MAP, VALUE] = [60, 9];

function Maps({ step, name }: { step: DrawnStep; name: string }) {
  const { width, height, channels, shown, scale, isVector } = step;
  const rest = channels - shown;
  return (
    <>
      <PixelImage
        width={width}
        height={height}
        src={step.src}
        label={isVector ? `The values of ${name}` : `Maps of ${name}`}
        role="output"
        size={isVector ? shown * VALUE : shown * MAP}
      />
      <span className="grid-note">
        {isVector ? 'a vector: no rows, no columns' : ''}
        {rest > 0 && `${isVector ? '; ' : ''}and ${rest} more`}
        {isVector || rest > 0 ? '; ' : ''}full colour ±{formatNumber(scale, 2)}
      </span>
    </>
  );
}
