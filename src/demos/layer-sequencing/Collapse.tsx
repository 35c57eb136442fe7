import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { LayerChain } from '#demos/frame/LayerChain.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useInTurn } from '#demos/frame/useInTurn.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type collapse from '#numerics/tasks/layer-sequencing-collapse.ts';
import { ColourScale } from '#ui/ColourScale.tsx';
import { formatNumber, wholeText } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import type { Role } from '#ui/role.ts';
import { Toggle } from '#ui/Toggle.tsx';
import { ChainPicture } from './ChainPicture.tsx';
import type firstFrame from './Collapse.first.ts';
import { drawCollapse } from './drawCollapse.ts';
import { greyOf } from './greyOf.ts';
import { byLot, collapseInput, linearFields, linearKinds, linearName } from './linearLayers.ts';
import {
  collapseDefaults,
  collapseSchema,
  MOST_LINEAR,
  type CollapseState,
  type LinearChainLayer,
} from './state.ts';
import { useChainPicture } from './useChainPicture.ts';

const guesses: { value: NonNullable<CollapseState['guess']>; label: string }[] = [
  { value: 'same', label: 'no further than rounding' },
  { value: 'near', label: 'a few per cent' },
  { value: 'far', label: 'about as far as now' },
];

/** Convolutions in a row and the one kernel they would be with nothing between: how far apart? */
export const Collapse = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('layer-sequencing-collapse', collapseSchema, collapseDefaults);
  const { state, update } = link;
  const { layers, relu, padded, seed, guess } = state;
  const chosen = useChainPicture(first, state, update);
  const { pixels } = chosen;
  const grey = useMemo(() => pixels && greyOf(pixels), [pixels]);

  const task = useTask<typeof collapse>('layer-sequencing-collapse');
  const input = useMemo(
    () => grey && collapseInput(state, grey),
    [grey, layers, relu, padded, seed],
  );
  useInTurn(task, link.ready ? input : null);
  const shown = useMemo(
    () =>
      task.result && task.resultOf
        ? drawCollapse(Uint8Array.from(task.resultOf.grey), task.result)
        : first.drawn,
    [task.result],
  );
  const { side, kernelSide, inFrame, channels } = shown;
  const asked = task.resultOf ?? collapseDefaults;
  const rounding = shown.everywhere <= 1e-5 * Math.max(1, shown.largest);
  const difference = formatNumber(shown.everywhere, 2);
  const largest = formatNumber(shown.largest, 3);
  const bare = asked.relu ? 'with ReLUs between them' : 'with nothing between them';
  const sentence = `${asked.layers.length} layers ${bare} and one ${kernelSide}×${kernelSide} kernel differ by at most ${difference}; the largest value is ${largest}.`;
  const change = (part: Partial<CollapseState>) => update({ ...part, guess: null });

  return (
    <DemoFrame
      id="layer-sequencing-collapse"
      question="What are several convolutions with nothing between them?"
      link={chosen.inLink ? link : undefined}
      tasks={[task]}
      announce={sentence}
      caption={
        <>
          <p>
            The layers, one after the other, against one kernel that is computed from theirs and
            slid once. Both outputs and the difference share one scale.
          </p>
          <p>
            <strong>Try:</strong> take the ReLUs out; then put zeros around every layer’s input and
            look at the rim. Take three layers by lot, with 8 channels between them.
          </p>
          <p>
            The picture is grey, from −1 to 1. The named kernels are made by hand; those by lot are
            random, with biases. Of several output channels the first is drawn, with its kernel.
          </p>
        </>
      }
      controls={
        <>
          <Toggle
            label="a ReLU between the layers"
            checked={relu}
            onChange={(on) => update({ relu: on })}
          />
          <Toggle
            label="zeros around every layer’s input"
            checked={padded}
            onChange={(on) => update({ padded: on })}
          />
          <div className="chain-starts" role="group" aria-label="Chains to start from">
            <span className="control-label">Start from</span>
            <button
              type="button"
              className="button"
              onClick={() => change({ layers: collapseDefaults.layers })}
            >
              an edge and two blurs
            </button>
            <button type="button" className="button" onClick={() => change({ layers: byLot })}>
              three by lot
            </button>
          </div>
          <LayerChain<LinearChainLayer>
            label="The convolutions"
            layers={layers}
            fieldsOf={linearFields}
            kinds={linearKinds}
            most={MOST_LINEAR}
            onChange={(next) => next.length > 0 && change({ layers: next })}
            rowOf={(layer) => ({
              name: linearName(layer),
              facts: layer.kind === 'named' ? ['3×3, by hand'] : [],
            })}
          />
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
            disabled={layers.every(({ kind }) => kind === 'named')}
            onClick={() => change({ seed: (seed % 99) + 1 })}
          >
            Draw other weights by lot
          </button>
        </>
      }
    >
      <div className="demo-row collapse-row">
        <Picture
          title="the picture"
          side={Math.sqrt(grey?.length ?? 1024)}
          src={shown.input}
          role="input"
        />
        <Picture
          title={`${asked.layers.length} ${asked.layers.length === 1 ? 'layer gives' : 'layers give'}`}
          side={side}
          src={shown.chain}
          role="output"
        />
        <Picture
          title={`one ${kernelSide}×${kernelSide} kernel`}
          side={kernelSide}
          src={shown.kernel}
          role="kernel"
        />
        <Picture title="the kernel gives" side={side} src={shown.fused} role="output" />
        <Picture title="the difference" side={side} src={shown.difference} />
      </div>
      <ColourScale kind="signed" scale={shown.scale} label="both outputs and their difference" />
      <ColourScale kind="signed" scale={shown.kernelScale} label="the kernel" />
      <dl className="collapse-measures">
        <div className="measure">
          <dt>largest difference</dt>
          <dd className="measure-value">{difference}</dd>
        </div>
        {inFrame !== null && (
          <>
            <div className="measure">
              <dt>in the {shown.frame} outermost rows and columns</dt>
              <dd className="measure-value">{formatNumber(inFrame, 2)}</dd>
            </div>
            <div className="measure">
              <dt>everywhere else</dt>
              <dd className="measure-value">{formatNumber(shown.inside, 2)}</dd>
            </div>
          </>
        )}
        <div className="measure">
          <dt>largest value of the layers{channels > 1 && `, all ${channels} maps`}</dt>
          <dd className="measure-value">{largest}</dd>
        </div>
        <div className="measure">
          <dt>parameters, layers and one kernel</dt>
          <dd className="measure-value">
            {wholeText(shown.parameters)} and {wholeText(shown.fusedParameters)}
          </dd>
        </div>
        <div className="measure">
          <dt>multiply-adds</dt>
          <dd className="measure-value">
            {wholeText(shown.multiplyAdds)} and {wholeText(shown.fusedMultiplyAdds)}
          </dd>
        </div>
      </dl>
      <div className="demo-predict">
        {guess === null && relu && (
          <Guesses
            label="Take the ReLUs out. How far apart will the two outputs be then?"
            options={guesses}
            value={guess}
            onGuess={(value) => update({ guess: value, relu: false, padded: false })}
          />
        )}
        {guess !== null && !asked.relu && inFrame === null && (
          <p role="status">
            <Foretold right={(guess === 'same') === rounding} /> the largest difference is{' '}
            {difference}, where values go up to {largest}.{' '}
            {rounding && 'That is rounding: the layers are one convolution, and were all along.'}
          </p>
        )}
      </div>
    </DemoFrame>
  );
});

interface PictureProps {
  title: string;
  side: number;
  src: string;
  role?: Role;
}

function Picture({ title, side, src, role }: PictureProps) {
  return (
    <figure className="demo-picture">
      <figcaption>{title}</figcaption>
      <PixelImage width={side} height={side} src={src} label={title} role={role} size={148} />
      <div className="grid-note">
        {side}×{side}
      </div>
    </figure>
  );
}
