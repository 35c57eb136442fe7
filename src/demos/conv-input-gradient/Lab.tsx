import { useEffect, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Quantity } from '#demos/frame/Quantity.tsx';
import { Star } from '#demos/frame/Star.tsx';
import { ThreeWays } from '#demos/frame/ThreeWays.tsx';
import { geometryOf } from '#demos/frame/oneChannel.ts';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type lab from '#numerics/tasks/conv-input-gradient-lab.ts';
import type { LabOutput } from '#numerics/tasks/conv-input-gradient-lab.ts';
import { Choice } from '#ui/Choice.tsx';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { sizeOf, withCell, type Cell } from '#ui/matrix.ts';
import { Play } from '#ui/Play.tsx';
import { Slider } from '#ui/Slider.tsx';
import { usePlayHead } from '#ui/usePlayHead.ts';
import { AdjointTest } from './AdjointTest.tsx';
import type firstFrame from './Lab.first.ts';
import { at, canvasOf, fitUpstream, layerOf, stampsUpTo, turned } from './layer.ts';
import { presetNames, presetOf, presets, type PresetName } from './presets.ts';
import { InputGradient } from './InputGradient.tsx';
import { Shortcut } from './Shortcut.tsx';
import { labDefaults, labSchema, type LabState } from './state.ts';
import { GatheredSum, ScatteredStamp } from './Sum.tsx';

const exampleX = [
  [1, 2, 0],
  [0, 1, 3],
  [2, 1, 1],
];
const exampleG = [
  [1, -1],
  [0, 2],
];

