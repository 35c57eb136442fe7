import * as z from 'zod/mini';
import { emptyCanvas } from '#demos/network/sheet.ts';
import { setSizes } from '#demos/network/state.ts';
import { decodeDrawing } from '#ui/drawingText.ts';
import { namedKernels, type KernelName } from './kernels.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** As many layers as fit under one picture. */
export const MOST_LAYERS = 14;
export const MOST_LINEAR = 4;

const layer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('conv'),
    kernel: whole(1, 9),
    channels: whole(1, 128),
    stride: whole(1, 4),
    padding: whole(0, 4),
  }),
  z.object({ type: z.literal('relu') }),
  z.object({ type: z.literal('maxPool'), kernel: whole(1, 8), stride: whole(1, 8) }),
  z.object({ type: z.literal('globalAveragePool') }),
  z.object({ type: z.literal('flatten') }),
  z.object({ type: z.literal('dense'), units: whole(1, 128) }),
]);

/** A layer of the chain as the reader sets it. */
export type ChainLayer = z.infer<typeof layer>;

const picture = {
  image: whole(0, setSizes.teaching - 1),
  source: z.enum(['image', 'drawing']),
  /** What is drawn on an empty canvas (see `encodeDrawing`). */
  drawn: z.string().check(z.refine((text) => decodeDrawing(text, emptyCanvas) !== null)),
};

/** Which picture: a test image, or a drawing. */
export interface PictureState {
  image: number;
  source: 'image' | 'drawing';
  drawn: string;
}

export const labSchema = z.object({
  ...picture,
  layers: z.array(layer).check(z.maxLength(MOST_LAYERS)),
  seed: whole(1, 99),
});

/** A picture, a chain of layers, and the lot that their weights are drawn by. */
export type LabState = z.infer<typeof labSchema>;

/** Convolution, ReLU, pooling, and once more. */
export const labDefaults: LabState = {
  image: 7,
  source: 'image',
  drawn: '',
  layers: [
    { type: 'conv', kernel: 5, channels: 8, stride: 1, padding: 2 },
    { type: 'relu' },
    { type: 'maxPool', kernel: 2, stride: 2 },
    { type: 'conv', kernel: 3, channels: 16, stride: 1, padding: 0 },
    { type: 'relu' },
    { type: 'maxPool', kernel: 2, stride: 2 },
  ],
  seed: 1,
};

const names = Object.keys(namedKernels) as [KernelName, ...KernelName[]];

const linear = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('named'), name: z.enum(names) }),
  z.object({
    kind: z.literal('random'),
    // Odd, so that padding can keep the size.
    size: z.literal([1, 3, 5, 7]),
    channels: whole(1, 16),
  }),
]);

/** A convolution in the chain that collapses. */
export type LinearChainLayer = z.infer<typeof linear>;

export const collapseSchema = z.object({
  ...picture,
  layers: z.array(linear).check(z.minLength(1), z.maxLength(MOST_LINEAR)),
  relu: z.boolean(),
  padded: z.boolean(),
  seed: whole(1, 99),
  guess: z.nullable(z.enum(['same', 'near', 'far'])),
});

/** A picture, convolutions, what stands between and around them, and a guess. */
export type CollapseState = z.infer<typeof collapseSchema>;

export const collapseDefaults: CollapseState = {
  image: 7,
  source: 'image',
  drawn: '',
  layers: [
    { kind: 'named', name: 'edge' },
    { kind: 'named', name: 'blur' },
    { kind: 'named', name: 'blur' },
  ],
  relu: true,
  padded: false,
  seed: 1,
  guess: null,
};
