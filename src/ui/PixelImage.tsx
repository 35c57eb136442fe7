import { useMemo, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { imageUri, type ImageData2D } from './imageUri.ts';
import type { Cell } from './matrix.ts';
import { moveInGrid } from './moveInGrid.ts';
import type { Role } from './role.ts';

/** A box drawn on an image, in pixels of the image. */
export interface ImageBox extends Cell {
  width: number;
  height: number;
  /** Whether it is a cursor, which is drawn lighter than a box that says something. */
  cursor?: boolean;
}

export interface PixelImageProps {
  width: number;
  height: number;
  /** The numbers to draw … */
  data?: Omit<ImageData2D, 'width' | 'height'> | undefined;
  /** … or a ready image: an address or a data URI (see `imageUri`). */
  src?: string | undefined;
  /** Whether a file is fetched at once: for what stands at the top of a page. Otherwise when near. */
  eager?: boolean | undefined;
  /** What the image shows, in words. */
  label: string;
  role?: Role | undefined;
  /** A map laid over the image. */
  overlay?: { data: Omit<ImageData2D, 'width' | 'height'>; opacity: number } | undefined;
  boxes?: readonly ImageBox[] | undefined;
  /** Largest width on the page, in CSS pixels. */
  size?: number | undefined;
  /** Called when the reader points at a pixel (or moves `pick` by the arrows), null when they leave. */
  onPoint?: ((pixel: Cell | null) => void) | undefined;
  /** Called when the reader presses, drags, or moves by the arrows. */
  onPick?: ((pixel: Cell) => void) | undefined;
  /** The pixel last picked; the arrows start from it. */
  pick?: Cell | undefined;
  /** With `onPick`: what the arrows move among instead of pixels, where that is coarser. */
  units?: PickedUnits | undefined;
}

/** A grid laid over an image, such as the units of a layer, and which of them is picked. */
export interface PickedUnits {
  rows: number;
  columns: number;
  at: Cell;
  /** The one picked, in words: "unit [3, 3]". */
  name: string;
  onMove: (to: Cell) => void;
}

/**
 * A small image shown large, with hard pixels. With `onPick` it is a two-dimensional control: drag
 * on it, or move by the arrows.
 */
export function PixelImage(props: PixelImageProps) {
  const { width, height, data, label, role, overlay, boxes = [], size = 256 } = props;
  const { onPick, pick, units } = props;
  const drawn = useImageUri(width, height, data);
  const over = useImageUri(width, height, overlay?.data);
  const image = (
    <>
      <img
        className="pixels"
        src={props.src ?? drawn}
        alt={onPick ? '' : label}
        width={width}
        height={height}
        loading={props.src !== undefined && !props.eager ? 'lazy' : undefined}
        // Otherwise a drag on the control soon becomes the browser's own, of the picture file.
        draggable={onPick ? false : undefined}
      />
      {over !== undefined && (
        <img
          className="pixels pixels-over"
          src={over}
          alt=""
          style={{ opacity: overlay?.opacity }}
        />
      )}
      {boxes.map((box, index) => (
        <span
          key={index}
          className={`pixel-box${box.cursor ? ' pixel-cursor' : ''}`}
          style={boxStyle(box, width, height)}
        />
      ))}
      {pick && (
        <span
          className="pixel-box pixel-pick"
          style={boxStyle({ ...pick, width: 1, height: 1 }, width, height)}
        />
      )}
    </>
  );
  const style = { width: size, aspectRatio: `${width} / ${height}` };
  const pixelAt = (event: PointerEvent): Cell => {
    const frame = event.currentTarget.getBoundingClientRect();
    const inside = (share: number, count: number) =>
      Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    return {
      row: inside((event.clientY - frame.top) / frame.height, height),
      column: inside((event.clientX - frame.left) / frame.width, width),
    };
  };
  const hover = {
    onPointerMove: (event: PointerEvent) => {
      props.onPoint?.(pixelAt(event));
      if (onPick && event.buttons > 0) onPick(pixelAt(event));
    },
    onPointerLeave: () => props.onPoint?.(null),
  };
  if (!onPick) {
    return (
      <span className="pixel-image" data-role={role} style={style} {...(props.onPoint && hover)}>
        {image}
      </span>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const from = pick ?? { row: Math.floor(height / 2), column: Math.floor(width / 2) };
    const next = units
      ? moveInGrid(event.key, event.ctrlKey, units.at, units)
      : moveInGrid(event.key, event.ctrlKey, from, { rows: height, columns: width });
    if (!next) return;
    event.preventDefault();
    (units?.onMove ?? onPick)(next);
  };
  const picked = units ? capitalised(units.name) : pick && `Row ${pick.row}, column ${pick.column}`;
  return (
    <span
      className="pixel-image pixel-control"
      data-role={role}
      style={style}
      role="application"
      aria-roledescription="image to pick a pixel from"
      aria-label={`${label}. ${picked ? `${picked}.` : ''} Arrow keys move.`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        // One that is repeated for a demo that has just woken up has no pointer any more.
        if (event.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
        onPick(pixelAt(event));
      }}
      {...hover}
    >
      {image}
    </span>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The image's data URI, encoded anew only when a number, the kind or the scale changes. */
function useImageUri(width: number, height: number, data: PixelImageProps['data']) {
  return useMemo(
    () => data && imageUri({ ...data, width, height }),
    [width, height, data?.pixels, data?.kind, data?.scale],
  );
}

function boxStyle(box: ImageBox, width: number, height: number): CSSProperties {
  return {
    left: `${(100 * box.column) / width}%`,
    top: `${(100 * box.row) / height}%`,
    width: `${(100 * box.width) / width}%`,
    height: `${(100 * box.height) / height}%`,
  };
}
