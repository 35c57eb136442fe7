import { useEffect, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Quantity } from '#demos/frame/Quantity.tsx';
import { Star } from '#demos/frame/Star.tsx';
import { ThreeWays } from '#demos/frame/ThreeWays.tsx';
import { geometryOf } from '#demos/frame/oneChannel.ts';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type lab from '#numerics/tasks/conv-kernel-gradient-lab.ts';
import { Choice } from '#ui/Choice.tsx';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { sizeOf, withCell, type Cell } from '#ui/matrix.ts';
import { Play } from '#ui/Play.tsx';
import { Slider } from '#ui/Slider.tsx';
import { usePlayHead } from '#ui/usePlayHead.ts';
import type firstFrame from './Lab.first.ts';
import { at, cellsOf, dilated, gradientOf, padded, productsOf, resized, same } from './layer.ts';
import { KernelGradient } from './KernelGradient.tsx';
import { Shortcut } from './Shortcut.tsx';
import { labDefaults, labSchema, type LabState } from './state.ts';
import { WrittenOut, type Pointed } from './WrittenOut.tsx';

const example: LabState = {
  x: [
    [1, 2, 0],
    [0, 1, 3],
    [2, 1, 1],
  ],
  kernel: [
    [1, 0],
    [2, -1],
  ],
  g: [
    [1, -1],
    [0, 2],
  ],
  stride: 1,
  padding: 0,
  dilation: 1,
  at: 0,
  mistake: 'turned',
  guess: null,
};

/** Ways to fill G, by what each is good for. */
const fills = {
  ones: { name: 'all ones', entry: () => 1 },
  corner: { name: 'a one in the corner', entry: (i: number) => (i === 0 ? 1 : 0) },
  even: { name: 'even under half a turn', entry: (i: number, n: number) => Math.min(i, n - 1 - i) },
  steps: { name: '1, 2, 3, …', entry: (i: number) => i + 1 },
};

