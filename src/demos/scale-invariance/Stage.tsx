import type { PointerEvent } from 'react';

interface Props {
  /** The picture, and its side in pixels. */
  src: string;
  side: number;
  /** The side that fills the stage. */
  largest: number;
  label: string;
  /** Called while the reader drags: the pointer from the centre, in pixels of the picture, y up. */
  onDrag: (x: number, y: number) => void;
}

/** The picture at its size on empty ground, the largest filling it; drag to change the picture. */
export function Stage({ src, side, largest, label, onDrag }: Props) {
  const drag = (event: PointerEvent) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const across = largest / frame.width;
    onDrag(
      (event.clientX - frame.left - frame.width / 2) * across,
      (frame.top + frame.height / 2 - event.clientY) * across,
    );
  };
  return (
    <div
      className="si-stage"
      data-role="input"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) drag(event);
      }}
    >
      <span className="si-picture" style={{ width: `${(100 * side) / largest}%` }}>
        <img
          className="pixels"
          src={src}
          alt={label}
          width={side}
          height={side}
          draggable={false}
        />
      </span>
    </div>
  );
}
