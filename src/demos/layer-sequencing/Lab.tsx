import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { LayerChain } from '#demos/frame/LayerChain.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useInTurn } from '#demos/frame/useInTurn.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import type lab from '#numerics/tasks/layer-sequencing-lab.ts';
import { formatNumber, wholeText } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import {
  accountOf,
  complaintOf,
  costOf,
  fieldsOf,
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
  const { layers, seed } = state;
  const chosen = useChainPicture(first, state, update);
  const { pixels } = chosen;
  const { lines, fault, totals } = useMemo(() => accountOf(layers), [layers]);
  const legal = useMemo(() => runnable(layers).slice(0, lines.length), [layers]);

  const task = useTask<typeof lab>('layer-sequencing-lab');
  const input = useMemo(() => pixels && { pixels, layers: legal, seed }, [pixels, legal, seed]);
  useInTurn(task, link.ready ? input : null);
  const steps = useMemo(
    () => (task.result ? task.result.map(drawStep) : first.steps),
    [task.result],
  );
  const picture = useMemo(
    () => (pixels && link.ready ? pixelsUri(pixels) : first.picture),
    [pixels, link.ready],
  );

  const complaint = fault && complaintOf(layers[fault.index], lines.at(-1)?.outputShape);
  const end = lines.at(-1)?.outputShape.join('×') ?? '32×32×3';
  const relus = layers.filter(({ type }) => type === 'relu').length;
  const summary = fault
    ? `The chain breaks at layer ${fault.index + 1}. ${complaint}`
    : `${lines.length} layers turn 32×32×3 into ${end}, with ${wholeText(totals.parameters)} parameters and ${wholeText(totals.multiplyAdds)} multiply-adds.`;

  return (
    <DemoFrame
      id="layer-sequencing-lab"
      question="Which layer can follow which, and what comes out?"
      link={chosen.inLink ? link : undefined}
      tasks={[task]}
      announce={summary}
      caption={
        <>
          <p>
            Shapes are height×width×channels. <i>k</i>: rows and columns of the window, <i>C</i>:
            filters, <i>s</i>: stride, <i>p</i>: padding. Each row shows the first maps that its
            layer makes of the picture: orange above zero, blue below, paper at zero.
          </p>
          <p>
            <strong>Try:</strong> drag a row by its dots, or press its arrows. Raise the stride.
            Pad. Put a convolution behind a <em>flatten</em>. Take out the ReLUs: which of the
            numbers notice?
          </p>
          <p>The weights are random, drawn by lot; nothing is learned here.</p>
        </>
      }
      controls={
        <>
          <ChainPicture
            sheet={first.sheet}
            classes={first.classes}
            state={state}
            picture={chosen}
            live={link.ready}
            onChange={update}
          />
          <button
            type="button"
            className="button"
            onClick={() => update({ seed: (seed % 99) + 1 })}
          >
            Draw other weights
          </button>
        </>
      }
    >
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
        <button
          type="button"
          className="button"
          disabled={relus === 0}
          onClick={() => update({ layers: layers.filter(({ type }) => type !== 'relu') })}
        >
          Take out the ReLUs
        </button>
      </div>
      <p className="chain-total">
        {fault ? (
          <>The chain breaks at layer {fault.index + 1}. </>
        ) : (
          <>
            Out comes <b>{end}</b>.{' '}
          </>
        )}
        So far <b>{wholeText(totals.parameters)}</b> parameters and{' '}
        <b>{wholeText(totals.multiplyAdds)}</b> multiply-adds.
      </p>
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
          facts: lines[index] ? [lines[index].outputShape.join('×')] : [],
          complaint: fault?.index === index ? complaint : null,
          figure: index < lines.length && steps[index] && (
            <Maps
              step={steps[index]}
              name={`layer ${index + 1}, ${nameOf(layer)}`}
              cost={costOf(lines[index])}
            />
          ),
        })}
      />
    </DemoFrame>
  );
});

/** CSS pixels of one map, and of one value of a vector. */
const [MAP, VALUE] = [60, 12];

function Maps({ step, name, cost }: { step: DrawnStep; name: string; cost: string }) {
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
        {[
          cost,
          isVector ? 'no rows and columns any more' : '',
          rest > 0 ? `${rest} not shown` : '',
          `full colour ±${formatNumber(scale, 2)}`,
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </>
  );
}
