import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());
const size = z.int().check(z.positive());
const share = z.number().check(z.gte(0), z.lte(1));
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
  /** One factor for each output channel, the last axis of the shape. */
  scale: floats,
  byteOffset: count,
});
const kernel = z.discriminatedUnion('dtype', [floats, integers]);

const between = {
  name: z.string().check(z.minLength(1)),
  inputShape: anyShape,
  outputShape: anyShape,
};
const weighted = { parameters: size, kernel, bias: floats };

const conv = z.object({
  ...between,
  ...weighted,
  type: z.literal('conv'),
  kernelSize: z.tuple([size, size]),
  stride: size,
  padding: z.enum(['same', 'valid']),
  relu: z.boolean(),
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

const layer = z
  .discriminatedUnion('type', [conv, maxPool, globalAveragePool, flatten, dense])
  .check(
    z.refine((found) => found.type !== 'maxPool' || found.stride === found.size, {
      error: 'max-pooling windows have to lie side by side: stride equal to size',
    }),
  );

/** The layers of a network, first to last, each beginning with the shape that the last ended with. */
export const layersSchema = z.array(layer).check(
  z.minLength(1),
  z.refine(
    (layers) =>
      layers.every(({ inputShape }, i) => {
        const before = layers[i - 1]?.outputShape;
        return !before || before.join() === inputShape.join();
      }),
    { error: 'each layer has to begin with the shape that the one before ends with' },
  ),
);

/**
 * What `public/models/<name>/manifest.json` says of a network: how to build it from `weights.bin`,
 * how good it is, and how it came about. Shapes are [height, width, channels] without the batch,
 * or [units]; kernels [K₁,K₂,Cin,Cout] or [inputs, outputs]. Written by `training/export.py`.
 */
export const manifestSchema = z.object({
  format: z.literal(1),
  name: z.string().check(z.regex(/^[a-z0-9-]+$/)),
  purpose: z.string(),
  input: z.object({
    shape: mapsShape,
    range: z.tuple([z.number(), z.number()]),
    /** x = value / divideBy + add. */
    preprocessing: z.object({ divideBy: z.number(), add: z.number() }),
  }),
  classes: z.array(z.string()).check(z.minLength(2)),
  parameters: size,
  weights: z.object({
    file: z.string().check(z.regex(/^[\w-]+\.bin$/)),
    bytes: size,
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    quantisation: z.string(),
  }),
  layers: layersSchema,
  accuracy: z.object({
    /** Test images that the two shares are of. */
    images: size,
    beforeQuantisation: share,
    afterQuantisation: share,
    largestLogitDifference: z.number(),
    /** The same on the test images that come with the book. */
    sample: z.object({ files: z.array(z.string()), images: size, afterQuantisation: share }),
    underAttack: z.nullable(z.object({ attack: z.string(), images: size, accuracy: share })),
  }),
  training: z.object({
    seed: z.int(),
    recipe: z.record(z.string(), z.union([z.number(), z.boolean()])),
    optimiser: z.string(),
    augmentation: z.string(),
    adversary: z.nullable(z.record(z.string(), z.union([z.number(), z.boolean()]))),
    trainedOn: z.string(),
    selection: z.string(),
    seconds: z.number(),
    processorSeconds: z.number(),
    machine: z.string(),
    software: z.string(),
    date: z.string(),
  }),
  data: z.object({
    name: z.string(),
    author: z.string(),
    reference: z.string(),
    obtainedFrom: z.string(),
    archiveSha256: z.string(),
    licence: z.string(),
  }),
  licence: z.string(),
});

/** A network's manifest. */
export type Manifest = z.infer<typeof manifestSchema>;

/** One layer as the manifest describes it. */
export type LayerDescription = Manifest['layers'][number];

/** Where a layer's numbers lie in the weights file. */
export type KernelDescription = z.infer<typeof kernel>;
