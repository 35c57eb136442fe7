import { useRef, type PointerEvent } from 'react';
import { draggedAmount, type Grip } from './position.ts';
import type { Change } from '#numerics/tolerance/change.ts';

interface Props {
  /** The picture, and its side in pixels. */
  src: string;
  side: number;
  /** The side that fills the stage. */
  largest: number;
  label: string;
  /** What dragging changes, and how far it is changed now. */
  change: Change;
  amount: number;
  onAmount: (amount: number) => void;
}

/** The picture at its size on empty ground, the largest filling it; drag its edge to change it. */
export function Stage({ src, side, largest, label, change, amount, onAmount }: Props) {
  const grip = useRef({ x: 0, y: 0, amount });
  const placeOf = (event: PointerEvent): Grip => {
    const frame = event.currentTarget.getBoundingClientRect();
    const across = largest / frame.width;
    return {
      x: (event.clientX - frame.left - frame.width / 2) * across,
      y: (frame.top + frame.height / 2 - event.clientY) * across,
    };
  };
  return (
    <div
      className="si-stage"
      data-role="input"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { ...placeOf(event), amount };
      }}
      onPointerMove={(event) => {
        if (event.buttons === 0) return;
        const next = draggedAmount(change, grip.current.amount, grip.current, placeOf(event));
        if (next !== amount) onAmount(next);
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
