import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());
const size = z.int().check(z.positive());
const mapsShape = z.tuple([size, size, size]);
const anyShape = z.array(size).check(z.minLength(1), z.maxLength(3));

const floats = z.object({
  shape: z.array(size),
  dtype: z.literal('float32'),
  byteOffset: count,
});
const integers = z.object({
  shape: z.array(size),
  dtype: z.literal('int8'),
  /** One factor for each output channel: the last axis of the shape, of depthwise ones both last. */
  scale: floats,
  byteOffset: count,
});
const kernel = z.discriminatedUnion('dtype', [floats, integers]);

const between = {
  name: z.string().check(z.minLength(1)),
  /** The layers whose values it takes, or 'input'; without, the one before. The shape is the first's. */
  from: z.optional(z.array(z.string()).check(z.minLength(1))),
  inputShape: anyShape,
  outputShape: anyShape,
};
const weighted = { parameters: size, kernel, bias: floats };

const windowed = {
  kernelSize: z.tuple([size, size]),
  stride: size,
  padding: z.enum(['same', 'valid']),
  relu: z.boolean(),
  /** What the ReLU cuts off above: 6 for ReLU6. */
  ceiling: z.optional(z.literal(6)),
};
const conv = z.object({ ...between, ...weighted, type: z.literal('conv'), ...windowed });
const depthwiseConv = z.object({
  ...between,
  ...weighted,
  type: z.literal('depthwiseConv'),
  ...windowed,
});
const maxPool = z.object({
  ...between,
  type: z.literal('maxPool'),
  size,
  stride: size,
  padding: z.literal('valid'),
});
const globalAveragePool = z.object({ ...between, type: z.literal('globalAveragePool') });
const flatten = z.object({ ...between, type: z.literal('flatten') });
const dense = z.object({ ...between, ...weighted, type: z.literal('dense'), relu: z.boolean() });
const add = z.object({ ...between, type: z.literal('add') });
const anchors = z.object({ ...between, type: z.literal('anchors') });
const strongestAnchor = z.object({ ...between, type: z.literal('strongestAnchor') });

const layer = z
  .discriminatedUnion('type', [
    conv,
    depthwiseConv,
    maxPool,
    globalAveragePool,
    flatten,
    dense,
    add,
    anchors,
    strongestAnchor,
  ])
  .check(
    z.refine((found) => found.type !== 'maxPool' || found.stride === found.size, {
      error: 'max-pooling windows have to lie side by side: stride equal to size',
    }),
  );

/**
 * The layers of a network, first to last, each after those whose values it takes and beginning with
 * the shape that they end with.
 */
export const layersSchema = z.array(layer).check(
  z.minLength(1),
  z.refine(
    (layers) =>
      layers.every(({ inputShape, from, type }, i) => {
        const earlier = layers.slice(0, i);
        const inputs = from ?? earlier.slice(-1).map(({ name }) => name);
        return inputs.every((name, which) => {
          if (name === 'input') return true;
          const shape = earlier.find((other) => other.name === name)?.outputShape;
          const alike = which === 0 || type === 'add';
          return shape && (!alike || shape.join() === inputShape.join());
        });
      }),
    { error: 'each layer has to begin with the shape that the one before ends with' },
  ),
);

/**
 * What `public/models/<name>/manifest.json` says of a network that a program needs to run it: how to
 * build it from `weights.bin`, and what goes in and comes out. Shapes are [height, width, channels]
 * without the batch, or [units], or [anchors, classes]; kernels [K₁,K₂,Cin,Cout], depthwise ones
 * [K₁,K₂,C,M], dense ones [inputs, outputs]. How good the network is and how it came about is in
 * `trainedManifest.ts` and `adoptedManifest.ts`.
 */
export const manifestSchema = z.object({
  format: z.literal(1),
  name: z.string().check(z.regex(/^[a-z0-9-]+$/)),
  purpose: z.string(),
  input: z.object({
    shape: mapsShape,
    /** The smallest and the largest side that it is meant for, if it takes other sizes. */
    sides: z.optional(z.tuple([size, size])),
    range: z.tuple([z.number(), z.number()]),
    /** x = value / divideBy + add. */
    preprocessing: z.object({ divideBy: z.number(), add: z.number() }),
  }),
  classes: z.array(z.string()).check(z.minLength(2)),
  /**
   * How logits become probabilities: of one class among all by softmax (without this entry), or of
   * each class by itself by the logistic sigmoid, where several can be in one image.
   */
  scores: z.optional(z.enum(['softmax', 'sigmoid'])),
  parameters: size,
  weights: z.object({
    file: z.string().check(z.regex(/^[\w-]+\.bin$/)),
    bytes: size,
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    quantisation: z.string(),
  }),
  layers: layersSchema,
  licence: z.string(),
});

/** A network's manifest. */
export type Manifest = z.infer<typeof manifestSchema>;

/** One layer as the manifest describes it. */
export type LayerDescription = Manifest['layers'][number];

/** Where a layer's numbers lie in the weights file. */
export type KernelDescription = z.infer<typeof kernel>;
