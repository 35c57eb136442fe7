import type { PointerEvent } from 'react';
import { LinePlot, type LinePlotProps } from '#ui/LinePlot.tsx';

interface Props extends LinePlotProps {
  /** Called with the x that is pointed at; the axis must have a range. */
  onX: (x: number) => void;
}

/** A plot in whose lines one can press and drag to choose an x; beside it stands a slider for the keys. */
export function DragPlot({ onX, ...plot }: Props) {
  const take = (event: PointerEvent<HTMLDivElement>) => {
    const area = event.currentTarget.querySelector('.plot-area')?.getBoundingClientRect();
    const [low, high] = plot.x.range ?? [1, 1];
    if (!area || area.width === 0) return;
    const share = Math.max(0, Math.min(1, (event.clientX - area.left) / area.width));
    onX(plot.x.kind === 'log' ? low * (high / low) ** share : low + (high - low) * share);
  };
  return (
    <div
      className="drag-plot"
      onPointerDown={(event) => {
        if (event.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
        take(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && take(event)}
    >
      <LinePlot {...plot} />
    </div>
  );
}
