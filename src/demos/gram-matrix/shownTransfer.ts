import type { TransferReport, TransferSettings } from '#numerics/tasks/gram-matrix-transfer.ts';
import { imageUri } from '#ui/imageUri.ts';

/** What the lab shows of a transfer, finished or on its way. */
export interface ShownTransfer {
  src: string;
  side: number;
  step: number;
  settings: TransferSettings;
  /** Each style layer's E_l and that of the content image. */
  layers: readonly { place: string; loss: number; ofContent: number }[];
  contentLoss: number;
  contentSize: number;
  pixelCorrelation: number;
  featureCorrelation: number;
  /** Step and weighed losses from time to time. */
  content: [step: number, loss: number][];
  style: [step: number, loss: number][];
}

/** A report of the task, drawn. */
export function shownTransfer(report: TransferReport, settings: TransferSettings): ShownTransfer {
  const { pixels, side, step, history } = report;
  const every = history.flatMap((losses, i) => (i % 5 === 0 ? [[i, losses] as const] : []));
  return {
    ...report,
    src: imageUri({ width: side, height: side, kind: 'rgb', pixels, scale: 255 }),
    side,
    step,
    settings,
    content: every.map(([i, losses]) => [i, losses.content]),
    style: every.map(([i, losses]) => [i, losses.style]),
  };
}
