import { layerViews } from '#numerics/network/layerViews.ts';
import type { LayerDescription } from '#numerics/network/manifest.ts';
import { activationAt, type Activations } from '#numerics/network/run.ts';
import { pixelsSeen } from '#numerics/receptiveField.ts';

/** Differences below this are decided by the order in which a machine adds. */
const ROUNDING = 1e-6;

/**
 * The pixels of one square image, in reading order, whose gradient rounding decides: those seen by
 * a max-pooling window that has two equal maxima (even areas of an image make them), or by a unit
 * whose pre-activation is as good as zero. There the network has a kink and several gradients.
 * `activations` are of one image, pre-activations kept.
 */
export function undecided(
  layers: readonly LayerDescription[],
  activations: Activations,
  side: number,
): boolean[] {
  const views = layerViews(layers, [side, side]);
  const pixels = new Array<boolean>(side * side).fill(false);
  const mark = (layer: string, row: number, column: number) => {
    const view = views[layer];
    if (!view) throw new Error(`no view of ${layer}`);
    const { rows, columns } = pixelsSeen(view, [row, column], [side, side]);
    for (let r = rows[0]; r < rows[1]; r++) {
      pixels.fill(true, r * side + columns[0], r * side + columns[1]);
    }
  };
  const valuesOf = (place: string) => {
    const { shape } = activationAt(activations, place);
    const values = activationAt(activations, place).dataSync();
    const [, h = 0, w = 0, c = 0] = shape;
    const at = (row: number, column: number, channel: number) =>
      values[(row * w + column) * c + channel] ?? Number.NaN;
    return { at, h, w, c };
  };
  for (const [i, layer] of layers.entries()) {
    if (layer.type === 'conv') {
      const { at, h, w, c } = valuesOf(`${layer.name}.pre`);
      each(h, w, c, (row, column, channel) => {
        if (Math.abs(at(row, column, channel)) < ROUNDING) mark(layer.name, row, column);
      });
    }
    if (layer.type === 'maxPool') {
      const { at, h, w, c } = valuesOf(layers[i - 1]?.name ?? 'input');
      const { size } = layer;
      each(Math.floor(h / size), Math.floor(w / size), c, (row, column, channel) => {
        const window: number[] = [];
        each(size, size, 1, (a, b) => {
          window.push(at(row * size + a, column * size + b, channel));
        });
        const [first = 0, second = 0] = window.sort((a, b) => b - a);
        if (first > 0 && first - second < ROUNDING) mark(layer.name, row, column);
      });
    }
  }
  return pixels;
}

function each(
  rows: number,
  columns: number,
  channels: number,
  visit: (row: number, column: number, channel: number) => void,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < channels; channel++) visit(row, column, channel);
    }
  }
}
