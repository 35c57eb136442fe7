import { useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import type { Shape } from '#numerics/architectures/layer.ts';
import { shapeText } from '#numerics/architectures/outputShape.ts';
import type { Part } from '#numerics/architectures/partsOf.ts';
import { Choice } from '#ui/Choice.tsx';
import { Slider } from '#ui/Slider.tsx';
import { ledgerView, type LedgerView } from './ledgerView.ts';
import { change, percent, quantities, whole } from './quantities.ts';
import { ledgerDefaults, ledgerSchema, widths, type LedgerState } from './state.ts';
import { ThreeBars } from './ThreeBars.tsx';

const names: Record<LedgerState['network'], string> = {
  alexnet: 'AlexNet',
  vgg16: 'VGG-16',
  resnet50: 'ResNet-50',
  book: 'the book’s',
};

const guesses = [
  { value: 'most', label: 'nine tenths of them, too' },
  { value: 'half', label: 'about half of them' },
  { value: 'hardly', label: 'less than a hundredth' },
] as const;

/** Parameters, multiply-adds and activations of a network, layer by layer, side by side. */
export function Ledger() {
  const link = useDemoState('fc-parameters-ledger', ledgerSchema, ledgerDefaults);
  const { state, update } = link;
  const { network, head, guess } = state;
  const view = useMemo(() => ledgerView(state), [JSON.stringify(state)]);
  const { parts, totals, flat, pooled } = view;
  const selected = Math.min(state.part, parts.length - 1);
  const [pointed, setPointed] = useState<number | null>(null);
  const lit = pointed ?? selected;
  const part = parts[lit];
  const full = {
    parameters: Math.max(flat.parameters, pooled.parameters),
    multiplyAdds: Math.max(flat.multiplyAdds, pooled.multiplyAdds),
    activations: Math.max(flat.activations, pooled.activations),
  };
  const changes = quantities.map(({ key, name }) => `${change(flat[key], pooled[key])} ${name}`);
  const swap = `Pooling instead of flattening: ${changes.join(', ')}.`;
  /** Another network begins with the layer that holds most of its parameters. */
  const choose = (step: Partial<LedgerState>) => {
    const next = { ...state, guess: null, ...step };
    update({ ...next, part: heaviest(ledgerView(next).parts) });
  };
  const right = guess === 'hardly';

  return (
    <DemoFrame
      id="fc-parameters-ledger"
      question="Where are the parameters, where is the work, and where the memory?"
      link={link}
      announce={`${names[network]}: ${whole(totals.parameters)} parameters, ${whole(totals.multiplyAdds)} multiply-adds, ${whole(totals.activations)} activations. ${swap}`}
      status="counted for one image; megabytes as float32"
      caption={
        <>
          <p>
            Each bar is the whole network, its layers from left to right; a band joins the three
            shares of one layer. <span className="fc-key" data-kind="conv" /> convolutions,{' '}
            <span className="fc-key" data-kind="dense" /> dense layers,{' '}
            <span className="fc-key" data-kind="none" /> the rest.
          </p>
          <p>
            <strong>Try:</strong> point at the wide hatched piece and follow its band down. Swap the
            head: the bars keep their scale, so that you see what goes. Let ResNet-50 flatten. Then
            take the book’s network and double the sides of its image, once with each head.
          </p>
          <p>
            ResNet-50 is shown by stages. A swapped head keeps the last dense layer only; a
            flattened ResNet-50 is a thought, nobody trained it.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Network"
            options={Object.entries(names).map(([value, label]) => ({
              value: value as LedgerState['network'],
              label,
            }))}
            value={network}
            onChange={(network) =>
              choose({
                network,
                head: network === 'alexnet' || network === 'vgg16' ? 'flat' : 'pooled',
              })
            }
          />
          <Choice
            label="Head"
            options={[
              { value: 'flat', label: 'flatten' },
              { value: 'pooled', label: 'average each map' },
            ]}
            value={head}
            onChange={(head) => choose({ head })}
          />
          <Slider
            label="layer"
            unit={parts[selected]?.name}
            value={selected + 1}
            min={1}
            max={parts.length}
            format={(value) => parts[value - 1]?.name ?? String(value)}
            onChange={(value) => update({ part: value - 1 })}
          />
          {network === 'book' && (
            <>
              <Slider
                label="image side"
                symbol="H = W"
                role="input"
                unit="px"
                value={state.side}
                min={16}
                max={96}
                step={4}
                onChange={(side) => update({ side })}
              />
              <Slider
                label="maps of the first layer"
                role="kernel"
                value={state.channels}
                min={8}
                max={64}
                step={8}
                onChange={(channels) => update({ channels })}
              />
              <Choice
                label="A dense layer before the last"
                options={widths.map((value) => ({ value, label: value === 0 ? 'none' : value }))}
                value={state.width}
                onChange={(width) => choose({ width })}
              />
            </>
          )}
          <div className="demo-predict">
            <h4>First guess, then swap</h4>
            <p>
              If VGG-16 averaged its last maps, nine tenths of its parameters would go. How many of
              its multiply-adds would go with them?
            </p>
            <Guesses
              label="Your guess"
              options={guesses}
              value={guess}
              onGuess={(guess) => choose({ network: 'vgg16', head: 'pooled', guess })}
            />
            <p role="status" aria-live="polite">
              {guess && network === 'vgg16' && (
                <>
                  <Foretold right={right} /> {change(flat.parameters, pooled.parameters)}{' '}
                  parameters, {change(flat.multiplyAdds, pooled.multiplyAdds)} multiply-adds. A
                  weight of a dense layer is used once, one of a convolution at every place.
                </>
              )}
            </p>
          </div>
        </>
      }
    >
      <ThreeBars
        parts={parts}
        totals={totals}
        full={full}
        lit={lit}
        onPoint={setPointed}
        onSelect={(part) => update({ part })}
      />
      {part && <PartTable part={part} view={view} />}
      <p className="fc-swap">{swap}</p>
      <details className="fc-all">
        <summary>All layers in numbers</summary>
        <AllParts parts={parts} />
      </details>
    </DemoFrame>
  );
}

/** The part in view: its three numbers, and their shares of the whole. */
function PartTable({ part, view: { totals } }: { part: Part; view: LedgerView }) {
  const places = part.outputShape.length === 3 ? part.outputShape[0] * part.outputShape[1] : 1;
  return (
    <table className="demo-table">
      <caption>
        <strong>{part.name}</strong>: {shown(part.inputShape)} → {shown(part.outputShape)}
        {part.kind === 'conv' && !part.name.startsWith('stage') && (
          <>, each weight used {whole(places)} times</>
        )}
        {part.kind === 'dense' && ', each weight used once'}
      </caption>
      <tbody>
        {quantities.map(({ key, name }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{whole(part[key])}</td>
            <td>{percent(part[key] / totals[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AllParts({ parts }: { parts: readonly Part[] }) {
  return (
    <div className="table-scroll">
      <table className="demo-table">
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">output</th>
            {quantities.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.name}>
              <th scope="row">{part.name}</th>
              <td>{shown(part.outputShape)}</td>
              {quantities.map(({ key }) => (
                <td key={key}>{whole(part[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** "7×7×512", or "25,088" for a vector. */
function shown(shape: Shape): string {
  return shape.length === 1 ? whole(shape[0]) : shapeText(shape);
}

function heaviest(parts: readonly Part[]): number {
  const most = Math.max(...parts.map(({ parameters }) => parameters));
  return parts.findIndex(({ parameters }) => parameters === most);
}
