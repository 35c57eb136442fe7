import { useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { LayerChain, type ChainField } from '#demos/frame/LayerChain.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { loadSheet } from '#demos/network/loadSheet.ts';
import type { StackOutput } from '#numerics/tasks/receptive-field-stack.ts';
import type stack from '#numerics/tasks/receptive-field-stack.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { AxisView } from './AxisView.tsx';
import type firstFrame from './Builder.first.ts';
import { build, notMeasurable, tapsOf } from './built.ts';
import { EnergyPicture } from './EnergyPicture.tsx';
import { Measure } from './Measure.tsx';
import { presetNames, presetOf, presets, type PresetName } from './presets.ts';
import { builderDefaults, builderSchema, MOST_LAYERS, type BuiltLayer } from './state.ts';

const NETWORKS = 12;

const guesses = [
  { value: 'hardly', label: 'hardly' },
  { value: 'root', label: 'by about 1.4' },
  { value: 'double', label: 'by about 2' },
] as const;

/** Build a stack: its receptive field by recursion, and where inside it the influence lies. */
export const Builder = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('receptive-field-builder', builderSchema, builderDefaults);
  const { state, update } = link;
  const { layers, side, guess } = state;
  const [missing, setMissing] = useState(false);
  const task = useTask<typeof stack>('receptive-field-stack');
  const key = JSON.stringify(layers);
  const built = useMemo(() => build(layers, side), [key, side]);
  const { fields, fault, diameters, shares, sigma } = built;
  const last = fields.at(-1);
  const [r, j] = [last?.size[0] ?? 1, last?.jump[0] ?? 1];
  const diameter = diameters.at(-1) ?? 1;

  const fitting = layers.slice(0, fields.length);
  const refusal = fault ? `layer ${fault.index + 1} does not fit` : notMeasurable(fitting, r);
  const topName = fault ? `layer ${fields.length}, the last that fits` : `layer ${fields.length}`;
  const stackOf = (list: readonly BuiltLayer[]) =>
    tapsOf(list).map((taps, index) => ({ ...taps, type: list[index]?.t ?? ('conv' as const) }));
  const run = () => {
    setMissing(false);
    loadSheet(first.sheet).then(
      (pixels) => task.run({ layers: stackOf(fitting), pixels, networks: NETWORKS, seed: 1 }),
      () => setMissing(true),
    );
  };
  const isOfStack =
    task.resultOf && JSON.stringify(task.resultOf.layers) === JSON.stringify(stackOf(fitting));
  const going = task.running ? (task.partial as StackOutput | null) : null;
  const measured =
    going?.diameters.length === fields.length ? going : isOfStack ? task.result : null;
  const change = (part: Partial<typeof state>) => {
    task.cancel();
    update({ guess: null, ...part });
  };

  const ways = useMemo(
    () =>
      Float32Array.from(
        { length: shares.length ** 2 },
        (_, i) => (shares[Math.floor(i / shares.length)] ?? 0) * (shares[i % shares.length] ?? 0),
      ),
    [shares],
  );
  const summary = `${fields.length === 0 ? 'Layer 1 does not fit. A unit of layer 0, the image,' : `A unit of ${topName}${fault ? ',' : ''}`} sees ${r}×${r} pixels, neighbours ${j} apart; 95 per cent of its expected energy lies in the middle ${formatNumber(diameter)}.`;
  const line = (values: readonly number[]) =>
    values.map((value, index) => [index + 1, value] as const);

  return (
    <DemoFrame
      id="receptive-field-builder"
      question="What does a unit see at the end of a stack, and how much of it matters?"
      link={link}
      tasks={[task]}
      announce={summary}
      caption={
        <>
          <p>
            Bright is where the unit’s energy is expected: the square of how much the unit changes
            with a pixel, on average over random weights (the shape 1, 2, 3, 2, 1 further below).
            The frame holds 95 % of it, a pixel that it cuts counting by the part inside; the whole
            square is what the unit can see at all.
          </p>
          <p>
            <strong>Try:</strong> give the first layer stride 2, then the last one instead. Add a
            1×1 convolution. Move a pooling from the end to the front. Give all three layers
            dilation 2 and look for the holes. Then AlexNet and VGG-16.
          </p>
          <p>
            <em>Measure</em> draws {NETWORKS} networks with random weights and ReLUs, runs them on
            photographs and asks how much their units change when a pixel does.
          </p>
        </>
      }
      controls={
        <>
          <div className="demo-predict">
            <h4>First guess, then look</h4>
            <p>
              Eight 3×3 convolutions see 17 pixels, sixteen see 33. By how much does the framed
              square grow?
            </p>
            <Guesses
              label="Your guess"
              options={guesses}
              value={guess}
              onGuess={(guess) => update({ ...presets.sixteen.stack, guess })}
            />
            <p role="status" aria-live="polite">
              {guess && <Verdict guess={guess} />}
            </p>
          </div>
          <Choice
            label="Start from"
            options={presetNames.map((value) => ({ value, label: presets[value].name }))}
            value={presetOf(state) ?? ('own' as PresetName)}
            onChange={(name) => change(presets[name].stack)}
          />
          <div>
            <button
              type="button"
              className="button"
              onClick={run}
              disabled={refusal !== null || task.running}
            >
              Measure {NETWORKS} random networks
            </button>
            {refusal && <p>{refusal[0]?.toUpperCase() + refusal.slice(1)}.</p>}
            {missing && (
              <p className="demo-error" role="alert">
                The pictures did not arrive. Check the connection and press again.
              </p>
            )}
          </div>
          <LayerChain
            label="The layers of the stack"
            layers={layers}
            most={MOST_LAYERS}
            start={
              <Slider
                label="pixels of a side of the input"
                symbol="H"
                role="input"
                value={side}
                min={1}
                max={256}
                onChange={(side) => change({ side })}
              />
            }
            fieldsOf={fieldsOf}
            rowOf={(layer, index) => {
              const field = fields[index];
              const name = layer.t === 'conv' ? 'convolution' : 'pooling';
              const complaint = fault?.index === index ? fault.message : null;
              return {
                name,
                complaint,
                facts: field
                  ? [
                      `r = ${field.size[0]}`,
                      `j = ${field.jump[0]}`,
                      `${field.units[0]}×${field.units[0]}`,
                    ]
                  : [],
              };
            }}
            kinds={[
              { name: 'convolution', layer: { t: 'conv', k: 3, s: 1, p: 0, d: 1 } as BuiltLayer },
              { name: 'pooling', layer: { t: 'pool', k: 2, s: 2, p: 0, d: 1 } as BuiltLayer },
            ]}
            least={1}
            onChange={(layers) => change({ layers })}
          />
        </>
      }
    >
      <EnergyPicture
        title={
          fields.length === 0
            ? 'Layer 0, the image: layer 1 does not fit'
            : `Expected: what a unit ${fault ? `of ${topName}, ` : ''}sees, ${r}×${r} pixels`
        }
        label={`Share of the energy at each of ${r}×${r} pixels, expected for random weights; 95 per cent lie in the middle ${formatNumber(diameter)}`}
        side={r}
        energy={ways}
        frames={[{ centre: [(r - 1) / 2, (r - 1) / 2], side: diameter }]}
      />
      {measured && (
        <EnergyPicture
          title="Measured: random weights, ReLUs, photographs"
          label={`Measured energy at each pixel; 95 per cent lie in the middle ${formatNumber(measured.diameters.at(-1) ?? 0)}`}
          side={Math.round(Math.sqrt(measured.energy.length))}
          energy={measured.energy}
          frames={[
            { centre: [(r - 1) / 2, (r - 1) / 2], side: measured.diameters.at(-1) ?? diameter },
          ]}
        />
      )}
      <div className="rf-plot">
        <LinePlot
          series={[
            { name: 'r, the box', points: line(fields.map(({ size }) => size[0])), role: 'input' },
            { name: '95 % expected', points: line(diameters), role: 'output' },
            ...(measured
              ? [
                  {
                    name: '95 % measured',
                    points: line(measured.diameters),
                    role: 'upstream' as const,
                  },
                ]
              : []),
          ]}
          x={{ title: 'layer', whole: true }}
          y={{ title: 'pixels' }}
          description={summary}
          height={190}
        />
      </div>
      {last && <AxisView field={last} side={side} />}
      <dl className="rf-measures">
        <Measure name="receptive field r" value={`${r} px`} />
        <Measure name="jump j" value={`${j} px`} />
        <Measure name="95 % within" value={`${formatNumber(diameter)} px`} />
        {measured && (
          <Measure
            name="measured"
            value={`${formatNumber(measured.diameters.at(-1) ?? Number.NaN)} px`}
          />
        )}
        <Measure name="share of r" value={`${Math.round((100 * diameter) / r)} %`} />
        <Measure name="σ" value={`${formatNumber(sigma)} px`} />
      </dl>
    </DemoFrame>
  );
});

