import * as z from 'zod/mini';
import { decodeDrawing } from '#ui/drawingText.ts';
import type { LayerShape } from './layerShape.ts';
import { emptyCanvas } from './sheet.ts';

/** The sets of test images to choose from, and how many there are in each. */
export const setSizes = { teaching: 24, gallery: 500 } as const;

export type PictureSet = keyof typeof setSizes;

const index = z.int().check(z.gte(0));

const shape = z.object({
  /** Where the picture is from; the empty canvas is a set of one. */
  set: z.enum(['teaching', 'gallery', 'canvas']),
  /** The image's number in its set. */
  image: index,
  /** What was drawn on it (see `encodeDrawing`). */
  drawn: z.string().check(z.refine((text) => decodeDrawing(text, emptyCanvas) !== null)),
  layer: z.string(),
  channel: index,
  row: index,
  column: index,
});

/** The playground: a test image or an empty canvas, what was drawn on it, and a unit of one of the layers. */
export type PlaygroundState = z.infer<typeof shape>;

/** States whose image and unit there are, in a network of these layers. */
export function playgroundSchema(layers: readonly LayerShape[]): z.ZodMiniType<PlaygroundState> {
  const exists = ({ set, image, layer, channel, row, column }: PlaygroundState) => {
    const found = layers.find(({ name }) => name === layer);
    const inLayer = found && channel < found.channels && row < found.height && column < found.width;
    return image < (set === 'canvas' ? 1 : setSizes[set]) && inLayer === true;
  };
  return shape.check(z.refine(exists));
}

/** A tabby cat that looks into the camera, and a unit that sees its face. */
export const playgroundDefaults: PlaygroundState = {
  set: 'teaching',
  image: 7,
  drawn: '',
  layer: 'conv3',
  channel: 28,
  row: 1,
  column: 11,
};
