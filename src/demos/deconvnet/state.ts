import * as z from 'zod/mini';
import { tableSchema } from '#demos/frame/oneChannel.ts';
import { setSizes } from '#demos/network/state.ts';
import { reluRules } from '#numerics/reluRules.ts';

const whole = (least: number, below: number) => z.int().check(z.gte(least), z.lt(below));
const picture = whole(0, setSizes.teaching);
const ruleSchema = z.enum(reluRules);

/** Channels of the layers whose units can be sent back; of `logits` the channels are the classes. */
export const channels = { conv2: 64, conv3: 64, conv4: 128, conv5: 128, logits: 10 } as const;

export const unitLayers = ['conv2', 'conv3', 'conv4', 'conv5', 'logits'] as const;

/** Whose drawing a reader expects by another picture's switches. */
const switchGuesses = ['own', 'neither', 'other'] as const;

export const switchesSchema = z
  .object({
    /** The pictures above and below. */
    above: picture,
    below: picture,
    layer: z.enum(unitLayers),
    channel: whole(0, 128),
    /** The unit's place; null: where the channel is strongest in the picture above. */
    at: z.nullable(z.object({ row: whole(0, 16), column: whole(0, 16) })),
    rule: ruleSchema,
    guess: z.nullable(z.enum(switchGuesses)),
  })
  .check(
    z.refine(({ layer, channel, at }) => {
      const side = { conv2: 16, conv3: 16, conv4: 8, conv5: 8, logits: 1 }[layer];
      const inside = at === null || (at.row < side && at.column < side);
      return channel < channels[layer] && inside;
    }),
  );

export type SwitchesState = z.infer<typeof switchesSchema>;

export const switchesDefaults: SwitchesState = {
  above: 15,
  below: 20,
  layer: 'conv5',
  channel: 77,
  at: null,
  rule: 'deconvnet',
  guess: null,
};

const square = (side: number) =>
  tableSchema(side).check(z.refine((rows) => rows.length === side && rows[0]?.length === side));

export const layerSchema = z.object({
  x: square(4),
  kernel: square(3),
  /** The signal R at y. */
  signal: square(2),
  rule: ruleSchema,
  switches: z.enum(['own', 'forgotten']),
});

export type LayerState = z.infer<typeof layerSchema>;

/** At its four switches z is 2, −1, 3, −4, as in the chapter's example. */
export const layerDefaults: LayerState = {
  x: [
    [0, 1, 1, 0],
    [1, 1, 4, 1],
    [0, 1, 4, 1],
    [2, 2, 2, 1],
  ],
  kernel: [
    [0, -1, 0],
    [-1, 0, 1],
    [0, 0, 0],
  ],
  signal: [
    [-1, 5],
    [2, -3],
  ],
  rule: 'deconvnet',
  switches: 'own',
};
