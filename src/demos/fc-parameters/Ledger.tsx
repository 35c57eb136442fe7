import { useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import type { Shape } from '#numerics/architectures/layer.ts';
import { shapeText } from '#numerics/architectures/outputShape.ts';
import type { Part } from '#numerics/architectures/partsOf.ts';
import { Choice } from '#ui/Choice.tsx';
import { wholeText } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { ledgerView, type LedgerView } from './ledgerView.ts';
import { change, percent, quantities } from './quantities.ts';
import { ledgerDefaults, ledgerSchema, MOST_SIDE, widths, type LedgerState } from './state.ts';
import { ThreeBars } from './ThreeBars.tsx';

const names: Record<LedgerState['network'], string> = {
  alexnet: 'AlexNet',
  vgg16: 'VGG-16',
  resnet50: 'ResNet-50',
  book: 'the book’s',
};

const guesses = [
  { value: 'most', label: 'nine tenths of them, too' },
  { value: 'fifth', label: 'about a fifth' },
  { value: 'hardly', label: 'less than a hundredth' },
] as const;

/** The book's own network with either head, whatever the reader has made of it. */
const { flat: bookFlat, pooled: bookPooled } = ledgerView({ ...ledgerDefaults, network: 'book' });

/** Parameters, multiply-adds and activations of a network, layer by layer, side by side. */
export function Ledger() {
  const link = useDemoState('fc-parameters-ledger', ledgerSchema, ledgerDefaults);
  const { state, update } = link;
  const { network, head, guess } = state;
  const view = useMemo(() => ledgerView(state), [JSON.stringify(state)]);
  const { parts, totals, flat, pooled, full } = view;
  const selected = Math.min(state.part, parts.length - 1);
  const [pointed, setPointed] = useState<number | null>(null);
  const lit = pointed ?? selected;
  const part = parts[lit];
  const born = ownHead(network);
  const [own, other] = born === 'flat' ? [flat, pooled] : [pooled, flat];
  const changes = quantities.map(({ key, name }) => `${change(own[key], other[key])} ${name}`);
  const swap = `${born === 'flat' ? 'Averaging instead of flattening' : 'Flattening instead of averaging'}: ${changes.join(', ')}.`;
  /** Another network begins with the layer that holds most of its parameters. */
  const choose = (step: Partial<LedgerState>) => {
    const next = { ...state, guess: null, ...step };
    update({ ...next, part: heaviest(ledgerView(next).parts) });
  };
  /** Another head, with its largest dense layer in view. */
  const swapHead = (step: Partial<LedgerState>) => {
    const next = { ...state, ...step };
    update({ ...next, part: heaviest(ledgerView(next).parts, 'dense') });
  };
  const right = guess === 'fifth';

  return (
    <DemoFrame
      id="fc-parameters-ledger"
      question="Where are the parameters, where is the work, and where the memory?"
      link={link}
      announce={`${names[network]}: ${wholeText(totals.parameters)} parameters, ${wholeText(totals.multiplyAdds)} multiply-adds, ${wholeText(totals.activations)} activations. ${swap}`}
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
            head: the bars keep their scale, and what goes leaves its place empty. Let ResNet-50
            flatten. Then take the book’s network and double the sides of its image, once with each
            head.
          </p>
          <p>
            fc6 is the sixth layer of AlexNet with weights, and VGG-16’s first dense layer has kept
            the name; conv1_2 is the second convolution of the first block. ResNet-50 is shown by
            stages, the blocks that work on maps of one size. A whole bar is what the head with more
            of it has; for the book’s network, with an image of 64 pixels and as many maps and units
            as are set. A swapped head keeps the last dense layer only. Nobody trained ResNet-50
            with a flat head, nor was the pooled VGG-16 of this figure trained.
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
                head: ownHead(network),
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
            onChange={(head) => swapHead({ head })}
          />
          <Slider
            label="layer, from the left"
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
                max={MOST_SIDE}
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
                onChange={(width) => swapHead({ width })}
              />
            </>
          )}
          <div className="demo-predict">
            <h4>First guess, then swap</h4>
            <p>
              Averaging its last maps takes nine tenths of VGG-16’s parameters away. The book’s
              network with a flat head turns 8×8×128 values into ten scores. Which share of its
              parameters would go?
            </p>
            <Guesses
              label="Your guess"
              options={guesses}
              value={guess}
              onGuess={(guess) =>
                swapHead({
                  network: 'book',
                  head: 'pooled',
                  side: 32,
                  channels: 32,
                  width: 0,
                  guess,
                })
              }
            />
            <p role="status" aria-live="polite">
              {guess && network === 'book' && (
                <>
                  <Foretold right={right} /> {change(bookFlat.parameters, bookPooled.parameters)}{' '}
                  parameters, {change(bookFlat.multiplyAdds, bookPooled.multiplyAdds)}{' '}
                  multiply-adds. Behind the flatten there are ten units, not 4,096. Put 4,096 there,
                  by “a dense layer before the last”, and swap again.
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
    <table className="demo-table fc-counts">
      <caption>
        <strong>{part.name}</strong>: {shown(part.inputShape)} → {shown(part.outputShape)}
        {part.kind === 'conv' && !part.name.startsWith('stage') && (
          <>, each weight used {wholeText(places)} times an image</>
        )}
        {part.kind === 'dense' && ', each weight used once an image'}
      </caption>
      <tbody>
        {quantities.map(({ key, name }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{wholeText(part[key])}</td>
            <td>{percent(part[key] / totals[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AllParts({ parts }: { parts: readonly Part[] }) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="All layers in numbers">
      <table className="demo-table fc-counts">
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
                <td key={key}>{wholeText(part[key])}</td>
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
  return shape.length === 1 ? wholeText(shape[0]) : shapeText(shape);
}

/** The part with most parameters, of all or of one kind. */
function heaviest(parts: readonly Part[], kind?: Part['kind']): number {
  const counts = parts.map((part) => (kind && part.kind !== kind ? -1 : part.parameters));
  return counts.indexOf(Math.max(...counts));
}

/** The head that a network was published with. */
function ownHead(network: LedgerState['network']): LedgerState['head'] {
  return network === 'alexnet' || network === 'vgg16' ? 'flat' : 'pooled';
}