function fieldsOf(layer: BuiltLayer): ChainField<BuiltLayer>[] {
  const field = (
    key: 'k' | 's' | 'p' | 'd',
    label: string,
    min: number,
    max: number,
  ): ChainField<BuiltLayer> => ({
    label,
    symbol: key,
    value: layer[key],
    min,
    max,
    with: (value) => ({ ...layer, [key]: value }),
  });
  return [
    field('k', 'kernel size', 1, 11),
    field('s', 'stride', 1, 4),
    field('p', 'padding', 0, 5),
    ...(layer.t === 'conv' ? [field('d', 'dilation', 1, 8)] : []),
  ];
}

function Verdict({ guess }: { guess: (typeof guesses)[number]['value'] }) {
  const widthOf = (name: 'eight' | 'sixteen') =>
    build(presets[name].stack.layers, presets[name].stack.side).diameters.at(-1) ?? Number.NaN;
  const [eight, sixteen] = [widthOf('eight'), widthOf('sixteen')];
  return (
    <>
      <Foretold right={guess === 'root'} /> from {formatNumber(eight)} to {formatNumber(sixteen)}{' '}
      pixels, a factor of {formatNumber(sixteen / eight)}, while the box went from 17 to 33 (why by
      √2, further below).
    </>
  );
}
