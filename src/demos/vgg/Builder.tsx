import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { LayerChain, type ChainField } from '#demos/frame/LayerChain.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { FLOAT32_BYTES } from '#numerics/architectures/ledger.ts';
import { shapeText } from '#numerics/architectures/outputShape.ts';
import type { VggName } from '#numerics/architectures/vgg.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent, wholeText } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { build, presetOf, withLargeKernels, type BuiltPart } from './built.ts';
import { Measure } from './Measure.tsx';
import {
  builderDefaults,
  builderSchema,
  builtBlocks,
  kernelSides,
  MAPS_STEP,
  MOST_BLOCKS,
  MOST_CONVOLUTIONS,
  MOST_MAPS,
  MOST_SIDE,
  quantityNames,
  SIDE_STEP,
  type BuilderState,
  type BuiltBlock,
} from './state.ts';

const names: Record<BuilderState['show'], string> = {
  parameters: 'parameters',
  activations: 'activations',
  multiplyAdds: 'multiply-adds',
  field: 'what a unit sees',
};

/** Blocks of convolutions to be stacked, and what the network then costs, layer by layer. */
export function Builder() {
  const link = useDemoState('vgg-builder', builderSchema, builderDefaults);
  const { state, update } = link;
  const { blocks, side, head, show } = state;
  const built = useMemo(() => build(state), [JSON.stringify([blocks, side, head])]);
  const { parts, totals, dense, field, fault } = built;
  const preset = presetOf(blocks);
  const large = withLargeKernels(blocks);
  const layers = parts.filter(({ kind }) => kind !== 'none').length;
  const most = Math.max(...parts.map((part) => valueOf(part, show, side)));
  const said = `${layers} layers with weights, ${wholeText(totals.parameters)} parameters, ${percent(dense / totals.parameters, 1)} of them dense; ${wholeText(totals.activations)} activations, ${wholeText(totals.multiplyAdds)} multiply-adds.`;

  return (
    <DemoFrame
      id="vgg-builder"
      question="What makes VGG large?"
      link={link}
      announce={said}
      status="counted for one image; bytes as float32"
      caption={
        <>
          <p>
            A block is some convolutions of stride 1, padded so that the map keeps its size, a ReLU
            behind each, and a 2×2 pooling that halves it. Stack your own, or start from one of the
            paper’s five.
          </p>
          <p>
            <strong>Try:</strong> go from A to E and watch the parameters hardly move. Put one large
            kernel into each block. Average the last maps. Then look at the activations, and at what
            a unit sees.
          </p>
          <p>
            Biases count as parameters. Activations are the values that layers write; a ReLU works
            in place. Learning keeps them all until the way back.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Start from"
            options={(['A', 'B', 'C', 'D', 'E'] as const).map((value) => ({
              value,
              label: value === 'D' ? 'D, VGG-16' : value === 'E' ? 'E, VGG-19' : value,
            }))}
            value={preset ?? ('own' as VggName)}
            onChange={(name) => update({ blocks: builtBlocks(name) })}
          />
          <div>
            <button
              type="button"
              className="button"
              disabled={!large}
              onClick={() => large && update({ blocks: large })}
            >
              One large kernel a block instead
            </button>
          </div>
          <Choice
            label="Head"
            options={[
              { value: 'flat', label: 'flatten, three dense layers' },
              { value: 'pooled', label: 'average, one' },
            ]}
            value={head}
            onChange={(value) => update({ head: value })}
          />
          <LayerChain<BuiltBlock>
            label="The blocks"
            layers={blocks}
            fieldsOf={fieldsOf}
            rowOf={(_, index) => ({
              name: `block ${index + 1}`,
              facts: [poolShape(parts, index)],
              complaint: fault?.block === index ? fault.message : null,
            })}
            kinds={[{ name: 'another block', layer: { n: 2, k: 3, c: 512, p: 0 } }]}
            most={MOST_BLOCKS}
            least={1}
            onChange={(next) => update({ blocks: next })}
            start={
              <Slider
                label="image side"
                role="input"
                unit="px"
                value={side}
                min={SIDE_STEP}
                max={MOST_SIDE}
                step={SIDE_STEP}
                onChange={(value) => update({ side: value })}
              />
            }
          />
        </>
      }
    >
      <dl className="vgg-measures">
        <Measure name="layers with weights" value={String(layers)} />
        <Measure name="parameters" value={wholeText(totals.parameters)} />
        <Measure name="of them dense" value={percent(dense / totals.parameters, 1)} />
        <Measure name="as numbers" value={megabytes(totals.parameters)} />
        <Measure name="activations" value={megabytes(totals.activations)} />
        <Measure name="multiply-adds" value={billions(totals.multiplyAdds)} />
        <Measure name="the last pooling sees" value={`${field} px`} />
      </dl>
      <Choice
        label="Layer by layer"
        options={quantityNames.map((value) => ({ value, label: names[value] }))}
        value={show}
        onChange={(value) => update({ show: value })}
      />
      <ol className="vgg-layers">
        {parts.map((part) => (
          <li key={part.name} className="vgg-layer" data-kind={part.kind}>
            <span className="vgg-layer-name">{part.name}</span>
            <span className="vgg-layer-shape">{shapeText(part.outputShape)}</span>
            <span className="vgg-layer-bar" aria-hidden="true">
              <span style={{ width: `${(100 * valueOf(part, show, side)) / most}%` }} />
            </span>
            <span className="vgg-layer-value">{valueText(part, show)}</span>
          </li>
        ))}
      </ol>
    </DemoFrame>
  );
}

function fieldsOf(block: BuiltBlock): ChainField<BuiltBlock>[] {
  const { n, k, c, p } = block;
  return [
    {
      label: 'convolutions',
      symbol: 'n',
      value: n,
      min: 1,
      max: MOST_CONVOLUTIONS,
      with: (value) => ({ ...block, n: value }),
    },
    {
      label: 'kernel side',
      symbol: 'k',
      value: k,
      min: 1,
      max: 9,
      step: 2,
      with: (value) => ({ ...block, k: kernelSides.find((known) => known === value) ?? 3 }),
    },
    {
      label: 'maps',
      symbol: 'C',
      value: c,
      min: MAPS_STEP,
      max: MOST_MAPS,
      step: MAPS_STEP,
      with: (value) => ({ ...block, c: value }),
    },
    {
      label: '1×1 convolutions behind',
      symbol: '1×1',
      value: p,
      min: 0,
      max: 1,
      with: (value) => ({ ...block, p: value }),
    },
  ];
}

function poolShape(parts: readonly BuiltPart[], index: number): string {
  const pool = parts.find(({ name }) => name === `pool${index + 1}`);
  return pool ? `→ ${shapeText(pool.outputShape)}` : '';
}

/** The length of a bar; what sees all of the image sees its side. */
function valueOf(part: BuiltPart, show: BuilderState['show'], side: number): number {
  if (show !== 'field') return part[show];
  return part.field === 'all' ? side : part.field;
}

function valueText(part: BuiltPart, show: BuilderState['show']): string {
  if (show === 'field') return part.field === 'all' ? 'all' : `${part.field} px`;
  return wholeText(part[show]);
}

/** A megabyte is a million bytes. */
function megabytes(numbers: number): string {
  const size = (numbers * FLOAT32_BYTES) / 1e6;
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} MB`;
}

function billions(count: number): string {
  return count < 1e9
    ? `${(count / 1e6).toFixed(1)} million`
    : `${(count / 1e9).toFixed(2)} billion`;
}