/** Edit X, K and G, and see which products make each entry of ∂L/∂K. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('conv-kernel-gradient-lab', labSchema, labDefaults);
  const { state, update } = link;
  const { x, kernel, g, stride, padding, dilation } = state;
  const [hovered, setHovered] = useState<Pointed | null>(null);
  const task = useTask<typeof lab>('conv-kernel-gradient-lab');
  const layer = { x, kernel, g, stride, padding, dilation };
  useEffect(() => {
    if (link.ready) task.run(layer);
  }, [link.ready, JSON.stringify(layer)]);

  const products = productsOf(layer);
  const gradient = gradientOf(kernel, products);
  const taps = cellsOf(kernel);
  const head = Math.min(state.at, taps.length - 1);
  const play = usePlayHead(head, taps.length, (at) => update({ at }), 1200);
  const pointed: Pointed = hovered ?? { of: 'tap', cell: taps[head] ?? { row: 0, column: 0 } };
  const lit = products.filter((product) => same(product[pointed.of], pointed.cell));
  const tap = pointed.of === 'tap' ? pointed.cell : (taps[head] ?? { row: 0, column: 0 });

  /** A change of the layer: G follows the size of Y, and an old guess is withdrawn. */
  const change = (part: Partial<LabState>) => {
    let next = { ...state, ...part };
    if (!fits(next)) next = { ...next, dilation: 1 };
    if (!fits(next)) return;
    const g = resized(next.g, geometryOf(next.x, next.kernel, next).outputSize);
    // Without a stride there are no holes that could be left out.
    const mistake = next.stride === 1 ? 'turned' : state.mistake;
    update({ ...part, dilation: next.dilation, g, mistake, guess: null });
  };
  const fill = (name: keyof typeof fills) => {
    const entries = cellsOf(g).length;
    const columns = g[0]?.length ?? 1;
    update({
      g: g.map((cells, row) =>
        cells.map((_, column) => fills[name].entry(row * columns + column, entries)),
      ),
      guess: null,
    });
  };
  const point = (of: Pointed['of'], scale: number) => (cell: Cell | null) =>
    setHovered(cell && { of, cell: { row: cell.row / scale, column: cell.column / scale } });
  const wide = padded(x, padding);
  const holed = dilated(g, stride);
  const isHole = ({ row, column }: Cell) => row % stride > 0 || column % stride > 0;
  const isBorder = ({ row, column }: Cell) => x[row - padding]?.[column - padding] === undefined;
  const compact = wide.length > 6 || holed.length > 5;
  const current = task.result ?? first;
  const fitting = sizeOf(current.theorem).join() === sizeOf(kernel).join();
  const result = fitting ? current : null;
  const y = result && sizeOf(result.y).join() === sizeOf(g).join() ? result.y : null;
  const answer = result?.mistaken.find((found) => found.mistake === state.mistake);

  return (
    <DemoFrame
      id="conv-kernel-gradient-lab"
      question="Which products make this entry of ∂L/∂K?"
      link={link}
      tasks={[task]}
      announce={`∂L/∂K at row ${tap.row}, column ${tap.column} is ${formatNumber(at(gradient, tap))}.`}
      caption={
        <>
          <p>
            The loss is <em>L</em> = Σ <Quantity role="upstream">G</Quantity> ⊙{' '}
            <Quantity role="output">Y</Quantity>, so that ∂L/{'\u2060'}∂Y is G. All numbers of X, K
            and G can be edited: arrows move, typing replaces.
          </p>
          <p>
            <strong>Try:</strong> point at an entry of <KernelGradient />, at one of G, at a pixel
            of X. Press play and watch G slide. Edit K. Set the stride to 2: below the star stand
            stride, padding and dilation, and the first and the last have changed places.
          </p>
          <p>
            Dotted cells are zeros that were put in: padding, or holes between the entries of G.
          </p>
        </>
      }
      controls={
        <>
          <Play
            label="sliding G over X"
            playing={play.playing}
            onPlaying={play.setPlaying}
            onStep={play.step}
            position={`entry ${head + 1} of ${taps.length}`}
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
            max={2}
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
          <Choice
            label="Input"
            role="input"
            options={[3, 4, 5, 6].map((value) => ({ value, label: `${value}×${value}` }))}
            value={x.length}
            onChange={(n) => change({ x: resized(n > x.length ? pasted(x) : x, [n, n]) })}
          />
          <Choice
            label="Kernel"
            role="kernel"
            options={[1, 2, 3].map((value) => ({ value, label: `${value}×${value}` }))}
            value={kernel.length}
            onChange={(k) => change({ kernel: resized(kernel, [k, k]), at: 0 })}
          />
          <div className="kg-fills" role="group" aria-label="Fill G">
            <span className="control-label">
              Fill <Quantity role="upstream">G</Quantity> with
            </span>
            {(Object.keys(fills) as (keyof typeof fills)[]).map((name) => (
              <button key={name} type="button" className="button" onClick={() => fill(name)}>
                {fills[name].name}
              </button>
            ))}
          </div>
          <button type="button" className="button" onClick={() => update(example)}>
            Show the example by hand
          </button>
          {result && (
            <ThreeWays answers={result} cell={tap} theorem="the theorem, in 32 bits" step="h = 1" />
          )}
          <Shortcut
            mistake={state.mistake}
            guess={state.guess}
            answer={answer}
            theorem={gradient}
            layer={layer}
            onMistake={(mistake) => update({ mistake, guess: null })}
            onGuess={(guess) => update({ guess })}
          />
        </>
      }
    >
      <div className="demo-row">
        <EditableGrid
          values={wide}
          onChange={({ row, column }, value) =>
            change({ x: withCell(x, { row: row - padding, column: column - padding }, value) })
          }
          onPoint={point('pixel', 1)}
          title={
            <>
              <Quantity role="input">X</Quantity>
              {padding > 0 && ', padded'}
            </>
          }
          label={padding > 0 ? 'Input X with its padding' : 'Input X'}
          role="input"
          isFiller={isBorder}
          highlights={lit.map(({ pixel }) => pixel)}
          compact={compact}
          note={`${wide.length}×${wide[0]?.length ?? 0}; framed: in the lit products`}
        />
        <EditableGrid
          values={holed}
          onChange={({ row, column }, value) =>
            update({
              g: withCell(g, { row: row / stride, column: column / stride }, value),
              guess: null,
            })
          }
          onPoint={(cell) =>
            cell && isHole(cell) ? setHovered(null) : point('place', stride)(cell)
          }
          title={
            <>
              <Quantity role="upstream">G</Quantity>
              {stride > 1 && ', with holes'}
            </>
          }
          label={stride > 1 ? 'Upstream gradient G with holes' : 'Upstream gradient G'}
          role="upstream"
          isFiller={isHole}
          highlights={lit.map(({ place }) => ({
            row: place.row * stride,
            column: place.column * stride,
          }))}
          compact={compact}
          note={`${sizeOf(g).join('×')}, the size of Y${stride > 1 ? `; ${sizeOf(holed).join('×')} with holes` : ''}`}
        />
        <EditableGrid
          values={gradient}
          onPoint={point('tap', 1)}
          title={
            <>
              <KernelGradient /> = X <Star stride={dilation} padding={padding} dilation={stride} />{' '}
              G
            </>
          }
          label="Gradient with respect to the kernel"
          role="kernel"
          highlights={lit.map((product) => product.tap)}
          compact={compact}
          note={`${sizeOf(kernel).join('×')}, the size of K`}
        />
      </div>
      <div className="demo-row">
        <EditableGrid
          values={kernel}
          onChange={(cell, value) => change({ kernel: withCell(kernel, cell, value) })}
          title={<Quantity role="kernel">K</Quantity>}
          label="Kernel K"
          role="kernel"
          highlights={lit.map((product) => product.tap)}
          compact
          note="edit it: ∂L/∂K stays"
        />
        <EditableGrid
          values={y ?? g.map((cells) => cells.map(() => Number.NaN))}
          title={
            <>
              <Quantity role="output">Y</Quantity> = X <Star {...state} /> K
            </>
          }
          label="Output Y"
          role="output"
          format={(value) => (Number.isNaN(value) ? '·' : formatNumber(value))}
          highlights={lit.map(({ place }) => place)}
          compact
          note={result && y ? `L = ${formatNumber(result.loss, 6)}` : 'computing …'}
        />
        <WrittenOut
          pointed={pointed}
          products={lit}
          pixel={
            pointed.of === 'pixel' && !isBorder(pointed.cell)
              ? { row: pointed.cell.row - padding, column: pointed.cell.column - padding }
              : null
          }
        />
      </div>
    </DemoFrame>
  );
});

function fits(state: LabState): boolean {
  try {
    geometryOf(state.x, state.kernel, state);
    return true;
  } catch {
    return false;
  }
}

/** A small input grown back takes the numbers of the first one where it has none of its own. */
function pasted(x: readonly (readonly number[])[]): number[][] {
  return labDefaults.x.map((cells, row) => cells.map((value, column) => x[row]?.[column] ?? value));
}