/** Ask a pixel: edit X, K and G, and see which products make each entry of ∂L/∂X. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('conv-input-gradient-lab', labSchema, labDefaults);
  const { state, update } = link;
  const { x, kernel, g, stride, padding, dilation, view } = state;
  const [pointed, setPointed] = useState<{ of: 'pixel' | 'output'; cell: Cell } | null>(null);
  const [filledIn, setFilledIn] = useState(0);
  const task = useTask<typeof lab>('conv-input-gradient-lab');
  const input = { x, kernel, g, stride, padding, dilation };
  useEffect(() => task.run(input), [JSON.stringify(input)]);

  const layer = layerOf(input);
  const canvas = canvasOf(layer, g);
  const [h, w] = layer.geometry.inputSize;
  const [rows, columns] = layer.geometry.outputSize;
  const steps = view === 'gather' ? h * w : rows * columns;
  const head = Math.min(state.at, steps - 1);
  const play = usePlayHead(head, steps, (at) => update({ at }), 900);

  // Pointing changes what is lit and written out, never the grids themselves: they stay in place.
  const width = view === 'gather' ? w : columns;
  const atHead = { row: Math.floor(head / width), column: head % width };
  const gathering = pointed ? pointed.of === 'pixel' : view === 'gather';
  const cell = pointed?.cell ?? atHead;
  const products = layer.products.filter((product) =>
    gathering
      ? product.u === cell.row && product.v === cell.column
      : product.r === cell.row && product.c === cell.column,
  );
  const outputs = products.map(({ r, c }) => ({ row: r, column: c }));
  const taps = products.map(({ a, b }) => ({ row: a, column: b }));
  const pixels = products.map(({ u, v }) => ({ row: u, column: v }));
  const flipped = turned(kernel);

  /** A change of the layer: G follows the size of Y, and an old guess is withdrawn. */
  const change = (part: Partial<LabState>) => {
    const next = { ...state, ...part };
    const size = geometryOf(next.x, next.kernel, next).outputSize;
    const kept = next.g.slice(0, size[0]).flatMap((cells) => cells.slice(0, size[1]));
    setFilledIn(size[0] * size[1] - kept.length);
    update({ ...part, g: fitUpstream(next.g, size), guess: null });
  };
  const choose = (name: PresetName) => {
    if (name === 'example') {
      setFilledIn(0);
      const setting = { stride: 1, padding: 0, dilation: 1, at: 4 };
      update({ x: exampleX, kernel: presets.example.values, g: exampleG, guess: null, ...setting });
    } else {
      change({
        kernel: presets[name].values,
        ...(h < 5 && { x: labDefaults.x, g: labDefaults.g }),
      });
    }
  };
  const result = task.result && sameSize(task.result, h, w) ? task.result : fallback(first, h, w);
  const pixel = gathering ? cell : (pixels[0] ?? { row: 0, column: 0 });
  const stamp = gathering ? atHead : cell;
  const stamps = stamp.row * columns + stamp.column + 1;
  const built = view === 'gather' ? layer.gradient : stampsUpTo(layer, g, kernel, stamps);
  const pointPixel = (cell: Cell | null) => setPointed(cell && { of: 'pixel', cell });
  const pointOutput = (cell: Cell | null) => setPointed(cell && { of: 'output', cell });
  const [top, left] = canvas.before;

  return (
    <DemoFrame
      id="conv-input-gradient-lab"
      question="What reaches this pixel?"
      link={link}
      tasks={[task]}
      announce={`∂L/∂X at row ${pixel.row}, column ${pixel.column} is ${formatNumber(at(layer.gradient, pixel.row, pixel.column))}.`}
      caption={
        <>
          <p>
            The loss is <em>L</em> = Σ <Quantity role="upstream">G</Quantity> ⊙{' '}
            <Quantity role="output">Y</Quantity>, so that ∂L/∂Y is G. Every number in X, K and G can
            be edited; arrow keys move, typing replaces.
          </p>
          <p>
            <strong>Try:</strong> point at a corner of X, then at its middle, then at a number in G.
            Set the stride to 2 and watch the zeros. Change a number in X. Press play in both views.
          </p>
          <p>Dotted cells are zeros that were put in; no output stands there.</p>
        </>
      }
      controls={
        <>
          <Choice
            label="View"
            options={[
              { value: 'gather', label: 'gather: ask a pixel' },
              { value: 'scatter', label: 'scatter: ask an output' },
            ]}
            value={view}
            onChange={(view) => update({ view, at: 0 })}
          />
          <Play
            label={view === 'gather' ? 'sliding kernel' : 'stamping outputs'}
            playing={play.playing}
            onPlaying={play.setPlaying}
            onStep={play.step}
            position={`${view === 'gather' ? 'pixel' : 'output'} ${head + 1} of ${steps}`}
          />
          <Choice
            label="Kernel"
            role="kernel"
            options={presetNames.map((value) => ({ value, label: presets[value].name }))}
            value={presetOf(kernel) ?? ('edited' as PresetName)}
            onChange={choose}
          />
          <Slider
            label="stride"
            symbol="s"
            value={stride}
            min={1}
            max={3}
            onChange={(stride) => change({ stride })}
          />
          <Slider
            label="padding"
            symbol="p"
            value={padding}
            min={0}
            max={3}
            onChange={(padding) => change({ padding })}
          />
          <Slider
            label="dilation"
            symbol="d"
            value={dilation}
            min={1}
            max={2}
            onChange={(dilation) => change({ dilation })}
          />
          {result && (
            <div className="ig-answers">
              <ThreeWays
                answers={result}
                cell={pixel}
                theorem="the theorem: pad, flip, slide"
                step="step 10⁻⁴"
              />
              <AdjointTest products={result.adjoint} />
            </div>
          )}
          <Shortcut
            mistake={state.mistake}
            guess={state.guess}
            answer={result?.mistaken.find((answer) => answer.mistake === state.mistake)}
            forwardProduct={result?.adjoint[0] ?? Number.NaN}
            theorem={layer.gradient}
            onMistake={(mistake) => update({ mistake, guess: null })}
            onGuess={(guess) => update({ guess })}
          />
        </>
      }
    >
      <div className="demo-row">
        <EditableGrid
          values={x}
          onChange={(cell, value) => change({ x: withCell(x, cell, value) })}
          onPoint={pointPixel}
          title={<Quantity role="input">X</Quantity>}
          label="Input X"
          role="input"
          highlights={gathering ? [cell] : pixels}
          compact
          note={`${h}×${w}`}
        />
        <EditableGrid
          values={kernel}
          onChange={(cell, value) => change({ kernel: withCell(kernel, cell, value) })}
          title={<Quantity role="kernel">K</Quantity>}
          label="Kernel K"
          role="kernel"
          highlights={taps}
          compact
        />
        <EditableGrid
          values={layer.y}
          onPoint={pointOutput}
          title={
            <>
              <Quantity role="output">Y</Quantity> = X <Star {...state} /> K
            </>
          }
          label="Output Y"
          role="output"
          highlights={gathering ? outputs : [cell]}
          compact
          note={`${rows}×${columns}`}
        />
        <EditableGrid
          values={g}
          onChange={(cell, value) => change({ g: withCell(g, cell, value) })}
          onPoint={pointOutput}
          title={
            <>
              <Quantity role="upstream">G</Quantity> = ∂L/∂Y
            </>
          }
          label="Upstream gradient G"
          role="upstream"
          highlights={gathering ? outputs : [cell]}
          compact
          note={`${rows}×${columns}${filledIn > 0 ? `; Y grew: ${filledIn} filled in` : ''}`}
        />
      </div>
      <div className="demo-row">
        <EditableGrid
          values={built}
          onPoint={pointPixel}
          title={
            <>
              <InputGradient />
              {view === 'scatter' &&
                (stamps === rows * columns ? ', all stamps' : `, after stamp ${stamps}`)}
            </>
          }
          label="Gradient with respect to the input"
          role="input"
          highlights={gathering ? [cell] : pixels}
          compact
          note={`${h}×${w}, the size of X`}
        />
        {view === 'gather' ? (
          <>
            <EditableGrid
              values={canvas.values}
              title={
                <>
                  <Quantity role="upstream">G</Quantity> with zeros, {padText(top, left)}
                </>
              }
              label="G with zeros between its entries, padded"
              role="upstream"
              isFiller={(cell) => canvas.entryAt(cell) === null}
              highlights={gathering ? canvas.under(cell) : [canvas.placeOf(cell)]}
              compact
              note={`${sizeOf(canvas.values).join('×')}; framed: ${gathering ? 'under the flipped kernel' : 'the output'}`}
            />
            <EditableGrid
              values={flipped}
              title={
                <>
                  <Quantity role="kernel">K</Quantity> flipped
                </>
              }
              label="Kernel rotated by 180 degrees"
              role="kernel"
              highlights={taps.map(({ row, column }) => ({
                row: kernel.length - 1 - row,
                column: (kernel[0]?.length ?? 1) - 1 - column,
              }))}
              compact
            />
          </>
        ) : (
          <EditableGrid
            values={kernel.map((cells) =>
              cells.map((value) => value * at(g, stamp.row, stamp.column)),
            )}
            title={
              <>
                the stamp{' '}
                <Quantity role="upstream">
                  G[{stamp.row},{stamp.column}]
                </Quantity>
                ·<Quantity role="kernel">K</Quantity>
              </>
            }
            label={`Stamp of output ${stamp.row}, ${stamp.column}`}
            role="kernel"
            highlights={gathering ? [] : taps}
            compact
          />
        )}
      </div>
      {gathering ? (
        <GatheredSum layer={layer} g={g} kernel={kernel} u={cell.row} v={cell.column} />
      ) : (
        <ScatteredStamp layer={layer} g={g} kernel={kernel} r={cell.row} c={cell.column} />
      )}
    </DemoFrame>
  );
});

function padText(top: number, left: number): string {
  const before = Math.max(top, left);
  if (top !== left) return `padded by ${top} and ${left}`;
  return before < 0 ? `cropped by ${-before}` : `padded by ${before}`;
}

function sameSize(result: LabOutput, h: number, w: number): boolean {
  return result.theorem.length === h && result.theorem[0]?.length === w;
}

/** The prerendered answers, as long as they belong to an image of this size. */
function fallback(first: LabOutput, h: number, w: number): LabOutput | null {
  return sameSize(first, h, w) ? first : null;
}
