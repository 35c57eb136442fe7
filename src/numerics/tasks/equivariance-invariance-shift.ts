import { concat, dispose, softmax, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { shiftError, type ShiftError } from '../images/shiftError.ts';
import { translate, type Border, type MapsShape, type Shift } from '../images/translate.ts';
import type { Operations } from '../network/changeOperations.ts';
import { preprocess } from '../network/images.ts';
import { layerViews } from '../network/layerViews.ts';
import { activationAt, run } from '../network/run.ts';
import { variantOf } from '../network/variantOf.ts';
import type { ModelContext } from './context.ts';

/** A picture [32,32,3], 0 to 255, a network with its operations, and how the picture is moved. */
export interface ShiftInput extends Operations, Shift {
  pixels: ArrayLike<number>;
  network: string;
  border: Border;
}

/** One layer's answer to the shift. */
export interface LayerError extends ShiftError {
  layer: string;
  /** Pixels between neighbouring places; null for a vector, where T′ is to leave it as it was. */
  jump: number | null;
}

export interface ShiftOutput {
  /** What each class gets before and after the shift. */
  before: number[];
  after: number[];
  /** ‖f(Tx) − T′f(x)‖ / ‖f(x)‖ at every layer, the logits last. */
  layers: LayerError[];
}

/** How far every layer of a network is from moving its maps when the picture is moved. */
export default async function shift(
  input: ShiftInput,
  context: ModelContext,
): Promise<ShiftOutput> {
  const { pixels, border, down, right } = input;
  const model = await context.loadModel(input.network, (part) => context.progress(part));
  const { layers, input: expected } = model.manifest;
  const [h, w, colours] = expected.shape;
  const network = variantOf(model, input);
  const found = tidy(() => {
    const images = [pixels, translate(pixels, [h, w, colours], { down, right }, border)];
    const x = concat(images.map((image) => preprocess(model.manifest, image, [h, w])));
    const activations = run(network, x);
    const last = activationAt(activations, layers.at(-1)?.name ?? '');
    return { activations, probabilities: softmax(last) };
  });
  const views = layerViews(layers, [h, w]);
  const errors: LayerError[] = [];
  for (const { name, type } of layers) {
    if (type === 'flatten') continue; // the same numbers as those before it
    const tensor = activationAt(found.activations, name);
    const values = await tensor.data();
    const half = values.length / 2;
    const shape = mapsShape(tensor);
    const isVector = tensor.rank === 2;
    const jump = isVector ? null : (views[name]?.jump[0] ?? 1);
    const by = isVector ? { down: 0, right: 0 } : { down, right };
    const [before, after] = [values.subarray(0, half), values.subarray(half)];
    errors.push({ layer: name, jump, ...shiftError(before, after, shape, by, jump ?? 1, border) });
  }
  const probabilities = [...(await found.probabilities.data())];
  dispose([found.activations, found.probabilities]);
  const classes = probabilities.length / 2;
  return {
    before: probabilities.slice(0, classes),
    after: probabilities.slice(classes),
    layers: errors,
  };
}

function mapsShape({ shape }: Tensor): MapsShape {
  const [, height = 1, width = 1, channels = 1] = shape.length === 2 ? [0, 1, 1, shape[1]] : shape;
  return [height, width, channels];
}
