import type { LayerShape } from '#demos/network/layerShape.ts';
import type { Target } from '#numerics/attribution/target.ts';
import { Choice } from '#ui/Choice.tsx';
import { Slider } from '#ui/Slider.tsx';

interface Props {
  /** What is done with the target; "Explain" by default. */
  label?: string;
  target: Target;
  /** The network's layers, their maps as large as the picture makes them. */
  layers: readonly LayerShape[];
  /** What the network answers: where a reader comes back to a class. */
  best: number;
  onChange: (target: Target) => void;
}

const kinds = [
  { value: 'class', label: 'a class' },
  { value: 'unit', label: 'a unit' },
  { value: 'channel', label: 'a channel’s mean' },
] as const;

const numbers = [
  { value: 'score', label: 'score S' },
  { value: 'logProbability', label: 'log p' },
  { value: 'probability', label: 'p' },
  { value: 'loss', label: 'loss −log p' },
] as const;

/** The target with a layer and place that there are: beyond the border the last one. */
export function withinLayers(target: Target, layers: readonly LayerShape[]): Target {
  if (target.kind === 'class') return target;
  const layer = layers.find(({ name }) => name === target.layer);
  if (!layer) return target;
  const channel = Math.min(target.channel, layer.channels - 1);
  if (target.kind === 'channel') return { ...target, channel };
  return {
    ...target,
    channel,
    row: Math.min(target.row, layer.height - 1),
    column: Math.min(target.column, layer.width - 1),
  };
}

/** What is to be explained: a class's number (the class itself is chosen elsewhere), a unit, a channel. */
export function TargetChoice({ label = 'Explain', target, layers, best, onChange }: Props) {
  const unit = target.kind === 'class' ? null : target;
  const layer = layers.find(({ name }) => name === unit?.layer);
  const change = (part: object) => onChange(withinLayers({ ...target, ...part } as Target, layers));
  const chooseKind = (kind: Target['kind']) => {
    if (kind === 'class') onChange({ kind, index: best, as: 'score' });
    else {
      const place = { layer: unit?.layer ?? 'conv3', channel: unit?.channel ?? 28 };
      const next = kind === 'unit' ? { kind, ...place, row: 1, column: 11 } : { kind, ...place };
      onChange(withinLayers(next, layers));
    }
  };
  return (
    <>
      <Choice
        label={label}
        role="prediction"
        options={kinds}
        value={target.kind}
        onChange={chooseKind}
      />
      {target.kind === 'class' ? (
        <Choice
          label="by its"
          role="prediction"
          options={numbers}
          value={target.as}
          onChange={(as) => change({ as })}
        />
      ) : (
        <Choice
          label="Layer"
          role="output"
          options={layers.map(({ name }) => ({ value: name, label: name }))}
          value={target.layer}
          onChange={(name) => change({ layer: name })}
        />
      )}
      {unit && layer && (
        <Slider
          label="channel"
          value={unit.channel}
          min={0}
          max={layer.channels - 1}
          role="output"
          onChange={(channel) => change({ channel })}
        />
      )}
      {target.kind === 'unit' && layer && layer.height > 1 && (
        <>
          <Slider
            label="row"
            value={target.row}
            min={0}
            max={layer.height - 1}
            role="output"
            onChange={(row) => change({ row })}
          />
          <Slider
            label="column"
            value={target.column}
            min={0}
            max={layer.width - 1}
            role="output"
            onChange={(column) => change({ column })}
          />
        </>
      )}
    </>
  );
}

/** The target in words. */
export function targetText(target: Target, classes: readonly string[]): string {
  if (target.kind === 'class') {
    const name = classes[target.index] ?? '';
    return {
      score: `the score of ${name}`,
      logProbability: `log p of ${name}`,
      probability: `p of ${name}`,
      loss: `the loss for ${name}`,
    }[target.as];
  }
  if (target.kind === 'channel') return `the mean of channel ${target.channel} of ${target.layer}`;
  return `unit [${target.row}, ${target.column}] of channel ${target.channel} of ${target.layer}`;
}
