import {
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { DrawingTools, type DrawingTool } from './DrawingTools.tsx';
import { floodFill } from './floodFill.ts';
import type { Cell } from './matrix.ts';
import { moveInGrid } from './moveInGrid.ts';
import { PixelImage, type ImageBox } from './PixelImage.tsx';
import type { Role } from './role.ts';
import { stroke } from './stroke.ts';
import { colourName, rgbOf } from './swatches.ts';
import { useVersions } from './useVersions.ts';

export interface DrawingPadProps {
  width: number;
  height: number;
  /** The drawing: red, green and blue of each pixel, 0 to 255, row by row. */
  pixels: Uint8Array;
  /** Called with the new drawing at every step of a stroke; give it back as `pixels`. */
  onChange: (pixels: Uint8Array) => void;
  /** What is under the drawing, in the same form: the eraser and Clear bring it back. */
  background: Uint8Array;
  title: ReactNode;
  /** What is drawn on, in words. */
  label: string;
  role?: Role | undefined;
  /** Largest width of the canvas on the page, in CSS pixels. */
  size?: number | undefined;
  /** Boxes over the drawing, in its pixels. */
  boxes?: readonly ImageBox[] | undefined;
  /** What stands beside the canvas, before the tools: what comes of the drawing. */
  children?: ReactNode;
}

/** A stroke that is being drawn. */
interface Gesture {
  pointer: number;
  last: Cell;
  /** Whether it has changed anything yet; what it changes then belongs to the same step. */
  begun: boolean;
}

/**
 * A small picture to draw on, with its tools. Mouse, pen and finger draw; by keyboard the arrows move
 * a cursor, Space and Enter use the tool there, Shift with an arrow draws along.
 */
export function DrawingPad(props: DrawingPadProps) {
  const { width, height, background, label, role, size = 292 } = props;
  const drawing = useVersions(props.pixels, props.onChange);
  const [tool, setTool] = useState<DrawingTool>({ kind: 'brush', colour: '#000000', size: 3 });
  const [cursor, setCursor] = useState<Cell>({
    row: Math.floor(height / 2),
    column: Math.floor(width / 2),
  });
  const [visible, setVisible] = useState(false);
  const [said, setSaid] = useState('');
  const gesture = useRef<Gesture | null>(null);
  const hint = useId();
  const now = drawing.latest();
  const data = useMemo(() => ({ kind: 'rgb' as const, pixels: now, scale: 255 }), [now]);

  const isInside = ({ row, column }: Cell) =>
    row >= 0 && row < height && column >= 0 && column < width;
  const draw = (from: Cell, to: Cell, joins: boolean): boolean => {
    const picture = { width, height, pixels: drawing.latest() };
    const ink = tool.kind === 'eraser' ? background : rgbOf(tool.colour);
    if (tool.kind !== 'fill')
      return drawing.change(stroke(picture, from, to, ink, tool.size), joins);
    return isInside(to) && drawing.change(floodFill(picture, to, ink), joins);
  };

  const drawTo = (cell: Cell) => {
    const current = gesture.current;
    if (!current) return;
    const hasChanged = draw(current.last, cell, current.begun);
    gesture.current = { ...current, last: cell, begun: current.begun || hasChanged };
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || gesture.current) return;
    const cell = cellAt(event.currentTarget, event, width, height);
    // One that is repeated for a demo that has just woken up has no pointer any more.
    if (event.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
    gesture.current = { pointer: event.pointerId, last: cell, begun: false };
    drawTo(cell);
    if (!event.isTrusted) gesture.current = null;
    if (isInside(cell)) setCursor(cell);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { currentTarget, nativeEvent } = event;
    const cell = cellAt(currentTarget, nativeEvent, width, height);
    if (isInside(cell)) setCursor(cell);
    setVisible(event.pointerType !== 'touch');
    if (gesture.current?.pointer !== event.pointerId || tool.kind === 'fill') return;
    // A browser reports once a frame; what it has kept back makes the curve.
    for (const point of nativeEvent.getCoalescedEvents()) {
      drawTo(cellAt(currentTarget, point, width, height));
    }
    drawTo(cell);
  };
  const onPointerEnd = (event: PointerEvent) => {
    if (gesture.current?.pointer === event.pointerId) gesture.current = null;
  };

  const say = ({ row, column }: Cell) => {
    const at = 3 * (row * width + column);
    const colour = colourName(drawing.latest().subarray(at, at + 3));
    setSaid(`Row ${row}, column ${column}: ${colour}.`);
  };
  const undo = () => {
    drawing.undo();
    setSaid('Undone.');
  };
  const redo = () => {
    drawing.redo();
    setSaid('Redone.');
  };
  const clear = () => {
    drawing.change(background);
    setSaid('Cleared.');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const letter = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : '';
    const next = moveInGrid(event.key, event.ctrlKey, cursor, { rows: height, columns: width });
    if (letter === 'z' && !event.shiftKey) undo();
    else if (letter === 'z' || letter === 'y') redo();
    else if (next) {
      if (event.shiftKey && tool.kind !== 'fill') draw(cursor, next, false);
      setCursor(next);
      setVisible(true);
      say(next);
    } else if (event.key === ' ' || event.key === 'Enter') {
      draw(cursor, cursor, false);
      setVisible(true);
      say(cursor);
    } else return;
    event.preventDefault();
  };

  const reach = tool.kind === 'fill' ? 0 : Math.floor(tool.size / 2);
  const brush = {
    row: cursor.row - reach,
    column: cursor.column - reach,
    width: 2 * reach + 1,
    height: 2 * reach + 1,
    cursor: true,
  };
  const isClear = now.every((byte, i) => byte === background[i]);
  return (
    <div className="drawing-pad">
      <figure className="demo-picture">
        <figcaption>{props.title}</figcaption>
        <div
          className="drawing-canvas pixel-control"
          role="application"
          aria-roledescription="drawing pad"
          aria-label={label}
          aria-describedby={hint}
          tabIndex={0}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerEnd}
          onPointerCancel={onPointerEnd}
          onPointerLeave={(event) => setVisible(event.currentTarget.matches(':focus-visible'))}
          onDragStart={(event) => event.preventDefault()}
          onFocus={(event) => {
            if (event.currentTarget.matches(':focus-visible')) setVisible(true);
          }}
          onBlur={() => setVisible(false)}
          onKeyDown={onKeyDown}
        >
          <PixelImage
            width={width}
            height={height}
            data={data}
            label=""
            role={role}
            size={size}
            boxes={[...(props.boxes ?? []), ...(visible ? [brush] : [])]}
          />
        </div>
        <p className="visually-hidden" id={hint}>
          {width} by {height} pixels. Arrow keys move the cursor, Space or Enter uses the tool
          there, Shift with an arrow draws along the way, Control with Z takes back.
        </p>
        <p className="visually-hidden" role="status" aria-live="polite">
          {said}
        </p>
      </figure>
      {props.children}
      <DrawingTools
        tool={tool}
        onTool={setTool}
        onUndo={drawing.canUndo ? undo : null}
        onRedo={drawing.canRedo ? redo : null}
        onClear={isClear ? null : clear}
        role={role}
      />
    </div>
  );
}

/** The pixel under a point; outside the canvas it goes on counting. */
function cellAt(
  canvas: HTMLElement,
  point: { clientX: number; clientY: number },
  width: number,
  height: number,
): Cell {
  // The picture itself, without the line around it.
  const frame = (canvas.querySelector('.pixels') ?? canvas).getBoundingClientRect();
  return {
    row: Math.floor(((point.clientY - frame.top) / frame.height) * height),
    column: Math.floor(((point.clientX - frame.left) / frame.width) * width),
  };
}
