import { useRef } from 'react';
import { SIDE as PIXELS } from '#demos/network/sheet.ts';
import type { Shift } from '#numerics/images/translate.ts';
import type { Cell } from '#ui/matrix.ts';
import { PixelImage } from '#ui/PixelImage.tsx';

interface Props {
  src: string;
  label: string;
  by: Shift;
  onMove: (to: Shift) => void;
}

/** The picture under the reader's hand: a drag moves it as far as the hand goes, a press not at all. */
export function MovedPicture({ src, label, by, onMove }: Props) {
  const middle = { row: placeOf(by.down), column: placeOf(by.right) };
  // Where the hand, or an arrow key, starts from, and how the picture lay then.
  const start = useRef<(Cell & { by: Shift }) | null>(null);
  return (
    <span
      className="ei-moved"
      onPointerDownCapture={() => {
        start.current = null;
      }}
      onKeyDownCapture={() => {
        start.current = { ...middle, by };
      }}
    >
      <PixelImage
        width={PIXELS}
        height={PIXELS}
        src={src}
        label={label}
        role="input"
        size={196}
        pick={middle}
        onPick={(cell) => {
          start.current ??= { ...cell, by };
          const { row, column, by: from } = start.current;
          const to = { down: from.down + cell.row - row, right: from.right + cell.column - column };
          if (to.down !== by.down || to.right !== by.right) onMove(to);
        }}
      />
    </span>
  );
}

/** Where the middle of the picture has got to, along an axis. */
function placeOf(moved: number): number {
  return Math.max(0, Math.min(PIXELS - 1, PIXELS / 2 + moved));
}
