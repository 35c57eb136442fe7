import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type featureMap from '#numerics/tasks/cover-feature-map.ts';
import { Choice } from '#ui/Choice.tsx';
import { ColourScale } from '#ui/ColourScale.tsx';
import { formatNumber, percent, wholeText } from '#ui/formatNumber.ts';
import { withCell, type Cell } from '#ui/matrix.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Cover.first.ts';
import { kernels, namedKernel } from './kernels.ts';
import { NineProducts } from './NineProducts.tsx';
import { pictureOf } from './picture.ts';
import { coverDefaults, coverSchema, photoSize } from './state.ts';
import { windowAt } from './windowAt.ts';

/** One kernel looks at a photograph: the reader moves it, changes it, and sees what it sees. */
export const Cover = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { src, pixels } = first;
  const link = useDemoState('cover', coverSchema, coverDefaults);
  const { state, update } = link;
  const { kernel, relu } = state;
  const photo = useMemo(
    () => Uint8Array.from(atob(pixels), (byte) => byte.charCodeAt(0)),
    [pixels],
  );
  const [pointed, setPointed] = useState<Cell | null>(null);
  const [wanted, setWanted] = useState(false);

  // The default map came with the page: the worker starts when another one may be asked for.
  const task = useTask<typeof featureMap>('cover-feature-map');
  const key = JSON.stringify([kernel, relu]);
  const isFirst = key === JSON.stringify([coverDefaults.kernel, coverDefaults.relu]);
  useEffect(() => {
    if (wanted || !isFirst) task.run({ photo, width: photoSize.width, kernel, relu });
  }, [key, wanted]);
  const want = () => setWanted(true);
  const computed = useMemo(() => task.result && pictureOf(task.result), [task.result]);
  const map = isFirst ? first.map : (computed ?? first.map);

  const picked = { row: state.row, column: state.column };
  const here = pointed ?? picked;
  const nine = windowAt(photo, photoSize.width, here);
  const responseTo = (pixels: number[][]) => sumOf(productsOf(pixels, kernel));
  const response = responseTo(nine);
  const shown = relu ? Math.max(0, response) : response;
  const named = namedKernel(kernel);
  const count = map.width * map.height;
  const pickOutput = ({ row, column }: Cell) => update({ row: row + 1, column: column + 1 });

  return (
    <DemoFrame
      id="cover"
      level={2}
      question="What do nine weights see in this picture?"
      caption={
        <>
          <p>
            {named?.shows ??
              'This kernel is your own. If its weights add up to zero, an even surface leaves it cold.'}
          </p>
          <p>
            Drag over the picture, or change a weight. A convolutional network looks through
            hundreds of such kernels, layer upon layer, and learns their weights from examples;
            these were chosen by hand.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={`At row ${picked.row}, column ${picked.column} the response is ${announced(
        responseTo(windowAt(photo, photoSize.width, picked)),
        relu,
      )} grey levels. ${percent(map.positive)} of the ${count} responses are positive.`}
      status="photograph: Eadweard Muybridge, 1887"
    >
      <figure className="cover-photo">
        <figcaption>
          <b>What is there</b> {photoSize.width}×{photoSize.height} pixels
        </figcaption>
        <PixelImage
          {...photoSize}
          src={src}
          eager
          label="Photograph of a running cat before a screen of wires, with the kernel’s window on it"
          role="input"
          size={PIXEL * photoSize.width + 2 * LINE}
          boxes={[{ row: here.row - 1, column: here.column - 1, width: 3, height: 3 }]}
          pick={here}
          onPoint={(pixel) => setPointed(pixel && inside(pixel))}
          onPick={(pixel) => update(inside(pixel))}
        />
      </figure>
      <figure className="cover-map">
        <figcaption>
          <b>What the kernel sees</b> {map.width}×{map.height} responses
        </figcaption>
        <PixelImage
          width={map.width}
          height={map.height}
          src={map.src}
          eager
          label="Feature map of the photograph, with the window’s response marked"
          role="output"
          size={PIXEL * map.width + 2 * LINE}
          pick={{ row: here.row - 1, column: here.column - 1 }}
          onPoint={(pixel) => setPointed(pixel && { row: pixel.row + 1, column: pixel.column + 1 })}
          onPick={pickOutput}
        />
      </figure>
      <div className="cover-choice" onPointerEnter={want} onFocus={want}>
        <Choice
          label="Choose a kernel"
          role="kernel"
          options={kernels.map(({ name, label }) => ({ value: name, label }))}
          value={named?.name ?? ''}
          onChange={(name) => {
            const chosen = kernels.find((kernel) => kernel.name === name);
            if (chosen) update({ kernel: chosen.weights.map((cells) => [...cells]) });
          }}
        />
      </div>
      <div className="cover-reading" onPointerEnter={want} onFocus={want}>
        <Toggle
          label="ReLU: keep the positive part"
          checked={relu}
          onChange={(relu) => update({ relu })}
          role="output"
        />
        <ColourScale
          kind={map.unsigned ? 'grey' : 'signed'}
          scale={map.scale}
          label={map.unsigned ? 'grey levels' : 'grey levels; beyond, full colour'}
          format={(value) => formatNumber(Math.round(value * 100) / 100)}
        />
      </div>
      <div className="cover-sum" onPointerEnter={want} onFocus={want}>
        <NineProducts
          pixels={nine}
          kernel={kernel}
          products={productsOf(nine, kernel)}
          onWeight={(cell, value) => update({ kernel: withCell(kernel, cell, value) })}
        />
      </div>
      <div className="cover-result">
        <p className="cover-response" data-role="output">
          <span>{relu ? 'the positive part of the sum' : 'the nine products add up to'}</span>
          <output>
            <b>{signed(shown)}</b> grey levels
          </output>
        </p>
        <p className="cover-share">
          <b>{percent(map.positive)}</b> of the {wholeText(count)} responses are positive
          {relu && '; ReLU has set the others to 0'}.
        </p>
      </div>
    </DemoFrame>
  );
});

/** CSS pixels of a pixel at full size, and of the line around an image. */
const PIXEL = 5;
const LINE = 2;

/** The nearest pixel that has all eight neighbours. */
function inside({ row, column }: Cell): Cell {
  return {
    row: Math.max(1, Math.min(photoSize.height - 2, row)),
    column: Math.max(1, Math.min(photoSize.width - 2, column)),
  };
}

function productsOf(pixels: number[][], kernel: number[][]): number[][] {
  return pixels.map((cells, r) => cells.map((pixel, c) => pixel * (kernel[r]?.[c] ?? 0)));
}

function sumOf(products: number[][]): number {
  return products.flat().reduce((sum, product) => sum + product, 0);
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${formatNumber(value, 4)}`;
}

function announced(response: number, relu: boolean): string {
  return formatNumber(relu ? Math.max(0, response) : response, 4);
}
